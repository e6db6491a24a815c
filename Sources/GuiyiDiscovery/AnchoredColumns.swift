public import GuiyiColumns
internal import GuiyiIdentifiers
public import GuiyiLink

/// Columns of two files that say one thing, told from records which are surely one: 男 here is 1 there, Wien is Vienna.
public struct AnchoredColumns: Sendable, Equatable {
  /// The place of the field of the first source, and that of the second one; the same where they share a heading.
  public let first: Int
  public let second: Int
  /// By number of a value of `second` in its dictionary: the number of the value of `first` that says the same, 0 where none is known.
  public let words: [UInt32]
}

/// Finds such columns among two files.
///
/// What stands once in either file, a whole name or two columns together, names records of one entity. On them, what says one thing
/// goes together far more often than on others, in whatever words.
/// - Parameter holders: by field, the sources that have it.
/// - Returns: what goes together best first; each field stands in one of them at most.
public func anchoredColumns(
  _ table: LinkTable, holders: [[UInt16]], workers: Workers
) -> [AnchoredColumns] {
  guard table.sources.contains(1), table.sources.allSatisfy({ $0 <= 1 }) else { return [] }
  let open = table.fields.indices.filter { holders[$0].count == 1 }
  let shared = table.fields.indices.filter { holders[$0].count == 2 }
  let columns = workers.map(table.fields.count) { place in
    AnchoredColumn(table.fields[place], sources: table.sources, isShared: holders[place].count == 2)
  }
  let foreign = shared.filter { columns[$0].isForeign }
  if open.isEmpty && foreign.isEmpty { return [] }
  let anchors = Anchors(shared.map { table.fields[$0] }, sources: table.sources, workers: workers).pairs
  if anchors.count < Anchors.leastCount { return [] }
  var found: [(columns: AnchoredColumns, gain: Double)] = []
  for first in open where holders[first] == [0] {
    for second in open where holders[second] == [1] {
      if let match = columns[first].together(columns[second], anchors) {
        found.append((AnchoredColumns(first: first, second: second, words: match.words), match.gain))
      }
    }
  }
  for place in foreign {
    if let match = columns[place].together(columns[place], anchors), match.words.contains(where: { $0 != 0 })
    {
      found.append((AnchoredColumns(first: place, second: place, words: match.words), match.gain))
    }
  }
  found.sort {
    ($1.gain, $0.columns.first, $0.columns.second) < ($0.gain, $1.columns.first, $1.columns.second)
  }
  var taken: Set<Int> = []
  return found.map(\.columns).filter { pair in
    if taken.contains(pair.first) || taken.contains(pair.second) { return false }
    taken.formUnion([pair.first, pair.second])
    return true
  }
}

/// Pairs of records of two files that are surely one.
private struct Anchors {
  let pairs: [(first: Int, second: Int)]

  static let leastCount = 60
  private static let mostCount = 4000
  /// Records whose keys are held against each other; of more, whole keys are sampled.
  private static let recordLimit = 200_000

  init(_ fields: [LinkField], sources: [UInt16], workers: Workers) {
    let keys = workers.map(fields.count) { Self.keys(fields[$0]) }
    // Two columns together are surer than one; of these, what finds most.
    var best: [(first: Int, second: Int)] = []
    for first in keys.indices {
      for second in keys.indices.dropFirst(first + 1) {
        let found = Self.pairs(sources: sources) { record in
          let (x, y) = (
            keys[first][Int(fields[first].ids[record])], keys[second][Int(fields[second].ids[record])]
          )
          return x == 0 || y == 0 ? 0 : StableHash.mix(x, y)
        }
        if found.count > best.count { best = found }
      }
    }
    if best.count < Self.leastCount {
      for (place, field) in fields.enumerated() {
        let found = Self.pairs(sources: sources) { keys[place][Int(field.ids[$0])] }
        if found.count > best.count { best = found }
      }
    }
    pairs = Array(best.prefix(Self.mostCount))
  }

  /// By value: a key that its writings share, 0 for none.
  private static func keys(_ field: LinkField) -> [UInt64] {
    let prepared = PreparedComparison(
      kind: .editDistance, dictionary: field.dictionary, workers: Workers(threadCount: 1))
    return (0..<UInt32(field.dictionary.count)).map { id in
      var key: UInt64 = 0
      if id != 0 { prepared.blockingKeys(of: id, part: .folded) { key = $0 } }
      return key
    }
  }

  /// The records whose key stands once in either source.
  private static func pairs(
    sources: [UInt16], _ key: (Int) -> UInt64
  ) -> [(first: Int, second: Int)] {
    let step = UInt64(max(1, sources.count / recordLimit))
    var keys: [UInt64] = []
    var records: [UInt32] = []
    for record in sources.indices {
      let own = key(record)
      if own == 0 || step > 1 && StableHash.mix(0xA2C4, own) % step != 0 { continue }
      keys.append(own)
      records.append(UInt32(record))
    }
    RadixSort.sort(keys: &keys, values: &records)
    var pairs: [(first: Int, second: Int)] = []
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count && keys[end] == keys[start] { end += 1 }
      if end - start == 2 {
        let two = [Int(records[start]), Int(records[start + 1])].sorted { sources[$0] < sources[$1] }
        if sources[two[0]] != sources[two[1]] { pairs.append((two[0], two[1])) }
      }
      start = end
    }
    return pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }
}

