internal import GuiyiModel
internal import GuiyiText

/// Finds out the form of a file from its first bytes.
struct Sniffer {
  /// Titles stand above a header, but not more of them than this.
  static let headerRowLimit = 20
  private static let sampleRowLimit = 60
  /// With fewer bytes outside ASCII than this, a declared encoding is believed.
  private static let doubtfulByteCount = 12

  /// The folded headings that the catalog names; empty where nothing is expected.
  let expectedKeys: Set<[UInt8]>
  let declared: DeclaredFormat
  let limits: Dialect
  let sampleByteCount: Int

  init(expectedHeadings: [String], declared: DeclaredFormat, options: IngestOptions) {
    expectedKeys = Set(expectedHeadings.map { Headings.key($0.utf8) })
    self.declared = declared
    limits = Dialect(
      delimiter: Dialect.candidates[0], rowByteLimit: options.rowByteLimit,
      quotedByteLimit: options.quotedByteLimit, quotedLineLimit: options.quotedLineLimit)
    sampleByteCount = min(max(64, options.sampleByteCount), 1 << 26)
  }

  func sniff(_ source: ByteSource) throws(IngestError) -> SniffedFormat {
    try sample(source).format
  }

  /// The format and the first rows behind the header, decoded.
  func sample(_ source: ByteSource) throws(IngestError) -> (format: SniffedFormat, rows: [SampleRows.Row]) {
    var count = sampleByteCount
    while true {
      let bytes = try source.bytes(at: 0, count: count)
      let isFinal = bytes.count >= source.byteCount
      if let found = try sample(source, bytes: bytes, isFinal: isFinal) { return found }
      if isFinal { throw IngestError(.empty, path: source.path) }
      // Not one whole row in the sample: no row is longer than the limits, so this ends.
      count = count &* 4
    }
  }

  private func sample(
    _ source: ByteSource, bytes: [UInt8], isFinal: Bool
  ) throws(IngestError) -> (format: SniffedFormat, rows: [SampleRows.Row])? {
    if let format = Self.binaryFormat(bytes) {
      throw IngestError(.notText(format: format), path: source.path)
    }
    let (encoding, markLength) = try self.encoding(source, bytes: bytes, isFinal: isFinal)
    var end = bytes.count
    if !isFinal && encoding != .utf8 && encoding != .gb18030 { end = (end - markLength) / 2 * 2 + markLength }
    let text = encoding.decode(bytes.span.extracting(min(markLength, end)..<end)).bytes
    var best: (rows: [SampleRows.Row], delimiter: UInt8, header: Header, score: [Int])?
    for delimiter in delimiters(text) {
      let dialect = Dialect(
        delimiter: delimiter, rowByteLimit: limits.rowByteLimit, quotedByteLimit: limits.quotedByteLimit,
        quotedLineLimit: limits.quotedLineLimit)
      let rows = SampleRows.split(text, dialect: dialect, isFinal: isFinal, rowLimit: Self.sampleRowLimit)
      let header = header(rows)
      let score = [
        header.matchedCount, header.typicalCount > 1 ? header.typicalRows : 0, header.typicalCount,
      ]
      if best == nil || best.map({ $0.score.lexicographicallyPrecedes(score) }) == true {
        best = (rows, delimiter, header, score)
      }
    }
    guard let best else { return nil }
    if !best.rows.contains(where: { !$0.isBlank || $0.ending != .complete }) {
      // Nothing but blank rows: more of them would only cost memory.
      if best.rows.count >= Self.sampleRowLimit { throw IngestError(.empty, path: source.path) }
      return nil
    }
    // A sample that ends before the last row that could be the header may have missed it.
    if !isFinal && best.rows.count < Self.headerRowLimit && bytes.count < limits.rowByteLimit &* 4 {
      return nil
    }
    return (format(source, encoding, markLength, best.delimiter, best.header, best.rows), best.rows)
  }

  private func format(
    _ source: ByteSource, _ encoding: TextEncoding, _ markLength: Int, _ delimiter: UInt8, _ header: Header,
    _ rows: [SampleRows.Row]
  ) -> SniffedFormat {
    let cells = header.rowIndex.map { rows[$0].cells } ?? []
    let columns = Headings.columns(cells)
    return SniffedFormat(
      path: source.path, byteCount: source.byteCount, encoding: encoding, markLength: markLength,
      delimiter: delimiter, headerRowNumber: header.rowIndex.map { $0 + 1 } ?? 0, headings: columns.headings,
      matchedCount: header.matchedCount, contradictsCatalog: contradicts(encoding),
      headingCells: Array(cells.prefix(columns.headings.count)),
      headingKeys: columns.keys, dataOffset: header.rowIndex.map { rows[$0].end } ?? 0)
  }

  // MARK: Encoding

