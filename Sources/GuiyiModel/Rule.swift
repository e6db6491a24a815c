/// The dimension of data quality a rule belongs to (GB/T 36344-2018).
public enum Dimension: String, Sendable, CaseIterable {
  case normativity, completeness, accuracy, consistency, timeliness, accessibility

  public var chineseName: String {
    switch self {
    case .normativity: "规范性"
    case .completeness: "完整性"
    case .accuracy: "准确性"
    case .consistency: "一致性"
    case .timeliness: "时效性"
    case .accessibility: "可访问性"
    }
  }
}

/// How much a finding weighs: `blocking` rows are not loaded, `serious` values never become golden.
public enum Severity: String, Sendable, CaseIterable {
  case blocking, serious, normal, hint

  public var chineseName: String {
    switch self {
    case .blocking: "阻断"
    case .serious: "严重"
    case .normal: "一般"
    case .hint: "提示"
    }
  }
}

/// What a finding claims: wrong by itself, two sources that differ, or only unlikely.
///
/// The three are never added up; only errors count in scores.
public enum FindingKind: String, Sendable, CaseIterable {
  case error, conflict, suspicion

  public var chineseName: String {
    switch self {
    case .error: "错误"
    case .conflict: "冲突"
    case .suspicion: "疑似"
    }
  }
}

/// A data-quality rule: the number of a row of `Rule.all`.
public struct Rule: Hashable, Sendable, Comparable {
  public let index: UInt8

  struct Row: Sendable {
    let code: String
    let dimension: Dimension
    let severity: Severity
    let kind: FindingKind
    let chinese: String
    let english: String
  }

  /// The stable code in exports: `check-digit`.
  public var code: String { Self.rows[Int(index)].code }
  public var dimension: Dimension { Self.rows[Int(index)].dimension }
  public var severity: Severity { Self.rows[Int(index)].severity }
  public var kind: FindingKind { Self.rows[Int(index)].kind }
  /// What is wrong and what to do, for departments; `{detail}` is filled in.
  public var chineseMessage: String { Self.rows[Int(index)].chinese }
  /// The same for engineers.
  public var englishMessage: String { Self.rows[Int(index)].english }

  /// Every rule, in the order of the catalog of rules.
  public static let all: [Rule] = rows.indices.map { Rule(index: UInt8($0)) }

  public init?(code: String) {
    guard let index = Self.rows.firstIndex(where: { $0.code == code }) else { return nil }
    self.index = UInt8(index)
  }

  private init(index: UInt8) { self.index = index }

  public static func < (a: Rule, b: Rule) -> Bool { a.index < b.index }

  static func named(_ code: String) -> Rule {
    guard let rule = Rule(code: code) else { preconditionFailure("no rule \(code)") }
    return rule
  }
}
