internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// Reads a finished database; several readers may stand on one file.
public final class DatabaseReader {
  private let queue: DatabaseQueue
  private let file: String

  /// Opens a file read-only.
  public init(path: String) throws(StoreError) {
    file = (path as NSString).lastPathComponent
    do {
      prepareSQLite()
      var configuration = Configuration()
      configuration.readonly = true
      queue = try DatabaseQueue(path: path, configuration: configuration)
    } catch { throw StoreError(error, file: file) }
  }

  /// Calls `body` with every row of a query, in the query's order.
  ///
  /// What `body` throws ends the reading and is thrown on.
  public func forEach(_ sql: String, _ arguments: [String] = [], _ body: (StoredRow) throws -> Void) throws {
    try queue.read { db in
      do { try db.forEachRow(sql, arguments, body) } catch let error as DatabaseError {
        throw StoreError(error, file: file)
      }
    }
  }

  /// The first row's first column, or nil where there is no row or it is NULL.
  public func text(_ sql: String, _ arguments: [String] = []) throws -> String? {
    var result: String?
    var isFirst = true
    try forEach(sql, arguments) { row in
      if isFirst { result = row.text(0) }
      isFirst = false
    }
    return result
  }

  /// The names of the columns that a query gives.
  public func columnNames(_ sql: String) throws -> [String] {
    try queue.read { db in try db.makeStatement(sql: sql).columnNames }
  }
}

extension Database {
  /// Calls `body` with every row of a query.
  func forEachRow(_ sql: String, _ arguments: [String] = [], _ body: (StoredRow) throws -> Void) throws {
    try makeStatement(sql: sql).forEachRow(arguments, body)
  }
}

extension GRDB.Statement {
  func forEachRow(_ arguments: [String] = [], _ body: (StoredRow) throws -> Void) throws {
    let rows = try Row.fetchCursor(self, arguments: StatementArguments(arguments))
    let row = unsafe StoredRow(statement: sqliteStatement, count: columnCount)
    while try rows.next() != nil { try body(row) }
  }
}

/// A row that a reading loop is standing on; it must not be kept.
@safe public struct StoredRow {
  private let statement: OpaquePointer
  public let count: Int

  init(statement: OpaquePointer, count: Int) {
    unsafe self.statement = statement
    self.count = count
  }

  /// The text of a column, from 0; a number is written as digits. nil for NULL.
  ///
  /// The text may hold NUL, at which the readers of the database library would cut it off.
  public func text(_ column: Int) -> String? {
    switch type(column) {
    case SQLITE_TEXT:
      // SAFETY: SQLite keeps the buffer until the next step or conversion, and the bytes are copied out at once.
      // The text is asked for before its length: the other order may convert the column twice.
      let start = unsafe sqlite3_column_text(statement, Int32(column))
      let count = unsafe Int(sqlite3_column_bytes(statement, Int32(column)))
      return unsafe String(
        decoding: UnsafeBufferPointer(start: start, count: start == nil ? 0 : count), as: UTF8.self)
    case SQLITE_INTEGER: return integer(column).map { String($0) }
    case SQLITE_FLOAT: return real(column).map { "\($0)" }
    default: return nil
    }
  }

  /// Calls `body` with the bytes of a text column, without a copy; nil for what is no text.
  public func withText<Result>(_ column: Int, _ body: (Span<UInt8>) throws -> Result) rethrows -> Result? {
    guard type(column) == SQLITE_TEXT else { return nil }
    // SAFETY: SQLite keeps the buffer until the next step or conversion, and `body` cannot keep the span.
    let start = unsafe sqlite3_column_text(statement, Int32(column))
    let count = unsafe Int(sqlite3_column_bytes(statement, Int32(column)))
    let buffer = unsafe UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
    return unsafe try body(buffer.span)
  }

  /// The whole number in a column, from 0; nil for NULL and for what is no whole number.
  public func integer(_ column: Int) -> Int64? {
    type(column) == SQLITE_INTEGER ? unsafe sqlite3_column_int64(statement, Int32(column)) : nil
  }

  /// The number in a column, from 0; nil for NULL and for what is no number.
  public func real(_ column: Int) -> Double? {
    switch type(column) {
    case SQLITE_INTEGER, SQLITE_FLOAT: unsafe sqlite3_column_double(statement, Int32(column))
    default: nil
    }
  }

  /// The numbers that `RowWriter.numbers` wrote as a blob; none for NULL and for what is no blob.
  public func numbers<Number: FixedWidthInteger & BitwiseCopyable>(
    _ column: Int, as: Number.Type = Number.self
  ) -> [Number] {
    guard type(column) == SQLITE_BLOB, let start = unsafe sqlite3_column_blob(statement, Int32(column)) else {
      return []
    }
    let byteCount = unsafe Int(sqlite3_column_bytes(statement, Int32(column)))
    let count = byteCount / MemoryLayout<Number>.size
    return unsafe [Number](unsafeUninitializedCapacity: count) { buffer, filled in
      // SAFETY: SQLite keeps its buffer until the next step, both hold `count` numbers, and any bytes make a number.
      // One copy for all of them: whoever calls this from another module has no loop of its own type.
      unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(
        from: UnsafeRawBufferPointer(start: start, count: count * MemoryLayout<Number>.size))
      filled = count
    }
  }

  func type(_ column: Int) -> Int32 {
    precondition(column >= 0 && column < count, "a column of the query")
    return unsafe sqlite3_column_type(statement, Int32(column))
  }
}
