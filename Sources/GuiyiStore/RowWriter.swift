internal import GRDB
internal import GRDBSQLite

/// The rows of one bulk insert; cells wait in one flat buffer until many rows are written together.
///
/// Rows of an empty table in the order of their keys become pages at once. All others are SQLite's: a statement's start and end
/// cost more than a short row does, and rows in sixties are written at twice the speed of rows one by one.
@safe public struct RowWriter: ~Copyable {
  enum Kind: UInt8 {
    case null, integer, real, text, blob
  }

  /// A cell of a row that waits. For text and blobs `word` is where they start in `bytes`, `count` how long they are.
  struct Cell {
    let word: Int64
    let count: Int32
    let kind: Kind
  }

  /// About how many cells make a statement.
  private static let cellsPerStatement = 512

  /// nil from the first row on that is not for it.
  private var pages: PackedTable?
  private let hadPages: Bool
  /// Whether SQLite takes the rows that are not for pages. It must not while a query of the same connection is being read: what it
  /// knows of the file is older than the pages then.
  private let fallsBack: Bool
  /// Made when it is needed.
  private var statement: OpaquePointer?
  private let connection: OpaquePointer
  /// As SQL names it, with the columns to fill where it is not all of them.
  private let table: String
  private let columnList: String
  private let columnCount: Int
  private let rowsPerStatement: Int
  private let file: String
  private var rowCount = 0
  private var cells: [Cell] = []
  private var bytes: [UInt8] = []

  /// - Parameters:
  ///   - table: its name in SQL.
  ///   - columnList: the columns that the cells are for, in brackets; empty for all of them.
  ///   - pages: writes the rows, where the table is one whose pages need no statement.
  ///   - fallsBack: whether SQLite takes the rows that are not for pages; else the first of them is an error.
  init(
    connection: OpaquePointer, table: String, columnList: String = "", columnCount: Int, pages: PackedTable?,
    fallsBack: Bool = true, file: String
  ) {
    rowsPerStatement = max(1, min(64, Self.cellsPerStatement / columnCount))
    unsafe self.connection = connection
    self.table = table
    self.columnList = columnList
    self.columnCount = columnCount
    self.pages = pages
    hadPages = pages != nil
    self.fallsBack = fallsBack
    self.file = file
    cells.reserveCapacity(columnCount * rowsPerStatement)
    bytes.reserveCapacity(1)
  }

  deinit { unsafe sqlite3_finalize(statement) }

  private func prepare(rowCount: Int) throws(StoreError) -> OpaquePointer {
    let row = "(" + repeatElement("?", count: columnCount).joined(separator: ",") + ")"
    let rows = repeatElement(row, count: rowCount).joined(separator: ",")
    var prepared: OpaquePointer?
    let code = unsafe sqlite3_prepare_v3(
      connection, "INSERT INTO \(table) \(columnList) VALUES \(rows)", -1, UInt32(SQLITE_PREPARE_PERSISTENT),
      &prepared, nil)
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

  /// Adds the cells of a row that a query gives.
  /// - Parameter first: the first column to add.
  mutating func cells(of row: StoredRow, from first: Int) {
    for column in first..<row.count {
      switch row.type(column) {
      case SQLITE_INTEGER: integer(row.integer(column) ?? 0)
      case SQLITE_FLOAT: real(row.real(column) ?? 0)
      case SQLITE_TEXT: _ = row.withText(column) { text($0) }
      case SQLITE_BLOB: numbers(row.numbers(column, as: UInt8.self).span)
      default: null()
      }
    }
  }

  /// Closes the row that the cells since the last call make up.
  /// - Precondition: exactly one cell for each column.
  public mutating func endRow() throws(StoreError) {
    rowCount += 1
    precondition(cells.count == rowCount * columnCount, "one cell for each column")
    if rowCount == rowsPerStatement { try write() }
  }

  /// Opens the transaction, where statements write from the first row on.
  func begin() throws(StoreError) { if pages == nil { try execute("BEGIN") } }

  /// Leaves the table without the rows of an insert that failed, as far as a file without a journal can: nobody puts it in place.
  func giveUp() {
    if let pages { return pages.giveUp() }
    try? execute("ROLLBACK")
    // Pages that were written before stand for themselves; the table was empty.
    if hadPages { try? execute("DELETE FROM \(table)") }
  }

  /// Writes the rows that still wait.
  mutating func finish() throws(StoreError) {
    try write()
    if let pages { return try pages.finish() }
    try execute("COMMIT")
  }

  private mutating func write() throws(StoreError) {
    if let pages {
      let written = try writePages(pages)
      if written == rowCount { return clear() }
      if !fallsBack { throw StoreError.notForPages(file: file) }
      // What came before is a whole table; the rest is SQLite's.
      try pages.finish()
      self.pages = nil
      try execute("BEGIN")
      cells.removeFirst(written * columnCount)
      rowCount -= written
    }
    if rowCount == 0 { return }
    if rowCount < rowsPerStatement {
      let rest = unsafe try prepare(rowCount: rowCount)
      defer { unsafe sqlite3_finalize(rest) }
      return unsafe try write(with: rest)
    }
    if unsafe statement == nil {
      unsafe statement = try prepare(rowCount: rowsPerStatement)
    }
    if let statement = unsafe statement { unsafe try write(with: statement) }
  }

  /// - Returns: how many of the rows that wait were written.
  private func writePages(_ pages: PackedTable) throws(StoreError) -> Int {
    var failure: StoreError?
    let written = unsafe cells.withUnsafeBufferPointer { cells in
      unsafe bytes.withUnsafeBytes { bytes in
        // SAFETY: both have a capacity since `init`, so both have an address; a row's cells point into `bytes`.
        guard let first = cells.baseAddress, let start = bytes.baseAddress else { return 0 }
        for row in 0..<rowCount {
          do throws(StoreError) {
            if unsafe try !pages.append(first + row * columnCount, bytes: start) { return row }
          } catch {
            failure = error
            return row
          }
        }
        return rowCount
      }
    }
    if let failure { throw failure }
    return written
  }

  private func execute(_ sql: String) throws(StoreError) {
    let code = unsafe sqlite3_exec(connection, sql, nil, nil, nil)
    guard code == SQLITE_OK else {
      throw unsafe StoreError(
        file: file, message: String(cString: sqlite3_errmsg(connection)), isDiskFull: code == SQLITE_FULL)
    }
  }

  private mutating func clear() {
    rowCount = 0
    cells.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
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
    clear()
    guard code == SQLITE_DONE else {
      throw unsafe StoreError(
        file: file, message: String(cString: sqlite3_errmsg(connection)), isDiskFull: code == SQLITE_FULL)
    }
  }
}
