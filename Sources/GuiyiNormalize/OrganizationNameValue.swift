internal import GuiyiModel
internal import GuiyiText

/// Names of bodies: the registered name with brackets in full width, without what others wrote behind it.
extension ValueNormalizer {
  mutating func normalizeOrganizationName(_ raw: Span<UInt8>) {
    text.fold(raw)
    if text.isEmpty { return }
    let edits = text.edits
    if isMojibake(text.scalars.span) {
      keepFaulty()
      return report(.mojibake)
    }
    if isPlaceholderText(text.scalars.span) { return makeMissing(.placeholder) }
    if element == .personEmployer, noEmployer.number(of: text.scalars.span) != nil {
      // Somebody without an employer has said so: nothing is missing.
      return
    }
    removeNameBlanks()
    dropOrganizationLabel()
    unifyBrackets()
    dropOrganizationSuffixes()
    let lostCount = replaceLostCharacters()
    if text.isEmpty || lostCount == text.count { return makeMissing(.placeholder) }
    text.append(to: &bytes)
    quality = .sound
    if lostCount > 0 {
      report(.lostCharacter)
      quality = .doubtful
    }
    reportWriting(edits.subtracting(.width))
    if edits.contains(.privateUse) { lower(to: .doubtful) }
    if edits.contains(.invalid) { quality = .faulty }
    if text.count < 2 || text.scalars.allSatisfy({ isDigit($0) }) {
      report(.format, "（不像机构名称）")
      quality = .doubtful
    }
  }

  /// Blanks go where a Chinese character is on either side; between words in letters one stays.
  private mutating func removeNameBlanks() {
    guard text.edits.contains(.innerBlanks) else { return }
    scratch.removeAll(keepingCapacity: true)
    for index in text.scalars.indices {
      let scalar = text.scalars[index]
      if scalar == 0x20 {
        let isBetweenWords =
          index > 0 && index + 1 < text.count && text.scalars[index - 1] < 0x250
          && text.scalars[index + 1] < 0x250
        if !isBetweenWords { continue }
      }
      scratch.append(scalar)
    }
    swap(&text.scalars, &scratch)
  }

  /// 单位名称：, 公司名称: in front of a name.
  private mutating func dropOrganizationLabel() {
    guard let colon = text.scalars.firstIndex(of: 0x3A), colon >= 2, colon <= 6, colon + 1 < text.count,
      labels.number(of: text.scalars.span.extracting(0..<colon)) != nil
    else { return }
    text.scalars.removeFirst(colon + 1)
    report(.nameJunk)
  }

  /// （注销）, （原…公司）, （个体工商户） at the end, and a lone full stop.
  private mutating func dropOrganizationSuffixes() {
    while let last = text.scalars.last {
      if last == 0x3002 || last == 0x2E || last == 0x3001 || last == 0x2C || last == 0x3B || last == 0x2D {
        text.scalars.removeLast()
        continue
      }
      guard last == 0xFF09, let open = text.scalars.lastIndex(of: 0xFF08), open >= 2 else { return }
      switch Self.suffixMeaning(text.scalars.span.extracting(open + 1..<text.count - 1)) {
      case 1: report(.nonstandardWriting, "（名称后附主体类型）")
      case 2: report(.nameJunk)
      default: return
      }
      text.scalars.removeSubrange(open...)
    }
  }

  /// 0 part of the name, 1 the kind of body, 2 something else.
  private static func suffixMeaning(_ inside: Span<UInt32>) -> Int {
    if inside.isEmpty { return 2 }
    if let number = suffixes.number(of: inside) { return number < kindSuffixCount ? 1 : 2 }
    // 原XX公司, 曾用名：XX, 2021年注销
    if inside[0] == 0x539F || inside[0] == 0x66FE { return 2 }  // 原 曾
    if inside.count >= 3, let number = suffixEnds.longestMatch(in: inside, at: inside.count),
      number.length >= 2
    {
      return 2
    }
    return 0
  }

  /// Makes every sign of a lost character `?`, and says how many there are.
  private mutating func replaceLostCharacters() -> Int {
    var count = 0
    for index in text.scalars.indices where isLostSign(text.scalars[index]) {
      text.scalars[index] = 0x3F
      count += 1
    }
    return count
  }
}

private let labels = ScalarTrie(words: "单位名称 公司名称 企业名称 名称 机构名称 单位 用人单位 工作单位 企业")
private let kindSuffixCount: Int32 = 3
private let suffixes = ScalarTrie(
  words: "个体工商户 个体 个体户 注销 已注销 吊销 已吊销 停业 已停业 歇业 已歇业 迁出 已迁出 迁入 筹 筹备 筹建 清算 清算中 副本 新 旧 变更 已变更 更名 已更名 "
    + "作废 无效 撤销 已撤销 重复 破产 吊销未注销 非正常 非正常户 存续 在营 在业 正常 待核实 测试 本部")
private let suffixEnds = ScalarTrie(words: "注销 吊销 停业 迁出 更名 变更 改名", reversed: true)
private let noEmployer = ScalarTrie(
  words:
    "无业 无工作 无单位 无固定单位 无固定职业 待业 失业 失业人员 务农 农民 农村居民 在家务农 务工 外出务工 打工 退休 已退休 离休 离退休 学生 自由职业 自由职业者 灵活就业 个体 个体户 个体经营 自营 家庭主妇 居民 儿童 学龄前"
)
