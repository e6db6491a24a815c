/// Tells which identifier a cell holds, and checks it.
///
/// Any identifier may stand in an identifier column. Of the kinds whose form fits, the first without an error wins, in the order that
/// the hint makes likely; where another would be as valid, `ambiguous` says so. Where all have errors, the reasons are those of the likeliest.
/// - Parameters:
///   - bytes: UTF-8 as delivered.
///   - hint: where the cell stands.
///   - asOf: the day against which dates count as future and ages as too high.
/// - Complexity: O(bytes), and about 20 ns for a right identity number under `.person` or `.any`. Allocates nothing
///   except for words.
public func recognize(
  _ bytes: Span<UInt8>, hint: IdentifierHint, asOf: CivilDate, regions: RegionTable
) -> RecognizedIdentifier {
  if hint != .estate, hint != .certificate,
    let plain = checkPlainIdentityNumber(bytes, asOf: asOf, regions: regions), plain.reasons.allowUse,
    hint != .organization || checkPlainUnifiedCode(bytes, regions)?.isValid != true
  {
    return RecognizedIdentifier(
      kind: .identityNumber, reasons: plain.reasons, edits: [], text: IdentifierText(bytes),
      identity: plain.reading)
  }
  if hint == .any || hint == .organization, let plain = checkPlainUnifiedCode(bytes, regions), plain.isValid,
    checkPlainIdentityNumber(bytes, asOf: asOf, regions: regions)?.reasons.allowUse != true
  {
    return RecognizedIdentifier(.unifiedCode, plain, bytes)
  }
  return recognizeUnusual(bytes, hint, asOf, regions)
}

/// A function of its own, so that the frame of the plain path stays small.
@inline(never)
private func recognizeUnusual(
  _ bytes: Span<UInt8>, _ hint: IdentifierHint, _ asOf: CivilDate, _ regions: RegionTable
) -> RecognizedIdentifier {
  let folded = FoldedBytes(bytes)
  let span = folded.storage.span.extracting(0..<folded.heldCount)
  let recognizer = Recognizer(folded: folded, asOf: asOf)
  return recognizer.recognize(span, bytes, hint, regions)
}

/// One value on its way through the kinds.
private struct Recognizer {
  let folded: FoldedBytes
  let asOf: CivilDate

  func recognize(
    _ span: Span<UInt8>, _ raw: Span<UInt8>, _ hint: IdentifierHint, _ regions: RegionTable
  ) -> RecognizedIdentifier {
    if startsWithCertificateRoot(span) || hint == .certificate || pointCount(span) == 4 {
      let check = checkCertificateIdentifier(raw, regions: regions)
      if check.isValid || hint == .certificate || startsWithCertificateRoot(span) {
        return RecognizedIdentifier(kind: .certificateIdentifier, reasons: check.reasons, edits: check.edits)
      }
    }
    let common = commonReasons(folded, span, raw)
    if !common.isDisjoint(with: [.empty, .masked, .spreadsheetRounded])
      || common == .placeholder && span.count != 15 && span.count != 18
    {
      let kind: IdentifierKind =
        hint == .person ? .identityNumber : hint == .organization ? .unifiedCode : .unrecognized
      return RecognizedIdentifier(kind: kind, reasons: common, edits: folded.edits)
    }
    switch folded.count {
    case 28: return estateUnit(span, raw, regions)
    case 22 where hint == .any || hint == .person:
      return disability(span, raw, regions)
    case 20 where hint != .estate: return twenty(span, raw, hint, regions)
    case 19 where isLetter(span[12]) && isLetter(span[13]): return parcel(span, raw, regions)
    case 19 where isPupilLetter(span[0]) && hint != .organization && hint != .estate:
      let check = checkPupilNumber(folded, span, raw, asOf, regions)
      return RecognizedIdentifier(.pupilNumber, check, span, identity: check.reading?.identity)
    case 18 where hint != .estate: return eighteen(span, raw, hint, regions)
    case 15 where hint != .estate: return fifteen(span, raw, hint, regions)
    case 13 where hint == .any || hint == .organization:
      let check = checkRegistrationNumber(folded, span, raw, regions)
      if check.isValid || hint == .organization {
        return RecognizedIdentifier(.registrationNumber, check, span)
      }
    case 9 where hint != .estate:
      return nine(span, raw, hint)
    case 8 where hint == .organization:
      return RecognizedIdentifier(.organizationCode, checkOrganizationCode(folded, span, raw), span)
    default: break
    }
    switch hint {
    case .estate: return span.count < 24 ? parcel(span, raw, regions) : estateUnit(span, raw, regions)
    case .organization where !startsLikePerson(span, regions):
      return RecognizedIdentifier(.unifiedCode, checkUnifiedCode(folded, span, raw, regions), span)
    case .person, .organization, .any, .certificate:
      let document = checkTravelDocument(folded, span, raw, asOf)
      if document.isValid { return RecognizedIdentifier(document, span) }
      if hint == .person || startsLikePerson(span, regions) {
        return RecognizedIdentifier(checkIdentityNumber(folded, span, raw, asOf, regions), span)
      }
      if span.count == 17 || span.count == 19, unmistakableLetters(span, 8..<17) > 0 {
        return RecognizedIdentifier(.unifiedCode, checkUnifiedCode(folded, span, raw, regions), span)
      }
      return RecognizedIdentifier(document, span)
    }
  }

