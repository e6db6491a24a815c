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
  /// Random pairs that agree on two of them.
  let joint: JointPairs
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

  /// The share of matches that a lasting value may differ in.
  static let mostLost = 0.35

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
    joint: JointPairs, exactLevels: [UInt8], rarity: AgreementRarity,
    valueCounts: [[UInt32]], recordCount: Int, pairCount: Double
  ) {
    self.spec = spec
    self.chance = chance
    self.counts = counts
    self.agreeing = agreeing
    self.joint = joint
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
  ///
  /// From several starts at once, whichever is taken in the end: one of them keeps one thread only.
  func run(_ workers: Workers) -> State {
    if spec.training.learnsGroups && sole == nil {
      let starts = groupStarts(workers) + [start()]
      let states = run(from: starts, workers)
      for grouped in states {
        if let kin = grouped.kin, kin.isReal(self, grouped) { return grouped }
      }
      let plain = states[states.count - 1]
      if !losesWhatLasts(plain) { return plain }
      let others = groupStarts(leastOwn: 1, workers)
      for grouped in run(from: others, workers) {
        if let kin = grouped.kin, kin.isReal(self, grouped, leastOwn: 1), !losesWhatLasts(grouped),
          grouped.likelihood > plain.likelihood, kin.rate <= Self.mostKinPerMatch * grouped.matchRate,
          grouped.matchRate * pairCount >= Self.leastMatchesPerRecord * Double(recordCount)
        {
          return grouped
        }
      }
      return plain
    }
    return run(from: [start()], workers)[0]
  }

  /// Whether matches seem to differ in what an entity keeps as often as they may: then a group passes for them.
  private func losesWhatLasts(_ state: State) -> Bool {
    spec.training.lastingComparisons.contains { state.m[$0][0] >= Self.mostLost }
  }

  /// States in which groups have shown themselves, the one that explains the pairs best first; two at most.
  ///
  /// What a group does not share shows by itself where much is its members' own; else it has to be supposed.
  private func groupStarts(leastOwn: Int = 2, _ workers: Workers) -> [State] {
    let owns = [nil] + spec.training.lastingComparisons.map { Optional($0) }
    let starts = workers.map(owns.count) { index -> State? in
      let own = owns[index]
      var state = start()
      state.kin = Kin(self, state, own: own, isPooled: leastOwn == 1)
      // Groups show themselves while a match is still what its kind of value is known for: else whatever is most
      // frequent, households or albums, would pass for matches.
      for round in 0..<Kin.roundCount {
        step(&state, learnsM: false, isGuessing: own != nil && round >= Kin.roundCount / 2)
      }
      if own != nil, let kin = state.kin, !kin.isReal(self, state, leastOwn: leastOwn) { return nil }
      return state
    }.compactMap { $0 }
    // What shows by itself comes first.
    let order =
      [0]
      + starts.indices.dropFirst().sorted {
        (starts[$1].likelihood, $0) < (starts[$0].likelihood, $1)
      }
    return order.prefix(2).map { starts[$0] }
  }

  private func run(from starts: [State], _ workers: Workers) -> [State] {
    var states = starts
    func iterateAll() {
      let former = states
      states = workers.map(former.count) { iterated(former[$0]) }
    }
    // One after the other: what they draw pairs for is shared, and all threads draw.
    func findDependences() {
      for place in states.indices { states[place].dependences = LearnedDependence.find(self, states[place]) }
    }
    guard spec.training.learnsDependences else {
      iterateAll()
      return states
    }
    // First by what was given: once two comparisons that tell one fact have passed for a match, every other
    // comparison seems to be of no use. Then by what was learned.
    for _ in 0..<2 {
      findDependences()
      iterateAll()
    }
    findDependences()
    return states
  }

  private func iterated(_ start: State) -> State {
    var state = start
    for _ in 0..<max(1, spec.training.iterationCount) {
      let former = state
      step(&state)
      state.iterationCount += 1
      if Self.distance(former, state) < 0.0005 { break }
    }
    return state
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
}
