internal import GuiyiModel
internal import GuiyiText

/// Shares of a right as a fraction in lowest terms: `1/2` for `50%`, `1/2`, `0.5`, `二分之一`; the whole is `1/1`.
extension ValueNormalizer {
  mutating func normalizeShare(_ raw: Span<UInt8>) {
    text.fold(raw)
    if text.isEmpty { return }
    text.removeBlanks()
    let scalars = text.scalars
    if isPlaceholderText(scalars.span) { return makeMissing(.placeholder) }
    guard let share = readShare(scalars.span) else {
      text.append(to: &bytes)
      quality = .faulty
      return report(.format, "（份额）")
    }
    let divisor = greatestCommonDivisor(share.numerator, share.denominator)
    bytes.append(contentsOf: String(share.numerator / divisor).utf8)
    bytes.append(UInt8(ascii: "/"))
    bytes.append(contentsOf: String(share.denominator / divisor).utf8)
    quality = .sound
    guard share.numerator <= share.denominator else {
      quality = .faulty
      return report(.format, "（份额大于整体）")
    }
  }

  /// Reads n/d, n%, a decimal, or d分之n.
  private func readShare(_ scalars: Span<UInt32>) -> (numerator: Int, denominator: Int)? {
    if scalars.count > 12 { return nil }
    for index in scalars.indices {
      if scalars[index] == 0x2F {
        guard let n = wholeNumber(scalars.extracting(0..<index)),
          let d = wholeNumber(scalars.extracting(index + 1..<scalars.count)), n > 0, d > 0
        else { return nil }
        return (n, d)
      }
      // 分之
      if scalars[index] == 0x5206, index + 1 < scalars.count, scalars[index + 1] == 0x4E4B {
        guard let d = numeral(scalars.extracting(0..<index)),
          let n = numeral(scalars.extracting(index + 2..<scalars.count)), n > 0, d > 0
        else { return nil }
        return (n, d)
      }
    }
    let isPercent = scalars[scalars.count - 1] == 0x25
    let digits = scalars.extracting(0..<scalars.count - (isPercent ? 1 : 0))
    guard let (value, scale) = decimal(digits), value > 0 else { return nil }
    // A bare number above 1 is meant as a percentage.
    let isHundredths = isPercent || value > scale
    return (value, isHundredths ? scale * 100 : scale)
  }

  private func numeral(_ scalars: Span<UInt32>) -> Int? {
    if let number = wholeNumber(scalars) { return number }
    guard !scalars.isEmpty, let numeral = readChineseNumeral(scalars, at: 0, limit: scalars.count),
      numeral.length == scalars.count
    else { return nil }
    return Int(numeral.value)
  }

  private func wholeNumber(_ scalars: Span<UInt32>) -> Int? {
    guard let (value, scale) = decimal(scalars), scale == 1 else { return nil }
    return value
  }

  /// Digits with at most one point, as a whole number and the power of ten to divide by.
  private func decimal(_ scalars: Span<UInt32>) -> (value: Int, scale: Int)? {
    guard !scalars.isEmpty, scalars.count <= 9 else { return nil }
    var (value, scale) = (0, 0)
    for index in scalars.indices {
      if scalars[index] == 0x2E, scale == 0, index > 0 {
        scale = 1
      } else if isDigit(scalars[index]) {
        value = value * 10 + Int(scalars[index] - 0x30)
        scale *= 10
      } else {
        return nil
      }
    }
    return (value, max(1, scale))
  }

  private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }
}
