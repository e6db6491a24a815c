internal import GuiyiColumns

/// Levels of telephone numbers; a cell may hold several, and the best pair counts.
struct PhoneLevels: LevelSource {
  /// One number: the digits, the last one lowest, and how many there are.
  struct Number: Equatable, Sendable {
    var digits: UInt64
    var count: UInt8
  }

  private(set) var numbers: [Number] = []
  private(set) var starts: [UInt32] = [0]

  private enum Level {
    static let different: UInt8 = 1
    static let oneSlip: UInt8 = 2
    static let areaCodeMissing: UInt8 = 3
    static let exact: UInt8 = 4
  }

  init(_ dictionary: ByteDictionary) {
    for id in 0..<UInt32(dictionary.count) {
      let found = dictionary.withBytes(of: id) { PhoneReader.read($0) }
      numbers += found
      starts.append(UInt32(truncatingIfNeeded: numbers.count))
    }
  }

  @inline(__always) private func range(_ id: UInt32) -> Range<Int> {
    Int(starts[Int(id)])..<Int(starts[Int(id) + 1])
  }

  func isBlank(_ id: UInt32) -> Bool { range(id).isEmpty }

  func writing(_ id: UInt32) -> UInt64 {
    // Several numbers in a cell are compared each by itself.
    guard range(id).count == 1 else { return 0 }
    let number = numbers[range(id).lowerBound]
    return StableHash.mix(UInt64(number.count), number.digits) | 1
  }

  func level(_ a: UInt32, _ b: UInt32) -> UInt8 {
    let (left, right) = (range(a), range(b))
    if left.isEmpty || right.isEmpty { return 0 }
    var best = Level.different
    for i in left {
      for j in right {
        best = max(best, Self.level(numbers[i], numbers[j]))
        if best == Level.exact { return best }
      }
    }
    return best
  }

  func fetch(_ id: UInt32) { starts.span.fetch(Int(id)) }

  func keys(of id: UInt32, part: BlockingPart, _ body: (UInt64) -> Void) -> Bool {
    switch part {
    case .whole, .folded:
      for place in range(id) { body(StableHash.mix(UInt64(numbers[place].count), numbers[place].digits)) }
    case .lastDigits(let count):
      let width = min(max(count, 1), 16)
      for place in range(id) where Int(numbers[place].count) >= width {
        body(width == 16 ? numbers[place].digits : numbers[place].digits & ((1 &<< UInt64(width * 4)) - 1))
      }
    default: return false
    }
    return true
  }

  private static func level(_ a: Number, _ b: Number) -> UInt8 {
    if a == b { return Level.exact }
    let (shorter, longer) = a.count <= b.count ? (a, b) : (b, a)
    if shorter.count < 7 { return Level.different }
    if shorter.count == longer.count {
      return DigitWord.isOneSlip(a.digits, b.digits) ? Level.oneSlip : Level.different
    }
    let width = UInt64(shorter.count) &* 4
    let mask: UInt64 = width >= 64 ? ~0 : (1 &<< width) &- 1
    // Area codes have three or four digits with their zero, country codes up to four more.
    if longer.count - shorter.count >= 2, longer.digits & mask == shorter.digits {
      return Level.areaCodeMissing
    }
    if longer.count - shorter.count == 1, shorter.count >= 10,
      DigitWord.isOneDigitMore(longer.digits, shorter.digits)
    {
      return Level.oneSlip
    }
    return Level.different
  }
}

/// Takes the telephone numbers of a cell apart.
enum PhoneReader {
  /// At most eight numbers of three to sixteen digits; those of one digit repeated say nothing and are left out.
  static func read(_ bytes: Span<UInt8>) -> [PhoneLevels.Number] {
    var result: [PhoneLevels.Number] = []
    var digits: UInt64 = 0
    var count = 0
    var isOver = false
    func finish() {
      if let number = normal(digits, count), result.count < 8, !result.contains(number) {
        result.append(number)
      }
      (digits, count, isOver) = (0, 0, false)
    }
    TextFolding.forEachScalar(bytes) { scalar in
      let digit = TextFolding.folded(scalar) &- 0x30
      if digit < 10 {
        if isOver { return }
        if count < 16 { digits = digits &<< 4 | UInt64(digit) }
        count += 1
        return
      }
      switch scalar {
      // 310/555-1234: three or four digits before a stroke are an area code.
      case 0x2F where count >= 2 && count <= 4: break
      case 0x2C, 0x3B, 0x2F, 0x7C, 0x0A, 0x0D, 0x1F, 0x3001, 0xFF0C, 0xFF1B, 0xFF0F: finish()
      case 0x20, 0x09, 0x3000: if count >= 11 { finish() }
      case 0x28, 0x29, 0x2B, 0x2D, 0x2E, 0xFF08, 0xFF09, 0xFF0D, 0x2013, 0x2014: break
      // Behind a whole number, letters lead to an extension.
      default: if count >= 7 { isOver = true }
      }
    }
    finish()
    return result
  }

  private static func normal(_ packed: UInt64, _ digitCount: Int) -> PhoneLevels.Number? {
    var (digits, count) = (packed, digitCount)
    guard count >= 3 && count <= 16 else { return nil }
    func drop(_ prefix: UInt64, _ width: Int, leaving rest: Int) {
      let shift = UInt64(rest * 4)
      if count == rest + width, digits &>> shift == prefix {
        digits &= (1 &<< shift) &- 1
        count = rest
      }
    }
    // +86, 0086 or a 0 in front of a mobile number, and the country code instead of an area's zero.
    drop(0x0086, 4, leaving: 11)
    drop(0x86, 2, leaving: 11)
    if digits &>> 40 == 0x01 { drop(0x0, 1, leaving: 11) }
    let first = digits & 15
    if (1..<count).allSatisfy({ digits &>> UInt64($0 * 4) & 15 == first }) { return nil }
    return PhoneLevels.Number(digits: digits, count: UInt8(count))
  }
}
