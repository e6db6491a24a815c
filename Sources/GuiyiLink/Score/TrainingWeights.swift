extension Training {
  /// What each level weighs in bits, level 0 being missing.
  func levelBits(_ state: State) -> [[Double]] {
    spec.comparisons.indices.map { comparison in
      [0] + exactBits(comparison, state).map { Double(weight($0, comparison)) / 1000 }
    }
  }

  /// What the levels of a comparison weigh in bits, from level 1 on.
  private func exactBits(_ comparison: Int, _ state: State) -> [Double] {
    let m = state.m[comparison]
    let u = state.u[comparison]
    let bits = m.indices.map { logarithm2(max(m[$0], 1e-6) / max(u[$0], 1e-10)) }
    if !spec.comparisons[comparison].isMonotonic { return bits }
    return Self.monotonic(bits, sizes: m.indices.map { m[$0] * 1000 + u[$0] + 1e-9 })
  }

  private func weight(_ bits: Double, _ comparison: Int) -> Int32 {
    spec.comparisons[comparison].isKeyOnly ? 0 : MatchWeight.millibits(bits: bits)
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

  /// What some comparisons weigh together in bits, the prior left out and learned dependences not asked.
  ///
  /// Those that were given are: two names in each other's place are no news where each agrees in its own.
  func bits(_ levels: UInt64, _ logs: [[Double]], of isCounted: (Int) -> Bool) -> Double {
    var bits = 0.0
    for comparison in spec.comparisons.indices
    where !spec.comparisons[comparison].isKeyOnly && isCounted(comparison) {
      let weight = logs[comparison][Int(levels >> UInt64(comparison * 4) & 15)]
      bits += weight > 0 ? weight * keptShare(comparison, levels) : weight
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

  /// The model behind a state, in whole 1/1000 bits.
  func model(_ state: State) -> LinkModel {
    let comparisons = spec.comparisons.indices.map { comparison -> LinkModel.Comparison in
      let own = spec.comparisons[comparison]
      let names = own.kind.levelNames
      let m = state.m[comparison]
      let u = state.u[comparison]
      let bits = exactBits(comparison, state)
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
            weight: weight(bits[level], comparison),
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
