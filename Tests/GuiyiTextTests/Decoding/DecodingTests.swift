import Foundation
import GuiyiText
import Testing

/// UTF-8 text, with `fault` bytes shown as ✗.
private func decoded(_ bytes: [UInt8], _ encoding: TextEncoding) -> String {
  let text = encoding.decode(bytes.span)
  let faultCount = text.bytes.count { $0 == TextEncoding.fault || $0 == 0 }
  #expect(text.faultCount == faultCount)
  return text.bytes.split(separator: TextEncoding.fault, omittingEmptySubsequences: false)
    .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "✗")
}

@Suite struct Gb18030Tests {
  @Test func `folds what older editions left private`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/pua_fold_gb18030.csv")
    var rowCount = 0
    for line in try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let code = try #require(UInt32(cells[0], radix: 16))
      let scalar = try #require(UInt32(cells[4].dropFirst(2), radix: 16))
      let bytes = [UInt8(code >> 8), UInt8(code & 0xFF)]
      #expect(decoded(bytes, .gb18030).unicodeScalars.map(\.value) == [scalar], "\(cells[0])")
      let old = try #require(UInt32(cells[2].dropFirst(2), radix: 16))
      #expect(Gb18030.standardScalar(old) == scalar)
      rowCount += 1
    }
    #expect(rowCount == 91)
  }

  @Test(
    arguments: [
      ([0xD5, 0xC5, 0xC8, 0xFD], "张三"), ([0x80], "€"), ([0xA1, 0xA4], "·"), ([0xFE, 0x9F], "䶮"),
      ([0x81, 0x30, 0x81, 0x30], "\u{80}"), ([0x90, 0x30, 0x81, 0x30], "\u{10000}"),
      ([0xE3, 0x32, 0x9A, 0x35], "\u{10FFFF}"), ([0x99, 0x33, 0xC3, 0x36], "\u{2CC56}"),
      ([0x84, 0x31, 0x82, 0x36], "\u{FE10}"), ([0xE3, 0x32, 0x9A, 0x36], "✗2✗6"),
      ([0xFF, 0x41], "✗A"), ([0xD6, 0xD0, 0xFF], "中✗"), ([0xD6], "✗"), ([0xD6, 0x2C, 0x41], "✗,A"),
      ([0xD6, 0x0A], "✗\n"), ([0xD6, 0x22], "✗\""), ([0x81, 0x30, 0x81], "✗0✗"), ([0xD6, 0x7C], "謡"),
      ([0xD6, 0x7F], "✗\u{7F}"), ([0xD6, 0xFF], "✗✗"),
    ] as [([UInt8], String)])
  func `decodes specimens and faults`(bytes: [UInt8], expected: String) {
    #expect(decoded(bytes, .gb18030) == expected)
    // The same in the middle of vectors and of runs.
    let long = Array("abcdefghijklmnopq".utf8) + bytes + Array(" 0123456789abcdefghij".utf8)
    #expect(decoded(long, .gb18030) == "abcdefghijklmnopq" + expected + " 0123456789abcdefghij")
  }

  @Test func `every scalar that GB 18030 can write comes back`() {
    guard let converter = unsafe iconv_open("GB18030", "UTF-8"), Int(bitPattern: converter) != -1 else {
      Issue.record("the C library has no GB 18030")
      return
    }
    defer { unsafe iconv_close(converter) }
    var scalars: [Unicode.Scalar] = []
    for value in UInt32(0x80)...0x2FFFF {
      // Private-use code points have two readings, and the folded ones are tested above.
      if (0xE000...0xF8FF).contains(value) { continue }
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
    }
    var wrong: [UInt32] = []
    for scalar in scalars {
      var input = scalar.utf8.map { CChar(bitPattern: $0) }
      var output = [CChar](repeating: 0, count: 16)
      let used = unsafe input.withUnsafeMutableBufferPointer { source in
        unsafe output.withUnsafeMutableBufferPointer { target in
          var (from, to) = (source.baseAddress, target.baseAddress)
          var (left, room) = (source.count, target.count)
          let status = unsafe iconv(converter, &from, &left, &to, &room)
          return Int(bitPattern: UInt(status)) < 0 ? 0 : 16 - room
        }
      }
      if used == 0 { continue }
      let bytes = output[..<used].map { UInt8(bitPattern: $0) }
      if TextEncoding.gb18030.decode(bytes.span).bytes != Array(scalar.utf8) { wrong.append(scalar.value) }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(30).map { String($0, radix: 16) })")
  }

  @Test func `no two bytes decode to more than they are worth`() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        let text = TextEncoding.gb18030.decode([first, second, 0x0A].span).bytes
        #expect(text.last == 0x0A && text.count <= 7)
        let sound = text.filter { $0 != TextEncoding.fault }
        #expect(String(validating: sound, as: UTF8.self) != nil)
      }
    }
  }
}

