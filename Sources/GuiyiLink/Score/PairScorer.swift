internal import GuiyiColumns

/// Scores candidate pairs in batches: cheap facts first, text only where the threshold is still in reach.
struct PairScorer {
  /// Pairs of a batch; their working set stays in the first cache.
  private static let batchSize = 1024

  /// What was kept, in the order in which pairs came.
  struct Output: Sendable {
    var links: [ScoredPair] = []
    var reviews: [ReviewPair] = []
    var conflicts: [ConflictPair] = []
    /// Below the review threshold, but near enough for pooled evidence to matter.
    var weak: [ScoredPair] = []
    var histogram = [Int](repeating: 0, count: 81)
    var pairCounts: [Int]
  }

  private let plan: ScoringPlan
  private let keepWeight: Int32
  /// Comparisons whose level is known as soon as two values differ: no text has to be looked at.
  private let plainMask: UInt16
  private let extrasMask: [UInt16]
  private let order: [Int]
  /// Comparisons that depend on another one.
  private let dependent: [Int]
  private(set) var output: Output

  private var lefts: [UInt32]
  private var rights: [UInt32]
  private var bounds: [Int32]
  private var levels: [UInt64]
  private var pending: [UInt16]
  private var count = 0
  private var xs: [UInt32]
  private var ys: [UInt32]
  private var found: [UInt8]

  /// - Parameter keepWeight: pairs below it are forgotten, unless a contradiction holds for them; 1/1000 bit.
  init(plan: ScoringPlan, keepWeight: Int32, ruleCount: Int) {
    self.plan = plan
    self.keepWeight = keepWeight
    var plainMask: UInt16 = 0
    for comparison in 0..<plan.table.width where plan.table.specs[comparison].kind == .exact {
      plainMask |= 1 << UInt16(comparison)
    }
    self.plainMask = plainMask
    extrasMask = plan.table.extrasMask
    // What can disappoint most comes first, so that hopeless pairs leave early.
    order = (0..<plan.table.width).sorted { a, b in
      let row = { (c: Int) in plan.weights[c * ScoringPlan.levelCapacity + 1] - plan.upperDifferent[c] }
      return (row(a), a) < (row(b), b)
    }
    dependent = (0..<plan.table.width).filter { comparison in
      plan.parents[comparison].comparison >= 0
        || plan.dependences.contains { $0.comparison == comparison }
    }
    output = Output(pairCounts: [Int](repeating: 0, count: ruleCount))
    lefts = [UInt32](repeating: 0, count: Self.batchSize)
    rights = lefts
    xs = lefts
    ys = lefts
    bounds = [Int32](repeating: 0, count: Self.batchSize)
    levels = [UInt64](repeating: 0, count: Self.batchSize)
    pending = [UInt16](repeating: 0, count: Self.batchSize)
    found = [UInt8](repeating: 0, count: Self.batchSize)
  }

  /// Scores every pair of a piece.
  mutating func score(_ piece: CandidatePairs.Piece, of candidates: CandidatePairs) {
    var seen = 0
    candidates.forEach(in: piece) { a, b in
      seen &+= 1
      offer(a, b)
    }
    flush()
    output.pairCounts[piece.rule] += seen
  }

