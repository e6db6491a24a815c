internal import GuiyiModel

/// The day that `yyyy-MM-dd` names; nil for another writing and for a day that does not exist.
func parseDay(_ text: String) -> DayNumber? {
  let bytes = Array(text.utf8)
  guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
  func number(_ range: Range<Int>) -> Int? {
    var value = 0
    for index in range {
      guard (0x30...0x39).contains(bytes[index]) else { return nil }
      value = value * 10 + Int(bytes[index] - 0x30)
    }
    return value
  }
  guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
    year >= 1, (1...12).contains(month), day >= 1
  else { return nil }
  let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  guard day <= lengths[month - 1] else { return nil }
  // Days from civil: years begin in March, so that the leap day ends them.
  let shifted = month <= 2 ? year - 1 : year
  let era = shifted / 400
  let yearOfEra = shifted - era * 400
  let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
  return DayNumber(era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468)
}
