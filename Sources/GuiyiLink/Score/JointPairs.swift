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
      let pairs = pairs(min(first, second), max(first, second))
      let found = VectorCounts.tally(pairs.lefts, pairs.rights, plan, rarity, workers) { _, _ in 0 }
      drawn[place] = found
      return found
    }
  }

  private func pairs(_ first: Int, _ second: Int) -> (lefts: [UInt32], rights: [UInt32]) {
    let table = plan.table
    let partBits = KeyedRecords.partBits(recordCount: table.recordCount)
    let pieces = workers.mapChunks(table.recordCount, size: 16384) { range in
      let keys = range.map { record in
        let (x, y) = (table.value(UInt32(record), first), table.value(UInt32(record), second))
        // Two of one hash, were there any, would be a wrong pair in a sample of thousands.
        return x == 0 || y == 0
          ? DerivedKeys.noKey : max(StableHash.mix(UInt64(x), UInt64(y)), DerivedKeys.noKey + 1)
      }
      return KeyedRecords(keys, of: range, partBits: partBits)
    }
    let parts = workers.map(1 << partBits) { part in
      let (keys, records) = KeyedRecords.sorted(part, of: pieces, partBits: partBits)
      return EqualGroups(keys, records)
    }
    return EqualGroups(parts).pairs(wanted: wanted)
  }
}
