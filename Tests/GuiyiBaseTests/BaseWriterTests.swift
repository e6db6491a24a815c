import GuiyiBase
import GuiyiCatalog
import GuiyiColumns
import GuiyiMerge
import GuiyiModel
import GuiyiRecords
import GuiyiStore
import GuiyiTesting
import Testing

@Suite struct BaseWriterTests {
  @Test(arguments: [
    ("P", 1, "P000000001"), ("O", 4_294_967_295, "O4294967295"), ("Z", 999_999_999, "Z999999999"),
  ])
  func `an entity id is its number with nine digits or more`(prefix: String, number: Int, id: String) throws {
    let declaration = try #require(BaseDeclaration.all.first { $0.idPrefix == prefix })
    #expect(declaration.entityID(UInt32(number)) == id)
    #expect(declaration.entityNumber(id) == UInt32(number))
  }

  @Test(arguments: ["", "P", "X000000001", "P-1", "P99999999999", "Pabc", "O000000001"])
  func `what is no id of a base is none`(id: String) {
    #expect(BaseDeclaration.of(.person).entityNumber(id) == nil)
  }

  private static func tables() -> TestTables {
    var tables = TestTables()
    tables.add(
      "GA", department: 0, repeats: [2: 0],
      [
        TestColumn("person.id-number", authoritative: true, ["1", "2", "1"]),
        TestColumn("person.name", authoritative: true, ["王伟", "李娜 ', \"x\"", "王伟"]),
        TestColumn("row.updated-on", ["2026-01-01", "", "2026-01-01"]),
      ])
    tables.add(
      "MZ", department: 1,
      [TestColumn("person.name", ["~王玮"]), TestColumn("person.name", role: "guardian", ["李娜"])])
    return tables
  }

  /// Writes the people of two resources: entity 7 has two records and a repeat, entity 3 two records.
  private func write(to folder: ScratchFolder) throws -> DatabaseReader {
    let tables = Self.tables()
    let city = tables.records()
    let records = city[.person]
    // Everybody but Li Na in row 3 and the guardian is one entity.
    let isOther = (0..<records.count).map { record in
      records.resources[record] == 0
        ? records.rows[record] == 1 : city.groups[1][Int(records.groups[record])].role == "guardian"
    }
    let first = isOther.first ?? false
    let entityOf: [UInt32] = isOther.map { $0 == first ? 0 : 1 }
    let numbers: [UInt32] = first ? [3, 7] : [7, 3]
    let golden = survive(
      records, entityOf: entityOf, entityCount: 2, values: tables.values,
      context: SurvivorshipContext(
        isAuthoritative: SurvivorshipContext.authority(
          for: records, catalog: tables.catalog, groups: city.groups),
        departmentOfResource: [0, 1], derived: [:], derivedFrom: nil, rules: .builtIn,
        resourceCodes: ["GA", "MZ"], asOf: 0), workers: Workers(threadCount: 1))
    var standIns = [UInt32](0..<UInt32(records.count))
    let those = standIns.filter { numbers[Int(entityOf[Int($0)])] == 7 }
    standIns[Int(those[1])] = those[0]
    let content = BaseContent(
      declaration: .of(.person), records: records, golden: golden,
      identityKeys: records.keys.map { UInt64.max - $0 }, numbers: numbers, standIns: standIns,
      links: [StoredLink(left: 0, right: 1, weightMillibits: -1_500, levels: UInt64.max)],
      conflicts: [StoredConflict(left: 1, right: 2, reason: "same-number-different-person")],
      relations: city.relations(
        tables: tables.tables, normalized: tables.normalized, values: tables.values, catalog: tables.catalog,
        workers: Workers(threadCount: 1)
      ).map { ($0, 7) }, log: ChangeLog(runNumber: 2, asOf: "2026-11-01", nextNumber: 8),
      meta: [("run", "2"), ("as_of", "2026-11-01")])
    try writeBase(
      content, entityOf: entityOf, tables: tables.tables, catalog: tables.catalog, groups: city.groups,
      recordOfRow: city.recordOfRow, values: tables.values, path: folder.path + "/person.sqlite")
    return try DatabaseReader(path: folder.path + "/person.sqlite")
  }

