import Foundation
import GuiyiColumns
import GuiyiStore
import GuiyiTesting
import Testing

/// Tables whose pages are written at once, beside the same tables that SQLite fills.
@Suite struct PackedTableTests {
  let folder = ScratchFolder("packed")

  enum Cell {
    case null, integer(Int64), real(Double), text(String), blob([UInt8])

    func write(to writer: inout RowWriter) {
      switch self {
      case .null: writer.null()
      case .integer(let value): writer.integer(value)
      case .real(let value): writer.real(value)
      case .text(let value): writer.text(value)
      case .blob(let value): writer.numbers(value.span)
      }
    }
  }

  /// What stands in a table filled in the way that `prepare` leaves open, and what SQLite finds wrong with the file.
  private func contents(
    _ name: String, columns: String, columnCount: Int, rows: [[Cell]], then: String = "",
    prepare: (DatabaseBuilder) throws -> Void = { _ in }
  ) throws -> (rows: [String], check: String) {
    let path = folder.path + "/\(name).sqlite"
    let builder = try DatabaseBuilder(path: path)
    try builder.execute(
      "CREATE TABLE before (a); CREATE TABLE t \(columns); CREATE TABLE after (a INTEGER PRIMARY KEY, b TEXT);"
    )
    try prepare(builder)
    try builder.insert(into: "before", columnCount: 1) { writer in
      writer.integer(1)
      try writer.endRow()
    }
    try builder.insert(into: "t", columnCount: columnCount) { writer in
      for row in rows {
        for cell in row { cell.write(to: &writer) }
        try writer.endRow()
      }
    }
    try builder.insert(into: "after", columnCount: 2) { writer in
      for number in 1...3 {
        writer.integer(number)
        writer.text("后")
        try writer.endRow()
      }
    }
    try builder.execute(then)
    try builder.finish()
    let reader = try DatabaseReader(path: path)
    let names = try reader.columnNames("SELECT * FROM t")
    let cells = names.map { "typeof(\"\($0)\") || ' ' || quote(\"\($0)\")" }.joined(separator: " || ', ' || ")
    var result: [String] = []
    try reader.forEach("SELECT \(cells) FROM t") { result.append($0.text(0) ?? "NULL") }
    #expect(try reader.text("SELECT count(*) FROM after WHERE b = '后'") == "3")
    return (result, try reader.text("PRAGMA integrity_check") ?? "")
  }

  /// Holds a table whose pages are written at once against one that SQLite fills row by row.
  ///
  /// A trigger that never fires keeps SQLite at it.
  private func expectSame(_ columns: String, columnCount: Int, _ rows: [[Cell]], then: String = "") throws {
    let packed = try contents("packed", columns: columns, columnCount: columnCount, rows: rows, then: then)
    let inserted = try contents(
      "inserted", columns: columns, columnCount: columnCount, rows: rows, then: "DROP TRIGGER never; " + then
    ) {
      try $0.execute("CREATE TRIGGER never AFTER INSERT ON t WHEN 0 BEGIN SELECT 1; END;")
    }
    #expect(packed.check == "ok")
    #expect(inserted.check == "ok")
    #expect(packed.rows.count == rows.count)
    #expect(packed.rows == inserted.rows)
  }

  static let numbers: [Int64] = [
    0, 1, 2, -1, 127, 128, -128, -129, 32767, 32768, -32768, -32769, 8_388_607, 8_388_608, -8_388_608,
    -8_388_609,
    2_147_483_647, 2_147_483_648, -2_147_483_648, -2_147_483_649, 140_737_488_355_327, 140_737_488_355_328,
    -140_737_488_355_328, -140_737_488_355_329, .max, .min,
  ]

  @Test func `every width of number, and every kind of cell`() throws {
    var rows = Self.numbers.map {
      [Cell.integer($0), .null, .real(Double($0)), .text("\($0)"), .blob([1, 2])]
    }
    rows.append([.integer(3), .text(""), .real(0.5), .text("王\0伟"), .blob([])])
    rows.append([.integer(3), .real(.nan), .real(-.infinity), .text("x"), .null])
    try expectSame("(a INTEGER, b, c, d TEXT, e BLOB)", columnCount: 5, rows)
  }

  @Test(arguments: [0, 1, 2, 100, 1_300, 40_000])
  func `rows with numbers, from none to several levels of pages`(count: Int) throws {
    let rows = (0..<count).map {
      [
        Cell.integer(Int64($0) * 1_000_003 - 7_000_000), .text(String(repeating: "长", count: $0 % 90)),
        .integer(Int64($0 % 3)),
      ]
    }
    try expectSame("(no INTEGER PRIMARY KEY, name TEXT, kind INTEGER)", columnCount: 3, rows)
  }

  @Test func `so many pages that three levels lie above them`() throws {
    // Few rows fill a page, and the numbers above are long.
    let rows = (0..<9_000).map {
      [Cell.integer(Int64.max - 9_000 + Int64($0)), .text(String(repeating: "x", count: 6_000))]
    }
    try expectSame("(no INTEGER PRIMARY KEY, name TEXT)", columnCount: 2, rows)
    let keyed = (0..<4_000).map {
      [Cell.text(String(repeating: "\($0 + 10_000)", count: 700)), .integer(Int64($0))]
    }
    try expectSame("(name TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID", columnCount: 2, keyed)
  }

