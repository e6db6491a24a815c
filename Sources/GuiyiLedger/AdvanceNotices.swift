internal import GuiyiColumns
public import GuiyiModel
public import GuiyiSharing

extension Ledger {
  /// Enters what this run asks departments about, and keeps the deadlines of what was asked before.
  ///
  /// What was answered, ended and came back is asked again: the answer was about what had been.
  /// - Parameters:
  ///   - keys: of the violations that are asked about, in their order.
  ///   - undelivered: codes of the resources that had no rows; what was not looked at has not ended.
  /// - Returns: the keys that are asked for the first time, or again.
  public mutating func ask(
    _ keys: [String], undelivered: Set<String> = [], on day: DayNumber, runNumber: Int,
    calendar: WorkingCalendar, periods: DutyPeriods
  ) -> Set<String> {
    var asked: Set<String> = []
    let formerRun = counts.last { $0.runNumber < runNumber }?.runNumber ?? 0
    for key in keys {
      let known = notices.firstIndex { $0.key == key }
      if let known, notices[known].answer == nil || notices[known].lastRun >= formerRun {
        notices[known].lastRun = runNumber
        // A deadline that ran into a year without a calendar is counted anew once it is published.
        if notices[known].isProvisional,
          let due = periods.deadline(of: .answerNotice, from: notices[known].askedDay, calendar: calendar)
        {
          notices[known].dueDay = due.day
          notices[known].isProvisional = due.isProvisional
        }
        continue
      }
      guard let due = periods.deadline(of: .answerNotice, from: day, calendar: calendar) else { continue }
      var notice = NoticeLife()
      notice.key = key
      notice.id = StableHash.hash(Array(key.utf8).span, seed: 4)
      notice.askedRun = runNumber
      notice.askedDay = day
      notice.dueDay = due.day
      notice.isProvisional = due.isProvisional
      notice.lastRun = runNumber
      asked.insert(key)
      if let known { notices[known] = notice } else { notices.append(notice) }
    }
    for place in notices.indices where notices[place].lastRun >= formerRun {
      if undelivered.contains(String(notices[place].key.prefix { $0 != "\t" })) {
        notices[place].lastRun = runNumber
      }
    }
    return asked
  }

  /// Takes up answers in the order in which they were received.
  ///
  /// The same answer once more, as a workbook that was filled in before brings it along, keeps its first day.
  public mutating func take(_ answers: [ReceivedNoticeAnswer]) {
    for answer in answers {
      guard let place = notices.firstIndex(where: { $0.id == answer.id }),
        notices[place].askedRun <= answer.runNumber
      else { continue }
      if notices[place].answer == answer.answer, notices[place].reason == answer.reason { continue }
      notices[place].answer = answer.answer
      notices[place].answerDay = answer.day
      notices[place].reason = answer.reason
    }
  }
}
