internal import GuiyiModel
internal import GuiyiText

/// Addresses: levels in full, digits, 号楼, 单元, 室, so that equal places are written alike; nothing is added that was not said.
extension ValueNormalizer {
  mutating func normalizeAddress(_ raw: Span<UInt8>) {
    text.fold(raw)
    if text.isEmpty { return }
    if isMojibake(text.scalars.span) {
      keepFaulty()
      return report(.mojibake)
    }
    if isPlaceholderText(text.scalars.span) { return makeMissing(.placeholder) }
    var lost = 0
    for index in text.scalars.indices where isLostSign(text.scalars[index]) && text.scalars[index] != 0x2A {
      text.scalars[index] = 0x3F
      lost += 1
    }
    parts.parseToCanonical(text.scalars, gazetteer: context.gazetteer)
    parts.appendCanonical(to: &bytes)
    quality = .sound
    if bytes.isEmpty { return makeMissing(.placeholder) }
    if lost > 0 {
      report(.lostCharacter)
      quality = .doubtful
    }
    if text.edits.contains(.privateUse) {
      report(.privateCharacter)
      quality = .doubtful
    }
    if text.edits.contains(.invalid) {
      report(.mojibake)
      quality = .faulty
    }
    var stars = 0
    for scalar in text.scalars where scalar == 0x2A { stars += 1 }
    if stars >= 2 {
      report(.masked)
      quality = .faulty
    }
  }
}
