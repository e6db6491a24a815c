public import GuiyiColumns
public import GuiyiModel

/// The rows of a resource as delivered, and the account of every row that was read.
public struct IngestedResource: Sendable {
  public var table: ResourceTable
  /// One for each of the table's files. A totals row, or a header that comes again, counts as quarantined.
  public var sums: [RowSum] = []
  public var quarantined: [QuarantinedRow] = []
  /// About files as wholes: missing and undeclared columns, unreadable files, no files at all.
  public var findings = FindingList()
  /// One for each of the table's files; nil where the file could not be read.
  public var fileFormats: [SniffedFormat?] = []
  /// One for each of the table's files; empty where the file could not be read.
  public var layouts: [FileLayout] = []
  /// A stable hash of each file's bytes, 0 where it could not be read.
  public var contentDigests: [UInt64] = []
}

extension IngestedResource {
  /// Sets the whole delivery aside: every row that is not blank counts as quarantined, and the table is empty.
  ///
  /// The files, their columns and what was found about them stay.
  public mutating func setAside() {
    for file in sums.indices {
      sums[file].quarantined = sums[file].read - sums[file].blank
      sums[file].accepted = 0
      sums[file].repeated = 0
    }
    for column in table.columns.indices {
      table.columns[column].ids = []
      table.columns[column].dictionary = ByteDictionary()
    }
    table.fileOfRow = []
    table.rowNumbers = []
    table.contentHashes = []
    table.repeatOf = []
  }
}

/// A delivered file in memory, named as if it were below pools/.
public struct DeliveredFile: Sendable {
  public let name: String
  public let bytes: [UInt8]
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// Reads all files of a resource.
///
/// Cells come as delivered, spreadsheets' text escapes (`'001`, `="001"`) included: they are a matter of
/// normal forms. Memory is the result's and a few blocks', whatever the size of the files.
/// - Parameters:
///   - pools: the files among which the resource's glob chooses.
///   - progress: is told how many more bytes were read, on the calling thread.
/// - Throws: when reading fails in the middle, when there is more than the tables can number, and, if the
///   options say so, at the first file that cannot be opened.
public func ingest(
  _ resource: Resource, from pools: PoolFiles, options: IngestOptions = .init(), workers: Workers,
  progress: (_ byteCount: Int) -> Void = { _ in }
) throws(IngestError) -> IngestedResource {
  var ingester = Ingester(resource, options: options, workers: workers)
  for file in pools.matching(resource.files) {
    try ingester.add(name: file, progress: progress) { () throws(IngestError) in
      try ByteSource(path: pools.folder + "/" + file)
    }
  }
  return ingester.finish()
}

/// Reads files that are in memory, in the order given.
public func ingest(
  _ files: [DeliveredFile], as resource: Resource, options: IngestOptions = .init(), workers: Workers
) throws(IngestError) -> IngestedResource {
  var ingester = Ingester(resource, options: options, workers: workers)
  for file in files {
    try ingester.add(name: file.name, progress: { _ in }) { () throws(IngestError) in
      ByteSource(name: file.name, bytes: file.bytes)
    }
  }
  return ingester.finish()
}

/// Reads files wherever they are, in the order given, each named by its path.
public func ingest(
  paths: [String], as resource: Resource, options: IngestOptions = .init(), workers: Workers,
  progress: (_ byteCount: Int) -> Void = { _ in }
) throws(IngestError) -> IngestedResource {
  var ingester = Ingester(resource, options: options, workers: workers)
  for path in paths {
    try ingester.add(name: path, progress: progress) { () throws(IngestError) in
      try ByteSource(path: path)
    }
  }
  return ingester.finish()
}

/// Finds out the form of a file without reading all of it.
/// - Parameter expectedHeadings: the headings that the catalog names; nil or empty where nothing is known.
public func sniff(
  path: String, expectedHeadings: [String]? = nil, declared: DeclaredFormat = .init(),
  options: IngestOptions = .init()
) throws(IngestError) -> SniffedFormat {
  try Sniffer(expectedHeadings: expectedHeadings ?? [], declared: declared, options: options)
    .sniff(ByteSource(path: path))
}

/// The form of a file and its first readable rows, cells as delivered.
public func readSample(
  path: String, maxRows: Int, expectedHeadings: [String]? = nil, declared: DeclaredFormat = .init(),
  options: IngestOptions = .init()
) throws(IngestError) -> (format: SniffedFormat, rows: [[String]]) {
  let source = try ByteSource(path: path)
  let sniffer = Sniffer(expectedHeadings: expectedHeadings ?? [], declared: declared, options: options)
  let format = try sniffer.sniff(source)
  var reader = FileReader(
    source, format: format, shape: format.shape, options: options, workers: Workers(threadCount: 1))
  var rows: [[String]] = []
  while rows.count < maxRows, let wave = try reader.next(progress: { _ in }) {
    wave.appendRows(to: &rows, upTo: maxRows, columnCount: format.shape.columnCount)
    reader.dropRead(wave)
  }
  return (format, rows)
}

/// Reads, decodes and splits a file and keeps nothing; the number of accepted rows, for measuring.
package func splitOnly(
  path: String, options: IngestOptions = .init(), workers: Workers
) throws(IngestError) -> Int {
  let source = try ByteSource(path: path)
  let format = try Sniffer(expectedHeadings: [], declared: .init(), options: options).sniff(source)
  var reader = FileReader(source, format: format, shape: format.shape, options: options, workers: workers)
  var count = 0
  while let wave = try reader.next(progress: { _ in }) {
    count += wave.batches.reduce(0) { $0 + $1.rowIndices.count }
    reader.dropRead(wave)
  }
  return count
}
