internal import GuiyiColumns

extension PreparedTable {
  private static let chunkSize = 4096

  /// Pairs after which a thread looks at the limit of memory: each may bring four megabytes back. As many as `some` below has room for.
  private static let stretch = 16

  /// The levels of pairs in one comparison, by the first values of their records.
  ///
  /// Pairs of records from anywhere bring a whole column into memory: the rows first and then what is compared, and all threads
  /// the same at a time.
  func levels(
    of comparison: Int, _ lefts: [UInt32], _ rights: [UInt32], workers: Workers
  ) -> [UInt8] {
    let values = workers.mapChunks(lefts.count, size: Self.chunkSize) { range in
      var values = (lefts: [UInt32](), rights: [UInt32]())
      values.lefts.reserveCapacity(range.count)
      values.rights.reserveCapacity(range.count)
      let ownMatrix = matrix
      let rows = ownMatrix.span
      for pair in range {
        if pair % Self.stretch == 0 { workers.pause() }
        if pair &+ 16 < lefts.count {
          rows.fetch(Int(lefts[pair &+ 16]) * width + comparison)
          rows.fetch(Int(rights[pair &+ 16]) * width + comparison)
        }
        values.lefts.append(matrix[Int(lefts[pair]) * width + comparison])
        values.rights.append(matrix[Int(rights[pair]) * width + comparison])
      }
      return values
    }
    return workers.filled(lefts.count, size: Self.chunkSize) { range, levels in
      let values = values[range.lowerBound / Self.chunkSize]
      var some = InlineArray<16, UInt8>(repeating: 0)
      for start in stride(from: 0, to: range.count, by: Self.stretch) {
        workers.pause()
        let part = start..<min(range.count, start + Self.stretch)
        var found = some.mutableSpan
        comparisons[comparison].levels(
          values.lefts.span.extracting(part), values.rights.span.extracting(part), stride: 1, offset: 0,
          into: &found)
        for place in part { levels[place] = found[place - start] }
      }
    }
  }
}
