/// What was found in the writing of a person's name.
public struct PersonNameFindings: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Characters were lost on the way; each is a `?` now.
  public static let lostCharacter = Self(rawValue: 1 << 0)
  /// Brackets, labels, numbers or titles that are no part of the name were removed.
  public static let junk = Self(rawValue: 1 << 1)
  /// Parts are hidden: 王**, 李某某.
  public static let masked = Self(rawValue: 1 << 2)
  /// A middle dot in another writing.
  public static let dotVariant = Self(rawValue: 1 << 3)
  /// Several names in one cell; nothing was removed.
  public static let severalNames = Self(rawValue: 1 << 4)
  /// A word that stands for no name: 无名氏, 未取名.
  public static let placeholder = Self(rawValue: 1 << 5)
  /// Too short or too long for a name, or not one at all.
  public static let implausible = Self(rawValue: 1 << 6)
  /// Blanks inside a Chinese name were removed.
  public static let innerBlanks = Self(rawValue: 1 << 7)
}

/// Brings a person's name into normal form in place: the registered characters, nothing else.
///
/// Chinese names lose blanks, names of several parts get U+00B7 between them, names in letters keep single spaces. Each lost character becomes `?`.
/// - Parameter text: a folded name.
public func normalizePersonName(_ text: inout ScalarText) -> PersonNameFindings {
  if isPlainHanName(text) { return isNoName(text.scalars.span) ? .placeholder : [] }
  var findings: PersonNameFindings = []
  dropLabel(&text.scalars, &findings)
  dropBrackets(&text.scalars, &findings)
  replaceDecomposed(&text.scalars, &findings)
  if isNoName(text.scalars.span) { return findings.union(.placeholder) }
  var hanCount = 0
  var latinCount = 0
  for scalar in text.scalars {
    if isHan(scalar) {
      hanCount += 1
    } else if isLatinLetter(scalar) || scalar >= 0xC0 && scalar < 0x250 {
      latinCount += 1
    }
  }
  if hanCount == 0 {
    finishLatin(&text.scalars, &findings, latinCount)
  } else {
    dropTail(&text.scalars, &findings)
    unifySigns(&text.scalars, &findings, hanCount: hanCount)
  }
  if isNoName(text.scalars.span) { findings.insert(.placeholder) }
  return findings
}

/// Two to four Chinese characters and nothing else: most names.
private func isPlainHanName(_ text: ScalarText) -> Bool {
  guard text.count >= 2, text.count <= 4 else { return false }
  for scalar in text.scalars where !(scalar >= 0x4E00 && scalar <= 0x9FFF) { return false }
  // 某 hides a name.
  for scalar in text.scalars where scalar == 0x67D0 { return false }
  if text.count < 4 { return true }
  switch text.scalars[3] {
  // The last characters of the words that others put behind a name: 先生, 女士, 同志, 已故, 死亡, 注销, 迁出, 去世, 户主, 本人.
  case 0x751F, 0x58EB, 0x5FD7, 0x6545, 0x4EA1, 0x9500, 0x51FA, 0x4E16, 0x4E3B, 0x4EBA, 0x59D0, 0x5E08, 0x6237,
    0x7B49:
    return false
  default: return true
  }
}

private func isNoName(_ text: Span<UInt32>) -> Bool {
  if text.isEmpty { return false }
  if noNames.number(of: text) != nil || isPlaceholderText(text) { return true }
  // 测试123, test01
  if text.count >= 2, text[0] == 0x6D4B, text[1] == 0x8BD5 { return true }
  if let word = testWords.longestMatch(in: text, at: 0) {
    for index in word.length..<text.count where isLatinLetter(text[index]) { return false }
    return true
  }
  // 王芳之子: a newborn without a name.
  if text.count >= 4, text[text.count - 2] == 0x4E4B {
    let last = text[text.count - 1]
    return last == 0x5B50 || last == 0x5973 || last == 0x5A74 || last == 0x513F
  }
  return false
}

private let testWords = ScalarTrie(words: "test Test TEST")
private let noNames = ScalarTrie(
  words:
    "无名氏 无名 佚名 未取名 未命名 未起名 暂未取名 新生儿 婴儿 男婴 女婴 无姓名 姓名 名字 某某 某某某 某人 匿名 不愿透露 XX XXX ** 张三李四 群众 本人 同上 家长 户主 业主 住户 租户 空户"
)

/// 姓名：, 户主:, 法人代表: in front of a name.
private func dropLabel(_ scalars: inout [UInt32], _ findings: inout PersonNameFindings) {
  guard let colon = scalars.firstIndex(of: 0x3A), colon > 0, colon <= 6, colon < scalars.count - 1 else {
    return
  }
  for index in 0..<colon where !isHan(scalars[index]) { return }
  scalars.removeFirst(colon + 1)
  while scalars.first == 0x20 { scalars.removeFirst() }
  findings.insert(.junk)
}

