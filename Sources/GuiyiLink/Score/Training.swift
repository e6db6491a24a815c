internal import GuiyiColumns

/// Learns a model from candidate pairs, without labels.
///
/// u comes from random pairs, less the matches that are among them; m from expectation maximization over counted
/// combinations of levels. A comparison's m is learned only from pairs that a rule without that comparison
/// proposed: a rule that demands agreement says nothing about how often matches agree.
/// - SeeAlso: Fellegi & Sunter (1969); Winkler (1988), "Using the EM algorithm for weight computation".
struct Training {
  let spec: LinkSpec
  let chance: [ChanceAgreement]
  let counts: VectorCounts
  /// Random pairs that agree on each comparison.
  let agreeing: [AgreeingPairs]
  let exactLevels: [UInt8]
  let rarity: AgreementRarity
  /// How often each value occurs, by comparison.
  let valueCounts: [[UInt32]]
  let recordCount: Int
  let pairCount: Double
  /// For each comparison: the rules that do not depend on it.
  let freeRules: [UInt32]
  /// What the one comparison says that is all there is; nil where there are others.
  let sole: SoleComparison?

  /// The share of matches that must come by rules without a comparison for it to be learned from these alone.
  private static let leastFreeShare = 0.2

  /// The share of matches that a lasting value may differ in.
  private static let mostLost = 0.35

  /// Pairs of one group per match above which the group is the matches themselves.
  private static let mostKinPerMatch = 40.0

  /// Matches per record below which it is, too.
  private static let leastMatchesPerRecord = 0.05

  /// The state of the iteration.
  struct State {
    var matchRate: Double
    /// By comparison, from level 1 on.
    var m: [[Double]]
    var u: [[Double]]
    var dependences: [LearnedDependence?]
    var kin: Kin?
    var recall = 1.0
    /// How well the former state explains the pairs, in bits.
    var likelihood = 0.0
    var iterationCount = 0
  }

  init(
    spec: LinkSpec, chance: [ChanceAgreement], counts: VectorCounts, agreeing: [AgreeingPairs],
    exactLevels: [UInt8], rarity: AgreementRarity,
    valueCounts: [[UInt32]], recordCount: Int, pairCount: Double
  ) {
    self.spec = spec
    self.chance = chance
    self.counts = counts
    self.agreeing = agreeing
    self.exactLevels = exactLevels
    self.rarity = rarity
    self.valueCounts = valueCounts
    self.recordCount = recordCount
    self.pairCount = max(1, pairCount)
    sole = spec.training.soleComparison.map {
      SoleComparison($0, spec: spec.comparisons[$0], counts: counts, pairCount: max(1, pairCount))
    }
    freeRules = spec.comparisons.indices.map { comparison in
      var mask: UInt32 = 0
      for (rule, blocking) in spec.rules.enumerated().prefix(31) {
        let touches = (blocking.keys + blocking.splitKeys).contains { key in
          spec.comparisons[key.comparison].field == spec.comparisons[comparison].field
            || spec.dependences.contains {
              $0.given.comparison == key.comparison && $0.comparison == comparison
            }
        }
        if !touches { mask |= 1 << UInt32(rule) }
      }
      return mask
    }
  }

  /// Runs the iteration to its end.
  func run() -> State {
    if spec.training.learnsGroups && sole == nil {
      for first in groupStarts() {
        let grouped = run(from: first)
        if let kin = grouped.kin, kin.isReal(self, grouped) { return grouped }
      }
      let plain = run(from: start())
      if !losesWhatLasts(plain) { return plain }
      for first in groupStarts(leastOwn: 1) {
        let grouped = run(from: first)
        if let kin = grouped.kin, kin.isReal(self, grouped, leastOwn: 1), !losesWhatLasts(grouped),
          grouped.likelihood > plain.likelihood, kin.rate <= Self.mostKinPerMatch * grouped.matchRate,
          grouped.matchRate * pairCount >= Self.leastMatchesPerRecord * Double(recordCount)
        {
          return grouped
        }
      }
      return plain
    }
    return run(from: start())
  }

