/// What a rule of the workspace's own asks of a cell; empty cells are never asked but by `filled`.
public enum CellTest: Sendable, Hashable {
  /// One of these, blanks around the cell aside.
  case values([String])
  case pattern(TextPattern)
  /// A number within bounds; nil is no bound.
  case numbers(least: Double?, most: Double?)
  /// A date within bounds, each as the number yyyymmdd.
  case days(first: Int32?, last: Int32?)
  /// Whether the cell is filled.
  case filled(Bool)
}

/// A rule that a workspace adds in rules/*.yaml, resolved to one column of one resource.
public struct OwnRule: Sendable {
  public enum Check: Sendable, Hashable {
    case cell(CellTest)
    /// Where another column of the row passes a test, this one must pass its own.
    case condition(otherColumn: Int, CellTest, then: CellTest)
    /// The value must stand in a resource that is a source of the element: the one named, or the authoritative ones.
    case reference(DataElement, resource: Int?)
    /// The newest date of the column is at most so many days old.
    case fresh(dayCount: Int)
    /// The number of rows differs from the former run's by at most this share.
    case jump(share: Double)
  }

  public let rule: Rule
  public let resourceIndex: Int
  /// An item of the resource; -1 where the resource as a whole is meant.
  public let columnIndex: Int
  public let check: Check
  /// The feed is left out of the run where more than this share of its rows break the rule; nil where it never is.
  public let stopShare: Double?
  public let site: Site
  public init(
    rule: Rule, resourceIndex: Int, columnIndex: Int, check: Check, stopShare: Double? = nil, site: Site
  ) {
    self.rule = rule
    self.resourceIndex = resourceIndex
    self.columnIndex = columnIndex
    self.check = check
    self.stopShare = stopShare
    self.site = site
  }
}

extension UpdateCycle {
  /// After how many days without news a resource is stale: the cycle and some days for delivering it.
  public var staleDayCount: Int? {
    switch self {
    case .realtime: 2
    case .daily: 3
    case .weekly: 10
    case .monthly: 40
    case .quarterly: 105
    case .yearly: 395
    case .irregular: nil
    }
  }
}
