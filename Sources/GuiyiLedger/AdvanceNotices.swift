internal import GuiyiColumns
public import GuiyiModel
public import GuiyiSharing

extension Ledger {
  /// Enters what this run asks departments about, and keeps the deadlines of what was asked before.
  /// - Parameter keys: of the violations that are asked about, in their order.
  public mutating func ask(
    _ keys: [String], on day: DayNumber, runNumber: Int, calendar: WorkingCalendar, periods: DutyPeriods
  ) {
    for key in keys {
      if let place = notices.firstIndex(where: { $0.key == key }) {
        notices[place].lastRun = runNumber
        // A deadline that ran into a year without a calendar is counted anew once it is published.
        if notices[place].isProvisional,
          let due = periods.deadline(of: .answerNotice, from: notices[place].askedDay, calendar: calendar)
        {
          notices[place].dueDay = due.day
          notices[place].isProvisional = due.isProvisional
        }
        continue
      }
      guard let due = periods.deadline(of: .answerNotice, from: day, calendar: calendar) else { continue }
      notices.append(
        NoticeLife(
          key: key, id: StableHash.hash(Array(key.utf8).span, seed: 4), askedRun: runNumber, askedDay: day,
          dueDay: due.day, isProvisional: due.isProvisional, lastRun: runNumber))
    }
  }

  /// Takes up answers in the order in which they were received.
  public mutating func take(_ answers: [ReceivedNoticeAnswer]) {
    for answer in answers {
      guard let place = notices.firstIndex(where: { $0.id == answer.id }) else { continue }
      notices[place].answer = answer.answer
      notices[place].answerDay = answer.day
      notices[place].reason = answer.reason
    }
  }
}
