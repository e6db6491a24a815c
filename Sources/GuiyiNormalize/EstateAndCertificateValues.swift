internal import GuiyiIdentifiers
internal import GuiyiModel
internal import GuiyiText

/// Codes of parcels, units and places and identifiers of certificates: capitals without blanks.
extension ValueNormalizer {
  mutating func normalizeEstateCode(_ raw: Span<UInt8>) {
    let check = checkEstateUnitCode(raw, regions: context.regions)
    keepCode(check.reading?.text, check.reasons, check.edits, raw)
    // A unit code prints in groups, so blanks are the rule.
    if quality == .sound { issues.removeAll { $0.rule == .nonstandardWriting } }
  }

  mutating func normalizeParcelCode(_ raw: Span<UInt8>) {
    let check = checkParcelCode(raw, regions: context.regions)
    if check.isValid { return keepCode(check.reading?.text, check.reasons, check.edits, raw) }
    let unit = checkEstateUnitCode(raw, regions: context.regions)
    if let value = unit.value {
      // The first 19 characters of a unit code are its parcel.
      value.parcel.text.append(to: &bytes)
      quality = .sound
      return
    }
    keepCode(check.reading?.text, check.reasons, check.edits, raw)
  }

  mutating func normalizeCertificateIdentifier(_ raw: Span<UInt8>) {
    let check = checkCertificateIdentifier(raw, regions: context.regions)
    keepCode(nil, check.reasons, check.edits, raw)
  }

  private mutating func keepCode(
    _ read: IdentifierText?, _ reasons: IdentifierReasons, _ edits: IdentifierEdits, _ raw: Span<UInt8>
  ) {
    if reasons.contains(.empty) {
      if reasons.contains(.placeholder) { makeMissing(.placeholder) }
      return
    }
    if reasons.contains(.placeholder) { return makeMissing(.placeholder) }
    keepIdentifier(read ?? IdentifierText(), raw)
    guard reasons.allowUse else {
      quality = .faulty
      return report(reasons.errors, count: bytes.count)
    }
    quality = .sound
    reportWriting(edits)
    if reasons.contains(.innerCheck) {
      quality = .doubtful
      report(.innerCheck)
    }
  }

  /// Codes of standard addresses: letters and digits; every city has its own.
  mutating func normalizePlaceCode(_ raw: Span<UInt8>) {
    text.fold(raw)
    if text.isEmpty { return }
    if isPlaceholderText(text.scalars.span) { return makeMissing(.placeholder) }
    text.removeBlanks()
    for index in text.scalars.indices where text.scalars[index] &- 0x61 < 26 { text.scalars[index] &-= 0x20 }
    text.append(to: &bytes)
    quality = .sound
    if text.scalars.contains(0x2E), text.scalars.contains(0x45), text.scalars.contains(0x2B) {
      quality = .faulty
      return report(.spreadsheetRounded)
    }
    if text.scalars.contains(where: isHan) {
      quality = .doubtful
      return report(.format, "（代码中有汉字）")
    }
    reportWriting(text.edits)
  }
}
