internal import CGuiyiSharing
internal import GuiyiIdentifiers
public import GuiyiModel

/// A day by which something is due.
public struct Deadline: Sendable, Hashable {
  public let day: DayNumber
  /// Whether a year on the way has no published calendar yet, so that the day may still move.
  public let isProvisional: Bool
  public init(day: DayNumber, isProvisional: Bool) {
    self.day = day
    self.isProvisional = isProvisional
  }
}

/// Which days are working days: Monday to Friday but for the State Council's yearly notices.
///
/// A notice moves holidays and makes up for them on weekends; the next year's appears in autumn and has been
/// amended in midwinter, so users may add days of their own.
public struct WorkingCalendar: Sendable {
  /// Weekdays that are off and weekends that are worked, ascending.
  private let exceptions: [DayNumber]
  /// The last day that no notice yet to come can move.
  public let certainThrough: DayNumber

  /// The built-in table, with its source and date in its head.
  public static let builtIn = WorkingCalendar()

  /// - Parameters:
  ///   - toggled: days that are the other way round than the built-in table says, as a new notice tells.
  ///   - certainThrough: the last day that those notices settle; nil keeps the built-in one.
  public init(toggled: [DayNumber] = [], certainThrough: DayNumber? = nil) {
    var days: Set<DayNumber> = []
    for index in 0..<guiyi_days_off_count {
      if let day = Self.day(guiyi_day_off_at(index)) { days.insert(day) }
    }
    for index in 0..<guiyi_days_made_up_count {
      if let day = Self.day(guiyi_day_made_up_at(index)) { days.insert(day) }
    }
    for day in toggled {
      if days.remove(day) == nil { days.insert(day) }
    }
    exceptions = days.sorted()
    // From 29 December on, the notice of the following year has moved days before.
    self.certainThrough =
      certainThrough ?? Self.day(guiyi_calendar_last_year * 10_000 + 1228) ?? DayNumber.min
  }

  private static func day(_ compact: Int32) -> DayNumber? {
    CivilDate(compact: Int(compact)).map { DayNumber($0.daysSinceEpoch) }
  }

  /// Whether people work on this day, as far as notices are published.
  public func isWorkingDay(_ day: DayNumber) -> Bool {
    // 1970-01-01 was a Thursday: 0 Monday through 6 Sunday.
    let weekday = ((Int(day) + 3) % 7 + 7) % 7
    return (weekday < 5) != isException(day)
  }

  private func isException(_ day: DayNumber) -> Bool {
    var low = 0
    var high = exceptions.count
    while low < high {
      let middle = (low + high) / 2
      if exceptions[middle] < day { low = middle + 1 } else { high = middle }
    }
    return low < exceptions.count && exceptions[low] == day
  }

  /// The last day of a period of working days.
  ///
  /// The first day does not count (Civil Code, Article 201), and only working days do.
  /// - Parameter workingDays: 0 through 2,500; other numbers are moved into that range.
  public func deadline(after day: DayNumber, workingDays: Int) -> Deadline {
    // Nobody waits for a deadline beyond the calendar of dates: the walk stays far from Int32's end.
    var current = min(max(day, -1_000_000), 3_000_000)
    var left = min(max(workingDays, 0), 2_500)
    while left > 0 {
      current += 1
      if isWorkingDay(current) { left -= 1 }
    }
    return Deadline(day: current, isProvisional: current > certainThrough)
  }
}
