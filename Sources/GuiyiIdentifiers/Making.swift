/// Makes an identity number with its check character, for tests and sample data.
///
/// Invented people take the unassigned prefix 99, because a made-up number may be a real person's.
/// - Parameters:
///   - region: six digits; other numbers make the result nil.
///   - sequence: 0 through 999; odd for men.
public func makeIdentityNumber(region: Int, birth: CivilDate, sequence: Int) -> IdentityNumber? {
  guard region >= 0, region < 1_000_000, sequence >= 0, sequence < 1000 else { return nil }
  let packed = UInt64((region * 100_000_000 + birth.compact) * 1000 + sequence)
  return IdentityNumber(packed: packed, kind: regionReasons(region, birthYear: nil, regions: .builtin).kind)
}

/// Makes an organization code from eight digits and capitals, for tests and sample data; nil for other characters.
public func makeOrganizationCode(_ body: Span<UInt8>) -> OrganizationCode? {
  guard let check = CheckCharacters.organizationCode(body) else { return nil }
  var text = IdentifierText(body)
  text.append(check)
  return OrganizationCode(text: text)
}

/// Makes a unified social credit code with both check characters, for tests and sample data.
///
/// - Parameters:
///   - department: the registration department, such as `9`.
///   - category: the kind of body, such as `1`.
///   - region: six digits.
///   - orgBody: the eight characters of the organization code before its own check character.
/// - Returns: nil where a character is outside the alphabet of GB 32100.
public func makeUSCC(department: UInt8, category: UInt8, region: Int, orgBody: Span<UInt8>) -> UnifiedCode? {
  guard region >= 0, region < 1_000_000, let code = makeOrganizationCode(orgBody) else { return nil }
  var text = IdentifierText()
  text.append(department)
  text.append(category)
  text.append(UInt64(region), width: 6)
  text.append(code.text)
  guard let check = text.withSpan({ CheckCharacters.mod31($0) }) else { return nil }
  text.append(check)
  return UnifiedCode(text: text)
}

/// Makes a business registration number of 15 digits, for tests and sample data.
///
/// - Parameter number: the eight digits after the region; the first tells the kind of business.
public func makeRegistrationNumber(region: Int, number: Int) -> RegistrationNumber? {
  guard region >= 0, region < 1_000_000, number >= 0, number < 100_000_000 else { return nil }
  var text = IdentifierText()
  text.append(UInt64(region), width: 6)
  text.append(UInt64(number), width: 8)
  guard let check = text.withSpan({ CheckCharacters.mod11Ten($0) }) else { return nil }
  text.append(check)
  return RegistrationNumber(text: text)
}
