internal import GuiyiColumns

/// The blocks of every record, one row of rules for each: two rows tell which rules propose a pair.
struct BlockRows: Sendable {
  private static let chunkSize = 16384

  /// For each record and rule a cell with its first block; a number that no other record has where it is in none, or where the
  /// block has a number too high for a cell.
  private(set) var cells: [UInt8]
  let layout: RowLayout
  /// Bit `r` is set where the cell of rule `r` does not tell all: the record is in several blocks, or in one without a number there.
  /// Empty where every cell tells all.
  private(set) var several: [UInt64] = []
  private let recordCount: Int
  /// Rows with those behind the last record, which are read and mean nothing.
  private let rowCount: Int

  /// No record is in a block.
  init(ruleCount: Int, recordCount: Int, workers: Workers) {
    let layout = RowLayout(ruleCount: ruleCount, recordCount: recordCount)
    self.layout = layout
    self.recordCount = recordCount
    rowCount = recordCount + (RowLayout.lookSize + max(1, layout.width) - 1) / max(1, layout.width)
    cells = workers.filled(rowCount, width: layout.width, size: Self.chunkSize) { range, cells in
      for record in range {
        for rule in 0..<ruleCount {
          layout.set(rule, of: record - range.lowerBound, to: layout.absent(record), in: &cells)
        }
      }
    }
  }

  /// Takes over the blocks of some rules in the place of those that it has.
  mutating func set(_ blocks: [RuleBlocks], of rules: [Int], workers: Workers) {
    let (layout, recordCount) = (layout, recordCount)
    workers.update(&cells, width: layout.width, size: Self.chunkSize) { range, cells in
      let records = min(range.lowerBound, recordCount)..<min(range.upperBound, recordCount)
      for (blocks, rule) in zip(blocks, rules) {
        for record in records {
          let first = blocks.firstBlock(of: record)
          layout.set(
            rule, of: record - range.lowerBound,
            to: layout.hasRoom(for: first) ? first : layout.absent(record), in: &cells)
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
          let first = blocks.firstBlock(of: record)
          // A block without a number in the rows is found as those of several are.
          let isSought =
            blocks.isInSeveral(record) || first != RuleBlocks.none && !layout.hasRoom(for: first)
          several[index] = several[index] & ~bit | (isSought ? bit : 0)
        }
      }
    }
  }
}
