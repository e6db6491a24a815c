internal import GuiyiColumns

/// All candidate pairs of a specification, each under the first rule that proposes it.
struct CandidatePairs: Sendable {
  /// Pairs that one piece of work holds, about.
  static let pieceSize = 1 << 15

  /// A run of blocks of one rule.
  struct Piece: Sendable {
    let rule: Int
    let blocks: Range<Int>
  }

  private(set) var rules: [RuleBlocks]
  private(set) var pieces: [Piece]
  private var rows: BlockRows
  /// No block is larger, whatever its rule allows: what the pair budget came to.
  private let limit: Int
  private let scope: PairScope
  private let sources: [UInt16]
  /// The rules that would have proposed each known pair, a bit each; rules beyond the 31st are not told.
  let rulesOfKnownPairs: [UInt32]

  init(_ table: PreparedTable, spec: LinkSpec, workers: Workers) {
    let keys = RuleKeys(table, rules: spec.rules, workers: workers)
    let known = keys.rulesOfKnownPairs(table, workers: workers)
    var limit = Int.max
    while true {
      var rows = BlockRows(ruleCount: spec.rules.count, recordCount: table.recordCount, workers: workers)
      let largest = min(limit, spec.rules.map(\.maximumBlockSize).max() ?? 2)
      let blocks = keys.blocks(
        limit: limit, pairBudget: largest <= 8 ? .max : spec.pairBudget, rows: &rows,
        of: Array(spec.rules.indices), workers: workers)
      if let blocks {
        self.init(blocks, rows: rows, limit: limit, known: known, table: table, spec: spec)
        return
      }
      // Over the budget: smaller blocks, until it holds.
      limit = largest * 2 / 3
    }
  }

  private init(
    _ rules: [RuleBlocks], rows: BlockRows, limit: Int, known: [UInt32], table: PreparedTable, spec: LinkSpec
  ) {
    rulesOfKnownPairs = known
    self.rules = rules
    self.rows = rows
    self.limit = limit
    pieces = Self.pieces(rules)
    scope = spec.scope
    sources = table.sources
  }

  private static func pieces(_ rules: [RuleBlocks]) -> [Piece] {
    var pieces: [Piece] = []
    for (rule, blocks) in rules.enumerated() {
      var start = 0
      var cost = 0
      for block in 0..<blocks.blockCount {
        let size = blocks.places(block).count
        cost += size * (size - 1) / 2
        if cost >= Self.pieceSize || block == blocks.blockCount - 1 {
          pieces.append(Piece(rule: rule, blocks: start..<block + 1))
          start = block + 1
          cost = 0
        }
      }
    }
    return pieces
  }

  /// Takes over that some comparisons' values changed: the blocks of the other rules stay.
  mutating func renew(_ changed: Set<Int>, table: PreparedTable, spec: LinkSpec, workers: Workers) {
    let affected = spec.rules.indices.filter { rule in
      (spec.rules[rule].keys + spec.rules[rule].splitKeys).contains { changed.contains($0.comparison) }
    }
    let keys = RuleKeys(table, rules: affected.map { spec.rules[$0] }, workers: workers)
    let renewed =
      keys.blocks(limit: limit, pairBudget: .max, rows: &rows, of: affected, workers: workers) ?? []
    for (rule, renewed) in zip(affected, renewed) { rules[rule] = renewed }
    pieces = Self.pieces(rules)
  }

  /// Pairs that would be compared if no two rules proposed the same one.
  var proposedCount: Int { rules.reduce(0) { $0 + $1.pairCount } }

  /// Calls `body` with every pair of a piece that no earlier rule proposes, the lower record first.
  ///
  /// - Parameters:
  ///   - touched: only pairs of two such records are wanted; empty for all pairs.
  ///   - isWanted: told the first record of each block, whether its pairs are wanted.
  ///   - isSampled: told a pair before it is known whether an earlier rule proposes it, whether it is wanted.
  @inline(__always) func forEach(
    in piece: Piece, touched: [Bool] = [], where isWanted: (UInt32) -> Bool = { _ in true },
    and isSampled: (UInt32, UInt32) -> Bool = { _, _ in true }, _ body: (UInt32, UInt32) -> Void
  ) {
    let touched = touched.span
    let own = rules[piece.rule]
    let isSingle = own.blockOffsets.isEmpty
    let members = own.members.span
    let cells = rows.cells.span
    let several = rows.several.span
    let layout = rows.layout
    let earlier: UInt64 = (1 &<< UInt64(piece.rule)) &- 1
    for block in piece.blocks {
      let places = own.places(block)
      let end = places.upperBound
      if !isWanted(members[places.lowerBound]) { continue }
      for i in places {
        if i &+ 16 < members.count {
          // Its first and its last line of the cache; few rows have more.
          let row = Int(members[i &+ 16]) &* layout.width
          cells.fetch(row)
          cells.fetch(row &+ layout.width &- 1)
        }
        let a = members[i]
        if !touched.isEmpty && !touched[Int(a)] { continue }
        let rowA = Int(a) &* layout.width
        for j in i + 1..<end {
          let b = members[j]
          if !touched.isEmpty && !touched[Int(b)] { continue }
          if !isSampled(a, b) { continue }
          let rowB = Int(b) &* layout.width
          if layout.isShared(cells, rowA, rowB, ruleCount: piece.rule) { continue }
          if !several.isEmpty {
            let doubtful = (several[Int(a)] | several[Int(b)]) & earlier
            if doubtful != 0 && isProposed(a, b, by: doubtful) { continue }
          }
          // Only two records that are both in several blocks can meet twice.
          if !isSingle && (several[Int(a)] & several[Int(b)]) >> UInt64(piece.rule) & 1 == 1
            && own.firstCommonBlock(a, b) != UInt32(block)
          {
            continue
          }
          if scope == .acrossSources && sources[Int(a)] == sources[Int(b)] { continue }
          body(a, b)
        }
      }
    }
  }

