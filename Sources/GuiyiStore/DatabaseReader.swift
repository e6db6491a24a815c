internal import Foundation
internal import GRDB

/// Reads a finished database; several readers may stand on one file.
public final class DatabaseReader {
  private let queue: DatabaseQueue
  private let file: String

  /// Opens a file read-only.
  public init(path: String) throws(StoreError) {
    file = (path as NSString).lastPathComponent
    do {
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
      do {
        let rows = try Row.fetchCursor(db, sql: sql, arguments: StatementArguments(arguments))
        while let row = try rows.next() { try body(StoredRow(row: row)) }
      } catch let error as DatabaseError { throw StoreError(error, file: file) }
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

/// A row that a reading loop is standing on; it must not be kept.
public struct StoredRow {
  let row: Row

  /// The text of a column, from 0; nil for NULL.
  public func text(_ column: Int) -> String? {
    String.fromDatabaseValue(row[column] ?? .null) ?? number(column)
  }

  /// The number in a column, from 0; nil for NULL and for what is no number.
  public func integer(_ column: Int) -> Int64? { Int64.fromDatabaseValue(row[column] ?? .null) }

  public func real(_ column: Int) -> Double? { Double.fromDatabaseValue(row[column] ?? .null) }

  public var count: Int { row.count }

  private func number(_ column: Int) -> String? {
    if let integer = integer(column) { return String(integer) }
    return real(column).map { "\($0)" }
  }
}

extension StoredRow {
  init(_ row: Row) { self.row = row }
}
