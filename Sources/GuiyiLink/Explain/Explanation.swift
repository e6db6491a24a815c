/// Why two records weigh what they weigh.
public struct PairExplanation: Sendable, Equatable {
  /// What one comparison said.
  public struct Part: Sendable, Equatable {
    public let comparison: String
    public let level: UInt8
    public let levelName: String
    /// The values that were compared: the best pair where a record has several.
    public let leftValue: UInt32
    public let rightValue: UInt32
    /// The weight of the level, in 1/1000 bit.
    public let levelWeight: Int32
    /// What the rarity of the value adds, in 1/1000 bit.
    public let rarityWeight: Int32
    /// What was taken away because another comparison had said it already, in 1/1000 bit.
    public let dependenceWeight: Int32
    /// The sum of the three.
    public var weight: Int32 { levelWeight + rarityWeight + dependenceWeight }
  }

  public let left: UInt32
  public let right: UInt32
  /// In 1/1000 bit.
  public let prior: Int32
  public let parts: [Part]
  /// What is taken away because pairs of one group (a household, an album) agree on as much; 0 or less, in 1/1000 bit.
  public let groupWeight: Int32
  /// The prior, all parts and `groupWeight` added up, in 1/1000 bit.
  public let weight: Int32
  public let probability: Double
  /// The contradictions that hold for the pair, by their names.
  public let contradictions: [String]
  /// The identifiers in which the two differ, by the names of their comparisons.
  public let differentIdentifiers: [String]
  /// Whether the evidence that a link needs is there.
  public let hasRequiredEvidence: Bool
}

/// How a cluster grew.
public struct EntityExplanation: Sendable, Equatable {
  public let records: [UInt32]
  /// The links that joined it, in their order.
  public let merges: [MergeStep]
  /// The lightest of them; nil for a single record.
  public let weakest: MergeStep?
}
