public import GuiyiModel
public import GuiyiStore

/// What a finished base database says of the content of its entities, by keys.
public struct StoredKeys: Sendable {
  /// Entity numbers, ascending.
  public let numbers: [UInt32]
  /// By part, then as `numbers`.
  private let keys: [[UInt64]]
  /// Of each relation the entity on its left, in the order of the table's rows: the first has rowid 1.
  public let lefts: [UInt32]
  public let rights: [UInt32]
  private let rightSubjects: [UInt8]

  /// - Returns: nil where an older engine wrote the file.
  public init?(_ reader: DatabaseReader) throws {
    let known = try reader.text(
      "SELECT count(*) FROM sqlite_schema WHERE name IN ('entity_key', 'relation_end')")
    guard known == "2" else { return nil }
    var numbers: [UInt32] = []
    var keys = ContentPart.allCases.map { _ in [UInt64]() }
    try reader.forEach("SELECT * FROM entity_key ORDER BY block_no") { row in
      numbers += row.numbers(1, as: UInt32.self)
      for part in keys.indices { keys[part] += row.numbers(2 + part, as: UInt64.self) }
    }
    var (lefts, rights, subjects): ([UInt32], [UInt32], [UInt8]) = ([], [], [])
    try reader.forEach("SELECT * FROM relation_end ORDER BY block_no") { row in
      lefts += row.numbers(1, as: UInt32.self)
      rights += row.numbers(2, as: UInt32.self)
      subjects += row.numbers(3, as: UInt8.self)
    }
    // A damaged file is no ground to build on.
    guard keys.allSatisfy({ $0.count == numbers.count }), rights.count == lefts.count,
      subjects.count == lefts.count
    else { return nil }
    self.numbers = numbers
    self.keys = keys
    self.lefts = lefts
    self.rights = rights
    rightSubjects = subjects
  }

  /// The subject on the right of a relation; nil where the file is damaged.
  public func rightSubject(_ relation: Int) -> Subject? { Subject(rawValue: rightSubjects[relation]) }

  /// The entities that came, went, or have other content; ascending.
  public func changes(since former: StoredKeys) -> [ContentChange] {
    var changes: [ContentChange] = []
    var (old, new) = (0, 0)
    while old < former.numbers.count || new < numbers.count {
      let before = old < former.numbers.count ? former.numbers[old] : .max
      let after = new < numbers.count ? numbers[new] : .max
      var parts = ContentParts.all
      if before == after {
        parts = []
        for part in keys.indices where keys[part][new] != former.keys[part][old] {
          parts.formUnion(ContentParts(rawValue: 1 << UInt8(part)))
        }
      }
      if parts != [] { changes.append(ContentChange(number: min(before, after), parts: parts)) }
      if before <= after { old += 1 }
      if after <= before { new += 1 }
    }
    return changes
  }
}

/// An entity with other content than before.
public struct ContentChange: Sendable, Hashable {
  public let number: UInt32
  /// All of them where it came or went.
  public let parts: ContentParts
}
