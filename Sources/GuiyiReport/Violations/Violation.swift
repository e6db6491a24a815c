public import GuiyiModel

/// What repeated collection looks like.
public enum ViolationKind: String, Sendable, CaseIterable {
  /// The catalog says that the item is collected though it could be had.
  case declared
  /// A column that does not say so holds the authoritative values.
  case hidden
  /// The catalog says shared, and no grant covers it.
  case undeclaredShare = "undeclared-share"
  /// Several departments collect an element that has no source: advice to name one.
  case multiHead = "multi-head"
}

/// How strong the evidence is, and so what may follow.
public enum ViolationLevel: String, Sendable, CaseIterable, Comparable {
  case lead, suspected, evidenced, confirmed

  public static func < (a: ViolationLevel, b: ViolationLevel) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .lead: 0
    case .suspected: 1
    case .evidenced: 2
    case .confirmed: 3
    }
  }
}

/// Where a violation stands between the bureau and the department.
public enum ViolationStatus: String, Sendable {
  case open, asked, explained, confirmed, overdue
}

/// What a department's rows say about the day on which they were collected.
public enum DateBasis: String, Sendable {
  case collectedOn = "collected-on"
  case updatedOn = "updated-on"
  /// No row has a date: whether the source came first cannot be shown.
  case none
}

/// A row of the department's own file that shows the repeated collection.
public struct ExampleRow: Sendable, Hashable {
  public let file: String
  /// As a spreadsheet shows it.
  public let rowNumber: UInt32
  public init(file: String, rowNumber: UInt32) {
    self.file = file
    self.rowNumber = rowNumber
  }
}

/// What the linked rows show.
///
/// Counts are people or bodies, never rows: several rows about one person count once, by the strongest agreement.
public struct ViolationEvidence: Sendable {
  /// Rows whose value counts by the dates and grants, linked or not.
  public var counted = 0
  /// Those for whom both the source and this column have a value.
  public var compared = 0
  /// The same value, whatever its writing.
  public var equal = 0
  /// Among `equal`: the same value written in another way.
  public var otherWritings = 0
  /// A slip of the hand apart: one character, two exchanged, a homophone.
  public var slips = 0
  /// A part of the other value, as an address without its province.
  public var partial = 0
  /// Independent values.
  public var different: Int { compared - equal - slips - partial }
  /// Slips and partial values: what differs the way typing differs.
  public var typing: Int { slips + partial }
  /// The dates of the rows that were counted; nil where they have none.
  public var firstCollected: DayNumber?
  public var lastCollected: DayNumber?
  public var dateBasis = DateBasis.none
  /// At most five.
  public var examples: [ExampleRow] = []
  /// The share of pairs that agree when people are shuffled, 0 through 1; nil where it was not needed.
  public var chanceAgreement: Double?
  /// The lower end of the agreement's one-sided 95 % interval; nil where it was not needed.
  public var agreementLowerBound: Double?
  public init() {}
}

/// One condition of the definition and what was found about it.
public struct ExemptionCheck: Sendable, Hashable {
  /// `identity`, `source`, `share`, `published`, `origin`, `collection`, `grant`.
  public let name: String
  /// A code or a date, never a cell's content.
  public let result: String
  public init(_ name: String, _ result: String) {
    self.name = name
    self.result = result
  }
}

/// Repeated collection by one column: a claim about a duty, with its evidence. A person decides.
public struct Violation: Sendable {
  public let kind: ViolationKind
  public var level: ViolationLevel
  public var status: ViolationStatus
  /// The department's own resource and column.
  public let resourceIndex: Int
  public let columnIndex: Int
  public let heading: String
  /// The element whose values were collected again.
  public let element: DataElement
  /// Where they could have been had; nil where no source is named.
  public let sourceResourceIndex: Int?
  /// For `multi-head`: the resource that holds the element for most people or bodies.
  public internal(set) var advisedResourceIndex: Int?
  /// For `multi-head`: how many people or bodies this column holds the element for.
  public internal(set) var coveredCount: Int?
  public let evidence: ViolationEvidence
  public let checks: [ExemptionCheck]

  /// Names the violation over runs: resource, column, kind and element.
  public func key(in catalog: Catalog) -> ViolationKey {
    ViolationKey(
      resource: catalog.resources[resourceIndex].code, column: heading, kind: kind, element: element)
  }
}

/// The identity of a violation over runs.
public struct ViolationKey: Sendable, Hashable {
  /// As the ledger keeps it.
  public var text: String { "\(resource)\t\(column)\t\(kind.rawValue)\t\(element.name)" }

  /// Reads `text`; nil for anything else.
  public init?(text: String) {
    let cells = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard cells.count >= 4, let kind = ViolationKind(rawValue: cells[cells.count - 2]),
      let element = DataElement(name: cells[cells.count - 1])
    else { return nil }
    // A heading may hold anything, tabs too.
    self.init(
      resource: cells[0], column: cells[1..<cells.count - 2].joined(separator: "\t"), kind: kind,
      element: element)
  }

  public let resource: String
  public let column: String
  public let kind: ViolationKind
  public let element: DataElement
  public init(resource: String, column: String, kind: ViolationKind, element: DataElement) {
    self.resource = resource
    self.column = column
    self.kind = kind
    self.element = element
  }
}

/// What has passed between the bureau and a department about a violation.
public enum ViolationAnswer: Sendable, Hashable {
  /// A notice went out and has to be answered by the deadline.
  case asked(deadline: DayNumber)
  /// The department gave a reason that a person accepted.
  case explained(reason: String)
  /// The department confirmed it.
  case confirmed(on: DayNumber)
}

extension Violation {
  /// Takes up an answer: a confirmation confirms, and so does silence on a notice past its deadline.
  ///
  /// A question without a notice (`lead`, `suspected`) is never confirmed by silence.
  public mutating func take(_ answer: ViolationAnswer, asOf: DayNumber) {
    switch answer {
    case .confirmed:
      level = .confirmed
      status = .confirmed
    case .explained: status = .explained
    case .asked(let deadline):
      let isOverdue = asOf > deadline
      status = isOverdue ? .overdue : .asked
      if isOverdue && level == .evidenced { level = .confirmed }
    }
  }
}
