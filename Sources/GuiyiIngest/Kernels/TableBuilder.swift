internal import GuiyiColumns
internal import GuiyiModel

/// Gathers the waves of all files into the columns of one table.
struct TableBuilder {
  private(set) var table: ResourceTable

  init(resourceIndex: Int, columns: [ResourceColumn]) {
    table = ResourceTable(resourceIndex: resourceIndex, files: [], columns: columns)
  }

  mutating func addFile(_ name: String) { table.files.append(name) }

  /// Adds a column that the catalog does not name; earlier rows are empty in it.
  mutating func addColumn(heading: String) -> Int {
    table.columns.append(
      ResourceColumn(
        heading: heading, itemIndex: nil, ids: [UInt32](repeating: 0, count: table.rowCount)))
    return table.columns.count - 1
  }

  /// How much there is.
  struct Size {
    let rowCount: Int
    /// The distinct values of each column.
    let valueCounts: [Int]
  }

  var size: Size { Size(rowCount: table.rowCount, valueCounts: table.columns.map(\.dictionary.count)) }

  /// Makes room for the rest of a file, foretold from what was read of it: growing by and by would copy most of it once more.
  ///
  /// - Parameters:
  ///   - growth: the size before the file, in the middle of what was read, and now.
  ///   - byteCount: what was read.
  ///   - total: the bytes of the file.
  mutating func reserve(after growth: [Size], byteCount: Int, of total: Int, workers: Workers) {
    let rowCount = growth[2].rowCount - growth[0].rowCount
    guard rowCount > 0, byteCount > 0, byteCount < total else { return }
    let expected = Double(rowCount) * Double(total - byteCount) / Double(byteCount)
    // Rows that look nothing like these must not claim memory that is never filled, and no table has more than can be numbered.
    let most = min(Double(total) / 8, Double(Int(UInt32.max) - table.rowCount))
    let left = Int(min(expected, most))
    let room = table.rowCount + left + left / 20
    table.contentHashes.reserveCapacity(room)
    table.rowNumbers.reserveCapacity(room)
    table.fileOfRow.reserveCapacity(room)
    unsafe table.columns.withUnsafeMutableBufferPointer { columns in
      nonisolated(unsafe) let columns = unsafe columns
      // A column belongs to one thread: what it has is copied to its new room.
      unsafe workers.forEach(min(columns.count, growth[0].valueCounts.count)) { index in
        let fresh = ValueForecast.freshCount(
          rowCounts: (growth[1].rowCount - growth[0].rowCount, growth[2].rowCount - growth[1].rowCount),
          fresh: (
            growth[1].valueCounts[index] - growth[0].valueCounts[index],
            growth[2].valueCounts[index] - growth[1].valueCounts[index]
          ), rowsLeft: left)
        // SAFETY: index < columns.count, and every index is handed out once.
        unsafe columns[index].ids.reserveCapacity(room)
        unsafe Self.reserve(&columns[index].dictionary, fresh: fresh)
      }
    }
  }

  private static func reserve(_ dictionary: inout ByteDictionary, fresh: Int) {
    let (count, bytes) = (dictionary.count, dictionary.bytes.count)
    let expected = Double(fresh) * 1.05
    dictionary.reserve(
      valueCount: count + Int(expected),
      byteCount: bytes + Int(expected * Double(bytes) / Double(max(1, count))))
  }

  /// Appends the accepted rows of a wave.
  /// - Parameters:
  ///   - sources: for each column of the table the file's column, or -1 where the file has none.
  ///   - fileColumnCount: cells per row in the wave's batches.
  mutating func append(
    _ wave: RowWave, fileIndex: Int, sources: [Int], fileColumnCount: Int, workers: Workers
  ) {
    for (batch, first) in zip(wave.batches, wave.firstRowNumbers) {
      table.contentHashes.append(contentsOf: batch.contentHashes)
      table.rowNumbers.append(
        contentsOf: batch.rowIndices.lazy.map { UInt32(truncatingIfNeeded: first &+ Int($0)) })
      table.fileOfRow.append(
        contentsOf: repeatElement(UInt16(truncatingIfNeeded: fileIndex), count: batch.rowIndices.count))
    }
    let text = unsafe wave.text.bytes
    let batches = wave.batches
    unsafe table.columns.withUnsafeMutableBufferPointer { columns in
      nonisolated(unsafe) let (columns, text) = unsafe (columns, text)
      // A column belongs to one thread and sees its rows in order, so numbers do not depend on threads.
      unsafe workers.forEach(columns.count) { index in
        // SAFETY: index < columns.count, and every index is handed out once.
        unsafe Self.intern(
          batches, text: text, source: sources[index], stride: fileColumnCount, into: &columns[index])
      }
    }
  }

  private static func intern(
    _ batches: [RowBatch], text: UnsafeBufferPointer<UInt8>, source: Int, stride: Int,
    into column: inout ResourceColumn
  ) {
    let text = unsafe text.span
    for batch in batches {
      let rowCount = batch.rowIndices.count
      if source < 0 {
        column.ids.append(contentsOf: repeatElement(0, count: rowCount))
        continue
      }
      let cells = batch.cells.span
      let (hashes, unescaped) = (batch.hashes.span, batch.unescaped.span)
      column.ids.append(addingCapacity: rowCount) { ids in
        // The looks of a run at the dictionary wait for memory together, while the run before it is interned.
        var one = CellRun()
        var other = CellRun()
        one.take(cells, hashes, from: 0, rowCount: rowCount, column: source, stride: stride)
        repeat {
          other.take(cells, hashes, from: one.end, rowCount: rowCount, column: source, stride: stride)
          one.intern(text, unescaped, before: other, into: &column.dictionary, &ids)
          one.take(cells, hashes, from: other.end, rowCount: rowCount, column: source, stride: stride)
          other.intern(text, unescaped, before: one, into: &column.dictionary, &ids)
        } while one.count > 0
      }
    }
  }

  /// Takes every row for the first of its kind.
  mutating func assumeNoRepeats() {
    table.repeatOf = [UInt32](repeating: ResourceTable.notARepeat, count: table.rowCount)
  }

  /// Finds rows with the very same cells as an earlier one, in whichever file.
  mutating func findRepeats() {
    let count = table.rowCount
    table.repeatOf = [UInt32](repeating: ResourceTable.notARepeat, count: count)
    var size = 64
    while size < count &* 2 { size &*= 2 }
    // Open addressing; index + 1 of a row, 0 where free.
    var slots = [UInt32](repeating: 0, count: size)
    func firstSlot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash ^ hash &>> 32) & (size &- 1) }
    for row in 0..<count {
      if row &+ 16 < count { slots.span.fetch(firstSlot(table.contentHashes[row &+ 16])) }
      let hash = table.contentHashes[row]
      var slot = firstSlot(hash)
      while slots[slot] != 0 {
        let first = Int(slots[slot] &- 1)
        if table.contentHashes[first] == hash && isSame(first, row) {
          table.repeatOf[row] = UInt32(first)
          break
        }
        slot = (slot &+ 1) & (size &- 1)
      }
      if slots[slot] == 0 { slots[slot] = UInt32(row) &+ 1 }
    }
  }

  private func isSame(_ a: Int, _ b: Int) -> Bool {
    for column in table.columns where column.ids[a] != column.ids[b] { return false }
    return true
  }
}
