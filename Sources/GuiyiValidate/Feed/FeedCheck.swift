internal import GuiyiColumns
public import GuiyiModel

/// A measure of a feed that is above its limit: A of B, both told.
public struct FeedExcess: Sendable, Hashable {
  /// The measure's or own rule's name in both languages.
  public let name: String
  public let a: Int
  public let b: Int
  public let limit: Double

  /// `隔离 set aside 620/1000 > 20%`.
  public var text: String { "\(name) \(a)/\(b) > \(percentText(limit))" }
}

/// What is said of a delivered feed as a whole.
public struct FeedVerdict: Sendable, Hashable {
  /// Limits to warn that are crossed; those that stop it are not told twice.
  public internal(set) var warnings: [FeedExcess] = []
  /// Limits that leave the feed out of the run.
  public internal(set) var stops: [FeedExcess] = []

  public var isStopped: Bool { !stops.isEmpty }
}

/// What is known of a feed before anything is linked.
public struct DeliveredFeed: Sendable {
  public let table: ResourceTable
  public let normalized: NormalizedTable
  /// Of all files.
  public let sum: RowSum
  /// nil before there was any delivery to compare with.
  public let formerRowCount: Int?

  public init(table: ResourceTable, normalized: NormalizedTable, sum: RowSum, formerRowCount: Int?) {
    self.table = table
    self.normalized = normalized
    self.sum = sum
    self.formerRowCount = formerRowCount
  }
}

/// Holds a feed against its limits. A feed without files is not held against any: nothing was delivered.
public func checkFeed(_ feed: DeliveredFeed, _ thresholds: FeedThresholds) -> FeedVerdict {
  var verdict = FeedVerdict()
  guard !feed.table.files.isEmpty else { return verdict }
  for measure in FeedMeasure.allCases where thresholds.warn[measure] != nil || thresholds.stop[measure] != nil
  {
    guard let (a, b) = measure.count(feed), b > 0 else { continue }
    func excess(_ limit: Double?) -> FeedExcess? {
      guard let limit, Double(a) > limit * Double(b) else { return nil }
      return FeedExcess(name: measure.bothNames, a: a, b: b, limit: limit)
    }
    if let stop = excess(thresholds.stop[measure]) {
      verdict.stops.append(stop)
    } else if let warning = excess(thresholds.warn[measure]) {
      verdict.warnings.append(warning)
    }
  }
  return verdict
}

/// Adds what the workspace's own rules say that may stop a feed.
/// - Parameter findings: of the rules in `rules` alone.
public func addStops(
  of rules: [OwnRule], findings: FindingList, tables: [ResourceTable], to verdicts: inout [FeedVerdict]
) {
  for rule in rules {
    guard let limit = rule.stopShare else { continue }
    let own = findings.findings.filter {
      Int($0.resourceIndex) == rule.resourceIndex && $0.rule == rule.rule
        && (rule.columnIndex < 0 || Int($0.columnIndex) == rule.columnIndex)
    }
    // A rule about the resource as a whole is broken by all of it.
    let isWhole = own.contains { $0.rowNumber == 0 }
    let rowCount = tables[rule.resourceIndex].repeatOf.count { $0 == ResourceTable.notARepeat }
    let (a, b) = isWhole ? (1, 1) : (own.count, rowCount)
    guard b > 0, Double(a) > limit * Double(b) else { continue }
    verdicts[rule.resourceIndex].stops.append(FeedExcess(name: rule.rule.code, a: a, b: b, limit: limit))
  }
}

/// The verdicts as findings about whole resources.
public func feedFindings(_ verdicts: [FeedVerdict], off: Set<Rule>) -> FindingList {
  var list = FindingList()
  for (resource, verdict) in verdicts.enumerated() {
    for (rule, excesses) in [(Rule.feedWarning, verdict.warnings), (.feedStopped, verdict.stops)] {
      // A feed that is left out is told whatever is switched off.
      guard !excesses.isEmpty, rule == .feedStopped || !off.contains(rule) else { continue }
      list.findings.append(
        Finding(
          rule: rule, resourceIndex: UInt16(resource), fileIndex: 0, columnIndex: Finding.wholeRow,
          rowNumber: 0,
          value: 0, detail: list.texts.intern(excesses.map(\.text).joined(separator: "；"))))
    }
  }
  return list
}

extension FeedMeasure {
  fileprivate var bothNames: String {
    switch self {
    case .quarantined: "隔离行 set aside"
    case .faultyIdentifiers: "有误号码 faulty identifiers"
    case .fewerRows: "行数减少 fewer rows"
    case .moreRows: "行数增加 more rows"
    }
  }

  /// A and B; nil where there is nothing to compare with.
  fileprivate func count(_ feed: DeliveredFeed) -> (a: Int, b: Int)? {
    let rows = feed.sum.accepted + feed.sum.repeated
    switch self {
    case .quarantined: return (feed.sum.quarantined, feed.sum.read - feed.sum.blank)
    case .faultyIdentifiers: return identifiers(feed)
    case .fewerRows: return feed.formerRowCount.map { (max(0, $0 - rows), $0) }
    case .moreRows: return feed.formerRowCount.map { (max(0, rows - $0), $0) }
    }
  }

  private func identifiers(_ feed: DeliveredFeed) -> (a: Int, b: Int) {
    var (faulty, filled) = (0, 0)
    for (index, normal) in feed.normalized.columns.enumerated() {
      guard let normal, normal.element.isNumberOfSubject else { continue }
      // Each distinct cell is judged once.
      let isFaulty = normal.values.map { $0.quality < .doubtful }
      let column = feed.table.columns[index]
      for row in column.ids.indices where column.ids[row] != 0 {
        filled += 1
        if isFaulty[Int(column.ids[row])] { faulty += 1 }
      }
    }
    return (faulty, filled)
  }
}

extension DataElement {
  fileprivate var isNumberOfSubject: Bool {
    switch kind {
    case .personNumber, .organizationNumber: true
    default: false
    }
  }
}

/// `20%`, `0.5%`, with as many digits as the limit has.
private func percentText(_ share: Double) -> String {
  let hundredths = Int((share * 10_000).rounded())
  let (whole, rest) = (hundredths / 100, hundredths % 100)
  if rest == 0 { return "\(whole)%" }
  return rest % 10 == 0 ? "\(whole).\(rest / 10)%" : "\(whole).\(rest < 10 ? "0" : "")\(rest)%"
}
