internal import GuiyiModel
internal import GuiyiStore

/// How the tables of a topic are filled.
///
/// The rows of a table that is somebody's carry their entity's number in their row number: they lie by entity, and those of one
/// entity are taken out and put in again without a search. The same rows have the same row numbers, however they came there.
struct TopicTables {
  let database: DatabaseBuilder

  /// Bits of a row number below the entity's: so many rows one entity may have.
  static let sequenceBits: Int64 = 20
  /// Bits of a finding's row number below its kind's.
  static let kindBits: Int64 = 51

  /// Fills one table, or adds one kind of finding.
  /// - Parameters:
  ///   - index: the table's place in its topic.
  ///   - schema: `main`, or `temp` for a part that is put in place later.
  /// - Throws: `TopicMistake` where the query is wrong.
  func fill(_ table: TopicDeclaration.Table, index: Int, schema: String) throws {
    do {
      if table.isFinding {
        try fillFinding(table, index: index, schema: schema)
      } else if let owner = table.owner {
        let columns = try database.columns(of: table.query)
        let definitions = columns.map { "\($0.name.quoted) \($0.type)" }.joined(separator: ", ")
        try database.execute(statement: "CREATE TABLE \(schema).\(table.name.quoted) (\(definitions))")
        let names = columns.map(\.name)
        let values = names.map { "q." + $0.quoted }
        let key = try key(owner, columns: names)
        if schema == "main" {
          try insertAll(table, names: names, values: values, key: key)
        } else {
          try insert(
            table, into: "\(schema).\(table.name.quoted)", names: names, values: values, key: key, offset: 0)
        }
      } else if let key = table.valueKey {
        let columns = try database.columns(of: table.query)
        guard columns.contains(where: { $0.name == key.column }) else {
          throw OwnerError(message: "it is by \(key.column), but has no such column")
        }
        let definitions = columns.map { "\($0.name.quoted) \($0.type)" }.joined(separator: ", ")
        // It lies in the order of its key, whichever way its rows came.
        try database.execute(
          statement: """
            CREATE TABLE \(schema).\(table.name.quoted) (\(definitions), PRIMARY KEY (\(key.column.quoted))) WITHOUT ROWID
            """)
        if schema == "main" {
          try database.insert(into: table.name, rowsOf: table.query)
        } else {
          try database.execute(statement: "INSERT INTO \(schema).\(table.name.quoted) \(table.query)")
        }
      } else {
        try database.execute(
          statement: "CREATE TABLE \(schema).\(table.name.quoted) AS \(table.query)")
      }
    } catch let error as StoreError {
      if error.isDiskFull { throw error }
      throw mistake(table, error.message)
    } catch let error as OwnerError {
      throw mistake(table, error.message)
    }
  }

  private func mistake(_ table: TopicDeclaration.Table, _ message: String) -> TopicMistake {
    let what = table.isFinding ? "finding" : "table"
    return TopicMistake(site: table.site, message: "\(what) '\(table.name)': \(message)")
  }

  private struct OwnerError: Error { let message: String }

  private func fillFinding(_ table: TopicDeclaration.Table, index: Int, schema: String) throws {
    let values = ["'\(table.name)'", "q.entity_id", "coalesce(q.evidence, '')"]
    let names = ["code", "entity_id", "evidence"]
    let offset = Int64(index) &<< Self.kindBits
    if let owner = table.owner {
      let columns = try database.columns(of: table.query).map(\.name)
      try insert(
        table, into: "\(schema).finding", names: names, values: values,
        key: try key(owner, columns: columns), offset: offset)
    } else {
      // By way of a table of its own, for its rows are numbered in the order of the query.
      try database.execute(statement: "CREATE TEMP TABLE \"found rows\" AS \(table.query)")
      try database.execute(
        """
        INSERT INTO \(schema).finding (rowid, code, entity_id, evidence)
          SELECT \(offset) + q.rowid, \(values.joined(separator: ", ")) FROM temp."found rows" q;
        DROP TABLE temp."found rows";
        """)
    }
  }

