import GuiyiColumns
import GuiyiModel
import GuiyiReport
import Testing

/// Three departments ask for telephones; the police are the source of addresses.
@Suite struct BurdenTests {
  private func city(days: [String] = ["2026-05-01", "2026-06-01", "2026-07-01"]) -> CityBuilder {
    var city = CityBuilder()
    city.add(
      "GA", department: 0, [.init("户籍地址", "person.registered-address", authoritative: true)],
      rows: (0..<10).map { [Made.address($0)] })
    for department in 1...3 {
      city.add(
        "R\(department)", department: department,
        [
          .init("姓名", "person.name"), .init("电话", "person.phone"), .init("采集日期", "row.collected-on"),
          .init("户籍", "person.registered-address", origin: .shared),
        ],
        // The first department asks people 0 to 9, the second 0 to 4, the third 0 and 1.
        rows: (0..<[10, 5, 2][department - 1]).map { ["张\($0)", Made.phone($0), days[department - 1], ""] })
    }
    return city
  }

  private func burden(_ city: CityBuilder, threads: Int = 2) -> CollectionBurden {
    countBurden(in: city.build(), violations: city.violations(), workers: Workers(threadCount: threads))
  }

  @Test func `people are counted by the departments that asked them`() throws {
    let burden = burden(city())
    let phone = try #require(burden.elements.first { $0.element == .personPhone })
    #expect(phone.entityCounts == [5, 3, 2])
    #expect(phone.askedCount == 10 && phone.repeatedAskings == 3 + 2 * 2)
    #expect(phone.departments.map(\.entityCount) == [10, 5, 2])
    #expect(phone.departments.map(\.departmentIndex) == [1, 2, 3])
    // Three people were asked once more than needed, two twice.
    #expect(burden.repeatedPerEntity == [3, 2])
    // What came by sharing was asked of nobody.
    #expect(!burden.elements.contains { $0.element == .personRegisteredAddress })
  }

  @Test func `only the twelve months before the run count, to the day`() throws {
    #expect(burden(city()).first == day("2025-11-02"))
    let phone = burden(city(days: ["2025-11-02", "2025-11-01", "2026-11-01"])).elements.first
    #expect(phone?.departments.map(\.departmentIndex) == [1, 3])
    #expect(phone?.entityCounts == [8, 2])
  }

  @Test func `rows without a day are in no count, and the page says so`() {
    let undated = burden(city(days: ["", "2026-06-01", "2026-07-01"]))
    #expect(undated.undatedResources == [0, 1])
    #expect(undated.elements.first?.departments.map(\.departmentIndex) == [2, 3])
  }

  @Test func `two columns of one department are one asking`() throws {
    var city = city()
    city.add(
      "R4", department: 1, [.init("手机", "person.phone"), .init("采集日期", "row.collected-on")],
      rows: (0..<10).map { [Made.phone($0), "2026-08-01"] })
    let phone = try #require(burden(city).elements.first)
    #expect(phone.entityCounts == [5, 3, 2])
  }

  @Test func `a hidden column counts for what it holds`() throws {
    var city = CityBuilder()
    let count = 300
    city.add(
      "GA", department: 0, [.init("户籍地址", "person.registered-address", authoritative: true)],
      rows: (0..<count).map { [Made.address($0)] })
    city.add(
      "RS", department: 1, [.init("姓名", "person.name"), .init("采集日期", "row.collected-on"), .init("备注")],
      rows: (0..<count).map { ["张\($0)", "2026-03-01", Made.address($0)] })
    let address = try #require(burden(city).elements.first)
    #expect(address.element == .personRegisteredAddress && address.entityCounts == [count])
    #expect(!address.departments[0].isLawful)
  }

  @Test func `one and two threads count the same, and the table is the counts`() {
    let (one, two) = (burden(city(), threads: 1), burden(city(), threads: 2))
    #expect(one.elements == two.elements && one.repeatedPerEntity == two.repeatedPerEntity)
    #expect(
      one.table.rows == [
        ["person.phone", "person", "1", "5"], ["person.phone", "person", "2", "3"],
        ["person.phone", "person", "3", "2"],
      ])
  }
}

@Suite struct ApplicationTests {
  private static let input = SampleReport.input(SampleReport.city())
  private static let facts = ReportFacts(input)

  @Test(arguments: ReportLanguage.allCases)
  func `what could be had stands in a form that asks for nothing outside itself`(language: ReportLanguage)
    throws
  {
    var pages = 0
    for facts in Self.facts.departments {
      let sources = Set(facts.violations.compactMap { Self.input.violations[$0].sourceResourceIndex })
      let page = ApplicationPage.render(Self.input, facts: facts, language: language)
      #expect((page == nil) == sources.isEmpty)
      guard let page else { continue }
      pages += 1
      #expect(page.matches(of: /<div class="letter form">/).count == sources.count)
      for source in sources { #expect(page.contains(Self.input.catalog.resources[source].code)) }
      #expect(!page.contains("://") && !page.contains("<script") && !page.contains("src="))
    }
    #expect(pages > 0)
  }

  @Test func `the table has a row for every column that could be had`() {
    for facts in Self.facts.departments {
      let table = ApplicationPage.table(Self.input, facts: facts)
      let expected = facts.violations.filter { Self.input.violations[$0].sourceResourceIndex != nil }
      #expect(table.rows.count == expected.count)
      #expect(table.rows.allSatisfy { $0.count == table.headings.count })
    }
  }
}
