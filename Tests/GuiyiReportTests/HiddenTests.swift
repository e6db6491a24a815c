import GuiyiColumns
import GuiyiModel
import GuiyiReport
import Testing

/// The police as source of addresses, ethnicity and, for the tests' sake, telephones and marital status.
private func city(
  count: Int = 300, column: CityBuilder.Column = .init("备注"), extra: [CityBuilder.Column] = [],
  _ cell: (Int) -> String
) -> CityBuilder {
  var city = CityBuilder()
  city.add(
    "GA", department: 0,
    [
      .init("户籍地址", "person.registered-address", authoritative: true),
      .init("民族", "person.ethnicity", authoritative: true), .init("电话", "person.phone", authoritative: true),
      .init("婚姻", "person.marital-status", authoritative: true),
    ],
    rows: (0..<count).map {
      [Made.address($0), Made.ethnicity($0), Made.phone($0), ["未婚", "已婚", "已婚", "离婚"][$0 % 4]]
    })
  city.add(
    "RS", department: 1, [.init("姓名", "person.name"), .init("采集日期", "row.collected-on"), column] + extra,
    rows: (0..<count).map { ["张\($0)", "2024-03-0\($0 % 9 + 1)", cell($0)] + extra.map { _ in "" } })
  return city
}

@Suite struct HiddenTests {
  @Test func `a remark that holds the addresses is found`() throws {
    let violation = try #require(city { $0 % 10 == 0 ? "" : Made.address($0) }.violations().first)
    #expect(violation.kind == .hidden && violation.element == .personRegisteredAddress)
    #expect(violation.level == .suspected && violation.heading == "备注")
    #expect(violation.evidence.compared == 270 && violation.evidence.equal == 270)
    #expect(try #require(violation.evidence.chanceAgreement) < 0.01)
    #expect(try #require(violation.evidence.agreementLowerBound) > 0.98)
  }

