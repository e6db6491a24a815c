internal import GuiyiModel
internal import GuiyiStore

/// Builds topic databases from the base databases of the same run.
public enum TopicWriter {
  /// Writes one topic.
  ///
  /// - Parameters:
  ///   - baseFolder: holds `person.sqlite` and its kin.
  ///   - asOf: the run's date, `yyyy-MM-dd`; queries see it as `run.as_of`.
  ///   - path: the new file; the topics that it needs lie beside it.
  /// - Returns: how many findings of each kind there are.
  /// - Throws: `TopicMistake` where a query is wrong, `StoreError` where the machine fails.
  @discardableResult
  public static func write(
    _ topic: TopicDeclaration, baseFolder: String, asOf: String, path: String
  ) throws -> [TopicFindingCount] {
    let database = try DatabaseBuilder(path: path)
    try database.execute(
      """
      CREATE TABLE run (as_of TEXT NOT NULL);
      CREATE TABLE topic (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE topic_table (name TEXT PRIMARY KEY, title TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE finding_kind (code TEXT PRIMARY KEY, title TEXT NOT NULL, count INTEGER NOT NULL) WITHOUT ROWID;
      -- A lead for a person to look into, never a decision: entity_id of the subject, and what speaks for it.
      CREATE TABLE finding (code TEXT NOT NULL, entity_id TEXT NOT NULL, evidence TEXT NOT NULL);
      """)
    try database.insert(into: "run", columnCount: 1) { writer in
      writer.text(asOf)
      try writer.endRow()
    }
    try writeHead(topic, to: database)
    for subject in topic.uses {
      try database.attach(path: baseFolder + "/\(subject.name).sqlite", as: subject.name)
    }
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    for name in topic.needs {
      try database.attach(
        path: folder + "/\(name).sqlite", as: "\"" + String(name.map { $0 == "-" ? "_" : $0 }) + "\"")
    }
    // Relations are kept with their left subject; topics ask for them from the right, and group as they read.
    for subject in topic.uses where topic.uses.contains(.person) {
      let name = "relation_to_\(subject.name)"
      guard topic.tables.contains(where: { $0.query.contains(name) }) else { continue }
      try database.execute(
        """
        CREATE TEMP TABLE \(name) AS SELECT kind, entity_no, other_no FROM person.relation
          WHERE other_subject = '\(subject.name)';
        """)
    }
    var counts: [TopicFindingCount] = []
    for table in topic.tables {
      do {
        if table.isFinding {
          let code = "'\(table.name)'"
          try database.execute(
            statement: """
              INSERT INTO main.finding SELECT \(code), entity_id, coalesce(evidence, '') FROM (
              \(table.query)
              )
              """)
          try database.execute(
            "INSERT INTO finding_kind SELECT \(code), '', count(*) FROM finding WHERE code = \(code);")
          counts.append(
            TopicFindingCount(
              topicTitle: topic.title, code: table.name, title: table.title,
              count: Int(try database.integer("SELECT count FROM finding_kind WHERE code = \(code)") ?? 0)))
        } else {
          try database.execute(statement: "CREATE TABLE main.\"\(table.name)\" AS \(table.query)")
        }
      } catch {
        if error.isDiskFull { throw error }
        let what = table.isFinding ? "finding" : "table"
        throw TopicMistake(site: table.site, message: "\(what) '\(table.name)': \(error.message)")
      }
    }
    try writeTitles(topic, to: database)
    try database.finish()
    return counts
  }

  private static func writeHead(_ topic: TopicDeclaration, to database: DatabaseBuilder) throws {
    let head = [
      ("name", topic.name), ("title", topic.title), ("purpose", topic.purpose), ("basis", topic.legalBasis),
      ("uses", topic.uses.map(\.name).joined(separator: ",")), ("needs", topic.needs.joined(separator: ",")),
      ("least-data", topic.leastData),
    ]
    try database.insert(into: "topic", columnCount: 2) { writer in
      for (key, value) in head {
        writer.text(key)
        writer.text(value)
        try writer.endRow()
      }
    }
  }

  /// The titles come from a file of the user's: they are bound, never part of a statement.
  private static func writeTitles(_ topic: TopicDeclaration, to database: DatabaseBuilder) throws {
    try database.insert(into: "topic_table", columnCount: 2) { writer in
      for table in topic.tables where !table.isFinding {
        writer.text(table.name)
        writer.text(table.title)
        try writer.endRow()
      }
    }
    try database.execute("CREATE TEMP TABLE title (code TEXT PRIMARY KEY, title TEXT) WITHOUT ROWID;")
    try database.insert(into: "temp.title", columnCount: 2) { writer in
      for table in topic.tables where table.isFinding {
        writer.text(table.name)
        writer.text(table.title)
        try writer.endRow()
      }
    }
    try database.execute(
      "UPDATE finding_kind SET title = (SELECT t.title FROM temp.title t WHERE t.code = finding_kind.code);")
  }
}

/// How many findings of one kind a topic has.
public struct TopicFindingCount: Sendable, Hashable {
  public let topicTitle: String
  public let code: String
  public let title: String
  public let count: Int
}
