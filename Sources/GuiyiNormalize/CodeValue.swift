internal import GuiyiModel
internal import GuiyiText

/// Codes and words of code lists: the standard's word.
///
/// Reads `1`, `01`, `男`, `1-男`, `男(1)`. A value outside its list is kept as written, with a doubt.
extension ValueNormalizer {
  mutating func normalizeCode(_ raw: Span<UInt8>, _ list: DataElement.CodeList) {
    switch list {
    case .sex: normalizeSex(raw)
    case .ethnicity: normalizeCode(raw, EthnicityCodes.table)
    case .maritalStatus: normalizeCode(raw, MaritalCodes.table)
    case .education: normalizeCode(raw, EducationCodes.table)
    case .organizationKind: normalizeCode(raw, OrganizationKindCodes.table)
    case .industry: normalizeIndustry(raw)
    case .organizationStatus: normalizeCode(raw, OrganizationStatusCodes.table)
    case .creditKind: normalizeCode(raw, CreditKindCodes.table)
    case .estateUse: normalizeCode(raw, EstateUseCodes.table)
    case .rightKind: normalizeCode(raw, RightKindCodes.table)
    case .householdRelation: normalizeCode(raw, HouseholdRelationCodes.table)
    }
  }

  private mutating func normalizeSex(_ raw: Span<UInt8>) {
    if convention.sexCodes == .zeroIsFemale, raw.count == 1, raw[0] == 0x30 || raw[0] == 0x31 {
      keep(SexCodes.table.words[raw[0] == 0x31 ? 0 : 1])
      return report(.nonstandardWriting, "（0/1编码）")
    }
    normalizeCode(raw, SexCodes.table)
  }

  mutating func normalizeCode(_ raw: Span<UInt8>, _ table: CodeTable) {
    text.fold(raw)
    if text.isEmpty { return }
    text.removeBlanks()
    for index in text.scalars.indices where text.scalars[index] &- 0x61 < 26 { text.scalars[index] &-= 0x20 }
    let scalars = text.scalars
    if let match = table.match(scalars.span) ?? matchOfTwo(scalars.span, table) {
      return keep(match, table)
    }
    if isPlaceholderText(scalars.span) { return makeMissing(.placeholder) }
    text.fold(raw)
    unifyBrackets()
    text.append(to: &bytes)
    if isMojibake(text.scalars.span) {
      quality = .faulty
      return report(.mojibake)
    }
    if table.allowsDetail, let word = table.trie.longestMatch(in: scalars.span, at: 0), word.length >= 2,
      word.number % 4 != 2, word.length < scalars.count, isJoint(scalars[word.length])
    {
      quality = .sound
      return
    }
    quality = .doubtful
    report(.codeUnknown)
  }

  /// A code and its word in one cell: both must say the same.
  private func matchOfTwo(_ scalars: Span<UInt32>, _ table: CodeTable) -> CodeTable.Match? {
    var split = 0
    while split < scalars.count, isDigit(scalars[split]) { split &+= 1 }
    guard split < scalars.count else { return nil }
    if split == 0 {
      // 男(1)
      guard scalars.count >= 4, scalars[scalars.count &- 1] == 0x29 || scalars[scalars.count &- 1] == 0xFF09
      else {
        return nil
      }
      var open = scalars.count &- 2
      while open > 0, scalars[open] != 0x28, scalars[open] != 0xFF08 { open &-= 1 }
      guard open > 0, let word = table.match(scalars.extracting(0..<open)),
        let code = table.match(scalars.extracting(open &+ 1..<scalars.count &- 1)), code.row == word.row
      else { return nil }
      return word
    }
    var start = split
    while start < scalars.count, isJoint(scalars[start]) { start &+= 1 }
    guard start < scalars.count, let code = table.match(scalars.extracting(0..<split)),
      let word = table.match(scalars.extracting(start..<scalars.count)), code.row == word.row
    else { return nil }
    return word
  }

  private func isJoint(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2D, 0x2E, 0x2F, 0x3A, 0x7C, 0x5F, 0x3001, 0x28, 0xFF08, 0x2014, 0x2C, 0x3B, 0x5B, 0x29: true
    default: false
    }
  }

  private mutating func keep(_ match: CodeTable.Match, _ table: CodeTable) {
    let word = table.words[match.row]
    // "Not known" is a code of the standard, too: nothing is said, and nothing is wrong.
    if word.isEmpty { return }
    keep(word)
    switch match.standing {
    case .standard: break
    case .variant: report(.nonstandardWriting, "（非标准代码或名称）")
    case .slip:
      quality = .doubtful
      report(.codeUnknown)
    }
  }

  private mutating func keep(_ word: [UInt8]) {
    bytes.append(contentsOf: word)
    quality = .sound
  }

  /// Sections by their word; divisions and classes as letter and digits: `F5191`.
  private mutating func normalizeIndustry(_ raw: Span<UInt8>) {
    text.fold(raw)
    text.removeBlanks()
    let scalars = text.scalars
    var start = 0
    var letter: UInt8 = 0
    if let first = scalars.first, isLatinLetter(first) {
      letter = UInt8(truncatingIfNeeded: first & ~0x20)
      start = 1
    }
    var end = start
    while end < scalars.count, isDigit(scalars[end]) { end += 1 }
    let digitCount = end - start
    if digitCount >= 2, digitCount <= 4, end == scalars.count,
      let section = IndustryCodes.section(
        ofDivision: Int(scalars[start] - 0x30) * 10 + Int(scalars[start + 1] - 0x30)),
      letter == 0 || letter == section
    {
      bytes.append(section)
      for index in start..<end { bytes.append(UInt8(truncatingIfNeeded: scalars[index])) }
      quality = .sound
      return
    }
    normalizeCode(raw, IndustryCodes.table)
    // Classes have thousands of words; only what cannot be one is told.
    if quality == .doubtful, let first = scalars.first, isHan(first), scalars.count >= 2, issues.count == 1,
      issues[0].rule == .codeUnknown, let last = scalars.last, isHan(last)
    {
      issues.removeAll(keepingCapacity: true)
    }
  }

  /// Brackets of Chinese texts: full width.
  mutating func unifyBrackets() {
    for index in text.scalars.indices {
      switch text.scalars[index] {
      case 0x28, 0x5B, 0x3010, 0x3014, 0xFE59: text.scalars[index] = 0xFF08
      case 0x29, 0x5D, 0x3011, 0x3015, 0xFE5A: text.scalars[index] = 0xFF09
      default: break
      }
    }
  }
}
