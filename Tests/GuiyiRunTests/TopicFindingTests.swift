import GuiyiModel
import GuiyiRun
import GuiyiStore
import GuiyiTesting
import Testing

/// Relations, households, credit records and topics of one small town, from its files to its databases.
@Suite struct TopicFindingTests {
  /// A workspace with a register of residents, a list of benefits, pupils, homes, shops, and decisions.
  private static let folder: ScratchFolder = {
    let folder = ScratchFolder("town")
    do {
      try folder.write(
        "guiyi.yaml",
        "city: {code: \"410400\", name: 平顶山市}\nas-of: 2026-11-01\nregions: {\"990402\": 示例一区}\n")
      try folder.write("catalog/all.yaml", catalog)
      for (name, rows) in pools { try folder.write("pools/\(name)", rows.joined(separator: "\n") + "\n") }
      _ = try run(folder.path)
    } catch { preconditionFailure("the town does not run: \(error)") }
    return folder
  }()

  private static let (old, wife, child) = (inventedPerson(1), inventedPerson(2), inventedPerson(3))
  private static let catalog = """
    department: {code: 11410400MB0000001X, name: 示例局}
    resources:
      - code: R1
        name: 常住人口
        files: residents.csv
        items:
          - {column: 身份证号, element: person.id-number, authoritative: true}
          - {column: 姓名, element: person.name, authoritative: true}
          - {column: 出生日期, element: person.birth-date}
          - {column: 死亡日期, element: person.death-date}
          - {column: 户籍地址, element: person.registered-address}
          - {column: 户号, element: row.household, authoritative: true}
          - {column: 与户主关系, element: row.household-relation, authoritative: true}
      - code: R2
        name: 低保发放
        files: benefits.csv
        items:
          - {column: 身份证号, element: person.id-number}
          - {column: 姓名, element: person.name}
          - {column: 金额, element: row.benefit-amount}
          - {column: 发放日期, element: row.collected-on}
      - code: R3
        name: 不动产
        files: homes.csv
        items:
          - {column: 单元号, element: estate.unit-code}
          - {column: 坐落, element: estate.address}
          - {column: 权利人, element: person.name, role: holder}
          - {column: 证件号, element: person.id-number, role: holder}
          - {column: 份额, element: row.share}
      - code: R4
        name: 处罚
        files: penalties.csv
        items:
          - {column: 文号, element: credit.document-number}
          - {column: 类别, element: credit.kind}
          - {column: 决定日期, element: credit.decided-on}
          - {column: 名称, element: organization.name}
          - {column: 代码, element: organization.uscc}
      - code: R5
        name: 学籍
        files: pupils.csv
        items:
          - {column: 身份证号, element: person.id-number}
          - {column: 姓名, element: person.name}
          - {column: 学校, element: row.school}
    """

  private static let code = inventedUSCC(1)
  private static func unit(_ number: Int) -> String { "990402001001GB00001F0001000\(number)" }

  private static let pools: [(String, [String])] = [
    (
      "residents.csv",
      [
        "身份证号,姓名,出生日期,死亡日期,户籍地址,户号,与户主关系",
        "\(old.number),\(old.name),\(old.birthDate),2026-03-01,示例一区建设路1号1号楼1单元101室,H1,户主",
        "\(wife.number),\(wife.name),\(wife.birthDate),,示例一区建设路1号1号楼1单元101室,H1,妻",
        "\(child.number),\(child.name),\(child.birthDate),,示例一区建设路1号1号楼1单元101室,H1,子",
      ]
    ),
    (
      "benefits.csv",
      [
        "身份证号,姓名,金额,发放日期", "\(old.number),\(old.name),300,2026-02-10",
        "\(old.number),\(old.name),300,2026-06-10", "\(wife.number),\(wife.name),300,2026-06-10",
        "\(wife.number),\(wife.name),310,2026-06-20",
      ]
    ),
    (
      "homes.csv",
      [
        "单元号,坐落,权利人,证件号,份额", "\(unit(1)),示例一区建设路1号1号楼1单元101室,\(old.name),\(old.number),1/2",
        "\(unit(1)),示例一区建设路1号1号楼1单元101室,\(wife.name),\(wife.number),25%",
        "\(unit(2)),示例一区建设路1号1号楼1单元102室,\(wife.name),\(wife.number),100%",
      ]
    ),
    (
      "penalties.csv",
      [
        "文号,类别,决定日期,名称,代码", "平罚字〔2026〕1号,行政处罚,2026-05-01,鑫源商贸有限公司,\(code)",
        "平罚字〔2020〕2号,行政处罚,2020-05-01,鑫源商贸有限公司,\(code)", "平罚字〔2026〕3号,行政处罚,2026-05-01,鑫源商贸有限公司,",
        "平惩字〔2026〕4号,失信惩戒,2026-05-01,鑫源商贸有限公司,\(code)",
      ]
    ),
    ("pupils.csv", ["身份证号,姓名,学校", "\(inventedPerson(4).number),\(inventedPerson(4).name),第一小学"]),
  ]

