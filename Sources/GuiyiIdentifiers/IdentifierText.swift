/// Up to 32 ASCII characters held in place: the normal form of an identifier without an allocation.
public struct IdentifierText: Hashable, Sendable, CustomStringConvertible {
  public static let capacity = 32

  private var word0: UInt64 = 0
  private var word1: UInt64 = 0
  private var word2: UInt64 = 0
  private var word3: UInt64 = 0
  private var length: UInt8 = 0

  public init() {}

  public var count: Int { Int(length) }
  public var isEmpty: Bool { length == 0 }

  /// The byte at an index; 0 outside the text.
  public subscript(index: Int) -> UInt8 {
    guard index >= 0, index < count else { return 0 }
    let shift = UInt64(index & 7) &* 8
    let word =
      switch index >> 3 {
      case 0: word0
      case 1: word1
      case 2: word2
      default: word3
      }
    return UInt8(truncatingIfNeeded: word >> shift)
  }

  /// The bytes of a range of a span; what lies beyond the capacity is dropped.
  init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let count = min(range.count, Self.capacity)
    func word(_ start: Int) -> UInt64 {
      var word: UInt64 = 0
      var index = min(start &+ 8, count) &- 1
      while index >= start {
        word = word << 8 | UInt64(bytes[range.lowerBound &+ index])
        index &-= 1
      }
      return word
    }
    word0 = word(0)
    word1 = word(8)
    if count > 16 { word2 = word(16) }
    if count > 24 { word3 = word(24) }
    length = UInt8(truncatingIfNeeded: count)
  }

  init(_ bytes: Span<UInt8>) { self.init(bytes, 0..<bytes.count) }

  /// The characters from an index up to another, kept inside the text.
  func slice(_ range: Range<Int>) -> IdentifierText {
    var slice = IdentifierText()
    for index in range where index < count { slice.append(self[index]) }
    return slice
  }

  /// Adds a byte; one beyond the capacity is dropped.
  mutating func append(_ byte: UInt8) {
    guard count < Self.capacity else { return }
    let bits = UInt64(byte) << (UInt64(count & 7) &* 8)
    switch count >> 3 {
    case 0: word0 |= bits
    case 1: word1 |= bits
    case 2: word2 |= bits
    default: word3 |= bits
    }
    length &+= 1
  }

  mutating func append(_ text: IdentifierText) {
    for index in 0..<text.count { append(text[index]) }
  }

  /// Appends the decimal digits of a number, with zeros in front up to a width.
  mutating func append(_ number: UInt64, width: Int) {
    var unit: UInt64 = 1
    for _ in 1..<max(1, width) { unit &*= 10 }
    while unit > 0 {
      append(0x30 &+ UInt8(truncatingIfNeeded: number / unit % 10))
      unit /= 10
    }
  }

  /// Appends the bytes to an array.
  public func append(to bytes: inout [UInt8]) {
    for index in 0..<count { bytes.append(self[index]) }
  }

  /// Lends the characters as a span.
  public func withSpan<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    var storage = InlineArray<32, UInt8>(repeating: 0)
    for index in 0..<count { storage[index] = self[index] }
    return body(storage.span.extracting(0..<count))
  }

  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    append(to: &bytes)
    return bytes
  }

  public var description: String { String(decoding: bytes, as: UTF8.self) }
}
