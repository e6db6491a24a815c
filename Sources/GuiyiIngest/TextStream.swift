internal import GuiyiColumns
internal import GuiyiText
internal import Synchronization

/// A file as a moving window of UTF-8, read and decoded a wave of blocks at a time.
struct TextStream {
  /// A wave is no longer than this however many threads there are: places in it are numbers of 31 bits.
  private static let waveByteLimit = 1 << 28

  let encoding: TextEncoding
  let blockByteCount: Int
  /// The window: whatever the reader has not dropped yet.
  let text = TextBuffer()
  /// Whether the window reaches to the end of the file.
  private(set) var isFinal = false
  private(set) var digest = ByteDigest()
  private(set) var byteCount = 0

  /// Behind this place the window is known to be sound UTF-8 without NUL; its end where nobody looked.
  private(set) var suspectEnd = 0

  private let source: ByteSource
  private let workers: Workers
  /// Bytes of another encoding behind the last line break, which wait for the rest of their line.
  private let raw = TextBuffer()
  private var markLeft: Int

  /// - Parameter markLength: bytes at the start that are no text.
  init(
    _ source: ByteSource, encoding: TextEncoding, markLength: Int, blockByteCount: Int, workers: Workers
  ) {
    self.source = source
    self.encoding = encoding
    self.blockByteCount = min(max(1, blockByteCount), Self.waveByteLimit)
    self.workers = workers
    markLeft = markLength
  }

  /// Reads another wave behind the window, at least as much as is in it.
  mutating func grow(blockCount: Int, lineByteLimit: Int) throws(IngestError) {
    let target = encoding == .utf8 ? text : raw
    // A line longer than the window makes it grow twofold, so that looking again stays linear.
    try read(
      max(min(blockByteCount &* blockCount, Self.waveByteLimit), target.count, text.count), into: target)
    if encoding == .utf8 { suspectEnd = text.count } else { decode(lineByteLimit: lineByteLimit) }
  }

  /// Drops the window's bytes before `place`.
  mutating func drop(to place: Int) {
    text.drop(to: place)
    suspectEnd = max(0, suspectEnd &- place)
  }

  private mutating func read(_ wanted: Int, into target: TextBuffer) throws(IngestError) {
    let offset = byteCount
    let source = source
    let old = target.count
    let got = try unsafe target.append(upTo: wanted) { room throws(IngestError) in
      try unsafe source.read(at: offset, into: room)
    }
    unsafe digest.feed(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(target.bytes)[old...]))
    byteCount &+= got
    if got < wanted { isFinal = true }
    if markLeft > 0 {
      let mark = min(markLeft, target.count)
      target.drop(to: mark)
      markLeft &-= mark
    }
  }

  /// Decodes what is complete of `raw`, in pieces that each start with a line.
  private mutating func decode(lineByteLimit: Int) {
    let bytes = unsafe raw.bytes
    var end = bytes.count
    if !isFinal {
      end = unsafe lastBreak(bytes)
      // A line beyond every limit is set aside anyway, so it may be cut where no character can be hurt
      // that would still count.
      if end == 0 && bytes.count > lineByteLimit &* 3 { end = (bytes.count &- 8) / 4 &* 4 }
      if end == 0 { return }
    }
    var cuts = [0]
    while let last = cuts.last, last < end {
      let nominal = last &+ blockByteCount
      cuts.append(nominal >= end ? end : unsafe min(end, breakAfter(nominal, bytes)))
    }
    let (encoding, ends) = (encoding, cuts)
    nonisolated(unsafe) let shared = unsafe bytes
    let rooms = (1..<ends.count).map { TextEncoding.room(for: ends[$0] &- ends[$0 &- 1]) }
    let faultCount = Atomic<Int>(0)
    unsafe text.append(rooms: rooms, workers: workers) { piece, room in
      let counts = unsafe encoding.decode(shared.span.extracting(ends[piece]..<ends[piece &+ 1]), into: room)
      faultCount.add(counts.faultCount, ordering: .relaxed)
      return counts.byteCount
    }
    if faultCount.load(ordering: .relaxed) > 0 { suspectEnd = text.count }
    raw.drop(to: end)
  }

  /// The width of a code unit in bytes.
  private var unitWidth: Int { encoding == .utf8 || encoding == .gb18030 ? 1 : 2 }

  private func isBreak(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    // SAFETY: the callers keep index + unitWidth <= bytes.count.
    switch encoding {
    case .utf8, .gb18030: unsafe bytes[index] == 0x0A || bytes[index] == 0x0D
    case .utf16LittleEndian:
      unsafe bytes[index &+ 1] == 0 && (bytes[index] == 0x0A || bytes[index] == 0x0D)
    case .utf16BigEndian:
      unsafe bytes[index] == 0 && (bytes[index &+ 1] == 0x0A || bytes[index &+ 1] == 0x0D)
    }
  }

  /// Behind the last line break, 0 where there is none.
  private func lastBreak(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let width = unitWidth
    var index = bytes.count / width &* width
    while index >= width {
      if unsafe isBreak(bytes, at: index &- width) { return index }
      index &-= width
    }
    return 0
  }

  /// Behind the first line break at or after `place`, or the end.
  private func breakAfter(_ place: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let width = unitWidth
    var index = (place &+ width &- 1) / width &* width
    while index &+ width <= bytes.count {
      if unsafe isBreak(bytes, at: index) { return index &+ width }
      index &+= width
    }
    return bytes.count
  }
}
