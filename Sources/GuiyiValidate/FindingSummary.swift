public import GuiyiColumns
public import GuiyiModel

/// What is right of what could be right, of one resource in one dimension of GB/T 36344: the standard's A and B.
///
/// Both are told, never only the quotient: counts of different dimensions do not add up.
public struct QualityCount: Sendable, Hashable {
  /// A: without an error.
  public var good = 0
  /// B: what was looked at.
  public var total = 0
  public init(good: Int = 0, total: Int = 0) {
    self.good = good
    self.total = total
  }

  /// A / B; nil where nothing was looked at.
  public var share: Double? { total == 0 ? nil : Double(good) / Double(total) }

  public static func += (sum: inout QualityCount, other: QualityCount) {
    sum.good += other.good
    sum.total += other.total
  }
}

/// Findings by resource, column and rule, and the counts behind every score.
///
/// Only errors lower a score; conflicts and suspicions are counted beside it. Exact repeats are in no total.
public struct FindingSummary: Sendable {
  /// How often a rule was broken in a column.
  public struct Line: Sendable, Hashable {
    public let resourceIndex: Int
    /// Column of the `ResourceTable`, or `Finding.wholeRow`.
    public let columnIndex: Int
    public let rule: Rule
    public let count: Int
  }

  /// The cells of one column of the catalog.
  public struct ColumnCount: Sendable, Hashable {
    /// Cells with any content.
    public var filled = 0
    /// Cells that the catalog requires.
    public var required = 0
  }

  /// By resource, column and rule.
  public let lines: [Line]
  /// By resource, then by column.
  public let columns: [[ColumnCount]]
  /// Rows without exact repeats, by resource.
  public let rowCounts: [Int]
  /// By resource, then by dimension in the order of `Dimension.allCases`.
  public let quality: [[QualityCount]]

  /// The counts of one resource in one dimension.
  ///
  /// - normativity, accuracy, accessibility: B is the filled cells that have an element.
  /// - completeness: B is the required cells; placeholders in them count as empty.
  /// - consistency, timeliness: B is the rows.
  public func quality(resource: Int, _ dimension: Dimension) -> QualityCount {
    quality[resource][Dimension.allCases.firstIndex(of: dimension) ?? 0]
  }

  /// - Parameters:
  ///   - findings: in the order of `mergeFindings`.
  ///   - tables: one per resource.
  public init(findings: FindingList, tables: [ResourceTable], catalog: Catalog, workers: Workers) {
    var starts = [Int](repeating: 0, count: tables.count + 1)
    for finding in findings.findings { starts[Int(finding.resourceIndex) + 1] += 1 }
    for resource in tables.indices { starts[resource + 1] += starts[resource] }
    let bounds = starts
    let parts = workers.map(tables.count) { resource in
      ResourceSummary(
        findings.findings[bounds[resource]..<bounds[resource + 1]], table: tables[resource],
        resource: catalog.resources[resource])
    }
    lines = parts.flatMap(\.lines)
    columns = parts.map(\.columns)
    rowCounts = parts.map(\.rowCount)
    quality = parts.map(\.quality)
  }
}

/// The summary of one resource.
private struct ResourceSummary: Sendable {
  var lines: [FindingSummary.Line] = []
  var columns: [FindingSummary.ColumnCount]
  var rowCount: Int
  var quality: [QualityCount]

  init(_ findings: ArraySlice<Finding>, table: ResourceTable, resource: Resource) {
    let rows = table.repeatOf.reduce(0) { $1 == ResourceTable.notARepeat ? $0 + 1 : $0 }
    let columns = table.columns.indices.map { index in
      var count = FindingSummary.ColumnCount()
      let ids = table.columns[index].ids
      for row in 0..<table.rowCount where ids[row] != 0 {
        if table.repeatOf[row] == ResourceTable.notARepeat { count.filled += 1 }
      }
      if index < resource.items.count, resource.items[index].isRequired { count.required = rows }
      return count
    }
    let mapped = table.columns.indices.filter {
      $0 < resource.items.count && resource.items[$0].element != nil
    }
    self.columns = columns
    rowCount = rows
    let filledCount = mapped.map { columns[$0].filled }.reduce(0, +)
    let requiredCount = columns.map(\.required).reduce(0, +)
    let bad = Self.badCounts(findings, resource: resource)
    quality = Dimension.allCases.enumerated().map { index, dimension in
      let total =
        switch dimension {
        case .normativity, .accuracy, .accessibility: filledCount
        case .completeness: requiredCount
        case .consistency, .timeliness: rows
        }
      return QualityCount(good: max(0, total - bad[index]), total: total)
    }
    countLines(findings)
  }

  /// Cells, or rows where rows are counted, with at least one error of each dimension.
  private static func badCounts(_ findings: ArraySlice<Finding>, resource: Resource) -> [Int] {
    let dimensions = Dimension.allCases
    let dimensionOf = Rule.all.map { dimensions.firstIndex(of: $0.dimension) ?? 0 }
    let isError = Rule.all.map { $0.kind == .error }
    let countsRows = dimensions.map { $0 == .consistency || $0 == .timeliness }
    let completeness = dimensions.firstIndex(of: .completeness) ?? 0
    let isRequired = resource.items.map(\.isRequired)
    let hasElement = resource.items.map { $0.element != nil }
    var bad = [Int](repeating: 0, count: dimensions.count)
    // The place that was counted last, by dimension: findings of one cell and of one row stand together.
    var last = [UInt64](repeating: .max, count: dimensions.count)
    func count(_ dimension: Int, _ finding: Finding) {
      let row = UInt64(finding.fileIndex) &<< 48 | UInt64(finding.rowNumber) &<< 16
      let place = countsRows[dimension] ? row : row | UInt64(UInt16(truncatingIfNeeded: finding.columnIndex))
      if last[dimension] == place { return }
      last[dimension] = place
      bad[dimension] += 1
    }
    for finding in findings where finding.rowNumber != 0 && isError[Int(finding.rule.index)] {
      let dimension = dimensionOf[Int(finding.rule.index)]
      let column = Int(finding.columnIndex)
      if countsRows[dimension] {
        count(dimension, finding)
        continue
      }
      guard column >= 0, column < hasElement.count else { continue }
      if dimension == completeness {
        count(dimension, finding)
      } else if hasElement[column] {
        count(dimension, finding)
      }
      let standsForEmpty = finding.rule == .placeholder || finding.rule == .dateSentinel
      if standsForEmpty, isRequired[column] { count(completeness, finding) }
    }
    return bad
  }

  private mutating func countLines(_ findings: ArraySlice<Finding>) {
    let ruleCount = Rule.all.count
    var counts = [Int](repeating: 0, count: (columns.count + 1) * ruleCount)
    for finding in findings {
      let column = Int(finding.columnIndex) + 1
      guard column >= 0, column <= columns.count else { continue }
      counts[column * ruleCount + Int(finding.rule.index)] += 1
    }
    guard let resource = findings.first.map({ Int($0.resourceIndex) }) else { return }
    for (place, count) in counts.enumerated() where count != 0 {
      lines.append(
        .init(
          resourceIndex: resource, columnIndex: place / ruleCount - 1, rule: Rule.all[place % ruleCount],
          count: count))
    }
  }
}