  /// Whether matches seem to differ in what an entity keeps as often as they may: then a group passes for them.
  private func losesWhatLasts(_ state: State) -> Bool {
    spec.training.lastingComparisons.contains { state.m[$0][0] >= Self.mostLost }
  }

  /// States in which groups have shown themselves, the one that explains the pairs best first; two at most.
  ///
  /// What a group does not share shows by itself where much is its members' own; else it has to be supposed.
  private func groupStarts(leastOwn: Int = 2) -> [State] {
    var starts: [State] = []
    for own in [nil] + spec.training.lastingComparisons.map({ Optional($0) }) {
      var state = start()
      state.kin = Kin(self, state, own: own, isPooled: leastOwn == 1)
      // Groups show themselves while a match is still what its kind of value is known for: else whatever is most
      // frequent, households or albums, would pass for matches.
      for round in 0..<Kin.roundCount {
        step(&state, learnsM: false, isGuessing: own != nil && round >= Kin.roundCount / 2)
      }
      if own != nil, let kin = state.kin, !kin.isReal(self, state, leastOwn: leastOwn) { continue }
      starts.append(state)
    }
    // What shows by itself comes first.
    let order =
      [0]
      + starts.indices.dropFirst().sorted {
        (starts[$1].likelihood, $0) < (starts[$0].likelihood, $1)
      }
    return order.prefix(2).map { starts[$0] }
  }

  private func run(from first: State) -> State {
    var state = first
    guard spec.training.learnsDependences else {
      iterate(&state)
      return state
    }
    // First by what was given: once two comparisons that tell one fact have passed for a match, every other
    // comparison seems to be of no use. Then by what was learned.
    for _ in 0..<2 {
      state.dependences = LearnedDependence.find(self, state)
      iterate(&state)
    }
    state.dependences = LearnedDependence.find(self, state)
    return state
  }

  private func iterate(_ state: inout State) {
    for _ in 0..<max(1, spec.training.iterationCount) {
      let former = state
      step(&state)
      state.iterationCount += 1
      if Self.distance(former, state) < 0.0005 { break }
    }
  }

  /// Whether a comparison's chances are learned at all.
  func mayDepend(_ comparison: Int) -> Bool {
    let own = spec.comparisons[comparison]
    return own.training == .both && !own.isIdentifier && !own.isKeyOnly && comparison != sole?.comparison
      && !chance[comparison].shares.isEmpty
  }

  private func start() -> State {
    let rate = min(
      0.5, max(1 / pairCount, (spec.matchesPerRecord ?? 1) * Double(recordCount) / 2 / pairCount))
    var m: [[Double]] = []
    var u: [[Double]] = []
    for comparison in spec.comparisons.indices {
      let exact = Int(exactLevels[comparison])
      m.append(Self.initialM(spec.comparisons[comparison], exact: exact))
      u.append(Self.initialU(spec.comparisons[comparison], exact: exact, chance: chance[comparison]))
    }
    if let sole {
      m[sole.comparison] = sole.m
      u[sole.comparison] = sole.u
    }
    var state = State(
      matchRate: sole?.matchRate ?? rate, m: m, u: u,
      dependences: [LearnedDependence?](repeating: nil, count: m.count))
    updateU(&state)
    return state
  }

