internal import GRDB

/// How the rows of a table lie in its file: what a writer of pages must know of it.
struct TableShape {
  /// What SQLite makes of a cell's type; see "Determination Of Column Affinity" in its documentation of data types.
  enum Affinity {
    case integer, text, real, none
  }

  struct Column {
    let affinity: Affinity
    let isRequired: Bool
  }

  /// The page where the table's tree begins.
  let rootPage: UInt32
  let columns: [Column]
  /// The column that is the row's number; it has no place in the record. It may be one that the table has no name for.
  let numberColumn: Int?
  /// The columns in the order of the record: those of the key first where rows have no number.
  let stored: [Int]
  /// How many columns the key has where rows have no number, 0 where they have one.
  let keyCount: Int

  /// The shape of an empty table in `main`, or nil where its pages are SQLite's to write: it has rows, an index beside it, a
  /// trigger, a computed column, a condition on its rows, or a key in another order than that of its bytes.
  ///
  /// - Parameter numbersApart: whether each row begins with its number, which the table has no column for.
  init?(_ table: String, numbersApart: Bool = false, in db: Database) throws {
    guard
      let entry = try Row.fetchOne(
        db, sql: "SELECT rootpage, sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?",
        arguments: [table]),
      let root: Int64 = entry[0], let firstPage = UInt32(exactly: root), root > 1,
      try Bool.fetchOne(db, sql: "SELECT 1 FROM main.\(table.quotedDatabaseIdentifier) LIMIT 1") == nil,
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM main.sqlite_schema WHERE type = 'trigger' AND tbl_name = ?",
        arguments: [table]) == 0
    else { return nil }
    // What SQLite would ask of each row.
    let definition = (entry[1] as String).uppercased()
    if ["CHECK", "REFERENCES", "AUTOINCREMENT", "STRICT"].contains(where: definition.contains) { return nil }
    let isNumbered =
      try Bool.fetchOne(
        db, sql: "SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?", arguments: [table])
      == false
    let description = try Row.fetchAll(
      db, sql: "SELECT type, \"notnull\", pk, hidden FROM pragma_table_xinfo(?)", arguments: [table])
    if description.contains(where: { ($0["hidden"] as Int) != 0 }) { return nil }
    let keyed = description.indices.filter { (description[$0]["pk"] as Int) > 0 }
      .sorted { (description[$0]["pk"] as Int) < (description[$1]["pk"] as Int) }
    let indexes = try String.fetchAll(db, sql: "SELECT name FROM pragma_index_list(?)", arguments: [table])
    if isNumbered {
      guard indexes.isEmpty, !numbersApart || keyed.isEmpty else { return nil }
      numberColumn = numbersApart ? 0 : keyed.first
      stored = description.indices.map { numbersApart ? $0 + 1 : $0 }
      keyCount = 0
    } else {
      guard !numbersApart, indexes.count == 1,
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM pragma_index_xinfo(?) WHERE key AND (\"desc\" OR coll <> 'BINARY')",
          arguments: [indexes[0]]) == 0
      else { return nil }
      numberColumn = nil
      stored = keyed + description.indices.filter { !keyed.contains($0) }
      keyCount = keyed.count
    }
    rootPage = firstPage
    let keyColumns = isNumbered ? [] : keyed
    let number = numbersApart ? [Column(affinity: .integer, isRequired: true)] : []
    columns =
      number
      + description.indices.map { index in
        Column(
          affinity: Affinity(declared: description[index]["type"]),
          isRequired: (description[index]["notnull"] as Int) != 0 || keyColumns.contains(index))
      }
  }
}

extension TableShape.Affinity {
  init(declared type: String) {
    let type = type.uppercased()
    if type.contains("INT") {
      self = .integer
    } else if ["CHAR", "CLOB", "TEXT"].contains(where: type.contains) {
      self = .text
    } else if type.isEmpty || type.contains("BLOB") {
      self = .none
    } else if ["REAL", "FLOA", "DOUB"].contains(where: type.contains) {
      self = .real
    } else {
      // NUMERIC keeps whole numbers and texts as INTEGER does.
      self = .integer
    }
  }

  /// Whether a cell of this kind is stored as it is.
  func keeps(_ kind: RowWriter.Kind) -> Bool {
    switch (self, kind) {
    case (_, .null), (_, .blob), (.none, _), (.text, .text), (.integer, .integer), (.real, .real),
      (.real, .integer):
      true
    default: false
    }
  }
}
