import GuiyiIdentifiers
import Testing

/// The fast path of identity numbers beside a plain one.
@Suite struct TwinTests {
  /// The standard, word by word: digit by digit, weight by weight.
  func naive(_ value: [UInt8], regions: RegionTable) -> [String] {
    let digits = value.prefix(17).map { Int($0) - 48 }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    var reasons: Set<String> = []
    let code = number(0..<6)
    let year = number(6..<10)
    switch regions.standing(of: code) {
    case .current: break
    case .retired(let last): if last < year { reasons.insert("region-retired-before-birth") }
    case .unlisted: if code % 100 > 1 { reasons.insert("region-unlisted") }
    case .unknown: reasons.insert("region-unknown")
    }
    if code % 100 == 0 && !reasons.contains("region-unknown") { reasons.insert("region-summary") }
    if let birth = CivilDate(year: year, month: number(10..<12), day: number(12..<14)) {
      let age = birth.fullYears(until: testDay)
      if birth > testDay { reasons.insert("date-future") }
      if age > 130 {
        reasons.insert("date-too-early")
      } else if age >= 110 {
        reasons.insert("age-implausible")
      }
      if birth.description == "1970-01-01" { reasons.insert("placeholder-suspect") }
      if ["1899-12-30", "1899-12-31", "1900-01-01"].contains(birth.description) {
        reasons.insert("placeholder")
      }
    } else {
      reasons.insert("date")
    }
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits, weights).map { $0 * $1 }.reduce(0, +)
    let isRight = Array("10X98765432".utf8)[sum % 11] == value[17]
    if !isRight { reasons.insert("check-digit") }
    if value.suffix(3) == Array("000".utf8)[...] {
      reasons.insert(isRight ? "trailing-zeros" : "spreadsheet-rounded")
    }
    return reasons.sorted()
  }

  @Test func `the fast path says what the plain one says`() throws {
    var source = SplitMix64(state: 9)
    let regions = RegionTable.builtin
    let codes = [
      410_404, 410_421, 410_426, 410_400, 410_401, 410_499, 412_533, 110_103, 110_101, 659_013, 110_000,
    ]
    for _ in 0..<50_000 {
      let code = source.below(4) == 0 ? 110_000 + source.below(550_000) : codes[source.below(codes.count)]
      let year = 1880 + source.below(155)
      let month = 1 + source.below(source.below(20) == 0 ? 15 : 12)
      let day = source.below(33)
      var value = Array(String(code * 10_000 + year).utf8)
      for part in [month, day] { value += [UInt8(48 + part / 10), UInt8(48 + part % 10)] }
      let sequence = source.below(20) == 0 ? source.below(10) * 100 : source.below(1000)
      value += [UInt8(48 + sequence / 100), UInt8(48 + sequence / 10 % 10), UInt8(48 + sequence % 10)]
      let check = CheckCharacters.mod11Two(value.span)!
      value.append(source.below(10) == 0 ? Array("0123456789X".utf8)[source.below(11)] : check)
      let found = checkIdentityNumber(value.span, asOf: testDay, regions: regions)
      let expected = naive(value, regions: regions)
      if found.reasons.names.sorted() != expected {
        Issue.record("\(String(decoding: value, as: UTF8.self)) \(found.reasons.names) \(expected)")
      }
      if found.reading?.regionCode != code || found.reading?.sequence != sequence
        || found.reading?.birthDate != CivilDate(year: year, month: month, day: day)
        || found.reading?.checkCharacter != check
      {
        Issue.record("\(String(decoding: value, as: UTF8.self)) read as \(found.reading as Any)")
      }
    }
  }
}
