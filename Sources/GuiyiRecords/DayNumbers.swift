public import GuiyiModel

/// The day number of a date in normal form (`yyyy-MM-dd`), or nil for anything else.
///
/// - SeeAlso: Howard Hinnant, "chrono-compatible low-level date algorithms" (days from civil).
public func dayNumber(_ date: Span<UInt8>) -> DayNumber? {
  guard date.count == 10, date[4] == 0x2D, date[7] == 0x2D else { return nil }
  var parts = (year: 0, month: 0, day: 0)
  for index in 0..<10 where index != 4 && index != 7 {
    let digit = Int(date[index]) - 0x30
    guard (0...9).contains(digit) else { return nil }
    if index < 4 {
      parts.year = parts.year * 10 + digit
    } else if index < 7 {
      parts.month = parts.month * 10 + digit
    } else {
      parts.day = parts.day * 10 + digit
    }
  }
  guard (1...12).contains(parts.month), (1...31).contains(parts.day) else { return nil }
  let year = parts.month <= 2 ? parts.year - 1 : parts.year
  let era = (year >= 0 ? year : year - 399) / 400
  let yearOfEra = year - era * 400
  let dayOfYear = (153 * (parts.month + (parts.month > 2 ? -3 : 9)) + 2) / 5 + parts.day - 1
  let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  return DayNumber(era * 146_097 + dayOfEra - 719_468)
}
