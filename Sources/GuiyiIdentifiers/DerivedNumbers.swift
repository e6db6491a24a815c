/// A disability certificate number: an identity number, kind and grade of the disability, and letter and digit of a reissue.
public struct DisabilityNumber: Hashable, Sendable, CustomStringConvertible {
  /// The number as written, 20 or 22 characters.
  public let text: IdentifierText
  public let identity: IdentityNumber
  /// 1 sight, 2 hearing, 3 speech, 4 limbs, 5 intellect, 6 mind, 7 several.
  public let kind: Int
  /// 1, the severest, through 4.
  public let grade: Int

  public var description: String { text.description }
}

/// A pupil's number of 19 characters.
public struct PupilNumber: Hashable, Sendable, CustomStringConvertible {
  public let text: IdentifierText
  /// `G` with an identity number; `J` and `L` are temporary, and what follows is no identity number.
  public var letter: UInt8 { text[0] }
  /// The pupil's identity number; only for `G`.
  public let identity: IdentityNumber?
  /// The birth date; for `J` unknown.
  public let birthDate: CivilDate?

  public var description: String { text.description }
}

/// Checks a disability certificate number of 20 characters, or 22 after a reissue.
public func checkDisabilityNumber(
  _ bytes: Span<UInt8>, asOf: CivilDate, regions: RegionTable
) -> IdentifierCheck<DisabilityNumber> {
  let folded = FoldedBytes(bytes)
  return checkDisabilityNumber(
    folded, folded.storage.span.extracting(0..<folded.heldCount), bytes, asOf, regions)
}

func checkDisabilityNumber(
  _ folded: FoldedBytes, _ span: Span<UInt8>, _ raw: Span<UInt8>, _ asOf: CivilDate, _ regions: RegionTable
) -> IdentifierCheck<DisabilityNumber> {
  var reasons = commonReasons(folded, span, raw)
  guard reasons.allowUse || reasons == .placeholder, folded.count == 20 || folded.count == 22 else {
    if reasons.allowUse { reasons.insert(.length) }
    return IdentifierCheck(reading: nil, reasons: reasons, edits: folded.edits)
  }
  let inner = checkIdentityNumber(span.extracting(0..<18), asOf: asOf, regions: regions)
  reasons.formUnion(inner.reasons)
  let kind = digitValue(span[18])
  let grade = digitValue(span[19])
  if kind == nil || grade == nil { reasons.insert(.alphabet) }
  if let kind, kind < 1 || kind > 7 { reasons.insert(.classCode) }
  if let grade, grade < 1 || grade > 4 { reasons.insert(.classCode) }
  if span.count == 22, span[20] < 0x41 || span[20] > 0x5A || digitValue(span[21]) == nil {
    reasons.insert(.alphabet)
  }
  guard let identity = inner.reading, let kind, let grade else {
    return IdentifierCheck(reading: nil, reasons: reasons, edits: folded.edits)
  }
  let reading = DisabilityNumber(text: IdentifierText(span), identity: identity, kind: kind, grade: grade)
  return IdentifierCheck(reading: reading, reasons: reasons, edits: folded.edits)
}

/// Checks a pupil's number: `G` and an identity number, or the temporary `J` and `L`.
///
/// `L` holds region, birth date and four random digits, which are never checked as an identity number.
public func checkPupilNumber(
  _ bytes: Span<UInt8>, asOf: CivilDate, regions: RegionTable
) -> IdentifierCheck<PupilNumber> {
  let folded = FoldedBytes(bytes)
  return checkPupilNumber(folded, folded.storage.span.extracting(0..<folded.heldCount), bytes, asOf, regions)
}

func checkPupilNumber(
  _ folded: FoldedBytes, _ span: Span<UInt8>, _ raw: Span<UInt8>, _ asOf: CivilDate, _ regions: RegionTable
) -> IdentifierCheck<PupilNumber> {
  var reasons = commonReasons(folded, span, raw)
  guard reasons.allowUse else { return IdentifierCheck(reading: nil, reasons: reasons, edits: folded.edits) }
  if folded.count != 19 { reasons.insert(.length) }
  guard folded.count == 19 else {
    return IdentifierCheck(reading: nil, reasons: reasons, edits: folded.edits)
  }
  let inner = span.extracting(1..<19)
  var identity: IdentityNumber?
  var birthDate: CivilDate?
  switch span[0] {
  case UInt8(ascii: "G"):
    let check = checkIdentityNumber(inner, asOf: asOf, regions: regions)
    reasons.formUnion(check.reasons)
    identity = check.reading
    birthDate = identity?.birthDate
  case UInt8(ascii: "L"):
    for index in 0..<17 where digitValue(inner[index]) == nil { reasons.insert(.alphabet) }
    if digitValue(inner[17]) == nil && inner[17] != UInt8(ascii: "X") { reasons.insert(.alphabet) }
    if let prefix = decimal(inner, 0..<6) {
      reasons.formUnion(regionReasons(prefix, birthYear: nil, regions: regions).reasons)
    }
    if let birth = decimal(inner, 6..<14) {
      reasons.formUnion(dateReasons(birth, asOf: asOf))
      birthDate = CivilDate(compact: birth)
    }
    reasons.insert(.unchecked)
  case UInt8(ascii: "J"):
    for index in inner.indices where alphanumericValue(inner[index]) == nil { reasons.insert(.alphabet) }
    reasons.insert(.unchecked)
  default:
    reasons.insert(.classCode)
  }
  let isReadable = reasons.isDisjoint(with: [.alphabet, .classCode])
  let reading =
    isReadable ? PupilNumber(text: IdentifierText(span), identity: identity, birthDate: birthDate) : nil
  return IdentifierCheck(reading: reading, reasons: reasons, edits: folded.edits)
}
