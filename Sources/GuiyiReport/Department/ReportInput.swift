public import GuiyiColumns
public import GuiyiLedger
public import GuiyiModel
public import GuiyiSharing

/// Everything that the pages of a run show.
public struct ReportInput: Sendable {
  public var cityName: String
  public var catalog: Catalog
  /// One per resource.
  public var tables: [ResourceTable]
  /// By resource, then by file.
  public var sums: [[RowSum]]
  /// In the order of resource, file, row, column and rule.
  public var findings: FindingList
  public var violations: [Violation]
  /// How many people or bodies two resources share; see `countOverlaps`.
  public var overlaps: [ResourceOverlap]
  /// The run's date; notices go out on it.
  public var asOf: DayNumber
  public var runID: String
  /// Masks what others may read.
  public var display: CellDisplay
  /// What became of findings in this run and the former ones; empty before there is a ledger.
  public var lives: [LifeCount] = []
  /// What departments were asked about repeated collection, and since when.
  public var notices: [ViolationKey: NoticeLife] = [:]
  /// What collecting costs people and bodies; nil where it was not counted.
  public var burden: CollectionBurden?
  /// By resource: the newest day of a row; empty where it was not looked for.
  public var newestDays: [DayNumber?] = []
  /// Whether the same pages stand beside these in the other language.
  public var hasOtherLanguage = false
  /// Golden values that somebody disputes, in the order of subjects and entities.
  public var disputes: [DisputedValue] = []
  public var calendar = WorkingCalendar.builtIn
  public var periods = DutyPeriods.builtIn
  /// The file with all findings of a department beside its page; nil where none is written.
  public var findingsFileName: (@Sendable (Department) -> String)?

  public init(
    cityName: String, catalog: Catalog, tables: [ResourceTable], sums: [[RowSum]], findings: FindingList,
    violations: [Violation], overlaps: [ResourceOverlap], asOf: DayNumber, runID: String,
    display: @escaping CellDisplay
  ) {
    self.cityName = cityName
    self.catalog = catalog
    self.tables = tables
    self.sums = sums
    self.findings = findings
    self.violations = violations
    self.overlaps = overlaps
    self.asOf = asOf
    self.runID = runID
    self.display = display
  }
}

/// A golden value that somebody says is wrong, and the row that gave it.
public struct DisputedValue: Sendable, Hashable {
  public let resourceIndex: Int
  /// The place in the resource's files.
  public let fileIndex: Int
  /// As a spreadsheet shows it.
  public let rowNumber: UInt32
  public let element: DataElement
  public let since: DayNumber
  public let by: String
  public let reason: String
  public init(
    resourceIndex: Int, fileIndex: Int, rowNumber: UInt32, element: DataElement, since: DayNumber, by: String,
    reason: String
  ) {
    self.resourceIndex = resourceIndex
    self.fileIndex = fileIndex
    self.rowNumber = rowNumber
    self.element = element
    self.since = since
    self.by = by
    self.reason = reason
  }
}

/// How many entities of one subject stand in both of two resources of different departments.
public struct ResourceOverlap: Sendable, Hashable {
  public let subject: Subject
  /// The one with the lower index.
  public let left: Int
  public let right: Int
  public let entityCount: Int
}

/// Counts the people and bodies that the resources of different departments have in common.
/// - Complexity: O(rows + entities × pairs of resources / 64).
public func countOverlaps(in city: ResolvedCity, workers: Workers) -> [ResourceOverlap] {
  var places: [(subject: Subject, resource: Int)] = []
  for subject in Subject.entities {
    for resource in city.catalog.resources
    where city.groups[resource.index].contains(where: { $0.subject == subject }) {
      places.append((subject, resource.index))
    }
  }
  let listed = places
  let sets = workers.map(listed.count) { index in
    let (subject, resource) = listed[index]
    var bits = [UInt64](repeating: 0, count: (city.entityCounts[Int(subject.rawValue)] + 63) / 64)
    for (group, description) in city.groups[resource].enumerated() where description.subject == subject {
      for entity in city.entityOfRow[resource][group] where entity != ResolvedCity.noEntity {
        bits[Int(entity >> 6)] |= 1 << UInt64(entity & 63)
      }
    }
    return bits
  }
  let rows = workers.map(listed.count) { left in
    var overlaps: [ResourceOverlap] = []
    for right in (left + 1)..<max(left + 1, listed.count) where listed[right].subject == listed[left].subject
    {
      let (a, b) = (
        city.catalog.resources[listed[left].resource], city.catalog.resources[listed[right].resource]
      )
      guard a.departmentIndex != b.departmentIndex else { continue }
      var count = 0
      for word in sets[left].indices { count += (sets[left][word] & sets[right][word]).nonzeroBitCount }
      if count > 0 {
        overlaps.append(
          ResourceOverlap(subject: listed[left].subject, left: a.index, right: b.index, entityCount: count))
      }
    }
    return overlaps
  }
  return rows.flatMap { $0 }
}

/// The name of a department's page without folder: its code where that is a plain word, else a hash of it.
public func pageFileName(_ department: Department, language: ReportLanguage = .chinese) -> String {
  let isPlain =
    !department.code.isEmpty && department.code.utf8.count <= 64
    && department.code.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
    }
  let stem =
    isPlain ? department.code : "dept-" + String(StableHash.hash(Array(department.code.utf8).span), radix: 16)
  return stem + (language == .chinese ? ".html" : ".en.html")
}
