internal import GuiyiIdentifiers
internal import GuiyiModel
internal import GuiyiText

extension ValueNormalizer {
  /// Puts the writing in which identifiers are compared into `bytes`: what was recognized, or the folded value.
  mutating func keepIdentifier(_ recognized: IdentifierText, _ raw: Span<UInt8>) {
    bytes.removeAll(keepingCapacity: true)
    if recognized.isEmpty { normalizeIdentifier(raw, into: &bytes) } else { recognized.append(to: &bytes) }
    if bytes.contains(where: { $0 >= 0x80 }) {
      // Something else than an identifier; as text it is UTF-8 for certain.
      text.fold(raw)
      text.removeBlanks()
      bytes.removeAll(keepingCapacity: true)
      text.append(to: &bytes)
    }
  }

  /// Notes that a number was written in an unusual way that leaves no doubt.
  mutating func reportWriting(_ edits: IdentifierEdits) {
    if edits.isEmpty { return }
    if !edits.isDisjoint(with: [.multiplicationSign, .cyrillicX]) {
      report(.nonstandardWriting, "（以符号代替字母X）")
    } else if edits.contains(.width) {
      report(.nonstandardWriting, "（全角）")
    } else if edits.contains(.lowercase) {
      report(.nonstandardWriting, "（小写字母）")
    } else if edits.contains(.quotes) {
      report(.nonstandardWriting, "（引号）")
    } else if edits.contains(.blanks) {
      report(.nonstandardWriting, "（空格或不可见字符）")
    }
  }

  /// Notes every reason against an identifier, in the order of the rules.
  ///
  /// - Parameter count: characters of the folded value.
  mutating func report(_ reasons: IdentifierReasons, count: Int) {
    if reasons.contains(.masked) { report(.masked) }
    if reasons.contains(.spreadsheetRounded) { report(.spreadsheetRounded) }
    if reasons.contains(.length) { report(.length, count: count, "位") }
    if reasons.contains(.alphabet) { report(.alphabet) }
    if reasons.contains(.department) { report(.codeUnknown, "（登记管理部门代码）") }
    if reasons.contains(.regionUnknown) { report(.regionUnknown) }
    if reasons.contains(.nationalityUnknown) { report(.codeUnknown, "（国籍代码）") }
    if reasons.contains(.date) { report(.dateInvalid) }
    if reasons.contains(.dateFuture) { report(.dateFuture) }
    if !reasons.isDisjoint(with: [.dateTooEarly, .ageImplausible]) { report(.dateImplausible) }
    if reasons.contains(.checkDigit) { report(.checkDigit) }
    if reasons.contains(.classCode) { report(.codeUnknown, "（类别代码）") }
    if reasons.contains(.structure) { report(.format) }
    if reasons.contains(.regionRetiredBeforeBirth) { report(.regionRetired) }
    if reasons.contains(.innerCheck) { report(.innerCheck) }
  }
}