  private func database(_ name: String) throws -> DatabaseReader {
    try DatabaseReader(path: Self.folder.path + "/state/current/\(name).sqlite")
  }

  private func lines(_ database: DatabaseReader, _ query: String) throws -> [String] {
    var lines: [String] = []
    try database.forEach(query) { row in
      lines.append((0..<row.count).map { row.text($0) ?? "-" }.joined(separator: " "))
    }
    return lines
  }

  @Test func `the register's words make households, marriages and parents`() throws {
    let names = "(SELECT name FROM entity e WHERE e.entity_no = r.%)"
    let (left, right) = (names.replacing("%", with: "entity_no"), names.replacing("%", with: "other_no"))
    #expect(
      try lines(
        database("base/person"),
        "SELECT kind, \(left), \(right) FROM relationship r WHERE kind IN ('married-to', 'parent-of') ORDER BY kind"
      )
        == ["married-to \(Self.old.name) \(Self.wife.name)", "parent-of \(Self.old.name) \(Self.child.name)"])
  }

  @Test func `holders have their shares, and shares that make no whole are told`() throws {
    #expect(
      try lines(database("base/person"), "SELECT share FROM relation WHERE kind = 'holder-of' ORDER BY share")
        == ["1/1", "1/2", "1/4"])
    let findings = CSVTable(try export("findings", of: Self.folder.path))
    #expect(findings.rows(where: ["code": "share-sum"]).map { $0["row"] } == ["2", "3"])
  }

  @Test func `a credit item needs its subject's number, a kind of the catalog, and ends by law`() throws {
    #expect(
      try lines(
        database("base/credit"),
        """
        SELECT decided_on, state, date(until_day * 86400, 'unixepoch') FROM entity JOIN standing USING (entity_no)
        ORDER BY decided_on, state
        """)
        == [
          "2020-05-01 archived 2023-05-01", "2026-05-01 not-listed -", "2026-05-01 public 2029-05-01",
          "2026-05-01 unresolved 2029-05-01",
        ])
    let relations = try lines(
      database("base/organization"), "SELECT count(*) FROM relation WHERE kind = 'subject-of'")
    #expect(relations == ["2"])
    let findings = CSVTable(try export("findings", of: Self.folder.path))
    #expect(findings.rows(where: ["code": "credit-by-name"]).map { $0["row"] } == ["4"])
    #expect(findings.rows(where: ["code": "credit-not-listed"]).map { $0["row"] } == ["5"])
  }

  @Test func `a benefit after a death, one paid twice, and homes of recipients are found`() throws {
    let topic = try database("topic/social-assistance")
    #expect(
      try lines(topic, "SELECT code, count FROM finding_kind ORDER BY code")
        == ["benefit-after-death 1", "double-benefit 1", "represents-body 0", "several-homes 1"])
    #expect(
      try topic.text("SELECT evidence FROM finding WHERE code = 'benefit-after-death'")?.contains(
        "benefits.csv 3") == true)
    // The least data: no number, no name, no date of birth.
    let columns = try topic.columnNames("SELECT * FROM recipient")
    #expect(Set(columns).isDisjoint(with: ["id_number", "name", "birth_date", "phone"]))
  }

  @Test func `all bases are sound and point to each other`() throws {
    #expect(try checkBases(workspace: Self.folder.path).isEmpty)
    #expect(try checkBases(workspace: FinishedCity.path).isEmpty)
  }

  @Test(arguments: ["person", "organization", "credit", "place", "estate", "certificate"])
  func `the schema tells of every table and column that there is, and of no other`(name: String) throws {
    let base = try database("base/\(name)")
    let page = SchemaPage([try #require(Subject(name: name))])
    let told = page.columns
    var there: Set<String> = []
    for table in try lines(base, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')") {
      // What the GeoPackage standard asks for is told in that standard.
      if table.hasPrefix("gpkg_") || table.hasPrefix("rtree_") { continue }
      for column in try base.columnNames("SELECT * FROM \(table)") { there.insert("\(table).\(column)") }
    }
    #expect(told.subtracting(there).isEmpty, "told of and not there")
    #expect(there.subtracting(told).isEmpty, "there and not told of")
    // The SQL makes the same tables anew.
    let folder = ScratchFolder("schema")
    let builder = try DatabaseBuilder(path: folder.path + "/empty.sqlite")
    try builder.execute(page.text(.sql))
    try builder.finish()
    let empty = try DatabaseReader(path: folder.path + "/empty.sqlite")
    let names = "SELECT name FROM sqlite_schema ORDER BY name"
    #expect(try lines(empty, names) == lines(base, names))
  }
}
