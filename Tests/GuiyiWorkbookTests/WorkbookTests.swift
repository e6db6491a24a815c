import Foundation
import GuiyiTesting
import GuiyiWorkbook
import Testing

/// What is written is what is read, and no text becomes anything but text.
@Suite struct WorkbookTests {
  private func write(_ texts: [String], to folder: ScratchFolder, _ name: String) throws -> String {
    let path = folder.path + "/" + name
    var book = try WorkbookWriter(path: path, temporaryFolder: folder.path, createdSeconds: 1_793_000_000)
    book.beginSheet("一", widths: [20, 20])
    for (row, text) in texts.enumerated() {
      book.text(row, 0, text)
      book.number(row, 1, row)
    }
    try book.finish()
    return path
  }

  private func column(_ path: String) throws -> [Int: String] {
    let reader = try WorkbookReader(path: path)
    var texts: [Int: String] = [:]
    try reader.forEachRow(ofSheet: 0) { row, cells in
      for cell in cells where cell.column == 0 { texts[row - 1] = cell.text }
    }
    return texts
  }

  @Test func `texts come back as they were`() throws {
    let folder = ScratchFolder("workbook")
    try folder.write("here", "")
    let texts = [
      "990402199001011234", "007", "<&>\"'", " 前后空格 ", "第一行\n第二行", "𠮷野家", "=1+1", "1E5", "_x0041_",
      "a_x000D_b",
    ]
    let read = try column(write(texts, to: folder, "a.xlsx"))
    for (row, text) in texts.enumerated() { #expect(read[row] == text) }
  }

  @Test func `what no cell can hold is made harmless`() throws {
    let folder = ScratchFolder("workbook")
    try folder.write("here", "")
    let read = try column(
      write(["a\u{0}b\u{1}c\u{FFFE}d", String(repeating: "长", count: 40_000)], to: folder, "a.xlsx"))
    #expect(read[0] == "a\u{FFFD}b\u{FFFD}c\u{FFFD}\u{FFFD}\u{FFFD}d")
    #expect((read[1]?.utf16.count ?? 0) < 32_767)
    #expect(read[1]?.hasSuffix("…") == true)
  }

  @Test func `the same cells give the same bytes`() throws {
    let folder = ScratchFolder("workbook")
    try folder.write("here", "")
    let first = try write(["甲", "乙"], to: folder, "a.xlsx")
    let second = try write(["甲", "乙"], to: folder, "b.xlsx")
    #expect(try Data(contentsOf: URL(filePath: first)) == Data(contentsOf: URL(filePath: second)))
    #expect(folder.names(in: ".").sorted() == ["a.xlsx", "b.xlsx", "here"])
  }

  @Test(arguments: [
    ("常住人口/登记:信息", "常住人口_登记_信息"), ("", "Sheet"),
    (String(repeating: "长", count: 40), String(repeating: "长", count: 31)),
  ])
  func `sheets get names that spreadsheets accept`(wanted: String, expected: String) {
    #expect(WorkbookWriter.sheetName(wanted, taken: []) == expected)
    let second = WorkbookWriter.sheetName(wanted, taken: [expected])
    #expect(second != expected && second.utf16.count <= 31 && second.hasSuffix(" (2)"))
  }

  @Test(arguments: ["", "not a zip file", "PK\u{3}\u{4}cut off"])
  func `a file that is no workbook is an error, not a crash`(text: String) throws {
    let folder = ScratchFolder("workbook")
    try folder.write("a.xlsx", text)
    #expect(throws: WorkbookError.self) { try WorkbookReader(path: folder.path + "/a.xlsx") }
  }

  @Test func `a workbook that is damaged anywhere is read or refused, never a crash`() throws {
    let folder = ScratchFolder("workbook")
    try folder.write("here", "")
    let path = try write((0..<50).map { "取值 \($0)" }, to: folder, "a.xlsx")
    let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
    var refusedCount = 0
    for place in stride(from: 0, to: whole.count, by: 37) {
      var bytes = whole
      bytes[place] ^= 0x5A
      try Data(bytes).write(to: URL(filePath: path))
      do { _ = try column(path) } catch { refusedCount += 1 }
    }
    #expect(refusedCount > 0)
  }
}
