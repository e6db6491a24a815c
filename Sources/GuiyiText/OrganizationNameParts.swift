/// The name of a body taken apart: where it is registered, what it is called, its trade, its legal form, its branch.
///
/// 平顶山市新华区鑫源商贸有限公司第一分公司 has the region 新华区, the stem 鑫源, the trade 商贸, the form 有限公司 and the branch 1分公司.
/// A value is reused; parsing allocates nothing after the first few names.
public struct OrganizationNameParts: Sendable {
  /// The parts in the order of `joinedParts`.
  public enum Part: Int, Sendable, CaseIterable {
    /// The narrowest region named; cities and provinces without 市 and 省.
    case region
    case stem
    case trade
    /// One word for each form: 有限责任公司 is 有限公司, 农民专业合作社 is 专业合作社.
    case form
    /// What makes it a branch, with its place or number; empty for a body of its own.
    case branch
  }

  private var list = PartList()
  private var work: [UInt32] = []

  public init() {}

  public static let partCount = 5

  public func isEmpty(_ part: Part) -> Bool { list.isEmpty(part.rawValue) }

  /// A part as UTF-8.
  public func bytes(of part: Part) -> [UInt8] {
    var bytes: [UInt8] = []
    list.append(part.rawValue, to: &bytes)
    return bytes
  }

  /// Appends region, stem, trade, form, branch, separated by byte 0x1F.
  public func joinedParts(into bytes: inout [UInt8]) { list.join(Self.partCount, into: &bytes) }

  /// Takes a name apart.
  ///
  /// - Parameters:
  ///   - name: UTF-8, in normal form or not.
  ///   - gazetteer: the names of regions.
  public mutating func parse(_ name: Span<UInt8>, gazetteer: Gazetteer) {
    var text = ScalarText()
    text.fold(name)
    text.removeBlanks()
    parse(text.scalars, gazetteer: gazetteer)
  }

  /// As above, of a folded name.
  public mutating func parse(_ scalars: [UInt32], gazetteer: Gazetteer) {
    list.removeAll()
    work = scalars
    let innerRegion = takeBracketedRegion(gazetteer)
    var (start, end) = takeRegion(innerRegion, gazetteer)
    takeBranch(&start, &end)
    takeForm(start, &end)
    takeStemAndTrade(start, end, gazetteer)
  }

  /// 鑫盛（平顶山）商贸有限公司: the region in brackets, which is taken out.
  private mutating func takeBracketedRegion(_ gazetteer: Gazetteer) -> RegionReading? {
    guard let open = work.firstIndex(where: isBracket), open > 0,
      let close = work[(open + 1)...].firstIndex(where: isBracket)
    else { return nil }
    let reading = gazetteer.readRegion(work.span, from: open + 1)
    guard !reading.isEmpty, reading.end == close else {
      // Brackets around anything else are signs only: 鑫源（集团）有限公司 is 鑫源集团有限公司.
      work.removeAll(where: isBracket)
      return nil
    }
    work.removeSubrange(open...close)
    work.removeAll(where: isBracket)
    return reading
  }

  private func isBracket(_ scalar: UInt32) -> Bool {
    isOpenBracket(scalar) || isCloseBracket(scalar) || scalar == 0xFF08 || scalar == 0xFF09
  }

  private mutating func takeRegion(_ inner: RegionReading?, _ gazetteer: Gazetteer) -> (Int, Int) {
    var reading = gazetteer.readRegion(work.span, from: 0)
    // The region must leave a name: 平顶山 of 平顶山宾馆 is one, 叶县 alone is not.
    if work.count - reading.end < 2 { reading = RegionReading() }
    let start = reading.end
    if reading.isEmpty, let inner { reading = inner }
    appendRegion(reading, gazetteer, in: inner != nil && start == 0 ? [] : work)
    return (start, work.count)
  }

  private mutating func appendRegion(_ reading: RegionReading, _ gazetteer: Gazetteer, in source: [UInt32]) {
    let part = Part.region.rawValue
    if reading.county != 0 {
      list.append(part, nameOf: reading.county, in: gazetteer)
    } else if !reading.countyRange.isEmpty, reading.countyRange.upperBound <= source.count {
      list.append(part, source, reading.countyRange)
    } else if reading.prefecture != 0 || reading.province != 0 {
      let name = gazetteer.name(of: reading.prefecture != 0 ? reading.prefecture : reading.province)
      let isShort = name.last == 0x5E02 || name.last == 0x7701
      list.append(part, name, 0..<(isShort ? name.count - 1 : name.count))
    }
  }

  /// What follows the legal form of a parent, or a last word that only branches have.
  private mutating func takeBranch(_ start: inout Int, _ end: inout Int) {
    guard let word = branchWords.longestMatch(in: work.span, at: end), end - word.length > start else {
      return
    }
    var cut = -1
    var place = start + 1
    while place < end - word.length {
      if let form = parentForms.longestMatch(in: work.span, at: place) {
        cut = place + form.length
        place = cut
        // 公司, then the tail; a later form counts where names are nested.
        continue
      }
      place += 1
    }
    if cut < 0 {
      // 分公司 and its kin are branches without a parent's form, too; a 经营部 may be a shop of its own.
      guard word.number < onlyBranchCount else { return }
      cut = end - word.length
      // 第一分公司, 一分店, 2分店
      while cut > start + 2, isOrdinalSign(work[cut - 1]) { cut -= 1 }
    }
    guard cut <= end else { return }
    appendFolded(Part.branch.rawValue, cut, end)
    end = cut
  }

  private func isOrdinalSign(_ scalar: UInt32) -> Bool {
    isDigit(scalar) || chineseDigit(scalar) != nil || scalar == 0x7B2C || scalar == 0x5341
  }

  /// Numbers as digits, 第 dropped: 第一分公司 and 一分公司 are 1分公司.
  private mutating func appendFolded(_ part: Int, _ from: Int, _ to: Int) {
    var index = from
    while index < to {
      let isOrdinal = work[index] == 0x7B2C && index + 1 < to
      let numberPlace = isOrdinal ? index + 1 : index
      if isOrdinal || part == Part.branch.rawValue,
        let numeral = readChineseNumeral(work.span, at: numberPlace, limit: to)
      {
        list.appendNumber(part, numeral.value)
        index = numberPlace + numeral.length
      } else if isOrdinal, isDigit(work[index + 1]) {
        index += 1
      } else {
        list.append(part, work[index])
        index += 1
      }
    }
  }

  private mutating func takeForm(_ start: Int, _ end: inout Int) {
    guard let word = formWords.longestMatch(in: work.span, at: end), end - word.length - start >= 2 else {
      return
    }
    list.append(Part.form.rawValue, formNames[Int(word.number)])
    end -= word.length
  }

  /// Trade words are taken from the end as long as two characters stay for the stem.
  private mutating func takeStemAndTrade(_ from: Int, _ end: Int, _ gazetteer: Gazetteer) {
    var cut = end
    while cut - from > 2, let word = tradeWords.longestMatch(in: work.span, at: cut),
      cut - word.length - from >= 2
    {
      cut -= word.length
    }
    appendFolded(Part.stem.rawValue, from, cut)
    if cut < end { list.append(Part.trade.rawValue, work, cut..<end) }
  }
}
