/// What the values of a column are; it decides how they are compared and what they are looked up by.
public enum ColumnKind: String, Sendable, CaseIterable {
  case givenName = "given-name"
  case familyName = "family-name"
  case fullName = "full-name"
  case date
  case year
  /// A few values on many records: sex, state, nationality.
  case category
  case phone
  case email
  case postcode
  /// A number or code of which most values are of one entity, without a check digit.
  case identifier
  /// An identifier whose check digits tell a right one from a mistyped one.
  case checkedIdentifier = "checked-identifier"
  case address
  case organizationName = "organization-name"
  case number
  case coordinate
  case freeText = "free-text"
  /// A word or two that are no name of a person: city, street, occupation.
  case word
  /// Says nothing about which records belong together.
  case noise
}

extension ColumnKind {
  /// Whether a value of this kind may belong to one entity alone.
  var tellsEntities: Bool {
    switch self {
    case .year, .category, .postcode, .number, .word, .noise: false
    default: true
    }
  }

  /// Whether an entity keeps such a value, and does not share it with those of its home, firm or album.
  ///
  /// A date may be a birth or a thing that happens often: that is told by heading and values.
  var isLasting: Bool {
    switch self {
    case .givenName, .fullName, .organizationName, .freeText: true
    default: false
    }
  }

  /// How far agreements of this kind are usually matches' and disagreements others', 0 through 1.
  var reliability: Double {
    switch self {
    case .givenName, .familyName, .fullName, .date, .checkedIdentifier, .organizationName: 1
    case .email, .phone, .identifier, .address, .freeText, .coordinate: 0.8
    case .year, .postcode, .word: 0.7
    case .number: 0.5
    case .category: 0.6
    case .noise: 0
    }
  }
}

/// What one column holds, told from its values and heading.
public struct ColumnProfile: Sendable, Equatable {
  /// The heading.
  public let name: String
  public let kind: ColumnKind
  /// Records that have a value here.
  public let filledCount: Int
  /// Different values among them.
  public let distinctCount: Int
  /// Why the column is taken for what it is, in one line for people.
  public let reason: String
  /// Whether anything is compared by it.
  public let isUsed: Bool
  /// Values that stand on too many records to be of one entity each, or that say "unknown": they weigh nothing.
  public let genericValues: [String]

  public init(
    name: String, kind: ColumnKind, filledCount: Int, distinctCount: Int, reason: String, isUsed: Bool,
    genericValues: [String] = []
  ) {
    self.name = name
    self.kind = kind
    self.filledCount = filledCount
    self.distinctCount = distinctCount
    self.reason = reason
    self.isUsed = isUsed
    self.genericValues = genericValues
  }
}