  /// Whether region and birth date of a person stand where an identity number has them, whatever follows.
  private func startsLikePerson(_ span: Span<UInt8>, _ regions: RegionTable) -> Bool {
    guard span.count >= 16, span.count <= 20, let prefix = decimal(span, 0..<6),
      let birth = decimal(span, 6..<14)
    else { return false }
    return regionReasons(prefix, birthYear: nil, regions: regions).reasons.allowUse
      && dateReasons(birth, asOf: asOf).allowUse
  }

  private func eighteen(
    _ span: Span<UInt8>, _ raw: Span<UInt8>, _ hint: IdentifierHint, _ regions: RegionTable
  ) -> RecognizedIdentifier {
    let identity = checkIdentityNumber(folded, span, raw, asOf, regions)
    let unified = checkUnifiedCode(folded, span, raw, regions)
    let asIdentity = RecognizedIdentifier(identity, span)
    let asUnified = RecognizedIdentifier(.unifiedCode, unified, span)
    if identity.isValid && unified.isValid && unified.reasons.isEmpty {
      return (hint == .organization ? asUnified : asIdentity).adding(.ambiguous)
    }
    if identity.isValid { return asIdentity }
    if unified.isValid { return asUnified }
    if hint != .organization { return unmistakableLetters(span, 8..<17) > 0 ? asUnified : asIdentity }
    // Two different mistakes: whose region it would be tells more than the check characters do.
    guard let prefix = decimal(span, 0..<6),
      regionReasons(prefix, birthYear: nil, regions: regions).reasons.allowUse
    else { return asUnified }
    let isNoBody =
      !unified.reasons.isDisjoint(with: [.department, .regionUnknown])
      || unified.reasons.isSuperset(of: [.checkDigit, .innerCheck]) && startsLikePerson(span, regions)
    return isNoBody ? asIdentity : asUnified
  }

  private func fifteen(
    _ span: Span<UInt8>, _ raw: Span<UInt8>, _ hint: IdentifierHint, _ regions: RegionTable
  ) -> RecognizedIdentifier {
    let identity = checkIdentityNumber(folded, span, raw, asOf, regions)
    let registration = checkRegistrationNumber(folded, span, raw, regions)
    let tax = checkTaxNumber(folded, span, raw, asOf, regions)
    let isOrganization = hint == .organization
    let validCount = (identity.isValid ? 1 : 0) + (registration.isValid ? 1 : 0) + (tax.isValid ? 1 : 0)
    let doubt: IdentifierReasons = validCount > 1 ? .ambiguous : []
    let asIdentity = RecognizedIdentifier(identity, span)
    let asRegistration = RecognizedIdentifier(.registrationNumber, registration, span)
    let asTax = RecognizedIdentifier(tax, span)
    if identity.isValid && !isOrganization { return asIdentity.adding(doubt) }
    if registration.isValid { return asRegistration.adding(doubt) }
    if tax.isValid { return asTax.adding(doubt) }
    if identity.isValid { return asIdentity }
    let isNumber = decimal(span, 0..<15) != nil
    if letters(span, 0..<3) == 3 {
      let card = checkTravelDocument(folded, span, raw, asOf)
      if !isOrganization && letters(span, 3..<15) == 0 || card.isValid {
        return RecognizedIdentifier(card, span)
      }
    }
    if isOrganization { return isNumber ? asRegistration : asTax }
    return !isNumber && letters(span, 6..<14) > 0 && hint == .any ? asTax : asIdentity
  }

