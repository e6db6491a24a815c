internal import GuiyiColumns

/// How a row of blocks is laid out: a cell of three bytes for each rule, of four where there are too many records for that.
package struct RowLayout: Sendable {
  /// Bytes of a cell: 3 or 4.
  package let cellSize: Int
  /// Bytes of a row.
  package let width: Int
  /// Blocks are numbered below this, absences from it on.
  private let blockLimit: UInt32

  package init(ruleCount: Int, recordCount: Int) {
    precondition(ruleCount <= LinkSpec.ruleCapacity, "at most 64 blocking rules")
    // Blocks of a rule that puts each record into one are at most half as many as records.
    cellSize = recordCount + recordCount / 2 <= 1 << 24 ? 3 : 4
    width = ruleCount * cellSize
    blockLimit = (cellSize == 3 ? 1 << 24 : .max) - UInt32(truncatingIfNeeded: recordCount)
  }

  /// Whether a block's number fits into a cell; not so for `RuleBlocks.none`.
  @inline(__always) package func hasRoom(for block: UInt32) -> Bool { block < blockLimit }

  /// What stands in a cell of a record that is in no block.
  @inline(__always) package func absent(_ record: Int) -> UInt32 {
    blockLimit &+ UInt32(truncatingIfNeeded: record)
  }

  /// Writes the cell of a rule in one of some rows.
  @inline(__always) package func set(
    _ rule: Int, of row: Int, to value: UInt32, in cells: inout MutableSpan<UInt8>
  ) {
    let place = row &* width &+ rule &* cellSize
    cells[place] = UInt8(truncatingIfNeeded: value)
    cells[place &+ 1] = UInt8(truncatingIfNeeded: value &>> 8)
    cells[place &+ 2] = UInt8(truncatingIfNeeded: value &>> 16)
    if cellSize == 4 { cells[place &+ 3] = UInt8(truncatingIfNeeded: value &>> 24) }
  }

  /// Whether two rows, told by their first bytes, have one block in one of the first rules.
  ///
  /// - Precondition: `lookSize` bytes are readable from the last cell of each on.
  @inline(__always) package func isShared(
    _ cells: Span<UInt8>, _ a: Int, _ b: Int, ruleCount: Int
  ) -> Bool {
    let end = ruleCount &* cellSize
    var place = 0
    while place < end {
      if equalCells(cells, a &+ place, b &+ place, byteCount: end &- place) != 0 { return true }
      place &+= cellsAtOnce &* cellSize
    }
    return false
  }

  /// The first rules in which two rows have one block, a bit each.
  package func shared(_ cells: Span<UInt8>, _ a: Int, _ b: Int, ruleCount: Int) -> UInt64 {
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

  /// Bytes of the widest look at two rows.
  package static let lookSize = 64

  private var cellsAtOnce: Int { cellSize == 3 ? 21 : 16 }

  /// A bit for the first byte of each cell that is equal in both, as far as one look goes.
  @inline(__always) private func equalCells(
    _ cells: Span<UInt8>, _ a: Int, _ b: Int, byteCount: Int
  ) -> UInt64 {
    var equal = cells.equalBytes(a, b, count: byteCount)
    if byteCount < 64 { equal &= (1 &<< UInt64(byteCount)) &- 1 }
    let pairs = equal & equal &>> 1
    return cellSize == 3
      ? pairs & equal &>> 2 & 0x1249_2492_4924_9249 : pairs & pairs &>> 2 & 0x1111_1111_1111_1111
  }
}
