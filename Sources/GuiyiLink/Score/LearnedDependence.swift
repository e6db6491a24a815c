/// Finds comparisons that agree by chance more often where another one agrees: a mailbox made from the name.
///
/// Among random pairs that agree on the other comparison, u is learned from those that the remaining evidence
/// tells apart, so that a fact that two comparisons tell counts once.
/// - SeeAlso: Friedman, Geiger, Goldszmidt (1997), "Bayesian network classifiers": one parent for each feature.
struct LearnedDependence {
  /// The comparison whose agreement changes the other's chances.
  let given: Int
  /// The level from which on it agrees.
  let fromLevel: Int
  /// How probable each level is between two entities while it agrees, from level 1 on.
  let u: [Double]
  /// How much evidence was counted twice: pairs times bits.
  let gain: Double

  /// Sampled pairs below which a dependence is not believed.
  private static let supportCount = 200.0
  /// Pairs by which the general u keeps its say.
  private static let smoothing = 50.0

  /// How much the other comparisons must speak against a pair for it to be taken as two entities, in bits.
  ///
  /// Where they are silent, only a low prior would say so, and the agreement in question is all that could tell.
  private static let leastAgainst = 3.0

  /// Matches that seem to be of two entities because one mistake touched several comparisons, at most.
  private static let swappedShare = 0.06

  /// The strongest dependence of each comparison, without circles.
  static func find(_ training: Training, _ state: Training.State) -> [LearnedDependence?] {
    let width = training.spec.comparisons.count
    let logs = training.levelBits(state)
    var found: [(comparison: Int, dependence: LearnedDependence)] = []
    for comparison in 0..<width where training.mayDepend(comparison) {
      for given in 0..<width where given != comparison && !training.spec.comparisons[given].isKeyOnly {
        // Neither is what was given told again, nor the other way round: one agreement would be taken off twice.
        if training.spec.dependences.contains(where: {
          ($0.comparison == comparison && $0.given.comparison == given)
            || ($0.comparison == given && $0.given.comparison == comparison)
        }) {
          continue
        }
        if let dependence = estimate(training, state, logs, comparison: comparison, given: given) {
          found.append((comparison, dependence))
        }
      }
    }
    var chosen = [LearnedDependence?](repeating: nil, count: width)
    for candidate in found.sorted(by: {
      ($1.dependence.gain, $0.comparison, $0.dependence.given)
        < ($0.dependence.gain, $1.comparison, $1.dependence.given)
    }) where chosen[candidate.comparison] == nil {
      var ancestor: Int? = candidate.dependence.given
      while let place = ancestor, place != candidate.comparison { ancestor = chosen[place]?.given }
      if ancestor == nil { chosen[candidate.comparison] = candidate.dependence }
    }
    return chosen
  }

  private static func estimate(
    _ training: Training, _ state: Training.State, _ logs: [[Double]], comparison: Int, given: Int
  ) -> LearnedDependence? {
    guard let fromLevel = logs[given].indices.first(where: { $0 > 0 && logs[given][$0] >= 2 }) else {
      return nil
    }
    let exact = Int(training.exactLevels[comparison])
    let kinLogs = state.kin?.logs(training, state)
    var counts = [Double](repeating: 0, count: exact + 1)
    var matches = 0.0
    var unclear = 0.0
    var allMatches = 0.0
    for entry in training.agreeing[given].entries {
      let level = Int(entry.levels >> UInt64(comparison * 4) & 15)
      if level == 0 { continue }
      // What never can be a link tells nothing of the pairs that have to be judged: siblings share their parents and a
      // home, and their names keep them apart.
      if training.spec.contradictions.contains(where: { $0.holds(entry.levels) }) { continue }
      // Judged by everything else, so that the agreement in question does not vouch for itself.
      // Different identifiers count by their weight only: a number can be mistyped into another sound one.
      let weighed = training.bits(entry.levels, state, logs, without: comparison)
      let odds = exponential2(min(weighed + entry.rarity, 500))
      var kinOdds = 0.0
      if let kin = state.kin, let kinLogs {
        let excess = weighed - training.plainBits(entry.levels, state, logs, without: comparison)
        let rare = entry.rarity * kin.share(training.rarity.counting(entry.levels))
        kinOdds = exponential2(
          min(kin.bits(entry.levels, logs: kinLogs, without: comparison) + excess + rare, 500))
        // What a group shares is held against a pair already.
        if kinOdds > 1 && kinOdds > odds { continue }
      }
      let probability = odds / (1 + odds + kinOdds)
      allMatches += entry.count * probability
      if probability > 0.001 {
        unclear += entry.count
        continue
      }
      if training.otherBits(entry.levels, logs, than: (comparison, given)) > -leastAgainst { continue }
      counts[level] += entry.count
      matches += entry.count * probability
    }
    let pairs = counts.reduce(0, +) - matches
    // Where most who agree are one entity, those who seem not to be are mostly matches with an error.
    if pairs < supportCount || pairs < unclear { return nil }
    let general = state.u[comparison]
    var u = general.indices.map { level -> Double in
      // Matches that slipped in are taken off generously: a dependence is believed where nothing else explains
      // it. Some matches are wrong in several comparisons at once (names swapped, another's number).
      let slipped =
        (3 * matches + allMatches * Self.swappedShare) * state.m[comparison][level]
        + 3 * counts[level + 1].squareRoot()
      let chance = max(counts[level + 1] - slipped, 0)
      return (chance + smoothing * general[level]) / (pairs + smoothing)
    }
    let sum = u.reduce(0, +)
    var gain = 0.0
    for level in u.indices {
      u[level] /= sum
      let taken = logarithm2(u[level] / general[level])
      if logs[comparison][level + 1] > 0 && taken > 0.7 && counts[level + 1] >= 20 {
        gain += pairs * u[level] * taken
      }
    }
    return gain > 0 ? LearnedDependence(given: given, fromLevel: fromLevel, u: u, gain: gain) : nil
  }

  /// What the levels weigh while the other comparison agrees, in bits, from level 1 on: never more than otherwise.
  func bits(m: [Double], general: [Double]) -> [Double] {
    let least = general.min() ?? 0
    return general.indices.map { level in
      if general[level] <= 0 { return general[level] }
      return max(least, min(general[level], logarithm2(max(m[level], 1e-6) / max(u[level], 1e-10))))
    }
  }
}
