/// A day of the proleptic Gregorian calendar, 0001-01-01 through 9999-12-31, without time or zone.
///
/// Four bytes, ordered as the days are. Every value is a day that exists.
public struct CivilDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  private let yearField: Int16
  private let monthField: UInt8
  private let dayField: UInt8

  public static let first = CivilDate(unchecked: 1, 1, 1)
  public static let last = CivilDate(unchecked: 9999, 12, 31)

  @inline(__always)
  init(unchecked year: Int, _ month: Int, _ day: Int) {
    yearField = Int16(truncatingIfNeeded: year)
    monthField = UInt8(truncatingIfNeeded: month)
    dayField = UInt8(truncatingIfNeeded: day)
  }

  /// Makes a day of its three numbers; nil where the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard Self.exists(year: year, month: month, day: day) else { return nil }
    self.init(unchecked: year, month, day)
  }

  /// Makes a day of the number 20261101; nil where the calendar has no such day.
  public init?(compact number: Int) {
    guard number > 0 else { return nil }
    self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  /// Makes the day so many days after 1970-01-01; nil outside 0001-01-01 through 9999-12-31.
  public init?(daysSinceEpoch days: Int) {
    guard days >= Self.firstDay, days <= Self.lastDay else { return nil }
    self.init(inRange: days)
  }

  private static let firstDay = -719_162
  private static let lastDay = 2_932_896

  /// The calendar algorithm of Hinnant: eras of 400 years that begin on 1 March, so the leap day comes last.
  private init(inRange days: Int) {
    let shifted = days &+ 719_468
    let era = (shifted >= 0 ? shifted : shifted &- 146_096) / 146_097
    let dayOfEra = shifted &- era &* 146_097
    let yearOfEra = (dayOfEra &- dayOfEra / 1460 &+ dayOfEra / 36_524 &- dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
    let shiftedMonth = (5 &* dayOfYear &+ 2) / 153
    let day = dayOfYear &- (153 &* shiftedMonth &+ 2) / 5 &+ 1
    let month = shiftedMonth < 10 ? shiftedMonth &+ 3 : shiftedMonth &- 9
    self.init(unchecked: yearOfEra &+ era &* 400 &+ (month <= 2 ? 1 : 0), month, day)
  }

  /// Reads `2026-11-01`, `2026/11/01`, `2026.11.01` or `20261101`; nil for anything else.
  public init?(ascii text: Span<UInt8>) {
    guard text.count == 8 || text.count == 10 else { return nil }
    var number = 0
    for index in text.indices {
      let byte = text[index]
      if text.count == 10, index == 4 || index == 7 {
        guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "."),
          byte == text[4]
        else { return nil }
      } else {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        number = number &* 10 &+ Int(byte &- 0x30)
      }
    }
    self.init(compact: number)
  }

  @inline(__always) public var year: Int { Int(yearField) }
  @inline(__always) public var month: Int { Int(monthField) }
  @inline(__always) public var day: Int { Int(dayField) }

  /// The day as the number 20261101, which sorts as the days do.
  @inline(__always) public var compact: Int { year &* 10_000 &+ month &* 100 &+ day }

  /// Days after 1970-01-01; negative before it.
  public var daysSinceEpoch: Int {
    let shiftedYear = month <= 2 ? year &- 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear &- 399) / 400
    let yearOfEra = shiftedYear &- era &* 400
    let shiftedMonth = month > 2 ? month &- 3 : month &+ 9
    let dayOfYear = (153 &* shiftedMonth &+ 2) / 5 &+ day &- 1
    let dayOfEra = yearOfEra &* 365 &+ yearOfEra / 4 &- yearOfEra / 100 &+ dayOfYear
    return era &* 146_097 &+ dayOfEra &- 719_468
  }

  /// The day of the week, 1 Monday through 7 Sunday.
  public var weekday: Int {
    // 1970-01-01 was a Thursday; the shift keeps the dividend positive for every day.
    (daysSinceEpoch &+ 719_162) % 7 + 1
  }

  /// The day that many days later, or earlier if negative; stays within the first and the last day.
  public func adding(days: Int) -> CivilDate {
    let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(days)
    if overflow || sum < Self.firstDay || sum > Self.lastDay { return days < 0 ? .first : .last }
    return CivilDate(inRange: sum)
  }

  /// The same day of a later or earlier month, or that month's last day where it has no such day.
  ///
  /// Stays within the first and the last day.
  public func adding(months: Int) -> CivilDate {
    let (sum, overflow) = (year &* 12 &+ month &- 1).addingReportingOverflow(months)
    if overflow || sum < 12 || sum >= 120_000 { return months < 0 ? .first : .last }
    let newYear = sum / 12
    let newMonth = sum % 12 + 1
    return CivilDate(unchecked: newYear, newMonth, min(day, Self.dayCount(year: newYear, month: newMonth)))
  }

  /// The same day so many years later; 29 February becomes the 28th where the year is common.
  public func adding(years: Int) -> CivilDate {
    let (months, overflow) = years.multipliedReportingOverflow(by: 12)
    return overflow ? (years < 0 ? .first : .last) : adding(months: months)
  }

  /// Full years from this day until another: the age on that day of someone born on this one.
  ///
  /// Negative where the other day is earlier. Someone born on 29 February is a year older on 1 March of a common year.
  public func fullYears(until other: CivilDate) -> Int {
    let years = other.year &- year
    return other.month &* 100 &+ other.day < month &* 100 &+ day ? years &- 1 : years
  }

  /// Whether the calendar has this day between 0001-01-01 and 9999-12-31.
  @inline(__always)
  public static func exists(year: Int, month: Int, day: Int) -> Bool {
    guard year >= 1, year <= 9999, month >= 1, month <= 12, day >= 1 else { return false }
    return day <= 28 &+ extraDays(month) || day == 29 && month == 2 && isLeap(year)
  }

  /// Days of a month, 28 through 31; 0 for a month outside 1 through 12.
  @inline(__always)
  public static func dayCount(year: Int, month: Int) -> Int {
    guard month >= 1, month <= 12 else { return 0 }
    return 28 &+ extraDays(month) &+ (month == 2 && isLeap(year) ? 1 : 0)
  }

  /// Days beyond 28 of a month in a common year: two bits for each month, as a branch on the month is hard to foresee.
  @inline(__always)
  private static func extraDays(_ month: Int) -> Int { 0x3BB_EECC &>> (month &* 2) & 3 }

  @inline(__always)
  public static func isLeap(_ year: Int) -> Bool {
    year & 3 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  public static func < (left: CivilDate, right: CivilDate) -> Bool { left.compact < right.compact }

  /// Appends `2026-11-01`.
  public func append(to bytes: inout [UInt8]) {
    func digits(_ number: Int, _ unit: Int) {
      var unit = unit
      while unit > 0 {
        bytes.append(0x30 &+ UInt8(truncatingIfNeeded: number / unit % 10))
        unit /= 10
      }
    }
    digits(year, 1000)
    bytes.append(UInt8(ascii: "-"))
    digits(month, 10)
    bytes.append(UInt8(ascii: "-"))
    digits(day, 10)
  }

  /// The day as `2026-11-01`.
  public var description: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(10)
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
