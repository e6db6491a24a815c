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
  /// What changes where one more comparison agrees as well: a mailbox made from both names.
  var second: SecondParent?

  /// Sampled pairs below which a dependence is not believed.
  private static let supportCount = 200.0
  /// How probable a level can be at most for a dependence to tell something new of it.
  static let leastNews = 0.6
  /// How many bits a dependence must take off.
  private static let leastTaken = 0.7
  /// Pairs by which the general u keeps its say.
  private static let smoothing = 50.0

  /// How much the other comparisons must speak against a pair for it to be taken as two entities, in bits.
  ///
  /// Where they are silent, only a low prior would say so, and the agreement in question is all that could tell.
  private static let leastAgainst = 3.0

  /// Matches that seem to be of two entities because one mistake touched several comparisons, at most.
  private static let swappedShare = 0.06

  /// Which u holds for a pair; nil where the dependence does not.
  @inline(__always) func chances(_ levels: UInt64, without: Int?) -> [Double]? {
    func agrees(_ place: Int, _ fromLevel: Int) -> Bool {
      place != without && Int(levels >> UInt64(place * 4) & 15) >= fromLevel
    }
    guard agrees(given, fromLevel) else { return nil }
    if let second, agrees(second.given, second.fromLevel) { return second.u }
    return u
  }

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
    return SecondParent.added(to: chosen, training, state, logs)
  }

  /// From which level on a comparison agrees: where it speaks clearly for a match.
  static func agreeingLevel(_ logs: [Double]) -> Int? { logs.indices.first { $0 > 0 && logs[$0] >= 2 } }

  private static func estimate(
    _ training: Training, _ state: Training.State, _ logs: [[Double]], comparison: Int, given: Int
  ) -> LearnedDependence? {
    guard let fromLevel = agreeingLevel(logs[given]) else { return nil }
    let found = estimate(
      training, state, logs, training.agreeing[given].entries, comparison: comparison, given: [given],
      general: state.u[comparison])
    return found.map { LearnedDependence(given: given, fromLevel: fromLevel, u: $0.u, gain: $0.gain) }
  }

  /// How probable each level of a comparison is between two entities that agree on others.
  ///
  /// - Parameters:
  ///   - entries: pairs that agree on all of `given`, chosen by nothing else.
  ///   - general: how probable the levels are as far as it was known before.
  /// - Returns: nil where the pairs are too few, or show nothing new.
  static func estimate(
    _ training: Training, _ state: Training.State, _ logs: [[Double]], _ entries: [VectorCounts.Entry],
    comparison: Int, given: [Int], general: [Double]
  ) -> (u: [Double], gain: Double)? {
    let exact = Int(training.exactLevels[comparison])
    let kinLogs = state.kin?.logs(training, state)
    var counts = [Double](repeating: 0, count: exact + 1)
    var matches = 0.0
    var unclear = 0.0
    var allMatches = 0.0
    for entry in entries {
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
      if training.bits(entry.levels, logs, of: { $0 != comparison && !given.contains($0) }) > -leastAgainst {
        continue
      }
      counts[level] += entry.count
      matches += entry.count * probability
    }
    let pairs = counts.reduce(0, +) - matches
    // Where most who agree are one entity, those who seem not to be are mostly matches with an error.
    if pairs < supportCount || pairs < unclear { return nil }
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
      if logs[comparison][level + 1] > 0 && taken > Self.leastTaken && counts[level + 1] >= 20 {
        gain += pairs * u[level] * taken
      }
    }
    return gain > 0 ? (u, gain) : nil
  }

  /// What the levels weigh while the other comparison agrees, in bits, from level 1 on: never more than otherwise.
  static func bits(u: [Double], m: [Double], general: [Double]) -> [Double] {
    let least = general.min() ?? 0
    return general.indices.map { level in
      if general[level] <= 0 { return general[level] }
      return max(least, min(general[level], logarithm2(max(m[level], 1e-6) / max(u[level], 1e-10))))
    }
  }
}
