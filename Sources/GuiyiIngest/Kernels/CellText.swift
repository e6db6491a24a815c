/// What the bytes of a cell or a row look like, without decoding them.
enum CellText {
  /// The length of the blank character at `index`: control characters, spaces of any width, marks of
  /// byte order and of zero width; 0 for anything else.
  @inline(__always)
  static func blankLength(_ text: UnsafeBufferPointer<UInt8>, at index: Int, end: Int) -> Int {
    // SAFETY: index < end <= text.count; further reads are guarded by `end`.
    let first = unsafe text[index]
    if first <= 0x20 || first == 0x7F { return 1 }
    if first < 0x80 { return 0 }
    if first == 0xC2, index &+ 1 < end, unsafe text[index &+ 1] == 0xA0 { return 2 }
    guard index &+ 2 < end else { return 0 }
    let second = unsafe text[index &+ 1]
    let third = unsafe text[index &+ 2]
    if first == 0xE3 && second == 0x80 && third == 0x80 { return 3 }
    if first == 0xE2 && second == 0x80 && (third <= 0x8D || third == 0xAF) { return 3 }
    if first == 0xEF && second == 0xBB && third == 0xBF { return 3 }
    return 0
  }

  /// The first byte of `range` that is not blank, or its end.
  static func firstInk(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound {
      let length = unsafe blankLength(text, at: index, end: range.upperBound)
      if length == 0 { return index }
      index &+= length
    }
    return range.upperBound
  }

  /// Whether a cell opens with 合计, 总计, 小计 or 共计, spaces between the two allowed.
  static func opensTotals(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let start = unsafe firstInk(text, range)
    guard start &+ 6 <= range.upperBound else { return false }
    // SAFETY: six bytes are left.
    let opening = unsafe (text[start], text[start &+ 1], text[start &+ 2])
    switch opening {
    case (0xE5, 0x90, 0x88), (0xE6, 0x80, 0xBB), (0xE5, 0xB0, 0x8F), (0xE5, 0x85, 0xB1): break
    default: return false
    }
    let second = unsafe firstInk(text, start &+ 3..<range.upperBound)
    guard second &+ 3 <= range.upperBound else { return false }
    // SAFETY: three bytes are left.
    return unsafe text[second] == 0xE8 && text[second &+ 1] == 0xAE && text[second &+ 2] == 0xA1
  }

  /// Whether a cell holds nothing but digits and what stands around amounts.
  static func isQuantity(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range {
      // SAFETY: the range is inside the text.
      switch unsafe text[index] {
      case 0x30...0x39, 0x20, 0x2B, 0x2C, 0x2D, 0x2E, 0x25, 0x09: continue
      default: return false
      }
    }
    return true
  }

  static func equal(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ other: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard range.count == other.count else { return false }
    for offset in 0..<other.count {
      // SAFETY: both have `other.count` bytes.
      if unsafe text[range.lowerBound &+ offset] != other[offset] { return false }
    }
    return true
  }
}
