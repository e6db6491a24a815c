import GuiyiModel
import GuiyiReport
import Testing

/// A police register as the source of addresses, and a department that asks again.
private func city(
  count: Int = 10, sourcePublished: String? = "2022-06-01", share: Share? = nil, origin: Origin = .collected,
  collection: GuiyiModel.Collection? = nil, dates: (Int) -> String = { _ in "2023-05-04" },
  address: (Int) -> String = { Made.address($0) }
) -> CityBuilder {
  var city = CityBuilder()
  city.add(
    "GA", department: 0, published: sourcePublished, share: share,
    [.init("公民身份号码", "person.id-number"), .init("户籍地址", "person.registered-address", authoritative: true)],
    rows: (0..<count).map { ["99040\($0)", Made.address($0)] })
  city.add(
    "RS", department: 1,
    [
      .init("证件", "person.id-number"),
      .init("地址", "person.registered-address", origin: origin, collection: collection),
      .init("采集日期", "row.collected-on"),
    ],
    rows: (0..<count).map { ["99040\($0)", address($0), dates($0)] })
  return city
}

@Suite struct DeclaredTests {
  @Test func `an item that says collected is evidenced, with every count`() throws {
    // Row 0 a slip (one digit), row 1 a part of the address, row 2 another value, row 3 another writing.
    let built = city(address: { index in
      switch index {
      case 0: "示例市一区第0街道建设路1号0室"
      case 1: "建设路13号1室"
      case 2: "别处一号"
      case 3: Made.address(3).replacing("建设路", with: "建设路 ")
      default: Made.address(index)
      }
    })
    let violations = built.violations()
    let violation = try #require(violations.first)
    #expect(violations.count == 1)
    #expect(violation.kind == .declared && violation.level == .evidenced && violation.status == .open)
    #expect(violation.element.name == "person.registered-address")
    let evidence = violation.evidence
    #expect(evidence.compared == 10 && evidence.equal == 7 && evidence.otherWritings == 1)
    #expect(evidence.slips == 1 && evidence.partial == 1 && evidence.different == 1)
    #expect(evidence.firstCollected == day("2023-05-04") && evidence.dateBasis == .collectedOn)
    #expect(evidence.examples.first == ExampleRow(file: "RS/a.csv", rowNumber: 2))
    let cells = violation.exportCells(in: built.build().catalog)
    #expect(cells.count == Violation.exportColumns.count)
    #expect(
      Array(cells[..<12]) == [
        "RS", "D1", "person.registered-address", "地址", "declared", "evidenced", "10", "7", "2023-05-04",
        "2023-05-04", "GA", "open",
      ])
  }

  @Test func `few linked rows are a lead`() {
    #expect(city(count: 3).violations().map(\.level) == [.lead])
  }

  @Test func `without dates nothing is more than suspected`() {
    #expect(city(dates: { _ in "" }).violations().map(\.level) == [.suspected])
  }

  @Test func `values that hardly agree are asked about`() {
    #expect(city(address: { "别处第\($0)组" }).violations().map(\.level) == [.suspected])
  }

  @Test func `a source without its day of publication is only a lead`() {
    #expect(city(sourcePublished: nil).violations().map(\.level) == [.lead])
  }

  @Test func `each exemption holds`() {
    #expect(city(share: Share(type: .none, condition: nil, basis: "某法第三条")).violations().isEmpty)
    #expect(city(origin: .generated).violations().isEmpty)
    #expect(city(collection: .statutory(basis: "某法第五条")).violations().isEmpty)
    #expect(city(collection: .registered(reference: "联采1号")).violations().isEmpty)
    #expect(city(sourcePublished: "2023-05-04").violations().isEmpty, "collected on the very day")
    #expect(city(sourcePublished: "2027-01-01").violations().isEmpty)
    #expect(city(sourcePublished: "2027-01-01", dates: { _ in "" }).violations().isEmpty)
  }

  @Test func `refusing without a basis and sharing on conditions exempt nobody`() {
    #expect(
      city(share: Share(type: .none, condition: nil, basis: nil)).violations().map(\.level) == [.evidenced])
    let conditional = Share(type: .conditional, condition: "核验用", basis: "某法第一条")
    #expect(city(share: conditional).violations().map(\.level) == [.evidenced])
  }

  @Test func `published in the middle, only later rows count`() throws {
    let built = city(sourcePublished: "2023-05-04") { $0 < 4 ? "2023-05-03" : "2023-05-0\($0)" }
    let evidence = try #require(built.violations().first).evidence
    // Row 4 is of the day itself; rows 5 to 9 came after.
    #expect(evidence.compared == 5 && evidence.firstCollected == day("2023-05-05"))
    #expect(evidence.lastCollected == day("2023-05-09"))
  }

  @Test func `identity elements and the source's own department are never accused`() {
    var city = CityBuilder()
    let rows = (0..<30).map { ["99040\($0)", "张\($0)", Made.address($0)] }
    let columns: [CityBuilder.Column] = [
      .init("号码", "person.id-number", authoritative: true), .init("姓名", "person.name", authoritative: true),
      .init("地址", "person.registered-address", authoritative: true),
    ]
    city.add("GA", department: 0, columns, rows: rows)
    city.add(
      "GA2", department: 0,
      [
        .init("号码", "person.id-number"), .init("姓名", "person.name"),
        .init("地址", "person.registered-address"),
      ], rows: rows)
    city.add(
      "RS", department: 1, [.init("号码", "person.id-number"), .init("姓名", "person.name"), .init("x")],
      rows: rows.map { [$0[0], $0[1], ""] })
    #expect(city.violations().isEmpty)
  }

  @Test func `several rows about one person count once`() throws {
    var city = CityBuilder()
    city.add(
      "GA", department: 0, [.init("地址", "person.registered-address", authoritative: true)],
      rows: (0..<6).map { [Made.address($0)] })
    city.add(
      "RS", department: 1, [.init("地址", "person.registered-address"), .init("日期", "row.updated-on")],
      rows: (0..<18).map { [$0 < 6 ? "不同地址\($0)" : Made.address($0 % 6), "2024-01-02"] },
      entities: (0..<18).map { UInt32($0 % 6) })
    let evidence = try #require(city.violations().first).evidence
    #expect(evidence.compared == 6 && evidence.equal == 6 && evidence.dateBasis == .updatedOn)
  }

  @Test func `an answer changes level and status, and silence confirms only a notice`() throws {
    let built = city()
    let key = try #require(built.violations().first).key(in: built.build().catalog)
    func answered(_ answer: ViolationAnswer, _ built: CityBuilder) -> Violation? {
      var options = ViolationOptions()
      options.answers[key] = answer
      return built.violations(options: options).first
    }
    #expect(answered(.confirmed(on: 1), built)?.level == .confirmed)
    #expect(answered(.explained(reason: "现场核验"), built)?.status == .explained)
    #expect(answered(.asked(deadline: day("2026-12-01")), built)?.status == .asked)
    let overdue = answered(.asked(deadline: day("2026-10-30")), built)
    #expect(overdue?.status == .overdue && overdue?.level == .confirmed)
    let undated = answered(.asked(deadline: day("2026-10-30")), city(dates: { _ in "" }))
    #expect(undated?.status == .overdue && undated?.level == .suspected)
  }
}

