internal import GuiyiColumns
internal import GuiyiModel
internal import GuiyiText

/// Reads one resource file by file.
struct Ingester {
  private let resource: Resource
  private let options: IngestOptions
  private let workers: Workers
  private let itemKeys: [[UInt8]]
  private var builder: TableBuilder
  /// The table's columns that no item names, by folded heading.
  private var extraColumns: [[UInt8]: Int] = [:]
  private var sums: [RowSum] = []
  private var quarantined: [QuarantinedRow] = []
  private var findings = FindingList()
  private var formats: [SniffedFormat?] = []
  private var digests: [UInt64] = []
  private var layouts: [FileLayout] = []

  init(_ resource: Resource, options: IngestOptions, workers: Workers) {
    self.resource = resource
    self.options = options
    self.workers = workers
    itemKeys = resource.items.map { Headings.key($0.column.utf8) }
    builder = TableBuilder(
      resourceIndex: resource.index,
      columns: resource.items.indices.map {
        ResourceColumn(heading: resource.items[$0].column, itemIndex: $0)
      })
  }

  /// Reads a file; one that cannot be opened is a finding, or an error if the options say so.
  mutating func add(
    name: String, progress: (Int) -> Void, opening open: () throws(IngestError) -> ByteSource
  ) throws(IngestError) {
    guard sums.count < Int(UInt16.max) else { throw IngestError(.tooMany(what: "files"), path: name) }
    builder.addFile(name)
    sums.append(RowSum())
    formats.append(nil)
    digests.append(0)
    layouts.append(FileLayout())
    do {
      try read(open(), progress: progress)
    } catch {
      if options.stopsAtUnreadableFile || error.isMachineFailure { throw error }
      if case .tooMany = error.reason { throw error }
      report(.fileUnreadable, column: nil, detail: error.chineseDetail)
    }
  }

  /// The table and the account of it.
  func finish() -> IngestedResource {
    var builder = builder
    if options.findsRepeats { builder.findRepeats() } else { builder.assumeNoRepeats() }
    var table = builder.table
    for column in table.columns.indices { table.columns[column].dictionary.dropSlots() }
    var result = IngestedResource(table: table)
    result.sums = sums
    for row in 0..<table.rowCount {
      let file = Int(table.fileOfRow[row])
      if table.repeatOf[row] == ResourceTable.notARepeat {
        result.sums[file].accepted += 1
      } else {
        result.sums[file].repeated += 1
      }
    }
    result.quarantined = quarantined
    result.findings = findings
    if sums.isEmpty {
      result.findings.findings.append(finding(.noFiles, file: 0, column: nil, detail: 0))
    }
    result.fileFormats = formats
    result.contentDigests = digests
    result.layouts = layouts
    return result
  }

  private mutating func read(_ source: ByteSource, progress: (Int) -> Void) throws(IngestError) {
    let fileIndex = sums.count - 1
    let sniffer = Sniffer(
      expectedHeadings: resource.items.map(\.column), declared: resource.format, options: options)
    let format = try sniffer.sniff(source)
    formats[fileIndex] = format
    let columns = try columns(of: format)
    let shape = RowShape(
      columnCount: columns.keys.count, headingCells: format.headingCells,
      headingHashes: columns.keys.map { StableHash.hash($0.span) })
    let sources = try sources(columns, path: source.path)
    var layout = FileLayout(
      headings: columns.headings, columns: [Int](repeating: 0, count: columns.keys.count))
    // From the right, so that the catalog's first item has the say where two name one heading.
    for (column, place) in sources.enumerated().reversed() where place >= 0 { layout.columns[place] = column }
    layouts[fileIndex] = layout
    var reader = FileReader(source, format: format, shape: shape, options: options, workers: workers)
    var byteCount = 0
    var growth = [builder.size]
    while let wave = try reader.next(progress: { more in
      byteCount &+= more
      progress(more)
    }) {
      try settle(wave, fileIndex: fileIndex, encoding: format, columnCount: shape.columnCount)
      builder.append(
        wave, fileIndex: fileIndex, sources: sources, fileColumnCount: shape.columnCount, workers: workers)
      reader.dropRead(wave)
      if growth.count < 3 && byteCount >= options.foretellingByteCount / 2 * growth.count {
        growth.append(builder.size)
        if growth.count == 3 {
          builder.reserve(after: growth, byteCount: byteCount, of: source.byteCount, workers: workers)
        }
      }
    }
    digests[fileIndex] = reader.contentDigest
  }

