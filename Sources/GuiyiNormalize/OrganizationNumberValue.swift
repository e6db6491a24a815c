internal import GuiyiIdentifiers
internal import GuiyiModel
internal import GuiyiText

/// `organization.uscc`, `org-code`, `registration-number`, `tax-number`: filed under what the number really is.
///
/// - A USCC is a USCC in any of the four columns, without an issue: taxes and registers use it, too.
/// - A tax number of 15 characters gives the organization code inside it.
/// - An operator's identity number is the tax number of an individual business; with a doubt, as one person may have several shops.
extension ValueNormalizer {
  mutating func normalizeOrganizationNumber(_ raw: Span<UInt8>) {
    let column = element
    var found = recognize(raw, hint: .organization, asOf: context.asOf, regions: context.regions)
    if found.kind == .unifiedCode, found.reasons.isEmpty, found.edits.isEmpty {
      found.text.append(to: &bytes)
      quality = .sound
      element = .organizationUSCC
      return
    }
    if found.reasons.contains(.empty) {
      if found.reasons.contains(.placeholder) { makeMissing(.placeholder) }
      return
    }
    if found.reasons.contains(.placeholder) { return makeMissing(.placeholder) }
    if found.text.count == 15, found.kind == .registrationNumber, prefersTaxNumber(found, column) {
      let tax = checkTaxNumber(raw, asOf: context.asOf, regions: context.regions)
      if let code = tax.value?.organizationCode { return keepTaxNumber(code, tax.edits, isSure: false) }
    }
    if found.isValid {
      keepValidOrganizationNumber(found, raw, column)
      reportWriting(found.edits)
      return
    }
    if isWrittenRegistration(raw, column) { return }
    if column == .organizationRegistrationNumber, isInstitutionNumber(raw) { return }
    // Nine characters in a column of codes are an organization code, however wrong; the length says so.
    if column == .organizationCode, found.kind == .unifiedCode, found.reasons.contains(.length) {
      let code = checkOrganizationCode(raw)
      if code.isValid, let value = code.value {
        found = recognize(
          value.text.bytes.span, hint: .organization, asOf: context.asOf, regions: context.regions)
      }
    }
    keepIdentifier(found.text, raw)
    if found.reasons.contains(.spreadsheetRounded), bytes.contains(UInt8(ascii: ".")) || bytes.count < 15 {
      return makeMissing(.spreadsheetRounded)
    }
    quality = .faulty
    report(found.reasons, count: bytes.count)
    if issues.isEmpty { report(.format, "（无法识别的号码）") }
    if issues.contains(where: { $0.rule == .alphabet }), bytes.count == 18,
      let repair = suggestUnifiedCode(for: raw, regions: context.regions),
      repair.edits.contains(.letterForDigit)
    {
      issues.removeAll { $0.rule == .alphabet }
      report(.alphabet, "（疑将数字误写为字母I、O、S、Z）")
    }
  }

  private mutating func keepValidOrganizationNumber(
    _ found: RecognizedIdentifier, _ raw: Span<UInt8>, _ column: DataElement
  ) {
    quality = .sound
    switch found.kind {
    case .unifiedCode:
      element = .organizationUSCC
      keepIdentifier(found.text, raw)
      if found.reasons.contains(.innerCheck) {
        quality = .doubtful
        report(.innerCheck)
      }
    case .organizationCode:
      element = .organizationCode
      keepIdentifier(found.text, raw)
      if column != element { report(.oldNumber, "（组织机构代码）") }
    case .registrationNumber:
      element = .organizationRegistrationNumber
      keepIdentifier(found.text, raw)
      if found.reasons.contains(.ambiguous) && column != element { quality = .doubtful }
      if column != element { report(.oldNumber, "（注册号）") }
    case .taxNumber:
      if let code = found.organizationCode {
        element = .organizationCode
        code.text.append(to: &bytes)
      } else {
        // Two digits behind the operator's number tell the shops of one operator apart.
        element = .organizationTaxNumber
        keepIdentifier(found.text, raw)
        quality = .doubtful
      }
      report(.oldNumber, "（税务登记号）")
    case .identityNumber:
      element = .organizationTaxNumber
      keepIdentifier(found.text, raw)
      quality = .doubtful
      if column != element { report(.wrongIdentifier, "经营者公民身份号码") }
      if found.reasons.contains(.oldForm) { report(.oldNumber, "（15位）") }
    default:
      keepIdentifier(found.text, raw)
      quality = .faulty
      report(.wrongIdentifier, "其他号码")
    }
  }

  private mutating func keepTaxNumber(_ code: OrganizationCode, _ edits: IdentifierEdits, isSure: Bool) {
    element = .organizationCode
    code.text.append(to: &bytes)
    quality = isSure ? .sound : .doubtful
    report(.oldNumber, "（税务登记号）")
    reportWriting(edits)
  }

  /// Fifteen digits can pass as a registration number and as a tax number alike.
  ///
  /// Registries count their numbers up from zero within a kind, so there are zeros at the front; organization codes are spread evenly.
  private func prefersTaxNumber(_ found: RecognizedIdentifier, _ column: DataElement) -> Bool {
    if column == .organizationTaxNumber { return true }
    if column == .organizationRegistrationNumber { return false }
    guard found.reasons.contains(.ambiguous) else { return false }
    return found.text[8] != 0x30 || found.text[9] != 0x30
  }

  /// 豫工商…, 企合豫总字第…号: registration numbers from before 2007.
  private mutating func isWrittenRegistration(_ raw: Span<UInt8>, _ column: DataElement) -> Bool {
    guard raw.count >= 10, raw.count <= 90 else { return false }
    text.fold(raw)
    text.removeBlanks()
    var hanCount = 0
    var digitCount = 0
    for scalar in text.scalars {
      if isHan(scalar) { hanCount += 1 }
      if isDigit(scalar) { digitCount += 1 }
    }
    guard hanCount >= 2, digitCount >= 4, !isMojibake(text.scalars.span) else { return false }
    text.append(to: &bytes)
    element = .organizationRegistrationNumber
    quality = .doubtful
    if column != element { report(.oldNumber, "（注册号）") }
    reportWriting(text.edits)
    return true
  }

  /// Twelve digits: the certificate of a public institution.
  private mutating func isInstitutionNumber(_ raw: Span<UInt8>) -> Bool {
    normalizeIdentifier(raw, into: &bytes)
    if bytes.count == 12, bytes.allSatisfy({ $0 &- 0x30 < 10 }) {
      quality = .doubtful
      return true
    }
    bytes.removeAll(keepingCapacity: true)
    return false
  }
}
