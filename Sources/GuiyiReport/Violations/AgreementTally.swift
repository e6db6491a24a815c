internal import GuiyiColumns
internal import GuiyiModel

/// How well one person's or body's values agree; a later case outweighs the earlier ones.
enum Agreement: UInt8, Sendable, Comparable {
  case none, different, partial, slip, otherWriting, equal
  static func < (a: Agreement, b: Agreement) -> Bool { a.rawValue < b.rawValue }
}

/// Counts agreements by entity and keeps the dates and rows that show them.
struct AgreementTally {
  static let exampleCount = 5

  /// One per entity of the subject.
  private var states: [Agreement]
  /// The first rows of each kind of agreement, by `Agreement`.
  private var examples = [[UInt32]](repeating: [], count: 6)
  private(set) var first: DayNumber?
  private(set) var last: DayNumber?
  /// The dates of counted rows with a value, linked or not.
  private var firstSeen: DayNumber?
  private var lastSeen: DayNumber?

  init(entityCount: Int) {
    states = [Agreement](repeating: .none, count: entityCount)
  }

  private var counted = 0

  /// Takes up a row whose value counts, linked or not.
  mutating func see(day: DayNumber) {
    counted += 1
    guard day != RowDays.undated else { return }
    firstSeen = firstSeen.map { min($0, day) } ?? day
    lastSeen = lastSeen.map { max($0, day) } ?? day
  }

  mutating func add(_ agreement: Agreement, entity: UInt32, row: Int, day: DayNumber) {
    if agreement > states[Int(entity)] { states[Int(entity)] = agreement }
    if examples[Int(agreement.rawValue)].count < Self.exampleCount {
      examples[Int(agreement.rawValue)].append(UInt32(row))
    }
    guard day != RowDays.undated else { return }
    first = first.map { min($0, day) } ?? day
    last = last.map { max($0, day) } ?? day
  }

  /// - Parameter table: the department's own, for the places of the examples.
  func evidence(table: ResourceTable, basis: DateBasis) -> ViolationEvidence {
    var evidence = ViolationEvidence()
    for state in states {
      switch state {
      case .none: continue
      case .different: break
      case .partial: evidence.partial += 1
      case .slip: evidence.slips += 1
      case .otherWriting:
        evidence.equal += 1
        evidence.otherWritings += 1
      case .equal: evidence.equal += 1
      }
      evidence.compared += 1
    }
    evidence.firstCollected = first ?? firstSeen
    evidence.lastCollected = last ?? lastSeen
    evidence.dateBasis = basis
    evidence.counted = counted
    // Slips first: they are what proves a second asking.
    for kind in [Agreement.slip, .otherWriting, .equal, .partial, .different] {
      for row in examples[Int(kind.rawValue)] where evidence.examples.count < Self.exampleCount {
        let example = ExampleRow(
          file: table.files[Int(table.fileOfRow[Int(row)])], rowNumber: table.rowNumbers[Int(row)])
        if !evidence.examples.contains(example) { evidence.examples.append(example) }
      }
    }
    return evidence
  }
}
