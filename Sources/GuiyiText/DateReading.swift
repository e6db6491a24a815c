public import GuiyiIdentifiers

/// What a text says as a date.
public enum DateReading: Hashable, Sendable {
  /// A day of the calendar.
  case day(CivilDate)
  /// A month without its day.
  case month(year: Int, month: Int)
  /// A date that stands for "not known": 1900-01-01, 1899-12-30, 0000-00-00 and their kin.
  case sentinel
  /// A date or a word that stands for "for ever": 9999-12-31, 长期.
  case permanent
  /// A word that stands for nothing: 无, 不详.
  case placeholder
  /// Written as a date, but there is no such day.
  case impossible
  /// A year alone, a date of two readings, a lunar date, or no date at all.
  case unreadable
}

/// How a date was written, where that is not one of the usual ways.
public struct DateWriting: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A spreadsheet's day number.
  public static let serial = Self(rawValue: 1 << 0)
  /// Two digits for the year; the century was chosen.
  public static let shortYear = Self(rawValue: 1 << 1)
  /// Seconds or milliseconds since 1970, or a time in UTC brought to China's.
  public static let timestamp = Self(rawValue: 1 << 2)
  /// The day or the month first, or an English month.
  public static let foreignOrder = Self(rawValue: 1 << 3)
  /// Chinese numerals, full-width digits, blanks inside.
  public static let unusualDigits = Self(rawValue: 1 << 4)
  /// The day is missing or 00.
  public static let noDay = Self(rawValue: 1 << 5)
}

/// Reads a date in any writing departments use.
///
/// ISO and its separators, compact, 年月日 with digits or Chinese numerals, spreadsheet serials of the 1900 system, with a time,
/// Oracle's `04-3月-21`, Unix times, two-digit years where only one reading makes sense.
/// - Parameters:
///   - text: UTF-8 as delivered.
///   - asOf: decides the century of two-digit years: a date is not later than this day unless only that reads.
public func readDate(_ text: Span<UInt8>, asOf: CivilDate) -> (reading: DateReading, writing: DateWriting) {
  if let day = CivilDate(ascii: text) { return (sentinelOrDay(day), []) }
  if text.count > 200 { return (.unreadable, []) }
  var tokens = DateTokens()
  tokens.read(text)
  return tokens.interpret(asOf: asOf)
}

/// The days that programs and people write for "no date" and "for ever".
func sentinelOrDay(_ day: CivilDate) -> DateReading {
  let compact = day.compact
  if compact > 1900_01_01 && compact < 2099_12_31 { return .day(day) }
  switch compact {
  case 1900_01_01, 1899_12_30, 1899_12_31, 1_01_01, 1_01_03, 1753_01_01, 1601_01_01, 1111_11_11, 1000_01_01,
    1001_01_01:
    return .sentinel
  case 2099_12_31, 2100_01_01, 2199_12_31, 2200_01_01, 2222_02_22, 2299_12_31, 2500_12_31, 2958_12_31,
    2999_12_31, 3000_01_01, 3000_12_31, 5000_12_31, 8888_08_08, 9000_12_31:
    return .permanent
  default:
    if compact >= 9998_01_01 { return .permanent }
    return day.year >= 1000 && day.year < 2200 ? .day(day) : .impossible
  }
}

/// The numbers of a written date and what stands between them.
struct DateTokens {
  /// What stands behind a number.
  enum Mark: UInt8 {
    case none, separator, year, month, day, blank, colon, hour, minute, second, point, zulu, other
  }

  private var values = InlineArray<12, Int>(repeating: 0)
  private var digits = InlineArray<12, Int>(repeating: 0)
  private var marks = InlineArray<12, Mark>(repeating: .none)
  private var count = 0
  private var writing: DateWriting = []
  private var separator: UInt32 = 0
  private var word: DateReading?
  private var isFull = false
  private var isAfternoon = false
  private var hasEnglishMonth = false
  /// The place of the number whose month was named in English or as 3月 in Oracle's way.
  private var monthFirstIndex = -1

