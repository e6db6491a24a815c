public import GuiyiColumns

/// The steps of linking behind the proposing of pairs, for those who watch.
public enum LinkStep: Sendable {
  /// How much agreements weigh is learned.
  case learn
  /// Every pair is weighed.
  case score
  /// What belongs together is joined.
  case join
}

/// Links records: proposes pairs, learns how much agreements weigh, scores, and joins what belongs together.
///
/// - Parameters:
///   - table: records in canonical order.
///   - decisions: what people decided; they win over every score.
///   - model: a model learned before; nil learns one from this table.
///   - progress: is told each step when it begins.
/// - Returns: the same for every number of threads.
public func link(
  _ table: LinkTable, spec: LinkSpec, decisions: [Decision] = [], model: LinkModel? = nil, workers: Workers,
  progress: (LinkStep) -> Void = { _ in }
) -> LinkResult {
  let prepared = PreparedTable(table, spec: spec, workers: workers)
  let candidates = CandidatePairs(prepared, spec: spec, workers: workers)
  workers.endStep()
  // The candidates end with the scoring: joining has their memory.
  let scored = ScoredLinkage(
    prepared, consume candidates, spec: spec, model: model, workers: workers, progress: progress)
  workers.endStep()
  progress(.join)
  return scored.clustered(decisions, workers: workers)
}

/// Learns a model without linking.
public func train(_ table: LinkTable, spec: LinkSpec, workers: Workers) -> LinkModel {
  let prepared = PreparedTable(table, spec: spec, workers: workers)
  let candidates = CandidatePairs(prepared, spec: spec, workers: workers)
  return train(prepared, candidates, spec: spec, workers: workers).model
}

func train(
  _ table: PreparedTable, _ candidates: CandidatePairs, spec: LinkSpec, workers: Workers
) -> (model: LinkModel, recall: Double) {
  let chance = ChanceAgreement.measure(table, spec: spec, workers: workers)
  let empty = LinkModel(
    matchRate: 0.5, prior: 0,
    comparisons: spec.comparisons.map { comparison in
      LinkModel.Comparison(
        name: comparison.name,
        levels: comparison.kind.levelNames.map { LinkModel.Level(name: $0, m: 0, u: 0, weight: 0) },
        termFrequency: nil)
    })
  let plan = ScoringPlan(table: table, spec: spec, model: empty)
  let rarity = AgreementRarity(table, isCounted: spec.training.countsRarity)
  let counts = VectorCounts(
    candidates, plan: plan, rarity: rarity, sampleCount: spec.training.candidatePairCount, workers: workers)
  let agreeing =
    spec.training.learnsDependences
    ? AgreeingPairs.sample(
      plan, rarity: rarity, wanted: spec.training.agreeingPairCount, workers: workers)
    : spec.comparisons.map { _ in AgreeingPairs(entries: []) }
  let records = Double(table.recordCount)
  var pairCount = records * (records - 1) / 2
  if spec.scope == .acrossSources {
    var sizes: [UInt16: Double] = [:]
    for source in table.sources { sizes[source, default: 0] += 1 }
    pairCount -= sizes.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * ($1.value - 1) / 2 }
  }
  let training = Training(
    spec: spec, chance: chance, counts: counts, agreeing: agreeing,
    joint: JointPairs(plan, rarity: rarity, wanted: 2 * spec.training.agreeingPairCount, workers: workers),
    exactLevels: table.exactLevels,
    rarity: rarity,
    valueCounts: table.valueCounts, recordCount: table.recordCount, pairCount: pairCount)
  let state = training.run(workers)
  return (training.model(state), state.recall)
}
