internal import GuiyiColumns

/// Scores candidate pairs in batches: cheap facts first, text only where the threshold is still in reach.
struct PairScorer {
  /// Pairs after which the limit of memory is looked at. Pairs come in the order of their records, so that these lie near.
  private static let stretch = FirstLooks.stretch

  /// What a comparison costs, as `ScoredColumn` counts it, from where on a look at what is remembered is worth its time.
  private static let leastRemembered: Int32 = 4

  /// What was kept, in the order in which pairs came.
  struct Output: Sendable {
    var links = ChunkedList<ScoredPair>()
    var reviews = ChunkedList<ReviewPair>()
    var conflicts = ChunkedList<ConflictPair>()
    /// Below the review threshold, but near enough for pooled evidence to matter.
    var weak = ChunkedList<ScoredPair>()
    var histogram = [Int](repeating: 0, count: 81)
    var pairCounts: [Int]
  }

  private let plan: ScoringPlan
  /// By comparison.
  private let columns: [ScoredColumn]
  private let looks: FirstLooks
  /// The columns in the order in which they are settled: what can disappoint most for its cost comes first.
  private let order: [Int]
  private let contradictions: LevelPredicates
  private let requirements: LevelPredicates
  /// The comparisons that depend on another one.
  private let dependent: [Int]
  private(set) var output: Output

  private var batch: PairBatch
  /// Places of the batch: those still in reach, and those whose text is looked at.
  private var alive = [UInt16](repeating: 0, count: PairBatch.size)
  private var aliveCount = 0
  private var chosenCount = 0
  private var chosen = [UInt16](repeating: 0, count: PairBatch.size)
  private var xs = [UInt32](repeating: 0, count: PairBatch.size)
  private var ys = [UInt32](repeating: 0, count: PairBatch.size)
  private var found = [UInt8](repeating: 0, count: PairBatch.size)
  /// What two values of a column came to lately, by the place of the column; empty where a look costs no more than the comparison.
  private var memories: [LevelMemory]

  init(_ looks: FirstLooks, ruleCount: Int) {
    let plan = looks.plan
    let columns = looks.columns
    self.plan = plan
    self.looks = looks
    self.columns = columns
    dependent = (0..<plan.table.width).filter { comparison in
      plan.parents[comparison].comparison >= 0
        || plan.dependences.contains { $0.comparison == comparison }
    }
    order = columns.indices.filter { columns[$0].isScored }.sorted { a, b in
      let fall = { (c: Int) in -columns[c].reach / columns[c].cost }
      return (fall(a), a) < (fall(b), b)
    }
    contradictions = LevelPredicates(plan.contradictions.map { ($0.conditions, .min) })
    requirements = LevelPredicates(
      plan.requirements.map {
        ($0.conditions, Int32((min(max($0.minimumBits, -1e6), 1e6) * 1000).rounded(.up)))
      })
    output = Output(pairCounts: [Int](repeating: 0, count: ruleCount))
    batch = PairBatch(width: plan.table.width)
    memories = columns.map {
      LevelMemory(batchSize: $0.isScored && $0.cost >= Self.leastRemembered ? PairBatch.size : 0)
    }
  }

  /// Scores every pair of a piece.
  ///
  /// - Parameter touched: only pairs of two such records are scored; empty for all pairs.
  mutating func score(
    _ piece: CandidatePairs.Piece, of candidates: CandidatePairs, touched: [Bool] = [], workers: Workers
  ) {
    var seen = 0
    let prior = plan.prior
    candidates.forEach(in: piece, touched: touched) { a, b in
      seen &+= 1
      batch.append(a, b, prior: prior)
      if batch.count % Self.stretch == 0 { workers.pause() }
      if batch.count == PairBatch.size { flush(workers) }
    }
    flush(workers)
    output.pairCounts[piece.rule] += seen
  }

  /// Scores the pairs of the batch.
  private mutating func flush(_ workers: Workers) {
    bound(workers)
    for column in order where aliveCount > 0 {
      if choose(column, workers) > 0 { settle(column, workers) }
    }
    for place in 0..<aliveCount { finish(Int(alive[place])) }
    batch.count = 0
  }

  /// What the values of the pairs' records tell without a look at any text; the hopeless are left out.
  private mutating func bound(_ workers: Workers) {
    aliveCount = 0
    for start in stride(from: 0, to: batch.count, by: FirstLooks.stretch) {
      workers.pause()
      let pairs = start..<min(batch.count, start + FirstLooks.stretch)
      looks.take(pairs, of: &batch)
      for pair in pairs where isInReach(pair) {
        alive[aliveCount] = UInt16(truncatingIfNeeded: pair)
        aliveCount &+= 1
      }
    }
  }

  /// Whether a pair may still be one that is kept.
  @inline(__always) private func isInReach(_ pair: Int) -> Bool {
    batch.pairs[pair].bound >= plan.keepWeight
      || contradictions.canHold(batch.pairs[pair].levels, open: batch.pairs[pair].open)
  }

