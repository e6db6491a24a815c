import Foundation
import GuiyiStore
import GuiyiTesting
import Testing

@Suite struct DatabaseTests {
  let folder = ScratchFolder("database")
  var path: String { folder.path + "/person.sqlite" }

  static let texts = [
    "", "王", "a\0b", "\0", "it's \"quoted\"; DROP TABLE t; --", "a,b\nc\r\nd", "𠮷野家 ·", "?1 :name @x $y",
    String(repeating: "长", count: 400_000),
  ]

  /// What comes back of one row of cells.
  private func roundTrip(_ write: (inout RowWriter) throws -> Void, columnCount: Int) throws -> [String?] {
    let builder = try DatabaseBuilder(path: path)
    let columns = (0..<columnCount).map { "c\($0)" }.joined(separator: ", ")
    try builder.execute("CREATE TABLE t (\(columns))")
    try builder.insert(into: "t", columnCount: columnCount) { writer in
      try write(&writer)
      try writer.endRow()
    }
    try builder.finish()
    var cells: [String?] = []
    try DatabaseReader(path: path).forEach("SELECT * FROM t") { row in
      cells = (0..<row.count).map { row.text($0) }
    }
    return cells
  }

  @Test(arguments: texts.indices)
  func `text comes back as it was, as bytes and as a string`(index: Int) throws {
    let text = Self.texts[index]
    let cells = try roundTrip(
      {
        $0.text(text)
        $0.text(Array(text.utf8).span)
        $0.text(Optional(text))
      }, columnCount: 3)
    #expect(cells == [text, text, text])
  }

  @Test func `no text is NULL, and empty text is not`() throws {
    let cells = try roundTrip(
      {
        $0.text(String?.none)
        $0.text("")
        $0.text([UInt8]().span)
        $0.null()
      }, columnCount: 4)
    #expect(cells == [nil, "", "", nil])
  }

  @Test func `a number is read as the text of that very number`() throws {
    let cells = try roundTrip(
      {
        $0.integer(Int64.min)
        $0.integer(Int64.max)
        $0.real(0.43)
        $0.real(-1.5)
        $0.real(1e300)
      }, columnCount: 5)
    #expect(cells == ["-9223372036854775808", "9223372036854775807", "0.43", "-1.5", "1e+300"])
  }

  @Test(arguments: [0, 1, 63, 64, 65, 128, 1_000])
  func `every row is written, however many make a statement`(count: Int) throws {
    let builder = try DatabaseBuilder(path: path)
    try builder.execute("CREATE TABLE t (a, b)")
    try builder.insert(into: "t", columnCount: 2) { writer in
      for number in 0..<count {
        writer.integer(number)
        writer.text("第\(number)")
        try writer.endRow()
      }
    }
    try builder.finish()
    var texts: [String?] = []
    try DatabaseReader(path: path).forEach("SELECT a, b FROM t ORDER BY a") { texts.append($0.text(1)) }
    #expect(texts == (0..<count).map { "第\($0)" })
  }

  @Test(arguments: [[], [0], [UInt64.max, 1, 0x0102_0304_0506_0708]])
  func `numbers come back as they were`(numbers: [UInt64]) throws {
    let builder = try DatabaseBuilder(path: path)
    try builder.execute("CREATE TABLE t (a, b)")
    try builder.insert(into: "t", columnCount: 2) { writer in
      writer.numbers(numbers.span)
      writer.null()
      try writer.endRow()
    }
    try builder.finish()
    try DatabaseReader(path: path).forEach("SELECT a, b FROM t") { row in
      #expect(row.numbers(0, as: UInt64.self) == numbers)
      #expect(row.numbers(1, as: UInt64.self).isEmpty)
    }
  }

  @Test func `a row's cells never reach the next row`() throws {
    let builder = try DatabaseBuilder(path: path)
    try builder.execute("CREATE TABLE t (a, b)")
    try builder.insert(into: "t", columnCount: 2) { writer in
      for number in 0..<1_000 {
        writer.text(String(repeating: "甲", count: number % 7))
        if number.isMultiple(of: 2) { writer.null() } else { writer.integer(number) }
        try writer.endRow()
      }
    }
    try builder.finish()
    var number = 0
    try DatabaseReader(path: path).forEach("SELECT a, b FROM t ORDER BY rowid") { row in
      #expect(row.text(0) == String(repeating: "甲", count: number % 7))
      #expect(row.integer(1) == (number.isMultiple(of: 2) ? nil : Int64(number)))
      number += 1
    }
    #expect(number == 1_000)
  }

