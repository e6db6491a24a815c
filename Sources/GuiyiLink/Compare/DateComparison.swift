internal import GuiyiColumns

/// A calendar date as far as it is known; nothing is checked against the calendar.
struct LooseDate: Equatable, Sendable {
  /// 0 where the value is no date.
  var year: UInt16 = 0
  /// 0 where unknown.
  var month: UInt8 = 0
  var day: UInt8 = 0

  /// The eight digits, one in each nibble.
  var digits: UInt64 {
    let number = UInt64(year) &* 10_000 &+ UInt64(month) &* 100 &+ UInt64(day)
    return DigitWord.pack(number, width: 8)
  }
}

/// Levels of dates: what typing does to them, and what is left when a part is unknown.
struct DateLevels: LevelSource {
  private(set) var dates: [LooseDate] = []
  private var digits: [UInt32] = []
  private var blanks: [Bool] = []

  enum Level {
    static let different: UInt8 = 1
    static let sameYear: UInt8 = 2
    static let twoFields: UInt8 = 3
    static let partial: UInt8 = 4
    static let oneSlip: UInt8 = 5
    static let exact: UInt8 = 6
  }

  /// A year so many from another one is a slip, where month and day are the same.
  static let nearYears: Int32 = 12

  init(_ dictionary: ByteDictionary) {
    var reader = DateReader()
    var (dayFirst, monthFirst) = (0, 0)
    for id in 0..<UInt32(dictionary.count) {
      if let hint = dictionary.withBytes(of: id, { DateReader.hint($0) }) {
        if hint.first > 12 { dayFirst += 1 }
        if hint.second > 12 { monthFirst += 1 }
      }
    }
    reader.isDayFirst = dayFirst > monthFirst
    var letters: [UInt32] = []
    for id in 0..<UInt32(dictionary.count) {
      let date = dictionary.withBytes(of: id) { reader.read($0) }
      dates.append(date)
      digits.append(UInt32(truncatingIfNeeded: date.digits))
      letters.removeAll(keepingCapacity: true)
      if date.year == 0 {
        dictionary.withBytes(of: id) { TextFolding.append($0, keepsSpaces: false, to: &letters) }
      }
      blanks.append(date.year == 0 && letters.isEmpty)
    }
  }

  func isBlank(_ id: UInt32) -> Bool { blanks[Int(id)] }

  func writing(_ id: UInt32) -> UInt64 { dates[Int(id)].year == 0 ? 0 : dates[Int(id)].digits | 1 << 63 }

  func level(_ a: UInt32, _ b: UInt32) -> UInt8 {
    let (x, y) = (dates[Int(a)], dates[Int(b)])
    if x.year == 0 || y.year == 0 { return blanks[Int(a)] || blanks[Int(b)] ? 0 : Level.different }
    if x == y { return Level.exact }
    if x.day == 0 || y.day == 0 {
      if x.year != y.year { return Level.different }
      return x.month == 0 || y.month == 0 || x.month == y.month ? Level.partial : Level.sameYear
    }
    return Self.levelOfWhole(UInt64(digits[Int(a)]), UInt64(digits[Int(b)]))
  }

  /// The level of two different dates of which all parts are known.
  ///
  /// - Parameters:
  ///   - a: its digits as `LooseDate.digits`.
  ///   - b: the other one's.
  @inline(__always) static func levelOfWhole(_ a: UInt64, _ b: UInt64) -> UInt8 {
    let difference = a ^ b
    let isSameYear = difference &>> 16 == 0
    let (isSameMonth, isSameDay) = (difference & 0xFF00 == 0, difference & 0xFF == 0)
    let isSwapped = (a &>> 8 ^ b) & 0xFF | (a ^ b &>> 8) & 0xFF == 0
    let isNear = isSameMonth && isSameDay && abs(year(a) &- year(b)) <= Int(nearYears)
    // A digit for each of what holds: nothing foretells it, so that branches would cost more.
    let isSlip = bit(DigitWord.isOneSlip(a, b)) | bit(isSameYear) & bit(isSwapped)
    let isTwoFields = bit(isNear) | bit(isSameYear) & (bit(isSameMonth) | bit(isSameDay))
    let place = isSlip &<< 2 | isTwoFields &<< 1 | bit(isSameYear)
    return UInt8(truncatingIfNeeded: 0x5555_3321 as UInt32 &>> (place &* 4) & 15)
  }

  @inline(__always) private static func bit(_ holds: Bool) -> UInt32 { holds ? 1 : 0 }

  @inline(__always) private static func year(_ digits: UInt64) -> Int {
    let year = Int(truncatingIfNeeded: digits &>> 16)
    return (year &>> 12 & 15) &* 1000 &+ (year &>> 8 & 15) &* 100 &+ (year &>> 4 & 15) &* 10 &+ (year & 15)
  }

  var sketches: ValueSketch { .date }

  func sketch(_ id: UInt32) -> UInt64 { dates[Int(id)].day == 0 ? 0 : UInt64(digits[Int(id)]) }

  func keys(of id: UInt32, part: BlockingPart, _ body: (UInt64) -> Void) -> Bool {
    let date = dates[Int(id)]
    switch part {
    case .year: if date.year != 0 { body(UInt64(date.year)) }
    case .yearMonth: if date.month != 0 { body(UInt64(date.year) &* 100 &+ UInt64(date.month)) }
    case .monthDay:
      if date.day != 0 { body(UInt64(min(date.month, date.day)) &* 100 &+ UInt64(max(date.month, date.day))) }
    // However a date is written, one key stands for it.
    case .whole, .folded: if date.year != 0 { body(UInt64(digits[Int(id)])) } else { return false }
    default: return false
    }
    return true
  }
}
