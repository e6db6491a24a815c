public import GuiyiLedger
public import GuiyiModel
internal import GuiyiSharing

/// A ratio of GB/T 36344-2018 that anybody can recompute: A of B.
public struct QualityIndicator: Sendable, Hashable {
  public enum Name: String, Sendable, CaseIterable {
    case filled, standardValues, soundRows, correctValues, repeats, consistentRows, delivered, readableRows
  }

  public let name: Name
  public let dimension: Dimension
  /// What is good, or bad where `isLowerBetter`.
  public var a: Int
  public var b: Int
  public var isLowerBetter: Bool { name == .repeats }
  /// nil where there was nothing to measure.
  public var ratio: Double? { b > 0 ? Double(a) / Double(b) : nil }
}

/// The findings of one rule in one department.
public struct RuleCount: Sendable {
  public let rule: Rule
  public var count = 0
  /// Places in `FindingList.findings`, the first five.
  public var examples: [Int] = []
}

/// The findings of one column, apart by what they claim.
public struct ColumnCount: Sendable, Hashable {
  public let resourceIndex: Int
  /// -1 for whole rows.
  public let columnIndex: Int
  public var errors = 0
  public var conflicts = 0
  public var suspicions = 0
}

/// What one department's page counts.
public struct DepartmentFacts: Sendable {
  public let department: Department
  public var sum = RowSum()
  /// Only errors count in them.
  public var indicators: [QualityIndicator] = []
  /// Most severe first, then most frequent, then in the order of the rules.
  public var rules: [RuleCount] = []
  public var columns: [ColumnCount] = []
  /// Places in `Catalog.findings`.
  public var catalogFindings: [Int] = []
  /// Places in `ReportInput.violations` of level suspected and above: leads are the bureau's own list.
  public var violations: [Int] = []
  public var leads: [Int] = []

  public func count(_ kind: FindingKind) -> Int {
    rules.reduce(0) { $0 + ($1.rule.kind == kind ? $1.count : 0) }
  }
}

/// The counts of all departments, gathered in one pass over the findings.
public struct ReportFacts: Sendable {
  public static let exampleCount = 5

  /// By department.
  public let departments: [DepartmentFacts]

  public init(_ input: ReportInput) {
    let catalog = input.catalog
    var facts = catalog.departments.map { DepartmentFacts(department: $0) }
    var counters = catalog.resources.map { ResourceCounter(input, $0) }
    var ruleCounts = catalog.departments.map { _ in Rule.all.map { RuleCount(rule: $0) } }
    for (index, finding) in input.findings.findings.enumerated() {
      let resource = Int(finding.resourceIndex)
      counters[resource].add(finding)
      let department = catalog.resources[resource].departmentIndex
      let rule = Int(finding.rule.index)
      ruleCounts[department][rule].count += 1
      if ruleCounts[department][rule].examples.count < Self.exampleCount {
        ruleCounts[department][rule].examples.append(index)
      }
    }
    for (resource, counter) in counters.enumerated() {
      let department = catalog.resources[resource].departmentIndex
      for sum in input.sums[resource] { facts[department].sum += sum }
      facts[department].columns.append(
        contentsOf: counter.columns.filter { $0.errors + $0.conflicts + $0.suspicions > 0 })
    }
    for department in facts.indices {
      let own = counters.indices.filter { catalog.resources[$0].departmentIndex == department }
      facts[department].indicators = Self.indicators(own.map { counters[$0] }, facts[department].sum)
      facts[department].rules = ruleCounts[department].filter { $0.count > 0 }.sorted { a, b in
        let (first, second) = (a.rule.severity.rank, b.rule.severity.rank)
        return first != second ? first < second : a.count != b.count ? a.count > b.count : a.rule < b.rule
      }
      facts[department].violations = input.violations.indices.filter {
        input.violations[$0].level > .lead && own.contains(input.violations[$0].resourceIndex)
      }
      facts[department].leads = input.violations.indices.filter {
        input.violations[$0].level == .lead && own.contains(input.violations[$0].resourceIndex)
      }
      let codes = Set(own.map { catalog.resources[$0].code })
      facts[department].catalogFindings = catalog.findings.indices.filter {
        codes.contains(catalog.findings[$0].resource)
      }
    }
    departments = facts
  }

  /// The measures of all departments as the ledger keeps them, those of the yearly evaluation among them.
  public func measures(_ input: ReportInput, runNumber: Int, day: DayNumber) -> [MeasureCount] {
    departments.flatMap { facts in
      let own = facts.indicators.map { ($0.name.rawValue, $0.a, $0.b) } + yearly(facts, input)
      return own.map { name, a, b in
        MeasureCount(
          runNumber: runNumber, day: day, department: facts.department.code, name: name, a: a, b: b)
      }
    }
  }