  /// One round: who matches under the present model, and the model that follows from it.
  ///
  /// - Parameter isGuessing: learns even without `learnsM` how matches agree on what is not known to be lasting.
  private func step(_ state: inout State, learnsM: Bool = true, isGuessing: Bool = false) {
    let width = spec.comparisons.count
    let logs = levelBits(state)
    let kinLogs = state.kin?.logs(self, state)
    var kinSums = (0..<width).map { [Double](repeating: 0, count: Int(exactLevels[$0]) + 1) }
    var kinCount = 0.0
    var matches = 0.0
    var likelihood = 0.0
    let chanceLogs = state.u.map { [0] + $0.map { logarithm2(max($0, 1e-10)) } }
    var sums = (0..<width).map { [Double](repeating: 0, count: Int(exactLevels[$0]) + 1) }
    var allSums = sums
    let ruleCount = min(31, spec.rules.count)
    var reachedByOthers = [Double](repeating: 0, count: ruleCount)
    var reachedByBoth = [Double](repeating: 0, count: ruleCount)
    for entry in counts.entries where !entry.isApart {
      let weighed = bits(entry.levels, state, logs, without: nil)
      let odds = exponential2(min(weighed + entry.rarity, 500))
      var kinOdds = 0.0
      if let kin = state.kin, let kinLogs {
        // What chance agrees on more often than it seems is held against kin as against matches.
        let excess = weighed - plainBits(entry.levels, state, logs, without: nil)
        let rare = entry.rarity * kin.share(rarity.counting(entry.levels))
        kinOdds = exponential2(min(kin.bits(entry.levels, logs: kinLogs) + excess + rare, 500))
        let expected = entry.count * kinOdds / (1 + odds + kinOdds)
        kinCount += expected
        for comparison in 0..<width {
          kinSums[comparison][Int(entry.levels >> UInt64(comparison * 4) & 15)] += expected
        }
      }
      var explained = logarithm2(1 + odds + kinOdds)
      for comparison in 0..<width {
        explained += chanceLogs[comparison][Int(entry.levels >> UInt64(comparison * 4) & 15)]
      }
      likelihood += entry.count * explained
      let expected = entry.count * odds / (1 + odds + kinOdds)
      if expected < 1e-9 { continue }
      if !entry.isKnown { matches += expected }
      for rule in 0..<ruleCount where entry.rules & ~(1 << UInt32(rule)) != 0 {
        reachedByOthers[rule] += expected
        if entry.rules >> UInt32(rule) & 1 == 1 { reachedByBoth[rule] += expected }
      }
      let taught = expected * entry.recordPairCount / entry.count
      for comparison in 0..<width {
        let level = Int(entry.levels >> UInt64(comparison * 4) & 15)
        allSums[comparison][level] += taught
        if entry.rules & freeRules[comparison] != 0 { sums[comparison][level] += taught }
      }
    }
    var missed = 1.0
    for rule in 0..<ruleCount where reachedByOthers[rule] > 0 {
      missed *= 1 - min(1, reachedByBoth[rule] / reachedByOthers[rule])
    }
    state.recall = max(0.5, 1 - missed)
    state.likelihood = likelihood
    if spec.matchesPerRecord == nil && sole == nil {
      let rate = matches / counts.rate / state.recall / pairCount
      // At least one match for every hundred records: rarer than that, nothing could be learned anyway.
      state.matchRate = min(0.5, max(rate, 0.005 * Double(recordCount) / pairCount))
    }
    for comparison in 0..<width
    where spec.comparisons[comparison].training != .none && comparison != sole?.comparison
      && (learnsM || isGuessing && !spec.training.lastingComparisons.contains(comparison))
    {
      // Where hardly any pair came without this comparison, a learned bias is better than nothing learned.
      let isFree =
        !spec.training.learnsFromAllRules
        || sums[comparison].reduce(0, +) >= Self.leastFreeShare * allSums[comparison].reduce(0, +)
      updateM(comparison, isFree ? sums[comparison] : allSums[comparison], &state)
    }
    updateU(&state)
    if var kin = state.kin {
      kin.update(self, state, sums: kinSums, matchCount: matches, kinCount: kinCount)
      state.kin = kin
    }
  }

  /// What each level weighs in bits, level 0 being missing.
  func levelBits(_ state: State) -> [[Double]] {
    model(state).comparisons.map { $0.levels.map { Double($0.weight) / 1000 } }
  }

