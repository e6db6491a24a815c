internal import GuiyiColumns

/// A prepared table with the weights of a model: everything that scoring a pair needs, in numbers.
final class ScoringPlan: Sendable {
  static let levelCapacity = 16

  let table: PreparedTable
  let prior: Int32
  /// Comparison-major, `levelCapacity` for each; 0 for `missing`.
  let weights: [Int32]
  /// What is taken off a level's weight while the comparison that it depends on agrees; beside `weights`.
  let dependentLosses: [Int32]
  /// What is taken off while a second comparison agrees as well; beside `weights`.
  let jointLosses: [Int32]
  /// The second comparison of each one, and the level from which on it agrees; -1 where there is none.
  let secondParents: [(comparison: Int, fromLevel: Int)]
  /// The comparison that each one depends on and the level from which on that agrees; -1 where there is none.
  let parents: [(comparison: Int, fromLevel: Int)]
  /// How far rarity counts at a level, in 1/1000; beside `weights`.
  let rarityShares: [Int32]
  /// Where a comparison's rarities start in `rarities`, -1 where rarity does not count.
  let rarityStarts: [Int]
  /// What the rarity of a value adds, in 1/1000 bit.
  let rarities: [Int32]
  /// The most that it adds, by comparison; 0 or more.
  let highestRarities: [Int32]
  /// The most that two different values weigh that reach a level at most, their rarity left out; beside `weights`.
  let uppers: [Int32]
  /// The most that their rarity counts, in 1/1000; beside `weights`.
  let upperShares: [Int32]
  /// The most that any two values can weigh.
  let upperAny: [Int32]
  let group: GroupWeights?
  let dependences: [Dependence]
  let contradictions: [Contradiction]
  let requirements: [EvidenceRequirement]
  let linkWeight: Int32
  let reviewWeight: Int32
  /// Pairs below it are forgotten, unless a contradiction holds for them.
  let keepWeight: Int32

