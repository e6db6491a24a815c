internal import GuiyiModel
internal import GuiyiText

/// Amounts in single units of their currency (`1000000`, `500000美元`), and plain numbers such as areas in square metres.
extension ValueNormalizer {
  mutating func normalizeAmount(_ raw: Span<UInt8>) {
    guard var number = readDecimal(raw) else { return }
    let scalars = text.scalars
    let unit = scalars.span.extracting(number.end..<scalars.count)
    var isKnown = unit.isEmpty
    var index = 0
    var hasScale = false
    while index < unit.count {
      if let word = moneyWords.longestMatch(in: unit, at: index) {
        isKnown = true
        switch word.number {
        case 0:
          number.scale(by: 4)
          hasScale = true
        case 1:
          number.scale(by: 8)
          hasScale = true
        case 2:
          number.scale(by: 3)
          hasScale = true
        case 3:
          number.scale(by: 2)
          hasScale = true
        case 4:
          number.scale(by: 7)
          hasScale = true
        default: break
        }
        index += word.length
      } else {
        isKnown = false
        break
      }
    }
    let currency = Currency.find(scalars)
    let saysUnit = hasScale || unit.count > 0 && scalars[scalars.count - 1] == 0x5143
    if !saysUnit, convention.isInTenThousands { number.scale(by: 4) }
    guard isKnown, !number.isTooLarge else { return keepUnreadableNumber() }
    number.append(to: &bytes)
    if let currency { bytes.append(contentsOf: currency) }
    quality = number.isNegative ? .faulty : .sound
    if number.isNegative { report(.format, "（负数）") }
    if !saysUnit, convention.isUnitDoubtful { quality = .doubtful }
    if text.edits.contains(.width) { report(.nonstandardWriting, "（全角）") }
  }

  mutating func normalizeNumber(_ raw: Span<UInt8>) {
    guard var number = readDecimal(raw) else { return }
    let scalars = text.scalars
    let unit = scalars.span.extracting(number.end..<scalars.count)
    if !unit.isEmpty {
      guard let word = areaWords.number(of: unit) else { return keepUnreadableNumber() }
      if word >= squareMetreWordCount {
        // 1 亩 is 666.67 square metres by convention of the register, 1 公顷 10,000, 1 km² a million.
        let factor = word - squareMetreWordCount
        if factor < 2 {
          number.scale(by: 4)
        } else if factor < 5 {
          number.scale(by: 6)
        } else {
          number.multiplyByMu()
        }
      }
    }
    guard !number.isTooLarge else { return keepUnreadableNumber() }
    number.append(to: &bytes)
    quality = number.isNegative ? .faulty : .sound
    if number.isNegative { report(.format, "（负数）") }
    if text.edits.contains(.width) { report(.nonstandardWriting, "（全角）") }
  }

  /// Reads sign, digits with thousands' commas, point; nil where the value is done with, being empty or no number.
  private mutating func readDecimal(_ raw: Span<UInt8>) -> Decimal? {
    text.fold(raw)
    if text.isEmpty { return nil }
    text.removeBlanks()
    if isPlaceholderText(text.scalars.span) {
      makeMissing(.placeholder)
      return nil
    }
    var start = 0
    // 人民币100万元, ￥100, RMB
    while start < text.count, let word = currencyPrefixes.longestMatch(in: text.scalars.span, at: start) {
      start += word.length
    }
    if let numeral = readChineseNumeral(text.scalars.span, at: start, limit: text.count) {
      // 壹佰万元
      return Decimal(numeral.value, end: start + numeral.length)
    }
    guard let number = Decimal(text.scalars.span, from: start) else {
      keepUnreadableNumber()
      return nil
    }
    return number
  }

  mutating func keepUnreadableNumber() {
    keepFaulty()
    report(.format, "（不是数值）")
  }
}

/// A decimal number with at most 18 digits before the point and 8 behind it.
struct Decimal {
  private(set) var digits: UInt64 = 0
  /// Digits behind the point.
  private(set) var places = 0
  private(set) var isNegative = false
  private(set) var isTooLarge = false
  /// The index behind the number.
  private(set) var end: Int

  init(_ value: Int, end: Int) {
    digits = UInt64(max(0, value))
    self.end = end
  }

  /// Reads a number; nil where none begins at the index.
  init?(_ text: Span<UInt32>, from start: Int) {
    var index = start
    if index < text.count, text[index] == 0x2D || text[index] == 0x2B {
      isNegative = text[index] == 0x2D
      index += 1
    }
    var hasPoint = false
    var count = 0
    while index < text.count {
      let scalar = text[index]
      if isDigit(scalar) {
        count += 1
        if hasPoint && places == 8 {
          index += 1
          continue
        }
        let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
        let (sum, carries) = product.addingReportingOverflow(UInt64(scalar &- 0x30))
        if overflow || carries { isTooLarge = true } else { digits = sum }
        if hasPoint { places += 1 }
      } else if scalar == 0x2E, !hasPoint {
        hasPoint = true
      } else if scalar == 0x2C, count > 0, !hasPoint, Self.isGroup(text, index) {
        // A comma of thousands.
      } else {
        break
      }
      index += 1
    }
    guard count > 0 else { return nil }
    // 1.0E7 of a spreadsheet.
    if index + 1 < text.count, text[index] | 0x20 == 0x65 {
      var place = index + 1
      if text[place] == 0x2B { place += 1 }
      var exponent = 0
      let first = place
      while place < text.count, isDigit(text[place]), place - first < 3 {
        exponent = exponent * 10 + Int(text[place] &- 0x30)
        place += 1
      }
      if place > first {
        end = place
        scale(by: min(exponent, 40))
        return
      }
    }
    end = index
  }

