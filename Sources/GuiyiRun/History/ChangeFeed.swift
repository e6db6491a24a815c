import GuiyiBase
import GuiyiHistory
import GuiyiModel
import GuiyiReport
import GuiyiStore

/// The change feed of one subject: followed from its first line, it gives the golden table.
struct ChangeFeed {
  static let columns = [
    "cursor", "run", "as_of", "event", "entity_id", "other_id", "element", "old", "new",
  ]

  private let declaration: BaseDeclaration
  private let keys: [String]
  private let base: DatabaseReader
  private let baseline: Baseline
  private let baselineDay: String

  /// - Parameter folder: a finished run's.
  init(_ subject: Subject, folder: String) throws {
    declaration = BaseDeclaration.of(subject)
    keys = declaration.feedKeys
    let path = folder + "/base/" + declaration.fileName
    base = try DatabaseReader(path: path)
    guard let baseline = try FormerBase(path: path, subject: subject).baseline else {
      throw RunError(
        .input, "\(declaration.fileName) was written by an engine that kept no changes",
        nextStep: "Run 'guiyi run … --force' once; the feed begins with that run.")
    }
    self.baseline = baseline
    baselineDay =
      try base.text("SELECT as_of FROM run WHERE run = ?", [String(baseline.runNumber)]) ?? ""
  }

  /// Writes the lines behind a cursor, in the order of their own.
  /// - Parameter since: 0 for all.
  func write(since: Int64, to writer: inout ExportWriter) throws {
    if since < FeedCursor.firstLogged(nextNumber: baseline.nextNumber) - 1 {
      try writeBaseline(since: since, to: &writer)
    }
    try base.forEach(
      """
      SELECT c.cursor, c.run, coalesce(r.as_of, ''), c.event, c.entity_no, c.other_no, c.element, c.old, c.new
      FROM change c LEFT JOIN run r USING (run) WHERE c.cursor > \(max(0, since)) ORDER BY c.cursor
      """
    ) { row in
      for column in 0..<Self.columns.count {
        switch column {
        case 4, 5:
          if let number = row.integer(column) {
            writer.text(declaration.entityID(UInt32(truncatingIfNeeded: number)))
          } else {
            writer.null()
          }
        default:
          if let text = row.text(column) { writer.text(text) } else { writer.null() }
        }
      }
      try writer.endRow()
    }
  }

  /// Writes what the feed begins with: the first run's entities with the values that they had then.
  private func writeBaseline(since: Int64, to writer: inout ExportWriter) throws {
    let columns = keys.map(BaseDeclaration.columnName).joined(separator: ", ")
    let first = max(0, since) / FeedCursor.placesPerEntity
    let run = String(baseline.runNumber)
    try base.forEach(
      "SELECT entity_no, \(columns) FROM baseline WHERE entity_no >= \(first) ORDER BY entity_no"
    ) { row in
      guard let number = row.integer(0).map({ UInt32(truncatingIfNeeded: $0) }) else { return }
      let id = declaration.entityID(number)
      func begin(_ cursor: Int64, _ kind: EntityChange.Kind) {
        writer.text(String(cursor))
        writer.text(run)
        writer.text(baselineDay)
        writer.text(kind.name)
        writer.text(id)
        writer.null()
      }
      if FeedCursor.entity(number) > since {
        begin(FeedCursor.entity(number), .created)
        for _ in 0..<3 { writer.null() }
        try writer.endRow()
      }
      for place in keys.indices {
        let cursor = FeedCursor.value(number, place)
        guard cursor > since, let value = row.text(place + 1) else { continue }
        begin(cursor, .changed)
        writer.text(keys[place])
        writer.null()
        writer.text(value)
        try writer.endRow()
      }
    }
  }
}