@Suite struct SharedAndMultiHeadTests {
  private func shared(grants: [Grant], dates: (Int) -> String = { _ in "2024-05-04" }) -> CityBuilder {
    var built = city(count: 40, origin: .shared, dates: dates)
    built.grants = grants
    return built
  }

  private func grant(from: String, until: String, consumer: String = "D1", resource: String = "GA") -> Grant {
    Grant(
      consumer: consumer, resource: resource, elements: [.personRegisteredAddress], from: day(from),
      until: day(until))
  }

  @Test func `shared without a grant came around the platform`() {
    let violations = shared(grants: []).violations()
    #expect(violations.map(\.kind) == [.undeclaredShare] && violations.map(\.level) == [.suspected])
  }

  @Test func `a grant that covers consumer, resource, element and days is innocent`() {
    #expect(shared(grants: [grant(from: "2022-09-01", until: "2027-08-31")]).violations().isEmpty)
    let undated = shared(grants: [grant(from: "2022-09-01", until: "2027-08-31")], dates: { _ in "" })
    #expect(undated.violations().isEmpty)
  }

  @Test func `a grant of somebody else or of other days explains nothing`() {
    for other in [
      grant(from: "2022-09-01", until: "2027-08-31", consumer: "D2"),
      grant(from: "2022-09-01", until: "2027-08-31", resource: "RS"),
      grant(from: "2025-01-01", until: "2027-08-31"),
    ] {
      #expect(shared(grants: [other]).violations().map(\.kind) == [.undeclaredShare])
    }
  }

  @Test func `rows outside the grant are counted alone`() throws {
    let half = shared(grants: [grant(from: "2024-01-01", until: "2027-08-31")]) {
      $0 < 20 ? "2023-05-04" : "2024-05-04"
    }
    #expect(try #require(half.violations().first).evidence.compared == 20)
  }

  @Test func `slips of the hand show that a shared column was typed`() {
    let built = city(
      count: 40, origin: .shared,
      address: { $0 < 6 ? Made.address($0).replacing("街道", with: "街到") : Made.address($0) })
    #expect(built.violations().map(\.level) == [.evidenced])
  }

  @Test func `several heads and no source are advice`() throws {
    var city = CityBuilder()
    for (index, count) in [(0, 30), (1, 50), (2, 10)] {
      city.add(
        "R\(index)", department: index, [.init("电话", "person.phone"), .init("备注")],
        rows: (0..<count).map { [$0 < 8 ? Made.phone($0) : Made.phone($0 + index * 100), ""] })
    }
    let violations = city.violations()
    #expect(violations.map(\.kind) == [.multiHead, .multiHead, .multiHead])
    #expect(violations.allSatisfy { $0.level == .lead && $0.sourceResourceIndex == nil })
    #expect(violations.allSatisfy { $0.advisedResourceIndex == 1 })
    // All 30 people of R0 have a number in R1, and of 8 it is the same.
    #expect(violations[0].evidence.compared == 30 && violations[0].evidence.equal == 8)
  }

  @Test func `one department with several forms is not several heads`() {
    var city = CityBuilder()
    for code in ["A", "B"] {
      city.add(code, department: 0, [.init("电话", "person.phone")], rows: (0..<9).map { [Made.phone($0)] })
    }
    #expect(city.violations().isEmpty)
  }
}
