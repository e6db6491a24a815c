internal import GuiyiLink

/// A comparison that was proposed for a column, and what its values can be looked up by.
struct FieldDraft: Sendable {
  var spec: ComparisonSpec
  var kind: ColumnKind
  /// How the two values of a match are related; empty where the field is no help in finding pairs.
  var outcomes: [KeyOutcome]
  /// Weighs nothing by itself: keeps records apart, or is asked by others.
  var isSilent = false
  /// Made of a column beside its own comparison, where there is room.
  var isExtra = false
  /// Compares the names of records in which they may have changed places.
  var isSwap = false
  /// Whether an entity keeps such a value, and does not share it with those of its home, firm or album.
  var isLasting = false
}

/// Chooses the comparisons of a column by its kind.
enum FieldChoice {
  /// - Parameters:
  ///   - name: the column's heading, also the name of the field.
  static func drafts(_ name: String, _ kind: ColumnKind, _ evidence: ValueEvidence) -> [FieldDraft] {
    let isHan = evidence.hasHan >= 0.3
    var draft: FieldDraft
    switch kind {
    case .givenName, .familyName:
      draft =
        isHan
        ? make(name, kind, .hanName, [0.02, 0.01, 0.01, 0.02, 0.01, 0.01, 0.92], KeyOutcome.hanName)
        : make(name, kind, .latinName, [0.03, 0.02, 0.03, 0.06, 0.005, 0.005, 0.85], KeyOutcome.latinName)
      draft.spec = draft.spec.withTermFrequency(near: 0.5, levels: isHan ? 4...7 : 3...7)
    case .fullName:
      draft =
        isHan
        ? make(name, kind, .hanName, [0.01, 0.01, 0.02, 0.02, 0.01, 0.01, 0.92], KeyOutcome.hanName)
        : make(name, kind, .latinName, [0.03, 0.03, 0.06, 0.08, 0.02, 0.02, 0.76], KeyOutcome.latinFullName)
      draft.spec = draft.spec.withTermFrequency(near: 0.5, levels: isHan ? 4...7 : 4...7)
    case .date:
      draft = make(name, kind, .date, [0.02, 0.01, 0.01, 0.01, 0.08, 0.87], KeyOutcome.date)
      draft.spec = draft.spec.withTermFrequency()
      draft.isLasting = Heading.namesBirth(name) || evidence.spansLives
    case .year:
      draft = make(name, kind, .wholeNumber, [0.03, 0.02, 0.02, 0.05, 0.08, 0.8], KeyOutcome.plain)
      draft.spec = draft.spec.withTermFrequency()
    case .category where evidence.number >= 0.95 && evidence.paddedNumber > 0:
      // 07 and 7, 3.0 and 3.
      draft = make(name, kind, .wholeNumber, [0.03, 0.02, 0.02, 0.01, 0.02, 0.9], KeyOutcome.plain)
      draft.spec = draft.spec.withTermFrequency()
    case .category
    where !isHan && (evidence.hasWritings || evidence.meanLength >= 4 && evidence.hasDigit < 0.5):
      draft = make(
        name, kind, .jaroWinkler, [0.12, 0.01, 0.01, 0.02, 0.03, 0.01, 0.8], KeyOutcome.plain)
      draft.spec = draft.spec.withTermFrequency()
    case .category:
      draft = make(name, kind, .exact, [0.05, 0.95], KeyOutcome.plain)
      draft.spec = draft.spec.withTermFrequency()
    case .phone:
      draft = make(name, kind, .phone, [0.25, 0.03, 0.03, 0.69], KeyOutcome.phone)
      draft.spec = draft.spec.withTermFrequency()
    case .email:
      draft = make(name, kind, .email, [0.18, 0.05, 0.05, 0.02, 0.01, 0.69], KeyOutcome.email)
      draft.spec = draft.spec.withTermFrequency(near: 0.5, levels: 4...6)
    case .postcode:
      draft = make(name, kind, .editDistance, [0.15, 0.01, 0.03, 0.06, 0.005, 0.745], KeyOutcome.code)
      draft.spec = draft.spec.withTermFrequency()
    case .identifier where evidence.meanLength <= 3.5 && evidence.hasDigit >= 0.9:
      // 2, 02 and A2: the number of a track or a house.
      draft = make(name, kind, .wholeNumber, [0.1, 0.03, 0.03, 0.02, 0.05, 0.77], KeyOutcome.plain)
      draft.spec = draft.spec.withTermFrequency()
    case .identifier, .checkedIdentifier:
      draft = make(name, kind, .editDistance, [0.1, 0.01, 0.03, 0.08, 0.005, 0.775], KeyOutcome.code)
      draft.spec = draft.spec.withTermFrequency()
    case .number where evidence.decimals < 0.02 && evidence.meanLength <= 4.5:
      draft = make(name, kind, .wholeNumber, [0.1, 0.05, 0.05, 0.02, 0.1, 0.68], KeyOutcome.plain)
      draft.spec = draft.spec.withTermFrequency()
    case .number:
      draft = make(name, kind, .number, [0.15, 0.08, 0.05, 0.02, 0.7], KeyOutcome.plain)
      draft.spec = draft.spec.withTermFrequency()
    case .coordinate:
      draft = make(name, kind, .number, [0.1, 0.08, 0.1, 0.02, 0.7], KeyOutcome.plain)
    case .word:
      draft = make(
        name, kind, .jaroWinkler, [0.12, 0.02, 0.03, 0.04, 0.07, 0.01, 0.71], KeyOutcome.word)
      draft.spec = draft.spec.withTermFrequency(near: 0.5, levels: 5...7)
    case .address where evidence.hanAddress >= 0.3:
      draft = make(
        name, kind, .parts(.address), [0.15, 0.08, 0.06, 0.06, 0.05, 0.2, 0.4], KeyOutcome.hanAddress)
      draft.spec.field = partsName(name)
      draft.spec = draft.spec.withTermFrequency(near: 0.5, levels: 5...7)
    case .organizationName where evidence.hanOrganization >= 0.3:
      draft = make(
        name, kind, .parts(.organizationName), [0.03, 0.005, 0.01, 0.02, 0.05, 0.2, 0.685],
        KeyOutcome.hanOrganization)
      draft.spec.field = partsName(name)
      draft.spec = draft.spec.withTermFrequency(near: 0.7, levels: 5...7)
    case .address where evidence.meanWordCount <= 3.2 && !isHan:
      draft = make(
        name, kind, .latinName, [0.12, 0.04, 0.05, 0.08, 0.01, 0.01, 0.69], KeyOutcome.latinFullName)
      draft.spec = draft.spec.withTermFrequency(near: 0.5, levels: 4...7)
    case .organizationName, .freeText:
      draft = make(name, kind, .tokens, [0.06, 0.08, 0.1, 0.12, 0.08, 0.06, 0.5], KeyOutcome.text)
      draft.spec = draft.spec.withTermFrequency(near: 0.5, levels: 5...7)
      if !isHan && evidence.hasDigit >= 0.3 { return [draft, codes(name, kind)] }
    case .address:
      draft = make(name, kind, .tokens, [0.06, 0.08, 0.1, 0.12, 0.08, 0.06, 0.5], KeyOutcome.text)
      draft.spec = draft.spec.withTermFrequency(near: 0.5, levels: 5...7)
    case .noise: return []
    }
    if kind == .checkedIdentifier {
      draft.spec.initialU = [0.985, 0.014, 0.0008, 0.0001, 1e-7, 1e-7]
      draft.spec.training = .mOnly
      return [draft, silentIdentifier(name)]
    }
    return [draft]
  }