  private func twenty(
    _ span: Span<UInt8>, _ raw: Span<UInt8>, _ hint: IdentifierHint, _ regions: RegionTable
  ) -> RecognizedIdentifier {
    let tax = checkTaxNumber(folded, span, raw, asOf, regions)
    if hint == .organization { return RecognizedIdentifier(tax, span) }
    let certificate = disability(span, raw, regions)
    // A kind of 0 or beyond 7 is no disability; two digits after an operator's number are 00 at first.
    let isTax = certificate.reasons.contains(.classCode) && tax.isValid
    return isTax ? RecognizedIdentifier(tax, span) : certificate
  }

  private func disability(
    _ span: Span<UInt8>, _ raw: Span<UInt8>, _ regions: RegionTable
  ) -> RecognizedIdentifier {
    let check = checkDisabilityNumber(folded, span, raw, asOf, regions)
    return RecognizedIdentifier(.disabilityNumber, check, span, identity: check.reading?.identity)
  }

  private func nine(_ span: Span<UInt8>, _ raw: Span<UInt8>, _ hint: IdentifierHint) -> RecognizedIdentifier {
    let check = checkOrganizationCode(folded, span, raw)
    let code = RecognizedIdentifier(.organizationCode, check, span)
    if hint == .organization { return code }
    let document = checkTravelDocument(folded, span, raw, asOf)
    if hint == .person && document.isValid { return RecognizedIdentifier(document, span) }
    if check.isValid {
      let isUsual = document.reading.map { $0.kind != .passport } ?? false
      return code.adding(isUsual ? .ambiguous : [])
    }
    return RecognizedIdentifier(document, span)
  }

  private func estateUnit(
    _ span: Span<UInt8>, _ raw: Span<UInt8>, _ regions: RegionTable
  ) -> RecognizedIdentifier {
    RecognizedIdentifier(.estateUnitCode, checkEstateUnitCode(raw, regions: regions), span)
  }

  private func parcel(
    _ span: Span<UInt8>, _ raw: Span<UInt8>, _ regions: RegionTable
  ) -> RecognizedIdentifier {
    RecognizedIdentifier(.parcelCode, checkParcelCode(raw, regions: regions), span)
  }

  private func isLetter(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

  private func isPupilLetter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "G") || byte == UInt8(ascii: "J") || byte == UInt8(ascii: "L")
  }

  private func letters(_ span: Span<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    for index in range where isLetter(span[index]) { count &+= 1 }
    return count
  }

  /// Letters that no digit is mistaken for, so that they tell a body's number from a mistyped person's.
  private func unmistakableLetters(_ span: Span<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    for index in range where isLetter(span[index]) && lookAlike(span[index]) == nil { count &+= 1 }
    return count
  }

  private func pointCount(_ span: Span<UInt8>) -> Int {
    var count = 0
    for index in span.indices where span[index] == UInt8(ascii: ".") { count &+= 1 }
    return count
  }
}

extension RecognizedIdentifier {
  fileprivate func adding(_ more: IdentifierReasons) -> RecognizedIdentifier {
    more.isEmpty
      ? self
      : RecognizedIdentifier(
        kind: kind, reasons: reasons.union(more), edits: edits, text: text, identity: identity)
  }
}
