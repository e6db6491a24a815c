internal import GuiyiColumns

/// Random pairs among all that hold one value of a comparison, whatever blocking would say of them.
struct AgreeingPairs: Sendable {
  /// Pairs for each comparison.
  static let sampleCount = 50_000

  /// How often each combination of levels occurs; empty where no two records agree.
  let entries: [VectorCounts.Entry]

  /// For each comparison, or empty where its agreement cannot be a chance.
  static func sample(
    _ plan: ScoringPlan, rarity: AgreementRarity, workers: Workers
  ) -> [AgreeingPairs] {
    workers.map(plan.table.width) { comparison in
      let own = plan.table.specs[comparison]
      guard !own.isKeyOnly, !own.isIdentifier, own.training == .both else {
        return AgreeingPairs(entries: [])
      }
      let pairs = choose(plan.table, comparison)
      return AgreeingPairs(
        entries: VectorCounts.tally(pairs.lefts, pairs.rights, plan, rarity) { _, _ in 0 })
    }
  }

  /// The pairs: spread evenly over all pairs, listed record by record, so that no numbering of values matters.
  private static func choose(
    _ table: PreparedTable, _ comparison: Int
  ) -> (lefts: [UInt32], rights: [UInt32]) {
    let counts = table.valueCounts[comparison]
    var starts = [Int](repeating: 0, count: counts.count + 1)
    for value in counts.indices { starts[value + 1] = starts[value] + Int(counts[value]) }
    var members = [UInt32](repeating: 0, count: starts[counts.count])
    var places = [Int](repeating: -1, count: table.recordCount)
    var next = starts
    for record in 0..<table.recordCount {
      let value = Int(table.matrix[record * table.width + comparison])
      if value == 0 { continue }
      places[record] = next[value]
      members[next[value]] = UInt32(record)
      next[value] += 1
    }
    let later = { (record: Int) -> Int in
      if places[record] < 0 { return 0 }
      return starts[Int(table.matrix[record * table.width + comparison]) + 1] - places[record] - 1
    }
    let total = (0..<table.recordCount).reduce(0) { $0 + later($1) }
    let wanted = min(total, sampleCount)
    var lefts: [UInt32] = []
    var rights: [UInt32] = []
    var record = 0
    var before = 0
    for index in 0..<wanted {
      var random = SplitMix64(seed: UInt64(index))
      // One pair out of each of as many equal stretches of the list.
      let low = total / wanted * index + total % wanted * index / wanted
      let high = total / wanted * (index + 1) + total % wanted * (index + 1) / wanted
      let place = low + Int(random.next().multipliedFullWidth(by: UInt64(max(1, high - low))).high)
      while before + later(record) <= place {
        before += later(record)
        record += 1
      }
      lefts.append(UInt32(record))
      rights.append(members[places[record] + 1 + place - before])
    }
    return (lefts, rights)
  }
}
