internal import GuiyiColumns

/// How often each combination of levels occurs among candidate pairs.
struct VectorCounts: Sendable {
  struct Entry: Sendable {
    let levels: UInt64
    /// The rules that propose such pairs, a bit each.
    let rules: UInt32
    /// Whether such pairs are known to be of two entities: an identifier or a contradiction says so.
    let isApart: Bool
    /// Whether the pairs were found to be one before: they show how matches agree, not how many there are.
    var isKnown = false
    /// How much rarer the agreements of such pairs are than the average agreement, in whole bits.
    let rarity: Double
    var count: Double
    /// How many pairs of records stand behind them, where records were taken together before linking.
    var recordPairCount: Double
  }

  /// In the order of levels, then rules; those of known pairs last.
  let entries: [Entry]
  /// The share of the candidate pairs that was looked at.
  let rate: Double

  init(entries: [Entry], rate: Double) {
    self.entries = entries
    self.rate = rate
  }

  /// Counts a sample of the candidates, chosen by a hash of the pair.
  init(
    _ candidates: CandidatePairs, plan: ScoringPlan, rarity: AgreementRarity, sampleCount: Int,
    workers: Workers
  ) {
    let proposed = candidates.proposedCount
    let rate = min(1, Double(max(1, sampleCount)) / Double(max(1, proposed)))
    // Of very many pairs, most blocks are not even walked through.
    let blockRate = min(1, rate * 4)
    let blockLimit = Self.limit(blockRate)
    let pairLimit = Self.limit(rate / blockRate)
    let next = PieceCounter()
    let parts = workers.map(min(workers.threadCount, max(1, candidates.pieces.count))) { _ in
      var levels: [UInt64] = []
      var marks: [UInt64] = []
      var sizes: [Double] = []
      while let index = next.take(below: candidates.pieces.count) {
        workers.pause()
        let piece = candidates.pieces[index]
        var lefts: [UInt32] = []
        var rights: [UInt32] = []
        candidates.forEach(in: piece) { first in
          blockRate == 1 || Self.hash(UInt64(first), UInt64(piece.rule)) <= blockLimit
        } and: { a, b in
          Self.hash(UInt64(a), UInt64(b)) <= pairLimit
        } _: { a, b in
          lefts.append(a)
          rights.append(b)
        }
        let found = Self.levels(lefts, rights, plan, workers)
        marks += Self.marks(lefts, rights, found, plan, rarity, workers) { candidates.rulesProposing($0, $1) }
        levels += found
        sizes.append(contentsOf: Self.sizes(lefts, rights, plan.table))
      }
      return (levels: levels, marks: marks, sizes: sizes)
    }
    entries =
      Self.tally(
        levels: parts.flatMap(\.levels), marks: parts.flatMap(\.marks), sizes: parts.flatMap(\.sizes))
      + Self.known(candidates, plan: plan, rarity: rarity, rate: rate, workers)
    self.rate = rate
  }

  /// The pairs that were found to be one before, as often as they would have been sampled among candidates.
  private static func known(
    _ candidates: CandidatePairs, plan: ScoringPlan, rarity: AgreementRarity, rate: Double, _ workers: Workers
  ) -> [Entry] {
    let table = plan.table
    let pairs = 0..<UInt32(table.knownPairs.count)
    let first = UInt32(table.recordCount)
    let found = tally(
      pairs.map { first + 2 * $0 }, pairs.map { first + 2 * $0 + 1 }, plan, rarity, workers
    ) { left, _ in
      candidates.rulesOfKnownPairs[Int(left - first) / 2]
    }
    return found.map { entry in
      var entry = entry
      entry.isKnown = true
      entry.count *= table.knownPairs.weight * rate
      entry.recordPairCount = entry.count
      return entry
    }
  }

  private static let apartMark: UInt64 = 1 << 31
  /// Pairs that a thread counts at a time.
  private static let chunkSize = 4096