  private static func isGroup(_ text: Span<UInt32>, _ comma: Int) -> Bool {
    guard comma + 3 < text.count else { return false }
    for offset in 1...3 where !isDigit(text[comma + offset]) { return false }
    return comma + 4 >= text.count || !isDigit(text[comma + 4])
  }

  /// Multiplies by a power of ten.
  mutating func scale(by power: Int) {
    for _ in 0..<power {
      if places > 0 { places -= 1 } else { multiply(by: 10) }
    }
  }

  /// Brings 亩 to square metres: times 10,000 and divided by 15, rounded to two places.
  mutating func multiplyByMu() {
    while places > 2 {
      digits /= 10
      places -= 1
    }
    while places < 2 {
      multiply(by: 10)
      places += 1
    }
    multiply(by: 10_000)
    digits = (digits + 7) / 15
  }

  private mutating func multiply(by factor: UInt64) {
    let (product, overflow) = digits.multipliedReportingOverflow(by: factor)
    if overflow || product > 1_000_000_000_000_000_000 { isTooLarge = true } else { digits = product }
  }

  /// Whether the number is 0.
  var isZero: Bool { digits == 0 }

  /// The number divided out; for comparing with bounds only.
  var approximate: Double {
    var unit = 1.0
    for _ in 0..<places { unit *= 10 }
    return (isNegative ? -1 : 1) * Double(digits) / unit
  }

  /// Appends the number without zeros that say nothing.
  func append(to bytes: inout [UInt8]) {
    var digits = digits
    var places = places
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    if isNegative, digits != 0 { bytes.append(0x2D) }
    var unit: UInt64 = 1
    for _ in 0..<places { unit *= 10 }
    append(digits / unit, width: 1, to: &bytes)
    if places > 0 {
      bytes.append(0x2E)
      append(digits % unit, width: places, to: &bytes)
    }
  }

  private func append(_ number: UInt64, width: Int, to bytes: inout [UInt8]) {
    var unit: UInt64 = 1
    var count = 1
    while count < width || number / unit >= 10 {
      unit *= 10
      count += 1
    }
    while unit > 0 {
      bytes.append(0x30 &+ UInt8(truncatingIfNeeded: number / unit % 10))
      unit /= 10
    }
  }
}

/// Currencies other than the yuan, by the word in which amounts keep them.
private enum Currency {
  static func find(_ text: [UInt32]) -> [UInt8]? {
    for start in text.indices {
      if let word = trie.longestMatch(in: text.span, at: start) { return names[Int(word.number)] }
    }
    return nil
  }

  private static let table = [
    ("美元", "美元 美金 USD $"), ("港元", "港元 港币 HKD"), ("欧元", "欧元 EUR €"), ("日元", "日元 日圆 JPY"), ("英镑", "英镑 GBP £"),
    ("新台币", "新台币 台币 TWD"), ("澳门元", "澳门元 MOP"), ("加拿大元", "加拿大元 加元 CAD"), ("澳大利亚元", "澳大利亚元 澳元 AUD"),
    ("新加坡元", "新加坡元 新元 SGD"), ("韩元", "韩元 KRW"), ("瑞士法郎", "瑞士法郎 CHF"),
  ]
  private static let names: [[UInt8]] = table.map { Array($0.0.utf8) }
  private static let trie: ScalarTrie = {
    var trie = ScalarTrie()
    for (index, row) in table.enumerated() {
      for word in row.1.split(separator: " ") { trie.insert(String(word), Int32(index)) }
    }
    return trie
  }()
}

/// Ten thousand, a hundred million, a thousand, a hundred, ten million; then words that scale nothing.
private let moneyWords: ScalarTrie = {
  var trie = ScalarTrie(
    words:
      "万 亿 千 百 千万 元 圆 整 人民币 人民币元 RMB CNY ¥ ￥ 美元 美金 USD 港元 港币 HKD 欧元 EUR 日元 日圆 JPY 英镑 GBP 新台币 台币 TWD 澳门元 MOP "
      + "加拿大元 加元 CAD 澳大利亚元 澳元 AUD 新加坡元 新元 SGD 韩元 KRW 瑞士法郎 CHF $ € £ ( ) （ ） 余 左右 . / 、 元整")
  for (word, number) in [("萬", 0), ("億", 1), ("仟", 2), ("佰", 3), ("仟万", 4)] {
    trie.insert(word, Int32(number))
  }
  return trie
}()

private let currencyPrefixes = ScalarTrie(
  words: "人民币 RMB CNY ¥ ￥ 美元 USD US $ 港币 HKD 欧元 EUR € £ 约 共 共计 : 罚款 金额 注册资本")

private let squareMetreWordCount: Int32 = 10
private let areaWords = ScalarTrie(words: "平方米 平米 平方 ㎡ m² M² m2 M2 平方公尺 m^2 公顷 hm² 平方公里 平方千米 km² 亩")
