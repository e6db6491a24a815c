internal import GuiyiColumns

/// Scores candidate pairs in batches: cheap facts first, text only where the threshold is still in reach.
struct PairScorer {
  /// Pairs of a batch; their working set stays in the first caches.
  private static let batchSize = 1024
  /// Pairs after which the limit of memory is looked at. Pairs come in the order of their records, so that these lie near.
  private static let stretch = 64

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
  private let keepWeight: Int32
  private let columns: [ScoredColumn]
  /// What the first look at a column comes to, `FirstLook.stateCount` for each.
  private let looks: [FirstLook]
  /// The columns whose values' rarity counts.
  private let weightedByRarity: [Int]
  /// Those of the plan; one at least.
  private let rarities: [Int32]
  /// The columns in the order in which they are settled: what can disappoint most for its cost comes first.
  private let order: [Int]
  private let contradictions: LevelPredicates
  private let requirements: LevelPredicates
  /// The comparisons that depend on another one; the weight of each is kept beside a pair.
  private let dependent: [Int]
  private(set) var output: Output

  private var lefts = [UInt32](repeating: 0, count: Self.batchSize)
  private var rights = [UInt32](repeating: 0, count: Self.batchSize)
  private var bounds = [Int32](repeating: 0, count: Self.batchSize)
  private var levels = [UInt64](repeating: 0, count: Self.batchSize)
  private var pending = [UInt16](repeating: 0, count: Self.batchSize)
  /// What each dependent comparison weighs, pair-major.
  private var parts: [Int32]
  private var count = 0
  /// Places of the batch: those still in reach, and those whose text is looked at.
  private var alive = [UInt16](repeating: 0, count: Self.batchSize)
  private var aliveCount = 0
  private var chosenCount = 0
  private var chosen = [UInt16](repeating: 0, count: Self.batchSize)
  private var xs = [UInt32](repeating: 0, count: Self.batchSize)
  private var ys = [UInt32](repeating: 0, count: Self.batchSize)
  private var found = [UInt8](repeating: 0, count: Self.batchSize)
  /// What two values of a column came to lately, by the place of the column; empty where a look costs no more than the comparison.
  private var memories: [LevelMemory]

  /// - Parameter keepWeight: pairs below it are forgotten, unless a contradiction holds for them; 1/1000 bit.
  init(plan: ScoringPlan, keepWeight: Int32, ruleCount: Int) {
    self.plan = plan
    self.keepWeight = keepWeight
    let dependent = (0..<plan.table.width).filter { comparison in
      plan.parents[comparison].comparison >= 0
        || plan.dependences.contains { $0.comparison == comparison }
    }
    self.dependent = dependent
    columns = (0..<plan.table.width).filter { !plan.table.specs[$0].isKeyOnly }.map {
      ScoredColumn($0, plan: plan, dependentPlace: dependent.firstIndex(of: $0))
    }
    let scored = columns
    looks = scored.flatMap { FirstLook.all(of: $0, plan: plan) }
    weightedByRarity = scored.indices.filter { scored[$0].rarityMask != 0 }
    rarities = plan.rarities.isEmpty ? [0] : plan.rarities
    order = scored.indices.sorted { a, b in
      let fall = { (c: Int) in (scored[c].differentWeight - scored[c].upperDifferent) / scored[c].cost }
      return (fall(a), a) < (fall(b), b)
    }
    contradictions = LevelPredicates(plan.contradictions.map { ($0.conditions, .min) })
    requirements = LevelPredicates(
      plan.requirements.map {
        ($0.conditions, Int32((min(max($0.minimumBits, -1e6), 1e6) * 1000).rounded(.up)))
      })
    output = Output(pairCounts: [Int](repeating: 0, count: ruleCount))
    parts = [Int32](repeating: 0, count: Self.batchSize * dependent.count)
    memories = columns.map { LevelMemory(batchSize: $0.cost < Self.leastRemembered ? 0 : Self.batchSize) }
  }

