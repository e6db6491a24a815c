internal import GuiyiLink

/// The words of link.yaml for what the core has in its types.
enum SpecificationWords {
  static let kinds: [(word: String, kind: ComparisonKind)] = [
    ("exact", .exact), ("edit-distance", .editDistance), ("jaro-winkler", .jaroWinkler),
    ("han-name", .hanName), ("latin-name", .latinName), ("date", .date), ("phone", .phone),
    ("email", .email), ("number", .number), ("whole-number", .wholeNumber), ("tokens", .tokens),
    ("address-parts", .parts(.address)),
    ("organization-parts", .parts(.organizationName)),
  ]

  static func word(_ kind: ComparisonKind) -> String { kinds.first { $0.kind == kind }?.word ?? "exact" }

  /// The word of a part of a value, and its number where it has one.
  static func text(_ part: BlockingPart) -> String {
    switch part {
    case .whole: "whole"
    case .folded: "folded"
    case .sound: "sound"
    case .soundUnordered: "sound-unordered"
    case .prefix(let count): "prefix \(count)"
    case .suffix(let count): "suffix \(count)"
    case .year: "year"
    case .yearMonth: "year-month"
    case .monthDay: "month-day"
    case .lastDigits(let count): "last-digits \(count)"
    case .part(let index): "part \(index)"
    case .tokens: "tokens"
    case .rareTokens(let count): "rare-tokens \(count)"
    case .deletions: "deletions"
    }
  }

  static let plainParts: [String: BlockingPart] = [
    "whole": .whole, "folded": .folded, "sound": .sound, "sound-unordered": .soundUnordered, "year": .year,
    "year-month": .yearMonth, "month-day": .monthDay, "tokens": .tokens, "deletions": .deletions,
  ]

  static let countedParts: [String: @Sendable (Int) -> BlockingPart] = [
    "prefix": { .prefix($0) }, "suffix": { .suffix($0) }, "last-digits": { .lastDigits($0) },
    "part": { .part($0) }, "rare-tokens": { .rareTokens($0) },
  ]

  static let partWords = (plainParts.keys.sorted() + countedParts.keys.sorted().map { $0 + " 1" })

  /// The part that a text such as `prefix 3` names.
  static func part(_ text: String) -> BlockingPart? {
    let words = text.split(separator: " ")
    guard let first = words.first else { return nil }
    if words.count == 1 { return plainParts[String(first)] }
    guard words.count == 2, let count = Int(words[1]), (0...64).contains(count) else { return nil }
    return countedParts[String(first)]?(count)
  }

  static let trainings: [(word: String, training: ComparisonTraining)] = [
    ("both", .both), ("m-only", .mOnly), ("none", .none),
  ]
}