  @Test func `an insert that fails half-way leaves no row`() throws {
    let builder = try DatabaseBuilder(path: path)
    try builder.execute("CREATE TABLE t (a NOT NULL)")
    #expect(throws: StoreError.self) {
      try builder.insert(into: "t", columnCount: 1) { writer in
        writer.text("a")
        try writer.endRow()
        writer.null()
        try writer.endRow()
      }
    }
    try builder.finish()
    #expect(try DatabaseReader(path: path).text("SELECT count(*) FROM t") == "0")
  }

  @Test func `an old file at the path is replaced`() throws {
    try folder.write("person.sqlite", "not a database at all")
    let cells = try roundTrip({ $0.text("new") }, columnCount: 1)
    #expect(cells == ["new"])
  }

  @Test func `parameters are values, not SQL`() throws {
    _ = try roundTrip({ $0.text("' OR 1=1 --") }, columnCount: 1)
    let reader = try DatabaseReader(path: path)
    #expect(try reader.text("SELECT count(*) FROM t WHERE c0 = ?", ["x' OR '1'='1"]) == "0")
    #expect(try reader.text("SELECT count(*) FROM t WHERE c0 = ?", ["' OR 1=1 --"]) == "1")
  }

  @Test func `a wrong query and a missing file are store errors that name the file`() throws {
    _ = try roundTrip({ $0.text("a") }, columnCount: 1)
    let reader = try DatabaseReader(path: path)
    let wrong = #expect(throws: StoreError.self) { try reader.forEach("SELECT nothing FROM t") { _ in } }
    #expect(wrong?.file == "person.sqlite")
    #expect(throws: StoreError.self) { _ = try DatabaseReader(path: folder.path + "/absent.sqlite") }
  }

  @Test func `a reader cannot write`() throws {
    _ = try roundTrip({ $0.text("a") }, columnCount: 1)
    let reader = try DatabaseReader(path: path)
    #expect(throws: (any Error).self) { try reader.forEach("DELETE FROM t") { _ in } }
    #expect(try reader.text("SELECT count(*) FROM t") == "1")
  }

  @Test func `an attached database is read and cannot be written`() throws {
    _ = try roundTrip({ $0.text("a") }, columnCount: 1)
    let builder = try DatabaseBuilder(path: folder.path + "/with space 与.sqlite")
    try builder.attach(path: path, as: "person")
    try builder.execute("CREATE TABLE main.copy AS SELECT * FROM person.t")
    #expect(throws: StoreError.self) { try builder.execute("DELETE FROM person.t") }
    try builder.finish()
    let copy = try DatabaseReader(path: folder.path + "/with space 与.sqlite")
    #expect(try copy.text("SELECT c0 FROM copy") == "a")
  }

  /// SQLite names no column of what a table is joined by, and nothing of a table that is only counted.
  @Test func `a query tells every table that it reads, by whatever it is joined`() throws {
    let builder = try DatabaseBuilder(path: path)
    try builder.execute(
      """
      CREATE TABLE person (no INTEGER PRIMARY KEY, name TEXT);
      CREATE TABLE household (no INTEGER PRIMARY KEY, head INTEGER);
      CREATE TABLE other (no INTEGER PRIMARY KEY);
      CREATE INDEX by_head ON household (head);
      """)
    try builder.finish()
    let reads = try QueryReads(path: path)
    func tables(_ query: String) throws -> Set<String> { Set(try reads.columns(readBy: query).map(\.table)) }
    let both: Set<String> = ["person", "household"]
    #expect(try tables("SELECT name FROM person") == ["person"])
    #expect(try tables("-- why\nSELECT name FROM person JOIN household USING (no)") == both)
    #expect(try tables("SELECT name FROM person NATURAL JOIN household") == both)
    #expect(try tables("SELECT name FROM person WHERE EXISTS (SELECT 1 FROM household)") == both)
    #expect(try tables("SELECT name FROM person WHERE no IN (SELECT head FROM household)") == both)
  }

  @Test func `a disk that takes no more is told as such`() throws {
    let builder = try DatabaseBuilder(path: path)
    // SQLite answers the same when its file may not grow as when the disk is full.
    try builder.execute("CREATE TABLE t (a); PRAGMA max_page_count = 20")
    let error = #expect(throws: StoreError.self) {
      try builder.insert(into: "t", columnCount: 1) { writer in
        for _ in 0..<1_000 {
          writer.text(String(repeating: "x", count: 4_096))
          try writer.endRow()
        }
      }
    }
    #expect(error?.isDiskFull == true)
  }
}
