/// A parcel code of 19 characters (GB/T 37346), the first part of a real-estate unit code.
public struct ParcelCode: Hashable, Sendable, CustomStringConvertible {
  public let text: IdentifierText

  /// The county.
  public var regionCode: Int {
    var code = 0
    for index in 0..<6 { code = code &* 10 &+ (digitValue(text[index]) ?? 0) }
    return code
  }
  /// Who owns the land: G the State, J a collective, Z not determined.
  public var ownership: UInt8 { text[12] }
  /// What right it is: B, S, X land for building on, above, below the surface; C homestead; and others.
  public var right: UInt8 { text[13] }

  public var description: String { text.description }
}

/// A real-estate unit code of 28 characters (GB/T 37346).
public struct EstateUnitCode: Hashable, Sendable, CustomStringConvertible {
  public let text: IdentifierText

  public var parcel: ParcelCode { ParcelCode(text: text.slice(0..<19)) }
  /// What stands on the land: F building, L trees, Q other, W nothing.
  public var fixture: UInt8 { text[19] }
  /// The number of the building, `0001`; for other fixtures the first half of their number.
  public var building: IdentifierText { text.slice(20..<24) }
  /// The number of the unit in its building.
  public var unit: IdentifierText { text.slice(24..<28) }

  public var description: String { text.description }

  /// In the four groups of print: `410404 001002 GB00123 F00010203`.
  public var grouped: String {
    [0..<6, 6..<12, 12..<19, 19..<28].map { text.slice($0).description }.joined(separator: " ")
  }
}

/// Checks a parcel code. There is no check character: structure, codes and region are all there is to see.
public func checkParcelCode(_ bytes: Span<UInt8>, regions: RegionTable) -> IdentifierCheck<ParcelCode> {
  let folded = FoldedBytes(bytes)
  let span = folded.storage.span.extracting(0..<folded.heldCount)
  let reasons = estateReasons(folded, span, bytes, length: 19, regions)
  let isReadable = reasons.isDisjoint(with: [.length, .alphabet, .empty, .masked, .spreadsheetRounded])
  let reading = isReadable && span.count == 19 ? ParcelCode(text: IdentifierText(span)) : nil
  return IdentifierCheck(reading: reading, reasons: reasons, edits: folded.edits)
}

/// Checks a real-estate unit code. There is no check character: structure, codes and region are all there is to see.
public func checkEstateUnitCode(_ bytes: Span<UInt8>, regions: RegionTable) -> IdentifierCheck<EstateUnitCode>
{
  let folded = FoldedBytes(bytes)
  let span = folded.storage.span.extracting(0..<folded.heldCount)
  let reasons = estateReasons(folded, span, bytes, length: 28, regions)
  let isReadable = reasons.isDisjoint(with: [.length, .alphabet, .empty, .masked, .spreadsheetRounded])
  let reading = isReadable && span.count == 28 ? EstateUnitCode(text: IdentifierText(span)) : nil
  return IdentifierCheck(reading: reading, reasons: reasons, edits: folded.edits)
}

private func estateReasons(
  _ folded: FoldedBytes, _ span: Span<UInt8>, _ raw: Span<UInt8>, length: Int, _ regions: RegionTable
) -> IdentifierReasons {
  var reasons = commonReasons(folded, span, raw)
  guard reasons.allowUse || reasons == .placeholder else { return reasons }
  if folded.count != length { reasons.insert(.length) }
  for index in span.indices {
    let isLetter = index == 12 || index == 13 || index == 19
    let byte = span[index]
    if isLetter ? byte < 0x41 || byte > 0x5A : digitValue(byte) == nil { reasons.insert(.alphabet) }
  }
  guard folded.count == length else { return reasons }
  if let region = decimal(span, 0..<6) { reasons.formUnion(registryReasons(region, regions)) }
  if !isOne(span[12], of: [0x47, 0x4A, 0x5A]) { reasons.insert(.classCode) }  // G J Z
  switch span[13] {
  case 0x41...0x48, 0x4C, 0x4E, 0x53, 0x57, 0x58, 0x59: break  // A–H, L N S W X Y
  default: reasons.insert(.classCode)
  }
  if length == 28 {
    if !isOne(span[19], of: [0x46, 0x4C, 0x51]) {  // F L Q
      if span[19] == UInt8(ascii: "W") {
        if let number = decimal(span, 20..<28), number != 0 { reasons.insert(.structure) }
      } else {
        reasons.insert(.classCode)
      }
    }
  }
  reasons.insert(.unchecked)
  return reasons
}

private func isOne(_ byte: UInt8, of letters: InlineArray<3, UInt8>) -> Bool {
  byte == letters[0] || byte == letters[1] || byte == letters[2]
}
