/// Pairs that belong together without being one: a household, the songs of an album, the branches of a firm.
///
/// They agree on what the group shares far more often than chance does, so that chance alone is the wrong thing
/// to hold a match against. A pair is a match as far as this beats both: chance, and belonging to one group.
struct Kin: Sendable {
  /// Such pairs among all pairs.
  private(set) var rate: Double
  /// How far a group shares each comparison, 0 (its members agree as chance has it) through 1 (as matches do).
  private(set) var shares: [Double]
  private let isPooled: Bool
  /// Matches and kin that the last round counted, in pairs of the sample.
  private var matchCount = 0.0
  private var kinCount = 0.0

  /// Rounds in which only groups are learned.
  static let roundCount = 12
  /// Kin per match below which a group is no more than matches with errors.
  private static let leastRatio = 0.3
  /// The same where it is known what tells members of a group apart.
  private static let leastToldRatio = 0.03
  private static let leastCount = 30.0
  /// The share of a match's bits from which kin agree on something as matches do.
  private static let asMatches = 0.8
  /// Pairs by which a share keeps to one half.
  private static let smoothing = 10.0

  /// - Parameter own: a comparison that the group is supposed not to share, and all others are; nil for half a match
  ///   and half a chance in everything.
  ///   - isPooled: whether levels that few pairs have are read together with those beside them, as matches read them; else an
  ///     agreement that chance has often counts for matches more than for kin.
  init(_ training: Training, _ state: Training.State, own: Int?, isPooled: Bool = false) {
    self.isPooled = isPooled
    rate = state.matchRate
    shares = training.spec.comparisons.indices.map { comparison in
      guard Self.isLearned(training.spec.comparisons[comparison]) else { return 0 }
      return own == nil ? 0.5 : own == comparison ? 0.02 : 0.9
    }
  }

  private static func isLearned(_ spec: ComparisonSpec) -> Bool {
    spec.training == .both && !spec.isIdentifier && !spec.isKeyOnly
  }

  /// How far a group shares some comparisons on average.
  /// - Parameter comparisons: a bit each.
  func share(_ comparisons: UInt16) -> Double {
    if comparisons == 0 { return 0 }
    var sum = 0.0
    for comparison in shares.indices where comparisons >> UInt16(comparison) & 1 == 1 {
      sum += shares[comparison]
    }
    return sum / Double(comparisons.nonzeroBitCount)
  }

  /// How probable each level of a comparison is among kin, from level 1 on.
  func levels(_ comparison: Int, _ state: Training.State) -> [Double] {
    zip(state.m[comparison], state.u[comparison]).map { m, u in
      shares[comparison] * m + (1 - shares[comparison]) * u
    }
  }

  /// What each level weighs for kin against chance, in bits, level 0 being missing.
  func logs(_ training: Training, _ state: Training.State) -> [[Double]] {
    training.spec.comparisons.indices.map { comparison in
      let levels = levels(comparison, state)
      if training.spec.comparisons[comparison].isKeyOnly {
        return [Double](repeating: 0, count: levels.count + 1)
      }
      let u = state.u[comparison]
      var bits = levels.indices.map { logarithm2(max(levels[$0], 1e-10) / max(u[$0], 1e-10)) }
      if isPooled && training.spec.comparisons[comparison].isMonotonic {
        bits = Training.monotonic(bits, sizes: levels.indices.map { levels[$0] * 1000 + u[$0] + 1e-9 })
      }
      return [0] + bits
    }
  }

  /// The odds of kin against chance, in bits.
  func bits(_ packed: UInt64, logs: [[Double]], without: Int? = nil) -> Double {
    var bits = logarithm2(rate / (1 - rate))
    for comparison in logs.indices where comparison != without {
      bits += logs[comparison][Int(packed >> UInt64(comparison * 4) & 15)]
    }
    return bits
  }