  // MARK: Columns

  /// The file's columns; without a header the catalog's own, in their order.
  private func columns(of format: SniffedFormat) throws(IngestError) -> (headings: [String], keys: [[UInt8]])
  {
    if format.headings.count > 16_384 { throw IngestError(.tooMany(what: "columns"), path: format.path) }
    if format.headerRowNumber > 0 { return (format.headings, format.headingKeys) }
    return (resource.items.map(\.column), itemKeys)
  }

  /// For each column of the table the file's column, or -1; reports what does not fit the catalog.
  private mutating func sources(
    _ columns: (headings: [String], keys: [[UInt8]]), path: String
  ) throws(IngestError) -> [Int] {
    var places: [[UInt8]: Int] = [:]
    for (index, key) in columns.keys.enumerated() where places[key] == nil { places[key] = index }
    var sources: [Int] = []
    var isNamed = [Bool](repeating: false, count: columns.keys.count)
    for (index, key) in itemKeys.enumerated() {
      let place = places[key] ?? -1
      sources.append(place)
      if place >= 0 {
        isNamed[place] = true
      } else {
        report(.columnMissing, column: index, detail: resource.items[index].column)
      }
    }
    sources += [Int](repeating: -1, count: builder.table.columns.count - sources.count)
    for (index, key) in columns.keys.enumerated() where !isNamed[index] {
      let column = extraColumns[key] ?? builder.addColumn(heading: columns.headings[index])
      guard column < Int(Int16.max) else { throw IngestError(.tooMany(what: "columns"), path: path) }
      extraColumns[key] = column
      if column == sources.count { sources.append(index) } else { sources[column] = index }
      report(.columnUndeclared, column: column, detail: columns.headings[index])
    }
    return sources
  }

  // MARK: The account

  private mutating func settle(
    _ wave: RowWave, fileIndex: Int, encoding format: SniffedFormat, columnCount: Int
  ) throws(IngestError) {
    for (batch, first) in zip(wave.batches, wave.firstRowNumbers) {
      sums[fileIndex].read += Int(batch.rowCount)
      sums[fileIndex].blank += batch.blankCount
      sums[fileIndex].quarantined += batch.setAside.count
      guard first &+ Int(batch.rowCount) < Int(UInt32.max),
        builder.table.rowCount &+ batch.rowIndices.count < Int(UInt32.max)
      else { throw IngestError(.tooMany(what: "rows"), path: format.path) }
      for row in batch.setAside {
        quarantined.append(
          QuarantinedRow(
            fileIndex: fileIndex, rowNumber: UInt32(truncatingIfNeeded: first &+ Int(row.rowIndex)),
            rule: row.rule, detail: detail(row, format: format, columnCount: columnCount)))
      }
    }
  }

  private func detail(_ row: RowBatch.SetAside, format: SniffedFormat, columnCount: Int) -> String {
    switch row.rule {
    case .badBytes: format.encoding.rawValue
    case .ragged: "\(row.cellCount)/\(columnCount)"
    case .rowTooLong: ">\(options.rowByteLimit) B"
    default: ""
    }
  }

  private mutating func report(_ rule: Rule, column: Int?, detail: String) {
    let text = findings.texts.intern(detail)
    findings.findings.append(finding(rule, file: sums.count - 1, column: column, detail: text))
  }

  private func finding(_ rule: Rule, file: Int, column: Int?, detail: UInt32) -> Finding {
    Finding(
      rule: rule, resourceIndex: UInt16(clamping: resource.index), fileIndex: UInt16(clamping: file),
      columnIndex: column.map { Int16(clamping: $0) } ?? Finding.wholeRow, rowNumber: 0, value: 0,
      detail: detail)
  }
}