  /// Scores every pair of a piece.
  ///
  /// - Parameter touched: only pairs of two such records are scored; empty for all pairs.
  mutating func score(
    _ piece: CandidatePairs.Piece, of candidates: CandidatePairs, touched: [Bool] = [], workers: Workers
  ) {
    var seen = 0
    candidates.forEach(in: piece, touched: touched) { a, b in
      seen &+= 1
      lefts[count] = a
      rights[count] = b
      count &+= 1
      if count % Self.stretch == 0 { workers.pause() }
      if count == Self.batchSize { flush(workers) }
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
    count = 0
  }

  /// What the values of the pairs' records tell without a look at any text; the hopeless are left out.
  private mutating func bound(_ workers: Workers) {
    aliveCount = 0
    // Copies of the references: spans of them do not stand in the way of writing to the batch.
    let (ownMatrix, ownRarities, ownExtras, ownColumns, ownLooks, ownRareColumns) = (
      plan.table.matrix, rarities, plan.table.extrasMask, columns, looks, weightedByRarity
    )
    let matrix = ownMatrix.span
    let rarities = ownRarities.span
    let extras = ownExtras.span
    let columns = ownColumns.span
    let looks = ownLooks.span
    let rareColumns = ownRareColumns.span
    let prior = plan.prior
    let width = plan.table.width
    for pair in 0..<count {
      if pair % Self.stretch == 0 { workers.pause() }
      if pair &+ 12 < count {
        matrix.fetch(Int(lefts[pair &+ 12]) &* width)
        matrix.fetch(Int(rights[pair &+ 12]) &* width)
        // Its last line as well; of the left one, pairs side by side have both.
        matrix.fetch(Int(rights[pair &+ 12]) &* width &+ width &- 1)
      }
      if pair &+ 4 < count {
        // By now the rows are there that tell which rarities will be asked for.
        let rowA = Int(lefts[pair &+ 4]) &* width
        let rowB = Int(rights[pair &+ 4]) &* width
        for index in rareColumns.indices {
          let column = columns[rareColumns[index]]
          rarities.fetch(column.rarityStart &+ Int(matrix[rowA &+ column.comparison]))
          rarities.fetch(column.rarityStart &+ Int(matrix[rowB &+ column.comparison]))
        }
      }
      let a = Int(lefts[pair])
      let b = Int(rights[pair])
      let rowA = a &* width
      let rowB = b &* width
      let several: UInt16 = extras.isEmpty ? 0 : extras[a] | extras[b]
      var bound = prior
      var packed: UInt64 = 0
      var open: UInt16 = 0
      for index in columns.indices {
        let column = columns[index]
        let x = matrix[rowA &+ column.comparison]
        let y = matrix[rowB &+ column.comparison]
        // Looked up rather than branched on: nothing foretells which values are equal.
        var state = (x == 0 ? 0 : 1) & (y == 0 ? 0 : 1) &* (x == y ? FirstLook.equal : FirstLook.different)
        if several & column.bit != 0 && state != 0 { state = FirstLook.several }
        let look = looks[index &* FirstLook.stateCount &+ state]
        let rarity = min(
          rarities[column.rarityStart &+ Int(x & column.rarityMask)],
          rarities[column.rarityStart &+ Int(y & column.rarityMask)])
        let part = look.weight &+ max(look.leastRarity, rarity) &* look.share / 1000
        bound &+= part
        packed |= look.level
        open |= look.open
        if column.dependentPlace >= 0 { parts[pair &* dependent.count &+ column.dependentPlace] = part }
      }
      if bound < keepWeight && !contradictions.canHold(packed, open: open) { continue }
      bounds[pair] = bound
      levels[pair] = packed
      pending[pair] = open
      alive[aliveCount] = UInt16(truncatingIfNeeded: pair)
      aliveCount &+= 1
    }
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
      if pending[Int(pair)] & column.bit == 0 { continue }
      chosen[chosenCount] = pair
      xs[chosenCount] = matrix[Int(lefts[Int(pair)]) &* width &+ column.comparison]
      ys[chosenCount] = matrix[Int(rights[Int(pair)]) &* width &+ column.comparison]
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
    let (ownExtras, ownRarities) = (plan.table.extrasMask, plan.rarities)
    let extras = ownExtras.span
    let rarities = ownRarities.span
    for place in 0..<chosenCount {
      if place % Self.stretch == 0 { workers.pause() }
      let pair = Int(chosen[place])
      var level = Int(found[place])
      var x = xs[place]
      var y = ys[place]
      let upper: Int32
      if !extras.isEmpty && (extras[Int(lefts[pair])] | extras[Int(rights[pair])]) & column.bit != 0 {
        let best = plan.level(column.comparison, lefts[pair], rights[pair])
        level = Int(best.level)
        x = best.x
        y = best.y
        upper = column.upperAny
      } else {
        upper = column.upper(x, y, rarities)
      }
      let part = plan.weights[row &+ level] &+ plan.rarity(column.comparison, level, x, y)
      bounds[pair] &+= part &- upper
      levels[pair] |= UInt64(level) &<< UInt64(column.comparison &* 4)
      pending[pair] &= ~column.bit
      if column.dependentPlace >= 0 { parts[pair &* dependent.count &+ column.dependentPlace] = part }
    }
    var kept = 0
    for place in 0..<aliveCount {
      let pair = Int(alive[place])
      if bounds[pair] >= keepWeight || contradictions.canHold(levels[pair], open: pending[pair]) {
        alive[kept] = alive[place]
        kept &+= 1
      }
    }
    aliveCount = kept
  }

  private mutating func finish(_ pair: Int) {
    let a = lefts[pair]
    let b = rights[pair]
    let packed = levels[pair]
    var total = bounds[pair]
    for (place, comparison) in dependent.enumerated() {
      let weight = parts[pair &* dependent.count &+ place]
      total &+= plan.dependenceWeight(comparison, weight: weight, levels: packed)
    }
    if plan.group != nil { total = plan.againstGroup(total, packed, a, b) }
    let scored = ScoredPair(left: min(a, b), right: max(a, b), weight: total, levels: packed)
    output.histogram[Int(min(max((total + 40_500) / 1000, 0), 80))] &+= 1
    if contradictions.canHold(packed, open: 0), let contradiction = plan.contradiction(packed) {
      output.conflicts.append(ConflictPair(pair: scored, contradiction: contradiction))
    } else if total < keepWeight {
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

/// What the first look at two values of a comparison tells.
private struct FirstLook {
  /// The states of two values: they are equal, they differ, one of several may be meant; 0 where one of them is missing.
  static let equal = 1
  static let different = 2
  static let several = 3
  static let stateCount = 4

  let weight: Int32
  /// How far rarity counts, in 1/1000, and the least that it comes to.
  let share: Int32
  let leastRarity: Int32
  /// The bit of the column where a text has to be looked at.
  let open: UInt16
  /// Where it stands in packed levels; 0 as long as it is open.
  let level: UInt64

  private init(weight: Int32, share: Int32, leastRarity: Int32 = 0, open: UInt16 = 0, level: UInt64 = 0) {
    self.weight = weight
    self.share = share
    self.leastRarity = leastRarity
    self.open = open
    self.level = level
  }

  /// By state.
  static func all(of column: ScoredColumn, plan: ScoringPlan) -> [FirstLook] {
    let row = column.comparison * ScoringPlan.levelCapacity
    let exact = Int(plan.table.exactLevels[column.comparison])
    let shift = UInt64(column.comparison * 4)
    let hasRarity = plan.rarityStarts[column.comparison] >= 0
    // Where nothing but equality counts, the level is known as soon as two values differ.
    let isPlain = plan.table.specs[column.comparison].kind == .exact
    return [
      FirstLook(weight: 0, share: 0),
      FirstLook(
        weight: plan.weights[row + exact], share: hasRarity ? plan.rarityShares[row + exact] : 0,
        leastRarity: .min, level: UInt64(exact) << shift),
      isPlain
        ? FirstLook(weight: plan.weights[row + 1], share: 0, level: 1 << shift)
        : FirstLook(weight: column.upperDifferent, share: column.upperShare, open: column.bit),
      FirstLook(weight: column.upperAny, share: 0, open: column.bit),
    ]
  }
}

/// What looks at two values of a comparison need, in one place.
private struct ScoredColumn {
  let comparison: Int
  let bit: UInt16
  /// Where its values' rarities start, and all bits: 0 and no bit where rarity does not count.
  let rarityStart: Int
  let rarityMask: UInt32
  let differentWeight: Int32
  let upperDifferent: Int32
  let upperShare: Int32
  let upperAny: Int32
  /// What comparing two texts costs, about, in units of comparing two dates.
  let cost: Int32
  /// Where its weight is kept beside a pair; -1 where nothing depends on it.
  let dependentPlace: Int

  init(_ comparison: Int, plan: ScoringPlan, dependentPlace: Int?) {
    self.comparison = comparison
    bit = 1 << UInt16(comparison)
    let start = plan.rarityStarts[comparison]
    rarityStart = max(0, start)
    rarityMask = start < 0 ? 0 : .max
    differentWeight = plan.weights[comparison * ScoringPlan.levelCapacity + 1]
    upperDifferent = plan.upperDifferent[comparison]
    upperShare = plan.upperShare[comparison]
    upperAny = plan.upperAny[comparison]
    cost =
      switch plan.table.specs[comparison].kind {
      case .exact, .date, .number, .wholeNumber: 1
      case .phone, .email: 2
      case .editDistance, .hanName: 4
      case .jaroWinkler, .parts: 8
      case .latinName, .tokens: 24
      }
    self.dependentPlace = dependentPlace ?? -1
  }

  /// The most that two different values can weigh.
  @inline(__always) func upper(_ x: UInt32, _ y: UInt32, _ rarities: Span<Int32>) -> Int32 {
    if upperShare == 0 { return upperDifferent }
    let rarity = max(0, min(rarities[rarityStart &+ Int(x)], rarities[rarityStart &+ Int(y)]))
    return upperDifferent &+ rarity &* upperShare / 1000
  }
}
