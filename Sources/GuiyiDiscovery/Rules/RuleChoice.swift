internal import GuiyiColumns
internal import GuiyiLink

/// Chooses blocking rules for what they reach per pair they cost.
///
/// What a rule reaches is told on imagined matches, whose values are related as those of their kinds usually are;
/// what it costs is counted on sampled records.
struct RuleChoice {
  /// What a rule costs besides its pairs: every record is hashed and sorted for it.
  private static let fixedCost = 1.0
  /// What it is worth to reach a match by a second rule, too: real errors keep to no model.
  private static let secondReach = 0.2
  private static let ruleLimit = 14
  /// Rules whose pairs are counted for each one that is chosen.
  private static let countedLimit = 12
  /// Pairs for each record above which a single rule is out of the question.
  private static let costLimit = 400.0

  private let drafts: [FieldDraft]
  private let keys: [BlockingKey]
  /// By key: which imagined matches agree on it.
  private let reached: [Bits]
  private let sampled: SampledKeys
  /// By key: pairs for each record.
  private let costs: [Double]

  struct Choice: Sendable {
    let rules: [BlockingRule]
    /// The share of imagined matches that the rules reach.
    let reach: Double
    let pairsPerRecord: Double
  }

  /// - Parameter filledShares: by draft, the share of records that have a value.
  init(
    _ table: LinkTable, drafts: [FieldDraft], filledShares: [Double], scope: PairScope, workers: Workers
  ) {
    self.drafts = drafts
    var keys: [BlockingKey] = []
    for (index, draft) in drafts.enumerated() {
      var seen: [BlockingPart] = []
      for part in draft.outcomes.flatMap(\.parts) where !seen.contains(part) { seen.append(part) }
      keys += seen.map { BlockingKey(index, $0) }
    }
    self.keys = keys
    let sampled = SampledKeys(table, drafts: drafts, keys: keys, workers: workers)
    self.sampled = sampled
    let shares =
      scope == .acrossSources
      ? workers.map(keys.count) { sampled.shareAcrossSources($0) }
      : [Double](repeating: 1, count: keys.count)
    reached = ImaginedMatches(drafts, filledShares: filledShares, recordCount: table.recordCount)
      .reached(by: keys, sharedShares: shares)
    costs = workers.map(keys.count) { sampled.pairsPerRecord([$0]) }
  }

  private struct Candidate {
    let keys: [Int]
    let bits: Bits
    /// A guess from the single keys until `isCounted`.
    var cost: Double
    var isCounted = false
  }

  /// - Parameters:
  ///   - budget: pairs for each record that all rules together may cost.
  ///   - leastGain: the share of matches that a rule must add for each pair per record.
  func choose(budget: Double, leastGain: Double) -> Choice {
    var candidates = combinations()
    var missed = Bits(count: ImaginedMatches.count)
    missed.setAll()
    var reachedOnce = Bits(count: ImaginedMatches.count)
    var chosen: [Candidate] = []
    var spent = 0.0
    while chosen.count < Self.ruleLimit {
      let gains = candidates.map {
        (Double($0.bits.countShared(missed)) + Self.secondReach * Double($0.bits.countShared(reachedOnce)))
          / Double(ImaginedMatches.count)
      }
      func score(_ place: Int) -> Double {
        let cost = candidates[place].cost
        return spent + cost > budget ? 0 : gains[place] / (cost + Self.fixedCost)
      }
      let order = candidates.indices.sorted { (score($1), $0) < (score($0), $1) }
      var best: (place: Int, score: Double)?
      var countedCount = 0
      for place in order {
        let guess = score(place)
        if guess < leastGain || guess <= best?.score ?? 0 || countedCount >= Self.countedLimit { break }
        if !candidates[place].isCounted {
          candidates[place].cost = max(candidates[place].cost, sampled.pairsPerRecord(candidates[place].keys))
          candidates[place].isCounted = true
          countedCount += 1
        }
        if score(place) > best?.score ?? 0 { best = (place, score(place)) }
      }
      guard let best, best.score >= leastGain else { break }
      let candidate = candidates.remove(at: best.place)
      spent += candidate.cost
      var both = candidate.bits
      both.keep(missed)
      missed.remove(candidate.bits)
      reachedOnce.remove(candidate.bits)
      reachedOnce.add(both)
      chosen.append(candidate)
    }
    return Choice(
      rules: chosen.map(rule), reach: 1 - Double(missed.count) / Double(ImaginedMatches.count),
      pairsPerRecord: spent)
  }

  /// One key, or two or three of different fields.
  private func combinations() -> [Candidate] {
    var candidates: [Candidate] = []
    let half = Double(max(1, sampled.recordCount)) / 2
    let chances = costs.map { min(1, $0 / half) }
    func add(_ places: [Int], _ bits: Bits) {
      let cost = places.reduce(half) { $0 * chances[$1] }
      if cost <= Self.costLimit { candidates.append(Candidate(keys: places, bits: bits, cost: cost)) }
    }
    for a in keys.indices {
      add([a], reached[a])
      for b in keys.indices where keys[b].comparison > keys[a].comparison {
        let bits = reached[a].shared(reached[b])
        add([a, b], bits)
        // A third key is worth its while only where two leave many pairs.
        if half * chances[a] * chances[b] < 0.3 { continue }
        for c in keys.indices where keys[c].comparison > keys[b].comparison {
          add([a, b, c], bits.shared(reached[c]))
        }
      }
    }
    return candidates
  }

  private func rule(_ candidate: Candidate) -> BlockingRule {
    let parts = candidate.keys.map { "\(drafts[keys[$0].comparison].spec.name) (\(keys[$0].part))" }
    var rule = BlockingRule(name: parts.joined(separator: " + "), keys: candidate.keys.map { keys[$0] })
    rule.maximumBlockSize = 1000
    return rule
  }
}
