internal import GRDBSQLite

/// The rows of one bulk insert; cells wait in one flat buffer until many rows make one statement.
///
/// A statement's start and end cost more than a short row does: rows in sixties are written at twice the speed of rows one by one.
@safe public struct RowWriter: ~Copyable {
  private enum Kind: UInt8 {
    case null, integer, real, text, blob
  }

  /// A cell of a row that waits. For text and blobs `word` is where they start in `bytes`, `count` how long they are.
  private struct Cell {
    let word: Int64
    let count: Int32
    let kind: Kind
  }

  /// About how many cells make a statement.
  private static let cellsPerStatement = 512

  private let statement: OpaquePointer
  private let connection: OpaquePointer
  private let table: String
  private let columnCount: Int
  private let rowsPerStatement: Int
  private let file: String
  private var rowCount = 0
  private var cells: [Cell] = []
  private var bytes: [UInt8] = []

  init(connection: OpaquePointer, table: String, columnCount: Int, file: String) throws(StoreError) {
    rowsPerStatement = max(1, min(64, Self.cellsPerStatement / columnCount))
    unsafe statement = try Self.prepare(
      connection, table: table, columnCount: columnCount, rowCount: rowsPerStatement, file: file)
    unsafe self.connection = connection
    self.table = table
    self.columnCount = columnCount
    self.file = file
    cells.reserveCapacity(columnCount * rowsPerStatement)
  }

  deinit { unsafe sqlite3_finalize(statement) }

  private static func prepare(
    _ connection: OpaquePointer, table: String, columnCount: Int, rowCount: Int, file: String
  ) throws(StoreError) -> OpaquePointer {
    let row = "(" + repeatElement("?", count: columnCount).joined(separator: ",") + ")"
    let rows = repeatElement(row, count: rowCount).joined(separator: ",")
    var prepared: OpaquePointer?
    let code = unsafe sqlite3_prepare_v3(
      connection, "INSERT INTO \(table) VALUES \(rows)", -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil
    )
    guard code == SQLITE_OK, let statement = unsafe prepared else {
      throw unsafe StoreError(file: file, message: String(cString: sqlite3_errmsg(connection)))
    }
    return unsafe statement
  }

  public mutating func null() { cells.append(Cell(word: 0, count: 0, kind: .null)) }
  public mutating func integer(_ value: Int64) {
    cells.append(Cell(word: value, count: 0, kind: .integer))
  }
  public mutating func integer(_ value: Int) { integer(Int64(value)) }
  public mutating func real(_ value: Double) {
    cells.append(Cell(word: Int64(bitPattern: value.bitPattern), count: 0, kind: .real))
  }

  /// Adds UTF-8 text; the bytes are copied once into the rows' buffer.
  public mutating func text(_ value: Span<UInt8>) {
    cells.append(Cell(word: Int64(bytes.count), count: Int32(value.count), kind: .text))
    unsafe value.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  public mutating func text(_ value: String) {
    cells.append(Cell(word: Int64(bytes.count), count: Int32(value.utf8.count), kind: .text))
    bytes.append(contentsOf: value.utf8)
  }

  /// Adds text, or NULL where there is none.
  public mutating func text(_ value: String?) {
    if let value { text(value) } else { null() }
  }

  /// Adds numbers as one blob, in the machine's byte order; `StoredRow.numbers` reads them.
  public mutating func numbers<Number: FixedWidthInteger & BitwiseCopyable>(_ values: Span<Number>) {
    let start = bytes.count
    unsafe values.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    cells.append(Cell(word: Int64(start), count: Int32(bytes.count - start), kind: .blob))
  }

  /// Closes the row that the cells since the last call make up.
  /// - Precondition: exactly one cell for each column.
  public mutating func endRow() throws(StoreError) {
    rowCount += 1
    precondition(cells.count == rowCount * columnCount, "one cell for each column")
    if rowCount == rowsPerStatement { unsafe try write(with: statement) }
  }

  /// Writes the rows that still wait.
  mutating func finish() throws(StoreError) {
    if rowCount == 0 { return }
    let rest = unsafe try Self.prepare(
      connection, table: table, columnCount: columnCount, rowCount: rowCount, file: file)
    defer { unsafe sqlite3_finalize(rest) }
    unsafe try write(with: rest)
  }

  /// - Parameter statement: takes as many rows as wait.
  private mutating func write(with statement: OpaquePointer) throws(StoreError) {
    let code = unsafe bytes.withUnsafeBytes { buffer -> Int32 in
      for index in cells.indices {
        let cell = cells[index]
        let place = Int32(index + 1)
        switch cell.kind {
        case .null: unsafe sqlite3_bind_null(statement, place)
        case .integer: unsafe sqlite3_bind_int64(statement, place, cell.word)
        case .real:
          unsafe sqlite3_bind_double(statement, place, Double(bitPattern: UInt64(bitPattern: cell.word)))
        case .text where cell.count == 0:
          // The address of an empty buffer may be nil, which would bind NULL.
          unsafe sqlite3_bind_text(statement, place, "", 0, nil)
        case .blob where cell.count == 0:
          unsafe sqlite3_bind_zeroblob(statement, place, 0)
        case .text:
          // SAFETY: the cell's bytes lie inside `bytes`; the pointer is used by the step below, inside this closure, and
          // the bindings are replaced before the next one. No destructor: SQLite copies nothing.
          let start = unsafe (buffer.baseAddress! + Int(cell.word)).assumingMemoryBound(to: CChar.self)
          unsafe sqlite3_bind_text(statement, place, start, cell.count, nil)
        case .blob:
          // SAFETY: as above.
          unsafe sqlite3_bind_blob(statement, place, buffer.baseAddress! + Int(cell.word), cell.count, nil)
        }
      }
      let code = unsafe sqlite3_step(statement)
      unsafe sqlite3_reset(statement)
      return code
    }
    rowCount = 0
    cells.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    guard code == SQLITE_DONE else {
      throw unsafe StoreError(
        file: file, message: String(cString: sqlite3_errmsg(connection)), isDiskFull: code == SQLITE_FULL)
    }
  }
}
