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
    (head.replacing("topic: own", with: "topic: ../own") + one, 1, "no name for a file"),
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

  @Test func `a query cannot change the base`() throws {
    let folder = ScratchFolder("topic")
    try base(folder)
    _ = try? write("-- table: bad\nSELECT 1; DELETE FROM person.entity\n", in: folder)
    #expect(
      try DatabaseReader(path: folder.path + "/person.sqlite").text("SELECT count(*) FROM entity") == "2")
  }

  @Test func `the built-in declarations read and say what they are for`() throws {
    let topics = try TopicDeclaration.builtIn()
    #expect(topics.map(\.name) == ["enterprise-profile", "old-and-young"])
    #expect(topics.allSatisfy { !$0.purpose.isEmpty && !$0.legalBasis.isEmpty && !$0.tables.isEmpty })
  }
}
