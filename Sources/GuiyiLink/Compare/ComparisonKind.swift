/// How two values of one column are compared; each kind has an ordered scale of at most eight levels.
public enum ComparisonKind: Sendable, Equatable {
  /// Equal bytes or not.
  case exact
  /// Insertions, deletions, substitutions and neighbours swapped, counted in characters.
  case editDistance
  /// Jaro-Winkler similarity, for short words.
  case jaroWinkler
  /// Chinese personal names by character, sound and shape; other scripts by similarity on the same scale.
  case hanName
  /// Given, family or full names in alphabetic scripts: parts swapped or missing, initials, short forms.
  case latinName
  /// Calendar dates: digits off, day and month swapped, partial dates.
  case date
  /// Telephone numbers, several in a cell: the best pair counts.
  case phone
  /// E-mail addresses: the part before the sign counts for more than the provider.
  case email
  /// Numbers by their relative difference.
  case number
  /// Whole numbers by how far they are apart: years, ages, house numbers.
  case wholeNumber
  /// Text as a set of words (or character pairs where nothing separates words), rare ones weighing more.
  case tokens
  /// Values that normalization took apart, part by part.
  case parts(PartsPreset)

  /// The names of the levels from the weakest evidence to the strongest.
  ///
  /// Index 0 is `missing` (either value absent: says nothing), index 1 `different`, the last `exact`.
  public var levelNames: [String] {
    switch self {
    case .exact: ["missing", "different", "exact"]
    case .editDistance: ["missing", "different", "similar", "two-edits", "one-edit", "folded", "exact"]
    case .jaroWinkler:
      [
        "missing", "different", "at-least-0.70", "at-least-0.80", "at-least-0.88", "at-least-0.94", "folded",
        "exact",
      ]
    case .hanName:
      ["missing", "different", "one-apart", "near", "same-sound", "character-lost", "folded", "exact"]
    case .latinName:
      ["missing", "different", "similar", "shortened", "close", "rearranged", "folded", "exact"]
    case .date: ["missing", "different", "same-year", "two-fields", "partial", "one-slip", "exact"]
    case .phone: ["missing", "different", "one-slip", "area-code-missing", "exact"]
    case .email: ["missing", "different", "similar", "one-slip", "other-provider", "folded", "exact"]
    case .number: ["missing", "different", "within-10-percent", "within-1-percent", "equal", "exact"]
    case .wholeNumber:
      ["missing", "different", "within-10", "within-3", "one-digit", "next", "exact"]
    case .tokens:
      ["missing", "different", "some", "half", "most", "nearly-all", "same-tokens", "exact"]
    case .parts(.address):
      [
        "missing", "different", "same-town", "same-road", "same-compound", "same-building", "same-room",
        "exact",
      ]
    case .parts(.organizationName):
      [
        "missing", "different", "branch", "conflict", "similar-stem", "same-stem", "same-name", "exact",
      ]
    }
  }

  /// The highest level, reached by equal values.
  public var exactLevel: UInt8 { UInt8(levelNames.count - 1) }

  /// Whether two different texts can reach the highest level: two writings of one date, telephone or number.
  var isExactInSeveralWritings: Bool { self == .date || self == .phone || self == .wholeNumber }
}

/// What the parts of a value mean; parts are separated by byte 0x1F, missing ones are empty.
public enum PartsPreset: Sendable, Equatable {
  /// region, town, community, road, doorNumber, compound, building, unit, room, rest.
  case address
  /// region, stem, trade, form, branch.
  ///
  /// Level `branch` says related, but not the same body: a parent and its branch, or two branches.
  /// Level `conflict` says the same stem under another legal form, region or trade.
  case organizationName
}
