internal import GuiyiLink

/// A comparison that was proposed for a column, and what its values can be looked up by.
struct FieldDraft: Sendable {
  var spec: ComparisonSpec
  var kind: ColumnKind
  /// How the two values of a match are related; empty where the field is no help in finding pairs.
  var outcomes: [KeyOutcome]
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
    case .year:
      draft = make(name, kind, .wholeNumber, [0.03, 0.02, 0.02, 0.05, 0.08, 0.8], KeyOutcome.plain)
      draft.spec = draft.spec.withTermFrequency()
    case .category where evidence.meanLength >= 4 && evidence.hasDigit < 0.5 && !isHan:
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
    case .address where evidence.meanWordCount <= 3.2 && !isHan:
      draft = make(
        name, kind, .latinName, [0.12, 0.04, 0.05, 0.08, 0.01, 0.01, 0.69], KeyOutcome.latinFullName)
      draft.spec = draft.spec.withTermFrequency(near: 0.5, levels: 4...7)
    case .address, .organizationName, .freeText:
      draft = make(name, kind, .tokens, [0.06, 0.08, 0.1, 0.12, 0.08, 0.06, 0.5], KeyOutcome.text)
      draft.spec = draft.spec.withTermFrequency(near: 0.5, levels: 5...7)
    case .noise: return []
    }
    return [draft]
  }

  private static func make(
    _ name: String, _ kind: ColumnKind, _ comparison: ComparisonKind, _ m: [Double], _ outcomes: [KeyOutcome]
  ) -> FieldDraft {
    var spec = ComparisonSpec(name: name, field: name, kind: comparison)
    spec.initialM = m
    return FieldDraft(spec: spec, kind: kind, outcomes: outcomes)
  }
}
