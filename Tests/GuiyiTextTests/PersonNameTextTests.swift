import GuiyiColumns
import GuiyiText
import Testing

@Suite struct PersonNameTextTests {
  static func normal(_ name: String) -> (String, PersonNameFindings) {
    var text = ScalarText()
    text.fold(Array(name.utf8).span)
    let findings = normalizePersonName(&text)
    var bytes: [UInt8] = []
    text.append(to: &bytes)
    return (String(decoding: bytes, as: UTF8.self), findings)
  }

  @Test(arguments: [
    ("王　伟", "王伟"), ("王 伟", "王伟"), ("欧阳 娜娜", "欧阳娜娜"), ("阿卜杜拉•买买提", "阿卜杜拉·买买提"), ("阿卜杜拉・买买提", "阿卜杜拉·买买提"),
    ("阿卜杜拉.买买提", "阿卜杜拉·买买提"), ("阿卜杜拉．买买提", "阿卜杜拉·买买提"), ("阿卜杜拉 买买提", "阿卜杜拉·买买提"),
    ("阿卜杜拉?买买提", "阿卜杜拉·买买提"), ("阿卜杜拉-买买提", "阿卜杜拉·买买提"), ("阿卜杜拉●买买提", "阿卜杜拉·买买提"),
    ("阿卜杜拉—买买提", "阿卜杜拉·买买提"), ("阿卜杜拉··买买提", "阿卜杜拉·买买提"), ("迪丽·木拉提·艾山", "迪丽·木拉提·艾山"),
    ("John  Smith", "John Smith"), ("MARIE-CLAIRE O'BRIEN", "MARIE-CLAIRE O'BRIEN"),
  ])
  func `unifies blanks and dots`(name: String, expected: String) {
    #expect(Self.normal(name).0 == expected)
    #expect(Self.normal(name).1.isDisjoint(with: [.junk, .lostCharacter, .masked, .placeholder]))
  }

  @Test(arguments: [
    ("张三（已故）", "张三"), ("张三(户主)", "张三"), ("李四2", "李四"), ("李四1", "李四"), ("王五（夫）", "王五"), ("户主：张三", "张三"),
    ("姓名:张三", "张三"), ("张三已故", "张三"), ("李小明同志", "李小明"), ("王五A", "王五"), ("张三（曾用名：李四）", "张三"), ("1.张三", "张三"),
    ("王小明已迁出", "王小明"), ("张三(本人)", "张三"), ("张三【注销】", "张三"),
  ])
  func `drops what is no part of a name`(name: String, expected: String) {
    #expect(Self.normal(name) == (expected, .junk))
  }

  @Test(arguments: [
    ("王?", "王?"), ("王□明", "王?明"), ("王〓", "王?"), ("王*明", "王?明"), ("张\u{FFFD}", "张?"), ("张(上龙下天)", "张?"),
    ("张⿱龙天", "张?"),
    ("张⿰王⿱龙天明", "张?明"), ("王yan", "王?"), ("王（左王右月）明", "王?明"),
  ])
  func `keeps the place of a lost character`(name: String, expected: String) {
    #expect(Self.normal(name) == (expected, .lostCharacter))
  }

  @Test(arguments: ["张先生", "李志", "王士", "钱生", "于小亡", "赵同志", "王某", "陈志", "刘广生", "司马相如", "龘龘"])
  func `leaves names alone that look like something else`(name: String) {
    #expect(Self.normal(name).0 == name)
  }

  @Test(arguments: ["王**", "李某某", "张＊＊"])
  func `tells masked names`(name: String) {
    #expect(Self.normal(name).1.contains(.masked))
  }

  @Test(arguments: [
    "无", "不详", "测试", "测试1", "test01", "无名氏", "未取名", "王芳之子", "---", "???", "1", "XXX", "新生儿", "N/A", "同上",
  ])
  func `knows words that stand for no name`(name: String) {
    #expect(Self.normal(name).1.contains(.placeholder), "\(name)")
  }

  @Test func `tells several names in one cell`() {
    #expect(Self.normal("张三、李四") == ("张三、李四", .severalNames))
  }

  @Test func `never traps, and normal names stay as they are`() {
    var random = SplitMix64(seed: 0x4A3E)
    let seeds = ["张三（已故）", "阿卜杜拉•买买提", "王⿱龙天明", "欧阳娜娜", "John Smith", "户主：李四2", "王**"]
    for _ in 0..<100_000 {
      let bytes = mutated(seeds[Int(random.next() % UInt64(seeds.count))], &random)
      var text = ScalarText()
      text.fold(bytes.span)
      let findings = normalizePersonName(&text)
      guard findings.isEmpty else { continue }
      let first = text.scalars
      #expect(normalizePersonName(&text).isEmpty)
      #expect(text.scalars == first)
    }
  }
}