  /// One more round.
  ///
  /// - Parameter sums: the pairs taken for kin, by comparison and level.
  mutating func update(
    _ training: Training, _ state: Training.State, sums: [[Double]], matchCount: Double, kinCount: Double
  ) {
    for comparison in shares.indices where Self.isLearned(training.spec.comparisons[comparison]) {
      let share = shares[comparison]
      var (shared, all) = (Self.smoothing / 2, Self.smoothing)
      for (level, count) in sums[comparison].dropFirst().enumerated() where count > 0 {
        let (m, u) = (share * state.m[comparison][level], (1 - share) * state.u[comparison][level])
        shared += count * m / max(m + u, 1e-300)
        all += count
      }
      shares[comparison] = shared / all
    }
    rate = min(0.4, max(kinCount / training.counts.rate / training.pairCount, 1e-12))
    (self.matchCount, self.kinCount) = (matchCount, kinCount)
  }

  /// Whether there are groups at all, or only matches with errors that were taken for one.
  ///
  /// Members of a group share something, and are told apart by two things or more.
  ///
  /// - Parameter leastOwn: how many things must tell them apart; one is enough where without a group what an entity keeps would be
  ///   lost by most of its records.
  func isReal(_ training: Training, _ state: Training.State, leastOwn: Int = 2) -> Bool {
    guard kinCount >= Self.leastCount else { return false }
    let lasting = training.spec.training.lastingComparisons
    var isToldApart = false
    var (shared, own) = (0, 0)
    // What an entity keeps, and how much of that kin agree on as matches do.
    var (kept, keptShared) = (0, 0)
    for comparison in shares.indices where Self.isLearned(training.spec.comparisons[comparison]) {
      let levels = levels(comparison, state)
      // What an average pair of kin weighs in this comparison, and what an average match does.
      var (kinBits, matchBits) = (0.0, 0.0)
      for (level, m) in state.m[comparison].enumerated() {
        let bits = logarithm2(max(m, 1e-9) / max(state.u[comparison][level], 1e-10))
        kinBits += levels[level] * bits
        matchBits += m * bits
      }
      if matchBits < 1 { continue }
      if lasting.contains(comparison) && matchBits >= 3 {
        kept += 1
        if kinBits >= matchBits * Self.asMatches { keptShared += 1 }
      }
      if kinBits > matchBits / 2 {
        shared += 1
      } else if kinBits < 0 {
        own += 1
        if lasting.contains(comparison) && matchBits >= 3 { isToldApart = true }
      }
    }
    guard shared >= 1, own >= leastOwn else { return false }
    // Who agrees on all that an entity keeps has moved, or has another employer: that is one entity, not a group.
    if kept >= 2 && keptShared == kept { return false }
    return kinCount >= matchCount * (isToldApart ? Self.leastToldRatio : Self.leastRatio)
  }
}

extension LinkModel {
  /// What matches weigh against pairs of one group, beside what they weigh against chance.
  public struct Group: Sendable, Equatable {
    /// log2 odds of a match against a pair of one group, in 1/1000 bit.
    public var prior: Int32
    /// By comparison and level, level 0 being missing; 1/1000 bit.
    public var weights: [[Int32]]

    public init(prior: Int32, weights: [[Int32]]) {
      self.prior = prior
      self.weights = weights
    }
  }
}

extension Training {
  /// The weights against kin that follow from a state.
  func group(_ state: State) -> LinkModel.Group? {
    guard let kin = state.kin else { return nil }
    let weights = spec.comparisons.indices.map { comparison -> [Int32] in
      let (m, g) = (state.m[comparison], kin.levels(comparison, state))
      if spec.comparisons[comparison].isKeyOnly { return [Int32](repeating: 0, count: m.count + 1) }
      var bits = m.indices.map { logarithm2(max(m[$0], 1e-6) / max(g[$0], 1e-9)) }
      if spec.comparisons[comparison].isMonotonic {
        bits = Self.monotonic(bits, sizes: m.indices.map { m[$0] + g[$0] + 1e-9 })
      }
      return [0] + bits.map { MatchWeight.millibits(bits: $0) }
    }
    return LinkModel.Group(
      prior: MatchWeight.millibits(bits: logarithm2(state.matchRate / kin.rate)), weights: weights)
  }
}
