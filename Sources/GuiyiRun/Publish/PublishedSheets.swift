import Foundation
import GuiyiModel
import GuiyiWorkbook

/// The Excel form of a small publication: a sheet for each table, all cells texts, so that nothing is rounded or calculated.
struct PublishedSheets: ~Copyable {
  /// Rows of all tables together up to which there is an Excel form; above it nobody looks at rows one by one.
  static let rowLimit = 50_000

  private var book: WorkbookWriter
  private var taken: Set<String> = []
  private var row = 0

  /// - Parameters:
  ///   - folder: takes the parts that are being written, as well protected as the file.
  ///   - asOf: the date of the run, which is the file's own.
  init(path: String, folder: String, asOf: DayNumber) throws(WorkbookError) {
    book = try WorkbookWriter(path: path, temporaryFolder: folder, createdSeconds: Int64(asOf) * 86_400)
  }

  mutating func beginTable(_ title: String, headings: [String]) {
    let name = WorkbookWriter.sheetName(title, taken: taken)
    taken.insert(name)
    book.beginSheet(name, widths: headings.map { max(10, min(26, Double($0.utf8.count + 4))) })
    for (column, heading) in headings.enumerated() { book.text(0, column, heading, .heading) }
    book.freeze(rowCount: 1, columnCount: 0)
    row = 0
  }

  mutating func beginRow() { row += 1 }

  mutating func cell(_ column: Int, _ text: String) { book.text(row, column, text) }

  mutating func finish() throws(WorkbookError) { try book.finish() }
}
