/// A document of a person without an identity number, or one for travel: recognized by its form alone where it has no check.
public struct TravelDocument: Hashable, Sendable, CustomStringConvertible {
  public enum Kind: UInt8, Sendable {
    /// Chinese passport: a letter and eight characters.
    case chinesePassport
    /// Any other passport of 6 through 12 letters and digits.
    case passport
    /// Permit of Hong Kong and Macao residents for the mainland (回乡证): H or M.
    case hongKongMacaoPermit
    /// Permit of Taiwan residents for the mainland (台胞证): 8 digits, or 10 characters of the booklet.
    case taiwanPermit
    /// Permit of mainland residents for Hong Kong, Macao (C, W) or Taiwan (T, L).
    case exitPermit
    /// Birth certificate: a letter and nine digits.
    case birthCertificate
    /// Foreigner's permanent-residence card before 2023: nationality, region, birth date, check digit.
    case permanentResidenceCard
  }

  public let text: IdentifierText
  public let kind: Kind
  /// The birth date, which only the permanent-residence card has; its century is assumed.
  public let birthDate: CivilDate?

  /// The part that stays the same when the document is renewed: compare on this.
  public var key: IdentifierText {
    switch kind {
    case .hongKongMacaoPermit: text.slice(0..<9)
    case .taiwanPermit: text.slice(0..<8)
    default: text
    }
  }

  public var description: String { text.description }
}

/// Recognizes passports, travel permits, birth certificates and the older permanent-residence card by their form.
///
/// All but the last have no check character: what fits is only plausible.
public func checkTravelDocument(_ bytes: Span<UInt8>, asOf: CivilDate) -> IdentifierCheck<TravelDocument> {
  let folded = FoldedBytes(bytes)
  return checkTravelDocument(folded, folded.storage.span.extracting(0..<folded.heldCount), bytes, asOf)
}

func checkTravelDocument(
  _ folded: FoldedBytes, _ span: Span<UInt8>, _ raw: Span<UInt8>, _ asOf: CivilDate
) -> IdentifierCheck<TravelDocument> {
  var reasons = commonReasons(folded, span, raw)
  guard reasons.allowUse else { return IdentifierCheck(reading: nil, reasons: reasons, edits: folded.edits) }
  if folded.count == 15 && letterCount(span) == 3 {
    return checkPermanentResidenceCard(folded, span, asOf)
  }
  guard let kind = documentKind(span) else {
    if folded.count < 6 || folded.count > 12 { reasons.insert(.length) }
    for index in span.indices where alphanumericValue(span[index]) == nil { reasons.insert(.alphabet) }
    reasons.insert(.unrecognized)
    return IdentifierCheck(reading: nil, reasons: reasons, edits: folded.edits)
  }
  let reading = TravelDocument(text: IdentifierText(span), kind: kind, birthDate: nil)
  return IdentifierCheck(reading: reading, reasons: .unchecked, edits: folded.edits)
}

/// How many letters come before the first other character.
private func letterCount(_ span: Span<UInt8>) -> Int {
  var count = 0
  while count < span.count, span[count] >= 0x41, span[count] <= 0x5A { count &+= 1 }
  return count
}

private func documentKind(_ span: Span<UInt8>) -> TravelDocument.Kind? {
  for index in span.indices where alphanumericValue(span[index]) == nil { return nil }
  let letters = letterCount(span)
  let areDigitsAfter = letters == span.count || decimalTail(span, letters)
  switch (span.count, letters) {
  case (8, 0), (10, 0): return areDigitsAfter ? .taiwanPermit : nil
  case (10, 1) where areDigitsAfter: return .birthCertificate
  case (9, 1) where areDigitsAfter, (11, 1) where areDigitsAfter:
    switch span[0] {
    case UInt8(ascii: "H"), UInt8(ascii: "M"): return .hongKongMacaoPermit
    case UInt8(ascii: "C"), UInt8(ascii: "W"), UInt8(ascii: "T"), UInt8(ascii: "L"): return .exitPermit
    case UInt8(ascii: "E"), UInt8(ascii: "G"), UInt8(ascii: "D"), UInt8(ascii: "S"), UInt8(ascii: "P"):
      return span.count == 9 ? .chinesePassport : .passport
    default: return .passport
    }
  case (9, 2) where areDigitsAfter:
    switch span[0] {
    case UInt8(ascii: "E"), UInt8(ascii: "D"), UInt8(ascii: "S"), UInt8(ascii: "P"): return .chinesePassport
    case UInt8(ascii: "C"): return .exitPermit
    default: return .passport
    }
  default:
    // Nine digits are how many states number passports; other lengths without a letter are more often typing.
    let isPlausible = letters > 0 && letters <= 3 || span.count == 9
    return isPlausible && span.count >= 6 && span.count <= 12 ? .passport : nil
  }
}

private func decimalTail(_ span: Span<UInt8>, _ start: Int) -> Bool {
  for index in start..<span.count where digitValue(span[index]) == nil { return false }
  return true
}

private func checkPermanentResidenceCard(
  _ folded: FoldedBytes, _ span: Span<UInt8>, _ asOf: CivilDate
) -> IdentifierCheck<TravelDocument> {
  var reasons: IdentifierReasons = [.oldForm, .centuryAssumed]
  if !decimalTail(span, 3) { reasons.insert(.alphabet) }
  // XXA, XXB and XXC of ICAO 9303 are stateless people and refugees.
  let isStateless = span[0] == UInt8(ascii: "X") && span[1] == UInt8(ascii: "X")
  if !isStateless, Country.number(letters: span[0], span[1], span[2]) == nil {
    reasons.insert(.nationalityUnknown)
  }
  if let province = decimal(span, 3..<5), !RegionTable.builtin.knowsProvince(province) {
    reasons.insert(.regionUnknown)
  }
  var birth: CivilDate?
  if let date = decimal(span, 7..<13) {
    // The later century unless that day is still to come.
    let recent = CivilDate(compact: 20_000_000 + date)
    birth = recent.flatMap { $0 <= asOf ? $0 : nil } ?? CivilDate(compact: 19_000_000 + date)
    if birth == nil { reasons.insert(.date) }
  }
  if CheckCharacters.machineReadable(span.extracting(0..<14)) != span[14] { reasons.insert(.checkDigit) }
  let card = TravelDocument(text: IdentifierText(span), kind: .permanentResidenceCard, birthDate: birth)
  return IdentifierCheck(
    reading: reasons.contains(.alphabet) ? nil : card, reasons: reasons, edits: folded.edits)
}
