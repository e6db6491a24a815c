/// Bytes of a wave of blocks behind one another, with room behind them that vectors may overrun.
///
/// One owner changes it between waves; during a wave all threads only read.
@safe final class TextBuffer: @unchecked Sendable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 1 << 16
    unsafe base = .allocate(capacity: capacity &+ RowSplitter.padding)
    unsafe base.initialize(repeating: 0, count: capacity &+ RowSplitter.padding)
  }

  deinit { unsafe base.deallocate() }

  /// The bytes; valid until the buffer changes.
  var bytes: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: base, count: count) }

  /// Drops the bytes before `place` and moves the rest to the front.
  func drop(to place: Int) {
    precondition(place >= 0 && place <= count, "drops what is there")
    // SAFETY: both ranges are inside the buffer; `update` allows them to overlap.
    unsafe base.update(from: base + place, count: count &- place)
    count &-= place
  }

  /// Appends the bytes that `body` writes into fresh room and returns the number of.
  func append<Failure: Error>(
    upTo room: Int, _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    reserve(count &+ room)
    // SAFETY: `reserve` made the room.
    let written = try unsafe body(UnsafeMutableRawBufferPointer(start: base + count, count: room))
    precondition(written >= 0 && written <= room, "writes only into its room")
    count &+= written
    return written
  }

  /// Appends pieces of text, each thread copying its own.
  func append(_ pieces: [[UInt8]]) {
    reserve(count &+ pieces.reduce(0) { $0 &+ $1.count })
    for piece in pieces {
      unsafe piece.withUnsafeBufferPointer { source in
        // SAFETY: `reserve` made room for all pieces.
        if let start = source.baseAddress { unsafe (base + count).update(from: start, count: source.count) }
      }
      count &+= piece.count
    }
  }

  private func reserve(_ needed: Int) {
    if needed <= capacity { return }
    let larger = max(needed, capacity &* 2)
    let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: larger &+ RowSplitter.padding)
    // SAFETY: `count` old bytes fit; the rest is zeroed so that vectors read defined bytes.
    unsafe fresh.update(from: base, count: count)
    unsafe (fresh + count).initialize(repeating: 0, count: larger &+ RowSplitter.padding &- count)
    unsafe base.deallocate()
    unsafe base = fresh
    capacity = larger
  }
}
