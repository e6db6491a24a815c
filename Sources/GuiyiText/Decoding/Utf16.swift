/// UTF-16 to UTF-8; a lone surrogate or half a unit at the end is a fault.
enum Utf16 {
  static func decode(_ bytes: Span<UInt8>, isBigEndian: Bool) -> DecodedText {
    let count = bytes.count
    var text: [UInt8] = []
    var faultCount = 0
    text.reserveCapacity(count &+ count / 2)
    var index = 0
    while index &+ 1 < count {
      let unit = self.unit(bytes, at: index, isBigEndian: isBigEndian)
      index &+= 2
      if unit < 0x80 {
        text.append(UInt8(truncatingIfNeeded: unit))
      } else if unit & 0xF800 != 0xD800 {
        Utf8.append(unit, to: &text)
      } else if unit < 0xDC00, index &+ 1 < count,
        case let low = self.unit(bytes, at: index, isBigEndian: isBigEndian), low & 0xFC00 == 0xDC00
      {
        Utf8.append(0x10000 &+ (unit & 0x3FF) &<< 10 &+ (low & 0x3FF), to: &text)
        index &+= 2
      } else {
        text.append(TextEncoding.fault)
        faultCount &+= 1
      }
    }
    if index < count {
      text.append(TextEncoding.fault)
      faultCount &+= 1
    }
    return DecodedText(bytes: text, faultCount: faultCount)
  }

  @inline(__always)
  private static func unit(_ bytes: Span<UInt8>, at index: Int, isBigEndian: Bool) -> UInt32 {
    let first = UInt32(bytes[index])
    let second = UInt32(bytes[index &+ 1])
    return isBigEndian ? first &<< 8 | second : second &<< 8 | first
  }
}
