internal import GuiyiColumns

/// The cells of one column in a few rows that follow each other: those that are interned together.
///
/// Never copied: what it holds is as long as the work on it.
struct CellRun: ~Copyable {
  private var places = InlineArray<32, UInt64>(repeating: 0)
  private var hashes = InlineArray<32, UInt64>(repeating: 0)
  private(set) var count = 0
  /// The row behind the last.
  private(set) var end = 0
  /// The bits that any of the places has.
  private var flags: UInt64 = 0

  /// Takes the next cells, as many as there are and fit.
  /// - Parameters:
  ///   - cells: `stride` words for each row, as `RowBatch` has them.
  ///   - cellHashes: for each cell what it is found by.
  ///   - start: the first row.
  ///   - column: a place in each row.
  @inline(__always) mutating func take(
    _ cells: Span<UInt64>, _ cellHashes: Span<UInt64>, from start: Int, rowCount: Int, column: Int,
    stride: Int
  ) {
    count = min(ByteDictionary.batchSize, rowCount &- start)
    end = start &+ count
    flags = 0
    var place = start &* stride &+ column
    for index in 0..<count {
      places[index] = cells[place]
      hashes[index] = cellHashes[place]
      flags |= cells[place]
      place &+= stride
    }
  }

  /// Gives each cell its number.
  /// - Parameters:
  ///   - text: where cells are that are not flagged.
  ///   - unescaped: where those are that are.
  ///   - next: what is interned after this.
  ///   - ids: has room for all.
  @inline(__always) func intern(
    _ text: Span<UInt8>, _ unescaped: Span<UInt8>, before next: borrowing CellRun,
    into dictionary: inout ByteDictionary, _ ids: inout OutputSpan<UInt32>
  ) {
    if flags & RowBatch.unescapedFlag == 0 {
      dictionary.intern(
        text, at: places.span.extracting(0..<count), hashes: hashes.span.extracting(0..<count),
        nextHashes: next.hashes.span.extracting(0..<next.count), into: &ids)
      return
    }
    let (places, hashes) = (places.span, hashes.span)
    for index in 0..<count {
      let value = places[index] & RowBatch.unescapedFlag == 0 ? text : unescaped
      ids.append(
        dictionary.intern(value.extracting(RowBatch.range(places[index])), hash: hashes[index]))
    }
  }
}
