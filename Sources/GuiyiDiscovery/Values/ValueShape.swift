internal import GuiyiHan
internal import GuiyiIdentifiers
internal import GuiyiText

/// What one cell looks like, before anything is known of its column.
struct ValueShape {
  var digitCount = 0
  var latinCount = 0
  var hanCount = 0
  var otherLetterCount = 0
  var spaceCount = 0
  var signCount = 0
  /// Runs of letters and digits.
  var wordCount = 0
  /// Scalars, the folded text without outer blanks.
  var length = 0
  var hasDecimalPoint = false
  var decimalCount = 0
  var hasComma = false
  var startsWithSurname = false
  var startsWithZero = false

  /// - Parameter scalars: folded to half width.
  init(_ scalars: [UInt32]) {
    length = scalars.count
    var inWord = false
    for (index, scalar) in scalars.enumerated() {
      if isDigit(scalar) {
        digitCount += 1
        if hasDecimalPoint { decimalCount += 1 }
      } else if isLatinLetter(scalar)
        || (scalar >= 0xC0 && scalar < 0x250 && scalar != 0xD7 && scalar != 0xF7)
      {
        latinCount += 1
      } else if Han.isHan(scalar) {
        hanCount += 1
      } else if scalar == 0x20 {
        spaceCount += 1
      } else if scalar >= 0x370 && !(0x2000...0x303F).contains(scalar) {
        otherLetterCount += 1
      } else if scalar == 0x27 || (scalar >= 0x300 && scalar < 0x370) {
        continue
      } else {
        signCount += 1
        if scalar == 0x2E && index > 0 && isDigit(scalars[index - 1]) { hasDecimalPoint = true }
        if scalar == 0x2C { hasComma = true }
        inWord = false
        continue
      }
      if scalar == 0x20 {
        inWord = false
      } else if !inWord {
        inWord = true
        wordCount += 1
      }
    }
    startsWithZero = length >= 2 && scalars[0] == 0x30
    if hanCount >= 2 && hanCount == length {
      startsWithSurname =
        Surname.compound(scalars[0], scalars[1]) != nil || Surname.single(scalars[0]) != nil
    }
  }

  var letterCount: Int { latinCount + hanCount + otherLetterCount }

  /// Digits and nothing else.
  var isDigits: Bool { digitCount == length && length > 0 }

  /// A number with perhaps a sign, a point and separators of thousands.
  var isNumber: Bool {
    digitCount > 0 && letterCount == 0 && digitCount + signCount == length && signCount <= 3
  }

  /// Letters, spaces, hyphens, points: what words and names consist of.
  var isWords: Bool { digitCount == 0 && letterCount > 0 && signCount <= 2 + wordCount }
}

/// Facts about one cell that take a look at its content.
enum ValueTests {
  static func isEmail(_ scalars: [UInt32]) -> Bool {
    guard let sign = scalars.firstIndex(of: 0x40), sign > 0, scalars.lastIndex(of: 0x40) == sign else {
      return false
    }
    let provider = scalars[(sign + 1)...]
    return provider.count >= 3 && provider.dropFirst().dropLast().contains(0x2E) && !scalars.contains(0x20)
  }

  /// The first four digits in a row that may be a year, or those that a run of eight begins with.
  static func yearOfDate(_ scalars: [UInt32]) -> Int? {
    var (number, width) = (0, 0)
    for scalar in scalars + [0] {
      if isDigit(scalar) {
        if width < 4 { number = number * 10 + Int(scalar) - 0x30 }
        width += 1
      } else {
        if (width == 4 || width == 8) && (1500...2100).contains(number) { return number }
        (number, width) = (0, 0)
      }
    }
    return nil
  }

  /// A date down to the day or month; bare numbers only where they spell one of our times.
  static func isDate(_ scalars: [UInt32], _ shape: ValueShape, asOf: CivilDate) -> Bool {
    if shape.isDigits {
      guard shape.length == 8 else { return shape.length == 14 && isCompactDate(scalars.prefix(8)) }
      return isCompactDate(scalars[...])
    }
    guard shape.digitCount >= 3, shape.digitCount <= 17, shape.length <= 40 else { return false }
    var bytes: [UInt8] = []
    appendScalars(scalars.span, to: &bytes)
    let read = readDate(bytes.span, asOf: asOf)
    if !read.writing.isDisjoint(with: [.serial, .timestamp]) { return false }
    switch read.reading {
    case .day, .sentinel: return true
    case .month: return shape.digitCount >= 5
    case .impossible: return shape.digitCount == 8 && shape.letterCount == 0
    default: return isSlashed(scalars)
    }
  }