  /// The name of the field that holds a column's values taken apart.
  static func partsName(_ name: String) -> String { "\(name) (parts)" }

  /// The name of the field that holds the words with digits of a column's texts.
  static func codesName(_ name: String) -> String { "\(name) (codes)" }

  /// Model numbers, versions and sizes tell apart what the other words of two texts do not.
  private static func codes(_ name: String, _ kind: ColumnKind) -> FieldDraft {
    var draft = make(
      codesName(name), kind, .tokens, [0.15, 0.08, 0.08, 0.08, 0.06, 0.05, 0.5], KeyOutcome.codes)
    draft.spec = draft.spec.withTermFrequency(near: 0.5, levels: 4...7)
    draft.isExtra = true
    return draft
  }

  /// The name of the field that holds a column's identifiers with right check digits.
  static func soundName(_ name: String) -> String { "\(name) (sound)" }

  /// Two different sound identifiers are two entities.
  private static func silentIdentifier(_ name: String) -> FieldDraft {
    var draft = make(soundName(name), .checkedIdentifier, .exact, [0.5, 0.5], [])
    draft.spec.initialU = [0.5, 0.5]
    draft.spec.training = .none
    draft.spec.isIdentifier = true
    draft.isSilent = true
    return draft
  }

  /// The comparison of names that may have changed places.
  ///
  /// - Parameter chance: how often two random records agree on both names.
  static func swap(_ name: String, isHan: Bool, chance: Double) -> FieldDraft {
    let u = max(chance, 1e-9)
    var draft = make(
      name, .fullName, isHan ? .hanName : .latinName, [0.5, 0.02, 0.03, 0.1, 0.03, 0.03, 0.29],
      [KeyOutcome(1, [.folded, .soundUnordered])])
    draft.spec.initialU = [0.5, 0.49, 0.01, max(8 * u, 1e-6), u, u, u]
    draft.spec.training = .none
    draft.isSwap = true
    return draft
  }

  private static func make(
    _ name: String, _ kind: ColumnKind, _ comparison: ComparisonKind, _ m: [Double], _ outcomes: [KeyOutcome]
  ) -> FieldDraft {
    var spec = ComparisonSpec(name: name, field: name, kind: comparison)
    spec.initialM = m
    spec.joinsWritings = true
    return FieldDraft(spec: spec, kind: kind, outcomes: outcomes, isLasting: kind.isLasting)
  }
}