  private func encoding(
    _ source: ByteSource, bytes: [UInt8], isFinal: Bool
  ) throws(IngestError) -> (TextEncoding, Int) {
    var guess = EncodingGuess(bytes.span, isCut: !isFinal)
    let markLength = guess.markLength
    if let name = declared.encoding, name != "auto" {
      guard let encoding = TextEncoding(name: name) else {
        throw IngestError(.unknownEncoding(name: name), path: source.path)
      }
      // A byte order mark of UTF-16 is not to be argued with: as UTF-8 or GBK it would be a broken row.
      // Labels are often wrong. The bytes win where they leave no doubt: a byte order mark, or enough
      // characters that only the other encoding explains.
      guard let shown = guess.encoding, shown != encoding else { return (encoding, markLength) }
      let isWide = shown == .utf16LittleEndian || shown == .utf16BigEndian
      let strange = bytes.lazy.filter { $0 >= 0x80 }.prefix(Self.doubtfulByteCount).count
      return (isWide || strange == Self.doubtfulByteCount ? shown : encoding, markLength)
    }
    // All ASCII so far says nothing: the first other byte may come late.
    var offset = bytes.count
    while guess.encoding == nil && offset < source.byteCount {
      let more = try source.bytes(at: offset, count: max(1 << 18, sampleByteCount))
      if more.isEmpty { break }
      if let place = Utf8.firstBeyondASCII(in: more.span) {
        let around = try source.bytes(at: offset &+ place, count: 1 << 18)
        guess = EncodingGuess(around.span, isCut: offset &+ place &+ around.count < source.byteCount)
        if guess.encoding == .utf16LittleEndian || guess.encoding == .utf16BigEndian { return (.gb18030, 0) }
      }
      offset &+= more.count
    }
    return (guess.encoding ?? .utf8, markLength)
  }

  private func contradicts(_ encoding: TextEncoding) -> Bool {
    guard let name = declared.encoding, let declared = TextEncoding(name: name) else { return false }
    return declared != encoding
  }

  /// The name of a format that is no text, by its first bytes.
  private static func binaryFormat(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return "xlsx/zip" }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return "xls" }
    if bytes.starts(with: [0x25, 0x50, 0x44, 0x46, 0x2D]) { return "PDF" }
    if bytes.starts(with: [0x1F, 0x8B, 0x08]) { return "gzip" }
    if bytes.starts(with: [0x52, 0x61, 0x72, 0x21]) { return "rar" }
    return nil
  }

  // MARK: Delimiter and header

  private func delimiters(_ text: [UInt8]) -> [UInt8] {
    if let delimiter = declared.delimiter, Dialect.isDelimiter(delimiter) { return [delimiter] }
    // Some spreadsheets announce it in a line of its own: `sep=;`.
    if text.starts(with: Array("sep=".utf8)), text.count > 4, Dialect.isDelimiter(text[4]),
      text.count == 5 || text[5] == 0x0A || text[5] == 0x0D
    {
      return [text[4]]
    }
    return Dialect.candidates
  }

  private struct Header {
    /// Into the sample's rows; nil where the file has none.
    var rowIndex: Int?
    var matchedCount = 0
    /// The number of cells that most rows have, and how many rows have it.
    var typicalCount = 0
    var typicalRows = 0
  }

  private func header(_ rows: [SampleRows.Row]) -> Header {
    var header = Header()
    var rowsByCount: [Int: Int] = [:]
    for row in rows where row.ending == .complete && !row.isBlank {
      rowsByCount[row.cells.count, default: 0] += 1
    }
    for (cellCount, rowCount) in rowsByCount.sorted(by: { $0.key < $1.key })
    where rowCount >= header.typicalRows {
      header.typicalCount = cellCount
      header.typicalRows = rowCount
    }
    if let number = declared.headerRowNumber {
      header.rowIndex = number > 0 && number <= rows.count ? number - 1 : nil
      if let index = header.rowIndex { header.matchedCount = matched(rows[index]) }
      return header
    }
    for index in rows.indices.prefix(Self.headerRowLimit) {
      let count = matched(rows[index])
      if count > header.matchedCount {
        header.matchedCount = count
        header.rowIndex = index
      }
    }
    if header.rowIndex == nil { header.rowIndex = likelyHeader(rows, typicalCount: header.typicalCount) }
    return header
  }

  private func matched(_ row: SampleRows.Row) -> Int {
    guard row.ending == .complete, !expectedKeys.isEmpty else { return 0 }
    return Set(row.cells.map { Headings.key($0) }).intersection(expectedKeys).count
  }

  /// The first row that has about as many cells as the others, all different and none a number.
  private func likelyHeader(_ rows: [SampleRows.Row], typicalCount: Int) -> Int? {
    var fallback: Int?
    for index in rows.indices.prefix(Self.headerRowLimit) {
      let row = rows[index]
      guard row.ending == .complete, !row.isBlank, row.cells.count >= typicalCount else { continue }
      if fallback == nil { fallback = index }
      let keys = row.cells.map { Headings.key($0) }.filter { !$0.isEmpty }
      let isNumeric = keys.contains { key in key.allSatisfy { $0 >= 0x2B && $0 <= 0x3A } }
      if keys.count * 2 > typicalCount && Set(keys).count == keys.count && !isNumeric { return index }
    }
    return fallback ?? rows.firstIndex { $0.ending == .complete && !$0.isBlank }
  }
}
