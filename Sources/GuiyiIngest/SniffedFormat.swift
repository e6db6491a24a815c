internal import GuiyiColumns
public import GuiyiText

/// The form of one file: what the catalog declares, and for the rest what the file shows.
public struct SniffedFormat: Sendable, Hashable {
  public let path: String
  public let byteCount: Int
  public let encoding: TextEncoding
  /// Bytes of byte order marks at the start.
  public let markLength: Int
  public let delimiter: UInt8
  /// The header's row as a spreadsheet shows it, from 1; 0 where there is none.
  public let headerRowNumber: Int
  /// The columns' names: trimmed, an empty one as `#3`, a repeated one as `姓名 (2)`.
  public let headings: [String]
  /// How many of the expected headings the header has.
  public let matchedCount: Int
  /// Whether the bytes are plainly in another encoding than the catalog says; they were believed.
  public let contradictsCatalog: Bool

  /// The header's cells as delivered.
  let headingCells: [[UInt8]]
  /// The headings as they are compared.
  let headingKeys: [[UInt8]]
  /// Where the rows begin, in bytes of decoded text.
  let dataOffset: Int

  /// The form that rows are held against when no catalog says more.
  var shape: RowShape {
    RowShape(
      columnCount: headingKeys.count, headingCells: headingCells,
      headingHashes: headingKeys.map { StableHash.hash($0.span) })
  }
}
