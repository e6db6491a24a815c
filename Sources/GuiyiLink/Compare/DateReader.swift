/// Reads dates in ISO-like, Chinese, Japanese and slashed writings, and with months named in a European language; a time
/// behind them is ignored.
struct DateReader: Sendable {
  /// Whether `03/04/1980` is the third of April in this column.
  var isDayFirst = false

  private struct Groups {
    var values = InlineArray<4, Int>(repeating: 0)
    var widths = InlineArray<4, Int>(repeating: 0)
    var count = 0
    var namedMonth: UInt8 = 0
    /// The year before the first of an era, 0 where none is named.
    var era = 0
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
    if groups.era != 0 && groups.count >= 3 && groups.widths[0] <= 2 {
      return Self.date(groups.era + a, b, c)
    }
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

  /// The first groups of digits, a month's name and an era's.
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
          if groups.count == 1 && letters == 1 { groups.era = era(ofLetter: word) }
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
        if groups.count == 0 {
          // 平成元年: its first year.
          if groups.era != 0 && scalar == 0x5143 {
            (groups.count, groups.values[0], groups.widths[0]) = (1, 1, 1)
          }
          if groups.era == 0 { groups.era = era(ofCharacter: scalar) }
        }
      }
      if folded &- 0x61 < 26 {
        letters += 1
        if letters <= 3 { word = word &<< 8 | folded }
        if letters == 3, groups.namedMonth == 0 {
          groups.namedMonth = month(word)
        }
        // Juin, juillet.
        if letters == 4, word == 0x6A_7569, groups.namedMonth == 0 {
          groups.namedMonth = folded == 0x6E ? 6 : folded == 0x6C ? 7 : 0
        }
      } else {
        letters = 0
        word = 0
      }
    }
    groups.count = min(groups.count, 4)
    return groups
  }

  /// The year before the first of a Japanese era, or of the Republic of China.
  private static func era(ofCharacter scalar: UInt32) -> Int {
    switch scalar {
    case 0x4EE4: 2018
    case 0x5E73: 1988
    case 0x662D: 1925
    case 0x5927, 0x6C11: 1911
    case 0x660E: 1867
    default: 0
    }
  }

  private static func era(ofLetter letter: UInt32) -> Int {
    switch letter {
    case 0x72: 2018
    case 0x68: 1988
    case 0x73: 1925
    case 0x74: 1911
    case 0x6D: 1867
    default: 0
    }
  }

  /// The month whose first three letters these are in a Germanic or Romance language, 0 where there is none.
  private static func month(_ word: UInt32) -> UInt8 {
    switch word {
    case 0x6A_616E, 0x65_6E65, 0x67_656E: 1  // jan, ene, gen
    case 0x66_6562, 0x66_6576: 2  // feb, fev
    case 0x6D_6172, 0x6D_6161: 3  // mar, maa
    case 0x61_7072, 0x61_7672, 0x61_6272: 4  // apr, avr, abr
    case 0x6D_6179, 0x6D_6169, 0x6D_6167, 0x6D_6569, 0x6D_616A: 5  // may, mai, mag, mei, maj
    case 0x6A_756E, 0x67_6975: 6  // jun, giu
    case 0x6A_756C, 0x6C_7567: 7  // jul, lug
    case 0x61_7567, 0x61_676F, 0x61_6F75: 8  // aug, ago, aou
    case 0x73_6570, 0x73_6574: 9  // sep, set
    case 0x6F_6374, 0x6F_6B74, 0x6F_7574, 0x6F_7474: 10  // oct, okt, out, ott
    case 0x6E_6F76: 11
    case 0x64_6563, 0x64_657A, 0x64_6963: 12  // dec, dez, dic
    default: 0
    }
  }
}
