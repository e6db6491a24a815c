import Foundation
import GuiyiLedger
import GuiyiModel
import GuiyiStore

/// The ledger of findings as a file of a run: `ledger.sqlite`.
enum LedgerDatabase {
  static let fileName = "ledger.sqlite"

  private static let lifeColumns = [
    "id", "match_key", "second_key", "row_key", "second_row_key", "content_hash", "resource", "rule",
    "column_name",
    "file", "row", "first_run", "first_day", "last_run", "last_day", "seen", "opened_run", "opened_day",
    "due_day",
    "provisional", "ended", "ended_run", "ended_day", "answer", "answer_day",
  ]

  static func write(_ ledger: Ledger, path: String) throws(StoreError) {
    let database = try DatabaseBuilder(path: path)
    try database.execute(
      """
      CREATE TABLE word (word_no INTEGER PRIMARY KEY, text TEXT NOT NULL);
      CREATE TABLE life (\(lifeColumns[0]) INTEGER PRIMARY KEY, \(lifeColumns.dropFirst().joined(separator: ", ")));
      CREATE TABLE seen (finding_no INTEGER PRIMARY KEY, id INTEGER NOT NULL);
      CREATE TABLE life_count (run INTEGER, day INTEGER, department TEXT, kind TEXT, open INTEGER, new INTEGER,
        overdue INTEGER, repaired INTEGER, removed INTEGER, lapsed INTEGER);
      CREATE TABLE notice (key TEXT, id INTEGER, asked_run INTEGER, asked_day INTEGER, due_day INTEGER,
        provisional INTEGER, last_run INTEGER, answer TEXT, answer_day INTEGER, reason TEXT);
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
      for life in [lives[middle...], lives[..<middle]].joined() {
        try write(life, to: &writer)
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
    try database.insert(into: "notice", columnCount: 10) { writer in
      for notice in notices {
        writer.text(notice.key)
        writer.integer(Int64(bitPattern: notice.id))
        writer.integer(notice.askedRun)
        writer.integer(Int(notice.askedDay))
        writer.integer(Int(notice.dueDay))
        writer.integer(notice.isProvisional ? 1 : 0)
        writer.integer(notice.lastRun)
        writer.text(notice.answer?.rawValue)
        day(notice.answerDay, &writer)
        writer.text(notice.reason)
        try writer.endRow()
      }
    }
  }

  /// What departments were asked about repeated collection.
  static func notices(path: String) throws -> [NoticeLife] {
    var notices: [NoticeLife] = []
    try DatabaseReader(path: path).forEach(
      """
      SELECT key, id, asked_run, asked_day, due_day, provisional, last_run, answer, answer_day, reason
      FROM notice ORDER BY rowid
      """
    ) { row in
      notices.append(
        NoticeLife(
          key: row.text(0) ?? "", id: UInt64(bitPattern: row.integer(1) ?? 0),
          askedRun: Int(row.integer(2) ?? 0),
          askedDay: DayNumber(truncatingIfNeeded: row.integer(3) ?? 0),
          dueDay: DayNumber(truncatingIfNeeded: row.integer(4) ?? 0), isProvisional: row.integer(5) == 1,
          lastRun: Int(row.integer(6) ?? 0), answer: row.text(7).flatMap { NoticeAnswer(rawValue: $0) },
          answerDay: row.integer(8).map { DayNumber(truncatingIfNeeded: $0) } ?? FindingLife.noDay,
          reason: row.text(9) ?? ""))
    }
    return notices
  }

  private static func write(_ life: FindingLife, to writer: inout RowWriter) throws {
    for key in [life.id, life.matchKey, life.secondKey, life.rowKey, life.secondRowKey, life.contentHash] {
      writer.integer(Int64(bitPattern: key))
    }
    for number in [life.resource, life.rule, life.column, life.file, life.rowNumber] {
      writer.integer(Int64(number))
    }
    for number in [
      life.firstRun, life.firstDay, life.lastRun, life.lastDay, life.seenCount, life.openedRun,
      life.openedDay,
    ] { writer.integer(Int64(number)) }
    day(life.dueDay, &writer)
    writer.integer(life.isProvisional ? 1 : 0)
    writer.text(life.end?.rawValue)
    writer.integer(Int64(life.endRun))
    day(life.endDay, &writer)
    writer.text(life.answer?.rawValue)
    day(life.answerDay, &writer)
    try writer.endRow()
  }

  private static func day(_ day: DayNumber, _ writer: inout RowWriter) {
    if day == FindingLife.noDay { writer.null() } else { writer.integer(Int64(day)) }
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
        ledger.lives.append(life($0))
      }
    }
    for life in ledger.lives {
      let isSound = [life.resource, life.rule, life.column, life.file].allSatisfy { $0 < ledger.words.count }
      guard isSound, life.seenCount < Int32.max else {
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
    ) { lives.append(life($0)) }
    return lives
  }

  /// The columns of `life` in a query, in the order in which `life(_:)` reads them.
  static func columns(of table: String) -> String {
    lifeColumns.map { "\(table).\($0)" }.joined(separator: ", ")
  }

  static func life(_ row: StoredRow) -> FindingLife {
    func key(_ column: Int) -> UInt64 { UInt64(bitPattern: row.integer(column) ?? 0) }
    func number(_ column: Int) -> UInt32 { UInt32(truncatingIfNeeded: row.integer(column) ?? 0) }
    func signed(_ column: Int) -> Int32 { Int32(truncatingIfNeeded: row.integer(column) ?? 0) }
    func day(_ column: Int) -> DayNumber {
      row.integer(column).map { DayNumber(truncatingIfNeeded: $0) } ?? FindingLife.noDay
    }
    return FindingLife(
      id: key(0), matchKey: key(1), secondKey: key(2), rowKey: key(3), secondRowKey: key(4),
      contentHash: key(5),
      resource: number(6), rule: number(7), column: number(8), file: number(9), rowNumber: number(10),
      firstRun: signed(11), firstDay: signed(12), lastRun: signed(13), lastDay: signed(14),
      seenCount: signed(15), openedRun: signed(16), openedDay: signed(17), dueDay: day(18),
      isProvisional: row.integer(19) == 1, end: row.text(20).flatMap { FindingEnd(rawValue: $0) },
      endRun: signed(21), endDay: day(22), answer: row.text(23).flatMap { FindingAnswer(rawValue: $0) },
      answerDay: day(24))
  }
}
