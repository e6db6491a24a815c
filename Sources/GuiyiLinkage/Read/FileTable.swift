internal import GuiyiCatalog
public import GuiyiColumns
internal import GuiyiIngest
internal import GuiyiModel

/// Files as columns: what stands in them, without a meaning.
public struct FileTable: Sendable {
  /// A row that could not be read.
  public struct LostRow: Sendable {
    public let path: String
    public let rowNumber: UInt32
    /// The code of the rule that set it aside.
    public let rule: String
  }

  /// In the order given.
  public let paths: [String]
  /// The columns that were asked for first, in that order, also where no file has them.
  let columns: [ResourceColumn]
  /// Index into `paths`, per row.
  public let fileOfRow: [UInt16]
  /// The row as a spreadsheet shows it, per row.
  public let rowNumbers: [UInt32]
  /// A stable hash of headings and cells, whatever the order of columns and rows.
  public let contentHashes: [UInt64]
  public let lostRows: [LostRow]
  /// For each file the headings that it has, as they stand in it.
  public let headings: [[String]]

  public var rowCount: Int { rowNumbers.count }

  /// Reads files; encoding, delimiter, titles above the header and quoting are found out.
  ///
  /// - Parameters:
  ///   - expected: headings to look for; they need not be there.
  ///   - progress: is told how many more bytes were read.
  /// - Throws: `IngestError` at the first file that cannot be read.
  public init(
    paths: [String], expected: [String], workers: Workers, progress: (Int) -> Void = { _ in }
  ) throws {
    let site = Site(file: paths.first ?? "", lineNumber: 1)
    let resource = Resource(
      index: 0, code: "", name: "", departmentIndex: 0, files: "", format: DeclaredFormat(), updateCycle: nil,
      published: nil, share: Share(type: .none, condition: nil, basis: nil),
      items: expected.map { heading in
        Item(
          column: heading, element: nil, role: "", isRequired: false, isAuthoritative: false,
          origin: .collected, collection: nil, site: site)
      }, site: site)
    var options = IngestOptions()
    options.stopsAtUnreadableFile = true
    options.findsRepeats = false
    let read = try ingest(paths: paths, as: resource, options: options, workers: workers, progress: progress)
    self.paths = paths
    columns = read.table.columns
    fileOfRow = read.table.fileOfRow
    rowNumbers = read.table.rowNumbers
    contentHashes = read.table.contentHashes
    lostRows = read.quarantined.map { row in
      LostRow(path: paths[row.fileIndex], rowNumber: row.rowNumber, rule: row.rule.code)
    }
    headings = read.fileFormats.map { $0?.headings ?? [] }
  }

  /// The place of a column by its heading; case, width and spaces do not count.
  public func columnIndex(_ heading: String) -> Int? {
    let key = Self.key(heading)
    return columns.firstIndex { Self.key($0.heading) == key }
  }

  /// Whether a file has a column of this heading.
  public func has(_ heading: String, file: Int) -> Bool {
    let key = Self.key(heading)
    return headings[file].contains { Self.key($0) == key }
  }

  /// A heading as it is compared.
  static func key(_ heading: String) -> [UInt8] { headingKey(heading) }

  /// The place of a column that must be in every file.
  /// - Throws: names the file that lacks it and the nearest heading that is there.
  public func requiredColumn(_ heading: String, option: String) throws(LinkageError) -> Int {
    for file in paths.indices where !has(heading, file: file) {
      let nearest = nearestWord(to: heading, among: headings[file]).map { "; did you mean '\($0)'?" } ?? ""
      throw LinkageError(
        .settings, "\(paths[file]) has no column '\(heading)'\(nearest)",
        nextStep:
          "It has: \(headings[file].prefix(30).joined(separator: ", ")). Name one of them with \(option).")
    }
    guard let index = columnIndex(heading) else {
      throw LinkageError(
        .input, "no file has a column '\(heading)'", nextStep: "Name another with \(option).")
    }
    return index
  }
}
