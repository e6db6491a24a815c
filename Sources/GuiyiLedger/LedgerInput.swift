public import GuiyiModel
public import GuiyiSharing

/// What a run tells the ledger.
public struct LedgerInput: Sendable {
  public var catalog: Catalog
  /// One per resource.
  public var tables: [ResourceTable]
  /// In the order of resource, file, row, column and rule.
  public var findings: FindingList
  public var asOf: DayNumber
  public var runNumber: Int
  public var calendar: WorkingCalendar
  public var periods: DutyPeriods
  /// In the order in which they were received; a later one stands above an earlier one.
  public var answers: [ReceivedAnswer]

  public init(
    catalog: Catalog, tables: [ResourceTable], findings: FindingList, asOf: DayNumber, runNumber: Int,
    calendar: WorkingCalendar = .builtIn, periods: DutyPeriods = .builtIn, answers: [ReceivedAnswer] = []
  ) {
    self.catalog = catalog
    self.tables = tables
    self.findings = findings
    self.asOf = asOf
    self.runNumber = runNumber
    self.calendar = calendar
    self.periods = periods
    self.answers = answers
  }
}
