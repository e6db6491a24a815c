/// What the levels of a comparison say where nothing else tells entities apart: a list of names, one text.
///
/// Matches and chance agreements cannot be told from one column alone: whatever agrees could be either. What such levels
/// have been seen to mean stands in for it; how many pairs reach each is counted.
struct SoleComparison {
  let comparison: Int
  let matchRate: Double
  /// From level 1 on.
  let m: [Double]
  let u: [Double]

  /// How probably two texts are of one entity, from level 1 on: none of the words in common through the same text.
  private static let texts = [0, 0.002, 0.15, 0.7, 0.92, 0.98, 0.99]
  /// The same for values that are no texts, from the exact level down.
  private static let others = [0.97, 0.9, 0.6, 0.2, 0.02]

  init(_ comparison: Int, spec: ComparisonSpec, counts: VectorCounts, pairCount: Double) {
    self.comparison = comparison
    let exact = Int(spec.kind.exactLevel)
    let probabilities = (1...exact).map { level -> Double in
      if spec.kind == .tokens { return Self.texts[level - 1] }
      return level > 1 && exact - level < Self.others.count ? Self.others[exact - level] : 0
    }
    var pairs = [Double](repeating: 0, count: exact)
    var missing = 0.0
    for entry in counts.entries where !entry.isApart && !entry.isKnown {
      let level = Int(entry.levels >> UInt64(comparison * 4) & 15)
      if level == 0 { missing += entry.count } else { pairs[level - 1] += entry.count / counts.rate }
    }
    // Pairs that no rule proposes are those that differ.
    pairs[0] = max(1, pairCount - pairs.dropFirst().reduce(0, +) - missing / counts.rate)
    let matches = zip(pairs, probabilities).map { $0 * $1 + ($1 > 0 ? 0.5 * $1 : 1e-3) }
    let chances = zip(pairs, probabilities).map { $0 * (1 - $1) + 0.5 * (1 - $1) }
    let (matchCount, chanceCount) = (matches.reduce(0, +), chances.reduce(0, +))
    m = matches.map { $0 / matchCount }
    u = chances.map { $0 / chanceCount }
    matchRate = min(0.5, matchCount / (matchCount + chanceCount))
  }
}
