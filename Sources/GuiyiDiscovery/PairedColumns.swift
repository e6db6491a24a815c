public import GuiyiColumns
internal import GuiyiIdentifiers
public import GuiyiLink

/// Finds columns of different files that hold the same under another heading.
///
/// Headings of one meaning and values with words in common speak for it; columns of one file are never the same.
/// - Parameters:
///   - table: the columns, by name; a cell is number 0 where the record's file has no such column.
///   - holders: by field, the sources that have it.
/// - Returns: places of fields, the most alike first; each field stands in one pair at most.
public func pairedColumns(
  _ table: LinkTable, holders: [[UInt16]], workers: Workers
) -> [(first: Int, second: Int)] {
  let sourceCount = Set(table.sources).count
  let partial = table.fields.indices.filter { holders[$0].count < sourceCount }
  var candidates: [(first: Int, second: Int, likeness: Double)] = []
  let rowCounts = ColumnSketch.rowCounts(holders, sources: table.sources)
  let sketches = workers.map(partial.count) {
    ColumnSketch(table.fields[partial[$0]], rowCount: rowCounts[partial[$0]])
  }
  for (place, first) in sketches.enumerated() {
    for (offset, second) in sketches[(place + 1)...].enumerated() {
      let (a, b) = (partial[place], partial[place + 1 + offset])
      if holders[a].contains(where: { holders[b].contains($0) }) { continue }
      if let likeness = first.likeness(second) { candidates.append((a, b, likeness)) }
    }
  }
  candidates.sort { ($1.likeness, $0.first, $0.second) < ($0.likeness, $1.first, $1.second) }
  var taken: Set<Int> = []
  var pairs: [(first: Int, second: Int)] = []
  for candidate in candidates where !taken.contains(candidate.first) && !taken.contains(candidate.second) {
    taken.formUnion([candidate.first, candidate.second])
    pairs.append((candidate.first, candidate.second))
  }
  return pairs
}

/// What of a column is held against another one.
struct ColumnSketch: Sendable {
  private let heading: Heading?
  let kind: ColumnKind
  /// Whether two entities hardly ever share such a value: what is equal is no chance.
  private let isTelling: Bool
  /// Whether the column is one of a few words that many records share.
  private let isWordList: Bool
  /// The words of each sampled value.
  let sample: [[UInt64]]
  let words: Set<UInt64>
  /// The share of the records of its files that have a value.
  let filledShare: Double

  /// Values whose words are gathered.
  private static let valueLimit = 20_000
  /// Words in common where the headings say the same, where only the values speak, where they tell entities apart, and where they
  /// are a list of words.
  private static let (leastShared, leastSharedAlone, leastSharedTelling, leastSharedList) = (
    0.1, 0.5, 0.2, 0.7
  )

  /// - Parameter rowCount: records of the files that have the column.
  init(_ field: LinkField, rowCount: Int) {
    let facts = ColumnFacts(field)
    filledShare = Double(facts.filledCount) / Double(max(1, rowCount))
    heading = Heading(field.name)
    let evidence = ValueEvidence(facts.sample, field.dictionary, asOf: CivilDate.last)
    let kind = KindDecision(heading: field.name, facts: facts, evidence: evidence).kind
    self.kind = kind
    isTelling =
      [.phone, .email, .postcode, .identifier, .checkedIdentifier].contains(kind) && evidence.meanLength >= 6
      && KindDecision.isNearlyUnique(facts)
    isWordList = kind == .category && facts.distinctCount >= 4 && evidence.hasDigit < 0.1
    let (comparison, part) = Self.normalForm(kind)
    let prepared = PreparedComparison(
      kind: comparison, dictionary: field.dictionary, workers: Workers(threadCount: 1))
    func read(_ id: UInt32) -> [UInt64] {
      var keys: [UInt64] = []
      prepared.blockingKeys(of: id, part: part) { keys.append($0) }
      return keys
    }
    sample = facts.sample.prefix(1000).map(read)
    // Spread over the numbers, which follow the records.
    let step = max(1, field.dictionary.count / Self.valueLimit)
    var words: Set<UInt64> = []
    for id in stride(from: 1, to: field.dictionary.count, by: step) { words.formUnion(read(UInt32(id))) }
    self.words = words
  }

  /// By field: how many records are of files that have it.
  static func rowCounts(_ holders: [[UInt16]], sources: [UInt16]) -> [Int] {
    var counts = [Int](repeating: 0, count: Int(sources.max() ?? 0) + 1)
    for source in sources { counts[Int(source)] += 1 }
    return holders.map { $0.reduce(0) { $0 + (Int($1) < counts.count ? counts[Int($1)] : 0) } }
  }

  /// How much the columns are alike; nil where they are two things.
  func likeness(_ other: ColumnSketch) -> Double? {
    guard kind != .noise, other.kind != .noise, Self.family(kind) == Self.family(other.kind) else {
      return nil
    }
    let shared = min(share(of: other), other.share(of: self))
    if heading != nil && heading == other.heading {
      // Numbers of one telephone are written with other signs between them.
      let isTold = kind == .phone || kind == .email || kind == .postcode
      return isTold || shared >= Self.leastShared ? 1 + shared : nil
    }
    if isTelling && other.isTelling { return shared >= Self.leastSharedTelling ? shared : nil }
    if isWordList && other.isWordList { return shared >= Self.leastSharedList ? shared : nil }
    // Numbers meet by chance.
    if kind == .number || kind == .coordinate || kind == .year || kind == .category { return nil }
    return shared >= Self.leastSharedAlone ? shared : nil
  }

  /// What two writings of one value have in common: a date, the digits of a telephone number, a code without signs, words.
  private static func normalForm(_ kind: ColumnKind) -> (ComparisonKind, BlockingPart) {
    switch kind {
    case .date: (.date, .whole)
    case .phone: (.phone, .lastDigits(7))
    case .email: (.email, .folded)
    case .postcode, .identifier, .checkedIdentifier: (.editDistance, .folded)
    default: (.tokens, .tokens)
    }
  }

  /// The share of another column's words that this one has, averaged over its values.
  func share(of other: ColumnSketch) -> Double {
    var (sum, count) = (0.0, 0.0)
    for value in other.sample where !value.isEmpty {
      sum += Double(value.reduce(0) { $0 + (words.contains($1) ? 1 : 0) }) / Double(value.count)
      count += 1
    }
    return count == 0 ? 0 : sum / count
  }

  /// Kinds that are told apart by little.
  private static func family(_ kind: ColumnKind) -> Int {
    switch kind {
    case .givenName: 0
    case .familyName: 1
    case .date: 2
    case .phone: 3
    case .email: 4
    case .postcode, .identifier, .checkedIdentifier: 5
    case .number, .coordinate, .year: 6
    case .noise: 7
    case .fullName, .category, .address, .organizationName, .freeText, .word: 8
    }
  }
}

/// Whether a heading says what its column holds.
public func isTelling(heading: String) -> Bool { Heading(heading) != nil }
