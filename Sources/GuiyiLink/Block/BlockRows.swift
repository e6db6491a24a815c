internal import GuiyiColumns

/// The blocks of every record, one row of rules for each: two rows tell which rules propose a pair.
struct BlockRows: Sendable {
  let ruleCount: Int
  /// For each record and rule its first block; a number that no other record has where it is in none.
  let rows: [UInt32]
  /// Bit `r` is set where the record is in several blocks of rule `r`; empty where no record is.
  let several: [UInt64]

  /// Blocks are numbered below this, absences from it on.
  private static let absent: UInt32 = 1 << 31

  /// - Parameters:
  ///   - former: the rows before some rules' blocks changed; nil makes all anew.
  ///   - changed: the rules whose blocks are new; all of them where there is no former.
  init(
    _ rules: [RuleBlocks], former: BlockRows? = nil, changed: [Int], recordCount: Int, workers: Workers
  ) {
    precondition(rules.count <= LinkSpec.ruleCapacity, "at most 64 blocking rules")
    let count = rules.count
    ruleCount = count
    let changedMask = changed.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
    let isAnySeveral = rules.contains { !$0.blockOffsets.isEmpty }
    several =
      isAnySeveral
      ? workers.filled(recordCount, size: 16384, repeating: 0) { range, several in
        for (index, record) in range.enumerated() {
          if let former, !former.several.isEmpty { several[index] = former.several[record] & ~changedMask }
          for rule in changed where rules[rule].isInSeveral(record) { several[index] |= 1 << UInt64(rule) }
        }
      } : []
    rows = workers.filled(recordCount, width: count, size: 16384, repeating: 0) { range, rows in
      if let former {
        let start = range.lowerBound * count
        for place in rows.indices { rows[place] = former.rows[start + place] }
      }
      for rule in changed {
        let blocks = rules[rule]
        var place = rule
        for record in range {
          let first = blocks.firstBlock(of: record)
          rows[place] = first == RuleBlocks.none ? Self.absent | UInt32(record) : first
          place += count
        }
      }
    }
  }
}