  private func yearly(_ facts: DepartmentFacts, _ input: ReportInput) -> [(String, Int, Int)] {
    let resources = input.catalog.resources.filter { $0.departmentIndex == facts.department.index }
    let delivered = resources.filter { !input.tables[$0.index].files.isEmpty }
    let stopped = Set(
      input.findings.findings.lazy.filter { $0.rule == .feedStopped }.map { Int($0.resourceIndex) })
    let dated = delivered.compactMap { resource -> Bool? in
      guard resource.index < input.newestDays.count, let newest = input.newestDays[resource.index],
        let limit = resource.updateCycle?.staleDayCount
      else { return nil }
      return input.asOf - newest <= DayNumber(limit)
    }
    let grants = GrantIndex(input.catalog)
    let used = resources.reduce(0) { sum, resource in
      sum
        + resource.items.count { item in
          guard item.origin == .shared, let element = item.element else { return false }
          return grants.windows(consumer: facts.department.code, element: element).cover(input.asOf)
        }
    }
    let missed = facts.violations.count { input.violations[$0].sourceResourceIndex != nil }
    return [
      (
        YearMeasure.Name.standing.rawValue, delivered.count { !stopped.contains($0.index) }, delivered.count
      ), (YearMeasure.Name.fresh.rawValue, dated.count { $0 }, dated.count),
      (YearMeasure.Name.used.rawValue, used, used + missed),
    ]
  }

  private static func indicators(_ counters: [ResourceCounter], _ sum: RowSum) -> [QualityIndicator] {
    func total(_ value: (ResourceCounter) -> Int) -> Int { counters.reduce(0) { $0 + value($1) } }
    func good(_ name: QualityIndicator.Name, _ dimension: Dimension, bad: Int, of b: Int) -> QualityIndicator
    {
      QualityIndicator(name: name, dimension: dimension, a: max(0, b - bad), b: b)
    }
    let rows = sum.read - sum.blank
    return [
      good(
        .standardValues, .normativity, bad: total { $0.cellErrors[.normativity] }, of: total(\.filledCells)),
      good(.soundRows, .normativity, bad: total { $0.rowErrors[.normativity] }, of: rows),
      good(.filled, .completeness, bad: total(\.missingCells), of: total(\.requiredCells)),
      good(.correctValues, .accuracy, bad: total { $0.cellErrors[.accuracy] }, of: total(\.filledCells)),
      QualityIndicator(name: .repeats, dimension: .accuracy, a: sum.repeated, b: rows),
      good(.consistentRows, .consistency, bad: total { $0.inconsistentRows }, of: sum.accepted),
      good(.delivered, .timeliness, bad: total { $0.hasFiles ? 0 : 1 }, of: counters.count),
      good(.readableRows, .accessibility, bad: total { $0.rowErrors[.accessibility] }, of: rows),
    ]
  }
}

extension Severity {
  /// 0 weighs most.
  var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Counts by dimension.
private struct DimensionCounts {
  private var counts = [Int](repeating: 0, count: Dimension.allCases.count)
  subscript(dimension: Dimension) -> Int {
    get { counts[Dimension.allCases.firstIndex(of: dimension) ?? 0] }
    set { counts[Dimension.allCases.firstIndex(of: dimension) ?? 0] = newValue }
  }
}

/// What one resource's findings add up to: a cell or a row counts once in a dimension, however many rules it breaks.
private struct ResourceCounter {
  private struct Place: Equatable {
    var file: UInt16
    var row: UInt32
    var column: Int16
  }

  var cellErrors = DimensionCounts()
  var rowErrors = DimensionCounts()
  var missingCells = 0
  var inconsistentRows = 0
  var requiredCells = 0
  var filledCells = 0
  var hasFiles: Bool
  /// The table's columns, then the whole row.
  var columns: [ColumnCount]
  private var lastCell = [Place?](repeating: nil, count: Dimension.allCases.count)
  private var lastRow = [Place?](repeating: nil, count: Dimension.allCases.count)

  init(_ input: ReportInput, _ resource: Resource) {
    let table = input.tables[resource.index]
    hasFiles = !table.files.isEmpty
    columns = table.columns.indices.map { ColumnCount(resourceIndex: resource.index, columnIndex: $0) }
    columns.append(ColumnCount(resourceIndex: resource.index, columnIndex: -1))
    for column in table.columns {
      guard let item = column.itemIndex.map({ resource.items[$0] }), item.element != nil || item.isRequired
      else {
        continue
      }
      if item.isRequired { requiredCells += column.ids.count }
      if item.element != nil { filledCells += column.ids.count { $0 != 0 } }
    }
  }

  mutating func add(_ finding: Finding) {
    let hasColumn = finding.columnIndex >= 0 && Int(finding.columnIndex) < columns.count - 1
    let column = hasColumn ? Int(finding.columnIndex) : columns.count - 1
    switch finding.rule.kind {
    case .error: columns[column].errors += 1
    case .conflict: columns[column].conflicts += 1
    case .suspicion: columns[column].suspicions += 1
    }
    guard finding.rule.kind == .error, finding.rowNumber > 0 else { return }
    let dimension = finding.rule.dimension
    let index = Dimension.allCases.firstIndex(of: dimension) ?? 0
    let row = Place(file: finding.fileIndex, row: finding.rowNumber, column: 0)
    if lastRow[index] != row {
      lastRow[index] = row
      if dimension == .consistency { inconsistentRows += 1 }
      if !hasColumn { rowErrors[dimension] += 1 }
    }
    guard hasColumn else { return }
    let cell = Place(file: finding.fileIndex, row: finding.rowNumber, column: finding.columnIndex)
    if lastCell[index] == cell { return }
    lastCell[index] = cell
    cellErrors[dimension] += 1
    if finding.rule == .missing { missingCells += 1 }
  }
}
