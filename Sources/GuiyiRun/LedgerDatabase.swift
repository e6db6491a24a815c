internal import Foundation
public import GuiyiLedger
public import GuiyiModel
public import GuiyiStore

/// The ledger of findings as a file of a run: `ledger.sqlite`.
enum LedgerDatabase {
  static let fileName = "ledger.sqlite"

  private static let lifeColumns = {
    var names = FieldNames()
    var life = FindingLife()
    life.visit(&names)
    return names.names
  }()

  private static let noticeColumns = {
    var names = FieldNames()
    var notice = NoticeLife()
    notice.visit(&names)
    return names.names
  }()

  static func write(_ ledger: Ledger, path: String) throws(StoreError) {
    let database = try DatabaseBuilder(path: path)
    try database.execute(
      """
      CREATE TABLE word (word_no INTEGER PRIMARY KEY, text TEXT NOT NULL);
      CREATE TABLE life (\(lifeColumns[0]) INTEGER PRIMARY KEY, \(lifeColumns.dropFirst().joined(separator: ", ")));
      CREATE TABLE seen (finding_no INTEGER PRIMARY KEY, id INTEGER NOT NULL);
      CREATE TABLE life_count (run INTEGER, day INTEGER, department TEXT, kind TEXT, open INTEGER, new INTEGER,
        overdue INTEGER, repaired INTEGER, removed INTEGER, lapsed INTEGER);
      CREATE TABLE notice (\(noticeColumns.joined(separator: ", ")));
      CREATE TABLE measure (run INTEGER, day INTEGER, department TEXT, name TEXT, a INTEGER, b INTEGER);
      CREATE VIEW finding_life AS SELECT printf('%016x', l.id) AS number, r.text AS resource, u.text AS rule,
        c.text AS column_name, f.text AS file, l.row, date(l.first_day * 86400, 'unixepoch') AS first_seen,
        date(l.last_day * 86400, 'unixepoch') AS last_seen, l.seen, l.opened_run,
        date(l.due_day * 86400, 'unixepoch') AS due, l.provisional, l.ended, l.answer
        FROM life l JOIN word r ON r.word_no = l.resource JOIN word u ON u.word_no = l.rule
        JOIN word c ON c.word_no = l.column_name JOIN word f ON f.word_no = l.file;
      """)
    try database.insert(into: "word", columnCount: 2) { writer in
      for (number, word) in ledger.words.enumerated() {
        writer.integer(number)
        writer.text(word)
        try writer.endRow()
      }
    }
    // SQLite keeps whole numbers with their sign: in its order rows are appended, never moved.
    let lives = ledger.lives
    let middle = lives.firstIndex { $0.id >= 1 << 63 } ?? lives.count
    try database.insert(into: "life", columnCount: lifeColumns.count) { writer in
      for var life in [lives[middle...], lives[..<middle]].joined() {
        life.visit(&writer)
        try writer.endRow()
      }
    }
    try database.insert(into: "seen", columnCount: 2) { writer in
      for (index, place) in ledger.lifeOfFinding.enumerated() {
        writer.integer(index + 1)
        writer.integer(Int64(bitPattern: lives[Int(place)].id))
        try writer.endRow()
      }
    }
    try database.insert(into: "life_count", columnCount: 10) { writer in
      for count in ledger.counts {
        writer.integer(count.runNumber)
        writer.integer(Int(count.day))
        writer.text(count.department)
        writer.text(count.kind.rawValue)
        for number in [count.open, count.new, count.overdue, count.repaired, count.removed, count.lapsed] {
          writer.integer(number)
        }
        try writer.endRow()
      }
    }
    try database.insert(into: "measure", columnCount: 6) { writer in
      for measure in ledger.measures {
        writer.integer(measure.runNumber)
        writer.integer(Int(measure.day))
        writer.text(measure.department)
        writer.text(measure.name)
        writer.integer(measure.a)
        writer.integer(measure.b)
        try writer.endRow()
      }
    }
    try writeNotices(ledger.notices, database)
    try database.finish()
  }

