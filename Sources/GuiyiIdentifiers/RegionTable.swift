internal import CGuiyiRegions

/// The region codes of GB/T 2260 with the years they were in force, and codes a workspace declares itself.
///
/// Built in are county, prefecture and province codes from 1980 on with their changes through 2026-11.
/// A value is about 60 KB; make it once and pass it on.
public struct RegionTable: Sendable {
  /// What the table knows of a code.
  public enum Standing: Sendable, Equatable {
    /// Listed and still in force.
    case current
    /// Listed, and in force until this year.
    case retired(lastYear: Int)
    /// Not listed, although its first four digits are a prefecture that is.
    case unlisted
    /// Nothing of it is known.
    case unknown
  }

  private struct Extra: Sendable {
    let code: Int
    let name: String
  }

  /// Index of the block of a hundred codes for the first four digits; block 0 is empty.
  private var blockIndices: [UInt16]
  /// The last year in force by block and last two digits, less 1900; 0 not listed, 255 still in force.
  private var lastYears: [UInt8]
  private var extras: [Extra] = []

  private static let stillInForce: UInt8 = 255

  /// The built-in codes and nothing else.
  public static let builtin = RegionTable()

  /// The built-in codes, and further ones that are always in force.
  ///
  /// - Parameter extras: six-digit codes and their names; a code outside 000000 through 999999 is passed over.
  ///   A declared code overrides a built-in one.
  public init(extras declared: [(code: Int, name: String)] = []) {
    blockIndices = [UInt16](repeating: 0, count: 10_000)
    lastYears = [UInt8](repeating: 0, count: 100)
    for index in 0..<guiyi_region_row_count {
      let row = guiyi_region_at(index)
      let last = row.last_year == 9999 ? Self.stillInForce : UInt8(clamping: Int(row.last_year) - 1900)
      list(Int(row.code), last)
    }
    for extra in declared where extra.code >= 0 && extra.code < 1_000_000 {
      list(extra.code, Self.stillInForce)
      extras.append(Extra(code: extra.code, name: extra.name))
    }
  }

  private mutating func list(_ code: Int, _ last: UInt8) {
    if blockIndices[code / 100] == 0 {
      blockIndices[code / 100] = UInt16(lastYears.count / 100)
      lastYears.append(contentsOf: repeatElement(0, count: 100))
    }
    let slot = Int(blockIndices[code / 100]) * 100 + code % 100
    lastYears[slot] = max(lastYears[slot], last)
  }

  /// The last year a code was in force, 9999 while it still is, 0 where it is not listed.
  @inline(__always)
  func lastYear(of code: Int) -> Int {
    guard code >= 0, code < 1_000_000 else { return 0 }
    let last = lastYears[Int(blockIndices[code / 100]) &* 100 &+ code % 100]
    return last == 0 ? 0 : last == Self.stillInForce ? 9999 : 1900 &+ Int(last)
  }

  /// Whether any code with these first four digits is listed.
  @inline(__always)
  func knowsPrefecture(of code: Int) -> Bool {
    code >= 0 && code < 1_000_000 && blockIndices[code / 100] != 0
  }

  /// Whether the first two digits are a province.
  @inline(__always)
  func knowsProvince(_ province: Int) -> Bool {
    province > 0 && province < 100 && lastYear(of: province &* 10_000) != 0
  }

  /// What the table knows of a six-digit code.
  public func standing(of code: Int) -> Standing {
    switch lastYear(of: code) {
    case 9999: .current
    case 0: knowsPrefecture(of: code) ? .unlisted : .unknown
    case let year: .retired(lastYear: year)
    }
  }

  /// The name a code had in a year: `石龙区`; nil where the code is not listed.
  ///
  /// Where the code was not in force in that year, the nearest later name counts, else the last one:
  /// numbers are given out long after birth.
  public func name(of code: Int, year: Int = 9999) -> String? {
    if let extra = extras.last(where: { $0.code == code }) { return extra.name }
    var low: UInt32 = 0
    var high = guiyi_region_row_count
    while low < high {
      let middle = low + (high - low) / 2
      if Int(guiyi_region_at(middle).code) < code { low = middle + 1 } else { high = middle }
    }
    var found: UInt32?
    while low < guiyi_region_row_count, Int(guiyi_region_at(low).code) == code {
      let row = guiyi_region_at(low)
      found = row.name_offset
      if Int(row.last_year) >= year { break }
      low += 1
    }
    guard let offset = found else { return nil }
    var bytes: [UInt8] = []
    for position in 0..<UInt32(guiyi_region_name_byte(offset)) {
      bytes.append(guiyi_region_name_byte(offset + 1 + position))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The names from the province down: `["河南省", "平顶山市", "石龙区"]`; unknown levels are left out.
  public func path(of code: Int, year: Int = 9999) -> [String] {
    guard code >= 0, code < 1_000_000 else { return [] }
    var levels = [code / 10_000 * 10_000]
    if code / 100 * 100 != levels[0] { levels.append(code / 100 * 100) }
    if code != levels[levels.count - 1] { levels.append(code) }
    return levels.compactMap { name(of: $0, year: year) }
  }
}

/// The countries of ISO 3166-1.
public enum Country {
  /// The three letters of a three-digit code, `CAN` for 124; nil where none is assigned.
  public static func letters(of number: Int) -> String? {
    guard number >= 0, number < 1000 else { return nil }
    let packed = guiyi_country_at(UInt32(number))
    guard packed != 0 else { return nil }
    let bytes = [packed >> 10, packed >> 5, packed].map { UInt8(truncatingIfNeeded: $0 & 31) + 64 }
    return String(decoding: bytes, as: UTF8.self)
  }

  @inline(__always)
  static func isAssigned(_ number: Int) -> Bool {
    number >= 0 && number < 1000 && guiyi_country_at(UInt32(truncatingIfNeeded: number)) != 0
  }

  /// The three-digit code of three capital letters; nil where none is assigned.
  public static func number(letters first: UInt8, _ second: UInt8, _ third: UInt8) -> Int? {
    var packed: UInt16 = 0
    for letter in [first, second, third] {
      guard letter >= 0x41, letter <= 0x5A else { return nil }
      packed = packed << 5 | UInt16(letter - 0x40)
    }
    return (0..<1000).first { guiyi_country_at(UInt32($0)) == packed }
  }
}