  @Test func `a table that grows beyond the first gigabyte leaves out the page where SQLite locks`() throws {
    // Two long cells bring the file within some pages of it: for a while the test takes a gigabyte of disk.
    let rows = (0..<4_000).map {
      [Cell.integer(Int64($0)), .text(String(repeating: "页", count: 400)), .integer(Int64($0 % 9))]
    }
    let large = try contents(
      "large", columns: "(no INTEGER PRIMARY KEY, name TEXT, kind INTEGER)", columnCount: 3, rows: rows
    ) {
      try $0.execute(
        """
        CREATE TABLE filler (a);
        INSERT INTO filler VALUES (zeroblob(900000000)), (zeroblob(172000000));
        """)
    }
    #expect(large.check == "ok")
    let last = "integer 3999, text '\(String(repeating: "页", count: 400))', integer \(3999 % 9)"
    #expect(large.rows.count == rows.count && large.rows.last == last)
    let size = try FileManager.default.attributesOfItem(atPath: folder.path + "/large.sqlite")[.size] as? Int
    #expect(try #require(size) > 1 << 30)
  }

  @Test(arguments: [1, 3, 250, 30_000])
  func `rows by their key, whose columns lie first`(count: Int) throws {
    let rows = (0..<count).map {
      [
        Cell.text(String(repeating: "值", count: $0 % 50)), .integer(Int64($0 / 7)), .null,
        .text("k" + String(repeating: "y", count: $0 % 7)),
      ]
    }
    try expectSame(
      "(value TEXT, no INTEGER, x, name TEXT, PRIMARY KEY (no, name)) WITHOUT ROWID", columnCount: 4,
      rows)
  }

  @Test func `cells of all lengths around what a page keeps of them`() throws {
    for length in [4_050, 4_086, 8_100, 16_300, 16_349, 16_384, 32_700, 70_000] {
      let rows = (0..<60).map {
        [
          Cell.integer(Int64($0)), .text(String(repeating: "z", count: length + $0)),
          .blob(Array(repeating: 7, count: $0)),
        ]
      }
      try expectSame("(no INTEGER PRIMARY KEY, t TEXT, b BLOB)", columnCount: 3, rows)
      try expectSame("(no INTEGER, t TEXT, b BLOB, PRIMARY KEY (no)) WITHOUT ROWID", columnCount: 3, rows)
    }
  }

  @Test func `rows that come out of order, or with a cell of another kind, are SQLite's from there on`()
    throws
  {
    var rows = (0..<500).map { [Cell.integer(Int64($0 * 2)), .text("\($0)")] }
    rows.append([.integer(7), .text("between")])
    rows += (500..<900).map { [Cell.integer(Int64($0 * 2)), .text("\($0)")] }
    try expectSame("(no INTEGER PRIMARY KEY, name TEXT)", columnCount: 2, rows)
    try expectSame("(no INTEGER, name TEXT, PRIMARY KEY (no)) WITHOUT ROWID", columnCount: 2, rows)
    rows[300][1] = .integer(300)
    try expectSame("(no INTEGER PRIMARY KEY, name TEXT)", columnCount: 2, rows)
    try expectSame("(no INTEGER, name INTEGER)", columnCount: 2, rows)
  }

  @Test func `a row that the table does not take is refused as ever`() throws {
    let good = (0..<300).map { [Cell.integer(Int64($0)), .text("\($0)")] }
    for bad in [[Cell.integer(1), .text("twice")], [.integer(1_000), .null], [.text("x"), .text("y")]] {
      #expect(throws: StoreError.self) {
        try contents(
          "refused", columns: "(no INTEGER PRIMARY KEY, name TEXT NOT NULL)", columnCount: 2,
          rows: good + [bad])
      }
    }
  }

  @Test func `an index made afterwards and rows deleted and added find the pages in order`() throws {
    let rows = (0..<5_000).map { [Cell.integer(Int64($0)), .text("\($0 * 7919 % 5_000)")] }
    try expectSame(
      "(no INTEGER PRIMARY KEY, name TEXT)", columnCount: 2, rows,
      then: """
        CREATE INDEX by_name ON t (name); UPDATE t SET name = name || 'u' WHERE no % 3 = 0;
        DELETE FROM t WHERE no % 5 = 0; INSERT INTO t SELECT no * 5, 'again' FROM t WHERE no < 1000 AND no % 5 <> 0 LIMIT 1000;
        DELETE FROM t; INSERT INTO t SELECT value, value || '' FROM generate(5000);
        """.replacing(
          "SELECT value, value || '' FROM generate(5000)",
          with:
            "WITH RECURSIVE g (value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM g WHERE value < 4999) SELECT value, value || '' FROM g"
        ))
  }

  @Test func `random tables, cell for cell`() throws {
    var random = SplitMix64(seed: 20261127)
    let affinities = ["INTEGER", "TEXT", "REAL", "BLOB", ""]
    for _ in 0..<40 {
      let columnCount = Int.random(in: 1...70, using: &random)
      let types = (0..<columnCount).map { _ in affinities.randomElement(using: &random) ?? "" }
      let rows = (0..<Int.random(in: 0...400, using: &random)).map { _ in
        types.map { type -> Cell in
          if Int.random(in: 0..<5, using: &random) == 0 { return .null }
          switch type {
          case "INTEGER":
            return .integer(
              Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0..<64, using: &random))
          case "TEXT": return .text(String(repeating: "字", count: Int.random(in: 0...40, using: &random)))
          case "REAL": return .real(Double.random(in: -1e9...1e9, using: &random))
          default:
            return .blob((0..<Int.random(in: 0...90, using: &random)).map { UInt8(truncatingIfNeeded: $0) })
          }
        }
      }
      let columns = types.enumerated().map { "c\($0) \($1)" }.joined(separator: ", ")
      try expectSame("(\(columns))", columnCount: columnCount, rows)
    }
  }
}
