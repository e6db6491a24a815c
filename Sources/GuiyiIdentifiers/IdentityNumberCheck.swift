/// Checks an identity number of 18 characters, or of 15 digits, which is brought to 18.
///
/// A region code stands when it was in force at any time from the birth on: numbers were given out long after birth, so
/// the code may be younger than its holder. The 15-digit form of someone with sequence 996 through 999 belongs to
/// the 19th century. Takes about 20 ns for 18 plain digits, and allocates nothing.
/// - Parameters:
///   - bytes: UTF-8 as delivered.
///   - asOf: the day against which dates count as future and ages as too high.
public func checkIdentityNumber(
  _ bytes: Span<UInt8>, asOf: CivilDate, regions: RegionTable
) -> IdentifierCheck<IdentityNumber> {
  if let plain = checkPlainIdentityNumber(bytes, asOf: asOf, regions: regions) {
    return IdentifierCheck(reading: plain.reading, reasons: plain.reasons)
  }
  return checkUnusualIdentityNumber(bytes, asOf, regions)
}

/// A function of its own, so that the frame of the plain path stays small.
@inline(never)
private func checkUnusualIdentityNumber(
  _ bytes: Span<UInt8>, _ asOf: CivilDate, _ regions: RegionTable
) -> IdentifierCheck<IdentityNumber> {
  let folded = FoldedBytes(bytes)
  return checkIdentityNumber(
    folded, folded.storage.span.extracting(0..<folded.heldCount), bytes, asOf, regions)
}

func checkIdentityNumber(
  _ folded: FoldedBytes, _ span: Span<UInt8>, _ raw: Span<UInt8>, _ asOf: CivilDate,
  _ regions: RegionTable
) -> IdentifierCheck<IdentityNumber> {
  if let plain = checkPlainIdentityNumber(span, asOf: asOf, regions: regions) {
    return IdentifierCheck(reading: plain.reading, reasons: plain.reasons, edits: folded.edits)
  }
  var reasons = commonReasons(folded, span, raw)
  if !reasons.isDisjoint(with: [.empty, .placeholder, .masked, .spreadsheetRounded]) {
    if span.count != 18 && span.count != 15 && reasons.isDisjoint(with: [.empty, .spreadsheetRounded]) {
      reasons.insert(.length)
    }
    return IdentifierCheck(reading: nil, reasons: reasons, edits: folded.edits)
  }
  if span.count == 15, let old = decimal(span, 0..<15) {
    let upgraded = upgradedIdentityNumber(old)
    reasons.formUnion([.oldForm, .unchecked])
    reasons.formUnion(identityReasons(upgraded, asOf: asOf, regions: regions).reasons)
    if isFillerRun(span) { reasons.insert(.placeholder) }
    return IdentifierCheck(reading: upgraded, reasons: reasons, edits: folded.edits)
  }
  if folded.count != 18 && folded.count != 15 { reasons.insert(.length) }
  for index in span.indices where digitValue(span[index]) == nil {
    if !(index == 17 && span.count >= 18 && span[17] == UInt8(ascii: "X")) { reasons.insert(.alphabet) }
  }
  // The places of region and date are certain only while nothing is missing before them.
  if folded.count >= 17 && folded.count <= 19, let prefix = decimal(span, 0..<6) {
    reasons.formUnion(regionReasons(prefix, birthYear: nil, regions: regions).reasons)
  }
  if folded.count >= 17 && folded.count <= 19, let birth = decimal(span, 6..<14) {
    reasons.formUnion(dateReasons(birth, asOf: asOf))
  }
  return IdentifierCheck(reading: nil, reasons: reasons, edits: folded.edits)
}

/// The candidate for the 18-digit number of 15 digits, below 10^15.
func upgradedIdentityNumber(_ old: Int) -> IdentityNumber {
  let prefix = old / 1_000_000_000
  let rest = old % 1_000_000_000
  // 996 through 999 were kept for centenarians.
  let century = rest % 1000 >= 996 ? 18 : 19
  let packed = (prefix &* 100 &+ century) &* 1_000_000_000 &+ rest
  return IdentityNumber(packed: UInt64(packed), kind: .citizen)
}

