public import GuiyiModel

/// What a ledger's rows are written to and read from: one list of fields serves names, writing and reading.
///
/// A reader sets the values it is given, a writer leaves them as they are.
public protocol LedgerFields: ~Copyable {
  mutating func key(_ name: StaticString, _ value: inout UInt64)
  mutating func number(_ name: StaticString, _ value: inout UInt32)
  mutating func number(_ name: StaticString, _ value: inout Int32)
  mutating func number(_ name: StaticString, _ value: inout Int)
  /// `FindingLife.noDay` is NULL.
  mutating func day(_ name: StaticString, _ value: inout DayNumber)
  mutating func flag(_ name: StaticString, _ value: inout Bool)
  mutating func text(_ name: StaticString, _ value: inout String)
  mutating func word<Word: RawRepresentable<String>>(_ name: StaticString, _ value: inout Word?)
}

extension FindingLife {
  /// Every field in the order of its columns.
  public mutating func visit(_ fields: inout some LedgerFields & ~Copyable) {
    fields.key("id", &id)
    fields.key("match_key", &matchKey)
    fields.key("second_key", &secondKey)
    fields.key("row_key", &rowKey)
    fields.key("second_row_key", &secondRowKey)
    fields.key("content_hash", &contentHash)
    fields.number("resource", &resource)
    fields.number("rule", &rule)
    fields.number("column_name", &column)
    fields.number("file", &file)
    fields.number("row", &rowNumber)
    fields.number("first_run", &firstRun)
    fields.day("first_day", &firstDay)
    fields.number("last_run", &lastRun)
    fields.day("last_day", &lastDay)
    fields.number("seen", &seenCount)
    fields.number("opened_run", &openedRun)
    fields.day("opened_day", &openedDay)
    fields.day("due_day", &dueDay)
    fields.flag("provisional", &isProvisional)
    fields.word("ended", &end)
    fields.number("ended_run", &endRun)
    fields.day("ended_day", &endDay)
    fields.word("answer", &answer)
    fields.day("answer_day", &answerDay)
  }
}

extension NoticeLife {
  /// Every field in the order of its columns.
  public mutating func visit(_ fields: inout some LedgerFields & ~Copyable) {
    fields.text("key", &key)
    fields.key("id", &id)
    fields.number("asked_run", &askedRun)
    fields.day("asked_day", &askedDay)
    fields.day("due_day", &dueDay)
    fields.flag("provisional", &isProvisional)
    fields.number("last_run", &lastRun)
    fields.word("answer", &answer)
    fields.day("answer_day", &answerDay)
    fields.text("reason", &reason)
  }
}
