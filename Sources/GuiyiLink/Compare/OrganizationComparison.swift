internal import GuiyiColumns
internal import GuiyiHan

/// Levels of organization names: the stem decides, the legal form hardly helps but can part two bodies.
struct OrganizationLevels: LevelSource {
  let column: PartsColumn
  /// The legal form of each value: its family in the high nibble, its exact kind in the low one; 0 unknown.
  private var forms: [UInt8] = []

  private enum Part {
    static let region = 0
    static let stem = 1
    static let trade = 2
    static let form = 3
    static let branch = 4
  }

  private enum Level {
    static let different: UInt8 = 1
    static let branch: UInt8 = 2
    static let conflict: UInt8 = 3
    static let similarStem: UInt8 = 4
    static let sameStem: UInt8 = 5
    static let sameName: UInt8 = 6
  }

  init(_ dictionary: ByteDictionary, _ workers: Workers) {
    column = PartsColumn(
      dictionary, foldings: [.region, .text, .text, .text, .text], whole: Part.stem, workers: workers)
    forms.reserveCapacity(dictionary.count)
    for id in 0..<UInt32(dictionary.count) {
      forms.append(
        LegalForm.number(of: column.codes[column.range(id, Part.form)].map { column.scalars[Int($0)] }))
    }
  }

  func isBlank(_ id: UInt32) -> Bool {
    for part in 0..<column.partCount where column.number(id, part) != 0 { return false }
    return true
  }

  func fetch(_ id: UInt32) { column.fetch(id) }

  func keys(of id: UInt32, part: BlockingPart, _ body: (UInt64) -> Void) -> Bool {
    switch part {
    case .part(let index):
      guard index >= 0 && index < column.partCount else { return true }
      let hash = column.hash(id, index)
      if hash != 0 { body(hash) }
    case .sound, .soundUnordered:
      let letters = column.codes[column.range(id, Part.stem)].map { column.scalars[Int($0)] }
      if !letters.isEmpty { body(TextKeys.sound(of: letters[...])) }
    default: return false
    }
    return true
  }

  func level(_ a: UInt32, _ b: UInt32) -> UInt8 {
    if isBlank(a) || isBlank(b) { return 0 }
    let stem = column.agreement(a, b, Part.stem)
    if stem == .missing && column.number(a, Part.stem) != column.number(b, Part.stem) {
      return Level.different
    }
    let trade = column.agreement(a, b, Part.trade)
    if stem == .conflict && (trade == .conflict || !isSimilarStem(a, b)) { return Level.different }
    if column.number(a, Part.branch) != column.number(b, Part.branch) { return Level.branch }
    let region = column.regionAgreement(a, b, Part.region)
    let form = formAgreement(a, b)
    // With no stem on either side, the rest of the name is all there is: it must be whole.
    if stem == .missing {
      return region == .equal && trade != .conflict && form != .conflict ? Level.sameName : Level.different
    }
    if region == .conflict || form == .conflict || trade == .conflict {
      return stem == .equal ? Level.conflict : Level.different
    }
    if stem == .conflict { return Level.similarStem }
    let isTradeWhole =
      trade == .equal || (column.number(a, Part.trade) == 0 && column.number(b, Part.trade) == 0)
    let isFormSame = forms[Int(a)] == forms[Int(b)] || forms[Int(a)] == 0 || forms[Int(b)] == 0
    return isTradeWhole && isFormSame ? Level.sameName : Level.sameStem
  }

  private func formAgreement(_ a: UInt32, _ b: UInt32) -> PartsColumn.Agreement {
    let simple = column.agreement(a, b, Part.form)
    if simple != .conflict { return simple }
    let (x, y) = (forms[Int(a)], forms[Int(b)])
    // Forms that no table knows differ as they are written.
    return x != 0 && y != 0 && x &>> 4 == y &>> 4 ? .equal : .conflict
  }

  /// Whether two stems of equal trade differ the way typing does.
  private func isSimilarStem(_ a: UInt32, _ b: UInt32) -> Bool {
    let (x, y) = (column.range(a, Part.stem), column.range(b, Part.stem))
    let shorter = min(x.count, y.count)
    if x.count == y.count {
      var (alike, different) = (0, 0)
      for offset in 0..<x.count {
        let (c, d) = (column.codes[x.lowerBound + offset], column.codes[y.lowerBound + offset])
        if c == d { continue }
        let (s, t) = (column.scalars[Int(c)], column.scalars[Int(d)])
        let (sound, other) = (Han.syllable(s), Han.syllable(t))
        if (sound != 0 && sound == other) || Han.looksLike(s, t) { alike += 1 } else { different += 1 }
      }
      if different == 0 && alike <= max(1, shorter / 2) { return true }
    }
    return shorter >= 3 && column.distance(a, b, Part.stem) == 1
  }
}

/// Legal forms by family and kind.
enum LegalForm {
  /// The family (company, cooperative, shop …) in the high nibble, the kind in the low one; 0 where unknown.
  static func number(of letters: [UInt32]) -> UInt8 {
    for (text, number) in table
    where letters.count >= text.count && letters.suffix(text.count).elementsEqual(text) {
      return number
    }
    return 0
  }

  /// Longest ending first within a family, so that 有限公司 is not taken for 公司.
  private static let table: [([UInt32], UInt8)] = [
    ("股份有限公司", 0x12), ("有限责任公司", 0x11), ("股份公司", 0x12), ("有限公司", 0x11), ("集团公司", 0x13), ("公司", 0x10),
    ("集团", 0x13), ("农民专业合作社联合社", 0x22), ("专业合作社联合社", 0x22), ("合作联社", 0x22), ("联合社", 0x22),
    ("农民专业合作社", 0x21), ("专业合作社", 0x21), ("合作社", 0x21), ("有限合伙", 0x31), ("普通合伙", 0x32), ("合伙企业", 0x30),
    ("经营部", 0x41), ("门市部", 0x42), ("商行", 0x43), ("超市", 0x44), ("商店", 0x45), ("经销部", 0x41), ("服务部", 0x46),
    ("店", 0x45),
    ("工作室", 0x51), ("事务所", 0x52), ("厂", 0x61), ("场", 0x71), ("家庭农场", 0x71), ("村民委员会", 0x81), ("村委会", 0x81),
    ("居民委员会", 0x82), ("居委会", 0x82), ("经济合作社", 0x21), ("协会", 0x91), ("学会", 0x92), ("商会", 0x93), ("基金会", 0x94),
    ("幼儿园", 0xA1), ("学校", 0xA2), ("医院", 0xB1), ("诊所", 0xB2), ("卫生院", 0xB3), ("卫生室", 0xB4),
  ].map { ($0.0.unicodeScalars.map(\.value), $0.1) }.sorted { $0.0.count > $1.0.count }
}
