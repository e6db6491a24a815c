import GuiyiLedger
import GuiyiModel
import GuiyiReport
import Testing

/// What pages and letters say of progress, grades and duties.
@Suite struct ProgressTests {
  private func input(overdue: Int = 0) -> ReportInput {
    var input = SampleReport.input(SampleReport.city())
    for run in 1...3 {
      for department in input.catalog.departments {
        for kind in FindingKind.allCases {
          var count = LifeCount(
            runNumber: run, day: input.asOf - DayNumber(3 - run) * 30, department: department.code, kind: kind
          )
          count.open = 40 - run
          count.new = run
          count.repaired = 11 * run
          count.overdue = kind == .error ? overdue : 0
          input.lives.append(count)
        }
      }
    }
    input.hasOtherLanguage = true
    return input
  }

  @Test(arguments: ReportLanguage.allCases)
  func `a page shows what became of findings, the runs before, and asks for nothing outside`(
    language: ReportLanguage
  ) {
    let input = input()
    let facts = ReportFacts(input)
    for department in facts.departments {
      let page = DepartmentPage.render(input, facts: department, language: language)
      #expect(page.contains(language == .chinese ? "整改进展" : "What became of the findings"))
      #expect(page.contains(">33<"))
      // Errors and conflicts in charts of their own.
      #expect(page.matches(of: /viewBox="0 0 900 150"/).count == 2)
      for word in ["http://", "https://", "//", "<script", "<img", "src=", "url("] {
        #expect(!page.replacing(/<bdi>.*?<\/bdi>/, with: "").contains(word), "\(word)")
      }
      let other = pageFileName(department.department, language: language == .chinese ? .english : .chinese)
      #expect(page.contains("href=\"\(other)\""))
    }
  }

  @Test(arguments: [
    (999, 1_000, Grade.first), (9_989, 10_000, .second), (990, 1_000, .second), (949, 1_000, .fourth),
    (0, 1, .fifth),
  ])
  func `a grade is cut, never rounded up`(good: Int, all: Int, expected: Grade) throws {
    let indicators = ReportFacts(input()).departments[0].indicators
    var straight = try #require(indicators.first { $0.name == .filled })
    var inverse = try #require(indicators.first { $0.name == .repeats })
    (straight.a, straight.b) = (good, all)
    (inverse.a, inverse.b) = (all - good, all)
    #expect(Grade(straight) == expected)
    #expect(Grade(inverse) == expected)
    straight.b = 0
    #expect(Grade(straight) == nil)
  }

  @Test func `a letter goes out only with evidence, names the article's items, and exempts`() throws {
    var quiet = input()
    quiet.violations = []
    quiet.findings = FindingList()
    let none = ReportFacts(quiet)
    #expect(NoticePage.render(quiet, facts: none.departments[0]) == nil)
    let loud = input(overdue: 7)
    let facts = ReportFacts(loud)
    let letter = try #require(NoticePage.render(loud, facts: facts.departments[1]))
    #expect(letter.contains("（第三项）") && letter.contains("7 处"))
    #expect(letter.contains("第二十八条") && letter.contains("草稿"))
    #expect(!letter.contains("<script"))
  }
}
