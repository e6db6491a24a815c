import GuiyiBase
import GuiyiHistory
import GuiyiModel
import GuiyiStore

/// What one base database says of one entity number through time.
struct EntityLife {
  /// A change of a golden value; nil where there was or is none.
  struct ValueChange {
    let run: Int
    let element: String
    let old: String?
    let new: String?
  }

  /// Something that happened to the entity, or through it to another one.
  struct Event {
    let run: Int
    let kind: EntityChange.Kind
    let other: UInt32?
  }

  let number: UInt32
  /// Whether it has a golden record today.
  let isThere: Bool
  /// By the order of the feed.
  private(set) var events: [Event] = []
  private(set) var changes: [ValueChange] = []
  /// Who was merged into it and who was split from it.
  private(set) var others: [(event: Event, number: UInt32)] = []
  private let base: DatabaseReader

  init(_ number: UInt32, in base: DatabaseReader) throws {
    self.number = number
    self.base = base
    let name = [String(number)]
    isThere = try base.text("SELECT entity_no FROM entity WHERE entity_no = ?", name) != nil
    var events: [Event] = []
    var others: [(event: Event, number: UInt32)] = []
    try base.forEach(
      "SELECT run, event, other_no FROM history WHERE entity_no = ? ORDER BY run, event <> 'created'", name
    ) { row in
      if let event = Self.event(row) { events.append(event) }
    }
    try base.forEach("SELECT run, event, entity_no FROM change WHERE other_no = ? ORDER BY cursor", name) {
      row in
      if let event = Self.event(row), let other = event.other { others.append((event, other)) }
    }
    var changes: [ValueChange] = []
    try base.forEach(
      "SELECT run, element, old, new FROM change WHERE entity_no = ? AND event = 'changed' ORDER BY cursor",
      name
    ) { row in
      changes.append(
        ValueChange(
          run: Int(row.integer(0) ?? 0), element: row.text(1) ?? "", old: row.text(2), new: row.text(3)))
    }
    self.events = events
    self.others = others
    self.changes = changes
  }

  private static func event(_ row: StoredRow) -> Event? {
    guard let run = row.integer(0), let kind = row.text(1).flatMap({ EntityChange.Kind(name: $0) }) else {
      return nil
    }
    return Event(run: Int(run), kind: kind, other: row.integer(2).map { UInt32(truncatingIfNeeded: $0) })
  }

  /// The run that gave the number, or nil where nobody ever had it.
  var birth: Event? { events.first { $0.kind == .created || $0.kind == .split } }

  /// How it went, or nil where it is there.
  var end: Event? { events.first { $0.kind == .merged || $0.kind == .retired } }

  /// The golden values that it had after a run, by element: today's with every later change undone.
  /// - Parameter keys: the feed's, in its order.
  func values(after run: Int, of keys: [String]) throws -> [(key: String, value: String)] {
    var undone: [String: String?] = [:]
    for change in changes where change.run > run && undone[change.element] == nil {
      undone[change.element] = .some(change.old)
    }
    var today: [String?] = keys.map { _ in nil }
    let columns = keys.map(BaseDeclaration.columnName).joined(separator: ", ")
    try base.forEach("SELECT \(columns) FROM entity WHERE entity_no = ?", [String(number)]) { row in
      today = keys.indices.map { row.text($0) }
    }
    return keys.indices.compactMap { place in
      let value = undone[keys[place]] ?? today[place]
      return value.map { (keys[place], $0) }
    }
  }
}
