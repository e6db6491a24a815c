internal import GuiyiIdentifiers
internal import GuiyiModel
internal import GuiyiText

/// Names of people: the registered characters; variants are folded only for comparing, elsewhere.
extension ValueNormalizer {
  mutating func normalizePersonName(_ raw: Span<UInt8>) {
    text.fold(raw)
    if text.isEmpty { return }
    let edits = text.edits
    if isMojibake(text.scalars.span) {
      keepFaulty()
      return report(.mojibake)
    }
    let findings = GuiyiText.normalizePersonName(&text)
    if findings.contains(.placeholder) || text.isEmpty { return makeMissing(.placeholder) }
    text.append(to: &bytes)
    quality = .sound
    if findings.isEmpty && edits.isEmpty { return }
    if findings.contains(.junk) { report(.nameJunk) }
    if findings.contains(.severalNames) {
      report(.nameJunk, "（多个姓名）")
      quality = .doubtful
    }
    if findings.contains(.lostCharacter) {
      report(.lostCharacter)
      quality = .doubtful
    }
    if findings.contains(.masked) {
      report(.masked)
      quality = .faulty
    }
    if findings.contains(.implausible) {
      report(.format, "（不像姓名）")
      quality = .doubtful
    }
    if findings.contains(.dotVariant) { report(.nonstandardWriting, "（间隔号应为“·”）") }
    if findings.contains(.innerBlanks) { report(.nonstandardWriting, "（姓名中有空格）") }
    // A person's name in letters has blanks inside by right.
    reportWriting(edits.subtracting(findings.contains(.junk) ? [.innerBlanks, .width] : .innerBlanks))
    if edits.contains(.privateUse) { lower(to: .doubtful) }
    if edits.contains(.invalid) { quality = .faulty }
  }
}
