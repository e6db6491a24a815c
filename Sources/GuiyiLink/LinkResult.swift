/// Two records and what their comparison came to.
public struct ScoredPair: Sendable, Hashable {
  /// The lower record index.
  public let left: UInt32
  public let right: UInt32
  /// Evidence for one entity, in 1/1000 bit (log2 of the odds), the prior included.
  public let weight: Int32
  /// The level of each comparison, four bits each, the first comparison lowest.
  public let levels: UInt64

  public init(left: UInt32, right: UInt32, weight: Int32, levels: UInt64) {
    self.left = left
    self.right = right
    self.weight = weight
    self.levels = levels
  }

  /// The match probability.
  public var probability: Double { MatchWeight.probability(millibits: weight) }

  /// The level of one comparison.
  public func level(_ comparison: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: (levels &>> UInt64(comparison &* 4)) & 15)
  }

  /// Heaviest first; equal weights by the records.
  @inline(__always) static func precedes(_ a: ScoredPair, _ b: ScoredPair) -> Bool {
    (b.weight, a.left, a.right) < (a.weight, b.left, b.right)
  }
}

/// Why a person is asked about a pair.
public enum ReviewReason: Sendable, Hashable {
  /// Its probability lies between the two thresholds.
  case uncertain
  /// It weighs enough but lacks the evidence that a link needs.
  case lacksEvidence
  /// Everything agrees but the identifier.
  case differentIdentifiers
  /// A record fits two clusters that cannot be one about equally well.
  case ambiguous
  /// The link would join two clusters whose other records contradict each other.
  case weakBridge
  /// The link would join clusters that are known to be apart.
  case keptApart
}

/// A pair that a person should decide.
public struct ReviewPair: Sendable, Hashable {
  public let pair: ScoredPair
  public let reason: ReviewReason
}

/// A pair that agrees on something and is kept apart by a contradiction.
public struct ConflictPair: Sendable, Hashable {
  public let pair: ScoredPair
  /// The place of the rule in `LinkSpec.contradictions`.
  public let contradiction: Int
}

/// What a person has decided about two records.
public struct Decision: Sendable, Hashable {
  public enum Kind: Sendable, Hashable { case mustLink, mustNotLink }
  public let kind: Kind
  public let left: UInt32
  public let right: UInt32

  public init(_ kind: Kind, _ left: UInt32, _ right: UInt32) {
    self.kind = kind
    self.left = min(left, right)
    self.right = max(left, right)
  }
}

/// A decision that other decisions rule out; it was not carried out.
public struct DecisionProblem: Sendable, Hashable {
  public let decision: Decision
  /// The must-not-link decision that stands against it.
  public let against: Decision

  public init(decision: Decision, against: Decision) {
    self.decision = decision
    self.against = against
  }
}

/// A link that joined two clusters.
public struct MergeStep: Sendable, Hashable {
  public enum Ground: Sendable, Hashable {
    case link
    case decision
    /// The pooled values of the cluster carried the link.
    case pooledEvidence
  }
  public let pair: ScoredPair
  public let ground: Ground
}

/// Clusters, the pairs behind them, and what was learned on the way.
public struct LinkResult: Sendable {
  /// The cluster of each record; clusters are numbered by their lowest record, from 0 without gaps.
  public let clusterOf: [UInt32]
  public let clusterCount: Int
  /// Pairs that were accepted by themselves, heaviest first, then by records.
  public let links: [ScoredPair]
  /// The links that made the clusters, in the order in which they did.
  public let merges: [MergeStep]
  public let reviews: [ReviewPair]
  /// Sources of which a cluster has one record at most: named in the specification, or found by their links.
  public let uniqueSources: [UInt16]
  public let conflicts: [ConflictPair]
  public let decisionProblems: [DecisionProblem]
  public let model: LinkModel
  public let statistics: LinkStatistics
}

/// What blocking and scoring did.
public struct LinkStatistics: Sendable {
  public struct Rule: Sendable {
    public let name: String
    /// Pairs that this rule proposed first.
    public var pairCount: Int
    public let blockCount: Int
    public let largestBlockSize: Int
    /// Blocks that were too large and were split by further keys.
    public let splitBlockCount: Int
    /// Pairs of too large blocks that no further key brought together: they were not compared by this rule.
    public let unreachedPairCount: Int
    /// The largest blocks before splitting: a record in each and its size.
    public let worstBlocks: [(record: UInt32, size: Int)]
  }
  public var rules: [Rule]
  public var pairCount: Int { rules.reduce(0) { $0 + $1.pairCount } }
  /// Pairs by weight in whole bits, from -40 or below in slot 0 to 40 or above in slot 80;
  /// pairs that were out of reach of every threshold are not among them.
  public var histogram: [Int]
  /// The share of the true pairs that blocking reaches, as far as its rules tell about each other.
  public var estimatedRecall: Double
}

/// Match weights and probabilities.
public enum MatchWeight {
  /// The probability behind log2 odds in 1/1000 bit.
  public static func probability(millibits: Int32) -> Double {
    1 / (1 + exponential2(-Double(millibits) / 1000))
  }

  /// The log2 odds of a probability in 1/1000 bit, within ±100 bits.
  public static func millibits(probability: Double) -> Int32 {
    let p = min(max(probability, 1e-30), 1 - 1e-15)
    return millibits(bits: logarithm2(p / (1 - p)))
  }

  /// Bits as 1/1000 bit, within ±100 bits.
  static func millibits(bits: Double) -> Int32 {
    bits.isNaN ? 0 : Int32((min(max(bits, -100), 100) * 1000).rounded())
  }
}