@inline(__always)
func isOpenBracket(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x28, 0x5B, 0x7B, 0x3010, 0x3014, 0x3008, 0x300A, 0xFE59, 0x3C: true
  default: false
  }
}

@inline(__always)
func isCloseBracket(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x29, 0x5D, 0x7D, 0x3011, 0x3015, 0x3009, 0x300B, 0xFE5A, 0x3E: true
  default: false
  }
}

/// Removes brackets and what is in them; 上龙下天 in brackets is a character that could not be typed.
private func dropBrackets(_ scalars: inout [UInt32], _ findings: inout PersonNameFindings) {
  var open = 0
  while open < scalars.count {
    guard isOpenBracket(scalars[open]) else {
      if isCloseBracket(scalars[open]) {
        scalars.remove(at: open)
        findings.insert(.junk)
      } else {
        open += 1
      }
      continue
    }
    var close = open + 1
    while close < scalars.count, !isCloseBracket(scalars[close]) { close += 1 }
    let end = min(close + 1, scalars.count)
    if isDescribedCharacter(scalars.span.extracting(open + 1..<min(close, scalars.count))) {
      scalars.replaceSubrange(open..<end, with: CollectionOfOne(lostSign))
      findings.insert(.lostCharacter)
      open += 1
    } else {
      scalars.removeSubrange(open..<end)
      findings.insert(.junk)
    }
  }
  while scalars.last == 0x20 { scalars.removeLast() }
}

private let lostSign: UInt32 = 0x3F

/// 上龙下天, 左王右月, 王+月, 金旁加: how a character is told that cannot be typed.
private func isDescribedCharacter(_ text: Span<UInt32>) -> Bool {
  guard text.count >= 2, text.count <= 8 else { return false }
  var signs = 0
  for index in text.indices {
    switch text[index] {
    case 0x4E0A, 0x4E0B, 0x5DE6, 0x53F3, 0x65C1, 0x2B, 0x52A0, 0x5185, 0x5916, 0x5E95, 0x5934: signs += 1
    default: break
    }
  }
  // 上…下…, 左…右…; one sign alone may be a word such as 上学.
  if signs >= 2 && text.count >= 3 { return true }
  return text.count == 3 && (text[1] == 0x2B || text[1] == 0x52A0)
}

/// Ideographic description sequences, and pinyin or box characters among Chinese ones.
private func replaceDecomposed(_ scalars: inout [UInt32], _ findings: inout PersonNameFindings) {
  var index = 0
  while index < scalars.count {
    guard scalars[index] >= 0x2FF0, scalars[index] <= 0x2FFB else {
      index += 1
      continue
    }
    // One operator takes two characters, or three, each of which may begin with an operator again.
    var needed = 1
    var end = index
    while end < scalars.count, needed > 0 {
      let scalar = scalars[end]
      if scalar >= 0x2FF0, scalar <= 0x2FFB {
        needed += scalar == 0x2FF2 || scalar == 0x2FF3 ? 2 : 1
      } else {
        needed -= 1
      }
      end += 1
    }
    scalars.replaceSubrange(index..<end, with: CollectionOfOne(lostSign))
    findings.insert(.lostCharacter)
    index += 1
  }
}

/// Numbers, letters and titles behind a Chinese name: 李四2, 王五A, 张三已故, 赵六同志.
private func dropTail(_ scalars: inout [UInt32], _ findings: inout PersonNameFindings) {
  while let last = scalars.last {
    let count = scalars.count
    if isDigit(last) || last == 0x2C || last == 0xFF0C || last == 0x3B || last == 0x2F || last == 0x23
      || last >= 0x2460 && last <= 0x2473
    {
      scalars.removeLast()
      findings.insert(.junk)
    } else if last == 0x20 || isDotVariant(last) || last == 0x2E || last == 0x3002 || last == 0x2D
      || last == 0x3001
    {
      scalars.removeLast()
    } else if last >= 0x41, last <= 0x5A, count >= 3, isHan(scalars[count - 2]) {
      scalars.removeLast()
      findings.insert(.junk)
    } else if count >= 4, let word = tailWords.longestMatch(in: scalars.span, at: count),
      count - word.length >= 2
    {
      scalars.removeLast(word.length)
      findings.insert(.junk)
    } else {
      break
    }
  }
  while let first = scalars.first,
    isDigit(first) || first == 0x2E || first == 0x3001 || first == 0x20 || isDotVariant(first)
  {
    scalars.removeFirst()
    if isDigit(first) { findings.insert(.junk) }
  }
}

private let tailWords = ScalarTrie(
  words: "已故 已亡 死亡 已死亡 去世 已去世 注销 已注销 迁出 已迁出 先生 女士 同志 本人 户主 小姐 老师 外出 空户 等人 等", reversed: true)

