internal import GuiyiColumns

extension PreparedTable {
  private static let chunkSize = 16384

  /// The levels of pairs in one comparison, by the first values of their records.
  ///
  /// Pairs of records from anywhere bring a whole column into memory: the rows first and then what is compared, and all threads
  /// the same at a time.
  func levels(
    of comparison: Int, _ lefts: [UInt32], _ rights: [UInt32], workers: Workers
  ) -> [UInt8] {
    let values = workers.mapChunks(lefts.count, size: Self.chunkSize) { range in
      (
        lefts: range.map { matrix[Int(lefts[$0]) * width + comparison] },
        rights: range.map { matrix[Int(rights[$0]) * width + comparison] }
      )
    }
    workers.pause()
    defer { workers.pause() }
    return workers.filled(lefts.count, size: Self.chunkSize, repeating: 0) { range, levels in
      let values = values[range.lowerBound / Self.chunkSize]
      comparisons[comparison].levels(
        values.lefts.span, values.rights.span, stride: 1, offset: 0, into: &levels)
    }
  }
}
