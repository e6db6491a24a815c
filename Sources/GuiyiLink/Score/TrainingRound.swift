extension Training {
  /// The share of matches that must come by rules without a comparison for it to be learned from these alone.
  private static let leastFreeShare = 0.2

  /// One round: who matches under the present model, and the model that follows from it.
  ///
  /// - Parameter isGuessing: learns even without `learnsM` how matches agree on what is not known to be lasting.
  func step(_ state: inout State, learnsM: Bool = true, isGuessing: Bool = false) {
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
  func updateU(_ state: inout State) {
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
}
