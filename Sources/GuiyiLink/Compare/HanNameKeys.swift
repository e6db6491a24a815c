internal import GuiyiColumns
internal import GuiyiHan

/// Blocking keys of personal names.
enum HanNameKeys {
  /// False where the text of the name gives the key.
  static func emit(
    _ column: HanNameColumn, _ id: UInt32, _ part: BlockingPart, _ body: (UInt64) -> Void
  ) -> Bool {
    let name = column.names[Int(id)]
    if name.hash == 0 { return true }
    let detail = column.details[Int(id)]
    switch part {
    case .folded:
      body(name.hash)
      if detail.hasComponents { body(detail.unordered) }
    case .sound:
      if column.isMixed && detail.letters != 0 {
        body(detail.letters)
        if name.isHan { body(detail.lettersReversed) }
      }
      if !name.isHan { return false }
      sounds(column, name) { body(HanNameColumn.hash($0[...])) }
    case .soundUnordered:
      if !name.isHan { return false }
      if detail.hasComponents {
        body(unorderedComponents(column, id, name))
      } else {
        // The surname stays in front: given names change places, families do not.
        let surnameCount = Int(name.surnameCount)
        sounds(column, name) {
          body(HanNameColumn.hash(($0.prefix(surnameCount) + $0.dropFirst(surnameCount).sorted())[...]))
        }
      }
    case .prefix(let count):
      if name.isHan { body(hash(letters(column, name).prefix(max(1, count)))) } else { return false }
    case .suffix(let count):
      if name.isHan { body(hash(letters(column, name).suffix(max(1, count)))) } else { return false }
    case .deletions: if name.isHan { TextKeys.deletions(letters(column, name), body) } else { return false }
    default: return false
    }
    return true
  }

  private static func letters(_ column: HanNameColumn, _ name: HanNameColumn.Name) -> [UInt32] {
    column.codes[name.range].map { column.scalars[Int($0)] }
  }

  private static func hash(_ letters: ArraySlice<UInt32>) -> UInt64 { HanNameColumn.hash(letters) }

  /// The sound classes of a name, once more for each of at most two places that have a second reading.
  private static func sounds(
    _ column: HanNameColumn, _ name: HanNameColumn.Name, _ body: ([UInt32]) -> Void
  ) {
    // A name with a lost character sounds like nothing that could be looked up.
    if name.lostCount != 0 { return }
    let range = name.range
    var classes = range.map { number(column.places[$0], column.scalars) }
    body(classes)
    var changed = 0
    for place in range where changed < 2 {
      let second = column.places[place].second
      let other = Han.soundClass(second)
      let index = place - range.lowerBound
      if second == 0 || UInt32(other) == classes[index] { continue }
      let usual = classes[index]
      classes[index] = UInt32(other)
      body(classes)
      classes[index] = usual
      changed += 1
    }
  }

  private static func number(_ place: NamePlace, _ scalars: [UInt32]) -> UInt32 {
    place.sound >= NamePlace.silent ? 0x110000 + scalars[Int(place.code)] : UInt32(place.soundClass)
  }

  private static func unorderedComponents(
    _ column: HanNameColumn, _ id: UInt32, _ name: HanNameColumn.Name
  ) -> UInt64 {
    var sum: UInt64 = 0
    var low = 0
    for end in column.componentEnds(id) {
      let places = (Int(name.start) + low)..<(Int(name.start) + Int(end))
      sum &+= hash(places.map { number(column.places[$0], column.scalars) }[...])
      low = Int(end)
    }
    return sum
  }
}
