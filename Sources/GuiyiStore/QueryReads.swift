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
    return reads.columns
  }
}
