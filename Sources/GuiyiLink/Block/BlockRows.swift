internal import GuiyiColumns

/// The blocks of every record, one row of rules for each: two rows tell which rules propose a pair.
struct BlockRows: Sendable {
  private static let chunkSize = 16384
  /// Blocks are numbered below this, absences from it on.
  private static let absent: UInt32 = 1 << 31

  let ruleCount: Int
  /// For each record and rule its first block; a number that no other record has where it is in none.
  private(set) var rows: [UInt32]
  /// Bit `r` is set where the record is in several blocks of rule `r`; empty where no record is.
  private(set) var several: [UInt64] = []
  private let recordCount: Int

  /// No record is in a block.
  init(ruleCount: Int, recordCount: Int, workers: Workers) {
    precondition(ruleCount <= LinkSpec.ruleCapacity, "at most 64 blocking rules")
    self.ruleCount = ruleCount
    self.recordCount = recordCount
    rows = workers.filled(recordCount, width: ruleCount, size: Self.chunkSize, repeating: 0) { range, rows in
      for place in rows.indices {
        rows[place] = Self.absent | UInt32(truncatingIfNeeded: range.lowerBound &+ place / ruleCount)
      }
    }
  }

  /// Takes over the blocks of some rules in the place of those that it has.
  mutating func set(_ blocks: [RuleBlocks], of rules: [Int], workers: Workers) {
    let count = ruleCount
    workers.update(&rows, width: count, size: Self.chunkSize) { range, rows in
      for (blocks, rule) in zip(blocks, rules) {
        var place = rule
        for record in range {
          let first = blocks.firstBlock(of: record)
          rows[place] = first == RuleBlocks.none ? Self.absent | UInt32(truncatingIfNeeded: record) : first
          place += count
        }
      }
    }
    if several.isEmpty && blocks.contains(where: { !$0.blockOffsets.isEmpty }) {
      several = [UInt64](repeating: 0, count: recordCount)
    }
    if several.isEmpty { return }
    workers.update(&several, size: Self.chunkSize) { range, several in
      for (blocks, rule) in zip(blocks, rules) {
        let bit = UInt64(1) << UInt64(rule)
        for (index, record) in range.enumerated() {
          several[index] = several[index] & ~bit | (blocks.isInSeveral(record) ? bit : 0)
        }
      }
    }
  }
}