  private static func writeNotices(_ notices: [NoticeLife], _ database: DatabaseBuilder) throws(StoreError) {
    try database.insert(into: "notice", columnCount: noticeColumns.count) { writer in
      for var notice in notices {
        notice.visit(&writer)
        try writer.endRow()
      }
    }
  }

  /// What departments were asked about repeated collection.
  static func notices(path: String) throws -> [NoticeLife] {
    var notices: [NoticeLife] = []
    try DatabaseReader(path: path).forEach(
      "SELECT \(noticeColumns.joined(separator: ", ")) FROM notice ORDER BY rowid"
    ) { row in
      var fields = FieldReader(row)
      var notice = NoticeLife()
      notice.visit(&fields)
      try fields.check(fileName)
      notices.append(notice)
    }
    return notices
  }

  /// Reads a ledger; an empty one where the run has none.
  static func read(path: String) throws -> Ledger {
    var ledger = Ledger()
    // A file that is there and cannot be read is history that would be lost without a word.
    guard FileManager.default.fileExists(atPath: path) else { return ledger }
    let reader = try DatabaseReader(path: path)
    ledger.words = []
    try reader.forEach("SELECT text FROM word ORDER BY word_no") { ledger.words.append($0.text(0) ?? "") }
    if ledger.words.isEmpty { ledger.words = [""] }
    for sign in ["id >= 0", "id < 0"] {
      try reader.forEach("SELECT \(lifeColumns.joined(separator: ", ")) FROM life WHERE \(sign) ORDER BY id")
      {
        ledger.lives.append(try life($0))
      }
    }
    for life in ledger.lives {
      let isSound = [life.resource, life.rule, life.column, life.file].allSatisfy { $0 < ledger.words.count }
      guard isSound else {
        throw StoreError(file: fileName, message: "a life of a finding names a word that is not there")
      }
    }
    ledger.counts = try counts(path: path)
    ledger.notices = try notices(path: path)
    try reader.forEach("SELECT run, day, department, name, a, b FROM measure ORDER BY rowid") { row in
      ledger.measures.append(
        MeasureCount(
          runNumber: Int(row.integer(0) ?? 0), day: DayNumber(truncatingIfNeeded: row.integer(1) ?? 0),
          department: row.text(2) ?? "", name: row.text(3) ?? "", a: Int(row.integer(4) ?? 0),
          b: Int(row.integer(5) ?? 0)))
    }
    return ledger
  }

  /// What every run came to, by department and kind.
  static func counts(path: String) throws -> [LifeCount] {
    let reader = try DatabaseReader(path: path)
    var counts: [LifeCount] = []
    try reader.forEach(
      """
      SELECT run, day, department, kind, open, new, overdue, repaired, removed, lapsed FROM life_count ORDER BY rowid
      """
    ) { row in
      var count = LifeCount(
        runNumber: Int(row.integer(0) ?? 0), day: DayNumber(truncatingIfNeeded: row.integer(1) ?? 0),
        department: row.text(2) ?? "", kind: row.text(3).flatMap { FindingKind(rawValue: $0) } ?? .error)
      count.open = Int(row.integer(4) ?? 0)
      count.new = Int(row.integer(5) ?? 0)
      count.overdue = Int(row.integer(6) ?? 0)
      count.repaired = Int(row.integer(7) ?? 0)
      count.removed = Int(row.integer(8) ?? 0)
      count.lapsed = Int(row.integer(9) ?? 0)
      counts.append(count)
    }
    return counts
  }

  /// The lives of findings of the run by their numbers, in that order.
  static func lives(path: String, findingNumbers: Range<Int>) throws -> [FindingLife] {
    var lives: [FindingLife] = []
    lives.reserveCapacity(findingNumbers.count)
    try DatabaseReader(path: path).forEach(
      """
      SELECT \(columns(of: "l")) FROM seen s JOIN life l ON l.id = s.id
      WHERE s.finding_no >= \(findingNumbers.lowerBound) AND s.finding_no < \(findingNumbers.upperBound)
      ORDER BY s.finding_no
      """
    ) { lives.append(try life($0)) }
    return lives
  }

  /// The columns of `life` in a query, in the order in which `life(_:)` reads them.
  static func columns(of table: String) -> String {
    lifeColumns.map { "\(table).\($0)" }.joined(separator: ", ")
  }