  /// The number of a row's entity, as an expression over the query `q`.
  private func key(_ owner: TopicDeclaration.Owner, columns: [String]) throws(OwnerError) -> String {
    let wanted = owner.column.map { [$0] } ?? ["entity_no", "entity_id"]
    guard let column = wanted.first(where: { columns.contains($0) }) else {
      throw OwnerError(
        message: "it is by \(owner.subject.name), but has no column '\(wanted.joined(separator: "' or '"))'")
    }
    return column.hasSuffix("_no")
      ? "CAST(q.\(column.quoted) AS INTEGER)" : "CAST(substr(q.\(column.quoted), 2) AS INTEGER)"
  }

  /// Fills a whole table, as `insert` does, without a statement for each row.
  private func insertAll(_ table: TopicDeclaration.Table, names: [String], values: [String], key: String)
    throws
  {
    let rows = "SELECT \(key), \(values.joined(separator: ", ")) FROM (\n\(table.query)\n) q"
    // Most tables have one row for each entity, in the order of the entities. The others tell so early.
    let isDone = try database.insert(into: table.name, columns: names, rowsOf: rows) {
      var last = Int64.min
      return { key in
        guard key > last else { return nil }
        last = key
        return key << Self.sequenceBits
      }
    }
    if !isDone {
      // Those of one entity in the order of their values: that of the query may leave open which comes first.
      let order = (1...(names.count + 1)).map(String.init).joined(separator: ", ")
      let isInRoom = try database.insert(
        into: table.name, columns: names, rowsOf: rows + "\nORDER BY \(order)"
      ) {
        var (last, sequence) = (Int64.min, 0 as Int64)
        return { key in
          sequence = key == last ? sequence + 1 : 0
          last = key
          return sequence >> Self.sequenceBits == 0 ? key << Self.sequenceBits + sequence : nil
        }
      }
      if !isInRoom {
        throw OwnerError(message: "an entity has more than \(1 << Self.sequenceBits) rows")
      }
    }
    try refuseOrphans(table, in: "main.\(table.name.quoted)", offset: 0)
  }

  private func insert(
    _ table: TopicDeclaration.Table, into target: String, names: [String], values: [String], key: String,
    offset: Int64
  ) throws {
    let columns = names.map(\.quoted).joined(separator: ", ")
    func statement(_ sequence: String) -> String {
      """
      INSERT INTO \(target) (rowid, \(columns))
      SELECT \(offset) + (coalesce(\(key), 0) << \(Self.sequenceBits))\(sequence), \(values.joined(separator: ", "))
      FROM (
      \(table.query)
      ) q
      """
    }
    do {
      // Most tables have one row for each entity.
      try database.execute(statement: statement(""))
    } catch {
      if error.isDiskFull || !error.message.contains("UNIQUE") { throw error }
      let last = offset + (Int64(1) &<< Self.kindBits)
      try database.execute("DELETE FROM \(target) WHERE rowid >= \(offset) AND rowid < \(last);")
      // In the order of their values: that of the query may leave open which row comes first.
      try database.execute(
        statement: statement(
          " - 1 + row_number() OVER (PARTITION BY \(key) ORDER BY \(values.joined(separator: ", ")))"))
    }
    try refuseOrphans(table, in: target, offset: offset)
  }

  private func refuseOrphans(_ table: TopicDeclaration.Table, in target: String, offset: Int64) throws {
    let first = offset + (Int64(1) &<< Self.sequenceBits)
    if try database.integer(
      "SELECT rowid FROM \(target) WHERE rowid >= \(offset) AND rowid < \(first) LIMIT 1") != nil
    {
      throw OwnerError(message: "it is by \(table.owner?.subject.name ?? ""), but a row has no entity")
    }
  }
}

extension String {
  /// As a name in SQL.
  var quoted: String { "\"" + replacing("\"", with: "\"\"") + "\"" }
}