/// The path for 18 characters that are 17 digits and a digit or X; nil for any other writing.
@inline(__always)
func checkPlainIdentityNumber(
  _ bytes: Span<UInt8>, asOf: CivilDate, regions: RegionTable
) -> (reading: IdentityNumber, reasons: IdentifierReasons)? {
  guard bytes.count == 18 else { return nil }
  let head = PackedDigits(bytes, at: 0)
  let middle = PackedDigits(bytes, at: 8)
  let seventeenth = bytes[16] &- 0x30
  let last = bytes[17]
  let lastDigit = last &- 0x30
  let isX = last == UInt8(ascii: "X")
  guard head.areDigits, middle.areDigits, seventeenth <= 9, lastDigit <= 9 || isX else { return nil }

  // Weights 7 9 10 5 8 4 2 1 | 6 3 7 9 10 5 8 4 | 2.
  let sum =
    head.weighted(even: 0x0007_000A_0008_0002, odd: 0x0009_0005_0004_0001)
    &+ middle.weighted(even: 0x0006_0007_000A_0008, odd: 0x0003_0009_0005_0004) &+ UInt64(seventeenth) &* 2
  let (prefix, century) = head.number.quotientAndRemainder(dividingBy: 100)
  let (yearMonthDay, sequenceHead) = middle.number.quotientAndRemainder(dividingBy: 100)
  let birth = century &* 1_000_000 &+ yearMonthDay
  let sequence = sequenceHead &* 10 &+ Int(seventeenth)
  let packed = UInt64(truncatingIfNeeded: (prefix &* 100_000_000 &+ birth) &* 1000 &+ sequence)
  let region = regionReasons(prefix, birthYear: birth / 10_000, regions: regions)
  var reasons = region.reasons.union(dateReasons(birth, asOf: asOf))
  let expected = (12 &- Int(sum % 11)) % 11
  let checkFails = expected != (isX ? 10 : Int(lastDigit))
  if checkFails { reasons.insert(.checkDigit) }
  if sequence % 100 == 0 && lastDigit == 0 {
    // One right number in a thousand ends like this by chance; of those that fail the check hardly any does.
    reasons.insert(checkFails ? .spreadsheetRounded : .trailingZeros)
  }
  if !reasons.allowUse && isFillerOrUpgraded(bytes) { reasons.insert(.placeholder) }
  return (IdentityNumber(packed: packed, kind: region.kind), reasons)
}

/// What is to be said of an upgraded number, whose check character is computed and cannot fail.
func identityReasons(
  _ number: IdentityNumber, asOf: CivilDate, regions: RegionTable
) -> (kind: IdentityNumber.Kind, reasons: IdentifierReasons) {
  let birth = Int(number.packed / 1000 % 100_000_000)
  let region = regionReasons(number.prefix, birthYear: birth / 10_000, regions: regions)
  return (region.kind, region.reasons.union(dateReasons(birth, asOf: asOf)))
}

/// Reasons in the first six digits, and whose number they make it.
@inline(__always)
func regionReasons(
  _ prefix: Int, birthYear: Int?, regions: RegionTable
) -> (kind: IdentityNumber.Kind, reasons: IdentifierReasons) {
  let lastYear = regions.lastYear(of: prefix)
  if lastYear >= max(1, birthYear ?? 1) && prefix % 100 != 0 { return (.citizen, []) }
  return unusualRegionReasons(prefix, lastYear, birthYear, regions)
}

@inline(never)
private func unusualRegionReasons(
  _ prefix: Int, _ lastYear: Int, _ birthYear: Int?, _ regions: RegionTable
) -> (kind: IdentityNumber.Kind, reasons: IdentifierReasons) {
  switch prefix {
  case 810_000: return (.hongKongResident, [])
  case 820_000: return (.macaoResident, [])
  case 830_000: return (.taiwanResident, [])
  default: break
  }
  var reasons: IdentifierReasons = []
  if lastYear == 0 {
    // A declared region may begin with 9, so a foreigner's number comes second.
    if prefix / 100_000 == 9 && regions.knowsProvince(prefix / 1000 % 100) {
      return (.foreigner, Country.isAssigned(prefix % 1000) ? [] : .nationalityUnknown)
    }
    guard regions.knowsPrefecture(of: prefix) else { return (.citizen, .regionUnknown) }
    // Districts of a city as a whole stand in real numbers for every prefecture, listed or not.
    if prefix % 100 > 1 { reasons.insert(.regionUnlisted) }
  } else if let year = birthYear, lastYear < year {
    reasons.insert(.regionRetiredBeforeBirth)
  }
  if prefix % 100 == 0 { reasons.insert(.regionSummary) }
  return (.citizen, reasons)
}

