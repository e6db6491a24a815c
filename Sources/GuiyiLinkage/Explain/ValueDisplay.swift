internal import GuiyiColumns
internal import GuiyiDiscovery
internal import GuiyiLink
internal import GuiyiModel
internal import GuiyiValidate

/// Values as explanations and reports show them: what identifies or reaches a person is masked unless revealed.
struct ValueDisplay: Sendable {
  private let isRevealed: Bool
  private let dictionaries: [LinkField]
  private let kinds: [ColumnKind?]
  private let comparisons: [ComparisonSpec]

  init(_ linkage: LinkedFiles, isRevealed: Bool) {
    self.isRevealed = isRevealed
    comparisons = linkage.spec.comparisons
    dictionaries = comparisons.map { comparison in
      linkage.table.fields[linkage.table.fieldIndex(named: comparison.field) ?? 0]
    }
    kinds = comparisons.map { comparison in
      linkage.profiles.first { $0.name == comparison.field || $0.name == comparison.name }?.kind
    }
  }

  /// The value of a comparison; empty where it is missing.
  func text(_ comparison: Int, _ value: UInt32) -> String {
    if value == 0 { return "" }
    let raw = dictionaries[comparison].dictionary.string(value)
    let whole = String(
      raw.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) }
    )
    .split(separator: " ").joined(separator: " ")
    if isRevealed { return whole }
    switch kinds[comparison] {
    case .identifier, .checkedIdentifier:
      return maskedForDisplay(whole, DataElement(name: "person.id-number"))
    case .phone: return maskedForDisplay(whole, DataElement(name: "person.phone"))
    case .email: return Self.maskedMailbox(whole)
    default: break
    }
    switch comparisons[comparison].kind {
    case .phone: return maskedForDisplay(whole, DataElement(name: "person.phone"))
    case .email: return Self.maskedMailbox(whole)
    default:
      return comparisons[comparison].isIdentifier
        ? maskedForDisplay(whole, DataElement(name: "person.id-number")) : maskedForDisplay(whole, nil)
    }
  }

  /// An id, which may be a person's number.
  func id(_ text: String) -> String { isRevealed ? text : maskedForDisplay(text, nil) }

  /// The first two characters and the provider.
  static func maskedMailbox(_ text: String) -> String {
    guard let at = text.lastIndex(of: "@") else { return text.isEmpty ? "" : text.prefix(2) + "***" }
    return text.prefix(min(2, text.distance(from: text.startIndex, to: at))) + "***" + text[at...]
  }
}
