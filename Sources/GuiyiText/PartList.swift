/// The parts of one value behind one another, each a range of one buffer that is reused.
struct PartList: Sendable {
  private(set) var scalars: [UInt32] = []
  private var ends: InlineArray<11, Int> = InlineArray(repeating: 0)
  private var starts: InlineArray<11, Int> = InlineArray(repeating: 0)

  init() { scalars.reserveCapacity(64) }

  mutating func removeAll() {
    scalars.removeAll(keepingCapacity: true)
    starts = InlineArray(repeating: 0)
    ends = InlineArray(repeating: 0)
  }

  @inline(__always) func isEmpty(_ part: Int) -> Bool { starts[part] == ends[part] }
  func range(_ part: Int) -> Range<Int> { starts[part]..<ends[part] }

  /// Sets a part that is still empty; a second text for the same part is put behind the first.
  mutating func append(_ part: Int, _ text: [UInt32], _ range: Range<Int>) {
    open(part)
    for index in range { scalars.append(text[index]) }
    ends[part] = scalars.count
  }

  mutating func append(_ part: Int, _ text: [UInt32]) { append(part, text, text.startIndex..<text.endIndex) }

  /// As above, the name of a region.
  mutating func append(_ part: Int, nameOf code: Int, in gazetteer: Gazetteer) {
    open(part)
    gazetteer.forEachScalar(ofNameOf: code) { scalars.append($0) }
    ends[part] = scalars.count
  }

  /// Makes the end of the buffer the place where the part goes on.
  private mutating func open(_ part: Int) {
    if isEmpty(part) {
      starts[part] = scalars.count
      ends[part] = scalars.count
    } else if ends[part] != scalars.count {
      let old = range(part)
      starts[part] = scalars.count
      for index in old { scalars.append(scalars[index]) }
    }
  }

  mutating func append(_ part: Int, _ scalar: UInt32) {
    open(part)
    scalars.append(scalar)
    ends[part] = scalars.count
  }

  mutating func appendNumber(_ part: Int, _ number: Int) {
    var unit = 1
    while number / unit >= 10 { unit &*= 10 }
    while unit > 0 {
      append(part, 0x30 &+ UInt32(truncatingIfNeeded: number / unit % 10))
      unit /= 10
    }
  }

  /// Appends a part as UTF-8.
  func append(_ part: Int, to bytes: inout [UInt8]) {
    appendScalars(scalars.span.extracting(range(part)), to: &bytes)
  }

  /// The parts up to a count, separated by U+001F.
  ///
  /// - Parameter prefix: a part that is written at the beginning of the last one.
  func join(_ count: Int, prefixOfLast prefix: Int? = nil, into bytes: inout [UInt8]) {
    for part in 0..<count {
      if part > 0 { bytes.append(0x1F) }
      if part == count - 1, let prefix { append(prefix, to: &bytes) }
      append(part, to: &bytes)
    }
  }
}
