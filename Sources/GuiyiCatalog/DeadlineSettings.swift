internal import GuiyiModel
public import GuiyiSharing
internal import Yams

extension Settings {
  /// The working days, with those of guiyi.yaml above the built-in table.
  public var calendar: WorkingCalendar {
    let builtIn = WorkingCalendar.builtIn
    let toggled = calendarDays.filter { builtIn.isWorkingDay($0.day) != $0.isWorked }.map(\.day)
    return WorkingCalendar(toggled: toggled, certainThrough: calendarPublishedThrough)
  }

  /// The periods of duties, with those of guiyi.yaml above the built-in ones.
  public var periods: DutyPeriods { DutyPeriods(DutyPeriods.builtIn.entries + deadlines) }
}

/// Reads `calendar`: days off, days worked, and how far notices are published.
func readCalendar(_ top: MappingReader, into mistakes: inout MistakeList, settings: inout Settings) {
  let keys = ["off", "working", "published-through"]
  guard let calendar = top.mapping("calendar", place: .calendar, known: keys, into: &mistakes) else { return }
  for (key, isWorked) in [("off", false), ("working", true)] {
    for node in calendar.list(key, into: &mistakes) {
      guard case .scalar(let scalar) = node, let day = parseDay(scalar.string) else {
        mistakes.add(
          node.site(in: calendar.file), column: node.columnNumber, "a day is written as 2027-01-01",
          "日期应写成 2027-01-01 的形式")
        continue
      }
      settings.calendarDays.append(.init(day: day, isWorked: isWorked))
    }
  }
  settings.calendarPublishedThrough = calendar.day("published-through", into: &mistakes)
}

/// Reads `deadlines`: a duty, its working days, the law behind them and when it is in force.
func readDeadlines(_ top: MappingReader, into mistakes: inout MistakeList) -> [DutyPeriod] {
  let keys = ["duty", "working-days", "source", "from", "until"]
  return top.list("deadlines", into: &mistakes).compactMap { node in
    guard let entry = MappingReader(node, file: top.file, place: .deadline, known: keys, into: &mistakes)
    else {
      return nil
    }
    if entry.lacks("duty") { entry.missing("duty", into: &mistakes) }
    if entry.lacks("working-days") { entry.missing("working-days", into: &mistakes) }
    let duty = entry.word("duty", of: Duty.allCases.map(\.rawValue), into: &mistakes)
    let days = entry.whole("working-days", in: 1...250, into: &mistakes)
    // A period that nobody can cite binds nobody.
    let source = entry.requiredText("source", into: &mistakes)
    let from = entry.day("from", into: &mistakes)
    let until = entry.day("until", into: &mistakes)
    guard let duty = duty.flatMap({ Duty(rawValue: $0) }), let days, let source else { return nil }
    return DutyPeriod(
      duty: duty, workingDays: days, chineseSource: source, englishSource: source, from: from, until: until)
  }
}
