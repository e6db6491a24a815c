import GuiyiStore
import GuiyiTesting
import Testing

/// Rows that go from a query to the pages of a table, beside the same rows inserted by SQLite.
@Suite struct QueryRowsTests {
  let folder = ScratchFolder("query-rows")

  /// A database with 3,000 rows of all kinds in `source`, numbered from 1.
  private func database(_ name: String) throws -> DatabaseBuilder {
    let builder = try DatabaseBuilder(path: folder.path + "/\(name).sqlite")
    try builder.execute(
      """
      CREATE TABLE source (no INTEGER PRIMARY KEY, name TEXT, x);
      WITH RECURSIVE g (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < 3000)
        INSERT INTO source SELECT n, '名' || n || '号' || substr(hex(zeroblob(n % 300)), 1, n % 500),
          CASE n % 5 WHEN 0 THEN NULL WHEN 1 THEN n WHEN 2 THEN n / 7.0 WHEN 3 THEN x'00FF' ELSE 't' END FROM g;
      CREATE TABLE "the table" (name TEXT, x);
      """)
    return builder
  }

  private func contents(_ name: String) throws -> (rows: [String], check: String?) {
    let reader = try DatabaseReader(path: folder.path + "/\(name).sqlite")
    var rows: [String] = []
    try reader.forEach(
      "SELECT rowid || ' ' || quote(name) || ' ' || typeof(x) || quote(x) FROM \"the table\""
    ) {
      rows.append($0.text(0) ?? "NULL")
    }
    return (rows, try reader.text("PRAGMA integrity_check"))
  }

  /// - Parameters:
  ///   - name: what becomes the first column.
  ///   - order: in which the rows come.
  private func expectSame(name: String = "name", order: String) throws {
    let query = "SELECT no * 3, \(name), x FROM source ORDER BY \(order)"
    let packed = try database("packed")
    #expect(try packed.insert(into: "the table", columns: ["name", "x"], rowsOf: query) { { $0 } })
    try packed.finish()
    let inserted = try database("inserted")
    try inserted.execute("INSERT INTO \"the table\" (rowid, name, x) \(query);")
    try inserted.finish()
    let (own, twin) = (
      try contents("packed"), try contents("inserted")
    )
    #expect(own.check == "ok")
    #expect(own.rows.count == 3_000)
    #expect(own.rows == twin.rows)
  }

  @Test func `rows in the order of their numbers, from a table of the same file`() throws {
    try expectSame(order: "no")
  }

  @Test func `rows in another order are the same rows`() throws {
    try expectSame(order: "no DESC")
    try expectSame(order: "no % 2500")
  }

  @Test(arguments: [1, 2_900])
  func `a cell of another kind than its column's is kept as SQLite keeps it`(row: Int) throws {
    try expectSame(name: "CASE no WHEN \(row) THEN no ELSE name END", order: "no")
  }

  @Test(arguments: [1, 40, 2_900])
  func `rows that are refused leave an empty table, which can be filled again`(row: Int64) throws {
    let query = "SELECT no, name, x FROM source ORDER BY no"
    let builder = try database("refused")
    #expect(
      try !builder.insert(into: "the table", columns: ["name", "x"], rowsOf: query) {
        { $0 == row ? nil : $0 }
      })
    #expect(try builder.integer("SELECT count(*) FROM \"the table\"") == 0)
    #expect(
      try builder.insert(into: "the table", columns: ["name", "x"], rowsOf: query + " DESC") { { $0 + 5 } })
    try builder.finish()
    let found = try contents("refused")
    #expect(found.check == "ok")
    #expect(found.rows.count == 3_000)
    #expect(found.rows.first?.hasPrefix("6 '名1") == true)
  }

  @Test func `one number for two rows is an error`() throws {
    let builder = try database("twice")
    #expect(throws: StoreError.self) {
      try builder.insert(
        into: "the table", columns: ["name", "x"], rowsOf: "SELECT no / 2, name, x FROM source"
      ) { { $0 } }
    }
  }

  @Test func `rows of a table that lies by its key`() throws {
    for order in ["name", "no"] {
      let builder = try database("keyed \(order)")
      try builder.execute("CREATE TABLE keyed (name TEXT PRIMARY KEY, no INTEGER) WITHOUT ROWID;")
      try builder.insert(into: "keyed", rowsOf: "SELECT name, no FROM source ORDER BY \(order)")
      try builder.finish()
      let reader = try DatabaseReader(path: folder.path + "/keyed \(order).sqlite")
      #expect(
        try reader.text("SELECT count(*) FROM keyed JOIN source USING (name) WHERE keyed.no = source.no")
          == "3000")
      #expect(try reader.text("PRAGMA integrity_check") == "ok")
    }
  }
}
