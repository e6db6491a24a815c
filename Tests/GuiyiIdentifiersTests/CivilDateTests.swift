import GuiyiIdentifiers
import Testing

@Suite struct CivilDateTests {
  @Test func `every day of ten thousand years comes round again`() throws {
    // The naive twin: count days one by one through the months.
    var (year, month, day) = (1, 1, 1)
    var number = CivilDate.first.daysSinceEpoch
    var previous = -1
    while year <= 9999 {
      guard let date = CivilDate(daysSinceEpoch: number) else {
        Issue.record("no day \(number)")
        return
      }
      if date.year != year || date.month != month || date.day != day || date.daysSinceEpoch != number
        || date.compact <= previous
      {
        Issue.record("\(number) is \(date), not \(year)-\(month)-\(day)")
        return
      }
      previous = date.compact
      number += 1
      day += 1
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect(number == CivilDate.last.daysSinceEpoch + 1)
    #expect(CivilDate(daysSinceEpoch: number) == nil)
    #expect(CivilDate(daysSinceEpoch: CivilDate.first.daysSinceEpoch - 1) == nil)
  }

  @Test func `knows which days there are`() {
    for (year, month, day) in [
      (2023, 2, 29), (1900, 2, 29), (2024, 4, 31), (2024, 0, 1), (2024, 13, 1), (0, 1, 1),
    ] {
      #expect(CivilDate(year: year, month: month, day: day) == nil)
    }
    #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
    #expect(CivilDate(compact: -20_000_101) == nil && CivilDate(compact: .max) == nil)
    #expect(CivilDate(year: .max, month: 1, day: 1) == nil && CivilDate(year: 1, month: .min, day: 1) == nil)
  }

  @Test func `adds days, months and years`() {
    let day = CivilDate(year: 2024, month: 1, day: 31)!
    #expect(day.adding(months: 1).description == "2024-02-29")
    #expect(day.adding(months: 13).description == "2025-02-28")
    #expect(day.adding(months: -2).description == "2023-11-30")
    #expect(day.adding(days: 366).description == "2025-01-31")
    #expect(CivilDate(year: 2024, month: 2, day: 29)!.adding(years: 1).description == "2025-02-28")
    #expect(day.adding(days: .max) == .last && day.adding(days: .min) == .first)
    #expect(day.adding(months: .max) == .last && day.adding(years: .min) == .first)
    #expect(CivilDate(year: 2026, month: 11, day: 1)!.weekday == 7)
    #expect(CivilDate(year: 1970, month: 1, day: 1)!.weekday == 4)
    #expect(CivilDate.first.weekday == 1)
  }

  @Test func `counts full years`() {
    let leap = CivilDate(year: 2004, month: 2, day: 29)!
    #expect(leap.fullYears(until: CivilDate(year: 2022, month: 2, day: 28)!) == 17)
    #expect(leap.fullYears(until: CivilDate(year: 2022, month: 3, day: 1)!) == 18)
    #expect(leap.fullYears(until: leap) == 0)
    #expect(testDay.fullYears(until: leap) < 0)
  }

  @Test(arguments: ["2026-11-01", "2026/11/01", "2026.11.01", "20261101"])
  func `reads the compact and the ISO writing`(text: String) {
    #expect(date(text) == testDay)
  }

  @Test(arguments: ["2026-11.01", "2026-1-01", "2026-13-01", "2026-1１", "", "202611011", "20261x01"])
  func `reads nothing else`(text: String) {
    #expect(date(text) == nil)
  }
}
