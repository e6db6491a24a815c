internal import GuiyiColumns

/// Random pairs among all that hold one value of a comparison, whatever blocking would say of them.
struct AgreeingPairs: Sendable {
  /// How often each combination of levels occurs; empty where no two records agree.
  let entries: [VectorCounts.Entry]

  /// For each comparison, or empty where its agreement cannot be a chance.
  static func sample(
    _ plan: ScoringPlan, rarity: AgreementRarity, wanted: Int, workers: Workers
  ) -> [AgreeingPairs] {
    let sampled = workers.map(plan.table.width) { comparison -> EqualPairs? in
      let own = plan.table.specs[comparison]
      guard !own.isKeyOnly, !own.isIdentifier, own.training == .both else { return nil }
      let column = (0..<plan.table.recordCount).map {
        plan.table.matrix[$0 * plan.table.width + comparison]
      }
      return EqualPairs(column, valueCount: plan.table.valueCounts[comparison].count, wanted: wanted)
    }
    return sampled.map { pairs in
      guard let pairs else { return AgreeingPairs(entries: []) }
      return AgreeingPairs(
        entries: VectorCounts.tally(pairs.lefts, pairs.rights, plan, rarity, workers) { _, _ in 0 })
    }
  }
}
