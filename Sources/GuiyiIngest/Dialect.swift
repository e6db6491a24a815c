/// How rows and cells are told apart in decoded text.
///
/// A cell is quoted when its very first byte is a quotation mark; inside, two marks stand for one and line
/// breaks belong to the cell. What follows a closing mark up to the delimiter is taken literally, and marks
/// in the middle of a plain cell are literal, too. CR LF, LF and CR each end a row.
public struct Dialect: Sendable, Hashable {
  /// The delimiters that are tried when none is declared, in order of preference.
  public static let candidates: [UInt8] = [0x2C, 0x09, 0x3B, 0x7C]

  /// Places in a window of text are numbers of 31 bits.
  private static let highestLimit = 1 << 26

  /// One ASCII byte that is no quotation mark and no line break.
  public let delimiter: UInt8
  /// A longer row is set aside; in bytes of UTF-8.
  public let rowByteLimit: Int
  /// A quoted cell that runs on for longer was never closed; in bytes of UTF-8.
  public let quotedByteLimit: Int
  /// A quoted cell with more line breaks was never closed.
  public let quotedLineLimit: Int

  public init(
    delimiter: UInt8, rowByteLimit: Int = 1 << 20, quotedByteLimit: Int = 1 << 16, quotedLineLimit: Int = 256
  ) {
    precondition(Self.isDelimiter(delimiter), "not a delimiter: byte \(delimiter)")
    self.delimiter = delimiter
    self.rowByteLimit = min(max(1, rowByteLimit), Self.highestLimit)
    self.quotedByteLimit = min(max(1, quotedByteLimit), Self.highestLimit)
    self.quotedLineLimit = max(0, quotedLineLimit)
  }

  /// Whether a byte can delimit cells.
  public static func isDelimiter(_ byte: UInt8) -> Bool {
    byte < 0x80 && byte != 0 && byte != 0x22 && byte != 0x0A && byte != 0x0D
  }
}
