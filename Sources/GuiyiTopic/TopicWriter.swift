internal import GuiyiModel
internal import GuiyiStore

/// Builds topic databases from the base databases of the same run.
public enum TopicWriter {
  /// Writes one topic.
  ///
  /// - Parameters:
  ///   - baseFolder: holds `person.sqlite` and its kin.
  ///   - asOf: the run's date, `yyyy-MM-dd`; queries see it as `run.as_of`.
  ///   - path: the new file.
  /// - Throws: `TopicMistake` where a query is wrong, `StoreError` where the machine fails.
  public static func write(_ topic: TopicDeclaration, baseFolder: String, asOf: String, path: String) throws {
    let database = try DatabaseBuilder(path: path)
    try database.execute(
      """
      CREATE TABLE run (as_of TEXT NOT NULL);
      CREATE TABLE topic (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE topic_table (name TEXT PRIMARY KEY, title TEXT NOT NULL) WITHOUT ROWID;
      """)
    try database.insert(into: "run", columnCount: 1) { writer in
      writer.text(asOf)
      try writer.endRow()
    }
    let head = [
      ("name", topic.name), ("title", topic.title), ("purpose", topic.purpose), ("basis", topic.legalBasis),
      ("uses", topic.uses.map(\.name).joined(separator: ",")),
    ]
    try database.insert(into: "topic", columnCount: 2) { writer in
      for (key, value) in head {
        writer.text(key)
        writer.text(value)
        try writer.endRow()
      }
    }
    for subject in topic.uses {
      try database.attach(path: baseFolder + "/\(subject.name).sqlite", as: subject.name)
    }
    // Relations are kept with their left subject; topics ask for them from the right, and group as they read.
    for subject in topic.uses where topic.uses.contains(.person) {
      try database.execute(
        """
        CREATE TEMP TABLE relation_to_\(subject.name) AS SELECT kind, entity_no, other_no FROM person.relation
          WHERE other_subject = '\(subject.name)';
        """)
    }
    for table in topic.tables {
      do {
        try database.execute(statement: "CREATE TABLE main.\"\(table.name)\" AS \(table.query)")
      } catch {
        if error.isDiskFull { throw error }
        throw TopicMistake(site: table.site, message: "table '\(table.name)': \(error.message)")
      }
      try database.insert(into: "topic_table", columnCount: 2) { writer in
        writer.text(table.name)
        writer.text(table.title)
        try writer.endRow()
      }
    }
    try database.finish()
  }
}
