internal import GuiyiModel
internal import GuiyiSpace
internal import GuiyiText

/// Coordinates as decimal numbers with at most 8 places: degrees, also from 113°11'33", or the metres of a projection.
///
/// What system they are written in is not seen from one number; which axis it belongs to is.
extension ValueNormalizer {
  mutating func normalizeCoordinate(_ raw: Span<UInt8>) {
    text.fold(raw)
    if text.isEmpty { return }
    joinAngles()
    if isPlaceholderText(text.scalars.span) { return makeMissing(.placeholder) }
    let scalars = text.scalars
    var start = 0
    // 东经113…, E113…
    while start < scalars.count, !isDigit(scalars[start]), scalars[start] != 0x2D, start < 4 { start += 1 }
    guard let degrees = Decimal(scalars.span, from: start), !degrees.isTooLarge else {
      return keepUnreadableNumber()
    }
    var value = degrees.approximate
    var index = degrees.end
    var isSexagesimal = false
    var factor = 60.0
    // 113°11'33.0"E, 113度11分33秒, 113-11-33
    while index < scalars.count, factor <= 3600 {
      guard isAngleSign(scalars[index]), index + 1 < scalars.count,
        let part = Decimal(scalars.span, from: index + 1), !part.isNegative, part.approximate < 60
      else { break }
      value += part.approximate / factor
      factor *= 60
      isSexagesimal = true
      index = part.end
    }
    while index < scalars.count, isAngleSign(scalars[index]) || isHemisphere(scalars[index]) { index += 1 }
    guard index == scalars.count else { return keepUnreadableNumber() }
    if value == 0 { return makeMissing(.placeholder) }
    if isSexagesimal { append(value) } else { degrees.append(to: &bytes) }
    guard let axis = CoordinatePair.axis(value) else {
      quality = .faulty
      return report(.coordinateOutside)
    }
    quality = .sound
    if isSexagesimal { report(.nonstandardWriting, "（度分秒）") }
    if axis.isEast != (element.key == "longitude") {
      report(.coordinateSwapped)
      quality = .doubtful
    }
  }

  /// Drops blanks; one between two numbers stays as the sign that it stands for: 113 11 33.
  private mutating func joinAngles() {
    var kept = 0
    for index in text.scalars.indices {
      let scalar = text.scalars[index]
      if scalar == 0x20 {
        let isBetween =
          kept > 0 && index + 1 < text.scalars.count && isDigit(text.scalars[kept - 1])
          && isDigit(text.scalars[index + 1])
        guard isBetween else { continue }
        text.scalars[kept] = 0x3A
      } else {
        text.scalars[kept] = scalar
      }
      kept += 1
    }
    text.scalars.removeLast(text.scalars.count - kept)
  }

  /// A coordinate system by its short name or EPSG code, or a projection by its central meridian.
  mutating func normalizeCoordinateSystem(_ raw: Span<UInt8>) {
    text.fold(raw)
    if CoordinateSystems.table.match(text.scalars.span) == nil {
      var folded: [UInt8] = []
      text.append(to: &folded)
      if let system = CoordinateSystem(name: folded.span) {
        bytes.append(contentsOf: system.name.utf8)
        quality = .sound
        return
      }
    }
    normalizeCode(raw, CoordinateSystems.table)
  }

  private func isAngleSign(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xB0, 0x5EA6, 0x27, 0x22, 0x2032, 0x2033, 0x2018, 0x2019, 0x201C, 0x201D, 0x5206, 0x79D2, 0x2D, 0xBA,
      0x3A:
      true
    default: false
    }
  }

  private func isHemisphere(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x45, 0x4E, 0x65, 0x6E: true
    default: false
    }
  }

  /// Appends degrees with seven places, which is a centimetre.
  private mutating func append(_ degrees: Double) {
    let scaled = UInt64(max(0, min(degrees, 100_000)) * 10_000_000 + 0.5)
    var digits: [UInt32] = []
    for byte in String(scaled / 10_000_000).utf8 { digits.append(UInt32(byte)) }
    digits.append(0x2E)
    let fraction = String(scaled % 10_000_000 + 10_000_000)
    for byte in fraction.utf8.dropFirst() { digits.append(UInt32(byte)) }
    Decimal(digits.span, from: 0)?.append(to: &bytes)
  }
}
