/// What to compare, which pairs to propose, and what to accept: everything the core is told about the data.
public struct LinkSpec: Sendable {
  /// Pairs of levels are packed in 64 bits, four for each comparison.
  public static let comparisonCapacity = 16
  /// Which rules propose a pair is told in a word, a bit each.
  public static let ruleCapacity = 64

  public var comparisons: [ComparisonSpec]
  public var rules: [BlockingRule]
  public var dependences: [Dependence] = []
  public var contradictions: [Contradiction] = []
  /// A link needs all conditions of at least one of these; none listed means none needed.
  ///
  /// A pair that weighs enough and lacks the evidence becomes a review.
  public var requirements: [EvidenceRequirement] = []
  public var scope: PairScope = .all
  /// Data sets known to hold each entity only once: two of their records never share a cluster.
  public var uniqueSources: [UInt16] = []
  public var thresholds = LinkThresholds()
  /// How many other records of its entity a record has on average; nil lets training find out.
  public var matchesPerRecord: Double?
  public var training = TrainingOptions()
  public var clustering = ClusteringOptions()
  /// Candidate pairs to aim at; above it, the largest blocks are split further, and that is reported.
  public var pairBudget: Int = 2_000_000_000

  public init(comparisons: [ComparisonSpec], rules: [BlockingRule]) {
    precondition(comparisons.count <= Self.comparisonCapacity, "at most 16 comparisons")
    self.comparisons = comparisons
    self.rules = rules
  }

  /// The place of a comparison, nil where there is none of this name.
  public func comparisonIndex(named name: String) -> Int? {
    comparisons.firstIndex { $0.name == name }
  }
}

/// One fact about two records, put on a scale of levels.
public struct ComparisonSpec: Sendable {
  public var name: String
  /// The name of the field in the table.
  public var field: String
  public var kind: ComparisonKind
  /// How probable each level is between records of one entity, from level 1 on; nil takes a general guess.
  ///
  /// A start for training, and what small data sets lean on.
  public var initialM: [Double]?
  /// How probable each level is between records of two entities, from level 1 on; nil takes what the data shows.
  public var initialU: [Double]?
  public var training: ComparisonTraining = .both
  /// How far the rarity of the value counts at a level, 0 not at all through 1 fully.
  ///
  /// The rarer the value, the more an agreement says. Near levels go by the more frequent of the two values.
  public var termFrequency: [UInt8: Double] = [:]
  /// A sound unique identifier: two different values keep records, and clusters, apart.
  public var isIdentifier = false
  /// Whether a higher level must weigh at least as much as a lower one.
  public var isMonotonic = true
  /// Whether values that are merely written differently are one value, which is as frequent as its writings together.
  ///
  /// What two files write in upper and lower case, or dates of several forms, would else seem rarer than they are.
  public var joinsWritings = false
  /// Left out of scoring: the comparison only lends its blocking keys.
  public var isKeyOnly = false

  public init(name: String, field: String, kind: ComparisonKind) {
    self.name = name
    self.field = field
    self.kind = kind
  }

  /// The same comparison with rarity counted fully at the exact level, and by `near` at those just below it.
  public func withTermFrequency(near: Double = 0, levels: ClosedRange<UInt8>? = nil) -> ComparisonSpec {
    var copy = self
    copy.termFrequency[kind.exactLevel] = 1
    for level in levels ?? kind.exactLevel...kind.exactLevel where level != kind.exactLevel {
      copy.termFrequency[level] = near
    }
    return copy
  }
}

/// Which probabilities of a comparison are learned from the data.
public enum ComparisonTraining: Sendable, Equatable {
  case both
  /// u stays as given: for identifiers, whose chance agreements are too rare to be seen.
  case mOnly
  /// Both stay as given.
  case none
}

/// Pairs whose keys are all equal are compared.
public struct BlockingRule: Sendable {
  public var name: String
  public var keys: [BlockingKey]
  /// A block of more records is split by `splitKeys`.
  public var maximumBlockSize = 400
  /// Within a block that is too large a pair must also agree on one of these (or more, while still too large).
  public var splitKeys: [BlockingKey] = []

  public init(name: String, keys: [BlockingKey]) {
    self.name = name
    self.keys = keys
  }
}

/// What of a comparison's value must be equal.
public struct BlockingKey: Sendable, Hashable {
  /// The place of the comparison in the specification.
  public var comparison: Int
  public var part: BlockingPart

  public init(_ comparison: Int, _ part: BlockingPart = .whole) {
    self.comparison = comparison
    self.part = part
  }
}

/// Agreements of which a link needs all.
public struct EvidenceRequirement: Sendable, ExpressibleByArrayLiteral {
  public var conditions: [LevelCondition]
  /// What the pair must weigh at least with these agreements, in bits: weak ones are believed where the values are rare.
  public var minimumBits = 0.0

  public init(_ conditions: [LevelCondition], minimumBits: Double = 0) {
    self.conditions = conditions
    self.minimumBits = minimumBits
  }

  public init(arrayLiteral conditions: LevelCondition...) { self.init(conditions) }

  @inline(__always) func holds(_ packed: UInt64, weight: Int32) -> Bool {
    Double(weight) >= minimumBits * 1000 && conditions.allSatisfy { $0.holds(packed) }
  }
}