  init(table: PreparedTable, spec: LinkSpec, model: LinkModel) {
    precondition(model.comparisons.count == spec.comparisons.count, "the model is of another specification")
    precondition(table.width <= LinkSpec.comparisonCapacity, "a digit of a word for each comparison")
    self.table = table
    prior = model.prior
    var weights = [Int32](repeating: 0, count: table.width * Self.levelCapacity)
    var shares = [Int32](repeating: 0, count: table.width * Self.levelCapacity)
    var losses = [Int32](repeating: 0, count: table.width * Self.levelCapacity)
    var jointLosses = losses
    var parents = [(comparison: Int, fromLevel: Int)](repeating: (-1, 0), count: table.width)
    var secondParents = parents
    var starts = [Int](repeating: -1, count: table.width)
    var rarities: [Int32] = []
    var highestRarities = [Int32](repeating: 0, count: table.width)
    var uppers = weights
    var upperShares = weights
    var upperAny = [Int32](repeating: 0, count: table.width)
    for comparison in 0..<table.width where !spec.comparisons[comparison].isKeyOnly {
      let own = spec.comparisons[comparison]
      let learned = model.comparisons[comparison]
      precondition(
        learned.levels.count == Int(table.exactLevels[comparison]) + 1, "the model has other levels")
      let row = comparison * Self.levelCapacity
      for level in 1..<learned.levels.count {
        weights[row + level] = min(max(learned.levels[level].weight, -100_000), 100_000)
        shares[row + level] = Int32((min(max(own.termFrequency[UInt8(level)] ?? 0, 0), 1) * 1000).rounded())
      }
      if let dependence = learned.dependence,
        let parent = spec.comparisonIndex(named: dependence.given), parent != comparison, !own.isIdentifier
      {
        parents[comparison] = (parent, max(1, dependence.fromLevel))
        for level in 1..<learned.levels.count {
          losses[row + level] = min(
            max(0, weights[row + level] - learned.levels[level].dependentWeight), 200_000)
        }
        if let second = dependence.second, let place = spec.comparisonIndex(named: second.given),
          place != comparison
        {
          secondParents[comparison] = (place, max(1, second.fromLevel))
          for level in 1..<learned.levels.count {
            jointLosses[row + level] = min(
              max(losses[row + level], weights[row + level] - learned.levels[level].jointWeight), 200_000)
          }
        }
      }
      let exact = Int(table.exactLevels[comparison])
      // Two different sound identifiers are a veto, told apart from the sum: what else agrees shows in the weight.
      if own.isIdentifier { for level in 1..<exact { weights[row + level] = 0 } }
      var highestRarity: Int32 = 0
      if let frequency = learned.termFrequency, shares[row..<row + exact + 1].contains(where: { $0 > 0 }) {
        starts[comparison] = rarities.count
        let values = rarityTable(
          counts: table.valueCounts[comparison], frequency: frequency, u: learned.levels[exact].u)
        highestRarity = values.max() ?? 0
        rarities.append(contentsOf: values)
        // Rarity is told against equal values; where these are too rare to be seen at all, alike ones are not.
        let total = Double(max(1, table.valueCounts[comparison].reduce(0) { $0 + Int($1) }))
        let base = logarithm2(
          max(learned.levels[exact].u, 1e-12) * total / max(frequency.smoothing, 1e-6))
        if spec.training.countsRarity && base < 0 {
          for level in 1..<exact {
            weights[row + level] -= MatchWeight.millibits(bits: base) * shares[row + level] / 1000
          }
        }
      }
      highestRarities[comparison] = max(0, highestRarity)
      let highest = { (level: Int) in
        weights[row + level] + Int32(Int64(highestRarity) * Int64(shares[row + level]) / 1000)
      }
      // Two writings of one date are exact as well, and two addresses may have nothing to be held against each other.
      let end = own.kind.isExactInSeveralWritings ? row + exact + 1 : row + exact
      for place in row + 1..<row + Self.levelCapacity {
        uppers[place] = weights[row + 1..<min(end, place + 1)].max() ?? 0
        if own.kind == .parts(.address) { uppers[place] = max(0, uppers[place]) }
        upperShares[place] = starts[comparison] < 0 ? 0 : shares[row + 1..<min(end, place + 1)].max() ?? 0
      }
      upperAny[comparison] = (1...exact).map(highest).max() ?? 0
    }
    self.weights = weights
    dependentLosses = losses
    self.jointLosses = jointLosses
    self.secondParents = secondParents
    self.parents = parents
    rarityShares = shares
    rarityStarts = starts
    self.rarities = rarities
    self.highestRarities = highestRarities
    self.uppers = uppers
    self.upperShares = upperShares
    self.upperAny = upperAny
    group = model.group.map { GroupWeights($0, model: model, spec: spec) }
    dependences = spec.dependences
    contradictions = spec.contradictions
    requirements = spec.requirements
    linkWeight = MatchWeight.millibits(probability: spec.thresholds.linkProbability)
    reviewWeight = min(
      linkWeight, MatchWeight.millibits(probability: spec.thresholds.reviewProbability))
    keepWeight =
      spec.clustering.poolsEvidence
      ? reviewWeight - MatchWeight.millibits(bits: max(0, spec.clustering.poolingReachBits)) : reviewWeight
  }

  /// What the rarity of two values adds at a level: the more frequent one decides.
  @inline(__always) func rarity(_ comparison: Int, _ level: Int, _ x: UInt32, _ y: UInt32) -> Int32 {
    let share = rarityShares[comparison &* Self.levelCapacity &+ level]
    if share == 0 { return 0 }
    let start = rarityStarts[comparison]
    if start < 0 { return 0 }
    let value = min(rarities[start &+ Int(x)], rarities[start &+ Int(y)])
    return value &* share / 1000
  }

  /// The level of two records in one comparison, and the values that reached it.
  func level(_ comparison: Int, _ a: UInt32, _ b: UInt32) -> (level: UInt8, x: UInt32, y: UInt32) {
    if table.specs[comparison].isKeyOnly { return (0, 0, 0) }
    let prepared = table.comparisons[comparison]
    var best: (level: UInt8, x: UInt32, y: UInt32) = (0, 0, 0)
    var bestRarity = Int32.min
    table.forEachValue(a, comparison) { x in
      table.forEachValue(b, comparison) { y in
        let level = prepared.level(x, y)
        if level < best.level || level == 0 { return }
        let rarity = rarity(comparison, Int(level), x, y)
        if level > best.level || rarity > bestRarity {
          best = (level, x, y)
          bestRarity = rarity
        }
      }
    }
    return best
  }

  /// What two records weigh in one comparison whose level is known.
  func weight(_ comparison: Int, _ levels: UInt64, _ a: UInt32, _ b: UInt32) -> Int32 {
    let level = Int(truncatingIfNeeded: levels &>> UInt64(comparison &* 4) & 15)
    var (x, y) = (table.value(a, comparison), table.value(b, comparison))
    if table.hasSeveral(a, comparison) || table.hasSeveral(b, comparison) {
      let found = self.level(comparison, a, b)
      (x, y) = (found.x, found.y)
    }
    return weights[comparison &* Self.levelCapacity &+ level] &+ rarity(comparison, level, x, y)
  }

