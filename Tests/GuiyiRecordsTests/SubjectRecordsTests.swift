import GuiyiColumns
import GuiyiIdentifiers
import GuiyiModel
import GuiyiRecords
import GuiyiTesting
import Testing

@Suite struct SubjectRecordsTests {
  /// Every record as `resource:row role element=value…`, in the order of the records.
  private func lines(_ tables: TestTables, _ subject: Subject, threads: Int = 1) -> [String] {
    let city = tables.records(threads: threads)
    let records = city[subject]
    return (0..<records.count).map { record in
      let resource = Int(records.resources[record])
      let role = city.groups[resource][Int(records.groups[record])].role
      let row = tables.tables[resource].rowNumbers[Int(records.rows[record])]
      let values = records.elements.enumerated().filter { records.values[$0.offset][record] != 0 }.map {
        "\($0.element.key)=\(tables.values[$0.element].string(records.values[$0.offset][record]))"
      }
      return (["\(tables.resources[resource].code):\(row)", role] + values).joined(separator: " ")
    }
  }

  @Test func `a row gives one record for each subject and role that it names`() {
    var tables = TestTables()
    tables.add(
      "R",
      [
        TestColumn("organization.name", ["鹰城商贸"]),
        TestColumn("person.name", role: "legal-representative", ["王伟"]),
        TestColumn("person.name", role: "contact", ["李娜"]),
        TestColumn("person.phone", role: "contact", ["13900000001"]), TestColumn(nil, ["备注"]),
      ])
    #expect(lines(tables, .organization) == ["R:2  name=鹰城商贸"])
    #expect(
      lines(tables, .person).sorted()
        == ["R:2 contact name=李娜 phone=13900000001", "R:2 legal-representative name=王伟"])
    #expect(lines(tables, .place).isEmpty)
  }

  @Test func `records of one name lie together in the order of their keys, however many there are`() {
    // Larger than a piece of work, so that names lie across the borders of pieces.
    let count = 140_000
    var tables = TestTables()
    tables.add(
      "R",
      [
        TestColumn("organization.name", (0..<count).map { "鹰城第\($0 % 1_009)商店" }),
        TestColumn(nil, (0..<count).map { "\($0)" }),
      ])
    let city = tables.records(threads: 2)
    let records = city[.organization]
    let names = records.values[records.column(.organizationName)]
    #expect(records.count == count)
    let rowOf = city.recordOfRow[0][0]
    #expect(rowOf.indices.allSatisfy { Int(records.rows[Int(rowOf[$0])]) == $0 })
    let begins = (1..<count).filter { names[$0] != names[$0 - 1] }
    #expect(begins.count == 1_008, "no name begins twice")
    let isBegin = Set(begins)
    #expect((1..<count).allSatisfy { isBegin.contains($0) || records.keys[$0] > records.keys[$0 - 1] })
  }

  @Test func `a group whose cells are all empty gives no record, one with a placeholder does`() {
    var tables = TestTables()
    tables.add(
      "R",
      [
        TestColumn("person.id-number", ["", "1", "-", ""]), TestColumn("person.name", ["", "", "", ""]),
        TestColumn("organization.name", ["", "", "", "甲"]),
      ])
    #expect(lines(tables, .person).map { $0.prefix(3) }.sorted() == ["R:3", "R:4"])
    #expect(lines(tables, .organization) == ["R:5  name=甲"])
    let rows = tables.records().recordOfRow[0][0]
    #expect(rows.map { $0 == CityRecords.noRecord } == [true, false, false, true])
  }

  @Test func `an exact repeat gives no record and points to its twin's`() {
    var tables = TestTables()
    tables.add("R", repeats: [2: 0, 3: 0], [TestColumn("person.name", ["王伟", "李娜", "王伟", "王伟"])])
    let city = tables.records()
    #expect(city[.person].count == 2)
    let rows = city.recordOfRow[0][0]
    #expect(rows[2] == rows[0])
    #expect(rows[3] == rows[0])
    #expect(rows[1] != rows[0])
  }

  @Test func `records are the same for rows, columns and threads in any order`() {
    var random = SplitMix64(seed: 7)
    let names = (0..<200).map { "名\($0)" }
    let phones = (0..<200).map { "139\(10_000_000 + $0)" }
    func tables(rows: [Int], isReversed: Bool) -> TestTables {
      var tables = TestTables()
      let columns = [
        TestColumn("person.name", rows.map { names[$0] }),
        TestColumn("person.phone", rows.map { phones[$0] }),
        TestColumn("person.name", role: "guardian", rows.map { $0.isMultiple(of: 3) ? names[199 - $0] : "" }),
      ]
      tables.add("R", rowNumbers: rows.map { UInt32($0) + 2 }, isReversed ? columns.reversed() : columns)
      return tables
    }
    let plain = tables(rows: Array(0..<200), isReversed: false)
    let expected = lines(plain, .person)
    let keys = plain.records()[.person].keys
    #expect(Set(keys).count == keys.count)
    for threads in [1, 2, 5] {
      let other = tables(rows: Array(0..<200).shuffled(using: &random), isReversed: threads != 2)
      #expect(other.records(threads: threads)[.person].keys == keys)
      #expect(lines(other, .person, threads: threads) == expected)
    }
  }

  @Test func `of one name, and of none, there may be many records`() {
    var random = SplitMix64(seed: 13)
    let names = (0..<60).map { _ in "王伟" } + (0..<60).map { _ in "" }
    func tables(_ rows: [Int]) -> TestTables {
      var tables = TestTables()
      tables.add(
        "R", rowNumbers: rows.map { UInt32($0) + 2 },
        [
          TestColumn("person.name", rows.map { names[$0] }),
          TestColumn("person.phone", rows.map { "139\(10_000_000 + $0)" }),
        ])
      return tables
    }
    let plain = tables(Array(0..<120)).records()[.person]
    #expect(
      plain.keys.prefix(60).sorted() == Array(plain.keys.prefix(60)), "of one name in the order of keys")
    #expect(plain.keys.suffix(60).sorted() == Array(plain.keys.suffix(60)))
    for _ in 0..<3 {
      let other = tables(Array(0..<120).shuffled(using: &random)).records()[.person]
      #expect(other.keys == plain.keys)
    }
  }

  @Test func `records of one number lie side by side, and of one name where there is no number`() {
    var tables = TestTables()
    for (place, code) in ["A", "B", "C"].enumerated() {
      let rows = (0..<100).map { ($0 * 37 + place * 11) % 100 }
      tables.add(
        code,
        [
          TestColumn("person.id-number", rows.map { $0 < 50 ? "N\($0)" : "" }),
          TestColumn("person.name", rows.map { "名\($0 / 2)" }),
        ])
    }
    let records = tables.records()[.person]
    let numbers = records.values[records.column(.personNumber)]
    let names = records.values[records.column(.personName)]
    let entities = zip(numbers, names).map { $0 != 0 ? "number \($0)" : "name \($1)" }
    var runs: [String] = []
    for entity in entities where runs.last != entity { runs.append(entity) }
    #expect(records.count == 300)
    #expect(runs.count == Set(entities).count)
    #expect(runs.count == 75)
  }

  @Test func `a number that stands under another's heading is filed under its own element`() {
    var tables = TestTables()
    tables.add(
      "R",
      [
        TestColumn(
          "organization.uscc", ["@organization.org-code=123456789", "91A", "@organization.tax-number=T1"]),
        TestColumn("organization.org-code", ["", "", "C3"]),
        TestColumn("organization.tax-number", ["", "", "T3"]),
      ])
    #expect(
      lines(tables, .organization).sorted()
        == ["R:2  org-code=123456789", "R:3  uscc=91A", "R:4  org-code=C3 tax-number=T3"])
  }

  @Test(arguments: [
    (["!1", "2"], "2"), (["1", "2"], "1"), (["~1", "2"], "2"), (["!1", "~2"], "2"), (["", "2"], "2"),
    (["-", "!2"], "2"),
  ])
  func `of two columns with one element the sounder value counts, of equal ones the first`(
    cells: [String], expected: String
  ) {
    var tables = TestTables()
    tables.add("R", cells.map { TestColumn("person.id-number", [$0]) })
    #expect(lines(tables, .person) == ["R:2  id-number=\(expected)"])
  }

  @Test(arguments: [
    ("2026-03-01", "2026-01-01", "2026-03-01"), ("", "2026-01-01", "2026-01-01"),
    ("2026-03-01", "", "2026-03-01"),
    ("", "", nil), ("!2026-03-01", "2026-01-01", "2026-01-01"), ("~2025-12-31", "2026-01-01", "2025-12-31"),
    ("2026", "", nil),
  ])
  func `a row is of the day that it was updated, else collected`(
    updated: String, collected: String, day: String?
  ) {
    var tables = TestTables()
    tables.add(
      "R",
      [
        TestColumn("row.updated-on", [updated]), TestColumn("person.name", ["王伟"]),
        TestColumn("row.collected-on", [collected]),
      ])
    let found = tables.records()[.person].days[0]
    let expected = day.flatMap { CivilDate(ascii: Array($0.utf8).span) }.map { DayNumber($0.daysSinceEpoch) }
    #expect(found == expected ?? SubjectRecords.undated)
  }

  @Test(arguments: [
    ("person", "legal-representative", "organization", "", "legal-representative-of"),
    ("person", "", "organization", "employer", "employed-by"),
    ("person", "guardian", "person", "", "guardian-of"),
    ("person", "mother", "person", "child", "mother-of"),
    ("person", "father", "person", "newborn", "father-of"),
    ("person", "husband", "person", "wife", "married-to"), ("person", "", "credit", "", "subject-of"),
    ("organization", "", "organization", "parent", "branch-of"),
    ("organization", "predecessor", "organization", "", "predecessor-of"),
    ("person", "holder", "estate", "", "holder-of"),
    ("organization", "", "place", "", "located-at"),
  ])
  func `the roles of a row tell how its subjects belong together`(
    left: String, leftRole: String, right: String, rightRole: String, kind: String
  ) {
    func column(_ subject: String, _ role: String, _ cells: [String]) -> TestColumn {
      let key = ["credit": "document-number", "estate": "unit-code", "place": "address"][subject] ?? "name"
      return TestColumn("\(subject).\(key)", role: role, cells)
    }
    var tables = TestTables()
    // The second row lacks one side, the third repeats the first.
    tables.add(
      "R", repeats: [2: 0],
      [column(right, rightRole, ["甲", "", "甲"]), column(left, leftRole, ["乙", "丙", "乙"])])
    let city = tables.records()
    let relations = tables.relations(of: city).filter { $0.kind.name == kind }
    #expect(relations.count == 1)
    #expect(relations.first?.left == city.recordOfRow[0][1][0])
    #expect(relations.first?.right == city.recordOfRow[0][0][0])
  }
}
