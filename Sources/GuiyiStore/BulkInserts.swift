internal import GRDB
internal import GRDBSQLite

extension DatabaseBuilder {
  /// Inserts rows into a table, fastest where it is empty and the rows come in the order of their key.
  ///
  /// `body` gives every column of every row in order and closes each row with `endRow`.
  public func insert(into table: String, columnCount: Int, _ body: (inout RowWriter) throws -> Void)
    throws(StoreError)
  {
    do {
      try queue.writeWithoutTransaction { db in
        var writer = unsafe RowWriter(
          connection: try connection(of: db), table: table, columnCount: columnCount,
          pages: try pages(of: table, in: db), file: file)
        try writer.insert(body)
      }
    } catch { throw StoreError(error, file: file) }
  }

  /// Inserts the rows of a query into a table of `main` that has its columns.
  ///
  /// - Parameter table: its bare name.
  public func insert(into table: String, rowsOf query: String) throws(StoreError) {
    do {
      try queue.writeWithoutTransaction { db in
        let statement = try db.makeStatement(sql: query)
        try insert(into: table, columnCount: statement.columnCount, in: db) { writer in
          try statement.forEachRow { row in
            writer.cells(of: row, from: 0)
            try writer.endRow()
          }
        }
      }
    } catch { throw StoreError(error, file: file) }
  }

  /// Inserts the rows of a query into a table of `main` under numbers that are no column of it.
  ///
  /// - Parameters:
  ///   - table: its bare name.
  ///   - columns: those of the query behind the first, which a number is made from; nil in it counts as 0.
  ///   - numbering: begins to number the rows; it may be asked to begin again. A row without a number ends it all.
  /// - Returns: false where a row has no number: no row is inserted then.
  public func insert(
    into table: String, columns: [String], rowsOf query: String, numbering: () -> (Int64) -> Int64?
  ) throws(StoreError) -> Bool {
    struct Refused: Error {}
    do {
      try queue.writeWithoutTransaction { db in
        let names = (["rowid"] + columns.map(\.quotedDatabaseIdentifier)).joined(separator: ", ")
        let statement = try db.makeStatement(sql: query)
        try insert(
          into: table, columnList: "(\(names))", columnCount: columns.count + 1, in: db
        ) { writer in
          let number = numbering()
          try statement.forEachRow { row in
            guard let number = number(row.integer(0) ?? 0) else { throw Refused() }
            writer.integer(number)
            writer.cells(of: row, from: 1)
            try writer.endRow()
          }
        }
      }
      return true
    } catch is Refused {
      return false
    } catch { throw StoreError(error, file: file) }
  }

  /// Inserts rows that a query of the same connection gives: all of them as pages, or all of them by statements.
  private func insert(
    into table: String, columnList: String = "", columnCount: Int, in db: Database,
    _ body: (inout RowWriter) throws -> Void
  ) throws {
    func insert(_ pages: PackedTable?) throws {
      var writer = unsafe RowWriter(
        connection: try connection(of: db), table: "main." + table.quotedDatabaseIdentifier,
        columnList: columnList, columnCount: columnCount, pages: pages, fallsBack: false, file: file)
      try writer.insert(body)
    }
    do {
      try insert(try pages(of: table, numbersApart: !columnList.isEmpty, in: db))
    } catch let error as StoreError where error.isNotForPages {
      try insert(nil)
    }
  }

  private func connection(of db: Database) throws(StoreError) -> OpaquePointer {
    guard let connection = unsafe db.sqliteConnection else {
      throw StoreError(file: file, message: "the database is closed")
    }
    return unsafe connection
  }

  /// A writer of a table's pages, where they need no statement.
  private func pages(of table: String, numbersApart: Bool = false, in db: Database) throws -> PackedTable? {
    guard let shape = try TableShape(table, numbersApart: numbersApart, in: db),
      let pageSize = try Int.fetchOne(db, sql: "PRAGMA main.page_size"),
      let pageCount = try UInt32.fetchOne(db, sql: "PRAGMA main.page_count"),
      let largestCount = try UInt32.fetchOne(db, sql: "PRAGMA main.max_page_count")
    else { return nil }
    return PackedTable(
      shape,
      file: try PageFile(
        path: queue.path, file: file, pageSize: pageSize, pageCount: pageCount, largestCount: largestCount))
  }
}

extension RowWriter {
  fileprivate mutating func insert(_ body: (inout RowWriter) throws -> Void) throws {
    try begin()
    do {
      try body(&self)
      try finish()
    } catch {
      giveUp()
      throw error
    }
  }
}