  /// Whether one of some rules proposes a pair.
  private func isProposed(_ a: UInt32, _ b: UInt32, by mask: UInt64) -> Bool {
    var rest = mask
    while rest != 0 {
      if rules[rest.trailingZeroBitCount].firstCommonBlock(a, b) != RuleBlocks.none { return true }
      rest &= rest &- 1
    }
    return false
  }

  /// The rules that propose a pair, a bit each; rules beyond the 31st are not told.
  func rulesProposing(_ a: UInt32, _ b: UInt32) -> UInt32 {
    let layout = rows.layout
    var mask = UInt32(
      truncatingIfNeeded: layout.shared(
        rows.cells.span, Int(a) &* layout.width, Int(b) &* layout.width, ruleCount: min(31, rules.count)))
    if rows.several.isEmpty { return mask }
    var doubtful = (rows.several[Int(a)] | rows.several[Int(b)]) & ~UInt64(mask) & 0x7FFF_FFFF
    while doubtful != 0 {
      let rule = doubtful.trailingZeroBitCount
      if rules[rule].firstCommonBlock(a, b) != RuleBlocks.none { mask |= 1 << UInt32(rule) }
      doubtful &= doubtful &- 1
    }
    return mask
  }
}

/// What the records of each rule are brought together by.
private struct RuleKeys: Sendable {
  private let rules: [(whole: RecordKeys, splits: [RecordKeys], maximumSize: Int)]
  private let recordCount: Int

  init(_ table: PreparedTable, rules: [BlockingRule], workers: Workers) {
    recordCount = table.recordCount
    let wanted = rules.flatMap { $0.keys + $0.splitKeys }
    var derived: [BlockingKey: DerivedKeys] = [:]
    for comparison in table.comparisons.indices {
      var parts: [BlockingPart] = []
      for key in wanted where key.comparison == comparison && !parts.contains(key.part) {
        parts.append(key.part)
      }
      if parts.isEmpty { continue }
      let keys = DerivedKeys.derived(
        table.comparisons[comparison], valueCount: table.valueCounts[comparison].count, parts: parts,
        workers: workers)
      for (part, keys) in zip(parts, keys) {
        derived[BlockingKey(comparison, part)] = keys
      }
    }
    let combined = { (keys: [BlockingKey]) in
      RecordKeys(table: table, parts: keys.compactMap { key in derived[key].map { (key.comparison, $0) } })
    }
    self.rules = rules.map {
      (combined($0.keys), $0.splitKeys.map { combined([$0]) }, $0.maximumBlockSize)
    }
  }

  /// The rules of which both records of a known pair have a key in common, a bit each.
  func rulesOfKnownPairs(_ table: PreparedTable, workers: Workers) -> [UInt32] {
    let pieces = workers.mapChunks(table.knownPairs.count, size: 2_048) { range in
      var scratch = RecordKeys.Scratch()
      var (lefts, rights): ([UInt64], [UInt64]) = ([], [])
      return range.map { pair in
        let record = UInt32(table.recordCount + 2 * pair)
        var mask: UInt32 = 0
        for (rule, keys) in rules.prefix(31).enumerated() {
          lefts.removeAll(keepingCapacity: true)
          rights.removeAll(keepingCapacity: true)
          keys.whole.append(record, to: &lefts, scratch: &scratch)
          keys.whole.append(record + 1, to: &rights, scratch: &scratch)
          if lefts.contains(where: { rights.contains($0) }) { mask |= 1 << UInt32(rule) }
        }
        return mask
      }
    }
    return pieces.flatMap { $0 }
  }

  /// Rules whose blocks are found before they go into the rows: so many lists of the block of each record are there at once.
  private static let rulesAtOnce = 2

  /// The blocks of all rules, without what the rows tell.
  ///
  /// - Parameters:
  ///   - limit: no block is larger, whatever its rule allows.
  ///   - rows: take over the blocks.
  ///   - places: of the rules in `rows`.
  /// - Returns: nil as soon as the rules propose more pairs than `pairBudget`.
  func blocks(
    limit: Int, pairBudget: Int, rows: inout BlockRows, of places: [Int], workers: Workers
  ) -> [RuleBlocks]? {
    var all: [RuleBlocks] = []
    var pairCount = 0
    let groupSize = max(Self.rulesAtOnce, workers.threadCount)
    for start in stride(from: 0, to: rules.count, by: groupSize) {
      let group = start..<min(rules.count, start + groupSize)
      let blocks = workers.map(group.count) { place in
        let rule = rules[start + place]
        return RuleBlocks(
          keys: rule.whole, splits: rule.splits, recordCount: recordCount,
          maximumSize: min(limit, rule.maximumSize), workers: workers)
      }
      pairCount = blocks.reduce(pairCount) { $0 + $1.pairCount }
      if pairCount > pairBudget { return nil }
      rows.set(blocks, of: Array(places[group]), workers: workers)
      all += blocks.map { $0.withoutSingleBlocks() }
    }
    return all
  }
}
