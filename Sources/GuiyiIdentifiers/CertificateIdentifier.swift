/// An identifier of an electronic certificate (GB/T 36904): `1.2.156.3005.2.`type`.`issuer`.`serial`.`version`.`check.
public struct CertificateIdentifier: Hashable, Sendable {
  /// The type of certificate: the USCC of the body that defines it and three digits.
  public let type: IdentifierText
  /// The body that issued it; its USCC.
  public let issuer: IdentifierText
  /// The number the issuer gave, up to 32 characters.
  public let serial: IdentifierText
  public let version: Int
  public let checkCharacter: UInt8
}

/// Checks an identifier of an electronic certificate, with its root 1.2.156.3005.2 or without.
///
/// A USCC inside that fails its own checks is a warning.
public func checkCertificateIdentifier(
  _ bytes: Span<UInt8>, regions: RegionTable
) -> IdentifierCheck<CertificateIdentifier> {
  let folded = FoldedBytes(bytes)
  let span = folded.storage.span.extracting(0..<folded.heldCount)
  var reasons = commonReasons(folded, span, bytes)
  guard reasons.allowUse || reasons == .spreadsheetRounded else {
    return IdentifierCheck(reading: nil, reasons: reasons, edits: folded.edits)
  }
  reasons.remove(.spreadsheetRounded)
  // The bounds of the parts between points, without the root.
  var starts = InlineArray<6, Int>(repeating: 0)
  var ends = InlineArray<6, Int>(repeating: 0)
  var parts = 0
  var start = startsWithCertificateRoot(span) ? certificateRootLength : 0
  for index in start...span.count where index == span.count || span[index] == UInt8(ascii: ".") {
    if parts < 6 {
      starts[parts] = start
      ends[parts] = index
    }
    parts &+= 1
    start = index &+ 1
  }
  var joined = InlineArray<128, UInt8>(repeating: 0)
  var length = 0
  for part in 0..<min(parts, 4) {
    for index in starts[part]..<ends[part] {
      if alphanumericValue(span[index]) == nil { reasons.insert(.alphabet) }
      joined[length] = span[index]
      length &+= 1
    }
  }
  let serialLength = ends[2] - starts[2]
  guard folded.count <= FoldedBytes.capacity, parts == 5, ends[0] - starts[0] == 21,
    ends[1] - starts[1] == 18,
    serialLength > 0, serialLength <= IdentifierText.capacity, ends[3] - starts[3] == 3,
    ends[4] - starts[4] == 1
  else {
    reasons.insert(.structure)
    return IdentifierCheck(reading: nil, reasons: reasons, edits: folded.edits)
  }
  if decimal(span, starts[3]..<ends[3]) == nil || decimal(span, (ends[0] - 3)..<ends[0]) == nil {
    reasons.insert(.alphabet)
  }
  let check = span[starts[4]]
  guard !reasons.contains(.alphabet) else {
    return IdentifierCheck(reading: nil, reasons: reasons, edits: folded.edits)
  }
  if CheckCharacters.mod37ThirtySix(joined.span.extracting(0..<length)) != check {
    reasons.insert(.checkDigit)
  }
  for range in [starts[0]..<(starts[0] + 18), starts[1]..<ends[1]] {
    if !checkUnifiedCode(span.extracting(range), regions: regions).isValid { reasons.insert(.innerCheck) }
  }
  let reading = CertificateIdentifier(
    type: IdentifierText(span, starts[0]..<ends[0]), issuer: IdentifierText(span, starts[1]..<ends[1]),
    serial: IdentifierText(span, starts[2]..<ends[2]), version: decimal(span, starts[3]..<ends[3]) ?? 0,
    checkCharacter: check)
  return IdentifierCheck(reading: reading, reasons: reasons, edits: folded.edits)
}

private let certificateRoot = Array("1.2.156.3005.2.".utf8)
private let certificateRootLength = 15

/// Whether a folded value begins with the object identifier of electronic certificates.
func startsWithCertificateRoot(_ span: Span<UInt8>) -> Bool {
  guard span.count >= certificateRootLength else { return false }
  for index in 0..<certificateRootLength where span[index] != certificateRoot[index] { return false }
  return true
}
