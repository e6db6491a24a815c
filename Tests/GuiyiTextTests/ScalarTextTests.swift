import GuiyiColumns
import GuiyiText
import Testing

@Suite struct ScalarTextTests {
  static func fold(_ text: String) -> (String, TextEdits) {
    var folded = ScalarText()
    folded.fold(Array(text.utf8).span)
    var bytes: [UInt8] = []
    folded.append(to: &bytes)
    return (String(decoding: bytes, as: UTF8.self), folded.edits)
  }

  @Test(arguments: [
    ("张三", "张三", TextEdits()), ("　张三 ", "张三", .outerBlanks), ("王　伟", "王 伟", .innerBlanks),
    ("ＡＢ１２", "AB12", .width),
    ("\u{FEFF}张三", "张三", .invisible), ("张\u{200B}三", "张三", .invisible), ("\u{A0}12\t", "12", .outerBlanks),
    ("'410404", "410404", .outerBlanks), ("=\"410404\"", "410404", .outerBlanks),
    ("\u{E863}", "䶮", .privateFolded),
    ("\u{E81E}", "龴", .privateFolded), ("\u{E000}", "\u{E000}", .privateUse), ("（a）", "(a)", .width),
    ("", "", TextEdits()),
    ("\n\r", "", .outerBlanks), ("㈱①", "㈱①", TextEdits()),
  ])
  func `folds width, blanks and what cannot be seen`(text: String, expected: String, edits: TextEdits) {
    #expect(Self.fold(text) == (expected, edits))
  }

  @Test(arguments: ["a", "张", "a 张 ", "\u{A0}a"])
  func `a text without end is cut, whatever it is written in`(piece: String) {
    let count = Self.fold(String(repeating: piece, count: 5_000)).0.unicodeScalars.count
    #expect(count >= ScalarText.capacity && count <= ScalarText.capacity + 1)
  }

  @Test func `keeps every Chinese character as registered`() {
    for scalar in [0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0xF900...0xFA6D].joined() {
      guard let value = UnicodeScalar(scalar) else { continue }
      #expect(Self.fold(String(value)) == (String(value), TextEdits()))
    }
  }

  @Test func `decodes as the standard library does, and marks what is no UTF-8`() {
    var random = SplitMix64(seed: 0x5CA1)
    for _ in 0..<100_000 {
      let count = Int(random.next() % 9)
      let bytes = (0..<count).map { _ in
        let byte = UInt8(truncatingIfNeeded: random.next())
        return random.next() % 3 == 0 ? byte : [0xE4, 0xB8, 0x80, 0xF0, 0xA0, 0xC3, 0xED][Int(byte) % 7]
      }
      var index = 0
      var scalars: [UInt32] = []
      while index < bytes.count {
        let unit = decodeScalar(bytes.span, at: index)
        scalars.append(unit.scalar)
        index += unit.length
      }
      let text = String(validating: bytes, as: UTF8.self)
      if let text {
        #expect(scalars == text.unicodeScalars.map(\.value))
      } else {
        #expect(scalars.contains(invalidScalar))
      }
      #expect(index == bytes.count)
    }
  }

  @Test
  func `a place at an end of the text, and a character that only looks like a beginning, begin no word`() {
    let forward = ScalarTrie(words: "有限")
    let backward = ScalarTrie(words: "有限", reversed: true)
    let text: [UInt32] = [0x6709, 0x9650]  // 有限
    #expect(forward.longestMatch(in: text.span, at: 0)?.length == 2)
    #expect(forward.longestMatch(in: text.span, at: 2) == nil)
    #expect(backward.longestMatch(in: text.span, at: 2)?.length == 2)
    #expect(backward.longestMatch(in: text.span, at: 0) == nil)
    // The same low bits as 有.
    let other: [UInt32] = [0x6609, 0x9650]
    #expect(forward.longestMatch(in: other.span, at: 0) == nil)
  }

  @Test func `finds words from both ends`() {
    let forward = ScalarTrie(words: "有限公司 有限 公司")
    let backward = ScalarTrie(words: "公司 有限公司 责任", reversed: true)
    let text = "有限公司".unicodeScalars.map(\.value)
    let forwards = [0, 2, 4].map { forward.longestMatch(in: text.span, at: $0)?.number }
    #expect(forwards == [0, 2, nil])
    let backwards = [4, 2].map { backward.longestMatch(in: text.span, at: $0)?.number }
    #expect(backwards == [1, nil])
    let whole = forward.number(of: text.span)
    #expect(whole == 0)
  }

  @Test(arguments: ["锟斤拷锟斤拷", "王锟斤拷", "烫烫烫", "屯屯", "å§“å", "å¹³é¡¶å±±", "\u{FFFD}\u{FFFD}"])
  func `knows garbled text`(text: String) {
    let scalars = text.unicodeScalars.map(\.value)
    let isGarbled = isMojibake(scalars.span)
    #expect(isGarbled, "\(text)")
  }

  @Test(arguments: ["张三", "王锟", "李涓", "屯里村", "Renée", "José", "平顶山市", "阿卜杜拉·买买提", "赵喆", "烫伤"])
  func `takes no name for garbled`(text: String) {
    let scalars = text.unicodeScalars.map(\.value)
    let isGarbled = isMojibake(scalars.span)
    #expect(!isGarbled, "\(text)")
  }
}