  mutating func read(_ raw: Span<UInt8>) {
    var text = ScalarText()
    text.fold(raw)
    if text.edits.contains(.width) { writing.insert(.unusualDigits) }
    let scalars = text.scalars.span
    if let reading = dateWords.number(of: scalars) {
      word = Self.readings[Int(reading)]
      return
    }
    var index = 0
    // 公元1985年
    if scalars.count > 2, scalars[0] == 0x516C, scalars[1] == 0x5143 { index = 2 }
    while index < scalars.count {
      let scalar = scalars[index]
      if isDigit(scalar) {
        var value = 0
        let start = index
        while index < scalars.count, isDigit(scalars[index]) {
          if index &- start < 17 { value = value &* 10 &+ Int(scalars[index] &- 0x30) }
          index &+= 1
        }
        append(value, index &- start)
      } else if let numeral = readChineseNumeral(scalars, at: index, limit: scalars.count) {
        writing.insert(.unusualDigits)
        append(numeral.value, numeral.digitCount)
        index &+= numeral.length
      } else if isLatinLetter(scalar) {
        index = readLetters(scalars, index)
      } else {
        mark(scalar)
        index &+= 1
      }
    }
  }

  private mutating func append(_ value: Int, _ digitCount: Int) {
    guard count < 12 else {
      isFull = true
      return
    }
    values[count] = value
    digits[count] = digitCount
    marks[count] = .none
    count &+= 1
  }

  private mutating func mark(_ scalar: UInt32) {
    let mark: Mark
    switch scalar {
    case 0x2D, 0x2F, 0x2E, 0x3001, 0x2C, 0x5F, 0x2010...0x2015, 0x2212, 0xB7, 0x5C, 0x7E, 0x3002:
      mark = .separator
    case 0x5E74: mark = .year
    case 0x6708: mark = .month
    case 0x65E5, 0x53F7: mark = .day
    case 0x20: mark = .blank
    case 0x3A: mark = .colon
    case 0x65F6, 0x70B9: mark = .hour
    case 0x5206: mark = .minute
    case 0x79D2: mark = .second
    case 0x2B: mark = .point
    case 0x4E0A, 0x5348: return  // 上 午: no more than the morning
    case 0x4E0B: return
    default: mark = .other
    }
    guard count > 0 else {
      // Signs before the first number belong to no date.
      if mark != .blank { isFull = true }
      return
    }
    let place = count &- 1
    if mark == .blank {
      if marks[place] == .none {
        marks[place] = .blank
      } else if marks[place] == .separator {
        writing.insert(.unusualDigits)
      }
      return
    }
    switch marks[place] {
    case .none, .blank:
      marks[place] = mark
      if mark == .separator && separator == 0 { separator = scalar }
    case .month where mark == .separator: break  // 04-3月-21
    case .day where mark == .separator: break
    case .separator where mark == .separator && place == monthFirstIndex: break  // 04-MAR-21
    default: isFull = true
    }
  }

  /// T and Z of ISO, months and days of the week in English; AM and PM.
  private mutating func readLetters(_ scalars: Span<UInt32>, _ start: Int) -> Int {
    var end = start
    var packed: UInt32 = 0
    while end < scalars.count, isLatinLetter(scalars[end]) {
      if end &- start < 3 { packed = packed &<< 8 | (scalars[end] | 0x20) }
      end &+= 1
    }
    let length = end &- start
    if length == 1, packed == 0x74, count > 0 {  // T
      if marks[count &- 1] == .none { marks[count &- 1] = .blank }
    } else if length == 1, packed == 0x7A, count > 0 {  // Z
      marks[count &- 1] = .zulu
    } else if length >= 3, let month = englishMonth(packed), !hasEnglishMonth {
      hasEnglishMonth = true
      writing.insert(.foreignOrder)
      monthFirstIndex = count
      append(month, 0)
      marks[count &- 1] = .separator
    } else if length >= 3, isEnglishWeekday(packed) || packed == 0x637374 || packed == 0x676D74 {
      // Thu, CST, GMT
    } else if length == 2, packed == 0x616D || packed == 0x706D {
      // am, pm
    } else {
      isFull = true
    }
    return end
  }

