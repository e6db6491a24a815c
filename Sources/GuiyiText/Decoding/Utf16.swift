/// UTF-16 to UTF-8; a lone surrogate or half a unit at the end is a fault, and NUL is counted as one.
enum Utf16 {
  /// Writes at most three bytes for each two read, and four beyond the last.
  static func decode(
    _ bytes: Span<UInt8>, isBigEndian: Bool, to target: UnsafeMutableRawPointer
  ) -> (byteCount: Int, faultCount: Int) {
    let count = bytes.count
    var faultCount = 0
    var index = 0
    var out = 0
    while index < count {
      var scalar: UInt32 = 0xD800
      if index &+ 1 < count { scalar = unit(bytes, at: index, isBigEndian: isBigEndian) }
      index &+= 2
      if scalar & 0xFC00 == 0xD800, index &+ 1 < count,
        case let low = unit(bytes, at: index, isBigEndian: isBigEndian), low & 0xFC00 == 0xDC00
      {
        scalar = 0x10000 &+ (scalar & 0x3FF) &<< 10 &+ (low & 0x3FF)
        index &+= 2
      }
      if scalar & 0xFFFF_F800 == 0xD800 || scalar == 0 { faultCount &+= 1 }
      out &+= unsafe Utf8.write(scalar, to: target + out)
    }
    return (out, faultCount)
  }

  @inline(__always)
  private static func unit(_ bytes: Span<UInt8>, at index: Int, isBigEndian: Bool) -> UInt32 {
    let first = UInt32(bytes[index])
    let second = UInt32(bytes[index &+ 1])
    return isBigEndian ? first &<< 8 | second : second &<< 8 | first
  }
}
