import GuiyiReport
import Testing

@Suite struct TerminalTests {
  @Test(arguments: [("abc", 3), ("平顶山", 6), ("ＡＢ", 4), ("a平", 3), ("e\u{301}", 1), ("", 0), ("𠮷", 2)])
  func `knows how wide a text is`(text: String, width: Int) {
    #expect(displayWidth(text) == width)
  }

  @Test func `columns line up and nothing moves the cursor`() {
    var table = TerminalTable([.init("列", widest: 8), .init("n", isNumber: true)])
    table.add(["很长的列标题很长", "1"])
    table.add(["a\u{1B}[2J\u{202E}b", "1,234"])
    let lines = table.text.split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(lines[2] == "很长的…      1")
    #expect(lines[3] == "a[2Jb    1,234")
    #expect(!table.text.contains("\u{1B}"))
  }

  @Test func `the tables of a run name the strongest first and the sum last`() {
    let input = SampleReport.input(SampleReport.city())
    let violations = violationsTable(input.violations, catalog: input.catalog)
    #expect(violations.split(separator: "\n")[2].hasPrefix("有据"))
    let sums = rowSumsTable(input.sums, catalog: input.catalog).split(separator: "\n")
    #expect(sums.last?.hasPrefix("合计") == true && sums.last?.contains("606") == true)
  }
}
