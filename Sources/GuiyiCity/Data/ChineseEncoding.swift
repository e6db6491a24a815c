import Glibc

/// The GB 18030 bytes of every scalar, from the C library's own table.
///
/// Two-byte forms are looked up; four-byte forms beyond the basic plane follow from arithmetic.
struct ChineseEncoding: Sendable {
  /// For each scalar of the basic plane up to four bytes, the first in the low byte; 0 for none.
  private let table: [UInt32]

  init() {
    var table = [UInt32](repeating: 0, count: 0x10000)
    guard let converter = unsafe iconv_open("GB18030", "UTF-8"), unsafe converter != iconv_t(bitPattern: -1)
    else { preconditionFailure("this C library has no GB 18030 converter") }
    defer { unsafe _ = iconv_close(converter) }
    for value in UInt32(0x80)..<0x10000 {
      guard let scalar = UnicodeScalar(value) else { continue }
      var source = Array(String(Character(scalar)).utf8).map { CChar(bitPattern: $0) }
      var target = [CChar](repeating: 0, count: 8)
      let written = unsafe source.withUnsafeMutableBufferPointer { from in
        unsafe target.withUnsafeMutableBufferPointer { to in
          // SAFETY: both buffers live through the call and their counts go with them.
          var input = from.baseAddress
          var output = to.baseAddress
          var inputLeft = from.count
          var outputLeft = to.count
          let result = unsafe iconv(converter, &input, &inputLeft, &output, &outputLeft)
          return result == -1 || inputLeft != 0 ? 0 : to.count - outputLeft
        }
      }
      var packed: UInt32 = 0
      for place in 0..<min(written, 4) {
        packed |= UInt32(UInt8(bitPattern: target[place])) << UInt32(8 * place)
      }
      table[Int(value)] = packed
    }
    self.table = table
  }

  /// Appends the text in GB 18030.
  func encode(_ text: some Sequence<UnicodeScalar>, into bytes: inout [UInt8]) {
    for scalar in text {
      let value = scalar.value
      if value < 0x80 {
        bytes.append(UInt8(value))
      } else if value < 0x10000 {
        var packed = table[Int(value)]
        if packed == 0 { packed = 0x3F }
        while packed != 0 {
          bytes.append(UInt8(truncatingIfNeeded: packed))
          packed &>>= 8
        }
      } else {
        var linear = value - 0x10000 + 189_000
        let fourth = UInt8(0x30 + linear % 10)
        linear /= 10
        let third = UInt8(0x81 + linear % 126)
        linear /= 126
        bytes.append(UInt8(0x81 + linear / 10))
        bytes.append(UInt8(0x30 + linear % 10))
        bytes.append(third)
        bytes.append(fourth)
      }
    }
  }

  /// Whether old systems can store the character: two bytes suffice.
  func isTwoByte(_ scalar: UnicodeScalar) -> Bool {
    scalar.value < 0x80 || (scalar.value < 0x10000 && table[Int(scalar.value)] < 0x10000)
  }
}
