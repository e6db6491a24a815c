internal import GuiyiColumns
internal import GuiyiModel
internal import GuiyiText

/// The rows of one block, judged: cells of the good ones, places of the others.
struct RowBatch: Sendable {
  /// Set in a cell's word when its bytes are in `unescaped` rather than in the text.
  static let unescapedFlag: UInt64 = 1 << 63

  struct SetAside: Sendable {
    /// Counted from the batch's first row.
    let rowIndex: UInt32
    let rule: Rule
    /// For `ragged`: cells found.
    let cellCount: Int
  }

  /// `columnCount` words for each accepted row: start in the upper half, end in the lower.
  var cells: [UInt64] = []
  /// For each of `cells` what `ByteDictionary` finds its bytes by; of no meaning where it is empty.
  var hashes: [UInt64] = []
  var unescaped: [UInt8] = []
  /// Of the accepted rows, counted from the batch's first row.
  var rowIndices: [UInt32] = []
  var contentHashes: [UInt64] = []
  var setAside: [SetAside] = []
  /// All rows, whatever became of them.
  var rowCount: UInt32 = 0
  var blankCount = 0
  var stop = SplitStop(position: 0)

  init() {}

  /// Forgets all rows and keeps the memory.
  mutating func clear() {
    cells.removeAll(keepingCapacity: true)
    hashes.removeAll(keepingCapacity: true)
    unescaped.removeAll(keepingCapacity: true)
    rowIndices.removeAll(keepingCapacity: true)
    contentHashes.removeAll(keepingCapacity: true)
    setAside = []
    rowCount = 0
    blankCount = 0
    stop = SplitStop(position: 0)
  }

  /// Where a cell's bytes are: `text` or, when flagged, `unescaped`.
  @inline(__always) static func range(_ word: UInt64) -> Range<Int> {
    let start = Int(truncatingIfNeeded: (word & ~unescapedFlag) &>> 32)
    return start..<max(start, Int(truncatingIfNeeded: word & 0xFFFF_FFFF))
  }
}

/// What a file's rows are held against.
struct RowShape: Sendable {
  /// Cells of the header.
  let columnCount: Int
  /// The header's cells as delivered; empty where the file has none.
  let headingCells: [[UInt8]]
  /// A stable hash of each column's folded heading.
  let headingHashes: [UInt64]
}

/// Judges the rows of one block as the splitter finds them.
@safe struct RowJudge: RowSink {
  private let text: UnsafeBufferPointer<UInt8>
  private let shape: RowShape
  /// Whether the block has bytes somewhere that are no text, so that each row must be looked at.
  private let isSuspect: Bool
  private let blockEnd: Int
  private var batch: RowBatch
  private var rowCellStart = 0

  /// - Parameters:
  ///   - isSuspect: whether bytes before `blockEnd` are no text somewhere.
  ///   - blockEnd: rows that run on behind it are looked at in any case.
  ///   - batch: an empty batch.
  init(
    text: UnsafeBufferPointer<UInt8>, shape: RowShape, isSuspect: Bool, blockEnd: Int,
    reusing batch: consuming RowBatch
  ) {
    unsafe self.text = unsafe text
    self.shape = shape
    self.isSuspect = isSuspect
    self.blockEnd = blockEnd
    self.batch = batch
  }

  /// Gives the batch, and keeps no part of it.
  mutating func finish(_ stop: SplitStop) -> RowBatch {
    batch.stop = stop
    takeHashes()
    var finished = RowBatch()
    swap(&finished, &batch)
    return finished
  }

  @inline(__always) mutating func takeCell(start: Int, end: Int) {
    batch.cells.append(
      UInt64(truncatingIfNeeded: start) &<< 32 | UInt64(truncatingIfNeeded: end) & 0xFFFF_FFFF)
  }

  mutating func takeEscapedCell(start: Int, end: Int, tail: Range<Int>) {
    let place = batch.unescaped.count
    var index = start
    while index < end {
      // SAFETY: start..<end and the tail are inside the text, as the splitter found them there.
      let byte = unsafe text[index]
      batch.unescaped.append(byte)
      index &+= byte == 0x22 ? 2 : 1
    }
    unsafe batch.unescaped.append(contentsOf: UnsafeBufferPointer(rebasing: text[tail]))
    takeCell(start: place, end: batch.unescaped.count)
    batch.cells[batch.cells.count - 1] |= RowBatch.unescapedFlag
  }

  mutating func endRow(_ ending: RowEnding, start: Int, end: Int) -> Bool {
    let rowIndex = batch.rowCount
    batch.rowCount &+= 1
    let cellCount = batch.cells.count &- rowCellStart
    let verdict = judge(ending, start: start, end: end, cellCount: cellCount)
    if case .accepted = verdict {
      // Empty cells behind the last heading are a spreadsheet's habit.
      if cellCount > shape.columnCount { batch.cells.removeLast(cellCount &- shape.columnCount) }
      batch.rowIndices.append(rowIndex)
      rowCellStart = batch.cells.count
      return true
    }
    batch.cells.removeLast(cellCount)
    if case .setAside(let rule) = verdict {
      batch.setAside.append(.init(rowIndex: rowIndex, rule: rule, cellCount: cellCount))
    } else {
      batch.blankCount &+= 1
    }
    return true
  }

