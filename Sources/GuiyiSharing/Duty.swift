public import GuiyiModel

/// Something that has to be done within a period.
public enum Duty: String, Sendable, CaseIterable {
  /// A provider decides on an application for conditional data.
  case decideApplication = "decide-application"
  /// A department brings its catalog up to date.
  case updateCatalog = "update-catalog"
  /// A department answers a notice or a question about repeated collection.
  case answerNotice = "answer-notice"
  /// A department puts right, or explains, what was found in its data.
  case repairData = "repair-data"
}

/// How long a duty may take, by which law and from when until when that law is in force.
public struct DutyPeriod: Sendable, Hashable {
  public let duty: Duty
  public let workingDays: Int
  /// The article as cited in letters.
  public let chineseSource: String
  public let englishSource: String
  /// The first day on which it holds; nil for as long as anybody asks.
  public let from: DayNumber?
  /// The last day on which it holds; nil while it is in force.
  public let until: DayNumber?

  public init(
    duty: Duty, workingDays: Int, chineseSource: String, englishSource: String, from: DayNumber?,
    until: DayNumber?
  ) {
    self.duty = duty
    self.workingDays = workingDays
    self.chineseSource = chineseSource
    self.englishSource = englishSource
    self.from = from
    self.until = until
  }
}

/// The periods of all duties as dated settings; a later entry for a duty stands above an earlier one.
///
/// The State Council's regulation 809 of 2025 stands above the city's; its periods are entered here by the
/// user with their legal source once they are confirmed, never guessed.
public struct DutyPeriods: Sendable {
  public var entries: [DutyPeriod]

  public init(_ entries: [DutyPeriod]) { self.entries = entries }

  /// 2021-11-30, the day the regulation was issued.
  private static let issued: DayNumber = 18_961

  public static let builtIn = DutyPeriods([
    DutyPeriod(
      duty: .decideApplication, workingDays: 5, chineseSource: "《平顶山市政务数据管理办法（试行）》第十八条",
      englishSource: "Pingdingshan Measures for Government Data, Article 18", from: issued, until: nil),
    DutyPeriod(
      duty: .updateCatalog, workingDays: 10, chineseSource: "《平顶山市政务数据管理办法（试行）》第十一条",
      englishSource: "Pingdingshan Measures for Government Data, Article 11", from: issued, until: nil),
    // Article 27 leaves the period to the bureau; the one for online approval is the only one at hand.
    DutyPeriod(
      duty: .answerNotice, workingDays: 5,
      chineseSource: "《平顶山市政务数据管理办法（试行）》第二十七条，期限参照第十八条",
      englishSource: "Pingdingshan Measures for Government Data, Article 27; period after Article 18",
      from: issued, until: nil),
    // Articles 14 and 27(3) name no number of days; the one for bringing the catalog up to date is the nearest.
    DutyPeriod(
      duty: .repairData, workingDays: 10,
      chineseSource: "《平顶山市政务数据管理办法（试行）》第十四条、第二十七条，期限参照第十一条",
      englishSource: "Pingdingshan Measures for Government Data, Articles 14 and 27; period after Article 11",
      from: issued, until: nil),
  ])

  /// The period in force on a day, or nil where no entry covers the day.
  public func period(of duty: Duty, on day: DayNumber) -> DutyPeriod? {
    entries.last { entry in
      entry.duty == duty && (entry.from ?? DayNumber.min) <= day && day <= (entry.until ?? DayNumber.max)
    }
  }

  /// The deadline of a duty that began on a day.
  public func deadline(of duty: Duty, from day: DayNumber, calendar: WorkingCalendar) -> Deadline? {
    period(of: duty, on: day).map { calendar.deadline(after: day, workingDays: $0.workingDays) }
  }
}
