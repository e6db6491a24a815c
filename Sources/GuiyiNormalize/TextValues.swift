internal import GuiyiModel
internal import GuiyiText

/// Numbers of documents and plain texts.
extension ValueNormalizer {
  /// 平建罚〔2021〕12号: brackets around a year become 〔〕, others （）; no blanks, half width, capitals.
  mutating func normalizeDocumentNumber(_ raw: Span<UInt8>) {
    text.fold(raw)
    if text.isEmpty { return }
    if isPlaceholderText(text.scalars.span) { return makeMissing(.placeholder) }
    if isMojibake(text.scalars.span) {
      keepFaulty()
      return report(.mojibake)
    }
    text.removeBlanks()
    unifyBrackets()
    for index in text.scalars.indices {
      if text.scalars[index] &- 0x61 < 26 { text.scalars[index] &-= 0x20 }
      // 〔2021〕, also where the brackets were typed as < > or 《》.
      guard index >= 1, index + 4 < text.count, isYear(at: index), isBracket(text.scalars[index - 1]),
        isBracket(text.scalars[index + 4])
      else { continue }
      text.scalars[index - 1] = 0x3014
      text.scalars[index + 4] = 0x3015
    }
    text.append(to: &bytes)
    quality = .sound
    if text.scalars.contains(where: isLostSign) {
      quality = .doubtful
      report(.lostCharacter)
    }
    if text.edits.contains(.invalid) {
      quality = .faulty
      report(.mojibake)
    }
  }

  private func isYear(at index: Int) -> Bool {
    for offset in 0..<4 where !isDigit(text.scalars[index + offset]) { return false }
    return text.scalars[index] == 0x31 && text.scalars[index + 1] == 0x39
      || text.scalars[index] == 0x32 && text.scalars[index + 1] == 0x30
  }

  private func isBracket(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xFF08, 0xFF09, 0x3014, 0x3015, 0x3C, 0x3E, 0x300A, 0x300B, 0x3008, 0x3009, 0x7B, 0x7D: true
    default: false
    }
  }

  /// Trimmed, without invisible characters, blanks single; width and signs as written.
  mutating func normalizeText(_ raw: Span<UInt8>) {
    text.fold(raw)
    if text.isEmpty { return }
    if isPlaceholderText(text.scalars.span) { return makeMissing(.placeholder) }
    if text.edits.isEmpty {
      unsafe raw.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    } else {
      text.append(to: &bytes)
    }
    quality = .sound
    if text.edits.contains(.invalid) || isMojibake(text.scalars.span) {
      quality = .faulty
      return report(.mojibake)
    }
    if text.edits.contains(.privateUse) { report(.privateCharacter) }
  }
}