  /// The levels of all comparisons, packed.
  func levels(_ a: UInt32, _ b: UInt32) -> UInt64 {
    var packed: UInt64 = 0
    for comparison in 0..<table.width {
      packed |= UInt64(level(comparison, a, b).level) << UInt64(comparison * 4)
    }
    return packed
  }

  /// What dependences take away from the weight of a comparison; 0 or less.
  ///
  /// - Parameter weight: asked for only where a declared dependence of the comparison holds.
  @inline(__always) func dependenceWeight(
    _ comparison: Int, weight: @autoclosure () -> Int32, levels: UInt64
  ) -> Int32 {
    var lost: Int32 = 0
    let parent = parents[comparison]
    if parent.comparison >= 0,
      Int(truncatingIfNeeded: levels &>> UInt64(parent.comparison &* 4) & 15) >= parent.fromLevel
    {
      let level = Int(truncatingIfNeeded: levels &>> UInt64(comparison &* 4) & 15)
      let second = secondParents[comparison]
      let isJoint =
        second.comparison >= 0
        && Int(truncatingIfNeeded: levels &>> UInt64(second.comparison &* 4) & 15) >= second.fromLevel
      lost = (isJoint ? jointLosses : dependentLosses)[comparison &* Self.levelCapacity &+ level]
    }
    for dependence in dependences
    where dependence.comparison == comparison && dependence.given.holds(levels) {
      let weight = weight()
      return weightKept(comparison, weight &- lost, levels) &- weight
    }
    return -lost
  }

  /// What declared dependences leave of the weight of a comparison.
  private func weightKept(_ comparison: Int, _ whole: Int32, _ levels: UInt64) -> Int32 {
    if whole <= 0 { return whole }
    var kept = whole
    for dependence in dependences
    where dependence.comparison == comparison && dependence.given.holds(levels) {
      kept = min(kept, Int32((Double(whole) * min(max(dependence.share, 0), 1)).rounded()))
    }
    return kept
  }

  /// The pair as the engine scores it; slow, one at a time: for explaining, clustering and as a twin in tests.
  func score(_ a: UInt32, _ b: UInt32) -> ScoredPair {
    let left = min(a, b)
    let right = max(a, b)
    var packed: UInt64 = 0
    var parts = [Int32](repeating: 0, count: table.width)
    for comparison in 0..<table.width {
      let found = level(comparison, left, right)
      packed |= UInt64(found.level) << UInt64(comparison * 4)
      parts[comparison] =
        weights[comparison * Self.levelCapacity + Int(found.level)]
        + rarity(comparison, Int(found.level), found.x, found.y)
    }
    var total = prior
    for comparison in 0..<table.width {
      total += parts[comparison] + dependenceWeight(comparison, weight: parts[comparison], levels: packed)
    }
    total = againstGroup(total, packed, left, right)
    return ScoredPair(left: left, right: right, weight: total, levels: packed)
  }

  /// The first contradiction that holds.
  @inline(__always) func contradiction(_ levels: UInt64) -> Int? {
    for index in contradictions.indices where contradictions[index].holds(levels) { return index }
    return nil
  }

  func hasRequiredEvidence(_ levels: UInt64, weight: Int32) -> Bool {
    requirements.isEmpty || requirements.contains { $0.holds(levels, weight: weight) }
  }
}

/// What rarity adds to an exact agreement, for each value, in 1/1000 bit.
private func rarityTable(
  counts: [UInt32], frequency: LinkModel.TermFrequency, u: Double
) -> [Int32] {
  let total = Double(counts.reduce(0) { $0 + Int($1) })
  guard total > 0, u > 0 else { return [Int32](repeating: 0, count: counts.count) }
  let limit = max(0, frequency.limit)
  // Most values share a few counts: the logarithm is taken once for each of the low ones.
  let weight = { (count: Double) in
    let chance = (max(0, count - 1 - frequency.ownCount) + max(frequency.smoothing, 1e-6)) / total
    return min(max(MatchWeight.millibits(bits: logarithm2(u / chance)), -limit), limit)
  }
  let low = (0..<256).map { weight(Double($0)) }
  return counts.map { $0 < 256 ? low[Int($0)] : weight(Double($0)) }
}