/// Lost characters, dots and blanks of a name with Chinese characters.
private func unifySigns(
  _ scalars: inout [UInt32], _ findings: inout PersonNameFindings, hanCount: Int
) {
  var stars = 0
  for scalar in scalars where scalar == 0x2A || scalar == 0x67D0 { stars += 1 }
  if stars >= 2 || stars == 1 && scalars.contains(0x67D0) && scalars.count <= 3 { findings.insert(.masked) }
  var kept = 0
  var index = 0
  while index < scalars.count {
    let scalar = scalars[index]
    let before = partLength(scalars.span, before: index)
    let after = partLength(scalars.span, after: index)
    // Both sides hold enough to be parts of one long name.
    let isBetweenParts = before >= 2 && after >= 2 && before + after >= 5
    var written = scalar
    if isDotVariant(scalar) {
      written = middleDot
      if scalar != middleDot { findings.insert(.dotVariant) }
    } else if isDotBetweenParts(scalar), before >= 1, after >= 1 {
      written = middleDot
      findings.insert(.dotVariant)
    } else if scalar == 0x3001 || scalar == 0x2C || scalar == 0x3B || scalar == 0x2F || scalar == 0x5E {
      if isBetweenParts, before + after >= 7 || before >= 4 || after >= 4 {
        written = middleDot
        findings.insert(.dotVariant)
      } else {
        written = 0x3001
        findings.insert(.severalNames)
      }
    } else if scalar == 0x20 {
      if isBetweenParts {
        written = middleDot
        findings.insert(.dotVariant)
      } else {
        findings.insert(.innerBlanks)
        index += 1
        continue
      }
    } else if isLostSign(scalar) {
      if isBetweenParts, scalar == 0x3F || scalar == 0x2A, !findings.contains(.masked) {
        written = middleDot
        findings.insert(.dotVariant)
      } else {
        written = lostSign
        if !findings.contains(.masked) { findings.insert(.lostCharacter) }
      }
    } else if isLatinLetter(scalar) {
      // Pinyin for a character that could not be typed.
      while index + 1 < scalars.count, isLatinLetter(scalars[index + 1]) { index += 1 }
      written = lostSign
      findings.insert(.lostCharacter)
    } else if !isHan(scalar) {
      findings.insert(.junk)
      index += 1
      continue
    }
    if written == middleDot, kept == 0 || scalars[kept - 1] == middleDot {
      index += 1
      continue
    }
    scalars[kept] = written
    kept += 1
    index += 1
  }
  scalars.removeLast(scalars.count - kept)
  while scalars.last == middleDot { scalars.removeLast() }
  if findings.contains(.masked) { findings.remove(.lostCharacter) }
  if scalars.allSatisfy({ $0 == lostSign }) { findings.insert(.placeholder) }
  if scalars.count < 2 || scalars.count > 40 || !scalars.contains(middleDot) && scalars.count > 10 {
    findings.insert(.implausible)
  }
}

/// Signs that stand where a character was lost.
@inline(__always)
public func isLostSign(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x3F, 0x2A, 0x25A1, 0x3013, 0xFFFD, 0x25A0, 0x25AF, 0x2B1C, 0x25FB, 0x25A2, 0x1F79: true
  default: false
  }
}

private func partLength(_ text: Span<UInt32>, before index: Int) -> Int {
  var place = index
  while place > 0, isHan(text[place &- 1]) { place &-= 1 }
  return index &- place
}

private func partLength(_ text: Span<UInt32>, after index: Int) -> Int {
  var place = index &+ 1
  while place < text.count, isHan(text[place]) { place &+= 1 }
  return place &- index &- 1
}

/// Names in letters: single spaces, signs of names only.
private func finishLatin(
  _ scalars: inout [UInt32], _ findings: inout PersonNameFindings, _ latinCount: Int
) {
  var kept = 0
  var stars = 0
  for scalar in scalars {
    var written = scalar
    if isDigit(scalar) {
      findings.insert(.junk)
      continue
    } else if isDotVariant(scalar) {
      written = middleDot
    } else if isLostSign(scalar) {
      written = lostSign
      if scalar == 0x2A { stars += 1 }
      findings.insert(.lostCharacter)
    }
    scalars[kept] = written
    kept += 1
  }
  scalars.removeLast(scalars.count - kept)
  while scalars.last == 0x20 { scalars.removeLast() }
  if stars >= 2 {
    findings.insert(.masked)
    findings.remove(.lostCharacter)
  }
  if latinCount == 0 {
    // Neither Chinese characters nor letters: signs, digits, or another script, which is a name all the same.
    let hasOther = scalars.contains { $0 >= 0x250 && !isLostSign($0) && !isPunctuation($0) }
    if !hasOther { findings.insert(.placeholder) }
  } else if latinCount < 2 {
    findings.insert(.implausible)
  }
}

private func isPunctuation(_ scalar: UInt32) -> Bool {
  scalar >= 0x2000 && scalar < 0x2E80 || scalar >= 0x3000 && scalar < 0x3040
}