  private enum Verdict {
    case accepted, blank
    case setAside(Rule)
  }

  private func judge(_ ending: RowEnding, start: Int, end: Int, cellCount: Int) -> Verdict {
    switch ending {
    case .unclosedQuote: return .setAside(.unclosedQuote)
    case .tooLong: return .setAside(.rowTooLong)
    case .complete: break
    }
    if isSuspect || end > blockEnd, unsafe Utf8.firstFault(in: text.span.extracting(start..<end)) != nil {
      return .setAside(.badBytes)
    }
    var inkIndex = 0
    while inkIndex < cellCount, isBlank(inkIndex) { inkIndex &+= 1 }
    if inkIndex == cellCount { return .blank }
    let ink = batch.cells[rowCellStart &+ inkIndex]
    if isTotals(ink, at: inkIndex, cellCount: cellCount) || isHeader(cellCount) {
      return .setAside(.totalRow)
    }
    if cellCount < shape.columnCount { return .setAside(.ragged) }
    for index in shape.columnCount..<max(shape.columnCount, cellCount) where !isBlank(index) {
      return .setAside(.ragged)
    }
    return .accepted
  }

  /// Calls `body` with the bytes that a cell's word points into.
  @inline(__always)
  private func within<Result>(_ word: UInt64, _ body: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Result)
    -> Result
  {
    let range = RowBatch.range(word)
    if word & RowBatch.unescapedFlag == 0 { return unsafe body(text, range) }
    return unsafe batch.unescaped.withUnsafeBufferPointer { unsafe body($0, range) }
  }

  @inline(__always) private func isBlank(_ index: Int) -> Bool {
    let word = batch.cells[rowCellStart &+ index]
    return unsafe within(word) { bytes, range in
      unsafe CellText.firstInk(bytes, range) == range.upperBound
    }
  }

  /// A row that opens with 合计 and its like, and has little beside numbers.
  private func isTotals(_ ink: UInt64, at inkIndex: Int, cellCount: Int) -> Bool {
    let opens = unsafe within(ink) { bytes, range in
      // SAFETY: the cell is not blank, so it has a first byte.
      let first = unsafe bytes[range.lowerBound]
      guard first >= 0x80 || first <= 0x20 else { return false }
      return unsafe CellText.opensTotals(bytes, range)
    }
    guard opens else { return false }
    var wordy = 0
    for index in inkIndex &+ 1..<max(inkIndex &+ 1, cellCount) {
      let isQuantity = unsafe within(batch.cells[rowCellStart &+ index]) { bytes, range in
        unsafe CellText.isQuantity(bytes, range)
      }
      if !isQuantity { wordy &+= 1 }
    }
    return wordy &* 3 < max(shape.columnCount, cellCount)
  }

  /// The header once more, as in files that were put together from several.
  private func isHeader(_ cellCount: Int) -> Bool {
    guard cellCount >= shape.headingCells.count, let first = shape.headingCells.first else { return false }
    guard isEqual(0, first) else { return false }
    for index in 1..<max(1, shape.headingCells.count) where !isEqual(index, shape.headingCells[index]) {
      return false
    }
    return true
  }

  private func isEqual(_ index: Int, _ expected: [UInt8]) -> Bool {
    unsafe within(batch.cells[rowCellStart &+ index]) { bytes, range in
      unsafe expected.withUnsafeBufferPointer { unsafe CellText.equal(bytes, range, $0) }
    }
  }

  /// Keeps the hash of each cell, and for each row the sum over the non-empty ones of a hash of heading and cell: the order of
  /// columns does not matter.
  private mutating func takeHashes() {
    let (text, cells, unescaped) = unsafe (text.span, batch.cells, batch.unescaped)
    let (rowCount, headingHashes) = (batch.rowIndices.count, shape.headingHashes)
    var (hashes, contentHashes): ([UInt64], [UInt64]) = ([], [])
    swap(&hashes, &batch.hashes)
    swap(&contentHashes, &batch.contentHashes)
    contentHashes.append(addingCapacity: rowCount) { contentHashes in
      hashes.append(addingCapacity: cells.count) { hashes in
        var place = 0
        for _ in 0..<rowCount {
          var sum: UInt64 = 0
          for headingHash in headingHashes {
            let word = cells[place]
            let range = RowBatch.range(word)
            place &+= 1
            if range.isEmpty {
              hashes.append(0)
              continue
            }
            let bytes = word & RowBatch.unescapedFlag == 0 ? text : unescaped.span
            let hash = ByteDictionary.hash(of: bytes.extracting(range))
            hashes.append(hash)
            if hash != 0 { sum &+= StableHash.mix(headingHash, hash) }
          }
          contentHashes.append(sum)
        }
      }
    }
    swap(&hashes, &batch.hashes)
    swap(&contentHashes, &batch.contentHashes)
  }
}
