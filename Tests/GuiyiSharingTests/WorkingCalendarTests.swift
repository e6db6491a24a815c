import GuiyiIdentifiers
import GuiyiModel
import GuiyiSharing
import Testing

func day(_ compact: Int) throws -> DayNumber {
  DayNumber(try #require(CivilDate(compact: compact)).daysSinceEpoch)
}

func text(_ day: DayNumber) -> Int { CivilDate(daysSinceEpoch: Int(day))?.compact ?? 0 }

@Suite struct WorkingCalendarTests {
  @Test(arguments: [
    (20_250_926, 20_251_010, 20_251_016), (20_260_213, 20_260_227, 20_260_305),
    (20_260_430, 20_260_511, 20_260_518), (20_250_124, 20_250_207, 20_250_213),
    (20_261_120, 20_261_127, 20_261_204),
  ])
  func `counts five and ten working days across holidays and make-up days`(start: Int, five: Int, ten: Int)
    throws
  {
    let calendar = WorkingCalendar.builtIn
    #expect(text(calendar.deadline(after: try day(start), workingDays: 5).day) == five)
    #expect(text(calendar.deadline(after: try day(start), workingDays: 10).day) == ten)
  }

  @Test(arguments: [
    (2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248),
  ])
  func `has as many working days in a year as the notices leave`(year: Int, expected: Int) throws {
    let first = try day(year * 10_000 + 101)
    let last = try day(year * 10_000 + 1231)
    #expect((first...last).count(where: WorkingCalendar.builtIn.isWorkingDay) == expected)
  }

  @Test func `a deadline beyond the published years is provisional`() throws {
    let calendar = WorkingCalendar.builtIn
    #expect(!calendar.deadline(after: try day(20_261_120), workingDays: 10).isProvisional)
    #expect(calendar.deadline(after: try day(20_261_225), workingDays: 5).isProvisional)
    #expect(calendar.deadline(after: try day(20_271_001), workingDays: 1).isProvisional)
  }

  @Test func `a new notice moves days and settles a year`() throws {
    let monday = try day(20_270_104)
    let calendar = WorkingCalendar(toggled: [monday], certainThrough: try day(20_271_228))
    #expect(!calendar.isWorkingDay(monday))
    #expect(!calendar.deadline(after: try day(20_270_101), workingDays: 5).isProvisional)
    #expect(WorkingCalendar(toggled: [try day(20_261_001)]).isWorkingDay(try day(20_261_001)))
  }

  @Test func `hostile numbers neither trap nor run on`() {
    for start in [DayNumber.min, DayNumber.max, 0] {
      for count in [Int.min, -1, 0, 3, Int.max] {
        _ = WorkingCalendar.builtIn.deadline(after: start, workingDays: count)
      }
      _ = WorkingCalendar.builtIn.isWorkingDay(start)
    }
  }
}

@Suite struct DutyPeriodTests {
  @Test func `the built-in periods carry their articles`() throws {
    let today = try day(20_261_101)
    let periods = DutyPeriods.builtIn
    #expect(periods.period(of: .decideApplication, on: today)?.workingDays == 5)
    #expect(periods.period(of: .updateCatalog, on: today)?.workingDays == 10)
    #expect(periods.period(of: .decideApplication, on: today)?.chineseSource.contains("第十八条") == true)
    #expect(periods.period(of: .answerNotice, on: try day(20_211_129)) == nil)
    for duty in Duty.allCases { #expect(periods.period(of: duty, on: today) != nil) }
  }

  @Test func `a later law stands above an earlier one from its first day on`() throws {
    var periods = DutyPeriods.builtIn
    periods.entries.append(
      DutyPeriod(
        duty: .answerNotice, workingDays: 10, chineseSource: "新规", englishSource: "new law",
        from: try day(20_260_101), until: nil))
    #expect(periods.period(of: .answerNotice, on: try day(20_251_231))?.workingDays == 5)
    let deadline = try #require(
      periods.deadline(of: .answerNotice, from: try day(20_261_120), calendar: .builtIn))
    #expect(text(deadline.day) == 20_261_204)
  }
}
