public import GuiyiColumns
internal import Synchronization

/// A finished linkage that can be taken up again when one field is told anew.
///
/// What does not depend on that field is not done again: values, blocks and pairs are kept until then.
public struct Linkage: Sendable {
  public let result: LinkResult

  private let spec: LinkSpec
  private let decisions: [Decision]
  private let kept: Kept

  /// What is taken up again, handed over once: nobody keeps it beside what becomes of it.
  private final class Kept: Sendable {
    typealias State = (table: PreparedTable, candidates: CandidatePairs, pairs: ScoredPairs)

    private let state: Mutex<State?>

    init(_ state: State) { self.state = Mutex(state) }

    func take() -> State {
      let taken = state.withLock { state in
        defer { state = nil }
        return state
      }
      guard let taken else { preconditionFailure("a linkage is taken up again once") }
      return taken
    }
  }

  /// Links records: proposes pairs, learns how much agreements weigh, scores, and joins what belongs together.
  ///
  /// - Parameters:
  ///   - table: records in canonical order.
  ///   - decisions: what people decided; they win over every score.
  ///   - model: a model learned before; nil learns one from this table.
  public init(
    _ table: LinkTable, spec: LinkSpec, decisions: [Decision] = [], model: LinkModel? = nil, workers: Workers
  ) {
    let prepared = PreparedTable(table, spec: spec, workers: workers)
    let candidates = CandidatePairs(prepared, spec: spec, workers: workers)
    let scored = ScoredLinkage(prepared, candidates, spec: spec, model: model, workers: workers)
    self.spec = spec
    self.decisions = decisions
    kept = Kept((prepared, candidates, scored.pairs))
    result = scored.clustered(decisions, workers: workers)
  }

  /// Links again after one field was told anew, with the model that was learned before.
  ///
  /// The statistics stay those of the first time. A field that splits blocks too large by themselves (`splitKeys`) cannot
  /// be told anew: pairs of other records would move with it.
  /// - Parameter field: has the name and the records of the field that it stands for.
  /// - Precondition: nobody asked before.
  public func relinked(_ field: LinkField, workers: Workers) -> LinkResult {
    let changed = spec.comparisons.indices.filter { spec.comparisons[$0].field == field.name }
    precondition(
      !spec.rules.contains { $0.splitKeys.contains { changed.contains($0.comparison) } },
      "the field splits no block")
    var (table, candidates, pairs) = kept.take()
    let renewed = PreparedTable(table, replacing: field, at: changed, spec: spec, workers: workers)
    // A pair weighs something else, or is proposed anew, only where both records have a value of the field.
    let touched = (0..<UInt32(table.recordCount)).map { record in
      changed.contains { table.value(record, $0) != 0 || renewed.value(record, $0) != 0 }
    }
    table = renewed
    candidates.renew(Set(changed), table: table, spec: spec, workers: workers)
    let plan = ScoringPlan(table: table, spec: spec, model: result.model)
    let rescored = ScoredPairs(consume candidates, plan: plan, touched: touched, workers: workers)
    pairs = pairs.replacing(touched, by: rescored)
    return ScoredLinkage(
      plan: plan, pairs: pairs, spec: spec, model: result.model, statistics: result.statistics
    ).clustered(decisions, workers: workers)
  }
}

/// By how much a record must fit the better of two records of a source that was found to hold each entity once.
private let onceOnlyMarginBits = 1.0

/// A linkage whose pairs are scored and not yet joined to clusters.
struct ScoredLinkage {
  private let plan: ScoringPlan
  let pairs: ScoredPairs
  private let spec: LinkSpec
  private let model: LinkModel
  private let statistics: LinkStatistics

  fileprivate init(
    plan: ScoringPlan, pairs: ScoredPairs, spec: LinkSpec, model: LinkModel, statistics: LinkStatistics
  ) {
    self.plan = plan
    self.pairs = pairs
    self.spec = spec
    self.model = model
    self.statistics = statistics
  }

  /// Learns a model unless one is given, and scores the candidates.
  ///
  /// - Parameter candidates: end with the scoring where the caller does not keep them.
  init(
    _ table: PreparedTable, _ candidates: consuming CandidatePairs, spec: LinkSpec, model: LinkModel?,
    workers: Workers, progress: (LinkStep) -> Void = { _ in }
  ) {
    progress(.learn)
    let trained = train(table, candidates, spec: spec, workers: workers)
    self.model = model ?? trained.model
    plan = ScoringPlan(table: table, spec: spec, model: self.model)
    var statistics = LinkStatistics(copy candidates, spec: spec, recall: trained.recall)
    progress(.score)
    pairs = ScoredPairs(consume candidates, plan: plan, workers: workers)
    for rule in statistics.rules.indices { statistics.rules[rule].pairCount = pairs.pairCounts[rule] }
    statistics.histogram = pairs.histogram
    self.statistics = statistics
    self.spec = spec
  }

  /// Joins the pairs to clusters.
  func clustered(_ decisions: [Decision], workers: Workers) -> LinkResult {
    var spec = spec
    if spec.clustering.findsUniqueSources && spec.scope == .acrossSources && spec.uniqueSources.isEmpty {
      spec.uniqueSources = OnceOnlySources(pairs.links, sources: plan.table.sources).found
      // Of two records of which one at most is right, the better one is so more often than not.
      if !spec.uniqueSources.isEmpty {
        spec.clustering.ambiguityMarginBits = min(spec.clustering.ambiguityMarginBits, onceOnlyMarginBits)
      }
    }
    var clustering = Clustering(plan: plan, spec: spec, pairs: pairs, decisions: decisions, workers: workers)
    clustering.pool(pairs, workers: workers)
    let clusters = clustering.numbered()
    let reviews = ScoredPairs.sorted([pairs.reviews, clustering.refused], workers: workers) { $0.pair }
      .filter { clusters.clusterOf[Int($0.pair.left)] != clusters.clusterOf[Int($0.pair.right)] }
    return LinkResult(
      clusterOf: clusters.clusterOf, clusterCount: clusters.count, links: pairs.links,
      merges: clustering.merges,
      reviews: reviews, uniqueSources: spec.uniqueSources,
      conflicts: pairs.conflicts.filter { spec.contradictions[$0.contradiction].isReported },
      decisionProblems: clustering.decisionProblems, model: model, statistics: statistics)
  }
}

extension LinkStatistics {
  /// What blocking did; no pair is counted yet.
  fileprivate init(_ candidates: CandidatePairs, spec: LinkSpec, recall: Double) {
    self.init(
      rules: spec.rules.indices.map { rule in
        let blocks = candidates.rules[rule]
        return Rule(
          name: spec.rules[rule].name, pairCount: 0, blockCount: blocks.blockCount,
          largestBlockSize: blocks.largestBlockSize, splitBlockCount: blocks.splitBlockCount,
          unreachedPairCount: blocks.unreachedPairCount, worstBlocks: blocks.worstBlocks)
      },
      histogram: [], estimatedRecall: recall)
  }
}