  /// What a combination of levels weighs in bits, the prior included and one comparison perhaps left out.
  func bits(_ levels: UInt64, _ state: State, _ logs: [[Double]], without: Int?) -> Double {
    var bits = logarithm2(state.matchRate / (1 - state.matchRate))
    for comparison in spec.comparisons.indices
    where comparison != without && !spec.comparisons[comparison].isKeyOnly {
      let level = Int(levels >> UInt64(comparison * 4) & 15)
      if level == 0 { continue }
      var weight = logs[comparison][level]
      if let dependence = state.dependences[comparison], weight > 0,
        let u = dependence.chances(levels, without: without)
      {
        weight =
          LearnedDependence.bits(
            u: u, m: state.m[comparison], general: Array(logs[comparison].dropFirst()))[level - 1]
      }
      bits += weight > 0 ? weight * keptShare(comparison, levels) : weight
    }
    return bits
  }

  /// The same as if no comparison depended on another one.
  func plainBits(_ levels: UInt64, _ state: State, _ logs: [[Double]], without: Int?) -> Double {
    var bits = logarithm2(state.matchRate / (1 - state.matchRate))
    for comparison in spec.comparisons.indices
    where comparison != without && !spec.comparisons[comparison].isKeyOnly {
      bits += logs[comparison][Int(levels >> UInt64(comparison * 4) & 15)]
    }
    return bits
  }

  /// What some comparisons weigh together in bits, the prior left out and dependences not asked.
  func bits(_ levels: UInt64, _ logs: [[Double]], of isCounted: (Int) -> Bool) -> Double {
    var bits = 0.0
    for comparison in spec.comparisons.indices
    where !spec.comparisons[comparison].isKeyOnly && isCounted(comparison) {
      bits += logs[comparison][Int(levels >> UInt64(comparison * 4) & 15)]
    }
    return bits
  }

  /// The share of a positive weight that dependences leave.
  private func keptShare(_ comparison: Int, _ levels: UInt64) -> Double {
    var share = 1.0
    for dependence in spec.dependences where dependence.comparison == comparison {
      if dependence.given.holds(levels) { share = min(share, max(0, dependence.share)) }
    }
    return share
  }

  private func updateM(_ comparison: Int, _ sums: [Double], _ state: inout State) {
    let own = spec.comparisons[comparison]
    let start = Self.initialM(own, exact: Int(exactLevels[comparison]))
    let scale = 1 / counts.rate
    let found = sums.dropFirst().reduce(0, +) * scale
    let strength = max(0.01, spec.training.priorStrength, found * spec.training.priorShare)
    let total = found + strength
    var m = start.indices.map { (sums[$0 + 1] * scale + start[$0] * strength) / total }
    if spec.training.lastingComparisons.contains(comparison) && m[0] > Self.mostLost {
      // What an entity keeps does not differ between most of its records: else a group passes for it.
      let rest = (1 - Self.mostLost) / max(1 - m[0], 1e-9)
      m = [Self.mostLost] + m.dropFirst().map { $0 * rest }
    }
    state.m[comparison] = m
  }

  /// Takes the matches among random pairs off what random pairs show.
  private func updateU(_ state: inout State) {
    for comparison in spec.comparisons.indices {
      let own = spec.comparisons[comparison]
      let seen = chance[comparison]
      if own.training == .none || own.training == .mOnly || own.isIdentifier || seen.shares.isEmpty
        || comparison == sole?.comparison
      {
        continue
      }
      let start = Self.generalU(own, exact: Int(exactLevels[comparison]))
      var u = seen.shares.indices.map { level -> Double in
        let pairs = level == seen.shares.count - 1 ? seen.exactPairCount : seen.sampledPairCount
        let share = seen.shares[level]
        let chance = share - state.matchRate * state.m[comparison][level]
        // What is left after the subtraction is never surer than the subtraction itself.
        return max(chance, share * 0.02, start[level] * 0.5 / (pairs + 1), 1e-10)
      }
      let sum = u.reduce(0, +)
      for level in u.indices { u[level] /= sum }
      state.u[comparison] = u
    }
  }

