import GuiyiBase
import GuiyiHistory
import GuiyiIdentifiers
import GuiyiMerge
import GuiyiModel
import GuiyiRecords
import GuiyiReport
import GuiyiResolve
import GuiyiStore

/// The disputes of a workspace, each with the entity of this run that it is about.
struct DisputeMarks: Sendable {
  struct Mark: Sendable {
    let dispute: Dispute
    /// The entity's index in its subject's resolution.
    let entity: Int
    let number: UInt32
  }

  /// At `Subject.rawValue`, by entity number, then in the order of the file.
  private(set) var marks: [[Mark]] = Subject.entities.map { _ in [] }
  /// Disputes about an id or a row that is not there.
  private(set) var unmatched: [Dispute] = []

  /// No disputes.
  init() {}

  /// - Parameter numbers: at `Subject.rawValue`.
  init(
    _ disputes: [Dispute], state: CityState, numbers: [EntityNumbers], former: FormerVersion
  ) throws {
    for dispute in disputes {
      let subject = Int(dispute.element.subject.rawValue)
      let entity =
        switch dispute.target {
        case .entity(let id):
          try Self.entity(id, dispute.element.subject, numbers[subject], former: former)
        case .row(let file, let number):
          Self.entity(file: file, row: number, element: dispute.element, state: state)
        }
      guard let entity else {
        unmatched.append(dispute)
        continue
      }
      marks[subject].append(
        Mark(dispute: dispute, entity: entity, number: numbers[subject].numbers[entity]))
    }
    for subject in marks.indices {
      let unsorted = marks[subject]
      marks[subject] = unsorted.indices.sorted { (unsorted[$0].number, $0) < (unsorted[$1].number, $1) }
        .map { unsorted[$0] }
    }
  }

  /// The entity of an id, by its redirects where it was merged away.
  private static func entity(
    _ id: String, _ subject: Subject, _ numbers: EntityNumbers, former: FormerVersion
  ) throws -> Int? {
    guard var number = BaseDeclaration.of(subject).entityNumber(id) else { return nil }
    if let entity = numbers.numbers.firstIndex(of: number) { return entity }
    if let base = try former.base(of: subject), let known = try base.redirect(of: number) { number = known }
    if let merged = numbers.events.first(where: { $0.number == number && $0.event == .merged }) {
      number = merged.otherNumber ?? number
    }
    return numbers.numbers.firstIndex(of: number)
  }

  /// The entity of a row that carries the element.
  private static func entity(file: String, row: UInt32, element: DataElement, state: CityState) -> Int? {
    for table in state.tables {
      guard let fileIndex = table.files.firstIndex(of: file) else { continue }
      let resource = table.resourceIndex
      guard
        let index = table.rowNumbers.indices.first(where: {
          table.rowNumbers[$0] == row && Int(table.fileOfRow[$0]) == fileIndex
        })
      else { continue }
      for (group, description) in state.records.groups[resource].enumerated()
      where description.columns.contains(where: { $0.element == element }) {
        let record = state.records.recordOfRow[resource][group][index]
        if record == CityRecords.noRecord { continue }
        return Int(state.resolutions[Int(element.subject.rawValue)].entityOf[Int(record)])
      }
    }
    return nil
  }

  /// What a subject's base database keeps of them.
  func stored(_ subject: Subject) -> [StoredDispute] {
    marks[Int(subject.rawValue)].map { mark in
      StoredDispute(
        number: mark.number, element: mark.dispute.element.key, since: Self.text(mark.dispute.since),
        by: mark.dispute.by, reason: mark.dispute.reason, status: mark.dispute.status.rawValue)
    }
  }

  private static func text(_ day: DayNumber) -> String {
    CivilDate(daysSinceEpoch: Int(day)).map { "\($0)" } ?? ""
  }

  /// Open disputes about values that a department delivered, as its page shows them.
  func reported(_ state: CityState) -> [DisputedValue] {
    Subject.entities.flatMap { subject -> [DisputedValue] in
      let golden = state.golden[Int(subject.rawValue)]
      let records = state.records[subject]
      return marks[Int(subject.rawValue)].compactMap { mark -> DisputedValue? in
        let place = golden.column(mark.dispute.element)
        let record = golden.records[place][mark.entity]
        guard mark.dispute.status == .open, record != .max else { return nil }
        let resource = Int(records.resources[Int(record)])
        let row = Int(records.rows[Int(record)])
        return DisputedValue(
          resourceIndex: resource, fileIndex: Int(state.tables[resource].fileOfRow[row]),
          rowNumber: state.tables[resource].rowNumbers[row], element: mark.dispute.element,
          since: mark.dispute.since, by: mark.dispute.by, reason: mark.dispute.reason)
      }
    }
  }
}
