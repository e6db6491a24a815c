import GuiyiIdentifiers

/// The calendar day of the identifiers, with the arithmetic that inventing a life needs.
typealias Day = CivilDate

extension CivilDate {
  /// A day that the caller knows to exist.
  init(_ year: Int, _ month: Int, _ day: Int) {
    guard let date = CivilDate(year: year, month: month, day: day) else {
      preconditionFailure("no day \(year)-\(month)-\(day)")
    }
    self = date
  }

  /// Days since 1970-01-01.
  var number: Int { daysSinceEpoch }

  static func + (a: CivilDate, days: Int) -> CivilDate { a.adding(days: days) }

  /// The age on `other`, in full years.
  func age(on other: CivilDate) -> Int { fullYears(until: other) }
}

/// The writings of a date that departments use; a file keeps to one.
enum DateStyle: Int, CaseIterable, Sendable {
  case iso, compact, slashes, dots, chinese, serial, withTime

  func write(_ day: Day) -> String {
    write(year: day.year, month: day.month, day: day.day)
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
