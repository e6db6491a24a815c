internal import GuiyiColumns

/// The blocks of every record, one row of rules for each: two rows tell which rules propose a pair.
struct BlockRows: Sendable {
  /// Rules at most: records in several blocks of one rule are marked by a bit for each rule.
  static let ruleCapacity = 64

  let ruleCount: Int
  /// For each record and rule its first block; a number that no other record has where it is in none.
  let rows: [UInt32]
  /// Bit `r` is set where the record is in several blocks of rule `r`; empty where no record is.
  let several: [UInt64]

  /// Blocks are numbered below this, absences from it on.
  private static let absent: UInt32 = 1 << 31

  init(_ rules: [RuleBlocks], recordCount: Int, workers: Workers) {
    precondition(rules.count <= Self.ruleCapacity, "at most 64 blocking rules")
    let count = rules.count
    ruleCount = count
    let isAnySeveral = rules.contains { !$0.blockOffsets.isEmpty }
    let pieces = workers.mapChunks(recordCount, size: 16384) { range in
      var rows = [UInt32](repeating: 0, count: range.count * count)
      var several = [UInt64](repeating: 0, count: isAnySeveral ? range.count : 0)
      for (rule, blocks) in rules.enumerated() {
        var place = rule
        for record in range {
          let first = blocks.firstBlock(of: record)
          rows[place] = first == RuleBlocks.none ? Self.absent | UInt32(record) : first
          if isAnySeveral && blocks.isInSeveral(record) {
            several[record - range.lowerBound] |= 1 << UInt64(rule)
          }
          place += count
        }
      }
      return (rows: rows, several: several)
    }
    rows = pieces.flatMap(\.rows)
    several = pieces.flatMap(\.several)
  }
}
