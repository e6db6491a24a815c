import GuiyiBase
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

  /// Writes the people of two resources: entity 7 has two records and a repeat, entity 3 one record.
  private func write(to folder: ScratchFolder) throws -> DatabaseReader {
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
        departmentOfResource: [0, 1], derived: [:], derivedFrom: nil), workers: Workers(threadCount: 1))
    let content = BaseContent(
      declaration: .of(.person), records: records, golden: golden,
      identityKeys: records.keys.map { UInt64.max - $0 }, numbers: numbers,
      links: [StoredLink(left: 0, right: 1, weightMillibits: -1_500, levels: UInt64.max)],
      conflicts: [StoredConflict(left: 1, right: 2, reason: "same-number-different-person")],
      relations: city.relations(tables: tables.tables, workers: Workers(threadCount: 1)).map { ($0, 7) },
      history: [
        HistoryEvent(number: 3, event: .created, otherNumber: nil, runNumber: 1),
        HistoryEvent(number: 5, event: .merged, otherNumber: 7, runNumber: 2),
      ], meta: [("run", "2"), ("as_of", "2026-11-01")])
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
        "SELECT l.entity_no, l.element, l.value, r.name, s.row FROM losing_value l JOIN reason r USING (reason_no) JOIN record s USING (record_id) ORDER BY 1"
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
      try rows(base, "SELECT r.entity_no, p.row, p.role FROM repeated_row p JOIN record r USING (record_id)")
        == [["7", "4", ""]])
    #expect(try rows(base, "SELECT count(*) FROM record WHERE day IS NULL") == [["3"]])
  }

  @Test func `links, conflicts, relations, history and the run are kept as given`() throws {
    let folder = ScratchFolder("base")
    let base = try write(to: folder)
    #expect(try rows(base, "SELECT * FROM link") == [["0", "1", "-1500", "-1"]])
    #expect(try rows(base, "SELECT * FROM conflict") == [["1", "2", "same-number-different-person"]])
    #expect(
      try rows(base, "SELECT kind, entity_no, other_subject, other_no, other_id, row FROM relation")
        == [["guardian-of", "3", "person", "7", "P000000007", "2"]])
    #expect(
      try rows(base, "SELECT * FROM history") == [["3", "1", "created", nil], ["5", "2", "merged", "7"]])
    #expect(try rows(base, "SELECT * FROM meta") == [["as_of", "2026-11-01"], ["run", "2"]])
  }

  @Test func `keys survive the way through the database bit by bit`() throws {
    let folder = ScratchFolder("base")
    let base = try write(to: folder)
    var sums: [UInt64] = []
    try base.forEach("SELECT record_key, identity_key FROM record ORDER BY record_id") { row in
      sums.append(UInt64(bitPattern: row.integer(0) ?? 0) &+ UInt64(bitPattern: row.integer(1) ?? 0))
    }
    #expect(sums == [UInt64](repeating: .max, count: 4))
  }

  @Test(arguments: Subject.entities)
  func `every subject's base can be written without a record`(subject: Subject) throws {
    let folder = ScratchFolder("base")
    let tables = TestTables()
    let records = tables.records()[subject]
    let golden = survive(
      records, entityOf: [], entityCount: 0, values: tables.values,
      context: SurvivorshipContext(
        isAuthoritative: [], departmentOfResource: [], derived: [:], derivedFrom: nil),
      workers: Workers(threadCount: 1))
    try writeBase(
      BaseContent(
        declaration: .of(subject), records: records, golden: golden, identityKeys: [], numbers: [], links: [],
        conflicts: [], relations: [], history: [], meta: []),
      entityOf: [], tables: [], catalog: tables.catalog, groups: [], recordOfRow: [], values: tables.values,
      path: folder.path + "/base.sqlite")
    let columns = try DatabaseReader(path: folder.path + "/base.sqlite").columnNames("SELECT * FROM entity")
    #expect(
      columns == ["entity_no", "entity_id"] + DataElement.of(subject).map(\.columnName) + ["record_count"])
  }
}