/// The levels of one comparison at which a condition holds.
public struct LevelCondition: Sendable, Hashable {
  public let comparison: Int
  /// Bit `l` is set where level `l` meets the condition.
  public let levels: UInt16

  public init(comparison: Int, levels: UInt16) {
    self.comparison = comparison
    self.levels = levels
  }

  public static func missing(_ comparison: Int) -> LevelCondition { .init(comparison: comparison, levels: 1) }

  public static func at(_ comparison: Int, _ level: UInt8) -> LevelCondition {
    .init(comparison: comparison, levels: 1 << UInt16(level))
  }

  public static func atLeast(_ comparison: Int, _ level: UInt8) -> LevelCondition {
    .init(comparison: comparison, levels: .max << UInt16(level))
  }

  /// Both values are there, and no more alike than the level says.
  public static func atMost(_ comparison: Int, _ level: UInt8) -> LevelCondition {
    .init(comparison: comparison, levels: ~(UInt16.max << UInt16(level + 1)) & ~1)
  }

  /// Whether packed levels meet the condition.
  @inline(__always) public func holds(_ packed: UInt64) -> Bool {
    let level = UInt16(truncatingIfNeeded: packed &>> UInt64(comparison &* 4)) & 15
    return (levels &>> level) & 1 == 1
  }
}

/// Where one comparison has already said what another one says.
///
/// While `given` is at one of its levels, an agreement of `comparison` counts only in part; a disagreement counts fully.
public struct Dependence: Sendable {
  public var given: LevelCondition
  public var comparison: Int
  /// The share of a positive weight that still counts, 0 through 1.
  public var share: Double

  public init(given: LevelCondition, comparison: Int, share: Double = 0) {
    self.given = given
    self.comparison = comparison
    self.share = share
  }
}

/// When two records that agree on something must be different entities nevertheless.
public struct Contradiction: Sendable {
  public var name: String
  /// All of these must hold.
  public var conditions: [LevelCondition]
  /// …and none of these groups as a whole.
  public var exceptions: [[LevelCondition]] = []
  /// Whether the pair is listed among the conflicts; it is kept apart in any case.
  public var isReported = true

  public init(name: String, conditions: [LevelCondition]) {
    self.name = name
    self.conditions = conditions
  }

  @inline(__always) func holds(_ packed: UInt64) -> Bool {
    for condition in conditions where !condition.holds(packed) { return false }
    for group in exceptions where group.allSatisfy({ $0.holds(packed) }) { return false }
    return true
  }
}

/// Which pairs may be proposed at all.
public enum PairScope: Sendable, Equatable {
  case all
  /// Only pairs from two different data sets.
  case acrossSources
}

/// From which match probability a pair is accepted, and from which it is asked about.
public struct LinkThresholds: Sendable {
  public var linkProbability = 0.95
  public var reviewProbability = 0.3

  public init(linkProbability: Double = 0.95, reviewProbability: Double = 0.3) {
    self.linkProbability = linkProbability
    self.reviewProbability = reviewProbability
  }
}

/// How the model is learned.
public struct TrainingOptions: Sendable {
  /// Random pairs that show how often levels agree by chance.
  public var randomPairCount = 125_000
  /// Candidate pairs from which expectation maximization learns.
  public var candidatePairCount = 150_000
  /// Random pairs that agree on a comparison, from which dependences on it are learned.
  public var agreeingPairCount = 50_000
  public var iterationCount = 30
  /// Whether comparisons that tell the same fact twice are found and made to count once.
  public var learnsDependences = true
  /// How many matches the initial m is worth.
  public var priorStrength = 20.0
  /// The same as a share of the matches that are found: what a kind of value is known for keeps its say.
  public var priorShare = 0.0
  /// The comparison that is all there is to tell entities apart; nil where others can bear it out.
  ///
  /// Its levels mean what such levels mean elsewhere: nothing in the data could show it.
  public var soleComparison: Int?
  /// Whether the rarity of values counts while the model is learned, and not only when it is used.
  public var countsRarity = false
  /// Whether a comparison that nearly all rules depend on is learned from their pairs all the same.
  public var learnsFromAllRules = false
  /// Whether pairs of one group (a household, an album) are told from matches, where there are many.
  public var learnsGroups = false
  /// Comparisons of what an entity keeps and its group does not share: a given name, a title; empty where nothing is known.
  ///
  /// A group whose members agree on all of these is none: people who moved, not people of one home.
  public var lastingComparisons: [Int] = []

  public init() {}
}

/// How links become clusters.
public struct ClusteringOptions: Sendable {
  /// A link at least this much above the link threshold joins clusters without a look at their other records.
  public var strongMarginBits = 8.0
  /// A record that fits two clusters which cannot be one must fit the better by this much.
  public var ambiguityMarginBits = 3.0
  /// Records of each side that are held against each other before a weak link joins two clusters.
  public var sampleCount = 8
  /// Whether the pooled values of a cluster may carry a single record over the threshold.
  public var poolsEvidence = true
  /// How far below the review threshold a pair is still worth a look at the pooled values.
  public var poolingReachBits = 6.0
  /// Whether sources that hold each entity only once are told from the links, where `uniqueSources` names none.
  public var findsUniqueSources = false

  public init() {}
}
