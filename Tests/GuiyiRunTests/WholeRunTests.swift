import Foundation
import GuiyiModel
import GuiyiRun
import GuiyiStore
import GuiyiTesting
import Testing

@Suite struct WholeRunTests {
  @Test func `rows read are accepted, quarantined, repeated or blank`() throws {
    let folder = ScratchFolder("sum")
    let city = SmallCity()
    try city.write(to: folder)
    let rows = try run(folder.path).rows
    #expect(rows.read == city.pools.reduce(0) { $0 + $1.rows.count - 1 })
    #expect(rows.quarantined == 1)
    #expect(rows.repeated == 1)
    #expect(rows.blank == 1)
    #expect(rows.read == rows.accepted + rows.quarantined + rows.repeated + rows.blank)
  }

  @Test(arguments: [
    ("links", ["subject", "resource", "file", "row", "role", "entity_id"]),
    (
      "findings",
      ["resource", "file", "row", "column", "role", "code", "dimension", "severity", "value", "message"]
    ),
    (
      "violations",
      [
        "resource", "department", "element", "column", "kind", "level", "entities", "equal",
        "first_collected",
        "last_collected", "source_resource", "status",
      ]
    ),
    (
      "reviews",
      [
        "subject", "pair_id", "left_file", "left_row", "left_role", "right_file", "right_row", "right_role",
        "probability",
      ]
    ),
    (
      "entities person",
      [
        "entity_id", "id-number", "id-type", "name", "former-name", "sex", "birth-date", "death-date",
        "ethnicity",
        "marital-status", "education", "phone", "registered-address", "residence-address", "employer",
      ]
    ),
    (
      "entities organization",
      [
        "entity_id", "uscc", "org-code", "registration-number", "tax-number", "name", "former-name", "kind",
        "legal-representative", "address", "established-on", "closed-on", "registered-capital", "industry",
        "status", "phone",
      ]
    ),
    (
      "entities credit",
      ["entity_id", "kind", "document-number", "content", "amount", "authority", "decided-on", "valid-until"]
    ),
    (
      "entities place",
      [
        "entity_id", "code", "name", "address", "longitude", "latitude", "crs", "disputed",
        "cgcs2000-longitude",
        "cgcs2000-latitude", "coordinate-system", "system-basis", "error-metres", "point-source",
      ]
    ),
    ("entities estate", ["entity_id", "unit-code", "parcel-code", "address", "area", "use", "right-kind"]),
    ("locations", ["subject", "entity_id", "element", "place_id", "level", "confidence"]),
    (
      "entities certificate",
      [
        "entity_id", "identifier", "type", "number", "name", "issuer", "issued-on", "valid-from",
        "valid-until",
      ]
    ),
  ])
  func `an export begins with the columns of the contract`(name: String, columns: [String]) {
    #expect(Array(FinishedCity.table(name).columns.prefix(columns.count)) == columns)
  }

  @Test
  func `every record of an accepted row has its line in links, and a repeat points to its twin's entity`() {
    let links = FinishedCity.table("links")
    let found = Set(links.rows.map { $0.prefix(5).joined(separator: "|") })
    #expect(found.count == links.rows.count, "no record has two lines")
    let expected = FinishedCity.city.pools.flatMap { pool -> [String] in
      pool.rows.indices.dropFirst().flatMap { index -> [String] in
        guard pool.rows[index].count == pool.rows[0].count, pool.rows[index].contains(where: { !$0.isEmpty })
        else { return [] }
        return Self.groups(pool.name).map {
          "\($0.subject)|\($0.resource)|\(pool.name)|\(index + 1)|\($0.role)"
        }
      }
    }
    #expect(found == Set(expected))
    let twins = [6, 62].map { row in
      links.rows(where: ["file": "police/residents.csv", "row": "\(row)"]).first?["entity_id"]
    }
    #expect(twins[0] != nil)
    #expect(twins[0] == twins[1])
  }

  /// The record groups of each file.
  private static func groups(_ file: String) -> [(subject: String, resource: String, role: String)] {
    switch file.split(separator: "/").first {
    case "police": [("person", "410400-GA-0001", "")]
    case "health": [("person", "410400-WJ-0001", "")]
    case "labour": [("person", "410400-RS-0001", ""), ("organization", "410400-RS-0001", "employer")]
    case "civil": [("person", "410400-MZ-0001", ""), ("person", "410400-MZ-0001", "guardian")]
    case "market":
      [("organization", "410400-SC-0001", ""), ("person", "410400-SC-0001", "legal-representative")]
    default: [("organization", "410400-SW-0001", ""), ("person", "410400-SW-0001", "legal-representative")]
    }
  }

  @Test func `records with one sound number are one entity, and every entity of links has its golden record`()
  {
    let people = FinishedCity.table("entities person")
    let numbers = people.column("id-number").filter { !$0.isEmpty }
    #expect(Set(numbers).count == numbers.count)
    #expect(numbers.count == FinishedCity.city.personCount + 6)
    let entities = FinishedCity.table("links").rows(where: ["subject": "person"]).compactMap {
      $0["entity_id"]
    }
    #expect(Set(entities) == Set(people.column("entity_id")))
    #expect(FinishedCity.table("entities organization").rows.count == FinishedCity.city.organizationCount)
  }

