internal import GRDBSQLite

/// The rows of one bulk insert; cells wait in one flat buffer until their row is complete.
@safe public struct RowWriter: ~Copyable {
  private enum Cell {
    case null
    case integer(Int64)
    case real(Double)
    case text(start: Int, count: Int)
  }

  private let statement: OpaquePointer
  private let connection: OpaquePointer
  private let columnCount: Int
  private let file: String
  private var cells: [Cell] = []
  private var bytes: [UInt8] = []

  init(connection: OpaquePointer, table: String, columnCount: Int, file: String) throws {
    let places = repeatElement("?", count: columnCount).joined(separator: ",")
    var prepared: OpaquePointer?
    let code = unsafe sqlite3_prepare_v3(
      connection, "INSERT INTO \(table) VALUES (\(places))", -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared,
      nil)
    guard code == SQLITE_OK, let statement = unsafe prepared else {
      throw unsafe StoreError(file: file, message: String(cString: sqlite3_errmsg(connection)))
    }
    unsafe self.statement = statement
    unsafe self.connection = connection
    self.columnCount = columnCount
    self.file = file
    cells.reserveCapacity(columnCount)
  }

  deinit { unsafe sqlite3_finalize(statement) }

  public mutating func null() { cells.append(.null) }
  public mutating func integer(_ value: Int64) { cells.append(.integer(value)) }
  public mutating func integer(_ value: Int) { cells.append(.integer(Int64(value))) }
  public mutating func real(_ value: Double) { cells.append(.real(value)) }

  /// Adds UTF-8 text; the bytes are copied once into the row's buffer.
  public mutating func text(_ value: Span<UInt8>) {
    cells.append(.text(start: bytes.count, count: value.count))
    unsafe value.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  public mutating func text(_ value: String) {
    cells.append(.text(start: bytes.count, count: value.utf8.count))
    bytes.append(contentsOf: value.utf8)
  }

  /// Adds text, or NULL where there is none.
  public mutating func text(_ value: String?) {
    if let value { text(value) } else { null() }
  }

  /// Writes the row that the cells since the last call make up.
  /// - Precondition: exactly one cell for each column.
  public mutating func endRow() throws(StoreError) {
    precondition(cells.count == columnCount, "one cell for each column")
    let code = unsafe bytes.withUnsafeBufferPointer { buffer -> Int32 in
      for (index, cell) in cells.enumerated() {
        let place = Int32(index + 1)
        switch cell {
        case .null: unsafe sqlite3_bind_null(statement, place)
        case .integer(let value): unsafe sqlite3_bind_int64(statement, place, value)
        case .real(let value): unsafe sqlite3_bind_double(statement, place, value)
        case .text(let start, let count):
          if count == 0 {
            // The address of an empty buffer may be nil, which would bind NULL.
            unsafe sqlite3_bind_text(statement, place, "", 0, nil)
          } else {
            // SAFETY: start + count lies inside `bytes`; the pointer is used by the step below, inside this
            // closure, and the bindings are replaced before the next one. No destructor: SQLite copies nothing.
            unsafe (buffer.baseAddress! + start).withMemoryRebound(to: CChar.self, capacity: count) {
              _ = unsafe sqlite3_bind_text(statement, place, $0, Int32(count), nil)
            }
          }
        }
      }
      let code = unsafe sqlite3_step(statement)
      unsafe sqlite3_reset(statement)
      return code
    }
    cells.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    guard code == SQLITE_DONE else {
      throw unsafe StoreError(
        file: file, message: String(cString: sqlite3_errmsg(connection)), isDiskFull: code == SQLITE_FULL)
    }
  }
}