  /// Takes a pair into the batch, unless its values alone put it out of reach.
  @inline(__always) mutating func offer(_ a: UInt32, _ b: UInt32) {
    let table = plan.table
    let width = table.width
    let rowA = Int(a) &* width
    let rowB = Int(b) &* width
    var bound = plan.prior
    var packed: UInt64 = 0
    var open: UInt16 = 0
    let several: UInt16 = extrasMask.isEmpty ? 0 : extrasMask[Int(a)] | extrasMask[Int(b)]
    for comparison in 0..<width {
      let x = table.matrix[rowA &+ comparison]
      let y = table.matrix[rowB &+ comparison]
      if x == 0 || y == 0 { continue }
      let bit: UInt16 = 1 &<< UInt16(truncatingIfNeeded: comparison)
      if several & bit != 0 {
        bound &+= plan.upperAny[comparison]
        open |= bit
        continue
      }
      if x == y {
        let level = Int(table.exactLevels[comparison])
        packed |= UInt64(level) &<< UInt64(comparison &* 4)
        let row = comparison &* ScoringPlan.levelCapacity &+ level
        let start = plan.rarityStarts[comparison]
        bound &+= plan.weights[row]
        if start >= 0 { bound &+= plan.rarities[start &+ Int(x)] &* plan.rarityShares[row] / 1000 }
      } else if plainMask & bit != 0 {
        packed |= 1 &<< UInt64(comparison &* 4)
        bound &+= plan.weights[comparison &* ScoringPlan.levelCapacity &+ 1]
      } else {
        bound &+= plan.upper(comparison, x, y)
        open |= bit
      }
    }
    if bound < keepWeight && !canContradict(packed, open) { return }
    lefts[count] = a
    rights[count] = b
    bounds[count] = bound
    levels[count] = packed
    pending[count] = open
    count &+= 1
    if count == Self.batchSize { flush() }
  }

  /// Whether a contradiction may still hold when the open comparisons are settled.
  private func canContradict(_ packed: UInt64, _ open: UInt16) -> Bool {
    nextRule: for rule in plan.contradictions {
      for condition in rule.conditions
      where open &>> UInt16(condition.comparison) & 1 == 0 && !condition.holds(packed) {
        continue nextRule
      }
      return true
    }
    return false
  }

  /// Settles the open comparisons of the batch and sorts its pairs into the output.
  private mutating func flush() {
    var alive = Array(0..<count)
    for comparison in order {
      let bit: UInt16 = 1 << UInt16(comparison)
      let chosen = alive.filter { pending[$0] & bit != 0 }
      if chosen.isEmpty { continue }
      settle(comparison, chosen)
      alive = alive.filter { pair in
        bounds[pair] >= keepWeight || canContradict(levels[pair], pending[pair])
      }
      if alive.isEmpty { break }
    }
    for pair in alive { finish(pair) }
    count = 0
  }

  private mutating func settle(_ comparison: Int, _ chosen: [Int]) {
    let table = plan.table
    let bit: UInt16 = 1 << UInt16(comparison)
    let width = table.width
    var single = 0
    for pair in chosen {
      xs[single] = table.matrix[Int(lefts[pair]) &* width &+ comparison]
      ys[single] = table.matrix[Int(rights[pair]) &* width &+ comparison]
      single &+= 1
    }
    let prepared = table.comparisons[comparison]
    var found: [UInt8] = []
    swap(&found, &self.found)
    defer { swap(&found, &self.found) }
    var levelSpan = found.mutableSpan
    prepared.levels(
      xs.span.extracting(0..<single), ys.span.extracting(0..<single), stride: 1, offset: 0, into: &levelSpan)
    let row = comparison &* ScoringPlan.levelCapacity
    for (place, pair) in chosen.enumerated() {
      var level = Int(found[place])
      var x = xs[place]
      var y = ys[place]
      let upper: Int32
      if !extrasMask.isEmpty && (extrasMask[Int(lefts[pair])] | extrasMask[Int(rights[pair])]) & bit != 0 {
        let best = plan.level(comparison, lefts[pair], rights[pair])
        level = Int(best.level)
        x = best.x
        y = best.y
        upper = plan.upperAny[comparison]
      } else {
        upper = plan.upper(comparison, x, y)
      }
      bounds[pair] &+= plan.weights[row &+ level] &+ plan.rarity(comparison, level, x, y) &- upper
      levels[pair] |= UInt64(level) &<< UInt64(comparison &* 4)
      pending[pair] &= ~bit
    }
  }

