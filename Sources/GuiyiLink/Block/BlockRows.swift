internal import GuiyiColumns

/// The blocks of every record, one row of rules for each: two rows tell which rules propose a pair.
struct BlockRows: Sendable {
  private static let chunkSize = 16384
  /// Bytes of the widest look at two rows; as many are readable behind the last one.
  private static let lookSize = 64

  /// For each record and rule a cell with its first block; a number that no other record has where it is in none.
  private(set) var cells: [UInt8]
  let layout: RowLayout
  /// Bit `r` is set where the record is in several blocks of rule `r`; empty where no record is.
  private(set) var several: [UInt64] = []
  private let recordCount: Int
  /// Rows with those behind the last record, which are read and mean nothing.
  private let rowCount: Int

  /// No record is in a block.
  init(ruleCount: Int, recordCount: Int, workers: Workers) {
    let layout = RowLayout(ruleCount: ruleCount, recordCount: recordCount)
    self.layout = layout
    self.recordCount = recordCount
    rowCount = recordCount + (Self.lookSize + max(1, layout.width) - 1) / max(1, layout.width)
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
      let records = range.lowerBound..<min(range.upperBound, recordCount)
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

/// How a row of blocks is laid out: a cell of three bytes for each rule, of four where there are too many records for that.
struct RowLayout: Sendable {
  let cellSize: Int
  /// Bytes of a row.
  let width: Int
  /// Blocks are numbered below this, absences from it on.
  private let blockLimit: UInt32

  init(ruleCount: Int, recordCount: Int) {
    precondition(ruleCount <= LinkSpec.ruleCapacity, "at most 64 blocking rules")
    // Blocks of a rule that puts each record into one are at most half as many as records.
    cellSize = recordCount + recordCount / 2 <= 1 << 24 ? 3 : 4
    width = ruleCount * cellSize
    blockLimit = (cellSize == 3 ? 1 << 24 : .max) - UInt32(truncatingIfNeeded: recordCount)
  }

  /// Whether a block's number fits into a cell; not so for `RuleBlocks.none`.
  @inline(__always) func hasRoom(for block: UInt32) -> Bool { block < blockLimit }

  /// What stands in a cell of a record that is in no block.
  @inline(__always) func absent(_ record: Int) -> UInt32 {
    blockLimit &+ UInt32(truncatingIfNeeded: record)
  }

  /// Writes the cell of a rule in one of some rows.
  @inline(__always) func set(_ rule: Int, of row: Int, to value: UInt32, in cells: inout MutableSpan<UInt8>) {
    let place = row &* width &+ rule &* cellSize
    cells[place] = UInt8(truncatingIfNeeded: value)
    cells[place &+ 1] = UInt8(truncatingIfNeeded: value &>> 8)
    cells[place &+ 2] = UInt8(truncatingIfNeeded: value &>> 16)
    if cellSize == 4 { cells[place &+ 3] = UInt8(truncatingIfNeeded: value &>> 24) }
  }

  /// Whether two rows, told by their first bytes, have one block in one of the first rules.
  @inline(__always) func isShared(_ cells: Span<UInt8>, _ a: Int, _ b: Int, ruleCount: Int) -> Bool {
    let end = ruleCount &* cellSize
    var place = 0
    while place < end {
      if equalCells(cells, a &+ place, b &+ place, byteCount: end &- place) != 0 { return true }
      place &+= cellsAtOnce &* cellSize
    }
    return false
  }

  /// The first rules in which two rows have one block, a bit each.
  func shared(_ cells: Span<UInt8>, _ a: Int, _ b: Int, ruleCount: Int) -> UInt64 {
    var rules: UInt64 = 0
    var first = 0
    while first < ruleCount {
      let place = first &* cellSize
      var equal = equalCells(
        cells, a &+ place, b &+ place, byteCount: (ruleCount &- first) &* cellSize)
      while equal != 0 {
        rules |= 1 &<< UInt64(first &+ equal.trailingZeroBitCount / cellSize)
        equal &= equal &- 1
      }
      first &+= cellsAtOnce
    }
    return rules
  }

  private var cellsAtOnce: Int { cellSize == 3 ? 21 : 16 }

  /// A bit for the first byte of each cell that is equal in both, as far as one look goes.
  @inline(__always) private func equalCells(_ cells: Span<UInt8>, _ a: Int, _ b: Int, byteCount: Int) -> UInt64 {
    var equal = cells.equalBytes(a, b)
    if byteCount < 64 { equal &= (1 &<< UInt64(byteCount)) &- 1 }
    let pairs = equal & equal &>> 1
    return cellSize == 3
      ? pairs & equal &>> 2 & 0x1249_2492_4924_9249 : pairs & pairs &>> 2 & 0x1111_1111_1111_1111
  }
}
