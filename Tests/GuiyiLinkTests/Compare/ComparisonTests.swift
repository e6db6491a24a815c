import GuiyiLink
import Testing

@Suite struct ComparisonTests {
  @Test(arguments: [
    ComparisonKind.exact, .editDistance, .jaroWinkler, .hanName, .latinName, .date, .phone, .email, .number,
    .tokens,
    .parts(.address), .parts(.organizationName),
  ])
  func `has named levels from missing to exact`(kind: ComparisonKind) {
    let names = kind.levelNames
    #expect(names.count <= 8 && Set(names).count == names.count)
    #expect(names[0] == "missing" && names[1] == "different" && names.last == "exact")
    #expect(Int(kind.exactLevel) == names.count - 1)
    #expect(levelName(kind, "2001-02-03", "2001-02-03") == "exact")
    #expect(levelName(kind, "2001-02-03", "") == "missing" && levelName(kind, "", "") == "missing")
  }

  @Test(arguments: [
    ("平顶山市新华区", "平顶山市新华区", "exact"), ("ABC", "abc", "folded"), ("Müller", "Muller", "folded"),
    ("張三丰", "张三风", "one-edit"), ("abcdef", "abdcef", "one-edit"), ("abcdef", "abdcxf", "two-edits"),
    ("abcdefghijkl", "abcxefyhijzl", "similar"), ("abc", "xyz", "different"), ("--", "abc", "missing"),
  ])
  func `levels of edits`(a: String, b: String, level: String) {
    #expect(levelName(.editDistance, a, b) == level)
  }

  @Test(arguments: [
    ("MARTHA", "MARHTA", "at-least-0.94"), ("DIXON", "DICKSONX", "at-least-0.80"),
    ("martha", "MARTHA", "folded"), ("أحمد", "احمد", "folded"), ("فاطمة", "فاطمه", "folded"),
    ("abc", "xyz", "different"), ("DWAYNE", "DUANE", "at-least-0.80"),
  ])
  func `levels of similarity`(a: String, b: String, level: String) {
    #expect(levelName(.jaroWinkler, a, b) == level)
  }

  @Test(arguments: [
    ("1980-03-15", "1980/3/15", "exact"), ("1980-03-15", "1980年3月15日", "exact"),
    ("19800315", "1980-03-15T08:00", "exact"),
    ("15 Mar 1980", "March 15, 1980", "exact"), ("15 Mar 1980", "1980-03-15", "exact"),
    ("1980-03-12", "1980-12-03", "one-slip"), ("1980-03-15", "1980-03-16", "one-slip"),
    ("1980-03-15", "1908-03-15", "one-slip"), ("1980-03-15", "1980-03-51", "different"),
    ("1980-03-15", "1980-03-28", "two-fields"), ("1980-03-15", "1991-03-15", "two-fields"),
    ("1980-03", "1980-03-15", "partial"), ("1980", "1980-03-15", "partial"),
    ("1980-11-28", "1980-03-15", "same-year"),
    ("1980-03-15", "1957-03-15", "different"), ("1980-03-15", "1971-08-22", "different"),
    ("1980-03-15", "不详", "different"), ("昭和55年3月15日", "1980-03-15", "exact"),
    ("S55.3.15", "1980/3/15", "exact"), ("平成元年3月15日", "1989-03-15", "exact"),
    ("15 mai 1980", "1980-05-15", "exact"), ("3 juillet 1980", "3 juin 1980", "one-slip"),
    ("1980-03-15", "-", "missing"), ("25/12/1980", "1980-12-25", "exact"),
    ("12/25/1980", "1980-12-25", "exact"),
  ])
  func `levels of dates`(a: String, b: String, level: String) {
    #expect(levelName(.date, a, b) == level, "\(a) / \(b)")
  }

  @Test(arguments: [
    ("13800138001", "138 0013 8001", "exact"), ("+86 13800138001", "13800138001", "exact"),
    ("0375-2681234、13800138001", "13800138001", "exact"), ("13800138001", "13800138010", "one-slip"),
    ("13800138001", "13800138002", "one-slip"), ("1380013801", "13800138001", "one-slip"),
    ("0375-2681234", "2681234", "area-code-missing"), ("0375-2681234转801", "0375-2681234", "exact"),
    ("13800138001", "13900139002", "different"), ("00000000000", "13800138001", "missing"),
    ("无", "13800138001", "missing"),
  ])
  func `levels of telephone numbers`(a: String, b: String, level: String) {
    #expect(levelName(.phone, a, b) == level, "\(a) / \(b)")
  }

  @Test(arguments: [
    ("Li.Lei@mail.test", "li.lei@MAIL.test", "folded"),
    ("lilei@mail.test", "lilei@post.test", "other-provider"),
    ("lilei@mail.test", "lilie@mail.test", "one-slip"), ("lilei7@mail.test", "hanmei@mail.test", "different"),
    ("lilei+shop@mail.test", "lilei@mail.test", "folded"),
  ])
  func `levels of mail addresses`(a: String, b: String, level: String) {
    #expect(levelName(.email, a, b) == level, "\(a) / \(b)")
  }

  @Test(arguments: [
    ("100", "100.00", "equal"), ("1,000", "1000", "equal"), ("100万元", "1000000", "equal"),
    ("1e3", "1000", "equal"),
    ("100", "100.5", "within-1-percent"), ("100", "95", "within-10-percent"), ("100", "200", "different"),
    ("-5", "5", "different"), ("0", "-0", "equal"), ("abc", "5", "different"),
  ])
  func `levels of numbers`(a: String, b: String, level: String) {
    #expect(levelName(.number, a, b) == level, "\(a) / \(b)")
  }

  @Test(arguments: [
    ("the quick fox", "fox the quick", "same-tokens"), ("alpha beta gamma", "alpha beta delta", "some"),
    ("alpha beta", "gamma delta", "different"), ("平顶山新华书店", "平顶山市新华书店", "half"),
  ])
  func `levels of token sets`(a: String, b: String, level: String) {
    #expect(levelName(.tokens, a, b) == level, "\(a) / \(b)")
  }

  @Test(arguments: [
    ("Smith", "SMITH", "folded"), ("O'Brien", "OBrien", "folded"), ("José", "Jose", "folded"),
    ("Mary Ann", "Ann Mary", "rearranged"), ("Smith, John", "John Smith", "rearranged"),
    ("J", "John", "shortened"),
    ("Rob", "Robert", "shortened"), ("Mary Ann", "Mary", "shortened"), ("J Smith", "John Smith", "shortened"),
    ("Jonathan", "Jonathon", "close"), ("Smith", "Smyth", "close"), ("Catherine", "Kathryn", "similar"),
    ("John", "Mary", "different"), ("J", "Mary", "different"),
    ("MILLER, DAVID NP", "David Miller", "rearranged"), ("Jones, Ann DDS", "Jones, Ann", "folded"),
  ])
  func `levels of names in letters`(a: String, b: String, level: String) {
    #expect(levelName(.latinName, a, b) == level, "\(a) / \(b)")
  }

  @Test func `of a name longer than what is looked at, whole words only are held against another`() {
    let long = { (word: String, filler: String) in word + " " + String(repeating: filler, count: 254) }
    #expect(levelName(.latinName, long("Abc", "x"), "Abcd") == "shortened")
    #expect(levelName(.latinName, long("Abc", "x"), long("Abc", "y")) == "shortened")
    #expect(levelName(.latinName, long("Ab", "c"), "Abc") == "different")
  }
}
