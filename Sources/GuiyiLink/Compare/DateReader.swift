/// Reads dates in ISO-like, Chinese, slashed and English writings; a time behind them is ignored.
struct DateReader: Sendable {
  /// Whether `03/04/1980` is the third of April in this column.
  var isDayFirst = false

  private struct Groups {
    var values = InlineArray<4, Int>(repeating: 0)
    var widths = InlineArray<4, Int>(repeating: 0)
    var count = 0
    var namedMonth: UInt8 = 0
  }

  /// The first group of `a/b/yyyy` minus 12 or the second: tells which of the two is the day.
  static func hint(_ bytes: Span<UInt8>) -> (first: Int, second: Int)? {
    let groups = split(bytes)
    guard groups.count >= 3, groups.widths[0] <= 2, groups.widths[1] <= 2, groups.widths[2] == 4 else {
      return nil
    }
    return (groups.values[0], groups.values[1])
  }

  func read(_ bytes: Span<UInt8>) -> LooseDate {
    let groups = Self.split(bytes)
    let (a, b, c) = (groups.values[0], groups.values[1], groups.values[2])
    if groups.namedMonth != 0 {
      if groups.count >= 2 && groups.widths[1] == 4 { return Self.date(b, Int(groups.namedMonth), a) }
      if groups.count >= 2 && groups.widths[0] == 4 { return Self.date(a, Int(groups.namedMonth), b) }
      if groups.count >= 2 && groups.widths[1] == 2 {
        // 21-Aug-12: as far back as people live, and no further.
        return Self.date(b <= 30 ? 2000 + b : 1900 + b, Int(groups.namedMonth), a)
      }
      if groups.count == 1 && groups.widths[0] == 4 { return Self.date(a, Int(groups.namedMonth), 0) }
      return LooseDate()
    }
    if groups.widths[0] == 4 {
      return Self.date(a, groups.count > 1 ? b : 0, groups.count > 2 ? c : 0)
    }
    if groups.count >= 3 && groups.widths[2] == 4 {
      return isDayFirst ? Self.date(c, b, a) : Self.date(c, a, b)
    }
    if groups.count == 1 || groups.widths[0] >= 8 {
      switch groups.widths[0] {
      case 6: return Self.date(a / 100, a % 100, 0)
      case 8: return Self.date(a / 10_000, a / 100 % 100, a % 100)
      case 12: return Self.date(a / 100_000_000, a / 1_000_000 % 100, a / 10_000 % 100)
      case 14: return Self.date(a / 10_000_000_000, a / 100_000_000 % 100, a / 1_000_000 % 100)
      default: break
      }
    }
    return LooseDate()
  }

  private static func date(_ year: Int, _ month: Int, _ day: Int) -> LooseDate {
    // Month and day may have changed places, so both go to 31.
    guard (1...9999).contains(year), (0...31).contains(month), (0...31).contains(day) else {
      return LooseDate()
    }
    if month == 0 { return LooseDate(year: UInt16(year)) }
    return LooseDate(year: UInt16(year), month: UInt8(month), day: UInt8(day))
  }

  /// The first groups of digits and an English month's name.
  private static func split(_ bytes: Span<UInt8>) -> Groups {
    var groups = Groups()
    var inGroup = false
    var word: UInt32 = 0
    var letters = 0
    TextFolding.forEachScalar(bytes) { scalar in
      let folded = TextFolding.folded(scalar)
      if folded &- 0x30 < 10 {
        if !inGroup {
          inGroup = true
          groups.count += 1
        }
        let place = groups.count - 1
        if place < 4 {
          groups.widths[place] += 1
          if groups.widths[place] <= 14 {
            groups.values[place] = groups.values[place] * 10 + Int(folded - 0x30)
          }
        }
      } else {
        inGroup = false
      }
      if folded &- 0x61 < 26 {
        letters += 1
        if letters <= 3 { word = word &<< 8 | folded }
        if letters == 3, groups.namedMonth == 0 {
          groups.namedMonth = month(word)
        }
      } else {
        letters = 0
        word = 0
      }
    }
    groups.count = min(groups.count, 4)
    return groups
  }

  /// The month whose first three letters these are, 0 where there is none.
  private static func month(_ word: UInt32) -> UInt8 {
    switch word {
    case 0x6A_616E: 1
    case 0x66_6562: 2
    case 0x6D_6172: 3
    case 0x61_7072: 4
    case 0x6D_6179: 5
    case 0x6A_756E: 6
    case 0x6A_756C: 7
    case 0x61_7567: 8
    case 0x73_6570: 9
    case 0x6F_6374: 10
    case 0x6E_6F76: 11
    case 0x64_6563: 12
    default: 0
    }
  }
}
