internal import GuiyiColumns
internal import GuiyiLink
internal import GuiyiText

/// Values that stand on too many records to be of one entity each, or that only say that nothing is known.
enum GenericValues {
  /// Times the average frequency of a column's values from which a value is generic.
  private static let frequencyFactor = 25
  private static let leastCount = 20
  /// Words for "nothing known" stand on several records; shorter columns are left alone.
  private static let leastWordCount = 2

  /// The numbers of the generic values, ascending.
  static func find(_ field: LinkField, _ facts: ColumnFacts, kind: ColumnKind) -> [UInt32] {
    let limit = limit(facts, kind)
    var found: [UInt32] = []
    var text = ScalarText()
    for id in facts.counts.indices.dropFirst() where facts.counts[id] >= leastWordCount {
      let count = Int(facts.counts[id])
      if let limit, count >= limit {
        found.append(UInt32(id))
        continue
      }
      let length = field.dictionary.length(of: UInt32(id))
      // Looked at by length first: most values are longer than any such word.
      if length > 24 || (kind == .category || kind == .number || kind == .coordinate) && length <= 2 {
        continue
      }
      field.dictionary.withBytes(of: UInt32(id)) { text.fold($0) }
      if saysNothing(text.scalars, kind) { found.append(UInt32(id)) }
    }
    return found
  }

  /// The frequency from which a value cannot be of one entity; nil where frequent values are usual.
  private static func limit(_ facts: ColumnFacts, _ kind: ColumnKind) -> Int? {
    let average = (facts.filledCount + facts.distinctCount - 1) / max(1, facts.distinctCount)
    switch kind {
    case .phone, .email, .identifier, .checkedIdentifier:
      return max(leastCount, frequencyFactor * average)
    case .date:
      return max(2 * leastCount, 2 * frequencyFactor * average)
    default: return nil
    }
  }

  private static func saysNothing(_ scalars: [UInt32], _ kind: ColumnKind) -> Bool {
    if scalars.isEmpty { return false }
    if isPlaceholderText(scalars.span) { return kind != .category || scalars.count > 2 }
    var word = ""
    for scalar in scalars where isLatinLetter(scalar) {
      word.unicodeScalars.append(UnicodeScalar(UInt8(scalar | 0x20)))
    }
    if word.utf8.count + 4 >= scalars.count && words.contains(word) { return true }
    switch kind {
    case .phone, .identifier, .checkedIdentifier, .postcode: return isFillerNumber(scalars)
    default: return false
    }
  }

  /// 111111, 123456789, 0000: what is typed where a number is asked for.
  private static func isFillerNumber(_ scalars: [UInt32]) -> Bool {
    let digits = scalars.filter(isDigit)
    guard digits.count >= 4, digits.count + 2 >= scalars.count else { return false }
    if digits.allSatisfy({ $0 == digits[0] }) { return true }
    guard digits.count >= 6 else { return false }
    return (1..<digits.count).allSatisfy { digits[$0] == 0x30 + (digits[$0 - 1] - 0x30 + 1) % 10 }
  }

  private static let words: Set<String> = [
    "unknown", "notknown", "unk", "notavailable", "unavailable", "nodata", "missing", "unspecified",
    "notspecified",
    "notapplicable", "notgiven", "notstated", "refused", "anonymous", "anonymousdonor", "none", "null", "nil",
    "nan",
    "test", "testing", "tba", "tbd", "xxx", "xxxx", "nophone", "noemail", "noemailcom", "unbekannt",
    "inconnu",
    "desconocido", "sconosciuto", "nieznany", "unnamed", "noname", "donotuse", "various", "variousartists",
  ]

  /// The field without some of its values; they stay in the dictionary.
  static func blank(_ generic: [UInt32], in field: LinkField) -> LinkField {
    if generic.isEmpty { return field }
    var isGeneric = [Bool](repeating: false, count: field.dictionary.count)
    for id in generic { isGeneric[Int(id)] = true }
    if field.extraIds.isEmpty {
      return LinkField(
        name: field.name, dictionary: field.dictionary, ids: field.ids.map { isGeneric[Int($0)] ? 0 : $0 })
    }
    var ids: [UInt32] = []
    var extraOffsets: [UInt32] = [0]
    var extraIds: [UInt32] = []
    for record in field.ids.indices {
      let own = ([field.ids[record]] + field.extras(of: record).map { field.extraIds[$0] })
        .filter { $0 != 0 && !isGeneric[Int($0)] }
      ids.append(own.first ?? 0)
      extraIds += own.dropFirst()
      extraOffsets.append(UInt32(extraIds.count))
    }
    return LinkField(
      name: field.name, dictionary: field.dictionary, ids: ids, extraOffsets: extraOffsets, extraIds: extraIds
    )
  }
}
