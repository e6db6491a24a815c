import GuiyiCatalog
import GuiyiLedger
import GuiyiModel
import GuiyiReport

/// Questions of repeated collection between the runs: asked once, with one deadline, until they are answered.
enum ViolationNotices {
  /// What the search has to know of earlier questions.
  static func answers(_ ledger: Ledger) -> [ViolationKey: ViolationAnswer] {
    var answers: [ViolationKey: ViolationAnswer] = [:]
    for notice in ledger.notices {
      guard let key = ViolationKey(text: notice.key) else { continue }
      answers[key] = answer(notice)
    }
    return answers
  }

  private static func answer(_ notice: NoticeLife) -> ViolationAnswer {
    guard let answer = notice.answer else { return .asked(deadline: notice.dueDay) }
    return answer.isConfirmation
      ? .confirmed(on: notice.answerDay) : .explained(reason: "\(answer.rawValue) \(notice.reason)")
  }

  static func byKey(_ ledger: Ledger) -> [ViolationKey: NoticeLife] {
    var notices: [ViolationKey: NoticeLife] = [:]
    for notice in ledger.notices { if let key = ViolationKey(text: notice.key) { notices[key] = notice } }
    return notices
  }

  /// Asks about what is new, or came back; leads stay the bureau's own, and advice is no question.
  /// - Parameter undelivered: codes of the resources that had no rows.
  static func ask(
    _ violations: [Violation], _ ledger: Ledger, undelivered: Set<String>, catalog: Catalog,
    settings: Settings, asOf: DayNumber
  ) -> ([Violation], Ledger) {
    var (violations, ledger) = (violations, ledger)
    let asked = violations.indices.filter {
      violations[$0].level > .lead && violations[$0].kind != .multiHead
    }
    let new = ledger.ask(
      asked.map { violations[$0].key(in: catalog).text }, undelivered: undelivered, on: asOf,
      runNumber: ledger.lastRun, calendar: settings.calendar, periods: settings.periods)
    let notices = byKey(ledger)
    for index in asked {
      let key = violations[index].key(in: catalog)
      guard new.contains(key.text), let notice = notices[key] else { continue }
      violations[index].take(.asked(deadline: notice.dueDay), asOf: asOf)
    }
    return (violations, ledger)
  }
}