  static func life(_ row: StoredRow) throws -> FindingLife {
    var fields = FieldReader(row)
    var life = FindingLife()
    life.visit(&fields)
    try fields.check(fileName)
    return life
  }
}

/// The names of the columns.
private struct FieldNames: LedgerFields {
  var names: [String] = []
  private mutating func add(_ name: StaticString) { names.append("\(name)") }
  mutating func key(_ name: StaticString, _ value: inout UInt64) { add(name) }
  mutating func number(_ name: StaticString, _ value: inout UInt32) { add(name) }
  mutating func number(_ name: StaticString, _ value: inout Int32) { add(name) }
  mutating func number(_ name: StaticString, _ value: inout Int) { add(name) }
  mutating func day(_ name: StaticString, _ value: inout DayNumber) { add(name) }
  mutating func flag(_ name: StaticString, _ value: inout Bool) { add(name) }
  mutating func text(_ name: StaticString, _ value: inout String) { add(name) }
  mutating func word<Word: RawRepresentable<String>>(_ name: StaticString, _ value: inout Word?) { add(name) }
}

extension RowWriter: LedgerFields {
  public mutating func key(_ name: StaticString, _ value: inout UInt64) {
    integer(Int64(bitPattern: value))
  }
  public mutating func number(_ name: StaticString, _ value: inout UInt32) { integer(Int64(value)) }
  public mutating func number(_ name: StaticString, _ value: inout Int32) { integer(Int64(value)) }
  public mutating func number(_ name: StaticString, _ value: inout Int) { integer(value) }
  public mutating func day(_ name: StaticString, _ value: inout DayNumber) {
    if value == FindingLife.noDay { null() } else { integer(Int64(value)) }
  }
  public mutating func flag(_ name: StaticString, _ value: inout Bool) { integer(value ? 1 : 0) }
  public mutating func text(_ name: StaticString, _ value: inout String) { text(value) }
  public mutating func word<Word: RawRepresentable<String>>(_ name: StaticString, _ value: inout Word?) {
    text(value?.rawValue)
  }
}

/// Reads the fields of a row in the order of its columns, and notes what nobody can have written.
private struct FieldReader: LedgerFields {
  private let row: StoredRow
  private var column = 0
  private var isSound = true

  init(_ row: StoredRow) { self.row = row }

  /// - Throws: where the file is damaged; a number out of its range would stop whoever counts with it.
  func check(_ file: String) throws(StoreError) {
    if !isSound { throw StoreError(file: file, message: "a row holds what no run has written") }
  }

  private mutating func integer() -> Int64 {
    column += 1
    guard let value = row.integer(column - 1) else {
      isSound = false
      return 0
    }
    return value
  }

  private mutating func exactly<Number: FixedWidthInteger>(in range: ClosedRange<Number>) -> Number {
    guard let value = Number(exactly: integer()), range.contains(value) else {
      isSound = false
      return 0
    }
    return value
  }

  mutating func key(_ name: StaticString, _ value: inout UInt64) { value = UInt64(bitPattern: integer()) }
  mutating func number(_ name: StaticString, _ value: inout UInt32) { value = exactly(in: 0...UInt32.max) }
  // A run more than is stored must still be a number.
  mutating func number(_ name: StaticString, _ value: inout Int32) { value = exactly(in: 0...Int32.max - 1) }
  mutating func number(_ name: StaticString, _ value: inout Int) { value = exactly(in: 0...1 << 53) }
  mutating func day(_ name: StaticString, _ value: inout DayNumber) {
    if row.integer(column) == nil, row.text(column) == nil {
      column += 1
      value = FindingLife.noDay
    } else {
      // The years 1 to 9999 and some.
      value = exactly(in: -1_000_000...3_000_000)
    }
  }
  mutating func flag(_ name: StaticString, _ value: inout Bool) { value = integer() == 1 }
  mutating func text(_ name: StaticString, _ value: inout String) {
    value = row.text(column) ?? ""
    column += 1
  }
  mutating func word<Word: RawRepresentable<String>>(_ name: StaticString, _ value: inout Word?) {
    value = row.text(column).flatMap { Word(rawValue: $0) }
    column += 1
  }
}
