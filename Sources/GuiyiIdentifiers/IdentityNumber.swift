/// Male or female, as the sequence number of an identity number says it.
public enum Sex: UInt8, Sendable {
  case male = 1
  case female = 2
}

/// An 18-digit identity number of GB 11643: of a citizen, a holder of a residence permit, or a foreigner.
///
/// Numbers of 15 digits and their 18-digit upgrades are one value. Equality is equality of the number.
public struct IdentityNumber: Hashable, Sendable, CustomStringConvertible {
  /// Whose number it is.
  public enum Kind: UInt8, Sendable {
    case citizen, hongKongResident, macaoResident, taiwanResident
    /// Foreigner's permanent-residence card of 2023: 9, province, nationality.
    case foreigner
  }

  /// The first 17 digits as a number, below 2^57; the check character follows from them.
  public let packed: UInt64
  public let kind: Kind

  @inline(__always)
  init(packed: UInt64, kind: Kind) {
    self.packed = packed
    self.kind = kind
  }

  /// The first six digits: the region that gave out the number, or 9, province and nationality.
  public var prefix: Int { Int(packed / 100_000_000_000) }

  /// The region code; for a foreigner that of the province where the card was asked for.
  public var regionCode: Int {
    kind == .foreigner ? prefix / 1000 % 100 * 10_000 : prefix
  }

  /// A foreigner's country by ISO 3166-1 three-digit code; nil for everyone else.
  public var nationality: Int? { kind == .foreigner ? prefix % 1000 : nil }

  /// The birth date; nil only in a reading whose date is no day.
  public var birthDate: CivilDate? { CivilDate(compact: Int(packed / 1000 % 100_000_000)) }

  /// The sequence number among those of one region and birth date, 0 through 999.
  public var sequence: Int { Int(packed % 1000) }

  public var sex: Sex { packed & 1 == 1 ? .male : .female }

  /// The eighteenth character.
  public var checkCharacter: UInt8 {
    var sum = 0
    var rest = packed
    var weight = 2
    for _ in 0..<17 {
      sum &+= Int(rest % 10) &* weight
      rest /= 10
      weight = weight &* 2 % 11
    }
    return CheckCharacters.mod11TwoCharacter((12 &- sum % 11) % 11)
  }

  /// Full years lived on a day; nil where the birth date is no day.
  public func age(on day: CivilDate) -> Int? { birthDate?.fullYears(until: day) }

  /// The 18 characters.
  public var text: IdentifierText {
    var text = IdentifierText()
    text.append(packed, width: 17)
    text.append(checkCharacter)
    return text
  }

  /// Appends the 18 characters.
  public func append(to bytes: inout [UInt8]) { text.append(to: &bytes) }

  public var description: String { text.description }

  /// The 15-digit form this number may have had before; nil for those born outside 1900 through 1999 and for permits.
  public var formerText: IdentifierText? {
    guard kind == .citizen, let birth = birthDate, birth.year / 100 == 19 else { return nil }
    var text = IdentifierText()
    text.append(UInt64(prefix), width: 6)
    text.append(packed % 1_000_000_000, width: 9)
    return text
  }
}