  private func rows(_ reader: DatabaseReader, _ query: String) throws -> [[String?]] {
    var rows: [[String?]] = []
    try reader.forEach(query) { row in rows.append((0..<row.count).map { row.text($0) }) }
    return rows
  }

  @Test func `entities hold their golden values in the order of their numbers`() throws {
    let folder = ScratchFolder("base")
    let base = try write(to: folder)
    #expect(
      try rows(base, "SELECT entity_no, entity_id, id_number, name, sex, record_count FROM entity") == [
        ["3", "P000000003", "2", "李娜 ', \"x\"", nil, "2"], ["7", "P000000007", "1", "王伟", nil, "2"],
      ])
  }

  @Test func `every golden value names the row that said so and why it won`() throws {
    let folder = ScratchFolder("base")
    let base = try write(to: folder)
    #expect(
      try rows(
        base,
        "SELECT entity_id, element, value, reason, resource, file, row, role FROM provenance ORDER BY entity_id, element"
      ) == [
        ["P000000003", "id-number", "2", "only", "GA", "GA.csv", "3", ""],
        ["P000000003", "name", "李娜 ', \"x\"", "authority", "GA", "GA.csv", "3", ""],
        ["P000000007", "id-number", "1", "only", "GA", "GA.csv", "2", ""],
        ["P000000007", "name", "王伟", "authority", "GA", "GA.csv", "2", ""],
      ])
    #expect(
      try rows(
        base,
        "SELECT l.entity_no, l.element, l.value, r.name, s.row FROM losing_value l JOIN reason r USING (reason_no) JOIN record s USING (entity_no, record_no) ORDER BY 1"
      ) == [["3", "name", "李娜", "authority", "2"], ["7", "name", "王玮", "authority", "2"]])
  }

  @Test func `every row that gave a record can be found again, repeats too`() throws {
    let folder = ScratchFolder("base")
    let base = try write(to: folder)
    #expect(
      try rows(
        base, "SELECT entity_id, resource, file, row, role FROM source_record ORDER BY resource, row, role")
        == [
          ["P000000007", "GA", "GA.csv", "2", ""], ["P000000003", "GA", "GA.csv", "3", ""],
          ["P000000007", "MZ", "MZ.csv", "2", ""], ["P000000003", "MZ", "MZ.csv", "2", "guardian"],
        ])
    #expect(
      try rows(
        base,
        "SELECT p.entity_no, r.row, p.row, p.role FROM repeated_row p JOIN record r USING (entity_no, record_no)"
      )
        == [["7", "2", "4", ""]])
    #expect(try rows(base, "SELECT count(*) FROM record WHERE day IS NULL") == [["3"]])
    #expect(
      try rows(base, "SELECT entity_no, record_no, same_as FROM record WHERE same_as IS NOT NULL")
        == [["7", "2", "1"]])
  }

  @Test func `links, conflicts, relations, history and the run are kept as given`() throws {
    let folder = ScratchFolder("base")
    let base = try write(to: folder)
    let places = """
      JOIN record a ON a.entity_no = x.left_entity AND a.record_no = x.left_record
      JOIN record b ON b.entity_no = x.right_entity AND b.record_no = x.right_record
      """
    func place(_ record: Int, _ city: CityRecords) -> [String?] {
      let records = city[.person]
      let resource = Int(records.resources[record])
      return [String(Int(records.rows[record]) + 2), city.groups[resource][Int(records.groups[record])].role]
    }
    let city = Self.tables().records()
    #expect(
      try rows(
        base, "SELECT a.row, a.role, b.row, b.role, weight_millibits, levels FROM link x \(places)")
        == [place(0, city) + place(1, city) + ["-1500", "-1"]])
    #expect(
      try rows(base, "SELECT a.row, a.role, b.row, b.role, reason FROM conflict x \(places)")
        == [place(1, city) + place(2, city) + ["same-number-different-person"]])
    #expect(
      try rows(base, "SELECT kind, entity_no, other_subject, other_no, other_id, row FROM relation")
        == [["guardian-of", "3", "person", "7", "P000000007", "2"]])
    #expect(
      try rows(base, "SELECT * FROM history") == [["3", "2", "created", nil], ["7", "2", "created", nil]])
    #expect(try rows(base, "SELECT * FROM change").isEmpty, "a first run is no news")
    #expect(try rows(base, "SELECT * FROM run") == [["2", "2026-11-01"]])
    #expect(
      try rows(base, "SELECT * FROM meta") == [
        ["as_of", "2026-11-01"], ["baseline_next", "8"], ["baseline_run", "2"], ["run", "2"],
      ])
  }

  @Test func `keys survive the way through the database bit by bit`() throws {
    let folder = ScratchFolder("base")
    let base = try write(to: folder)
    let city = Self.tables().records()
    var sums: [UInt64] = []
    var numbers: [UInt32] = []
    try base.forEach("SELECT record_keys, identity_keys, entity_nos FROM number_key") { row in
      let keys = row.numbers(0, as: UInt64.self)
      #expect(keys == city[.person].keys)
      sums += zip(keys, row.numbers(1, as: UInt64.self)).map { $0 &+ $1 }
      numbers += row.numbers(2, as: UInt32.self)
    }
    #expect(sums == [UInt64](repeating: .max, count: 4))
    #expect(numbers.sorted() == [3, 3, 7, 7])
  }

  @Test func `a record's values are those of its row, golden or not`() throws {
    let folder = ScratchFolder("base")
    let base = try write(to: folder)
    #expect(
      try rows(
        base,
        "SELECT resource, row, role, id_number, name, sex, day FROM source_record ORDER BY resource, row, role"
      )
        == [
          ["GA", "2", "", "1", "王伟", nil, "2026-01-01"], ["GA", "3", "", "2", "李娜 ', \"x\"", nil, nil],
          ["MZ", "2", "", nil, "王玮", nil, nil], ["MZ", "2", "guardian", nil, "李娜", nil, nil],
        ])
    #expect(try rows(base, "SELECT count(*) FROM variant") == [["2"]])
  }

  @Test(arguments: Subject.entities)
  func `every subject's base can be written without a record`(subject: Subject) throws {
    let folder = ScratchFolder("base")
    let tables = TestTables()
    let records = tables.records()[subject]
    let golden = survive(
      records, entityOf: [], entityCount: 0, values: tables.values,
      context: SurvivorshipContext(
        isAuthoritative: [], departmentOfResource: [], derived: [:], derivedFrom: nil, rules: .builtIn,
        resourceCodes: [], asOf: 0),
      workers: Workers(threadCount: 1))
    let content = BaseDeclaration.of(subject)
    try writeBase(
      BaseContent(
        declaration: content, records: records, golden: golden, identityKeys: [], numbers: [],
        standIns: [], links: [], conflicts: [], relations: [],
        log: ChangeLog(runNumber: 1, asOf: "2026-11-01", nextNumber: 1), meta: []),
      entityOf: [], tables: [], catalog: tables.catalog, groups: [], recordOfRow: [], values: tables.values,
      path: folder.path + "/base.sqlite")
    let columns = try DatabaseReader(path: folder.path + "/base.sqlite").columnNames("SELECT * FROM entity")
    #expect(
      columns == ["entity_no", "entity_id"] + DataElement.of(subject).map(\.columnName)
        + ["record_count", "disputed"]
        + (content.isGeoPackage ? content.pointColumns + ["geom"] : []))
  }
}