  /// Lists the living pairs whose text a column must look at, with their values; says how many.
  private mutating func choose(_ index: Int, _ workers: Workers) -> Int {
    let column = columns[index]
    let ownMatrix = plan.table.matrix
    let matrix = ownMatrix.span
    let width = plan.table.width
    var chosenCount = 0
    for place in 0..<aliveCount {
      let pair = alive[place]
      if batch.pairs[Int(pair)].open & column.bit == 0 { continue }
      chosen[chosenCount] = pair
      xs[chosenCount] = matrix[Int(batch.pairs[Int(pair)].left) &* width &+ column.comparison]
      ys[chosenCount] = matrix[Int(batch.pairs[Int(pair)].right) &* width &+ column.comparison]
      chosenCount &+= 1
    }
    self.chosenCount = chosenCount
    if memories[index].isEmpty {
      Self.compare(xs, ys, count: chosenCount, plan.table.comparisons[column.comparison], workers, &found)
    } else {
      memories[index].recall(xs, ys, count: chosenCount, into: &found) { xs, ys, count, found in
        Self.compare(xs, ys, count: count, plan.table.comparisons[column.comparison], workers, &found)
      }
    }
    return chosenCount
  }

  /// The levels of the first `count` pairs of values.
  private static func compare(
    _ xs: [UInt32], _ ys: [UInt32], count: Int, _ comparison: PreparedComparison, _ workers: Workers,
    _ found: inout [UInt8]
  ) {
    var some = InlineArray<64, UInt8>(repeating: 0)
    for start in stride(from: 0, to: count, by: stretch) {
      workers.pause()
      let part = start..<min(count, start + stretch)
      var levels = some.mutableSpan
      comparison.levels(
        xs.span.extracting(part), ys.span.extracting(part), stride: 1, offset: 0, into: &levels)
      for place in part { found[place] = levels[place - start] }
    }
  }

  /// Puts the levels of a column in the place of its bounds, and lets those go that are out of reach.
  private mutating func settle(_ index: Int, _ workers: Workers) {
    let column = columns[index]
    let row = column.comparison &* ScoringPlan.levelCapacity
    let ownExtras = plan.table.extrasMask
    let extras = ownExtras.span
    for place in 0..<chosenCount {
      if place % Self.stretch == 0 { workers.pause() }
      let pair = Int(chosen[place])
      var level = Int(found[place])
      var x = xs[place]
      var y = ys[place]
      if !extras.isEmpty
        && (extras[Int(batch.pairs[pair].left)] | extras[Int(batch.pairs[pair].right)]) & column.bit != 0
      {
        let best = plan.level(column.comparison, batch.pairs[pair].left, batch.pairs[pair].right)
        level = Int(best.level)
        x = best.x
        y = best.y
      }
      let part = plan.weights[row &+ level] &+ plan.rarity(column.comparison, level, x, y)
      batch.pairs[pair].bound &+= part &- batch.reserves[pair &* batch.width &+ column.comparison]
      batch.pairs[pair].levels |= UInt64(level) &<< UInt64(column.comparison &* 4)
      batch.pairs[pair].open &= ~column.bit
    }
    var kept = 0
    for place in 0..<aliveCount {
      let pair = Int(alive[place])
      if isInReach(pair) {
        alive[kept] = alive[place]
        kept &+= 1
      }
    }
    aliveCount = kept
  }

  private mutating func finish(_ pair: Int) {
    let a = batch.pairs[pair].left
    let b = batch.pairs[pair].right
    let packed = batch.pairs[pair].levels
    var total = batch.pairs[pair].bound
    for comparison in dependent {
      total &+= plan.dependenceWeight(
        comparison, weight: plan.weight(comparison, packed, a, b), levels: packed)
    }
    if plan.group != nil { total = plan.againstGroup(total, packed, a, b) }
    let scored = ScoredPair(left: min(a, b), right: max(a, b), weight: total, levels: packed)
    output.histogram[Int(min(max((total + 40_500) / 1000, 0), 80))] &+= 1
    if contradictions.canHold(packed, open: 0), let contradiction = plan.contradiction(packed) {
      output.conflicts.append(ConflictPair(pair: scored, contradiction: contradiction))
    } else if total < plan.keepWeight {
      return
    } else if plan.table.hasDifferentIdentifiers(a, b) {
      if total >= plan.linkWeight {
        output.reviews.append(ReviewPair(pair: scored, reason: .differentIdentifiers))
      }
    } else if total >= plan.linkWeight && (requirements.isEmpty || requirements.holds(packed, weight: total))
    {
      output.links.append(scored)
    } else if total >= plan.reviewWeight {
      output.reviews.append(
        ReviewPair(pair: scored, reason: total >= plan.linkWeight ? .lacksEvidence : .uncertain))
    } else {
      output.weak.append(scored)
    }
  }
}
