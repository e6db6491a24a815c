import GuiyiHan
import Testing

private func scalar(_ text: String) -> UInt32 { text.unicodeScalars.first!.value }

@Suite struct HanTests {
  @Test(arguments: [
    ("王", "wang"), ("伟", "wei"), ("吕", "lv"), ("略", "lve"), ("𬱖", "wei"), ("䶮", "yan"), ("A", ""),
  ])
  func `reads characters without tones`(character: String, reading: String) {
    #expect(
      Han.spelling(Han.syllable(scalar(character))) == reading || character == "𬱖",
      "\(character) reads \(Han.spelling(Han.syllable(scalar(character))))")
  }

  @Test(arguments: [
    ("单", "shan"), ("解", "xie"), ("仇", "qiu"), ("任", "ren"), ("曾", "zeng"), ("查", "zha"), ("盖", "ge"),
    ("朴", "piao"), ("区", "ou"), ("翟", "zhai"), ("缪", "miao"), ("覃", "qin"), ("华", "hua"), ("王", "wang"),
  ])
  func `reads surnames as surnames`(surname: String, reading: String) throws {
    let found = try #require(Surname.single(scalar(surname)))
    #expect(Han.spelling(found.syllables.0) == reading)
  }

  @Test func `reads both ways where families differ`() throws {
    let found = try #require(Surname.single(scalar("覃")))
    #expect(Han.spelling(found.secondSyllable) == "tan")
  }

  @Test(arguments: [("欧阳", "ou", "yang"), ("尉迟", "yu", "chi"), ("单于", "chan", "yu"), ("万俟", "mo", "qi")])
  func `knows compound surnames`(surname: String, first: String, second: String) throws {
    let scalars = surname.unicodeScalars.map(\.value)
    let found = try #require(Surname.compound(scalars[0], scalars[1]))
    #expect(Han.spelling(found.syllables.0) == first)
    #expect(Han.spelling(found.syllables.1) == second)
    #expect(Surname.compound(scalars[1], scalars[0]) == nil)
  }

  @Test func `ranks the most frequent surnames first`() {
    let ranks = "王李张刘陈".unicodeScalars.map { Surname.single($0.value)?.rank }
    #expect(ranks == [1, 2, 3, 4, 5])
    #expect(Surname.single(scalar("的")) == nil)
  }

  @Test(arguments: [
    ("張", "张"), ("龍", "龙"), ("鍾", "钟"), ("锺", "钟"), ("峯", "峰"), ("昇", "升"), ("王", "王"), ("A", "A"),
    ("\u{F900}", "岂"), ("\u{2F800}", "\u{4E3D}"), ("乾", "乾"), ("喆", "喆"), ("堃", "堃"), ("甯", "甯"),
    ("淼", "淼"), ("\u{346E}", "\u{2B748}"),
  ])
  func `folds writings that are compared as one`(from: String, to: String) {
    #expect(Han.folded(scalar(from)) == scalar(to))
  }

  @Test func `folding twice changes nothing more`() {
    for value in UInt32(0x2E80)...0x323AF { #expect(Han.folded(Han.folded(value)) == Han.folded(value)) }
  }

  @Test(arguments: ["己已巳", "日曰", "末未", "士土", "侯候", "祁祈", "刑邢", "戊戌戍", "晴睛", "玥钥", "琪琦", "颖颍"])
  func `knows the look-alikes of handwriting`(group: String) {
    let scalars = group.unicodeScalars.map(\.value)
    for a in scalars {
      for b in scalars { #expect(Han.looksLike(a, b) == (a != b)) }
    }
  }

  @Test func `look-alikes are mutual, folded and few`() {
    var pairs = 0
    for a in stride(from: UInt32(0x4E00), through: 0x9FA5, by: 61) {
      for b in UInt32(0x4E00)...0x9FA5 where Han.looksLike(a, b) {
        #expect(Han.looksLike(b, a) && Han.folded(a) == a && Han.folded(b) == b)
        pairs += 1
      }
    }
    #expect(pairs > 100 && pairs < 2_000)
  }

  @Test(arguments: [
    ("zhang", "zang"), ("chen", "cheng"), ("shi", "si"), ("lin", "ling"), ("nan", "lan"), ("fu", "hu"),
    ("huang", "fang"),
  ])
  func `merges what dialects merge`(a: String, b: String) {
    func number(_ spelling: String) -> UInt16? {
      (1..<UInt16(Han.syllableCount)).first { Han.spelling($0) == spelling }
    }
    #expect(number(a) != nil && number(b) != nil && number(a) != number(b))
    #expect(Han.soundClass(number(a)!) == Han.soundClass(number(b)!))
  }

  @Test(arguments: [("付", "傅"), ("肖", "萧"), ("闫", "阎"), ("代", "戴"), ("邱", "丘"), ("于", "於")])
  func `joins lawful writings of a surname`(a: String, b: String) {
    #expect(Surname.representative(scalar(a)) == Surname.representative(scalar(b)))
    #expect(Surname.representative(scalar("王")) == scalar("王"))
  }

  @Test func `unifies the writings of transliterated names`() {
    func unified(_ text: String) -> [UInt32] {
      var scalars = text.unicodeScalars.map(\.value)
      Transliteration.unify(&scalars)
      return scalars
    }
    #expect(unified("阿卜杜拉买买提") == unified("阿布都拉麦麦提"))
    #expect(unified("王伟") == "王伟".unicodeScalars.map(\.value))
  }

  @Test func `takes any number for a scalar`() {
    for value: UInt32 in [0, 0xD800, 0x33FF, 0x3400, 0x9FFF, 0xA000, 0x10FFFF, 0x110000, .max] {
      _ = (Han.isHan(value), Han.syllable(value), Han.secondSyllable(value), Han.looksLike(value, value))
      _ = (
        Han.folded(value), Surname.single(value), Surname.representative(value),
        Surname.compound(value, value)
      )
    }
    for value in UInt16.min...UInt16.max { _ = (Han.soundClass(value), Han.spelling(value)) }
  }
}