  @Test func `a column that the catalog does not name is looked at, too`() {
    #expect(
      city(column: .init("x", isInCatalog: false)) { Made.address($0) }.violations().map(\.kind) == [.hidden])
  }

  @Test func `a skewed element is told by its rare values`() {
    let violations = city { Made.ethnicity($0) }.violations()
    #expect(violations.map(\.element.name) == ["person.ethnicity"])
  }

  @Test func `a telephone number inside a remark is found`() {
    let violations = city { $0 % 3 == 0 ? "联系电话：\(Made.phone($0))（家属）" : "无其他情况" }.violations()
    #expect(violations.map(\.element) == [.personPhone])
    #expect(violations.first?.evidence.compared == 100)
  }

  @Test func `a label before the value hides nothing`() {
    #expect(city { "户籍：\(Made.address($0))" }.violations().map(\.element) == [.personRegisteredAddress])
  }

  @Test func `mapped to an element of another kind is found`() {
    let column = CityBuilder.Column("原工作单位", "person.employer")
    #expect(city(column: column) { Made.address($0) }.violations().map(\.kind) == [.hidden])
  }

  @Test func `slips of the hand prove a second typing`() {
    let violations = city { $0 % 20 == 0 ? Made.address($0).replacing("街道", with: "街到") : Made.address($0) }
      .violations()
    #expect(violations.map(\.level) == [.evidenced])
    #expect(violations.first?.evidence.slips == 15)
  }

  static let innocents: [(String, @Sendable (Int) -> String)] = [
    ("a constant", { _ in "01" }),
    ("a flag of 1 and 2", { $0 % 3 == 0 ? "2" : "1" }),
    ("nationality by chance", { $0 % 50 == 0 ? "03" : "01" }),
    ("a year", { "\(1990 + $0 % 30)" }),
    ("a region", { "示例市一区第\($0 % 7)街道" }),
    ("another person's address", { Made.address($0 + 1) }),
    ("another person's telephone", { Made.phone($0 + 5) }),
    ("a serial number", { "1390000\(1000 + $0)" }),
    ("words of marital status at random", { ["未婚", "已婚"][$0 * 7919 % 13 % 2] }),
    ("nothing", { _ in "" }),
    ("too few", { $0 < 19 ? Made.address($0) : "" }),
  ]

  @Test(arguments: innocents.indices)
  func `innocent columns are not accused`(index: Int) {
    let (name, cell) = Self.innocents[index]
    let violations = city(cell).violations()
    #expect(violations.isEmpty, "\(name): \(violations.map(\.element.name))")
  }

  /// Everybody's marital status follows the age, as it mostly does: single, married, widowed.
  private func ages(_ cell: (Int) -> String) -> CityBuilder {
    var city = CityBuilder()
    func status(_ index: Int) -> String {
      let age = index % 80
      return index % 7 == 0 ? "离婚" : age < 25 ? "未婚" : "已婚"
    }
    city.add(
      "GA", department: 0,
      [.init("出生日期", "person.birth-date"), .init("婚姻", "person.marital-status", authoritative: true)],
      rows: (0..<2_000).map { ["\(2020 - $0 % 80)-05-01", status($0)] })
    city.add(
      "RS", department: 1, [.init("姓名", "person.name"), .init("采集日期", "row.collected-on"), .init("备注")],
      rows: (0..<2_000).map { ["张\($0)", "2024-03-01", cell($0)] })
    return city
  }

  @Test func `a code that follows age alone is no marital status`() {
    // 10 of the young, 20 of the others, 40 of some elders by chance: 86 in 100 agree.
    let bands = ages { $0 % 80 < 25 ? "1" : $0 % 80 == 79 ? "4" : "2" }
    #expect(bands.violations().isEmpty)
    let copy = ages { ($0 % 7 == 0 ? "4" : $0 % 80 < 25 ? "1" : "2") }
    #expect(copy.violations().map(\.element.name) == ["person.marital-status"])
  }

  @Test func `what the source learned only later was not there to be had`() {
    func built(_ sourceDay: String) -> [Violation] {
      var city = CityBuilder()
      city.add(
        "GA", department: 0,
        [
          .init("户籍地址", "person.registered-address", authoritative: true),
          .init("采集日期", "row.collected-on"),
        ], rows: (0..<300).map { [Made.address($0), sourceDay] })
      city.add(
        "RS", department: 1, [.init("姓名", "person.name"), .init("采集日期", "row.collected-on"), .init("备注")],
        rows: (0..<300).map { ["张\($0)", "2024-03-01", Made.address($0)] })
      return city.violations()
    }
    #expect(built("2024-02-28").map(\.kind) == [.hidden])
    #expect(built("2024-03-02").isEmpty)
  }

  @Test func `identity columns and lawful collections are not looked at`() {
    #expect(city(column: .init("户主", "person.name", role: "head")) { Made.address($0) }.violations().isEmpty)
    #expect(city(column: .init("编号", "row.key")) { Made.phone($0) }.violations().isEmpty)
    let registered = CityBuilder.Column("备注", collection: .registered(reference: "联采3号"))
    #expect(city(column: registered) { Made.address($0) }.violations().isEmpty)
  }

  @Test func `a grant explains the copy`() {
    var built = city { Made.address($0) }
    built.grants = [
      Grant(consumer: "D1", resource: "GA", elements: [.personRegisteredAddress], from: nil, until: nil)
    ]
    #expect(built.violations().isEmpty)
  }

  /// Most people live where they are registered; only those who do not can tell the two columns apart.
  @Test func `neighbouring elements are told apart by the people whose values differ`() {
    func built(_ cell: (Int) -> String) -> [Violation] {
      var built = city(column: .init("住址", "person.residence-address"), cell)
      built.add(
        "JZ", department: 2, [.init("现住址", "person.residence-address", authoritative: true)],
        rows: (0..<300).map { [$0 % 3 == 0 ? Made.address($0 + 5_000) : Made.address($0)] })
      return built.violations().filter { $0.kind == .hidden }
    }
    #expect(built { $0 % 3 == 0 ? Made.address($0 + 5_000) : Made.address($0) }.isEmpty)
    let hidden = built { Made.address($0) }
    #expect(hidden.map(\.element) == [.personRegisteredAddress])
    #expect(hidden.first?.evidence.compared == 100)
  }

  @Test func `one and two threads find the same`() {
    let built = city(extra: [.init("a"), .init("b", "person.phone")]) { Made.address($0) }
    let catalog = built.build().catalog
    let one = built.violations(threads: 1).map { $0.exportCells(in: catalog) }
    let two = built.violations(threads: 2).map { $0.exportCells(in: catalog) }
    #expect(one == two && !one.isEmpty)
  }
}
