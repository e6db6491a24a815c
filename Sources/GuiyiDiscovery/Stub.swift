public import GuiyiColumns
public import GuiyiLink

public struct ColumnProfile: Sendable {
  public let name: String
  public let kind: ColumnKind
  public let filledCount: Int
  public let distinctCount: Int
  public let reason: String
  public let isUsed: Bool
}

public enum ColumnKind: String, Sendable, CaseIterable {
  case givenName = "given-name"
  case familyName = "family-name"
  case fullName = "full-name"
  case date, year, category, phone, email, postcode, identifier
  case checkedIdentifier = "checked-identifier"
  case address
  case organizationName = "organization-name"
  case number, coordinate
  case freeText = "free-text"
  case word, noise
}

public struct Discovery: Sendable {
  public let profiles: [ColumnProfile]
  public let table: LinkTable
  public let spec: LinkSpec
}

public func discover(_ table: LinkTable, scope: PairScope, workers: Workers) -> Discovery {
  discover(table, kinds: [:], scope: scope, workers: workers)
}

public func discover(
  _ table: LinkTable, kinds: [String: ColumnKind], scope: PairScope, workers: Workers
) -> Discovery {
  var profiles: [ColumnProfile] = []
  var comparisons: [ComparisonSpec] = []
  for field in table.fields {
    let name = field.name.lowercased()
    let filled = field.ids.reduce(0) { $1 == 0 ? $0 : $0 + 1 }
    let kind =
      kinds[field.name]
      ?? (filled == 0
        ? .noise
        : name.contains("mail")
          ? .email
          : name.contains("dob") || name.contains("birth") || name.contains("日期")
            ? .date
            : name.contains("name") ? .givenName : name.contains("姓名") ? .fullName : .word)
    let isUsed = kind != .noise && comparisons.count < 16
    profiles.append(
      ColumnProfile(
        name: field.name, kind: kind, filledCount: filled, distinctCount: field.dictionary.count - 1,
        reason: "by its heading", isUsed: isUsed))
    guard isUsed else { continue }
    let how: ComparisonKind =
      switch kind {
      case .date: .date
      case .email: .email
      case .givenName: .latinName
      case .fullName: .hanName
      default: .editDistance
      }
    comparisons.append(
      ComparisonSpec(name: field.name, field: field.name, kind: how).withTermFrequency())
  }
  var spec = LinkSpec(comparisons: comparisons, rules: [])
  for a in comparisons.indices {
    for b in comparisons.indices where b > a {
      var rule = BlockingRule(
        name: "\(comparisons[a].name) and \(comparisons[b].name)",
        keys: [BlockingKey(a), BlockingKey(b)])
      rule.maximumBlockSize = 60
      rule.splitKeys = comparisons.indices.filter { $0 != a && $0 != b }.map { BlockingKey($0, .prefix(3)) }
      spec.rules.append(rule)
    }
  }
  if comparisons.count == 1 { spec.rules = [BlockingRule(name: comparisons[0].name, keys: [BlockingKey(0)])] }
  spec.rules = Array(spec.rules.prefix(12))
  spec.scope = scope
  return Discovery(profiles: profiles, table: table, spec: spec)
}
