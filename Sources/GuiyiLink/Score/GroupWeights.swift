/// The weights against pairs of one group, ready for scoring.
struct GroupWeights: Sendable {
  let prior: Int32
  /// Comparison-major, `ScoringPlan.levelCapacity` for each.
  let weights: [Int32]
  /// How far rarity counts, in 1/1000 by comparison: not where the group shares the value.
  let rarityShares: [Int32]

  init(_ group: LinkModel.Group, model: LinkModel, spec: LinkSpec) {
    prior = group.prior
    let width = spec.comparisons.count
    var weights = [Int32](repeating: 0, count: width * ScoringPlan.levelCapacity)
    var shares = [Int32](repeating: 0, count: width)
    for comparison in 0..<min(width, group.weights.count) {
      let own = group.weights[comparison]
      for level in own.indices.prefix(ScoringPlan.levelCapacity).dropFirst()
      where !spec.comparisons[comparison].isIdentifier {
        weights[comparison * ScoringPlan.levelCapacity + level] = min(max(own[level], -100_000), 100_000)
      }
      guard let against = model.comparisons[comparison].levels.last?.weight, against > 0, let last = own.last
      else { continue }
      shares[comparison] = Int32(min(max(Int64(last) * 1000 / Int64(against), 0), 1000))
    }
    self.weights = weights
    rarityShares = shares
  }

  /// What a level weighs against kin.
  func weight(_ comparison: Int, _ level: UInt8, rarity: Int32) -> Int32 {
    weights[comparison * ScoringPlan.levelCapacity + Int(level)] + rarity * rarityShares[comparison] / 1000
  }

  /// The weight of a pair that has to beat chance and kin: the lower of the two, less where they are near.
  static func combined(_ chance: Int32, _ group: Int32) -> Int32 {
    let gap = Double(chance > group ? chance - group : group - chance) / 1000
    let both = gap > 20 ? 0 : MatchWeight.millibits(bits: logarithm2(1 + exponential2(-gap)))
    return min(chance, group) - both
  }
}

extension ScoringPlan {
  /// What a pair weighs when belonging to one group is held against it as well.
  func againstGroup(_ total: Int32, _ levels: UInt64, _ a: UInt32, _ b: UInt32) -> Int32 {
    guard let group else { return total }
    var sum = group.prior
    for comparison in 0..<table.width {
      let level = Int(truncatingIfNeeded: levels &>> UInt64(comparison &* 4) & 15)
      if level == 0 { continue }
      sum &+= group.weights[comparison &* Self.levelCapacity &+ level]
      let share = group.rarityShares[comparison]
      if share == 0 || rarityShares[comparison &* Self.levelCapacity &+ level] == 0 { continue }
      var x = table.matrix[Int(a) &* table.width &+ comparison]
      var y = table.matrix[Int(b) &* table.width &+ comparison]
      if !table.extrasMask.isEmpty,
        (table.extrasMask[Int(a)] | table.extrasMask[Int(b)]) &>> UInt16(comparison) & 1 == 1
      {
        let best = self.level(comparison, a, b)
        (x, y) = (best.x, best.y)
      }
      sum &+= rarity(comparison, level, x, y) &* share / 1000
    }
    return GroupWeights.combined(total, sum)
  }
}
