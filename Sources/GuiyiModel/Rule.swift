internal import Synchronization

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

  struct Row: Sendable, Hashable {
    let code: String
    let dimension: Dimension
    let severity: Severity
    let kind: FindingKind
    let chinese: String
    let english: String
  }

  /// The stable code in exports: `check-digit`.
  public var code: String { isBuiltIn ? Self.rows[Int(index)].code : ownRow.code }
  public var dimension: Dimension { isBuiltIn ? Self.rows[Int(index)].dimension : ownRow.dimension }
  public var severity: Severity { isBuiltIn ? Self.rows[Int(index)].severity : ownRow.severity }
  public var kind: FindingKind { isBuiltIn ? Self.rows[Int(index)].kind : ownRow.kind }
  /// What is wrong and what to do, for departments; `{detail}` is filled in.
  public var chineseMessage: String { isBuiltIn ? Self.rows[Int(index)].chinese : ownRow.chinese }
  /// The same for engineers.
  public var englishMessage: String { isBuiltIn ? Self.rows[Int(index)].english : ownRow.english }

  /// Every rule, in the order of the catalog of rules.
  ///
  /// The rules that a workspace added come last; see `define`.
  public static var all: [Rule] {
    let ownCount = own.withLock { $0.count }
    return (0..<rows.count + ownCount).map { Rule(index: UInt8($0)) }
  }

  /// The rules that come with the engine.
  public static let builtIn: [Rule] = rows.indices.map { Rule(index: UInt8($0)) }

  public var isBuiltIn: Bool { Int(index) < Self.rows.count }

  public init?(code: String) {
    if let index = Self.rows.firstIndex(where: { $0.code == code }) {
      self.index = UInt8(index)
    } else if let index = Self.own.withLock({ $0.lastIndex { $0.code == code } }) {
      self.index = UInt8(Self.rows.count + index)
    } else {
      return nil
    }
  }

  /// The rules that workspaces of this process added. Only ever appended to: a rule's number stays what it is.
  private static let own = Mutex<[Row]>([])

  /// Adds a rule of a workspace; the very same rule gets the very same number again.
  /// - Returns: nil where there are more rules than numbers.
  public static func define(
    code: String, dimension: Dimension, severity: Severity, kind: FindingKind, chinese: String,
    english: String
  ) -> Rule? {
    let row = Row(
      code: code, dimension: dimension, severity: severity, kind: kind, chinese: chinese, english: english)
    return own.withLock { own in
      if let index = own.firstIndex(of: row) { return Rule(index: UInt8(rows.count + index)) }
      guard rows.count + own.count < Int(UInt8.max) else { return nil }
      own.append(row)
      return Rule(index: UInt8(rows.count + own.count - 1))
    }
  }

  private var ownRow: Row { Self.own.withLock { $0[Int(index) - Self.rows.count] } }

  private init(index: UInt8) { self.index = index }

  public static func < (a: Rule, b: Rule) -> Bool { a.index < b.index }

  static func named(_ code: String) -> Rule {
    guard let rule = Rule(code: code) else { preconditionFailure("no rule \(code)") }
    return rule
  }
}
