/// A business registration number: 15 digits of GS 15 with a check digit, or the 13 digits used before 2007.
public struct RegistrationNumber: Hashable, Sendable, CustomStringConvertible {
  /// Whom the seventh digit of the 15-digit form names.
  public enum Kind: UInt8, Sendable {
    case domestic, foreignInvested, individual
  }

  public let text: IdentifierText

  init(text: IdentifierText) { self.text = text }

  /// The region of the registry.
  public var regionCode: Int {
    var code = 0
    for index in 0..<6 { code = code &* 10 &+ (digitValue(text[index]) ?? 0) }
    return code
  }

  /// The kind of business; nil for 13 digits.
  public var kind: Kind? {
    guard text.count == 15, let digit = digitValue(text[6]) else { return nil }
    return digit <= 3 ? .domestic : digit <= 5 ? .foreignInvested : .individual
  }

  public var description: String { text.description }
}

/// Checks a business registration number of 15 or 13 digits.
///
/// It leads to a USCC only through the register itself.
public func checkRegistrationNumber(
  _ bytes: Span<UInt8>, regions: RegionTable
) -> IdentifierCheck<RegistrationNumber> {
  let folded = FoldedBytes(bytes)
  return checkRegistrationNumber(folded, folded.storage.span.extracting(0..<folded.heldCount), bytes, regions)
}

func checkRegistrationNumber(
  _ folded: FoldedBytes, _ span: Span<UInt8>, _ raw: Span<UInt8>, _ regions: RegionTable
) -> IdentifierCheck<RegistrationNumber> {
  var reasons = commonReasons(folded, span, raw)
  var reading: RegistrationNumber?
  if reasons.allowUse || reasons == .placeholder {
    if folded.count != 15 && folded.count != 13 { reasons.insert(.length) }
    for index in span.indices where digitValue(span[index]) == nil { reasons.insert(.alphabet) }
    if !reasons.contains(.alphabet) && !reasons.contains(.length) {
      reading = RegistrationNumber(text: IdentifierText(span))
      reasons.insert(.oldForm)
      if let region = decimal(span, 0..<6) { reasons.formUnion(registryReasons(region, regions)) }
      if span.count == 13 {
        reasons.insert(.unchecked)
      } else if CheckCharacters.mod11Ten(span.extracting(0..<14)) != span[14] {
        reasons.insert(.checkDigit)
      }
    }
  }
  return IdentifierCheck(reading: reading, reasons: reasons, edits: folded.edits)
}

/// A tax registration number from before the USCC: of an organization (15) or of an individual business (20).
public struct TaxNumber: Hashable, Sendable, CustomStringConvertible {
  public let text: IdentifierText
  /// The organization code inside the 15-character form, which is also inside the body's USCC.
  public let organizationCode: OrganizationCode?
  /// The operator of an individual business, from the 20-character form; one operator may have several numbers.
  public let identity: IdentityNumber?

  public var description: String { text.description }
}

/// Checks a tax number of 15 characters (region, organization code) or 20 (identity number and two digits, or an old
/// identity number of 15 and five zeros).
public func checkTaxNumber(
  _ bytes: Span<UInt8>, asOf: CivilDate, regions: RegionTable
) -> IdentifierCheck<TaxNumber> {
  let folded = FoldedBytes(bytes)
  return checkTaxNumber(folded, folded.storage.span.extracting(0..<folded.heldCount), bytes, asOf, regions)
}

func checkTaxNumber(
  _ folded: FoldedBytes, _ span: Span<UInt8>, _ raw: Span<UInt8>, _ asOf: CivilDate, _ regions: RegionTable
) -> IdentifierCheck<TaxNumber> {
  var reasons = commonReasons(folded, span, raw)
  var reading: TaxNumber?
  if reasons.allowUse || reasons == .placeholder {
    if folded.count == 15 {
      let code = span.extracting(6..<15)
      if let region = decimal(span, 0..<6) {
        reasons.formUnion(registryReasons(region, regions))
      } else {
        reasons.insert(.alphabet)
      }
      for index in code.indices where alphanumericValue(code[index]) == nil { reasons.insert(.alphabet) }
      if !reasons.contains(.alphabet) {
        let inner = OrganizationCode(text: IdentifierText(code))
        reading = TaxNumber(text: IdentifierText(span), organizationCode: inner, identity: nil)
        reasons.insert(.oldForm)
        if CheckCharacters.organizationCode(code.extracting(0..<8)) != code[8] { reasons.insert(.checkDigit) }
      }
    } else if folded.count == 20 {
      let isOld = decimal(span, 0..<15) != nil && decimal(span, 15..<20) == 0
      let inner = checkIdentityNumber(span.extracting(0..<(isOld ? 15 : 18)), asOf: asOf, regions: regions)
      reasons.formUnion(inner.reasons)
      reasons.insert(.oldForm)
      if decimal(span, 18..<20) == nil { reasons.insert(.alphabet) }
      if let identity = inner.reading {
        reading = TaxNumber(text: IdentifierText(span), organizationCode: nil, identity: identity)
      }
    } else {
      reasons.insert(.length)
      for index in span.indices where alphanumericValue(span[index]) == nil { reasons.insert(.alphabet) }
    }
  }
  return IdentifierCheck(reading: reading, reasons: reasons, edits: folded.edits)
}
