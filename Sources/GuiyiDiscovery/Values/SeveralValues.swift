internal import GuiyiColumns
internal import GuiyiLink
internal import GuiyiText

/// Cells that hold several values of one column: two telephone numbers, the further names of a person.
enum SeveralValues {
  /// What stands between the values of a cell.
  enum Separators: CaseIterable {
    /// Semicolons, bars, 、 and line breaks, which hardly stand within a value.
    case plain
    /// Also commas and slashes, where each part by itself is a number or a mailbox.
    case loose
  }

  /// Cells with separators from which a column is taken for one of several values.
  private static let leastShare = 0.02
  private static let valueLimit = 16
  private static let sampleCount = 2000

  /// The field with each value of a cell by itself; nil where hardly a cell holds several.
  static func apart(_ field: LinkField, _ facts: ColumnFacts, _ separators: Separators) -> LinkField? {
    let cells = sample(field, facts)
    let several = cells.count { values(of: $0, field.dictionary, separators).count > 1 }
    guard several > 0, Double(several) >= leastShare * Double(cells.count) else { return nil }
    var dictionary = ByteDictionary()
    let known = (0..<UInt32(field.dictionary.count)).map { id -> [UInt32] in
      if id == 0 { return [] }
      let parts = values(of: id, field.dictionary, separators)
      if parts.count < 2 { return [field.dictionary.withBytes(of: id) { dictionary.intern($0) }] }
      return parts.map { dictionary.intern($0.span) }
    }
    var ids: [UInt32] = []
    var extraOffsets: [UInt32] = [0]
    var extraIds: [UInt32] = []
    for record in field.ids.indices {
      var own: [UInt32] = []
      for id in [field.ids[record]] + field.extras(of: record).map({ field.extraIds[$0] }) {
        for value in known[Int(id)] where own.count < valueLimit && !own.contains(value) { own.append(value) }
      }
      ids.append(own.first ?? 0)
      extraIds += own.dropFirst()
      extraOffsets.append(UInt32(extraIds.count))
    }
    return LinkField(
      name: field.name, dictionary: dictionary, ids: ids, extraOffsets: extraOffsets, extraIds: extraIds)
  }

  /// Whether the values of a cell are of one thing: names have a word in common, where those of several people have none.
  static func areOfOne(_ field: LinkField, _ facts: ColumnFacts, _ separators: Separators) -> Bool {
    var cells = 0
    var alike = 0
    for id in sample(field, facts) {
      let parts = values(of: id, field.dictionary, separators).map(words)
      if parts.count < 2 { continue }
      cells += 1
      let isAlike = parts.indices.contains { place in
        parts[..<place].contains { !$0.isDisjoint(with: parts[place]) }
      }
      alike += isAlike ? 1 : 0
    }
    return alike * 5 >= cells * 2
  }

  /// The words of two letters and more, folded.
  static func words(_ value: [UInt8]) -> Set<[UInt32]> {
    var text = ScalarText()
    text.fold(value.span)
    let words = text.scalars.map { isLatinLetter($0) ? $0 | 0x20 : $0 }
      .split { $0 < 0x80 && !isLatinLetter($0) && !isDigit($0) }
    return Set(words.filter { $0.count >= 2 }.map(Array.init))
  }

  /// Cells on evenly spread records, further values among them.
  private static func sample(_ field: LinkField, _ facts: ColumnFacts) -> [UInt32] {
    if field.extraIds.isEmpty { return facts.sample }
    let step = max(1, field.extraIds.count / sampleCount)
    return facts.sample + stride(from: 0, to: field.extraIds.count, by: step).map { field.extraIds[$0] }
  }

  /// The values of a cell without blanks around them; one where nothing separates them.
  static func values(of id: UInt32, _ dictionary: ByteDictionary, _ separators: Separators) -> [[UInt8]] {
    dictionary.withBytes(of: id) { bytes in
      var found: [[UInt8]] = []
      var value: [UInt8] = []
      func finish() {
        while value.last == 0x20 { value.removeLast() }
        if !value.isEmpty { found.append(value) }
        value.removeAll(keepingCapacity: true)
      }
      var index = 0
      while index < bytes.count {
        let length = separator(bytes, index, separators)
        if length > 0 {
          finish()
          index += length
          continue
        }
        if bytes[index] != 0x20 || !value.isEmpty { value.append(bytes[index]) }
        index += 1
      }
      finish()
      if separators == .loose && !found.allSatisfy(standsAlone) { return [[]] }
      return found
    }
  }

  /// How many bytes of a separator stand at a place, 0 for none.
  private static func separator(_ bytes: Span<UInt8>, _ index: Int, _ separators: Separators) -> Int {
    switch bytes[index] {
    case 0x3B, 0x7C, 0x0A, 0x0D: return 1
    case 0x2C, 0x2F: return separators == .loose ? 1 : 0
    case 0xE3, 0xEF:
      guard index + 2 < bytes.count else { return 0 }
      switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
      // 、 and ；
      case (0xE3, 0x80, 0x81), (0xEF, 0xBC, 0x9B): return 3
      // ，
      case (0xEF, 0xBC, 0x8C): return separators == .loose ? 3 : 0
      default: return 0
      }
    default: return 0
    }
  }

  /// A mailbox, or digits enough for a telephone number.
  private static func standsAlone(_ value: [UInt8]) -> Bool {
    value.contains(0x40) || value.count { $0 >= 0x30 && $0 <= 0x39 } >= 7
  }
}
