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

  let rules: [RuleBlocks]
  let pieces: [Piece]
  private let scope: PairScope
  private let sources: [UInt16]

  init(_ table: PreparedTable, spec: LinkSpec, workers: Workers) {
    var derived: [BlockingKey: DerivedKeys] = [:]
    for key in spec.rules.flatMap({ $0.keys + $0.splitKeys }) where derived[key] == nil {
      derived[key] = DerivedKeys(
        table.comparisons[key.comparison], valueCount: table.valueCounts[key.comparison].count,
        part: key.part, workers: workers)
    }
    let parts = { (keys: [BlockingKey]) in
      RecordKeys(table: table, parts: keys.compactMap { key in derived[key].map { (key.comparison, $0) } })
    }
    let combined = spec.rules.map { (whole: parts($0.keys), splits: $0.splitKeys.map { parts([$0]) }) }
    var limit = Int.max
    while true {
      let cap = limit
      let blocks = workers.map(spec.rules.count) { rule in
        RuleBlocks(
          keys: combined[rule].whole, splits: combined[rule].splits,
          maximumSize: min(cap, spec.rules[rule].maximumBlockSize), workers: workers)
      }
      let pairs = blocks.reduce(0) { $0 + $1.pairCount }
      let largest = min(limit, spec.rules.map(\.maximumBlockSize).max() ?? 2)
      if pairs <= spec.pairBudget || largest <= 8 {
        rules = blocks
        break
      }
      // Over the budget: smaller blocks, until it holds.
      limit = largest * 2 / 3
    }
    var pieces: [Piece] = []
    for (rule, blocks) in rules.enumerated() {
      var start = 0
      var cost = 0
      for block in 0..<blocks.blockCount {
        let size = blocks.starts[block + 1] - blocks.starts[block]
        cost += size * (size - 1) / 2
        if cost >= Self.pieceSize || block == blocks.blockCount - 1 {
          pieces.append(Piece(rule: rule, blocks: start..<block + 1))
          start = block + 1
          cost = 0
        }
      }
    }
    self.pieces = pieces
    scope = spec.scope
    sources = table.sources
  }

  /// Pairs that would be compared if no two rules proposed the same one.
  var proposedCount: Int { rules.reduce(0) { $0 + $1.pairCount } }

  /// Calls `body` with every pair of a piece that no earlier rule proposes, the lower record first.
  @inline(__always) func forEach(in piece: Piece, _ body: (UInt32, UInt32) -> Void) {
    let own = rules[piece.rule]
    let isSingle = own.blockOffsets.isEmpty
    for block in piece.blocks {
      let range = own.starts[block]..<own.starts[block + 1]
      for i in range {
        let a = own.members[i]
        inner: for j in i + 1..<range.upperBound {
          let b = own.members[j]
          for earlier in 0..<piece.rule where rules[earlier].firstCommonBlock(a, b) != RuleBlocks.none {
            continue inner
          }
          if !isSingle && own.firstCommonBlock(a, b) != UInt32(block) { continue }
          if scope == .acrossSources && sources[Int(a)] == sources[Int(b)] { continue }
          body(a, b)
        }
      }
    }
  }

  /// The rules that propose a pair, a bit each; rules beyond the 32nd are not told.
  func rulesProposing(_ a: UInt32, _ b: UInt32) -> UInt32 {
    var mask: UInt32 = 0
    for rule in 0..<min(32, rules.count) where rules[rule].firstCommonBlock(a, b) != RuleBlocks.none {
      mask |= 1 << UInt32(rule)
    }
    return mask
  }
}
