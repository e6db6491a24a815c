internal import GuiyiColumns

/// Levels of numbers by their relative difference.
struct NumberLevels: LevelSource {
  private var values: [Double] = []
  private var blanks: [Bool] = []

  init(_ dictionary: ByteDictionary) {
    var letters: [UInt32] = []
    for id in 0..<UInt32(dictionary.count) {
      let value = dictionary.withBytes(of: id) { NumberReader.read($0) }
      letters.removeAll(keepingCapacity: true)
      if value == nil {
        dictionary.withBytes(of: id) { TextFolding.append($0, keepsSpaces: false, to: &letters) }
      }
      values.append(value ?? .nan)
      blanks.append(value == nil && letters.isEmpty)
    }
  }

  func isBlank(_ id: UInt32) -> Bool { blanks[Int(id)] }

  func writing(_ id: UInt32) -> UInt64 {
    let value = values[Int(id)]
    return value.isNaN ? 0 : StableHash.mix(0x6E75_6D62, (value + 0).bitPattern) | 1
  }

  /// Numbers are looked up as numbers, however they are written.
  func keys(of id: UInt32, part: BlockingPart, _ body: (UInt64) -> Void) -> Bool {
    guard part == .folded, let number = values[Int(id)].isNaN ? nil : (values[Int(id)] + 0).bitPattern else {
      return false
    }
    body(StableHash.mix(0x6E75_6D62, number))
    return true
  }

  func level(_ a: UInt32, _ b: UInt32) -> UInt8 {
    let (x, y) = (values[Int(a)], values[Int(b)])
    if x.isNaN || y.isNaN { return blanks[Int(a)] || blanks[Int(b)] ? 0 : 1 }
    if x == y { return 4 }
    let difference = (x - y).magnitude
    let scale = max(x.magnitude, y.magnitude)
    return difference <= scale * 0.01 ? 3 : difference <= scale * 0.1 ? 2 : 1
  }
}

/// Reads decimal numbers with thousands separators, an exponent, 万 and 亿, and minutes and seconds; a unit behind them is ignored.
enum NumberReader {
  /// - Returns: nil where the value holds no number.
  static func read(_ bytes: Span<UInt8>) -> Double? {
    var mantissa = 0.0
    var (digits, decimals, exponent) = (0, 0, 0)
    var (isNegative, isNegativeExponent, hasExponent, isFraction, isOver) = (
      false, false, false, false, false
    )
    var (scale, sixties) = (1.0, 0.0)
    TextFolding.forEachScalar(bytes) { scalar in
      let digit = TextFolding.folded(scalar) &- 0x30
      if isOver && scalar != 0x4E07 && scalar != 0x4EBF && scalar != 0x842C { return }
      if digit < 10 {
        if hasExponent {
          exponent = min(exponent * 10 + Int(digit), 400)
        } else {
          if digits < 300 { mantissa = mantissa * 10 + Double(digit) }
          digits += 1
          if isFraction { decimals += 1 }
        }
        return
      }
      switch scalar {
      case 0x2D, 0x2212, 0xFF0D:
        if digits == 0 {
          isNegative = true
        } else if hasExponent && exponent == 0 {
          isNegativeExponent = true
        } else {
          isOver = true
        }
      case 0x3A, 0xFF1A:
        // 4:54, 1:02:03: minutes and seconds.
        if digits > 0 && !isFraction && !hasExponent {
          sixties = (sixties + mantissa) * 60
          mantissa = 0
        } else {
          isOver = digits > 0
        }
      case 0x2E, 0xFF0E: if isFraction { isOver = true } else { isFraction = true }
      case 0x2C, 0xFF0C, 0x20, 0x27, 0x2B: break
      case 0x45, 0x65: if digits > 0 && !hasExponent { hasExponent = true } else { isOver = digits > 0 }
      case 0x4E07, 0x842C: if digits > 0 { scale *= 10_000 }
      case 0x4EBF: if digits > 0 { scale *= 100_000_000 }
      default: isOver = digits > 0
      }
    }
    if digits == 0 { return nil }
    let power = (isNegativeExponent ? -exponent : exponent) - decimals
    var value = mantissa * scale
    for _ in 0..<min(power.magnitude, 700) { value = power < 0 ? value / 10 : value * 10 }
    value += sixties
    return value.isFinite ? (isNegative ? -value : value) : nil
  }
}
