import GuiyiColumns
import GuiyiMerge
import GuiyiModel
import GuiyiRecords
import GuiyiRelate
import GuiyiTesting
import Testing

@Suite struct HouseholdTests {
  /// The households of the people in the tables as lists of names, those of one person left out.
  private func households(_ tables: TestTables) -> (
    groups: Set<Set<String>>, heads: Set<String>, found: Households
  ) {
    let city = tables.records()
    let (entityOf, golden) = tables.golden(.person, .personName, in: city)
    let found = Households(
      city, tables: tables.tables, normalized: tables.normalized, values: tables.values,
      catalog: tables.catalog, entityOf: entityOf, golden: golden)
    func name(_ entity: UInt32) -> String {
      tables.values[.personName].string(golden.values[golden.column(.personName)][Int(entity)])
    }
    let groups = Dictionary(grouping: found.members.filter { $0.basis != .collective }, by: \.household)
    return (
      Set(groups.values.filter { $0.count > 1 }.map { Set($0.map { name($0.entity) }) }),
      Set(found.heads.compactMap { $0 }.map(name)), found
    )
  }

  private func register(_ numbers: [String], _ names: [String], _ relations: [String], days: [String] = [])
    -> [TestColumn]
  {
    [
      TestColumn("row.household", authoritative: true, numbers), TestColumn("person.name", names),
      TestColumn("row.household-relation", relations),
      TestColumn("row.updated-on", days.isEmpty ? names.map { _ in "2026-01-01" } : days),
    ]
  }

  @Test func `people of one number are a household, and its head is named by his row`() {
    var tables = TestTables()
    tables.add("GA", register(["H1", "H1", "H2", "H1"], ["王伟", "李娜", "赵云", "王小"], ["户主", "妻", "户主", "子"]))
    let (groups, heads, _) = households(tables)
    #expect(groups == [["王伟", "李娜", "王小"]])
    #expect(heads == ["王伟", "赵云"])
  }

  @Test func `the newest row of the register decides where somebody moved`() {
    var tables = TestTables()
    tables.add(
      "GA",
      register(
        ["H1", "H1", "H2", "H2"], ["王伟", "李娜", "赵云", "李娜"], ["户主", "女", "户主", "妻"],
        days: ["2020-01-01", "2019-01-01", "2020-01-01", "2024-01-01"]))
    #expect(households(tables).groups == [["赵云", "李娜"]])
  }

  @Test func `the source of household numbers goes before a newer list of benefits`() {
    var tables = TestTables()
    tables.add("GA", register(["H1", "H1"], ["王伟", "李娜"], ["户主", "妻"]))
    tables.add(
      "MZ",
      [
        TestColumn("row.household", ["D1", "D1"]), TestColumn("person.name", ["李娜", "赵云"]),
        TestColumn("row.updated-on", ["2026-10-01", "2026-10-01"]),
      ])
    #expect(households(tables).groups == [["王伟", "李娜"]])
  }

  @Test func `a number that very many share is no household`() {
    var tables = TestTables()
    let names = (0...Households.largestCount).map { "生\($0)" }
    tables.add("GA", register(names.map { _ in "H1" }, names, names.map { _ in "其他" }))
    let (groups, _, found) = households(tables)
    #expect(groups.isEmpty)
    #expect(found.members.allSatisfy { $0.basis == .collective })
  }

  @Test func `whoever has no number joins the people of the same door, not of the same village`() {
    var tables = TestTables()
    tables.add(
      "GA",
      register(["H1", "H1"], ["王伟", "李娜"], ["户主", "妻"]) + [
        TestColumn("person.registered-address", ["新华区1号楼2室", "新华区1号楼2室"])
      ])
    tables.add(
      "YB",
      [
        TestColumn("person.name", ["王小", "钱一", "钱二", "孙一", "孙二"]),
        TestColumn("person.registered-address", ["新华区1号楼2室", "卫东区3-1-9", "卫东区3-1-9", "柳树村", "柳树村"]),
      ])
    #expect(households(tables).groups == [["王伟", "李娜", "王小"], ["钱一", "钱二"]])
  }

  @Test func `nobody can say whose a newcomer is where two households share a door`() {
    var tables = TestTables()
    tables.add(
      "GA",
      register(["H1", "H2"], ["王伟", "李娜"], ["户主", "户主"]) + [
        TestColumn("person.registered-address", ["新华区1号楼2室", "新华区1号楼2室"])
      ])
    tables.add(
      "YB", [TestColumn("person.name", ["王小"]), TestColumn("person.registered-address", ["新华区1号楼2室"])])
    #expect(households(tables).groups.isEmpty)
    #expect(households(tables).found.members.count == 2)
  }

  @Test func `a household of two heads has none`() {
    var tables = TestTables()
    tables.add("GA", register(["H1", "H1"], ["王伟", "李娜"], ["户主", "户主"]))
    #expect(households(tables).heads.isEmpty)
  }
}
