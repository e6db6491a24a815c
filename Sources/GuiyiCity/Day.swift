/// A day of the Gregorian calendar as a number of days since 1970-01-01.
struct Day: Hashable, Comparable, Sendable {
  var number: Int

  init(number: Int) { self.number = number }

  init(_ year: Int, _ month: Int, _ day: Int) {
    // Days from civil (Howard Hinnant, "chrono-compatible low-level date algorithms"): years begin in March.
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  var civil: (year: Int, month: Int, day: Int) {
    let z = number + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
  }

  var year: Int { civil.year }

  static func < (a: Day, b: Day) -> Bool { a.number < b.number }
  static func + (a: Day, days: Int) -> Day { Day(number: a.number + days) }

  /// The last birthday's count on `other`.
  func age(on other: Day) -> Int {
    let (y, m, d) = civil
    let (oy, om, od) = other.civil
    return oy - y - ((om, od) < (m, d) ? 1 : 0)
  }
}

/// The writings of a date that departments use; a file keeps to one.
enum DateStyle: Int, CaseIterable, Sendable {
  case iso, compact, slashes, dots, chinese, serial, withTime

  func write(_ day: Day) -> String {
    let (y, m, d) = day.civil
    return write(year: y, month: m, day: d)
  }

  /// Takes the parts, so that a day that does not exist can be written, too.
  func write(year y: Int, month m: Int, day d: Int) -> String {
    switch self {
    case .iso: "\(y)-\(twoDigits(m))-\(twoDigits(d))"
    case .compact: "\(y)\(twoDigits(m))\(twoDigits(d))"
    case .slashes: "\(y)/\(m)/\(d)"
    case .dots: "\(y).\(twoDigits(m)).\(twoDigits(d))"
    case .chinese: "\(y)年\(m)月\(d)日"
    // A spreadsheet counts from 1899-12-30 and has no number for a day that does not exist.
    case .serial: "\(Day(y, m, d).number - Day(1899, 12, 30).number)"
    case .withTime: "\(y)-\(twoDigits(m))-\(twoDigits(d)) 00:00:00"
    }
  }
}

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// The number with zeros in front, at least `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return digits.utf8.count >= width
    ? digits : String(repeating: "0", count: width - digits.utf8.count) + digits
}
