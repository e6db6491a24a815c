/// What training learned: how much each level of each comparison weighs, and how rare a match is.
public struct LinkModel: Sendable, Equatable {
  /// One level of a comparison.
  public struct Level: Sendable, Equatable {
    public var name: String
    /// How probable the level is between records of one entity.
    public var m: Double
    /// How probable it is between records of two entities.
    public var u: Double
    /// log2(m / u) in 1/1000 bit; 0 for `missing`.
    public var weight: Int32
    /// What it weighs while the comparison that it depends on agrees; not above `weight`.
    public var dependentWeight: Int32
    /// What it weighs while the second one agrees as well; not above `dependentWeight`.
    public var jointWeight: Int32

    public init(
      name: String, m: Double, u: Double, weight: Int32, dependentWeight: Int32? = nil,
      jointWeight: Int32? = nil
    ) {
      self.name = name
      self.m = m
      self.u = u
      self.weight = weight
      self.dependentWeight = dependentWeight ?? weight
      self.jointWeight = jointWeight ?? self.dependentWeight
    }
  }

  /// How the rarity of a value moves the weight of an agreement on it.
  public struct TermFrequency: Sendable, Equatable {
    /// Occurrences that are added to those seen with other entities, so that no value is impossibly rare.
    public var smoothing: Double
    /// Occurrences of a value that are its own entity's and say nothing about chance.
    public var ownCount: Double
    /// The most that rarity may add or take away, in 1/1000 bit.
    public var limit: Int32

    public init(smoothing: Double, ownCount: Double, limit: Int32) {
      self.smoothing = smoothing
      self.ownCount = ownCount
      self.limit = limit
    }
  }

  /// A comparison whose agreement makes another one's agreement less of a surprise.
  public struct Dependence: Sendable, Equatable {
    /// The name of the comparison that is asked first.
    public var given: String
    /// The level from which on it agrees.
    public var fromLevel: Int
    /// One more comparison that changes it again where it agrees beside the first.
    public var second: Second?

    public struct Second: Sendable, Equatable {
      public var given: String
      public var fromLevel: Int

      public init(given: String, fromLevel: Int) {
        self.given = given
        self.fromLevel = fromLevel
      }
    }

    public init(given: String, fromLevel: Int, second: Second? = nil) {
      self.given = given
      self.fromLevel = fromLevel
      self.second = second
    }
  }

  public struct Comparison: Sendable, Equatable {
    public var name: String
    /// From `missing` on, as the comparison counts them.
    public var levels: [Level]
    public var termFrequency: TermFrequency?
    /// The comparison that tells part of the same fact; nil where there is none.
    public var dependence: Dependence?

    public init(
      name: String, levels: [Level], termFrequency: TermFrequency? = nil, dependence: Dependence? = nil
    ) {
      self.name = name
      self.levels = levels
      self.termFrequency = termFrequency
      self.dependence = dependence
    }
  }

  /// Matching pairs among all pairs.
  public var matchRate: Double
  /// log2 odds that two random records match, in 1/1000 bit.
  public var prior: Int32
  public var comparisons: [Comparison]
  /// What is held against pairs that belong to one group without being one; nil where there are no groups.
  public var group: Group?
  /// Rounds of expectation maximization that training took, 0 where nothing was learned.
  public var iterationCount: Int

  public init(matchRate: Double, prior: Int32, comparisons: [Comparison], iterationCount: Int = 0) {
    self.matchRate = matchRate
    self.prior = prior
    self.comparisons = comparisons
    self.iterationCount = iterationCount
  }
}
