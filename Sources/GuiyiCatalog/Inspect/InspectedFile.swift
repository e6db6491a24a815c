/// What was seen of a file of which the catalog knows nothing yet.
public struct InspectedFile: Sendable {
  /// Relative to pools/, or as the user named it.
  public var path: String
  /// As in a catalog's `format`: `utf-8`, `gb18030`, `utf-16le` …
  public var encoding: String
  public var delimiter: UInt8
  /// As a spreadsheet counts, from 1; 0 where there is none.
  public var headerRowNumber: Int
  public var headings: [String]
  /// Some rows, cells in the order of the headings; rows may be shorter or longer.
  public var rows: [[String]]

  public init(
    path: String, encoding: String, delimiter: UInt8, headerRowNumber: Int, headings: [String],
    rows: [[String]]
  ) {
    self.path = path
    self.encoding = encoding
    self.delimiter = delimiter
    self.headerRowNumber = headerRowNumber
    // A mark before the first heading is the file's, not the heading's.
    self.headings = headings.map { String($0.unicodeScalars.drop { $0 == "\u{FEFF}" }) }
    self.rows = rows
  }
}
