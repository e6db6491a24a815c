public import GuiyiColumns
public import GuiyiLink
internal import GuiyiModel

/// Files made ready for linking: records in canonical order, each with its source and id.
///
/// Records are sorted by a stable hash of their headings and cells, the id among them, so that nothing below depends
/// on the order of rows, files or columns.
public struct LinkageInput: Sendable {
  /// A data set.
  public struct Source: Sendable {
    /// As `clusters.csv` names it: the file's name, or its path where two files have one name.
    public let name: String
    public let path: String
    public let recordCount: Int
  }

  /// By name.
  public let sources: [Source]
  /// The columns beside the id, by heading.
  public let table: LinkTable
  public let idHeading: String
  /// The distinct ids.
  public let ids: ByteDictionary
  /// The id of each record.
  public let idOf: [UInt32]
  /// The row of each record in its file, as a spreadsheet shows it.
  public let rowNumbers: [UInt32]
  /// Columns that only some of the files have.
  public let partialColumns: [PartialColumn]
  public let lostRows: [FileTable.LostRow]
  /// Columns of different files that are compared as one, by the name that stands for both.
  public let pairedColumns: [PairedColumn]

  /// Two headings of one meaning.
  public struct PairedColumn: Sendable, Hashable {
    /// What the column is called in the specification: its heading in the first source that has it.
    public let heading: String
    public let source: String
    public let otherHeading: String
    public let otherSource: String
  }

  /// A column that some files lack.
  public struct PartialColumn: Sendable, Hashable {
    public let heading: String
    /// The sources that have it.
    public let sources: [String]
    /// Whether it is compared: between sources only what at least two of them have can agree.
    public let isUsed: Bool
  }

  /// Reads the files of one linkage.
  ///
  /// - Parameters:
  ///   - paths: at least one.
  ///   - id: the heading of the column that names each record of a file once.
  ///   - scope: whether pairs within one file count.
  /// - Throws: `LinkageError` where the ids are missing or repeated, where nothing is there to compare, and
  ///   `IngestError` where a file cannot be read.
  public init(
    paths: [String], id: String, scope: PairScope, workers: Workers, progress: (Int) -> Void = { _ in }
  ) throws {
    let files = try FileTable(paths: paths, expected: [id], workers: workers, progress: progress)
    try self.init(files, id: id, scope: scope, workers: workers)
  }

  init(_ files: FileTable, id: String, scope: PairScope, workers: Workers) throws(LinkageError) {
    let idColumn = try files.requiredColumn(id, option: "--id")
    let names = Self.sourceNames(files.paths)
    let ranks = Self.ranks(names)
    var counts = [Int](repeating: 0, count: names.count)
    for file in files.fileOfRow { counts[Int(file)] += 1 }
    for (file, count) in counts.enumerated() where count == 0 {
      throw LinkageError(
        .input, "\(files.paths[file]) has no readable row below its heading",
        nextStep: "Check the file: 'guiyi inspect \(files.paths[file])' shows how it is read.")
    }
    guard files.rowCount < Int(Int32.max) else {
      throw LinkageError(
        .input, "\(files.rowCount) records are more than can be linked at once",
        nextStep: "Link them in parts, by a column that records of one entity share.")
    }
    // Equal hashes are rows with one content, from two files, or (almost never) a chance; source and id decide.
    var order = [UInt32](0..<UInt32(files.rowCount))
    var hashes = files.contentHashes
    HashGrouping.sort(keys: &hashes, values: &order)
    Self.settleTies(&order, hashes: hashes, files: files, idColumn: idColumn, ranks: ranks)
    let sorted = order
    // By heading: the order in which files have their columns must not matter. The ids come last.
    let columns = files.columns.indices.filter { $0 != idColumn }.map { files.columns[$0] }.sorted {
      Self.precedes($0.heading, $1.heading)
    }
    let all = columns + [files.columns[idColumn]]
    var trimmed = workers.mapLargestFirst(all.map(\.dictionary.count)) { place in
      TrimmedColumn(all[place], order: sorted)
    }
    let trimmedIDs = trimmed.removeLast()
    let sourceOf: [UInt16] = workers.filled(sorted.count, size: Self.chunkSize) { range, sources in
      for place in range {
        sources[place - range.lowerBound] = UInt16(ranks[Int(files.fileOfRow[Int(sorted[place])])])
      }
    }
    rowNumbers = workers.filled(sorted.count, size: Self.chunkSize) { range, numbers in
      for place in range { numbers[place - range.lowerBound] = files.rowNumbers[Int(sorted[place])] }
    }
    sources = names.indices.sorted { ranks[$0] < ranks[$1] }.map {
      Source(name: names[$0], path: files.paths[$0], recordCount: counts[$0])
    }
    idHeading = id
    ids = trimmedIDs.dictionary
    idOf = trimmedIDs.ids
    lostRows = files.lostRows
    try Self.checkIDs(
      ids: trimmedIDs, sources: sources, sourceOf: sourceOf, rowNumbers: rowNumbers, heading: id)

    let read = zip(columns, trimmed).map { column, trimmed in
      LinkField(name: column.heading, dictionary: trimmed.dictionary, ids: trimmed.ids)
    }
    let holders = columns.map { column in
      names.indices.filter { files.has(column.heading, file: $0) }.map { UInt16(ranks[$0]) }.sorted()
    }
    let merged = MergedColumns(read, holders: holders, sources: sourceOf, workers: workers)
    let named = sources
    pairedColumns =
      merged.pairs.map { pair in
        PairedColumn(
          heading: read[pair.first].name, source: named[Int(holders[pair.first][0])].name,
          otherHeading: pair.others.map { read[$0].name }.joined(separator: " + "),
          otherSource: named[Int(holders[pair.others[0]][0])].name)
      }
      + merged.anchored.map { pair in
        PairedColumn(
          heading: pair.first, source: named[0].name, otherHeading: pair.second, otherSource: named[1].name)
      }
    let isUsed = merged.holders.map { scope == .all || $0.count > 1 || names.count == 1 }
    partialColumns = merged.fields.indices.filter { merged.holders[$0].count < names.count }.map { place in
      PartialColumn(
        heading: merged.fields[place].name, sources: merged.holders[place].map { named[Int($0)].name },
        isUsed: isUsed[place])
    }
    guard isUsed.contains(true) else {
      let isShared = files.columns.count > 1
      throw LinkageError(
        .input,
        isShared
          ? "the files share no column but '\(id)'"
          : "\(files.paths[0]) has no column beside '\(id)'",
        nextStep: isShared
          ? "Give columns of one meaning the same heading in both files."
          : "Linking needs at least one column to compare.")
    }
    let fields = merged.fields.indices.filter { isUsed[$0] }.map { merged.fields[$0] }
    table = LinkTable(fields: fields, sources: sourceOf)
  }

