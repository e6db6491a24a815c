/// One number of an address with what stands behind it, or a run of words between numbers.
struct AddressToken: Sendable {
  enum Kind: UInt8, Sendable {
    /// Words, to be read as they are.
    case words
    /// 号, 号院: the house at a road, or a room behind a building.
    case number
    case court
    /// 号楼, 栋, 座.
    case building
    /// `#`: a house or a building, whichever the rest leaves.
    case sharp
    case unit, floor, room, group
    /// 期, 区: belongs to the name of the compound.
    case phase
    /// `-` or nothing.
    case open
  }

  var kind: Kind
  /// Where the number stands in `AddressParts.work`, without what is behind it; for words all of them.
  var start: Int
  var end: Int
  /// The value of a Chinese numeral, -1 where the number stands in digits.
  var value: Int
  /// Where the token ends, with its word.
  var next: Int
}

extension AddressParts {
  /// A number that stands for something: digits with letters around them, or a Chinese numeral before a word that counts.
  func numberToken(at place: Int) -> AddressToken? {
    let scalar = work[place]
    var start = place
    if scalar == 0x7B2C { start += 1 }  // 第
    guard start < work.count else { return nil }
    var end = start
    var value = -1
    if isDigit(work[start]) || isLatinLetter(work[start]) || isStem(work[start]) || isBranchSign(work[start])
    {
      // 甲12, 附3, A12, 12A
      if isStem(work[start]) || isBranchSign(work[start]) {
        guard start + 1 < work.count, isDigit(work[start + 1]) else { return nil }
        end += 1
      }
      while end < work.count, isDigit(work[end]) || isLatinLetter(work[end]) { end += 1 }
      // 12附3, 12之1
      if end + 1 < work.count, work[end] == 0x4E4B || work[end] == 0x9644, isDigit(work[end + 1]) {
        end += 1
        while end < work.count, isDigit(work[end]) { end += 1 }
      }
    } else if let numeral = readChineseNumeral(work.span, at: start, limit: work.count) {
      end = start + numeral.length
      value = numeral.value
    } else if work[start] == 0x4E1C || work[start] == 0x897F {  // 东单元, 西户
      guard start + 1 < work.count, work[start + 1] == 0x5355 || work[start + 1] == 0x6237 else { return nil }
      end = start + 1
    } else {
      return nil
    }
    let word = addressCountWords.longestMatch(in: work.span, at: end)
    let kind = word.flatMap { AddressToken.Kind(rawValue: UInt8(truncatingIfNeeded: $0.number)) }
    // A numeral without a word that counts is part of a name: 五一花园. A letter alone is one, too.
    // 200米, 207国道, 2021年 count something else.
    if kind == nil, end < work.count, isOtherUnit(work[end]) { return nil }
    if kind == nil, value >= 0 || !isDigit(work[start]) && !(end - start > 1 && isDigit(work[end - 1])) {
      return nil
    }
    return AddressToken(
      kind: kind ?? .open, start: start, end: end, value: value, next: end + (word?.length ?? 0))
  }

  /// 米 公 里 国 省 县 年 路 线 期 behind a number that is no house's.
  private func isOtherUnit(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x7C73, 0x516C, 0x91CC, 0x56FD, 0x7701, 0x53BF, 0x5E74, 0x8DEF, 0x7EBF, 0x6708, 0x65E5: true
    default: false
    }
  }

  /// 甲 乙 丙 丁 before a house number.
  private func isStem(_ scalar: UInt32) -> Bool {
    scalar == 0x7532 || scalar == 0x4E59 || scalar == 0x4E19 || scalar == 0x4E01
  }
}

/// The words behind a number by `AddressToken.Kind`.
private let addressCountWords: ScalarTrie = {
  var trie = ScalarTrie()
  func insert(_ words: String, _ kind: AddressToken.Kind) {
    for word in words.split(separator: " ") { trie.insert(String(word), Int32(kind.rawValue)) }
  }
  insert("号", .number)
  insert("号院 号大院 号家属院 #院 院", .court)
  insert("号楼 栋 栋楼 座 #楼 号栋 号座 楼栋", .building)
  insert("# #-", .sharp)
  insert("单元 单元- 门栋", .unit)
  insert("层 楼", .floor)
  insert("室 号室 房 房间 户 号户 号房", .room)
  insert("组 村民组 村民小组 小组 队 生产队 生产组", .group)
  insert("期 区", .phase)
  return trie
}()
