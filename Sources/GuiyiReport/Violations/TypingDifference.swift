internal import GuiyiModel

/// How two normal values that differ do so.
enum ValueDifference: Sendable {
  /// One character, two exchanged, or a homophone: a slip of the hand.
  case slip
  /// One is a part of the other.
  case partial
  /// Independent values.
  case other
}

/// Tells slips of the hand from independent values; keeps its buffers between calls.
struct TypingComparer {
  private let normalizer: any ElementNormalizing
  private var a: [UInt32] = []
  private var b: [UInt32] = []

  /// Longer values are compared by their first characters only.
  private static let capacity = 256

  init(_ normalizer: any ElementNormalizing) { self.normalizer = normalizer }

  /// - Parameters:
  ///   - first: a normal form, UTF-8.
  ///   - second: another one of the same element.
  mutating func compare(_ first: Span<UInt8>, _ second: Span<UInt8>, kind: DataElement.Kind)
    -> ValueDifference
  {
    // Another code is another statement, however near its number.
    if case .code = kind { return .other }
    Self.decode(first, into: &a)
    Self.decode(second, into: &b)
    if a.isEmpty || b.isEmpty { return .other }
    if isSlip(kind) { return .slip }
    switch kind {
    case .address, .organizationName, .text: return isPart(kind) ? .partial : .other
    case .date: return hasDayAndMonthExchanged ? .slip : .other
    default: return .other
    }
  }

  private func isSlip(_ kind: DataElement.Kind) -> Bool {
    var start = 0
    while start < min(a.count, b.count), a[start] == b[start] { start += 1 }
    var endA = a.count
    var endB = b.count
    while endA > start, endB > start, a[endA - 1] == b[endB - 1] {
      endA -= 1
      endB -= 1
    }
    let left = endA - start
    let right = endB - start
    let isShort = min(a.count, b.count) < 4
    switch (left, right) {
    case (0, 1), (1, 0): return !isShort
    case (1, 1): return !isShort || normalizer.soundsAlike(a[start], b[start])
    case (2, 2) where a[start] == b[start + 1] && a[start + 1] == b[start]: return true
    case (2, 2):
      return normalizer.soundsAlike(a[start], b[start]) && normalizer.soundsAlike(a[start + 1], b[start + 1])
    default: return false
    }
  }

  /// Whether the shorter one stands inside the longer; an address must bring its number along, or the
  /// name of a district would be a part of every address in it.
  private func isPart(_ kind: DataElement.Kind) -> Bool {
    let (long, short) = a.count >= b.count ? (a, b) : (b, a)
    guard short.count >= 4 else { return false }
    if kind == .address, !short.contains(where: { (0x30...0x39).contains($0) }) { return false }
    for start in 0...(long.count - short.count) {
      var index = 0
      while index < short.count, long[start + index] == short[index] { index += 1 }
      if index == short.count { return true }
    }
    return false
  }

  /// `2019-03-04` and `2019-04-03`.
  private var hasDayAndMonthExchanged: Bool {
    a.count == 10 && b.count == 10 && a[0..<5] == b[0..<5] && a[5..<7] == b[8..<10] && a[8..<10] == b[5..<7]
  }

  /// UTF-8 to scalars; a byte that begins none stands for itself, out of the range of scalars.
  private static func decode(_ text: Span<UInt8>, into scalars: inout [UInt32]) {
    scalars.removeAll(keepingCapacity: true)
    var index = 0
    while index < text.count, scalars.count < capacity {
      let lead = UInt32(text[index])
      let length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 0
      guard length > 0, index + length <= text.count else {
        scalars.append(0x11_0000 + lead)
        index += 1
        continue
      }
      var scalar = length == 1 ? lead : lead & (0x7F >> UInt32(length))
      for offset in 1..<max(1, length) { scalar = scalar << 6 | UInt32(text[index + offset] & 0x3F) }
      scalars.append(scalar)
      index += length
    }
  }
}