/// Reasons in a birth date written as the number 19850102.
@inline(__always)
func dateReasons(_ birth: Int, asOf: CivilDate) -> IdentifierReasons {
  guard CivilDate.exists(year: birth / 10_000, month: birth / 100 % 100, day: birth % 100) else {
    return .date
  }
  // The difference of two such numbers, divided, is the number of full years between the days.
  let days = asOf.compact &- birth
  if days >= 0 && days < 1_100_000 && birth != 1970_01_01 { return [] }
  return unusualDateReasons(birth, years: days / 10_000, isFuture: days < 0)
}

@inline(never)
private func unusualDateReasons(_ birth: Int, years: Int, isFuture: Bool) -> IdentifierReasons {
  var reasons: IdentifierReasons = []
  if isFuture { reasons.insert(.dateFuture) }
  if years > 130 { reasons.insert(.dateTooEarly) } else if years >= 110 { reasons.insert(.ageImplausible) }
  switch birth {
  case 1970_01_01: reasons.insert(.placeholderSuspect)
  case 1900_01_01, 1899_12_30, 1899_12_31, 1_01_01, 9999_12_31, 2099_12_31: reasons.insert(.placeholder)
  default: break
  }
  return reasons
}

/// Whether 18 characters are a filler, or one of 15 digits that somebody brought to 18.
@inline(never)
private func isFillerOrUpgraded(_ bytes: Span<UInt8>) -> Bool {
  var old = InlineArray<15, UInt8>(repeating: 0)
  for index in 0..<15 { old[index] = bytes[index < 6 ? index : index &+ 2] }
  return isFillerRun(bytes) || isFillerRun(old.span)
}

/// Reasons that any kind of number may have, found before its form is looked at.
func commonReasons(
  _ folded: FoldedBytes, _ span: Span<UInt8>, _ raw: Span<UInt8>
) -> IdentifierReasons {
  if folded.count == 0 {
    // "-", "--" and "'" are what people type for nothing.
    return folded.edits.isDisjoint(with: [.hyphens, .quotes]) ? .empty : [.empty, .placeholder]
  }
  var stars = 0
  var hidden = 0
  var others = 0
  for index in span.indices {
    if span[index] == UInt8(ascii: "*") {
      stars &+= 1
    } else if span[index] == FoldedBytes.foreign {
      others &+= 1
    } else {
      hidden &+= 1
    }
  }
  if stars >= 2 && hidden > 0 && others == 0 { return .masked }
  if hidden == 0 || isFillerWord(span, raw) { return .placeholder }
  if isScientific(span) { return .spreadsheetRounded }
  return isFillerRun(span) ? .placeholder : []
}

/// Whether a spreadsheet wrote the number as 4.10404E+17.
private func isScientific(_ span: Span<UInt8>) -> Bool {
  guard span.count >= 4, digitValue(span[0]) != nil else { return false }
  var points = 0
  var index = 1
  while index < span.count {
    let byte = span[index]
    if byte == UInt8(ascii: "E") { break }
    if byte == UInt8(ascii: ".") { points &+= 1 } else if digitValue(byte) == nil { return false }
    index &+= 1
  }
  guard points <= 1, index < span.count &- 1 else { return false }
  var exponent = index &+ 1
  let signed = span[exponent] == UInt8(ascii: "+")
  if signed { exponent &+= 1 }
  guard signed || points == 1, exponent < span.count, span.count &- exponent <= 2 else { return false }
  while exponent < span.count {
    guard digitValue(span[exponent]) != nil else { return false }
    exponent &+= 1
  }
  return true
}