  private mutating func finish(_ pair: Int) {
    let a = lefts[pair]
    let b = rights[pair]
    let packed = levels[pair]
    var total = bounds[pair]
    if !dependent.isEmpty { total &-= excess(a, b, packed) }
    if plan.group != nil { total = plan.againstGroup(total, packed, a, b) }
    let scored = ScoredPair(left: min(a, b), right: max(a, b), weight: total, levels: packed)
    output.histogram[Int(min(max((total + 40_500) / 1000, 0), 80))] &+= 1
    if let contradiction = plan.contradiction(packed) {
      output.conflicts.append(ConflictPair(pair: scored, contradiction: contradiction))
    } else if total < keepWeight {
      return
    } else if plan.table.hasDifferentIdentifiers(a, b) {
      if total >= plan.linkWeight {
        output.reviews.append(ReviewPair(pair: scored, reason: .differentIdentifiers))
      }
    } else if total >= plan.linkWeight && plan.hasRequiredEvidence(packed, weight: total) {
      output.links.append(scored)
    } else if total >= plan.reviewWeight {
      output.reviews.append(
        ReviewPair(pair: scored, reason: total >= plan.linkWeight ? .lacksEvidence : .uncertain))
    } else {
      output.weak.append(scored)
    }
  }

  /// What dependences take away from a pair, in 1/1000 bit.
  private func excess(_ a: UInt32, _ b: UInt32, _ packed: UInt64) -> Int32 {
    var taken: Int32 = 0
    for comparison in dependent {
      let level = Int(packed >> UInt64(comparison * 4) & 15)
      if level == 0 { continue }
      let row = comparison * ScoringPlan.levelCapacity + level
      var weight = plan.weights[row]
      if plan.rarityShares[row] != 0 {
        let best = plan.level(comparison, a, b)
        weight += plan.rarity(comparison, level, best.x, best.y)
      }
      taken -= plan.dependenceWeight(comparison, weight: weight, levels: packed)
    }
    return taken
  }
}

/// Pairs that were kept, in canonical order.
struct ScoredPairs: Sendable {
  var links: [ScoredPair]
  var reviews: [ReviewPair]
  var conflicts: [ConflictPair]
  var weak: [ScoredPair]
  var histogram: [Int]
  var pairCounts: [Int]

  /// Scores all candidates; the order of the result does not depend on the threads.
  init(_ candidates: CandidatePairs, plan: ScoringPlan, keepWeight: Int32, workers: Workers) {
    let next = PieceCounter()
    let outputs = workers.map(workers.threadCount) { _ in
      var scorer = PairScorer(plan: plan, keepWeight: keepWeight, ruleCount: candidates.rules.count)
      while let piece = next.take(below: candidates.pieces.count) {
        scorer.score(candidates.pieces[piece], of: candidates)
      }
      return scorer.output
    }
    links = ScoredPairs.sorted(outputs.map(\.links)) { $0 }
    reviews = ScoredPairs.sorted(outputs.map(\.reviews), by: \.pair)
    conflicts = ScoredPairs.sorted(outputs.map(\.conflicts), by: \.pair)
    weak = ScoredPairs.sorted(outputs.map(\.weak)) { $0 }
    histogram = [Int](repeating: 0, count: 81)
    pairCounts = [Int](repeating: 0, count: candidates.rules.count)
    for output in outputs {
      for slot in histogram.indices { histogram[slot] += output.histogram[slot] }
      for rule in pairCounts.indices { pairCounts[rule] += output.pairCounts[rule] }
    }
  }

  /// Heaviest first, then by records.
  static func sorted<Item: Sendable>(_ parts: [[Item]], by pair: (Item) -> ScoredPair) -> [Item] {
    let items = parts.flatMap { $0 }
    var order = [UInt32](0..<UInt32(items.count))
    var keys = items.map { item in
      let pair = pair(item)
      return UInt64(pair.left) << 32 | UInt64(pair.right)
    }
    RadixSort.sort(keys: &keys, values: &order)
    // The second sort keeps the order of the first among equal weights.
    var weights = order.map { place in
      UInt64(UInt32(bitPattern: ~pair(items[Int(place)]).weight) ^ 0x8000_0000)
    }
    RadixSort.sort(keys: &weights, values: &order)
    return order.map { items[Int($0)] }
  }
}
