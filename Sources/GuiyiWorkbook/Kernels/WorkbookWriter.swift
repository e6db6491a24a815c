internal import CGuiyiWorkbook

/// A workbook that could not be written or read.
public struct WorkbookError: Error, Sendable, CustomStringConvertible {
  public let description: String
  public init(_ description: String) { self.description = description }
}

/// How a cell looks; colours say what kind of finding a cell has.
public enum CellStyle: Int32, Sendable {
  case text, error, conflict, suspicion, wrapped, heading, addedHeading, answerHeading, answer
  case title, section, note, number, ratio, bold, numberHeading
}

/// Writes one workbook, sheet after sheet and row after row, in memory that does not grow with the rows.
///
/// Every text is a text cell: no spreadsheet calculates, rounds or follows it, whatever it begins with. The same
/// calls give the same bytes.
@safe public struct WorkbookWriter: ~Copyable {
  /// Rows of a sheet in the file format, the header included.
  public static let sheetRowLimit = 1_048_576

  private let book: OpaquePointer
  private var failure: Int32 = 0
  private var isOpen = true
  private var sheetCount = 0

  /// - Parameters:
  ///   - path: the file to write.
  ///   - temporaryFolder: takes files that hold what the workbook holds; it must be as well protected.
  ///   - createdSeconds: the file's own date, since 1970.
  public init(path: String, temporaryFolder: String, createdSeconds: Int64) throws(WorkbookError) {
    let made = unsafe path.withCString { path in
      unsafe temporaryFolder.withCString { unsafe guiyi_book_new(path, $0, createdSeconds) }
    }
    guard let book = unsafe made else { throw WorkbookError("not enough memory for a workbook") }
    unsafe self.book = book
  }

  deinit { if isOpen { _ = unsafe guiyi_book_close(book) } }

  /// Begins a sheet that the next cells go to.
  /// - Parameter name: unlike the names before; see `sheetName`.
  /// - Returns: the sheet's number, for `select`.
  @discardableResult public mutating func beginSheet(_ name: String, widths: [Double]) -> Int {
    var name = name
    name.withUTF8 { unsafe note(guiyi_book_begin_sheet(book, $0.baseAddress, $0.count)) }
    for (column, width) in widths.enumerated() {
      note(unsafe guiyi_book_column_width(book, UInt16(clamping: column), width))
    }
    sheetCount += 1
    return sheetCount - 1
  }

  /// Goes back to a sheet that was begun; its rows go on below the last one.
  public mutating func select(_ sheet: Int) {
    note(unsafe guiyi_book_select(book, UInt32(clamping: sheet)))
  }

  public mutating func rowHeight(_ row: Int, points: Double) {
    note(unsafe guiyi_book_row_height(book, UInt32(clamping: row), points))
  }

  /// Keeps rows and columns in sight.
  public mutating func freeze(rowCount: Int, columnCount: Int) {
    guard failure == 0 else { return }
    unsafe guiyi_book_freeze(book, UInt32(clamping: rowCount), UInt16(clamping: columnCount))
  }

  /// Puts filter arrows on the header.
  public mutating func filter(headerRow: Int, lastRow: Int, columnCount: Int) {
    note(
      unsafe guiyi_book_filter(
        book, UInt32(clamping: headerRow), 0, UInt32(clamping: lastRow), UInt16(clamping: columnCount - 1)))
  }

  /// Offers answers in a column.
  public mutating func choices(_ texts: [String], column: Int, rows: ClosedRange<Int>) {
    var text = texts.prefix(8).joined(separator: "\n")
    text.withUTF8 {
      unsafe note(
        guiyi_book_choices(
          book, UInt32(clamping: rows.lowerBound), UInt32(clamping: rows.upperBound),
          UInt16(clamping: column),
          $0.baseAddress, $0.count))
    }
  }

  /// Says that numbers kept as text are meant.
  public mutating func expectText(lastRow: Int, columnCount: Int) {
    note(
      unsafe guiyi_book_expect_text(
        book, UInt32(clamping: lastRow), UInt16(clamping: max(0, columnCount - 1)))
    )
  }

  public mutating func text(_ row: Int, _ column: Int, _ text: Span<UInt8>, _ style: CellStyle = .text) {
    guard failure == 0 else { return }
    let code = unsafe text.withUnsafeBufferPointer {
      // SAFETY: the callee reads `count` bytes and keeps nothing.
      unsafe guiyi_book_text(
        book, UInt32(clamping: row), UInt16(clamping: column), $0.baseAddress, $0.count, style.rawValue)
    }
    note(code)
  }

  public mutating func text(_ row: Int, _ column: Int, _ text: String, _ style: CellStyle = .text) {
    var text = text
    text.makeContiguousUTF8()
    self.text(row, column, text.utf8.span, style)
  }

  public mutating func number(_ row: Int, _ column: Int, _ number: Int, _ style: CellStyle = .number) {
    note(
      unsafe guiyi_book_number(
        book, UInt32(clamping: row), UInt16(clamping: column), Double(number), style.rawValue))
  }

  public mutating func ratio(_ row: Int, _ column: Int, _ ratio: Double) {
    note(
      unsafe guiyi_book_number(
        book, UInt32(clamping: row), UInt16(clamping: column), ratio, CellStyle.ratio.rawValue))
  }

  public mutating func comment(_ row: Int, _ column: Int, _ text: String) {
    var text = text
    text.withUTF8 {
      unsafe note(
        guiyi_book_comment(book, UInt32(clamping: row), UInt16(clamping: column), $0.baseAddress, $0.count))
    }
  }

  /// Writes the file; without this call there is none that is whole.
  public mutating func finish() throws(WorkbookError) {
    isOpen = false
    note(unsafe guiyi_book_close(book))
    if failure != 0 {
      throw WorkbookError(
        "the workbook cannot be written: \(unsafe String(cString: guiyi_book_error(failure)))")
    }
  }

  /// A name that a sheet may have: at most 31 characters, no marks that names may not hold, unlike `taken`.
  public static func sheetName(_ wanted: String, taken: Set<String>) -> String {
    let forbidden: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\", "'", "\n", "\r", "\t", "\0"]
    let plain = String(wanted.map { forbidden.contains($0) ? "_" : $0 })
    let base = plain.isEmpty ? "Sheet" : plain
    var number = 1
    while true {
      let suffix = number == 1 ? "" : " (\(number))"
      // Counted in UTF-16 units, of which a rare character has two.
      var name = base[...]
      while name.utf16.count + suffix.utf16.count > 31 { name.removeLast() }
      let candidate = name + suffix
      if !taken.contains(where: { $0.lowercased() == candidate.lowercased() }) { return String(candidate) }
      number += 1
    }
  }

  private mutating func note(_ code: Int32) {
    if failure == 0 { failure = code }
  }
}
