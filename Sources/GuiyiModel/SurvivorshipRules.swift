/// What is asked to choose between two values of one element, one question after another.
public enum SurvivorshipCriterion: UInt8, Sendable, CaseIterable {
  /// A value that is wrong by itself (a check digit that fails) stands behind one that may be right.
  case sound
  /// What follows from the entity's sound identity number stands first.
  case agreesWithNumber
  /// The value of the element's authoritative resource stands first.
  case authoritative
  /// A value that needed no repair stands before one that did.
  case validity
  /// The resource that is named earlier in the element's source order stands first; those not named come last.
  case sourceOrder
  /// The row whose word has faded least stands first: its trust halves with every half-life of its resource.
  case trust
  /// The value that more departments say stands first.
  case sources
  /// The row that is newer by its own date stands first, whenever it was delivered.
  case recency
  /// The longer value stands first.
  case completeness
  /// A value in which a character was lost (`?`) stands behind one that has all of them.
  case whole

  /// The name in survivorship rules.
  public var name: String { Self.names[Int(rawValue)] }

  /// The names in survivorship rules.
  public static let names = [
    "sound", "agrees-with-number", "authoritative", "validity", "source-order", "trust", "sources", "recency",
    "completeness", "whole",
  ]

  public init?(name: String) {
    guard let index = Self.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: UInt8(index))
  }
}

/// How the golden value of one element is chosen. What all criteria leave equal goes by the smaller text in byte order.
public struct SurvivorshipRule: Sendable, Hashable {
  /// Each at most once, in the order in which they are asked.
  public var criteria: [SurvivorshipCriterion]
  /// In how many days a row's trust halves; nil where it does not fade.
  public var halfLifeDays: Int32?
  /// The same for single resources, by code.
  public var halfLifeDaysOfResource: [String: Int32]
  /// Codes of resources, the best first.
  public var sourceOrder: [String]

  public init(
    criteria: [SurvivorshipCriterion], halfLifeDays: Int32? = nil,
    halfLifeDaysOfResource: [String: Int32] = [:], sourceOrder: [String] = []
  ) {
    self.criteria = criteria
    self.halfLifeDays = halfLifeDays
    self.halfLifeDaysOfResource = halfLifeDaysOfResource
    self.sourceOrder = sourceOrder
  }
}

/// The survivorship rule of every element.
public struct SurvivorshipRules: Sendable, Hashable {
  /// At `DataElement.index`; elements of a row itself have none.
  private var rules: [SurvivorshipRule?]

  /// No rule for any element.
  public init() { rules = DataElement.all.map { _ in nil } }

  public subscript(element: DataElement) -> SurvivorshipRule? {
    get { rules[Int(element.index)] }
    set { rules[Int(element.index)] = newValue }
  }
}
