public import GuiyiColumns

/// Explains pairs and entities of a table under a model.
public struct LinkExplainer: Sendable {
  let plan: ScoringPlan

  public init(_ table: LinkTable, spec: LinkSpec, model: LinkModel, workers: Workers) {
    plan = ScoringPlan(
      table: PreparedTable(table, spec: spec, workers: workers), spec: spec, model: model)
  }

  /// Why two records weigh what they weigh.
  public func explain(_ a: UInt32, _ b: UInt32) -> PairExplanation {
    let scored = plan.score(a, b)
    let table = plan.table
    var parts: [PairExplanation.Part] = []
    var different: [String] = []
    for comparison in 0..<table.width where !table.specs[comparison].isKeyOnly {
      let found = plan.level(comparison, scored.left, scored.right)
      let levelWeight = plan.weights[comparison * ScoringPlan.levelCapacity + Int(found.level)]
      let rarity = plan.rarity(comparison, Int(found.level), found.x, found.y)
      parts.append(
        PairExplanation.Part(
          comparison: table.specs[comparison].name, level: found.level,
          levelName: table.specs[comparison].kind.levelNames[Int(found.level)], leftValue: found.x,
          rightValue: found.y, levelWeight: levelWeight, rarityWeight: rarity,
          dependenceWeight: plan.dependenceWeight(
            comparison, weight: levelWeight + rarity, levels: scored.levels)))
      let classes = table.identifierClasses[comparison]
      if !classes.isEmpty, classes[Int(a)] != 0, classes[Int(b)] != 0, classes[Int(a)] != classes[Int(b)] {
        different.append(table.specs[comparison].name)
      }
    }
    let sum = parts.reduce(plan.prior) { $0 + $1.weight }
    return PairExplanation(
      left: scored.left, right: scored.right, prior: plan.prior, parts: parts,
      groupWeight: scored.weight - sum, weight: scored.weight,
      probability: scored.probability,
      contradictions: plan.contradictions.filter { $0.holds(scored.levels) }.map(\.name),
      differentIdentifiers: different,
      hasRequiredEvidence: plan.hasRequiredEvidence(scored.levels, weight: scored.weight))
  }

  /// How the cluster of a record grew.
  public func explainEntity(of record: UInt32, in result: LinkResult) -> EntityExplanation {
    let cluster = result.clusterOf[Int(record)]
    let records = result.clusterOf.indices.filter { result.clusterOf[$0] == cluster }.map { UInt32($0) }
    let merges = result.merges.filter { result.clusterOf[Int($0.pair.left)] == cluster }
    return EntityExplanation(
      records: records, merges: merges,
      weakest: merges.filter { $0.ground != .decision }.min { $0.pair.weight < $1.pair.weight })
  }
}
