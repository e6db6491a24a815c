internal import GuiyiColumns

/// How often the levels of a comparison are reached by two random records, matches among them included.
struct ChanceAgreement: Sendable {
  /// From level 1 on; they add up to 1. Empty where no pair had both values.
  let shares: [Double]
  /// How many pairs stand behind the shares: of the exact level, and of the others.
  let exactPairCount: Double
  let sampledPairCount: Double

  /// Looks at random pairs, or at all pairs where there are few.
  ///
  /// The exact level is counted over all pairs from the frequencies of the values; the others are sampled.
  static func measure(
    _ table: PreparedTable, spec: LinkSpec, workers: Workers
  ) -> [ChanceAgreement] {
    let records = table.recordCount
    let allPairs = records < 2 ? 0 : records * (records - 1) / 2
    let wanted = min(allPairs, max(1, spec.training.randomPairCount))
    let isComplete = wanted == allPairs
    let pieces = workers.mapChunks(wanted, size: 16384) { range in
      var lefts: [UInt32] = []
      var rights: [UInt32] = []
      lefts.reserveCapacity(range.count)
      rights.reserveCapacity(range.count)
      if isComplete {
        var (i, j) = Self.pair(range.lowerBound, records: records)
        for _ in range {
          lefts.append(UInt32(i))
          rights.append(UInt32(j))
          j += 1
          if j == records {
            i += 1
            j = i + 1
          }
        }
      } else {
        for index in range {
          var random = SplitMix64(seed: UInt64(index) &* 0xD6E8_FEB8_6659_FD93)
          let a = Int(random.next().multipliedFullWidth(by: UInt64(records)).high)
          let b = Int(random.next().multipliedFullWidth(by: UInt64(records)).high)
          if a == b { continue }
          lefts.append(UInt32(min(a, b)))
          rights.append(UInt32(max(a, b)))
        }
      }
      if spec.scope == .acrossSources {
        let kept = lefts.indices.filter { table.sources[Int(lefts[$0])] != table.sources[Int(rights[$0])] }
        lefts = kept.map { lefts[$0] }
        rights = kept.map { rights[$0] }
      }
      return (lefts: lefts, rights: rights)
    }
    let (lefts, rights) = (pieces.flatMap(\.lefts), pieces.flatMap(\.rights))
    return (0..<table.width).map { comparison in
      var counts = [Double](repeating: 0, count: ScoringPlan.levelCapacity)
      if !table.specs[comparison].isKeyOnly {
        for level in table.levels(of: comparison, lefts, rights, workers: workers) {
          counts[Int(level & 15)] += 1
        }
      }
      return ChanceAgreement(
        counts: counts, exact: Int(table.exactLevels[comparison]), values: table.valueCounts[comparison])
    }
  }

  private init(counts: [Double], exact: Int, values: [UInt32]) {
    let total = values.reduce(0.0) { $0 + Double($1) }
    let exactPairs = total * (total - 1)
    let equal = values.reduce(0.0) { $0 + Double($1) * (Double($1) - 1) }
    let others = counts[1..<exact].reduce(0, +)
    let sampled = others + counts[exact]
    guard exactPairs > 0, sampled > 0 else {
      shares = []
      exactPairCount = 0
      sampledPairCount = 0
      return
    }
    let exactShare = equal / exactPairs
    shares =
      counts[1..<exact].map { others > 0 ? $0 / others * (1 - exactShare) : 0 } + [exactShare]
    exactPairCount = exactPairs / 2
    sampledPairCount = sampled
  }

  /// The pair at a place of the list (0,1), (0,2), … (1,2), ….
  private static func pair(_ place: Int, records: Int) -> (Int, Int) {
    var i = 0
    var rest = place
    while rest >= records - 1 - i {
      rest -= records - 1 - i
      i += 1
    }
    return (i, i + 1 + rest)
  }
}
