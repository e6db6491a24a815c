internal import GuiyiColumns
public import GuiyiHistory
public import GuiyiModel
internal import GuiyiStore

/// The base database of the former run, of which the next one carries on the log of changes.
public struct FormerBase: Sendable {
  public let path: String
  /// nil where an older engine wrote the file, which has no log.
  public let baseline: Baseline?
  /// The last place of the feed that is taken.
  let lastCursor: Int64
  private let keys: [String]

  public init(path: String, subject: Subject) throws {
    self.path = path
    keys = BaseDeclaration.of(subject).feedKeys
    let reader = try DatabaseReader(path: path)
    func number(_ key: String) throws -> Int? {
      try reader.text("SELECT value FROM meta WHERE key = ?", [key]).flatMap { Int($0) }
    }
    guard let run = try number("baseline_run"), let next = try number("baseline_next") else {
      baseline = nil
      lastCursor = 0
      return
    }
    let baseline = Baseline(runNumber: run, nextNumber: UInt32(clamping: next))
    self.baseline = baseline
    lastCursor = max(
      FeedCursor.firstLogged(nextNumber: baseline.nextNumber) - 1,
      try reader.text("SELECT max(cursor) FROM change").flatMap { Int64($0) } ?? 0)
  }

  /// The golden values by entity number and what of them is disputed; an element that the former engine did not know has none.
  public func golden() throws -> GoldenState {
    let reader = try DatabaseReader(path: path)
    let known = Set(try reader.columnNames("SELECT * FROM entity"))
    var state = GoldenState(elementCount: keys.count)
    let columns = keys.map(BaseDeclaration.columnName).map { known.contains($0) ? $0 : "NULL" }
    try reader.forEach("SELECT entity_no, \(columns.joined(separator: ", ")) FROM entity ORDER BY entity_no")
    {
      row in
      guard let number = row.integer(0) else { return }
      state.numbers.append(UInt32(truncatingIfNeeded: number))
      for place in keys.indices {
        let value = row.withText(place + 1) { state.texts[place].intern($0) }
        state.values[place].append(value ?? 0)
      }
    }
    return state
  }

  /// The number that stands today for one that was merged away; nil where it was not, or nobody kept a log.
  public func redirect(of number: UInt32) throws -> UInt32? {
    if baseline == nil { return nil }
    return try DatabaseReader(path: path).text(
      "SELECT to_no FROM redirect WHERE entity_no = ?", [String(number)]
    ).flatMap { UInt32($0) }
  }

  /// What an engine without a log told of entities that came from others and went, oldest first.
  func earlierEvents() throws -> [HistoryEvent] {
    var events: [HistoryEvent] = []
    try DatabaseReader(path: path).forEach(
      "SELECT entity_no, run, event, other_no FROM history WHERE event <> 'created' ORDER BY run, rowid"
    ) { row in
      guard let number = row.integer(0), let run = row.integer(1),
        let event = row.text(2).flatMap({ HistoryEvent.Event(rawValue: $0) })
      else { return }
      events.append(
        HistoryEvent(
          number: UInt32(truncatingIfNeeded: number), event: event,
          otherNumber: row.integer(3).map { UInt32(truncatingIfNeeded: $0) }, runNumber: Int(run)))
    }
    return events
  }
}
