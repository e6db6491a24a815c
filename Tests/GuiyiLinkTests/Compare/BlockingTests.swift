import GuiyiLink
import Testing

@Suite struct BlockingTests {
  @Test(arguments: [
    (ComparisonKind.hanName, BlockingPart.sound, "王伟", "王玮"), (.hanName, .sound, "单田芳", "单天方"),
    (.hanName, .sound, "赵志刚", "赵自刚"), (.hanName, .sound, "陈林", "程玲"), (.hanName, .folded, "付伟", "傅伟"),
    (.hanName, .folded, "阿卜杜拉·买买提", "买买提·阿布都拉"), (.hanName, .soundUnordered, "王小明", "王明晓"),
    (.hanName, .deletions, "王小明", "王小强"), (.hanName, .deletions, "欧阳娜娜", "欧阳娜"),
    (.hanName, .deletions, "王小?", "王小喆"), (.hanName, .prefix(1), "付伟", "傅强"),
    (.jaroWinkler, .folded, "O'Brien", "OBRIEN"), (.jaroWinkler, .prefix(3), "Smith", "SMIthers"),
    (.jaroWinkler, .suffix(3), "Smith", "Keith"), (.latinName, .sound, "Smith", "Smyth"),
    (.latinName, .sound, "Robert", "Rupert"), (.latinName, .soundUnordered, "Smith, John", "Jon Smyth"),
    (.editDistance, .deletions, "Jonathan", "Jonathn"), (.editDistance, .deletions, "Jonathan", "Jonxthan"),
    (.date, .year, "1980-03-15", "1980"), (.date, .yearMonth, "1980-03-15", "1980-03"),
    (.date, .monthDay, "1980-03-12", "1981-12-03"), (.date, .whole, "1980-03-15", "1980/3/15"),
    (.phone, .whole, "+86 13800138001", "0375-2681234、13800138001"),
    (.phone, .lastDigits(7), "0375-2681234", "2681234"),
    (.parts(.address), .part(3), "\u{1F}\u{1F}\u{1F}建设路", "x\u{1F}\u{1F}\u{1F}建设路\u{1F}"),
    (.parts(.organizationName), .sound, "a\u{1F}鑫源\u{1F}商贸", "\u{1F}新源\u{1F}建材"),
    (.tokens, .rareTokens(2), "alpha beta", "beta alpha"), (.tokens, .tokens, "alpha beta", "gamma beta"),
  ])
  func `meet under a key`(kind: ComparisonKind, part: BlockingPart, a: String, b: String) {
    #expect(meet(kind, part, a, b), "\(a) / \(b) under \(part)")
  }

  @Test(arguments: [
    (ComparisonKind.hanName, BlockingPart.sound, "王伟", "李伟"), (.hanName, .folded, "王伟", "王玮"),
    (.hanName, .deletions, "王伟", "王强"), (.date, .year, "1980-03-15", "1981-03-15"),
    (.jaroWinkler, .whole, "Smith", "SMITH"), (.phone, .lastDigits(7), "13800138001", "13800138002"),
    (.date, .year, "", "1980"), (.phone, .whole, "", ""),
  ])
  func `do not meet under a key`(kind: ComparisonKind, part: BlockingPart, a: String, b: String) {
    #expect(!meet(kind, part, a, b), "\(a) / \(b) under \(part)")
  }

  @Test func `pinyin meets characters where a column holds both`() {
    let kind = ComparisonKind.hanName
    let both = keysOfColumn(kind, ["王伟", "WANG WEI", "吕静", "Lyu Jing"], .sound)
    #expect(
      !both[0].isDisjoint(with: both[1]) && !both[2].isDisjoint(with: both[3])
        && both[0].isDisjoint(with: both[2]))
  }

  @Test func `keys are the same in every process`() {
    #expect(keys(.hanName, "王伟", .sound) == [17_971_238_289_090_228_905])
    #expect(keys(.jaroWinkler, "Smith", .folded) == [13_687_829_076_516_051_591])
  }
}
