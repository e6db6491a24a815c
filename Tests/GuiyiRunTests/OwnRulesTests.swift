import Foundation
import GuiyiModel
import GuiyiRun
import GuiyiTesting
import Testing

/// Rules that a workspace adds without code.
@Suite struct OwnRulesTests {
  private func findings(_ rules: String, days: [String] = []) throws -> CSVTable {
    let folder = ScratchFolder("rules")
    try SmallCity().write(to: folder)
    try folder.write("rules/own.yaml", "rules:\n" + rules)
    _ = try run(folder.path)
    return CSVTable(try export("findings", of: folder.path))
  }

  @Test func `values, patterns and ranges are asked of filled cells only`() throws {
    let table = try findings(
      """
        - {code: t-ethnicity, resource: 410400-GA-0001, column: 民族, values: [汉族, 回族], message: 民族不在列表内。请核对。}
        - {code: t-phone, column: 手机, pattern: 'x\\d+', message: 手机格式不符。请核对。, english: Odd phone; check it., kind: suspicion}
        - {code: t-day, column: 采集日期, days: {first: 2025-04-01}, message: 过早。请核对。, severity: hint}
      """)
    let ethnicity = table.rows(where: ["code": "t-ethnicity"])
    // A third of the rows is 满族; an exact repeat counts once.
    #expect(ethnicity.count == 20)
    #expect(Set(ethnicity.compactMap { $0["column"] }) == ["民族"])
    #expect(ethnicity.allSatisfy { $0["message"] == "民族不在列表内。请核对。" && $0["dimension"] == "normativity" })
    #expect(table.rows(where: ["code": "t-phone", "kind": "suspicion"]).count == 20)
    let days = table.rows(where: ["code": "t-day", "severity": "hint"])
    #expect(!days.isEmpty && days.count < 20)
  }

  @Test func `conditions, references and freshness look beyond the cell`() throws {
    let table = try findings(
      """
        - code: t-when
          resource: 410400-GA-0001
          column: 户籍地址
          when: {column: 民族, values: [回族]}
          then: {filled: false}
          message: 试。
        - {code: t-known, column: 单位代码, reference: organization.uscc, source: 410400-SC-0001, message: 未登记。请核对。}
        - {code: t-other, column: 身份证号, reference: person.id-number, source: 410400-MZ-0001, message: 不在名单内。请核对。}
        - {code: t-fresh, resource: 410400-GA-0001, column: 更新日期, fresh: 10, message: '最新为 {detail}。请报送。'}
      """)
    #expect(table.rows(where: ["code": "t-when"]).count == 20)
    // Every employer is registered; hardly anybody insured is a child on the list.
    #expect(table.rows(where: ["code": "t-known"]).isEmpty)
    #expect(table.rows(where: ["code": "t-other"]).count > 10)
    #expect(table.rows(where: ["code": "t-fresh"]).compactMap { $0["row"] } == ["0"])
  }

  @Test func `mistakes are told with their lines and the nearest word, and nothing is written`() throws {
    let folder = ScratchFolder("rules")
    try SmallCity().write(to: folder)
    try folder.write(
      "rules/own.yaml",
      """
      rules:
        - {code: t-a, column: 民族, patern: x, message: 试}
        - {code: t-b, column: 民旅, values: [x], message: 试}
        - {code: check-digit, column: 民族, values: [x], message: 试}
        - {code: t-c, column: 民族, pattern: '(a', message: 试}
        - {code: t-d, column: 民族, message: 试}
      """)
    let outcome = try GuiyiProcess.run("run", folder.path)
    #expect(outcome.status == 2)
    for text in [
      "own.yaml:2", "'pattern'", "own.yaml:3", "'民族'", "own.yaml:4", "own.yaml:5", "never closed",
      "own.yaml:6",
    ] { #expect(outcome.complaints.contains(text), "\(text)") }
    #expect(!folder.exists("state/current"))
  }

  @Test func `a rule of one's own is switched off by its code`() throws {
    let folder = ScratchFolder("rules")
    try SmallCity().write(to: folder)
    try folder.write("rules/own.yaml", "rules:\n  - {code: t-off, column: 民族, values: [回族], message: 试。}\n")
    let settings = try folder.read("guiyi.yaml")
    try folder.write("guiyi.yaml", settings + "rules: {off: [t-off]}\n")
    _ = try run(folder.path)
    #expect(CSVTable(try export("findings", of: folder.path)).rows(where: ["code": "t-off"]).isEmpty)
    try folder.write("guiyi.yaml", settings + "rules: {off: [t-of]}\n")
    let outcome = try GuiyiProcess.run("run", folder.path)
    #expect(outcome.status == 2 && outcome.complaints.contains("guiyi.yaml:4"))
    #expect(outcome.complaints.contains("t-off"))
  }

  @Test func `a column that a whole file lacks is told once, not for every row`() throws {
    let folder = ScratchFolder("rules")
    try SmallCity().write(to: folder)
    try folder.write(
      "rules/own.yaml", "rules:\n  - {code: t-filled, column: 就诊日期, filled: true, message: 试。}\n")
    let other = "pools/health/visits-1.csv"
    try folder.write(other, try folder.read(other).replacing(",2026-03-01,", with: ",,"))
    let file = "pools/health/visits-2.csv"
    let lines = try folder.read(file).split(separator: "\n")
    try folder.write(
      file,
      lines.map {
        $0.split(separator: ",", omittingEmptySubsequences: false).dropLast(2).joined(separator: ",") + "\n"
      }.joined())
    _ = try run(folder.path)
    let table = CSVTable(try export("findings", of: folder.path))
    #expect(table.rows(where: ["code": "column-missing", "file": "health/visits-2.csv"]).count == 1)
    #expect(table.rows(where: ["code": "t-filled", "file": "health/visits-2.csv"]).isEmpty)
    #expect(!table.rows(where: ["code": "t-filled", "file": "health/visits-1.csv"]).isEmpty)
  }

  @Test func `a pattern and a cell made to be slow are not`() throws {
    let pattern = try TextPattern("(a+)+(a|aa)*(a?){50}b")
    let cell = String(repeating: "a", count: 5_000)
    #expect(!pattern.matches(cell.unicodeScalars))
    #expect(pattern.matches((cell + "b").unicodeScalars))
  }

  @Test(arguments: [
    "((((((){200}){200}){200}){200}){200}){200}", "a{0}{200}{200}{200}{200}", "a+?", "^a$|^b$",
    String(repeating: "a", count: 1) + String(repeating: "{1}", count: 100_000),
  ])
  func `a pattern made to hang, or that means something else elsewhere, is refused or ends`(pattern: String) {
    if let read = try? TextPattern(pattern) { #expect(!read.matches("x".unicodeScalars)) }
  }

  @Test(arguments: [
    ("H\\d{8}", "H00000012", true), ("H\\d{8}", "H0000001", false), ("[甲乙]|丙+", "丙丙", true),
    ("^\\p{Han}{2,4}$", "欧阳娜娜", true),
    ("\\p{Han}{2,4}", "张", false), ("[^0-9]*", "ab1", false), ("a.c", "a\u{20000}c", true),
    ("(?:ab)*c?", "ababc", true),
    ("[a-c-]+", "a-b", true), ("\\[x\\]", "[x]", true), ("", "", true),
  ])
  func `patterns mean the whole cell`(pattern: String, cell: String, matches: Bool) throws {
    #expect(try TextPattern(pattern).matches(cell.unicodeScalars) == matches)
  }
}