  /// Counts given pairs.
  static func tally(
    _ lefts: [UInt32], _ rights: [UInt32], _ plan: ScoringPlan, _ rarity: AgreementRarity,
    _ workers: Workers, rules: @Sendable (UInt32, UInt32) -> UInt32
  ) -> [Entry] {
    let levels = levels(lefts, rights, plan, workers)
    return tally(
      levels: levels, marks: marks(lefts, rights, levels, plan, rarity, workers, rules: rules), sizes: [])
  }

  /// How many pairs of records stand behind each pair; empty where each is one.
  private static func sizes(_ lefts: [UInt32], _ rights: [UInt32], _ table: PreparedTable) -> [Double] {
    if table.multiplicities.isEmpty { return [] }
    return zip(lefts, rights).map {
      Double(table.multiplicities[Int($0)]) * Double(table.multiplicities[Int($1)])
    }
  }

  /// The levels of pairs, packed.
  private static func levels(
    _ lefts: [UInt32], _ rights: [UInt32], _ plan: ScoringPlan, _ workers: Workers
  ) -> [UInt64] {
    let table = plan.table
    var packed = [UInt64](repeating: 0, count: lefts.count)
    for comparison in 0..<table.width where !table.specs[comparison].isKeyOnly {
      let found = table.levels(of: comparison, lefts, rights, workers: workers)
      workers.update(&packed, size: chunkSize) { range, packed in
        for pair in range {
          var level = found[pair]
          if table.hasSeveral(lefts[pair], comparison) || table.hasSeveral(rights[pair], comparison) {
            level = plan.level(comparison, lefts[pair], rights[pair]).level
          }
          packed[pair - range.lowerBound] |= UInt64(level) << UInt64(comparison * 4)
        }
      }
    }
    return packed
  }

  /// The rules that propose each pair, whether it is known to be of two entities, and its rarity in the upper half.
  private static func marks(
    _ lefts: [UInt32], _ rights: [UInt32], _ levels: [UInt64], _ plan: ScoringPlan,
    _ rarity: AgreementRarity, _ workers: Workers, rules: @Sendable (UInt32, UInt32) -> UInt32
  ) -> [UInt64] {
    workers.filled(lefts.count, size: chunkSize) { range, marks in
      for pair in range {
        let isApart =
          plan.table.hasDifferentIdentifiers(lefts[pair], rights[pair])
          || plan.contradiction(levels[pair]) != nil
        let bits = rarity.bits(levels[pair], lefts[pair], rights[pair], plan.table)
        marks[pair - range.lowerBound] =
          UInt64(rules(lefts[pair], rights[pair])) & ~apartMark | (isApart ? apartMark : 0)
          | UInt64(bits + 64) << 32
      }
    }
  }

  /// - Parameter sizes: whole numbers, so that no sum depends on the order of pairs; empty where each is 1.
  private static func tally(levels: [UInt64], marks: [UInt64], sizes: [Double]) -> [Entry] {
    var keys = marks
    var order = [UInt32](0..<UInt32(levels.count))
    RadixSort.sort(keys: &keys, values: &order)
    var sorted = order.map { levels[Int($0)] }
    RadixSort.sort(keys: &sorted, values: &order)
    var entries: [Entry] = []
    var start = 0
    while start < sorted.count {
      let mark = marks[Int(order[start])]
      var end = start + 1
      while end < sorted.count && sorted[end] == sorted[start] && marks[Int(order[end])] == mark { end += 1 }
      entries.append(
        Entry(
          levels: sorted[start], rules: UInt32(truncatingIfNeeded: mark & ~apartMark),
          isApart: mark & apartMark != 0, rarity: Double(Int(mark >> 32) - 64), count: Double(end - start),
          recordPairCount: sizes.isEmpty
            ? Double(end - start) : order[start..<end].reduce(0) { $0 + sizes[Int($1)] }))
      start = end
    }
    return entries
  }

  private static func limit(_ share: Double) -> UInt64 {
    share >= 1 ? .max : UInt64(share * 0x1p64)
  }

  private static func hash(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var random = SplitMix64(seed: a << 32 ^ b)
    return random.next()
  }
}
