import GuiyiModel
import GuiyiStore
import GuiyiTesting
import GuiyiTopic
import Testing

@Suite struct TopicTests {
  private static let head = "-- topic: own\n-- title: 自有\n-- purpose: 试\n-- basis: 试\n-- uses: person\n"

  @Test func `a declaration is read with its tables, and their comments stay in the queries`() throws {
    let topic = try TopicDeclaration(
      text: Self.head
        + "\n-- table: a | 甲\n-- counts: everybody\nSELECT count(*) FROM person.entity;\n\n-- table: b\nSELECT 1\n",
      file: "topics/own.sql")
    #expect(topic.name == "own")
    #expect(topic.uses == [.person])
    #expect(topic.tables.map(\.name) == ["a", "b"])
    #expect(topic.tables.map(\.title) == ["甲", "b"])
    #expect(topic.tables[0].query.hasSuffix("FROM person.entity"))
    #expect(topic.tables[1].site.lineNumber == 11)
  }

  private static let one = "-- table: a\nSELECT 1"

  private static let mistakes: [(text: String, line: Int, part: String)] = [
    (head.replacing("-- topic", with: "-- topik") + one, 1, "'topik' is not a key"),
    (head + "SELECT 1\n-- table: a\n", 6, "before the first"),
    (head + "-- table: A b\nSELECT 1", 6, "letters, digits"),
    (head + "-- table:\nSELECT 1", 6, "letters, digits"), (head + one + "\n" + one, 8, "comes twice"),
    (head, 1, "no '-- table"), (head.replacing("uses: person", with: "uses: persons") + one, 1, "'persons'"),
    (head.replacing("uses: person", with: "uses: row") + one, 1, "'row'"),
    (head + "-- table: finding\nSELECT 1", 6, "of its own"),
    (head.replacing("topic: own", with: "topic: person") + one, 1, "another database"),
    (head + "-- finding: a b\nSELECT 1", 6, "a finding's name"),
    (head.replacing("topic: own", with: "topic: ../own") + one, 1, "no name for a file"),
    (head + "-- table: a\n-- by: people\nSELECT 1", 7, "names no subject"),
    (head + "-- table: a\n-- by: estate\nSELECT 1", 6, "which 'uses' does not list"),
    (head.replacing("-- basis: 试\n", with: "") + one, 1, "'-- basis: …' is missing"), ("", 1, "missing"),
  ]