  private static func isCompactDate(_ digits: ArraySlice<UInt32>) -> Bool {
    let number = digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
    return (1500...2100).contains(year) && (1...12).contains(month) && (1...31).contains(day)
  }

  /// `03/04/1980`: which of the two is the month does not matter here.
  private static func isSlashed(_ scalars: [UInt32]) -> Bool {
    var groups: [(value: Int, width: Int)] = [(0, 0)]
    for scalar in scalars {
      if isDigit(scalar) {
        let last = groups.count - 1
        if groups[last].width >= 4 { return false }
        groups[last] = (groups[last].value * 10 + Int(scalar) - 0x30, groups[last].width + 1)
      } else if scalar == 0x2F || scalar == 0x2E || scalar == 0x2D {
        groups.append((0, 0))
      } else {
        return false
      }
    }
    guard groups.count == 3, groups.allSatisfy({ $0.width > 0 }) else { return false }
    if groups[2].width == 4 { return max(groups[0].value, groups[1].value) <= 31 && groups[2].value > 1500 }
    return groups[0].width == 4 && groups[0].value > 1500 && max(groups[1].value, groups[2].value) <= 31
  }

  /// Whether the writing is one of telephone numbers, whatever the heading says.
  static func isPhoneWriting(_ scalars: [UInt32], _ shape: ValueShape) -> Bool {
    guard shape.digitCount >= 7, shape.digitCount <= 15, shape.letterCount == 0, shape.signCount <= 5 else {
      return false
    }
    if shape.isDigits {
      return shape.length == 11 && scalars[0] == 0x31 && scalars[1] >= 0x33
    }
    for scalar in scalars where !isDigit(scalar) {
      switch scalar {
      case 0x20, 0x28, 0x29, 0x2B, 0x2D, 0x2E, 0x2F: continue
      default: return false
      }
    }
    // A decimal number has one point and no other sign.
    return !(shape.signCount == 1 && shape.spaceCount == 0 && scalars.contains(0x2E))
  }

  /// Digits with what people put between those of a telephone number, and perhaps an extension.
  static func mayBePhone(_ shape: ValueShape) -> Bool {
    shape.digitCount >= 5 && shape.digitCount <= 24 && shape.letterCount <= 6
      && shape.letterCount < shape.digitCount
  }

  static func isYear(_ scalars: [UInt32], _ shape: ValueShape) -> Bool {
    // 1996, 1996年, 1996. in a list of references, and 1996.0 from a table of numbers.
    let isWhole =
      shape.digitCount == 4
      ? shape.length == 4
        || (shape.length == 5 && shape.hanCount + shape.signCount == 1 && isDigit(scalars[0]))
      : shape.digitCount == 5 && shape.length == 6 && scalars[4] == 0x2E && scalars[5] == 0x30
    guard isWhole, scalars.prefix(4).allSatisfy(isDigit) else { return false }
    let year = scalars.prefix(4).reduce(0) { $0 * 10 + Int($1) - 0x30 }
    return (1500...2100).contains(year)
  }

  /// Letters and digits in the order of British, Canadian, Dutch or Irish postcodes, or `12345-6789`.
  static func isPostcodeWriting(_ scalars: [UInt32], _ shape: ValueShape) -> Bool {
    var pattern = 0
    for scalar in scalars where scalar != 0x20 {
      if pattern > 0xFF_FFFF { return false }
      if isDigit(scalar) {
        pattern = pattern << 4 | 1
      } else if isLatinLetter(scalar) {
        pattern = pattern << 4 | 2
      } else if scalar == 0x2D {
        pattern = pattern << 4 | 3
      } else {
        return false
      }
    }
    switch pattern {
    case 0x21122, 0x211122, 0x221122, 0x2211122, 0x212122, 0x2212122, 0x212121, 0x111122: return true
    default: return shape.length == 10 && shape.signCount == 1 && scalars.count == 10 && scalars[5] == 0x2D
    }
  }
}
