internal import GuiyiIdentifiers
internal import GuiyiModel
internal import GuiyiText

/// `person.id-number`: 18 characters, capitals; other documents as written.
///
/// Old numbers of 15 digits come as the 18 they would be, with a doubt. Numbers that hold an identity number (of a
/// disability certificate, a pupil, an individual business) give that number. Repairs that only guess are not made.
extension ValueNormalizer {
  mutating func normalizePersonNumber(_ raw: Span<UInt8>) {
    let found = recognize(raw, hint: .person, asOf: context.asOf, regions: context.regions)
    if found.kind == .identityNumber, found.reasons.rawValue == 0, found.edits.isEmpty {
      found.text.append(to: &bytes)
      quality = .sound
      return
    }
    if found.reasons.contains(.empty) {
      if found.reasons.contains(.placeholder) { makeMissing(.placeholder) }
      return
    }
    if found.reasons.contains(.placeholder) { return makeMissing(.placeholder) }
    if found.isValid { return keepValidPersonNumber(found, raw) }
    if isWrittenDocument(raw) { return }
    keepIdentifier(found.text, raw)
    if found.reasons.contains(.spreadsheetRounded), bytes.contains(UInt8(ascii: ".")) || bytes.count < 15 {
      // 4.10404E+17 names nobody.
      return makeMissing(.spreadsheetRounded)
    }
    quality = .faulty
    if bytes.count == 11, bytes.first == UInt8(ascii: "1"), bytes.allSatisfy({ $0 &- 0x30 < 10 }) {
      report(.length, count: 11, "位")
      return report(.wrongIdentifier, "手机号码")
    }
    if bytes.count == 8, found.kind == .unrecognized { return report(.length, count: 8, "位") }
    report(found.reasons, count: bytes.count)
    if found.kind == .unrecognized, issues.isEmpty { report(.format, "（无法识别的证件号码）") }
    reportSuggestion(raw)
  }

  private mutating func keepValidPersonNumber(_ found: RecognizedIdentifier, _ raw: Span<UInt8>) {
    quality = .sound
    switch found.kind {
    case .identityNumber:
      keepIdentifier(found.text, raw)
      if found.reasons.contains(.oldForm) {
        quality = .doubtful
        report(.oldNumber, "（15位）")
      }
    case .disabilityNumber, .pupilNumber, .taxNumber:
      guard let identity = found.identity else {
        keepIdentifier(found.text, raw)
        quality = .faulty
        return report(.wrongIdentifier, found.kind == .taxNumber ? "税务登记号" : "临时学籍号")
      }
      identity.append(to: &bytes)
      if found.kind == .taxNumber { report(.oldNumber, "（个体税号）") }
    case .unifiedCode, .organizationCode, .registrationNumber:
      keepIdentifier(found.text, raw)
      quality = .faulty
      report(.wrongIdentifier, found.kind == .unifiedCode ? "统一社会信用代码" : "机构号码")
      return
    case .estateUnitCode, .parcelCode, .certificateIdentifier, .unrecognized:
      keepIdentifier(found.text, raw)
      quality = .faulty
      return report(.wrongIdentifier, "其他号码")
    case .taiwanPermit where found.text.count == 8 && isDay(found.text):
      // Eight digits that are a day are a birth date in the wrong column far more often than a permit.
      keepIdentifier(found.text, raw)
      quality = .faulty
      report(.length, count: 8, "位")
      return report(.wrongIdentifier, "日期")
    case .chinesePassport, .passport, .hongKongMacaoPermit, .taiwanPermit, .exitPermit, .birthCertificate,
      .permanentResidenceCard:
      keepIdentifier(found.text, raw)
      if found.kind == .permanentResidenceCard {
        quality = .doubtful
        report(.oldNumber, "（15位永久居留证）")
      }
    }
    reportWriting(found.edits)
    report(found.reasons.warnings, count: bytes.count)
  }

  private func isDay(_ text: IdentifierText) -> Bool {
    text.withSpan { CivilDate(ascii: $0).map { $0.year >= 1900 && $0 <= context.asOf } ?? false }
  }

  /// Documents whose number is a phrase: 军字第1234567号.
  private mutating func isWrittenDocument(_ raw: Span<UInt8>) -> Bool {
    guard raw.count >= 10, raw.count <= 60 else { return false }
    text.fold(raw)
    text.removeBlanks()
    let scalars = text.scalars
    var hasOrdinal = false
    var digitCount = 0
    for scalar in scalars {
      if scalar == 0x7B2C { hasOrdinal = true }  // 第
      if isDigit(scalar) { digitCount += 1 }
    }
    guard hasOrdinal, digitCount >= 4, isHan(scalars[0]) else { return false }
    text.append(to: &bytes)
    quality = .sound
    reportWriting(text.edits)
    return true
  }

  /// Adds what the number may have been meant to be, without writing it down.
  private mutating func reportSuggestion(_ raw: Span<UInt8>) {
    guard issues.contains(where: { $0.rule == .alphabet || $0.rule == .length }),
      let repair = suggestIdentityNumber(for: raw, asOf: context.asOf, regions: context.regions)
    else { return }
    issues.removeAll { $0.rule == .alphabet || $0.rule == .length }
    if repair.edits.contains(.letterForDigit) { report(.alphabet, "（疑将数字误写为字母）") }
    if repair.edits.contains(.checkAppended) { report(.length, "17位，疑缺末位校验码") }
    if repair.edits.contains(.tenForX) { report(.length, "19位，末位校验码X疑写作10") }
    // Where letters stood in a number of the right length, only the letters are wrong.
    if issues.isEmpty { report(.alphabet) }
  }
}
