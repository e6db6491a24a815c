import Foundation
import GuiyiColumns
import GuiyiModel
import GuiyiReport
import Testing

@Suite struct PageTests {
  static let input = SampleReport.input(SampleReport.city())
  static let facts = ReportFacts(input)

  static func pages(_ language: ReportLanguage) -> [String] {
    facts.departments.map { DepartmentPage.render(input, facts: $0, language: language) }
      + [OverviewPage.render(input, facts: facts, language: language)]
  }

  @Test(arguments: ReportLanguage.allCases)
  func `asks for nothing outside itself`(language: ReportLanguage) {
    for page in Self.pages(language) {
      let markup = page.replacing(/<bdi>.*?<\/bdi>/, with: "")
      for word in [
        "http://", "https://", "//", "@import", "url(", "<script", "<link", "<img", "<iframe", "src=",
      ] {
        #expect(!markup.contains(word), "\(word)")
      }
      #expect(page.contains("default-src 'none'"))
      #expect(page.contains("lang=\"\(language.rawValue)\""))
    }
  }

  @Test func `a hostile cell stays text`() {
    for page in Self.pages(.chinese) {
      #expect(!page.contains("<script"))
      #expect(!page.contains("<img"))
    }
    #expect(Self.pages(.chinese)[1].contains("<bdi>&quot;&gt;&lt;script&gt;"))
  }

  @Test func `hostile headings, names and paths stay text`() {
    var input = SampleReport.input(SampleReport.city(heading: SampleReport.hostile))
    input.cityName = SampleReport.hostile
    input.runID = SampleReport.hostile
    input.tables[1].files = [SampleReport.hostile]
    input.findingsFileName = { _ in SampleReport.hostile }
    let facts = ReportFacts(input)
    for department in facts.departments {
      let page = DepartmentPage.render(input, facts: department)
      #expect(!page.contains("<script") && !page.contains("<img"))
    }
  }

  @Test func `every tag that opens closes`() {
    for language in ReportLanguage.allCases {
      for page in Self.pages(language) {
        for tag in [
          "div", "table", "tr", "td", "th", "p", "dl", "dd", "dt", "ol", "li", "span", "svg", "bdi", "h2",
          "h3", "b", "a",
        ] {
          let opened = page.matches(of: try! Regex("<\(tag)[ >]")).count
          let closed = page.matches(of: try! Regex("</\(tag)>")).count
          #expect(opened == closed, "\(tag)")
        }
      }
    }
  }

  @Test func `values are masked and never shown whole`() {
    for page in Self.pages(.chinese) { #expect(page.firstMatch(of: /9904021990\d{7}/) == nil) }
  }

  @Test func `the counts of a department can be recomputed`() throws {
    let facts = Self.facts.departments[1]
    #expect(facts.count(.error) == 12 && facts.count(.conflict) == 1 && facts.count(.suspicion) == 1)
    #expect(facts.sum.read == 206 && facts.sum.holds)
    func indicator(_ name: QualityIndicator.Name) throws -> QualityIndicator {
      try #require(facts.indicators.first { $0.name == name })
    }
    // 200 rows of six mapped columns, all filled; eight cells with an error of accuracy.
    #expect(try indicator(.correctValues).b == 1_200 && indicator(.correctValues).a == 1_192)
    #expect(try indicator(.standardValues).a == 1_198)
    // Of 204 rows that are not blank, one has another number of cells, and three repeat others.
    #expect(try indicator(.soundRows).b == 204 && indicator(.soundRows).a == 203)
    #expect(try indicator(.repeats).a == 3 && indicator(.repeats).isLowerBetter)
    #expect(facts.rules.first?.rule == .ragged, "the most severe comes first")
    #expect(facts.columns.first { $0.columnIndex == 0 }?.errors == 8)
  }

  @Test func `leads and advice are the bureau's, not the department's`() {
    let lead = "多头采集"
    #expect(Self.pages(.chinese)[3].contains(lead))
    #expect(
      Self.facts.departments.allSatisfy {
        $0.violations.allSatisfy { Self.input.violations[$0].level > .lead }
      })
  }

  @Test func `a deadline names its law`() {
    let page = Self.pages(.chinese)[1]
    // Five working days after Sunday, 1 November 2026.
    #expect(page.contains("2026-11-06") && page.contains("第十八条"))
  }

  @Test func `overlaps are people in both`() {
    #expect(Self.input.overlaps.map(\.entityCount) == [200, 200, 200])
  }

  @Test func `a file name is a plain word whatever the code`() {
    let hostile = Department(index: 0, code: "../../etc/passwd", name: "x")
    #expect(pageFileName(hostile).hasPrefix("dept-") && !pageFileName(hostile).contains("/"))
    #expect(
      pageFileName(Department(index: 0, code: "11410400MB0000001X", name: "x")) == "11410400MB0000001X.html")
  }

  @Test func `findings are exported whole, masked and guarded`() throws {
    let export = FindingsExport(
      catalog: Self.input.catalog, tables: Self.input.tables,
      findings: ShownFindings(
        Self.input.findings, tables: Self.input.tables, catalog: Self.input.catalog,
        display: Self.input.display))
    let text = try written(FindingsExport.chineseHeadings, options: [.byteOrderMark, .guardFormulas]) {
      writer in
      try export.write(isForDepartments: true, to: &writer)
    }
    let rows = parseCSV(text)
    #expect(rows.count == Self.input.findings.findings.count + 1)
    #expect(rows[0].last == "问题与处理建议" && rows.allSatisfy { $0.count == FindingsExport.columns.count })
    #expect(rows.last?[8].hasPrefix("'=cmd") == true)
    let own = try written(FindingsExport.columns, format: .jsonl) { writer in
      try export.write(departmentIndex: 1, to: &writer)
    }
    #expect(own.split(separator: "\n").count == 14)
    #expect(own.contains("（10 位）"))
  }

  @Test func `rendering twice gives the same bytes`() {
    #expect(Self.pages(.chinese) == Self.pages(.chinese))
  }
}

extension PageTests {
  @Test func `English pages use English marks around what is delivered`() {
    let chrome = Self.pages(.english)[1].replacing(/<bdi>.*?<\/bdi>/, with: "")
    // Brackets stand in the names of departments.
    for mark in ["：", "；", "。", "，"] { #expect(!chrome.contains(mark), "\(mark)") }
  }
}