  @Test(arguments: mistakes)
  func `a mistake names its file, its line and what is wrong`(text: String, line: Int, part: String) {
    let mistake = #expect(throws: TopicMistake.self) {
      try TopicDeclaration(text: text, file: "topics/own.sql")
    }
    #expect(mistake?.site == Site(file: "topics/own.sql", lineNumber: line))
    #expect(mistake?.description.contains(part) == true, "\(mistake?.description ?? "")")
    #expect(mistake?.description.hasPrefix("topics/own.sql:\(line): ") == true)
  }

  /// A person base with two people and an organization's employee.
  private func base(_ folder: ScratchFolder) throws {
    let builder = try DatabaseBuilder(path: folder.path + "/person.sqlite")
    try builder.execute(
      """
      CREATE TABLE entity (entity_no INTEGER PRIMARY KEY, entity_id TEXT, name TEXT);
      INSERT INTO entity VALUES (1, 'P000000001', '王伟'), (2, 'P000000002', '李娜');
      CREATE TABLE relation (kind TEXT, entity_no INTEGER, other_subject TEXT, other_no INTEGER, other_id TEXT,
        file_no INTEGER, row INTEGER);
      INSERT INTO relation VALUES ('guardian-of', 1, 'person', 2, 'P000000002', 0, 2);
      """)
    try builder.finish()
  }

  private func write(_ tables: String, in folder: ScratchFolder) throws -> DatabaseReader {
    let topic = try TopicDeclaration(text: Self.head + tables, file: "topics/own.sql")
    try TopicWriter.write(
      topic, baseFolder: folder.path, asOf: "2026-11-01", path: folder.path + "/own.sqlite")
    return try DatabaseReader(path: folder.path + "/own.sqlite")
  }

  @Test func `tables are filled from the base, with the run's day`() throws {
    let folder = ScratchFolder("topic")
    try base(folder)
    let reader = try write(
      "-- table: member | 成员\nSELECT entity_id, name, run.as_of AS day FROM person.entity, run ORDER BY entity_no\n",
      in: folder)
    var rows: [[String?]] = []
    try reader.forEach("SELECT entity_id, name, day FROM member") { row in
      rows.append((0..<3).map { row.text($0) })
    }
    #expect(rows == [["P000000001", "王伟", "2026-11-01"], ["P000000002", "李娜", "2026-11-01"]])
    #expect(try reader.text("SELECT title FROM topic_table WHERE name = 'member'") == "成员")
    #expect(try reader.text("SELECT value FROM topic WHERE key = 'purpose'") == "试")
  }

  @Test(arguments: [
    ("SELEC 1", "syntax"), ("SELECT nothing FROM person.entity", "nothing"),
    ("SELECT 1 FROM organization.entity", "organization"),
    ("SELECT 1; DROP TABLE run", ""),
  ])
  func `a wrong query names the line of its table`(query: String, part: String) throws {
    let folder = ScratchFolder("topic")
    try base(folder)
    let mistake = #expect(throws: TopicMistake.self) {
      _ = try write("-- table: good\nSELECT 1 AS one\n-- table: bad\n\(query)\n", in: folder)
    }
    #expect(mistake?.site.lineNumber == 8)
    #expect(mistake?.message.contains("'bad'") == true)
    #expect(part.isEmpty || mistake?.message.contains(part) == true, "\(mistake?.message ?? "")")
  }

  @Test func `findings go into one table with their counts, and read the tables before them`() throws {
    let folder = ScratchFolder("topic")
    try base(folder)
    let reader = try write(
      "-- table: member\nSELECT * FROM person.entity\n-- finding: short-name | 短名\n"
        + "SELECT entity_id, name AS evidence FROM member WHERE name = '李娜'\n-- finding: none | 无\n"
        + "SELECT entity_id, name AS evidence FROM member WHERE 0\n", in: folder)
    var rows: [[String?]] = []
    try reader.forEach("SELECT code, entity_id, evidence FROM finding") { row in
      rows.append((0..<3).map { row.text($0) })
    }
    #expect(rows == [["short-name", "P000000002", "李娜"]])
    #expect(try reader.text("SELECT title || count FROM finding_kind WHERE code = 'short-name'") == "短名1")
    #expect(try reader.text("SELECT title || count FROM finding_kind WHERE code = 'none'") == "无0")
  }

  @Test func `rows of a table by person lie by person, those of one in the order of their values`() throws {
    let folder = ScratchFolder("topic")
    try base(folder)
    let reader = try write(
      "-- table: word | 词\n-- by: person\nSELECT entity_no, w FROM person.entity, (SELECT 'b' AS w UNION ALL SELECT 'a') "
        + "ORDER BY w DESC, entity_no DESC\n-- table: one\n-- by: person person_id\n"
        + "SELECT entity_id AS person_id FROM person.entity ORDER BY entity_id DESC\n", in: folder)
    var rows: [String] = []
    try reader.forEach("SELECT entity_no || w FROM word") { row in rows.append(row.text(0) ?? "") }
    try reader.forEach("SELECT person_id FROM one") { row in rows.append(row.text(0) ?? "") }
    #expect(rows == ["1a", "1b", "2a", "2b", "P000000001", "P000000002"])
  }

  @Test(arguments: [
    ("SELECT name FROM person.entity", "no column 'entity_no' or 'entity_id'"),
    ("SELECT entity_no, name, name FROM person.entity", "duplicate column name"),
    ("SELECT NULL AS entity_no", "has no entity"),
  ])
  func `a table by person that is not names its line`(query: String, part: String) throws {
    let folder = ScratchFolder("topic")
    try base(folder)
    let mistake = #expect(throws: TopicMistake.self) {
      _ = try write("-- table: bad\n-- by: person\n\(query)\n", in: folder)
    }
    #expect(mistake?.site.lineNumber == 6)
    #expect(mistake?.message.contains(part) == true, "\(mistake?.message ?? "")")
  }

  @Test func `a finding without its two columns names its line`() throws {
    let folder = ScratchFolder("topic")
    try base(folder)
    let mistake = #expect(throws: TopicMistake.self) {
      _ = try write("-- finding: bad | 坏\nSELECT entity_id FROM person.entity\n", in: folder)
    }
    #expect(mistake?.site.lineNumber == 6)
    #expect(mistake?.message.contains("evidence") == true, "\(mistake?.message ?? "")")
  }

  private func topic(_ name: String, needs: String = "", query: String = "SELECT 1 AS one") throws
    -> TopicDeclaration
  {
    try TopicDeclaration(
      text: Self.head.replacing("own", with: name) + (needs.isEmpty ? "" : "-- needs: \(needs)\n")
        + "-- table: a\n\(query)\n", file: "topics/\(name).sql")
  }

  @Test func `a topic is built after those that it needs, and reads them`() throws {
    let folder = ScratchFolder("topic")
    try base(folder)
    let topics = [
      try topic("b", needs: "a-1", query: "SELECT one + 1 AS two FROM a_1.a"), try topic("a-1"),
      try topic("c"),
    ]
    let order = TopicOrder(topics)
    #expect(order.rounds.map { $0.map(\.name) } == [["a-1", "c"], ["b"]])
    for topic in order.rounds.joined() {
      try TopicWriter.write(
        topic, baseFolder: folder.path, asOf: "2026-11-01", path: folder.path + "/\(topic.name).sqlite")
    }
    #expect(try DatabaseReader(path: folder.path + "/b.sqlite").text("SELECT two FROM a") == "2")
  }

  @Test func `topics that need each other or one that is not there are told, the others are built`() throws {
    let order = TopicOrder([
      try topic("a", needs: "b"), try topic("b", needs: "a"), try topic("c", needs: "nobody"), try topic("d"),
    ])
    #expect(order.rounds.map { $0.map(\.name) } == [["d"]])
    #expect(
      order.mistakes.map(\.description).map { $0.prefix(18) }
        == ["topics/a.sql:6: 'a", "topics/b.sql:6: 'b", "topics/c.sql:6: no"])
  }

  @Test func `a query cannot change the base`() throws {
    let folder = ScratchFolder("topic")
    try base(folder)
    _ = try? write("-- table: bad\nSELECT 1; DELETE FROM person.entity\n", in: folder)
    #expect(
      try DatabaseReader(path: folder.path + "/person.sqlite").text("SELECT count(*) FROM entity") == "2")
  }

  @Test func `the built-in declarations read and say what they are for`() throws {
    let topics = try TopicDeclaration.builtIn()
    #expect(topics.map(\.name) == ["enterprise-profile", "old-and-young", "social-assistance", "addresses"])
    #expect(
      topics.allSatisfy { topic in
        !topic.purpose.isEmpty && !topic.legalBasis.isEmpty && !topic.leastData.isEmpty
          && !topic.tables.isEmpty
      })
  }
}