  func interpret(asOf: CivilDate) -> (reading: DateReading, writing: DateWriting) {
    if let word { return (word, []) }
    guard count > 0, !isFull else { return (.unreadable, writing) }
    var result = self
    let reading = result.interpreted(asOf)
    return (reading, result.writing)
  }

  private mutating func interpreted(_ asOf: CivilDate) -> DateReading {
    if hasEnglishMonth { return englishDate(asOf) }
    let first = digits[0]
    if count == 1
      || isTime(from: 1)
        && (marks[0] == .blank || marks[0] == .none || marks[0] == .separator && digits[0] > 6)
    {
      return single(values[0], first, asOf)
    }
    // 45000.5: a serial with a time of day.
    if count == 2, first == 5, separator == 0x2E, marks[0] == .separator {
      return single(values[0], first, asOf)
    }
    if count == 2 {
      guard first == 4 || first == 0 && values[0] > 999 else { return .unreadable }
      return yearMonth(values[0], values[1])
    }
    guard isTime(from: 3) else { return .unreadable }
    let (a, b, c) = (values[0], values[1], values[2])
    if marks[0] == .year || first == 4 || first == 0 && a > 999 {
      if first == 2 && marks[0] == .year { return shortYear([(a, b, c)], asOf) }
      if digits[1] > 2 || digits[2] > 2 { return .unreadable }
      let shift = zuluShift(hour: count > 3 ? values[3] : 0, year: a)
      return day(a, b, c, adding: shift)
    }
    if marks[1] == .month && digits[2] <= 4 || monthFirstIndex >= 0 {
      // Oracle's 04-3月-21.
      writing.insert(.foreignOrder)
      if digits[2] == 4 { return day(c, b, a) }
      return digits[2] == 2 ? shortYear([(c, b, a)], asOf) : .unreadable
    }
    if digits[2] == 4 {
      writing.insert(.foreignOrder)
      if a > 12 { return day(c, b, a) }
      if b > 12 || a == b { return day(c, a, b) }
      // 03/04/2021 is April in Europe and March in America.
      return .unreadable
    }
    guard first <= 2, digits[1] <= 2, digits[2] <= 2 else { return .unreadable }
    if first == 2 && a > 31 { return shortYear([(a, b, c)], asOf) }
    return shortYear([(a, b, c), (c, a, b), (c, b, a)], asOf)
  }

  /// Whether the numbers from one on are a time of day.
  private func isTime(from start: Int) -> Bool {
    if count <= start { return true }
    for place in start..<count {
      if digits[place] > 2 && place < start &+ 3 && !(place == start && digits[place] == 6) { return false }
      switch marks[place] {
      case .separator where place < start &+ 2: return false
      case .year, .month, .day, .other: return false
      default: break
      }
    }
    return start == 0 || values[start] < 25 || digits[start] == 6
  }

  private mutating func single(_ value: Int, _ length: Int, _ asOf: CivilDate) -> DateReading {
    switch length {
    case 8:
      if value == 0 || value == 9999_99_99 { return value == 0 ? .sentinel : .permanent }
      return day(value / 10_000, value / 100 % 100, value % 100)
    case 14:
      return single(value / 1_000_000, 8, asOf)
    case 12:
      return single(value / 10_000, 8, asOf)
    case 6:
      let (year, month) = (value / 100, value % 100)
      if year >= 1900, year < 2100, month >= 1, month <= 12 { return yearMonth(year, month) }
      if value == 0 { return .sentinel }
      return shortYear([(value / 10_000, value / 100 % 100, value % 100)], asOf)
    case 5, 7:
      // Day 60 of a spreadsheet is a 29 February 1900 that never was, so later days count from 1899-12-30.
      guard value >= 10_000, value <= 2_958_465, length == 5 || value >= 2_900_000,
        let day = CivilDate(daysSinceEpoch: value - 25_569)
      else { return .unreadable }
      writing.insert(.serial)
      return sentinelOrDay(day)
    case 10, 13:
      let seconds = length == 13 ? value / 1000 : value
      guard let day = CivilDate(daysSinceEpoch: (seconds + 8 * 3600) / 86_400), day.year < 2100 else {
        return .unreadable
      }
      writing.insert(.timestamp)
      return .day(day)
    case 1 where value == 0: return .sentinel
    default: return .unreadable
    }
  }

