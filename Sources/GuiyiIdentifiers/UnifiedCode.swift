/// A unified social credit code of GB 32100: the number of a legal person or another body.
public struct UnifiedCode: Hashable, Sendable, CustomStringConvertible {
  /// The 18 characters.
  public let text: IdentifierText

  init(text: IdentifierText) { self.text = text }

  /// The registration department, a digit or A, N, Y.
  public var department: UInt8 { text[0] }
  /// The kind of body within its department.
  public var category: UInt8 { text[1] }
  /// The region of the registration authority, which need not be the region of the body.
  public var regionCode: Int {
    var code = 0
    for index in 2..<8 { code = code &* 10 &+ (digitValue(text[index]) ?? 0) }
    return code
  }
  /// The organization code inside, characters 9 through 17.
  public var organizationCode: OrganizationCode { OrganizationCode(text: text.slice(8..<17)) }
  /// Department and kind in words; nil where the standard does not list them.
  public var kind: OrganizationKind? { OrganizationKind(department: department, category: category) }

  public var description: String { text.description }
}

/// An organization code of GB 11714: eight characters and a check character.
public struct OrganizationCode: Hashable, Sendable, CustomStringConvertible {
  /// The nine characters, without a hyphen.
  public let text: IdentifierText

  init(text: IdentifierText) { self.text = text }

  /// With the hyphen before the check character: `MA3X1234-5`.
  public var hyphenated: String {
    var bytes = text.bytes
    bytes.insert(UInt8(ascii: "-"), at: min(8, bytes.count))
    return String(decoding: bytes, as: UTF8.self)
  }

  public var description: String { text.description }
}

/// Checks a unified social credit code.
///
/// The region may be any that was ever in force. A wrong check inside the organization code is a warning, as are
/// kinds of body beyond the standard: bodies of both sorts exist.
public func checkUnifiedCode(_ bytes: Span<UInt8>, regions: RegionTable) -> IdentifierCheck<UnifiedCode> {
  if let plain = checkPlainUnifiedCode(bytes, regions) { return plain }
  return checkUnusualUnifiedCode(bytes, regions)
}

@inline(never)
private func checkUnusualUnifiedCode(
  _ bytes: Span<UInt8>, _ regions: RegionTable
) -> IdentifierCheck<UnifiedCode> {
  let folded = FoldedBytes(bytes)
  return checkUnifiedCode(folded, folded.storage.span.extracting(0..<folded.heldCount), bytes, regions)
}

func checkUnifiedCode(
  _ folded: FoldedBytes, _ span: Span<UInt8>, _ raw: Span<UInt8>, _ regions: RegionTable
) -> IdentifierCheck<UnifiedCode> {
  if span.count == 18, let plain = checkPlainUnifiedCode(span, regions) {
    return IdentifierCheck(reading: plain.reading, reasons: plain.reasons, edits: folded.edits)
  }
  var reasons = commonReasons(folded, span, raw)
  if reasons.allowUse {
    if folded.count != 18 { reasons.insert(.length) }
    for index in span.indices {
      let isPlain = index >= 2 && index < 8 ? digitValue(span[index]) != nil : isUnifiedCharacter(span[index])
      if !isPlain { reasons.insert(.alphabet) }
    }
    if folded.count >= 17 && folded.count <= 19 {
      reasons.formUnion(kindReasons(span[0], span[1]))
      if let region = decimal(span, 2..<8) { reasons.formUnion(registryReasons(region, regions)) }
    }
  }
  return IdentifierCheck(reading: nil, reasons: reasons, edits: folded.edits)
}

/// The path for 18 characters of the alphabet with digits for the region; nil for any other writing.
func checkPlainUnifiedCode(_ bytes: Span<UInt8>, _ regions: RegionTable) -> IdentifierCheck<UnifiedCode>? {
  guard bytes.count == 18, let check = unifiedCheckValue(bytes), let region = decimal(bytes, 2..<8) else {
    return nil
  }
  var reasons = kindReasons(bytes[0], bytes[1]).union(registryReasons(region, regions))
  if check != bytes[17] { reasons.insert(.checkDigit) }
  if CheckCharacters.organizationCode(bytes.extracting(8..<16)) != bytes[16] { reasons.insert(.innerCheck) }
  if bytes[15] == 0x30 && bytes[16] == 0x30 && bytes[17] == 0x30, decimal(bytes, 0..<18) != nil {
    reasons.insert(reasons.contains(.checkDigit) ? .spreadsheetRounded : .trailingZeros)
  }
  // An organization code of zeros passes its own check; other fillers do not.
  if bytes[8] == 0x30 && decimal(bytes, 8..<17) == 0 || !reasons.isEmpty && isFillerRun(bytes) {
    reasons.insert(.placeholder)
  }
  return IdentifierCheck(reading: UnifiedCode(text: IdentifierText(bytes)), reasons: reasons)
}

/// The check character of 18 characters of the alphabet; nil where one is not of it.
@inline(__always)
private func unifiedCheckValue(_ bytes: Span<UInt8>) -> UInt8? {
  // Horner's rule from the end: the weight of a place is a power of 3, and the sum stays below 2^37.
  var sum = 0
  var seen = unifiedValue(bytes[17])
  for index in 1..<18 {
    let value = unifiedValue(bytes[17 &- index])
    seen |= value
    sum = sum &* 3 &+ Int(value)
  }
  return seen < 32 ? CheckCharacters.unifiedCharacter((31 &- sum % 31) % 31) : nil
}

private func kindReasons(_ department: UInt8, _ category: UInt8) -> IdentifierReasons {
  if OrganizationKind.row(department, category) != nil { return [] }
  return OrganizationKind.isDepartment(department) ? .categoryUnlisted : .department
}

/// Reasons in the region of a registry; zones and branches have codes that no table lists.
func registryReasons(_ region: Int, _ regions: RegionTable) -> IdentifierReasons {
  if regions.lastYear(of: region) != 0 { return [] }
  return regions.knowsProvince(region / 10_000) || regions.knowsPrefecture(of: region)
    ? .regionUnlisted : .regionUnknown
}

/// Checks an organization code, written with a hyphen or without.
public func checkOrganizationCode(_ bytes: Span<UInt8>) -> IdentifierCheck<OrganizationCode> {
  let folded = FoldedBytes(bytes)
  return checkOrganizationCode(folded, folded.storage.span.extracting(0..<folded.heldCount), bytes)
}

func checkOrganizationCode(
  _ folded: FoldedBytes, _ span: Span<UInt8>, _ raw: Span<UInt8>
) -> IdentifierCheck<OrganizationCode> {
  var reasons = commonReasons(folded, span, raw)
  var reading: OrganizationCode?
  if reasons.allowUse || reasons == .placeholder {
    if folded.count != 9 { reasons.insert(.length) }
    for index in span.indices where alphanumericValue(span[index]) == nil { reasons.insert(.alphabet) }
    if span.count == 9, digitValue(span[8]) == nil, span[8] != UInt8(ascii: "X") { reasons.insert(.alphabet) }
    if folded.count == 9 && !reasons.contains(.alphabet) {
      reading = OrganizationCode(text: IdentifierText(span))
      if CheckCharacters.organizationCode(span.extracting(0..<8)) != span[8] { reasons.insert(.checkDigit) }
    }
  }
  return IdentifierCheck(reading: reading, reasons: reasons, edits: folded.edits)
}
