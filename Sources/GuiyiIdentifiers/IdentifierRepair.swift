/// A correction that would make a value right; it is a suggestion for a person or a rule, never applied here.
public struct IdentifierRepair: Hashable, Sendable {
  /// What would change.
  public let edits: IdentifierEdits
  /// The value after the change; it has no error.
  public let text: IdentifierText
}

/// Suggests how an identity number could be meant; nil where it is right as written, or no small change makes it right.
///
/// Letters become the digits they look like, a lost check character is computed, 10 for the check becomes X, and 15 digits
/// become 18. A suggestion passes the whole check, yet a computed check character proves nothing.
public func suggestIdentityNumber(
  for bytes: Span<UInt8>, asOf: CivilDate, regions: RegionTable
) -> IdentifierRepair? {
  let folded = FoldedBytes(bytes)
  guard folded.count >= 15, folded.count <= 19 else { return nil }
  let span = folded.storage.span.extracting(0..<folded.count)
  var edits = folded.edits
  var digits = InlineArray<19, UInt8>(repeating: 0)
  for index in span.indices {
    digits[index] = span[index]
    guard digitValue(span[index]) == nil, index != 17 || span[index] != UInt8(ascii: "X") else { continue }
    if index == 17 && span.count == 18 && span[index] == UInt8(ascii: "*") {
      digits[index] = UInt8(ascii: "X")
    } else if let digit = lookAlike(span[index]) {
      digits[index] = digit
    } else {
      return nil
    }
    edits.insert(.letterForDigit)
  }
  switch span.count {
  case 15:
    guard let old = decimal(digits.span, 0..<15), !isFillerRun(span) else { return nil }
    let upgraded = upgradedIdentityNumber(old)
    guard identityReasons(upgraded, asOf: asOf, regions: regions).reasons.allowUse else { return nil }
    return IdentifierRepair(edits: edits.union(.upgraded), text: upgraded.text)
  case 17:
    guard let check = CheckCharacters.mod11Two(digits.span.extracting(0..<17)) else { return nil }
    digits[17] = check
    edits.insert(.checkAppended)
  case 18: break
  case 19:
    guard digits[17] == UInt8(ascii: "1"), digits[18] == UInt8(ascii: "0"),
      CheckCharacters.mod11Two(digits.span.extracting(0..<17)) == UInt8(ascii: "X")
    else { return nil }
    digits[17] = UInt8(ascii: "X")
    edits.insert(.tenForX)
  default: return nil
  }
  guard !edits.isEmpty else { return nil }
  let candidate = digits.span.extracting(0..<18)
  guard checkIdentityNumber(candidate, asOf: asOf, regions: regions).isValid else { return nil }
  return IdentifierRepair(edits: edits, text: IdentifierText(candidate))
}

/// Suggests how a unified social credit code could be meant; nil where it is right as written, or no small change makes it right.
///
/// The letters outside the alphabet become the digits they look like, and a lost check character is computed where the organization
/// code inside vouches for the rest.
public func suggestUnifiedCode(for bytes: Span<UInt8>, regions: RegionTable) -> IdentifierRepair? {
  let folded = FoldedBytes(bytes)
  guard folded.count == 17 || folded.count == 18 else { return nil }
  let span = folded.storage.span.extracting(0..<folded.count)
  var edits = folded.edits
  var characters = InlineArray<18, UInt8>(repeating: 0)
  for index in span.indices {
    let isRegion = index >= 2 && index < 8
    characters[index] = span[index]
    if isRegion ? digitValue(span[index]) != nil : isUnifiedCharacter(span[index]) { continue }
    guard let digit = lookAlike(span[index]) else { return nil }
    characters[index] = digit
    edits.insert(.letterForDigit)
  }
  if span.count == 17 {
    guard let check = CheckCharacters.mod31(characters.span.extracting(0..<17)) else { return nil }
    characters[17] = check
    edits.insert(.checkAppended)
  }
  guard !edits.isEmpty else { return nil }
  let check = checkUnifiedCode(characters.span, regions: regions)
  guard check.isValid, span.count == 18 || !check.reasons.contains(.innerCheck) else { return nil }
  return IdentifierRepair(edits: edits, text: IdentifierText(characters.span))
}

/// Suggests how an organization code could be meant; nil where it is right as written, or no small change makes it right.
public func suggestOrganizationCode(for bytes: Span<UInt8>) -> IdentifierRepair? {
  let folded = FoldedBytes(bytes)
  guard folded.count == 8 || folded.count == 9 else { return nil }
  let span = folded.storage.span.extracting(0..<folded.count)
  var edits = folded.edits
  var characters = InlineArray<9, UInt8>(repeating: 0)
  for index in span.indices { characters[index] = span[index] }
  if span.count == 8 {
    guard let check = CheckCharacters.organizationCode(span) else { return nil }
    characters[8] = check
    edits.insert(.checkAppended)
  } else if !checkOrganizationCode(span).isValid {
    for index in span.indices {
      // The alphabet of new codes has none of these letters; older ones may, and then they fit as they are.
      guard !isUnifiedCharacter(span[index]), let digit = lookAlike(span[index]) else { continue }
      characters[index] = digit
      edits.insert(.letterForDigit)
    }
  }
  guard !edits.isEmpty, checkOrganizationCode(characters.span).isValid else { return nil }
  return IdentifierRepair(edits: edits, text: IdentifierText(characters.span))
}

/// The digit that a letter is mistaken for.
func lookAlike(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "O"), UInt8(ascii: "Q"), UInt8(ascii: "D"): UInt8(ascii: "0")
  case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
  case UInt8(ascii: "Z"): UInt8(ascii: "2")
  case UInt8(ascii: "S"): UInt8(ascii: "5")
  case UInt8(ascii: "B"): UInt8(ascii: "8")
  default: nil
  }
}
