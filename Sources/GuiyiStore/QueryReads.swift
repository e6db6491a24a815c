internal import GRDBSQLite

/// A column that a query reads, by the names of the files as they are attached.
public struct ReadColumn: Sendable, Hashable {
  public let database: String
  public let table: String
  /// Empty where only rows are counted.
  public let column: String
  public init(database: String, table: String, column: String) {
    self.database = database
    self.table = table
    self.column = column
  }
}

/// Tells which columns queries read, as SQLite itself resolves them; no query is run.
@safe public final class QueryReads {
  private let connection: OpaquePointer
  private let file: String
  /// By database, the table of each tree.
  private var tableOfRoot: [String: [Int64: String]] = [:]

  /// - Parameter path: a finished database; it is not changed.
  public init(path: String) throws(StoreError) {
    file = path.split(separator: "/").last.map(String.init) ?? path
    prepareSQLite()
    var opened: OpaquePointer?
    let code = unsafe sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nil)
    guard code == SQLITE_OK, let connection = unsafe opened else {
      unsafe sqlite3_close_v2(opened)
      throw StoreError(file: file, message: "it cannot be opened")
    }
    unsafe self.connection = connection
  }

  deinit { unsafe sqlite3_close_v2(connection) }

  /// Runs statements that make queries readable: attached files, temporary tables.
  public func execute(_ sql: String) throws(StoreError) {
    guard unsafe sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else { throw error() }
  }

  /// Attaches another database under a name.
  public func attach(path: String, as name: String) throws(StoreError) {
    try execute("ATTACH DATABASE '\(path.replacing("'", with: "''"))' AS \(name)")
  }

  private func error() -> StoreError {
    StoreError(file: file, message: unsafe String(cString: sqlite3_errmsg(connection)))
  }

  private final class Reads { var columns: Set<ReadColumn> = [] }

  /// The columns of tables and views that a query reads.
  ///
  /// Where nothing of a table is read but what it is joined by, SQLite names no column; the table is told without one.
  public func columns(readBy query: String) throws(StoreError) -> Set<ReadColumn> {
    let reads = Reads()
    // SAFETY: the pointer is used while the statement is compiled, within the life of `reads`, and taken away below.
    let context = unsafe Unmanaged.passUnretained(reads).toOpaque()
    unsafe sqlite3_set_authorizer(
      connection,
      { context, action, table, column, database, _ in
        guard action == SQLITE_READ, let context = unsafe context, let table = unsafe table else {
          return SQLITE_OK
        }
        let reads = unsafe Unmanaged<Reads>.fromOpaque(context).takeUnretainedValue()
        unsafe reads.columns.insert(
          ReadColumn(
            database: database.map { unsafe String(cString: $0) } ?? "", table: String(cString: table),
            column: column.map { unsafe String(cString: $0) } ?? ""))
        return SQLITE_OK
      }, context)
    var statement: OpaquePointer?
    let code = unsafe sqlite3_prepare_v2(connection, query, -1, &statement, nil)
    unsafe sqlite3_set_authorizer(connection, nil, nil)
    unsafe sqlite3_finalize(statement)
    withExtendedLifetime(reads) {}
    if code != SQLITE_OK { throw error() }
    var columns = reads.columns
    let named = Set(columns.map { [$0.database, $0.table] })
    for (database, table) in try tables(openedBy: query) where !named.contains([database, table]) {
      columns.insert(ReadColumn(database: database, table: table, column: ""))
    }
    return columns
  }

  /// The tables that the program of a query opens, themselves or by an index.
  private func tables(openedBy query: String) throws(StoreError) -> [(database: String, table: String)] {
    var opened: [(root: Int64, database: Int64)] = []
    try unsafe forEachRow("EXPLAIN \(query)") { statement in
      guard unsafe text(statement, 1) == "OpenRead" else { return }
      unsafe opened.append((sqlite3_column_int64(statement, 3), sqlite3_column_int64(statement, 4)))
    }
    var names: [Int64: String] = [:]
    try unsafe forEachRow("PRAGMA database_list") { statement in
      unsafe names[sqlite3_column_int64(statement, 0)] = text(statement, 1)
    }
    var tables: [(database: String, table: String)] = []
    for (root, database) in opened {
      guard let name = names[database] else { continue }
      if tableOfRoot[name] == nil {
        var own: [Int64: String] = [:]
        try unsafe forEachRow(
          "SELECT rootpage, tbl_name FROM \"\(name)\".sqlite_schema WHERE rootpage > 0"
        ) { statement in
          unsafe own[sqlite3_column_int64(statement, 0)] = text(statement, 1)
        }
        tableOfRoot[name] = own
      }
      if let table = tableOfRoot[name]?[root] { tables.append((name, table)) }
    }
    return tables
  }

  private func forEachRow(_ sql: String, _ body: (OpaquePointer) -> Void) throws(StoreError) {
    var statement: OpaquePointer?
    guard unsafe sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK,
      let statement = unsafe statement
    else { throw error() }
    defer { unsafe sqlite3_finalize(statement) }
    while unsafe sqlite3_step(statement) == SQLITE_ROW { unsafe body(statement) }
  }

  private func text(_ statement: OpaquePointer, _ column: Int32) -> String {
    // SAFETY: SQLite keeps the text until the next step, and it is copied at once.
    unsafe sqlite3_column_text(statement, column).map { unsafe String(cString: $0) } ?? ""
  }
}
