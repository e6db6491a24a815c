public import GuiyiColumns

/// A column of delivered cells: distinct raw values once, and a number per row.
public struct ResourceColumn: Sendable {
  /// The heading in the file.
  public let heading: String
  /// The place in `Resource.items`; nil for a column that the catalog does not name.
  public let itemIndex: Int?
  /// The distinct cells as decoded, UTF-8; nothing trimmed or folded.
  public var dictionary: ByteDictionary
  /// One number per row of the table; 0 is the empty cell.
  public var ids: [UInt32]
  public init(heading: String, itemIndex: Int?, dictionary: ByteDictionary = .init(), ids: [UInt32] = []) {
    self.heading = heading
    self.itemIndex = itemIndex
    self.dictionary = dictionary
    self.ids = ids
  }
}

/// The readable rows of one resource, all its files behind one another, in columns.
///
/// Quarantined and blank rows are not here; exact repeats are, with `repeatOf` set.
public struct ResourceTable: Sendable {
  /// The value of `repeatOf` where a row repeats no earlier one.
  public static let notARepeat = UInt32.max

  public let resourceIndex: Int
  /// Files relative to pools/, in byte order of their names.
  public var files: [String]
  /// The catalog's items first, in their order (also where no file has the column), then undeclared columns.
  public var columns: [ResourceColumn]
  /// Index into `files`, per row.
  public var fileOfRow: [UInt16]
  /// The row as a spreadsheet shows it, from 1, per row.
  public var rowNumbers: [UInt32]
  /// A stable hash of the row's headings and cells, whatever the order of columns, file and row number.
  public var contentHashes: [UInt64]
  /// The index of the first row of this table with the very same cells, or `notARepeat`.
  public var repeatOf: [UInt32]

  public var rowCount: Int { rowNumbers.count }

  public init(resourceIndex: Int, files: [String], columns: [ResourceColumn]) {
    self.resourceIndex = resourceIndex
    self.files = files
    self.columns = columns
    fileOfRow = []
    rowNumbers = []
    contentHashes = []
    repeatOf = []
  }
}

/// The columns of one file as they stand in it.
public struct FileLayout: Sendable, Hashable {
  /// The file's own headings, from left to right.
  public var headings: [String]
  /// For each of them the column of the `ResourceTable`.
  public var columns: [Int]
  public init(headings: [String] = [], columns: [Int] = []) {
    self.headings = headings
    self.columns = columns
  }
}

/// A row that could not be read, with its place and why.
public struct QuarantinedRow: Sendable {
  /// Index into `ResourceTable.files`.
  public let fileIndex: Int
  public let rowNumber: UInt32
  public let rule: Rule
  /// What was found, for the message; never a cell's content.
  public let detail: String
  public init(fileIndex: Int, rowNumber: UInt32, rule: Rule, detail: String) {
    self.fileIndex = fileIndex
    self.rowNumber = rowNumber
    self.rule = rule
    self.detail = detail
  }
}

/// Rows of one file by what became of them; `read` is always the sum of the others.
public struct RowSum: Sendable, Hashable {
  public var read = 0
  public var accepted = 0
  public var quarantined = 0
  public var repeated = 0
  public var blank = 0
  public init() {}

  /// Whether rows read = accepted + quarantined + exact repeats + blank.
  public var holds: Bool { read == accepted + quarantined + repeated + blank }

  public static func += (sum: inout RowSum, other: RowSum) {
    sum.read += other.read
    sum.accepted += other.accepted
    sum.quarantined += other.quarantined
    sum.repeated += other.repeated
    sum.blank += other.blank
  }
}