  /// Rows that are one piece of work.
  private static let chunkSize = 1 << 14

  /// Byte order.
  static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

  /// The id of a record as text.
  public func id(_ record: UInt32) -> String { ids.string(idOf[Int(record)]) }

  /// The source of a record.
  public func source(_ record: UInt32) -> Source { sources[Int(table.sources[Int(record)])] }

  /// The names of the files without their folders; whole paths where these are not different.
  static func sourceNames(_ paths: [String]) -> [String] {
    let names = paths.map { path in String(path.split(separator: "/").last ?? "") }
    return Set(names).count == names.count ? names : paths
  }

  /// The rank of each name in byte order.
  private static func ranks(_ names: [String]) -> [Int] {
    var ranks = [Int](repeating: 0, count: names.count)
    for (rank, place) in names.indices.sorted(by: { (names[$0], $0) < (names[$1], $1) }).enumerated() {
      ranks[place] = rank
    }
    return ranks
  }

  /// - Parameter hashes: beside `order`, what it is sorted by.
  private static func settleTies(
    _ order: inout [UInt32], hashes: [UInt64], files: FileTable, idColumn: Int, ranks: [Int]
  ) {
    let column = files.columns[idColumn]
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < hashes.count && hashes[end] == hashes[start] { end += 1 }
      if end - start > 1 {
        order[start..<end].sort { a, b in
          let x = ranks[Int(files.fileOfRow[Int(a)])]
          let y = ranks[Int(files.fileOfRow[Int(b)])]
          if x != y { return x < y }
          return precedes(
            column.dictionary.string(column.ids[Int(a)]), column.dictionary.string(column.ids[Int(b)]))
        }
      }
      start = end
    }
  }

  /// Every record needs an id, and no two of one source the same.
  private static func checkIDs(
    ids: TrimmedColumn, sources: [Source], sourceOf: [UInt16], rowNumbers: [UInt32], heading: String
  ) throws(LinkageError) {
    if let blank = ids.ids.indices.filter({ ids.ids[$0] == 0 }).min(by: {
      (sourceOf[$0], rowNumbers[$0]) < (sourceOf[$1], rowNumbers[$1])
    }) {
      let count = ids.ids.reduce(0) { $1 == 0 ? $0 + 1 : $0 }
      throw LinkageError(
        .input,
        "row \(rowNumbers[blank]) of \(sources[Int(sourceOf[blank])].path) has nothing in '\(heading)'"
          + (count > 1 ? ", nor have \(count - 1) more" : ""),
        nextStep: "Every record needs an id of its own: fill the column, or name another one with --id.")
    }
    if ids.dictionary.count - 1 == ids.ids.count { return }
    // An id may stand in every source, once.
    let byID = RecordsByID(idOf: ids.ids, idCount: ids.dictionary.count)
    var repeated: [Int] = []
    for id in 1..<UInt32(ids.dictionary.count) {
      var seen: [UInt16] = []
      for record in byID.records(of: id) {
        let source = sourceOf[Int(record)]
        if seen.contains(source) { repeated.append(Int(record)) } else { seen.append(source) }
      }
    }
    guard
      let first = repeated.min(by: { (sourceOf[$0], rowNumbers[$0]) < (sourceOf[$1], rowNumbers[$1]) })
    else { return }
    let rows = ids.ids.indices.filter { ids.ids[$0] == ids.ids[first] && sourceOf[$0] == sourceOf[first] }
      .map { rowNumbers[$0] }.sorted().prefix(3).map { String($0) }
    throw LinkageError(
      .input,
      "the id '\(ids.dictionary.string(ids.ids[first]))' stands in rows \(rows.joined(separator: " and ")) of "
        + sources[Int(sourceOf[first])].path
        + (repeated.count > 1 ? ", and \(repeated.count - 1) more rows repeat an id" : ""),
      nextStep:
        "An id names one row of a file: name another column with --id, or take out the repeated rows.")
  }
}
