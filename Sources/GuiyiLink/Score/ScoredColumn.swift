/// What looks at two values of a comparison need, in one place.
struct ScoredColumn: Sendable {
  let comparison: Int
  let isScored: Bool
  let bit: UInt16
  let sketches: ValueSketch
  /// Where the sketches of its values start, and how many there are; 0 where it has none and their rarity does not count.
  let sketchStart: Int
  let sketchCount: Int
  /// Whether the rarity of different values counts.
  let countsRarity: Bool
  /// What a step of the rarity above a sketch stands for, in 1/1000 bit.
  let rarityStep: Int32
  /// Where the rarities of its values start; 0 where rarity does not count.
  let rarityStart: Int
  /// How far rarity counts for equal values, in 1/1000.
  let equalShare: Int32
  /// The most that different values gain over those that are nothing like each other.
  let reach: Int32
  /// The most that two different values can weigh, their rarity left out, and any two.
  let upperDifferent: Int32
  let upperAny: Int32
  /// What comparing two texts costs, about, in units of comparing two dates.
  let cost: Int32

  /// - Parameter sketchStart: the sketches of columns before it.
  init(_ comparison: Int, plan: ScoringPlan, sketchStart: Int) {
    let spec = plan.table.specs[comparison]
    let row = comparison * ScoringPlan.levelCapacity
    let last = row + ScoringPlan.levelCapacity - 1
    self.comparison = comparison
    isScored = !spec.isKeyOnly
    bit = 1 << UInt16(comparison)
    let exact = row + Int(plan.table.exactLevels[comparison])
    let sketches = plan.table.comparisons[comparison].sketches
    // What sketches tell has a weight of its own and no value's rarity on top.
    let told = sketches == .date ? row + 1..<exact : row + 1..<row + 2
    let isPlain = plan.rarityShares[told].allSatisfy { $0 == 0 }
    self.sketches = isScored && isPlain ? sketches : .none
    self.sketchStart = sketchStart
    countsRarity = plan.upperShares[last] != 0
    let hasWords = isScored && (self.sketches != .none || countsRarity)
    sketchCount = hasWords ? plan.table.valueCounts[comparison].count : 0
    let highestRarity = plan.highestRarities[comparison]
    rarityStep = highestRarity / Self.rarityLimit + 1
    rarityStart = max(0, plan.rarityStarts[comparison])
    equalShare = plan.rarityStarts[comparison] < 0 ? 0 : plan.rarityShares[exact]
    upperDifferent = plan.uppers[last]
    reach = plan.uppers[last] - plan.weights[row + 1]
    upperAny = plan.upperAny[comparison]
    cost =
      switch spec.kind {
      case .exact, .date, .number, .wholeNumber: 1
      case .phone, .email: 2
      case .editDistance, .hanName: 4
      case .jaroWinkler, .parts: 8
      case .latinName, .tokens: 24
      }
  }

  /// Steps of rarity that there is room for above a sketch.
  private static let rarityLimit: Int32 = 1 << Int32(64 - ValueSketch.width) - 1

  /// The sketch of a value, its rarity above it, rounded up: a bound stays a bound.
  func sketch(_ id: Int, plan: ScoringPlan) -> UInt64 {
    let rarity = plan.rarityStarts[comparison] < 0 ? 0 : max(0, plan.rarities[rarityStart + id])
    let steps = UInt64((rarity + rarityStep - 1) / rarityStep)
    let sketch = sketches == .none ? 0 : plan.table.comparisons[comparison].sketch(UInt32(id))
    return sketch | steps << ValueSketch.width
  }
}
