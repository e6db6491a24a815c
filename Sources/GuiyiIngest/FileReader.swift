internal import GuiyiColumns
internal import GuiyiModel
internal import GuiyiText

/// A run of judged rows with the text that their cells point into.
struct RowWave {
  let text: TextBuffer
  let batches: [RowBatch]
  /// The row number of each batch's first row.
  let firstRowNumbers: [Int]

  /// Appends accepted rows as text, until there are `limit`.
  func appendRows(to rows: inout [[String]], upTo limit: Int, columnCount: Int) {
    let text = unsafe text.bytes
    for batch in batches {
      for row in batch.rowIndices.indices where rows.count < limit {
        rows.append(
          batch.cells[row * columnCount..<(row + 1) * columnCount].map { word in
            let range = RowBatch.range(word)
            return word & RowBatch.unescapedFlag == 0
              ? unsafe String(decoding: text[range], as: UTF8.self)
              : String(decoding: batch.unescaped[range], as: UTF8.self)
          })
      }
    }
  }
}

/// Reads the rows of one file, wave by wave.
///
/// A wave is cut into blocks at line breaks and the blocks are split side by side, each as if it started
/// with a row. Where it did not, because the break belonged to a quoted cell, the block is split again from
/// where the one before it really ended. So rows are what one thread reading everything would find.
struct FileReader {
  private let format: SniffedFormat
  private let splitter: RowSplitter
  private let shape: RowShape
  private let options: IngestOptions
  private let workers: Workers
  private var stream: TextStream
  private var nextRowNumber: Int
  /// Bytes of decoded text above the first row that are still to be dropped.
  private var aboveLeft: Int
  private var isSkipping = false
  private var isFinished = false

  init(
    _ source: ByteSource, format: SniffedFormat, shape: RowShape, options: IngestOptions, workers: Workers
  ) {
    self.format = format
    self.shape = shape
    self.options = options
    self.workers = workers
    splitter = RowSplitter(
      dialect: Dialect(
        delimiter: format.delimiter, rowByteLimit: options.rowByteLimit,
        quotedByteLimit: options.quotedByteLimit, quotedLineLimit: options.quotedLineLimit))
    stream = TextStream(
      source, encoding: format.encoding, markLength: format.markLength,
      blockByteCount: options.blockByteCount, workers: workers)
    aboveLeft = format.dataOffset
    nextRowNumber = format.headerRowNumber + 1
  }

  /// A stable hash of the file's bytes; whole once `next` has returned nil.
  var contentDigest: UInt64 { stream.digest.finish() }

  /// The next rows, or nil behind the last; their text is valid until the next call.
  mutating func next(progress: (_ byteCount: Int) -> Void) throws(IngestError) -> RowWave? {
    while !isFinished {
      let before = stream.byteCount
      try stream.grow(
        blockCount: max(1, min(options.blocksPerThread, 64)) &* min(workers.threadCount, 1024),
        lineByteLimit: splitter.dialect.rowByteLimit &+ splitter.dialect.quotedByteLimit)
      progress(stream.byteCount &- before)
      isFinished = stream.isFinal
      if aboveLeft > 0 {
        let above = min(aboveLeft, stream.text.count)
        stream.drop(to: above)
        aboveLeft &-= above
        if aboveLeft > 0 { continue }
      }
      if isSkipping {
        let stop = unsafe splitter.lineAfter(0, stream.text.bytes, isFinal: stream.isFinal)
        stream.drop(to: stop.position)
        isSkipping = stop.isSkipping
        if isSkipping { continue }
      }
      let wave = splitWave()
      if wave.batches.contains(where: { $0.rowCount > 0 }) { return wave }
      dropRead(wave)
    }
    return nil
  }

  /// Drops the text of the wave that `next` returned last, and keeps its memory for the next.
  mutating func dropRead(_ wave: RowWave) {
    stream.drop(to: readEnd)
    readEnd = 0
    spare = wave.batches
  }

  /// Batches whose memory can be used again; fresh pages cost more than filling them.
  private var spare: [RowBatch] = []

  /// How much of the window the last wave's rows took.
  private var readEnd = 0

  private mutating func splitWave() -> RowWave {
    let text = unsafe stream.text.bytes
    let isFinal = stream.isFinal
    let starts = unsafe blockStarts(text, isFinal: isFinal)
    let (splitter, shape, suspectEnd) = (splitter, shape, stream.suspectEnd)
    nonisolated(unsafe) let shared = unsafe text
    var batches = spare
    spare = []
    batches.removeLast(max(0, batches.count - starts.count))
    while batches.count < starts.count { batches.append(RowBatch()) }
    unsafe batches.withUnsafeMutableBufferPointer { batches in
      nonisolated(unsafe) let batches = unsafe batches
      workers.forEach(starts.count) { block in
        // SAFETY: there is a batch for each block, and every block is handed out once.
        unsafe Self.split(
          shared, from: starts[block], until: block + 1 < starts.count ? starts[block + 1] : shared.count,
          isFinal: isFinal, splitter: splitter, shape: shape, suspectEnd: suspectEnd, into: &batches[block])
      }
    }
    var firstRowNumbers: [Int] = []
    var stop = SplitStop(position: 0)
    for block in batches.indices {
      if stop.needsMore || stop.isSkipping {
        batches[block].clear()
        firstRowNumbers.append(nextRowNumber)
        continue
      }
      if stop.position != starts[block] {
        let limit = block + 1 < starts.count ? starts[block + 1] : text.count
        unsafe Self.split(
          text, from: stop.position, until: limit, isFinal: isFinal, splitter: splitter, shape: shape,
          suspectEnd: suspectEnd,
          into: &batches[block])
      }
      stop = batches[block].stop
      firstRowNumbers.append(nextRowNumber)
      nextRowNumber &+= Int(batches[block].rowCount)
    }
    isSkipping = stop.isSkipping
    readEnd = stop.position
    return RowWave(text: stream.text, batches: batches, firstRowNumbers: firstRowNumbers)
  }

  /// Places behind line breaks, about a block apart, where rows probably start.
  private func blockStarts(_ text: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> [Int] {
    var starts = [0]
    let size = stream.blockByteCount
    while let last = starts.last, last &+ size < text.count {
      let next = unsafe splitter.lineAfter(last &+ size, text, isFinal: isFinal)
      if next.isSkipping || next.position >= text.count { break }
      starts.append(next.position)
    }
    return starts
  }

  private static func split(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, until limit: Int, isFinal: Bool,
    splitter: RowSplitter, shape: RowShape, suspectEnd: Int, into batch: inout RowBatch
  ) {
    let end = max(start, min(limit, text.count))
    let block = unsafe text.span.extracting(start..<end)
    let isSuspect = start < suspectEnd && Utf8.firstFault(in: block) != nil
    var used = RowBatch()
    swap(&used, &batch)
    used.clear()
    var judge = unsafe RowJudge(
      text: text, shape: shape, isSuspect: isSuspect, blockEnd: start < suspectEnd ? end : text.count,
      reusing: used)
    used = RowBatch()
    let stop = unsafe splitter.split(text, from: start, until: limit, isFinal: isFinal, into: &judge)
    batch = judge.finish(stop)
  }
}
