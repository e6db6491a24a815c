internal import GuiyiBase
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
  ///   - former: the run before; what did not change since is taken over from its topic. The result is the same.
  /// - Returns: how many findings of each kind there are, and how the topic was made.
  /// - Throws: `TopicMistake` where a query is wrong, `StoreError` where the machine fails.
  @discardableResult
  public static func write(
    _ topic: TopicDeclaration, baseFolder: String, asOf: String, path: String, former: FormerTopics? = nil
  ) throws -> WrittenTopic {
    let sources = TopicSources(topic, baseFolder: baseFolder, path: path)
    guard let former else { return try writeWhole(topic, sources: sources, asOf: asOf, path: path) }
    do {
      guard let plan = try RefreshPlan(topic, sources: sources, asOf: asOf, former: former) else {
        return try writeWhole(topic, sources: sources, asOf: asOf, path: path)
      }
      return try TopicRefresh(topic: topic, sources: sources, asOf: asOf, path: path, plan: plan).write()
    } catch let error as StoreError where error.isDiskFull {
      throw error
    } catch {
      // A topic made whole is right, too; a mistake of its file is told by that. Whatever else failed must not stay unseen.
      return try writeWhole(
        topic, sources: sources, asOf: asOf, path: path,
        making: TopicMaking(tables: topic.tables, failure: "\(error)"))
    }
  }

  private static func writeWhole(
    _ topic: TopicDeclaration, sources: TopicSources, asOf: String, path: String, making: TopicMaking? = nil
  ) throws -> WrittenTopic {
    let making = making ?? TopicMaking(tables: topic.tables)
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
    try sources.attach(to: database, for: topic.tables)
    let tables = TopicTables(database: database)
    for (index, table) in topic.tables.enumerated() { try tables.fill(table, index: index, schema: "main") }
    try writeTitles(topic, to: database)
    let counts = try countFindings(topic, in: database)
    try making.write(to: database)
    try database.finish()
    return WrittenTopic(name: topic.name, findings: counts, making: making)
  }

  private static func writeHead(_ topic: TopicDeclaration, to database: DatabaseBuilder) throws {
    let head = [
      ("name", topic.name), ("title", topic.title), ("purpose", topic.purpose), ("basis", topic.legalBasis),
      ("uses", topic.uses.map(\.name).joined(separator: ",")), ("needs", topic.needs.joined(separator: ",")),
      ("least-data", topic.leastData), ("text-key", topic.storedKey),
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
    try database.insert(into: "finding_kind", columnCount: 3) { writer in
      for table in topic.tables where table.isFinding {
        writer.text(table.name)
        writer.text(table.title)
        writer.integer(0)
        try writer.endRow()
      }
    }
  }

  /// Writes how many findings of each kind there are.
  static func countFindings(_ topic: TopicDeclaration, in database: DatabaseBuilder) throws
    -> [TopicFindingCount]
  {
    var counts: [TopicFindingCount] = []
    for (index, table) in topic.tables.enumerated() where table.isFinding {
      let first = Int64(index) &<< TopicTables.kindBits
      let last = first + (Int64(1) &<< TopicTables.kindBits)
      try database.execute(
        """
        UPDATE finding_kind SET count =
          (SELECT count(*) FROM main.finding WHERE rowid >= \(first) AND rowid < \(last)) WHERE code = '\(table.name)';
        """)
      let count = try database.integer("SELECT count FROM finding_kind WHERE code = '\(table.name)'") ?? 0
      counts.append(
        TopicFindingCount(
          topicTitle: topic.title, code: table.name, title: table.title, count: Int(count)))
    }
    return counts
  }
}

/// The databases that a topic's queries read.
struct TopicSources {
  let topic: TopicDeclaration
  let baseFolder: String
  /// Beside it lie the topics that this one needs.
  private let path: String

  init(_ topic: TopicDeclaration, baseFolder: String, path: String) {
    self.topic = topic
    self.baseFolder = baseFolder
    self.path = path
  }

  func path(of subject: Subject) -> String { baseFolder + "/\(subject.name).sqlite" }

  /// The topics that this one needs: their files, and what queries call them.
  var needed: [(path: String, name: String)] {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    return topic.needs.map { name in
      (folder + "/\(name).sqlite", "\"" + String(name.map { $0 == "-" ? "_" : $0 }) + "\"")
    }
  }

  /// Relations are kept with their left subject; topics ask for them from the right, and group as they read.
  func relationTables(of tables: [TopicDeclaration.Table]) -> [(name: String, subject: Subject)] {
    guard topic.uses.contains(.person) else { return [] }
    return topic.uses.map { ("relation_to_\($0.name)", $0) }.filter { entry in
      tables.contains { $0.query.contains(entry.0) }
    }
  }

  /// - Parameters:
  ///   - tables: those whose queries come; the relations that they ask for are made ready.
  ///   - hasBases: whether something is attached in place of the base databases already.
  func attach(
    to database: DatabaseBuilder, for tables: [TopicDeclaration.Table], hasBases: Bool = false
  ) throws(StoreError) {
    if !hasBases {
      for subject in topic.uses { try database.attach(path: path(of: subject), as: subject.name) }
    }
    for (path, name) in needed { try database.attach(path: path, as: name) }
    for (name, subject) in relationTables(of: tables) {
      try database.execute(
        """
        CREATE TEMP TABLE \(name) AS SELECT kind, entity_no, other_no FROM person.relation
          WHERE other_subject = '\(subject.name)';
        """)
    }
  }

  func detach(from database: DatabaseBuilder, after tables: [TopicDeclaration.Table]) throws(StoreError) {
    for (name, _) in relationTables(of: tables) { try database.execute("DROP TABLE temp.\(name);") }
    for (_, name) in needed { try database.execute("DETACH DATABASE \(name);") }
    for subject in topic.uses { try database.execute("DETACH DATABASE \(subject.name);") }
  }
}

extension TopicDeclaration {
  /// What tells whether a topic was made from this text, by a writer that lays rows as this one does.
  var storedKey: String { "1 " + String(textKey, radix: 16) }
}

/// What became of one topic.
public struct WrittenTopic: Sendable {
  public let name: String
  public let findings: [TopicFindingCount]
  public let making: TopicMaking
}

/// How many findings of one kind a topic has.
public struct TopicFindingCount: Sendable, Hashable {
  public let topicTitle: String
  public let code: String
  public let title: String
  public let count: Int
}