  private mutating func yearMonth(_ year: Int, _ month: Int) -> DateReading {
    if month == 0 && year == 0 { return .sentinel }
    guard month >= 1, month <= 12, year >= 1000, year < 2200 else { return .impossible }
    writing.insert(.noDay)
    return .month(year: year, month: month)
  }

  private mutating func day(_ year: Int, _ month: Int, _ day: Int, adding shift: Int = 0) -> DateReading {
    if day == 0 {
      if year == 0 && month == 0 || year == 1900 && month <= 1 || year == 1 { return .sentinel }
      return yearMonth(year, month)
    }
    guard let date = CivilDate(year: year, month: month, day: day) else {
      return year == 0 ? .sentinel : year == 9999 ? .permanent : .impossible
    }
    return sentinelOrDay(shift == 0 ? date : date.adding(days: shift))
  }

  /// A midnight of China that a program wrote in UTC belongs to the next day.
  private mutating func zuluShift(hour: Int, year: Int) -> Int {
    guard count > 3, marks[count &- 1] == .zulu else { return 0 }
    writing.insert(.timestamp)
    // Summer time was kept from 1986 through 1991.
    return hour >= 16 || hour == 15 && year >= 1986 && year <= 1991 ? 1 : 0
  }

  /// The one candidate of year, month and day that is a day and not in the future.
  private mutating func shortYear(_ candidates: [(Int, Int, Int)], _ asOf: CivilDate) -> DateReading {
    writing.insert(.shortYear)
    var found: CivilDate?
    for (year, month, day) in candidates where year < 100 {
      let century = asOf.year / 100 * 100
      guard
        let date = CivilDate(year: century + year, month: month, day: day).flatMap({ $0 <= asOf ? $0 : nil })
          ?? CivilDate(year: century - 100 + year, month: month, day: day)
      else { continue }
      if let found, found != date { return .unreadable }
      found = date
    }
    return found.map { .day($0) } ?? .impossible
  }

  /// `Thu Mar 04 00:00:00 CST 2021`, `04-MAR-21`, `Mar 4, 2021`.
  private mutating func englishDate(_ asOf: CivilDate) -> DateReading {
    guard count >= 3, monthFirstIndex <= 1 else { return .unreadable }
    let month = values[monthFirstIndex]
    let dayPlace = monthFirstIndex == 0 ? 1 : 0
    let yearPlace = digits[2] == 4 || count == 3 ? 2 : count &- 1
    guard digits[dayPlace] <= 2 else { return .unreadable }
    if digits[yearPlace] == 4 { return day(values[yearPlace], month, values[dayPlace]) }
    guard digits[2] == 2, dayPlace == 0 else { return .unreadable }
    return shortYear([(values[2], month, values[dayPlace])], asOf)
  }

  private static let readings: [DateReading] =
    Array(repeating: .permanent, count: 14) + Array(repeating: .placeholder, count: placeholderDateWordCount)
}

private let placeholderDateWordCount = 24

/// Fourteen words for ever, then the words for nothing.
private let dateWords = ScalarTrie(
  words: "长期 永久 长期有效 永久有效 无固定期限 无期限 不限 不定期 無期限 长期有效期 永续经营 永续 无限期 至永久 "
    + "无 不详 未知 暂无 空 没有 / - -- --- NULL null Null None none N/A n/a NaN nan 待补 待查 不清楚 未填 无日期")

private func englishMonth(_ packed: UInt32) -> Int? {
  switch packed {
  case 0x6A616E: 1
  case 0x666562: 2
  case 0x6D6172: 3
  case 0x617072: 4
  case 0x6D6179: 5
  case 0x6A756E: 6
  case 0x6A756C: 7
  case 0x617567: 8
  case 0x736570: 9
  case 0x6F6374: 10
  case 0x6E6F76: 11
  case 0x646563: 12
  default: nil
  }
}

private func isEnglishWeekday(_ packed: UInt32) -> Bool {
  switch packed {
  case 0x6D6F6E, 0x747565, 0x776564, 0x746875, 0x667269, 0x736174, 0x73756E: true
  default: false
  }
}
