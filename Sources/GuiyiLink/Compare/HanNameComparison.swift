internal import GuiyiColumns
internal import GuiyiHan

/// Levels of personal names: by character, by sound, by shape; other scripts by similarity.
struct HanNameLevels: LevelSource {
  let column: HanNameColumn

  private enum Level {
    static let different: UInt8 = 1
    static let oneApart: UInt8 = 2
    static let near: UInt8 = 3
    static let sameSound: UInt8 = 4
    static let characterLost: UInt8 = 5
    static let folded: UInt8 = 6
  }

  init(_ dictionary: ByteDictionary, _ workers: Workers) { column = HanNameColumn(dictionary, workers) }

  func isBlank(_ id: UInt32) -> Bool { column.names[Int(id)].hash == 0 }

  func writing(_ id: UInt32) -> UInt64 { column.names[Int(id)].hash }

  func fetch(_ id: UInt32) { column.names.span.fetch(Int(id)) }

  func keys(of id: UInt32, part: BlockingPart, _ body: (UInt64) -> Void) -> Bool {
    HanNameKeys.emit(column, id, part, body)
  }

  func level(_ a: UInt32, _ b: UInt32) -> UInt8 {
    let left = column.names[Int(a)]
    let right = column.names[Int(b)]
    if left.hash == 0 || right.hash == 0 { return 0 }
    if left.hash == right.hash { return Level.folded }
    if left.isHan && right.isHan && left.count == right.count && left.count <= 4 {
      return byPlace(left, right)
    }
    let (more, other) = (column.details[Int(a)], column.details[Int(b)])
    if left.isHan != right.isHan { return left.isHan ? spelled(more, other) : spelled(other, more) }
    let hasComponents = more.hasComponents || other.hasComponents
    if hasComponents && more.unordered == other.unordered { return Level.folded }
    if !left.isHan { return similar(left, right) }
    if left.lostCount != 0 || right.lostCount != 0 { return withGap(left, right) }
    return byDistance(left, right, hasComponents)
  }

  /// A Chinese name against its pinyin.
  private func spelled(_ han: HanNameColumn.Details, _ other: HanNameColumn.Details) -> UInt8 {
    if han.letters == 0 { return Level.different }
    return han.letters == other.letters || han.lettersReversed == other.letters
      ? Level.sameSound : Level.different
  }

  private func similar(_ a: HanNameColumn.Name, _ b: HanNameColumn.Name) -> UInt8 {
    // Greedy matching is not quite symmetric: the two are put in an order of their content.
    let (first, second) = a.hash < b.hash ? (a, b) : (b, a)
    let codes = column.codes.span
    let score = Jaro.winkler(codes.extracting(first.range), codes.extracting(second.range))
    return score >= 0.94 ? Level.near : score >= 0.88 ? Level.oneApart : Level.different
  }

  /// Names of up to four characters, equally many: each place is equal, lost, alike in sound or shape, or not.
  @inline(__always) private func byPlace(_ a: HanNameColumn.Name, _ b: HanNameColumn.Name) -> UInt8 {
    let count = Int(a.count)
    let all = column.places.span
    let (x, y) = (all.extracting(a.range), all.extracting(b.range))
    // Two known surnames that merely sound alike are two families more often than one typing error.
    let surnameCount = Int(min(a.surnameCount, b.surnameCount))
    let tally = NamePlaces.compare(
      x, y, surnameCount: surnameCount, lost: column.lostCode, column.scalars.span)
    if tally.lost > 0 {
      if tally.sound + tally.near + tally.different > 0 {
        return tally.different == 0 && tally.equal >= 2 ? Level.oneApart : Level.different
      }
      return tally.equal >= 2 ? Level.characterLost : tally.equal == 1 ? Level.oneApart : Level.different
    }
    if tally.different == 0 {
      if tally.near == 0 { return Level.sameSound }
      return tally.near == 1 ? Level.near : count >= 3 ? Level.oneApart : Level.different
    }
    if count < 3 || x[0].code != y[0].code { return Level.different }
    if tally.different == 1 && tally.equal == count &- 1 { return Level.oneApart }
    // Neighbours of the given name that changed places.
    let codes = column.codes.span
    return EditDistance.between(codes.extracting(a.range), codes.extracting(b.range)) == 1
      ? Level.oneApart : Level.different
  }

  /// Names of different length, one with a run of lost characters that stands for one or more.
  private func withGap(_ a: HanNameColumn.Name, _ b: HanNameColumn.Name) -> UInt8 {
    let (pattern, other) = a.lostCount != 0 ? (a, b) : (b, a)
    if other.lostCount != 0 { return Level.different }
    let codes = column.codes.span
    let p = codes.extracting(pattern.range)
    let t = codes.extracting(other.range)
    var head = 0
    while head < p.count, p[head] != column.lostCode { head += 1 }
    var tail = 0
    while tail < p.count, p[p.count - 1 - tail] != column.lostCode { tail += 1 }
    let run = p.count - head - tail
    // The gap holds at least one character and no more than the signs that stand for it.
    guard run == Int(pattern.lostCount), t.count > head + tail, t.count - head - tail <= run else {
      return Level.different
    }
    for index in 0..<head where p[index] != t[index] { return Level.different }
    for index in 0..<tail where p[p.count - 1 - index] != t[t.count - 1 - index] { return Level.different }
    return head + tail >= 2 ? Level.characterLost : Level.oneApart
  }

  /// Long names, and names of different length: edits counted in characters and in sounds.
  private func byDistance(
    _ a: HanNameColumn.Name, _ b: HanNameColumn.Name, _ hasComponents: Bool
  ) -> UInt8 {
    let shorter = Int(min(a.count, b.count))
    let longer = Int(max(a.count, b.count))
    if shorter < 3 { return Level.different }
    let codes = column.codes.span
    let x = codes.extracting(a.range)
    let y = codes.extracting(b.range)
    if longer > 4 {
      let sounds = EditDistance.between(
        column.sounds.span.extracting(a.range), column.sounds.span.extracting(b.range))
      if sounds == 0 { return Level.sameSound }
      if sounds == 1 && shorter >= 4 { return Level.near }
      if sounds &* 4 <= longer { return Level.oneApart }
      // A name that lost its last component: 阿卜杜拉 for 阿卜杜拉·买买提.
      if hasComponents, startsAlike(x, y, shorter) { return Level.oneApart }
      return Level.different
    }
    return x[0] == y[0] && EditDistance.between(x, y) == 1 ? Level.oneApart : Level.different
  }

  private func startsAlike(_ a: Span<UInt16>, _ b: Span<UInt16>, _ count: Int) -> Bool {
    for index in 0..<count where a[index] != b[index] { return false }
    return true
  }
}