@Suite struct Utf16Tests {
  @Test(
    arguments: [
      ([0x20, 0x5F, 0x0A, 0x00], "张\n"), ([0x40, 0xD8, 0x87, 0xDC], "\u{20087}"),
      ([0x40, 0xD8, 0x2C, 0x00], "✗,"), ([0x87, 0xDC], "✗"), ([0x2C, 0x00, 0x41], ",✗"), ([0x40, 0xD8], "✗"),
    ] as [([UInt8], String)])
  func `decodes specimens and faults in both orders`(bytes: [UInt8], expected: String) {
    #expect(decoded(bytes, .utf16LittleEndian) == expected)
    var swapped = bytes
    for index in stride(from: 0, to: bytes.count - 1, by: 2) { swapped.swapAt(index, index + 1) }
    #expect(decoded(swapped, .utf16BigEndian) == expected)
  }
}

@Suite struct Utf8Tests {
  @Test func `finds the first fault as the standard library does`() {
    let parts: [[UInt8]] =
      ["a", "abcdefghijklmnopqrstu", "é", "中", "中文字符", "\u{20087}", "\u{FFFD}"].map { Array($0.utf8) } + [
        [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xE4, 0xB8],
        [0x80], [0xF0, 0x9F], [0xF8],
      ]
    var state: UInt64 = 42
    for round in 0..<20_000 {
      var bytes: [UInt8] = []
      var soundCount = 0
      var isSound = true
      // Short texts are looked at by characters, long ones by 64 bytes.
      let (partCount, faultBits) = round % 2 == 0 ? (8, UInt64(60)) : (64, 57)
      for _ in 0..<partCount {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let part = parts[Int(state >> 33) % (state >> faultBits == 0 ? parts.count : 7)]
        bytes += part
        isSound = isSound && String(validating: part, as: UTF8.self) != nil
        if isSound { soundCount = bytes.count }
      }
      let expected = String(validating: bytes, as: UTF8.self) == nil
      let found = Utf8.firstFault(in: bytes.span)
      #expect((found != nil) == expected)
      if let found { #expect(found == soundCount) }
    }
    #expect(Utf8.firstFault(in: [0x41, 0].span) == 1)
  }
}

@Suite struct EncodingGuessTests {
  private func guess(_ bytes: [UInt8], isCut: Bool = false) -> EncodingGuess {
    EncodingGuess(bytes.span, isCut: isCut)
  }

  @Test func `believes the bytes`() {
    let text = "姓名,公民身份号码\n张三,990404199001010018\n"
    #expect(guess(Array(text.utf8)).encoding == .utf8)
    #expect(guess(Array(text.utf8) + [0xFF]).encoding == .utf8)
    #expect(guess(Array("\u{FEFF}\u{FEFF}\(text)".utf8)).markLength == 6)
    let gbk: [UInt8] = [0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xC3, 0xF1, 0xD7, 0xE5, 0x0A]
    #expect(guess(gbk).encoding == .gb18030)
    #expect(guess([0xEF, 0xBB, 0xBF] + gbk) == guess([0xEF, 0xBB, 0xBF] + gbk + gbk))
    #expect(guess([0xEF, 0xBB, 0xBF] + gbk).encoding == .gb18030)
    #expect(guess([0xC1, 0xAA, 0xCD, 0xA8]).encoding == .gb18030)
    #expect(guess(Array("name,sex\nx,1\n".utf8)).encoding == nil)
    #expect(guess([]).encoding == nil)
    for (encoding, mark) in [
      (String.Encoding.utf16LittleEndian, [0xFF, 0xFE]), (.utf16BigEndian, [0xFE, 0xFF]),
    ]
      as [(String.Encoding, [UInt8])]
    {
      let wide = [UInt8](text.data(using: encoding) ?? Data())
      let expected: TextEncoding = encoding == .utf16LittleEndian ? .utf16LittleEndian : .utf16BigEndian
      #expect(guess(wide).encoding == expected)
      #expect(guess(mark + wide).encoding == expected)
      #expect(guess(mark + wide).markLength == 2)
    }
  }

  @Test(arguments: [
    ("GBK", TextEncoding.gb18030), ("gb2312", .gb18030), ("CP936", .gb18030), ("UTF8", .utf8),
    ("utf-8-sig", .utf8),
    ("UTF-16", .utf16LittleEndian), ("utf_16_be", .utf16BigEndian),
  ])
  func `knows encodings by their many names`(name: String, expected: TextEncoding) {
    #expect(TextEncoding(name: name) == expected)
    #expect(TextEncoding(name: "klingon") == nil)
  }
}