/// What of a column is held against a column of the other file.
private struct AnchoredColumn: Sendable {
  let field: LinkField
  let kind: ColumnKind
  /// A few values, of which the two files have none in common.
  let isForeign: Bool
  private let isList: Bool

  private static let mostWords = 60
  private static let (leastTogether, leastGain) = (0.5, 0.3)
  /// Words of two lists that hardly ever say the same are no translation of each other, only usual together.
  private static let (leastTranslated, leastWordGain) = (0.75, 0.2)
  /// Anchors on which two values must be told as one.
  private static let leastSeen = 2

  init(_ field: LinkField, sources: [UInt16], isShared: Bool) {
    self.field = field
    let facts = ColumnFacts(field)
    let evidence = ValueEvidence(facts.sample, field.dictionary, asOf: CivilDate.last)
    kind = KindDecision(heading: field.name, facts: facts, evidence: evidence).kind
    isList =
      facts.distinctCount >= 2 && facts.distinctCount <= Self.mostWords * (isShared ? 2 : 1)
      && facts.filledCount >= facts.distinctCount * 15
    var held = [UInt8](repeating: 0, count: field.dictionary.count)
    for (record, id) in field.ids.enumerated() where id != 0 { held[Int(id)] |= sources[record] == 0 ? 1 : 2 }
    isForeign = isShared && isList && !held.contains(3) && held.contains(1) && held.contains(2)
  }

  /// Whether two columns go together on anchors, how much better than on other records, and what words say the same.
  func together(
    _ other: AnchoredColumn, _ anchors: [(first: Int, second: Int)]
  ) -> (gain: Double, words: [UInt32])? {
    let ids = anchors.map { (field.ids[$0.first], other.field.ids[$0.second]) }.filter { $0 != 0 && $1 != 0 }
    guard ids.count >= Anchors.leastCount / 2 else { return nil }
    if isList && other.isList { return sameWords(other, ids) }
    guard let isSame = test(other) else { return nil }
    let same = Double(ids.count { isSame($0.0, $0.1) }) / Double(ids.count)
    let shift = ids.count / 2
    let chance =
      Double(ids.indices.count { isSame(ids[$0].0, ids[($0 + shift) % ids.count].1) }) / Double(ids.count)
    guard same >= Self.leastTogether, same - chance >= Self.leastGain else { return nil }
    return (same - chance, [UInt32](repeating: 0, count: other.field.dictionary.count))
  }

  /// Learned on every other anchor and tried on the rest: how often a word of the second column is the first one's.
  private func sameWords(
    _ other: AnchoredColumn, _ ids: [(UInt32, UInt32)]
  ) -> (gain: Double, words: [UInt32])? {
    func learned(_ pairs: [(UInt32, UInt32)]) -> [UInt32] {
      var counts: [UInt64: Int] = [:]
      for (own, word) in pairs { counts[UInt64(word) << 32 | UInt64(own), default: 0] += 1 }
      var words = [UInt32](repeating: 0, count: other.field.dictionary.count)
      var most = [Int](repeating: 0, count: words.count)
      for (key, count) in counts.sorted(by: { $0.key < $1.key }) where count >= Self.leastSeen {
        let word = Int(key >> 32)
        if count > most[word] { (words[word], most[word]) = (UInt32(key & 0xFFFF_FFFF), count) }
      }
      return words
    }
    let tried = ids.indices.filter { $0 % 2 == 1 }.map { ids[$0] }
    let half = learned(ids.indices.filter { $0 % 2 == 0 }.map { ids[$0] })
    let right = Double(tried.count { half[Int($0.1)] == $0.0 }) / Double(tried.count)
    var counts: [UInt32: Int] = [:]
    for (own, _) in tried { counts[own, default: 0] += 1 }
    let usual = Double(counts.values.max() ?? 0) / Double(tried.count)
    guard right >= Self.leastTranslated, right - usual >= Self.leastWordGain else { return nil }
    return (right - usual, learned(ids))
  }

  /// Whether two values are the same fact; nil where the columns are of two kinds.
  private func test(_ other: AnchoredColumn) -> ((UInt32, UInt32) -> Bool)? {
    let (comparison, part): (ComparisonKind, BlockingPart)
    switch (kind, other.kind) {
    case (.date, .date): (comparison, part) = (.date, .year)
    case (.year, .year), (.number, .number), (.year, .number), (.number, .year), (.identifier, .identifier),
      (.postcode, .postcode), (.postcode, .identifier), (.identifier, .postcode):
      (comparison, part) = (.editDistance, .folded)
    case (.phone, .phone): (comparison, part) = (.phone, .lastDigits(7))
    case (.word, .word), (.freeText, .freeText), (.address, .address), (.fullName, .fullName),
      (.organizationName, .organizationName), (.freeText, .address), (.address, .freeText):
      (comparison, part) = (.tokens, .tokens)
    default: return nil
    }
    func keys(_ field: LinkField) -> [[UInt64]] {
      let prepared = PreparedComparison(
        kind: comparison, dictionary: field.dictionary, workers: Workers(threadCount: 1))
      return (0..<UInt32(field.dictionary.count)).map { id in
        var keys: [UInt64] = []
        if id != 0 { prepared.blockingKeys(of: id, part: part) { keys.append($0) } }
        return keys
      }
    }
    let (own, others) = (keys(field), keys(other.field))
    return { x, y in
      let (a, b) = (own[Int(x)], others[Int(y)])
      let common = a.count { b.contains($0) }
      return common > 0 && common * 2 >= min(a.count, b.count)
    }
  }
}