  /// The model behind a state, in whole 1/1000 bits.
  func model(_ state: State) -> LinkModel {
    let comparisons = spec.comparisons.indices.map { comparison -> LinkModel.Comparison in
      let own = spec.comparisons[comparison]
      let names = own.kind.levelNames
      let m = state.m[comparison]
      let u = state.u[comparison]
      var bits = m.indices.map { logarithm2(max(m[$0], 1e-6) / max(u[$0], 1e-10)) }
      if own.isMonotonic {
        bits = Self.monotonic(bits, sizes: m.indices.map { m[$0] * 1000 + u[$0] + 1e-9 })
      }
      var levels = [LinkModel.Level(name: names[0], m: 0, u: 0, weight: 0)]
      let dependence = state.dependences[comparison]
      let dependent = dependence.map { LearnedDependence.bits(u: $0.u, m: m, general: bits) }
      let joint = dependence?.second.map {
        LearnedDependence.bits(u: $0.u, m: m, general: dependent ?? bits)
      }
      for level in m.indices {
        levels.append(
          LinkModel.Level(
            name: names[level + 1], m: m[level], u: u[level],
            weight: own.isKeyOnly ? 0 : MatchWeight.millibits(bits: bits[level]),
            dependentWeight: dependent.map { MatchWeight.millibits(bits: $0[level]) },
            jointWeight: joint.map { MatchWeight.millibits(bits: $0[level]) }))
      }
      return LinkModel.Comparison(
        name: own.name, levels: levels,
        termFrequency: own.termFrequency.isEmpty ? nil : rarity(comparison, state),
        dependence: dependence.map { dependence in
          LinkModel.Dependence(
            given: spec.comparisons[dependence.given].name, fromLevel: dependence.fromLevel,
            second: dependence.second.map {
              LinkModel.Dependence.Second(given: spec.comparisons[$0.given].name, fromLevel: $0.fromLevel)
            })
        })
    }
    var model = LinkModel(
      matchRate: state.matchRate,
      prior: MatchWeight.millibits(bits: logarithm2(state.matchRate / (1 - state.matchRate))),
      comparisons: comparisons, iterationCount: state.iterationCount)
    model.group = group(state)
    return model
  }

  /// How rare values are to be read: what an entity's own records contribute is no chance agreement.
  private func rarity(_ comparison: Int, _ state: State) -> LinkModel.TermFrequency {
    let own = 2 * state.matchRate * pairCount / Double(max(1, recordCount)) * (state.m[comparison].last ?? 1)
    return LinkModel.TermFrequency(
      smoothing: smoothing(comparison, ownCount: own, u: state.u[comparison].last ?? 0), ownCount: own,
      limit: 12_000)
  }

  /// The smoothing at which the values together agree by chance as often as u says.
  private func smoothing(_ comparison: Int, ownCount: Double, u: Double) -> Double {
    let counts = valueCounts[comparison]
    let total = Double(counts.reduce(0) { $0 + Int($1) })
    if total == 0 { return 1 }
    // Only occurrences beyond an entity's own count: (c - 1 - own) for each of c. Whole numbers are summed, so
    // that the order in which values were numbered leaves no trace in the last digit.
    let least = 1 + max(0, Int(min(ownCount, 1e9)))
    var squares = 0
    var sum = 0
    for count in counts where Int(count) > least {
      squares += Int(count) * (Int(count) - 1)
      sum += Int(count)
    }
    let others = max(0, Double(squares) - ownCount * Double(sum)) / total
    return min(max(total * u - others, 0.02), 2)
  }
}
