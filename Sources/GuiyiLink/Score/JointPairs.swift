internal import GuiyiColumns
internal import Synchronization

/// Random pairs of records that hold one value in each of two comparisons, whatever blocking would say of them.
///
/// Drawn when they are first asked for: few pairs of comparisons are.
final class JointPairs: Sendable {
  private let plan: ScoringPlan
  private let rarity: AgreementRarity
  private let wanted: Int
  private let workers: Workers
  private let drawn = Mutex<[Int: [VectorCounts.Entry]]>([:])

  /// - Parameter wanted: pairs to draw for two comparisons.
  init(_ plan: ScoringPlan, rarity: AgreementRarity, wanted: Int, workers: Workers) {
    self.plan = plan
    self.rarity = rarity
    self.wanted = wanted
    self.workers = workers
  }

  /// The pairs that agree on both comparisons, counted by their levels.
  func entries(_ first: Int, _ second: Int) -> [VectorCounts.Entry] {
    let place = min(first, second) * LinkSpec.comparisonCapacity + max(first, second)
    // The drawing shares its pieces, and none of them asks here.
    return drawn.withLock { drawn in
      if let known = drawn[place] { return known }
      let (values, count) = bothValues(first, second)
      let pairs = EqualPairs(values, valueCount: count, wanted: wanted)
      let found = VectorCounts.tally(pairs.lefts, pairs.rights, plan, rarity, workers) { _, _ in 0 }
      drawn[place] = found
      return found
    }
  }

  /// A number for each two values that occur together, 0 where one is missing; and one more than the highest.
  private func bothValues(_ first: Int, _ second: Int) -> (values: [UInt32], count: Int) {
    let table = plan.table
    var keys: [UInt64] = []
    var records: [UInt32] = []
    keys.reserveCapacity(table.recordCount)
    records.reserveCapacity(table.recordCount)
    for record in 0..<UInt32(table.recordCount) {
      let (x, y) = (table.value(record, first), table.value(record, second))
      if x == 0 || y == 0 { continue }
      // Two of one hash, were there any, would be a wrong pair in a sample of thousands.
      keys.append(StableHash.mix(UInt64(x), UInt64(y)))
      records.append(record)
    }
    HashGrouping.sort(keys: &keys, values: &records)
    var values = [UInt32](repeating: 0, count: table.recordCount)
    var number: UInt32 = 0
    for (place, record) in records.enumerated() {
      if place == 0 || keys[place] != keys[place - 1] { number += 1 }
      values[Int(record)] = number
    }
    return (values, Int(number) + 1)
  }
}
