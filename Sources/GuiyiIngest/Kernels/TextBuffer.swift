internal import GuiyiColumns

/// Bytes of a wave of blocks behind one another, with room behind them that vectors may overrun.
///
/// One owner changes it between waves; during a wave all threads only read.
@safe final class TextBuffer: @unchecked Sendable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 1 << 12
    unsafe base = .allocate(capacity: capacity &+ RowSplitter.padding)
    close()
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
    close()
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
    close()
    return written
  }

  /// Appends pieces that `body` writes side by side, each at most as long as its room, in their order.
  /// - Parameter body: gets a piece's index and its room and returns the bytes written.
  func append(
    rooms: [Int], workers: Workers, _ body: @Sendable (Int, UnsafeMutableRawBufferPointer) -> Int
  ) {
    var offsets = [0]
    for room in rooms { offsets.append(offsets[offsets.count &- 1] &+ room) }
    let starts = offsets
    reserve(count &+ starts[rooms.count])
    nonisolated(unsafe) let end = unsafe base + count
    let written = workers.map(rooms.count) { piece in
      // SAFETY: `reserve` made all rooms, and they lie behind one another.
      unsafe body(piece, UnsafeMutableRawBufferPointer(start: end + starts[piece], count: rooms[piece]))
    }
    for piece in rooms.indices {
      precondition(written[piece] >= 0 && written[piece] <= rooms[piece], "writes only into its room")
      // SAFETY: a piece moves down, into room that is its own or was that of the pieces before it.
      unsafe (base + count).update(from: end + starts[piece], count: written[piece])
      count &+= written[piece]
    }
    close()
  }

  /// Makes the bytes that vectors may overrun defined.
  private func close() {
    // SAFETY: the memory has `padding` bytes beyond its capacity, and count <= capacity.
    unsafe (base + count).initialize(repeating: 0, count: RowSplitter.padding)
  }

  private func reserve(_ needed: Int) {
    if needed <= capacity { return }
    let larger = max(needed, capacity &* 2)
    let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: larger &+ RowSplitter.padding)
    // SAFETY: the old bytes fit.
    unsafe fresh.update(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = fresh
    capacity = larger
  }
}