  @Test func `what was planted is found where it stands`() {
    let findings = FinishedCity.table("findings")
    for (file, row, column, code) in [
      ("health/visits-2.csv", "3", "证件号码", "check-digit"), ("health/visits-1.csv", "4", "证件号码", "missing"),
      ("health/visits-2.csv", "4", "就诊日期", "date-invalid"),
      ("police/residents.csv", "62", "", "duplicate-row"),
      ("police/residents.csv", "64", "", "ragged"),
    ] {
      #expect(
        findings.rows(where: ["file": file, "row": row, "column": column, "code": code]).count == 1,
        "\(file) \(code)")
    }
  }

  @Test func `a repeated collection is a violation, and one that came by a grant is none`() {
    let violations = FinishedCity.table("violations")
    #expect(
      violations.rows(where: [
        "resource": "410400-WJ-0001", "element": "person.ethnicity", "kind": "declared",
        "source_resource": "410400-GA-0001",
      ]).count == 1)
    #expect(violations.rows(where: ["resource": "410400-RS-0001", "element": "person.ethnicity"]).isEmpty)
  }

  @Test func `findings are never cut off`() throws {
    let folder = ScratchFolder("long")
    try SmallCity().write(to: folder)
    // More than fit any page, any batch and any small integer.
    let count = 70_000
    var file = "证件号码,患者姓名,联系电话,现住址,民族,就诊日期,备注\n"
    for number in 0..<count {
      file.unicodeScalars.append(",")
      for shift in [16, 12, 8, 4, 0] {
        file.unicodeScalars.append(UnicodeScalar(UInt32(0x4E10 + number >> shift & 15)) ?? "一")
      }
      file += ",,,,2026-03-01,\n"
    }
    try folder.write("pools/health/visits-3.csv", file)
    _ = try run(folder.path)
    // Only this resource's lines, and of them the cells before the message, which may hold anything.
    let findings = try text(of: .findings, workspace: folder.path)
    let prefix = Array("410400-WJ-0001,health/visits-3.csv,".utf8)
    let rows = findings.utf8.split(separator: UInt8(ascii: "\n")).compactMap { line -> Int? in
      guard line.starts(with: prefix) else { return nil }
      let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      return cells[5].elementsEqual("missing".utf8) ? Int(String(decoding: cells[2], as: UTF8.self)) : nil
    }
    #expect(rows == Array(2..<(count + 2)))
  }

  @Test func `an export as JSON lines has the rows and keys of the CSV`() throws {
    let table = FinishedCity.table("links")
    let json = try text(of: .links, workspace: FinishedCity.path, format: "jsonl")
    let lines = json.split(separator: "\n")
    #expect(lines.count == table.rows.count)
    for (line, row) in zip(lines, table.rows) {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      for (column, cell) in zip(table.columns, row) { #expect(object?[column].map { "\($0)" } == cell) }
    }
  }

  @Test func `the enterprise profile and the old and the young are built`() throws {
    _ = FinishedCity.path
    let topics = FinishedCity.folder.path + "/state/current/topic/"
    let profile = try DatabaseReader(path: topics + "enterprise-profile.sqlite")
    #expect(try profile.text("SELECT count(*) FROM profile") == "\(FinishedCity.city.organizationCount)")
    // Four of them employ somebody; the others stand in the register and at the tax office alone.
    #expect(
      try profile.text("SELECT count(*) FROM profile WHERE source_resources = 3 AND employees > 0") == "4")
    #expect(
      try profile.text("SELECT count(*) FROM profile WHERE source_resources = 2 AND employees = 0") == "8")
    #expect(try profile.text("SELECT sum(employees) FROM profile") == "20")
    #expect(
      try profile.text("SELECT count(DISTINCT person_id) FROM legal_representative WHERE name <> ''") != "0")
    let young = try DatabaseReader(path: topics + "old-and-young.sqlite")
    #expect(try young.text("SELECT count(*) FROM member WHERE kind = '小'") == "6")
    #expect(try young.text("SELECT count(*) FROM member WHERE kind = '小' AND guardians = 1") == "6")
    #expect(try young.text("SELECT count(*) FROM child_without_guardian") == "0")
    let old = (0..<FinishedCity.city.personCount).filter { inventedPerson($0).birthDate <= "1966-11-01" }
      .count
    #expect(try young.text("SELECT count(*) FROM member WHERE kind = '老'") == "\(old)")
  }

  @Test func `a wrong topic is told with its line and spoils only itself`() throws {
    let folder = ScratchFolder("topic")
    try SmallCity().write(to: folder)
    let head = "-- title: 试\n-- purpose: 试\n-- basis: 试\n-- uses: person\n"
    try folder.write(
      "topics/good.sql", "-- topic: good\n" + head + "-- table: a | 甲\nSELECT name FROM person.entity\n")
    try folder.write(
      "topics/bad.sql", "-- topic: bad\n" + head + "\n-- table: a | 甲\nSELECT nothing FROM person.entity\n")
    try folder.write("topics/worse.sql", "-- topic: worse\n-- titel: 试\n")
    let summary = try run(folder.path)
    #expect(summary.topicMistakes.count == 2)
    #expect(summary.topicMistakes.contains { $0.hasPrefix("topics/bad.sql:7: ") })
    #expect(summary.topicMistakes.contains { $0.hasPrefix("topics/worse.sql:2: ") && $0.contains("titel") })
    let good = try DatabaseReader(path: folder.path + "/state/current/topic/good.sqlite")
    #expect(try good.text("SELECT count(*) FROM a").flatMap { Int($0) } ?? 0 > 60)
    #expect(folder.exists("state/current/topic/old-and-young.sqlite"))
    #expect(!folder.exists("state/current/topic/bad.sqlite"), "half a topic is not put in place")
  }
}
