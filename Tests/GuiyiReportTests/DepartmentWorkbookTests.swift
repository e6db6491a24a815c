import Foundation
import GuiyiColumns
import GuiyiModel
import GuiyiReport
import GuiyiTesting
import GuiyiWorkbook
import Testing

/// The workbook that a department gets.
@Suite struct DepartmentWorkbookTests {
  static let headings = ["备注", "公民身份号码", "姓名"]

  /// A resource whose file has its columns in another order than the catalog.
  private func resource(_ cells: [[String]], faulty: [Int]) -> WorkbookResource {
    var builder = TestTables()
    builder.add(
      "410400-XX-0001",
      [
        TestColumn(nil, cells.map { $0[1] }), TestColumn(nil, cells.map { $0[2] }),
        TestColumn(nil, cells.map { $0[0] }),
      ])
    let table = builder.tables[0]
    var texts = ByteDictionary()
    let findings = faulty.map { row in
      Finding(
        rule: .checkDigit, resourceIndex: 0, fileIndex: 0, columnIndex: 0, rowNumber: UInt32(row + 2),
        value: 0,
        detail: texts.intern(""))
    }
    var sum = RowSum()
    sum.read = cells.count
    sum.accepted = cells.count
    return WorkbookResource(
      resource: builder.resources[0], table: table,
      layouts: [FileLayout(headings: Self.headings, columns: [2, 0, 1])], sum: sum, findings: findings,
      texts: texts,
      lives: [])
  }

  private func write(
    _ part: WorkbookResource, to folder: ScratchFolder, limit: Int = WorkbookWriter.sheetRowLimit,
    language: ReportLanguage = .chinese
  ) throws -> String {
    try folder.write("here", "")
    var head = WorkbookHead(
      cityName: "示例市", department: Department(index: 0, code: "11990400MB00000000", name: "示例市公安局"),
      runNumber: 3,
      asOf: 20_758)
    head.rules = [(.checkDigit, part.findings.count)]
    let path = folder.path + "/a.xlsx"
    var book = try DepartmentWorkbook(
      head, resources: [(part.resource, part.sum)], path: path, temporaryFolder: folder.path,
      language: language,
      sheetRowLimit: limit)
    book.add(part)
    try book.finish()
    return path
  }

  private func sheet(_ path: String, _ index: Int) throws -> [[String]] {
    var rows: [[String]] = []
    try WorkbookReader(path: path).forEachRow(ofSheet: index) { _, cells in
      var row = [String](repeating: "", count: (cells.last?.column ?? 0) + 1)
      for cell in cells { row[cell.column] = cell.text }
      rows.append(row)
    }
    return rows
  }

  @Test
  func `holds the rows that need work in their order, under the file's own headings, as they were delivered`()
    throws
  {
    let folder = ScratchFolder("department")
    let cells = (0..<6).map { ["注\($0)", "99040219900101123\($0)", "人\($0)"] }
    let path = try write(resource(cells, faulty: [1, 4]), to: folder)
    #expect(try WorkbookReader(path: path).sheetNames == ["概要", "填报说明", "问题明细", "410400-XX-0001"])
    let rows = try sheet(path, 3)
    #expect(rows.count == 3)
    #expect(Array(rows[0].suffix(3)) == Self.headings)
    #expect(Array(rows[1].suffix(3)) == cells[1])
    #expect(Array(rows[2].suffix(3)) == cells[4])
    #expect(rows.map { $0[1] } == ["行号", "3", "6"])
    #expect(rows[1][2].contains("校验码不符"))
    #expect(rows[1][3].contains("请核对证件"))
    let findings = try sheet(path, 2)
    #expect(findings.count == 3)
    #expect(findings[1].contains("990402199001011231"))
  }

  @Test func `is split where a sheet is full, and loses nothing`() throws {
    let folder = ScratchFolder("department")
    let cells = (0..<25).map { ["", "\($0)", "人\($0)"] }
    let path = try write(resource(cells, faulty: Array(0..<25)), to: folder, limit: 11)
    let names = try WorkbookReader(path: path).sheetNames
    #expect(names.filter { $0.hasPrefix("问题明细") }.count == 3)
    let rowSheets = names.indices.filter { names[$0].hasPrefix("410400") }
    #expect(rowSheets.count == 3)
    let numbers = try rowSheets.flatMap { try sheet(path, $0).dropFirst().map { $0[1] } }
    #expect(numbers == (2...26).map(String.init))
  }

  @Test func `speaks English on demand`() throws {
    let folder = ScratchFolder("department")
    let path = try write(resource([["", "1", "人"]], faulty: [0]), to: folder, language: .english)
    #expect(try WorkbookReader(path: path).sheetNames.prefix(3) == ["Summary", "How to answer", "Findings"])
    let text = try (0..<3).flatMap { try sheet(path, $0) }.flatMap { $0 }.joined()
    #expect(!text.contains("问题") && text.contains("check character"))
  }

  @Test func `no cell is a formula, whatever it begins with`() throws {
    let folder = ScratchFolder("department")
    let payloads = FormulaPayloads.all
    #expect(payloads.count >= 200)
    let path = try write(
      resource(payloads.map { [$0, "1", $0] }, faulty: Array(payloads.indices)), to: folder)
    let rows = try sheet(path, 3)
    for (row, payload) in zip(rows.dropFirst(), payloads) {
      // A line break of one kind stands for all of them in a cell.
      #expect(row[4] == payload.replacing("\r", with: "\n"))
    }
    guard
      let shown = try LibreOffice.convert(
        path, to: "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,4", in: folder)
    else {
      return
    }
    // The fourth sheet with formulas shown as formulas: every payload is there as text.
    let table = CSVTable(shown)
    for (row, payload) in zip(table.rows, payloads) { #expect(row[4] == payload.replacing("\r", with: "\n")) }
  }

  @Test func `a spreadsheet opens it, with the rows in their order and the numbers whole`() throws {
    let folder = ScratchFolder("department")
    let cells = (0..<3_000).map { ["注", "99040219900101\(1_000 + $0)", "人\($0)"] }
    let path = try write(resource(cells, faulty: Array(stride(from: 0, to: 3_000, by: 2))), to: folder)
    guard
      let shown = try LibreOffice.convert(
        path, to: "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,4", in: folder)
    else {
      return
    }
    let table = CSVTable(shown)
    #expect(table.column("公民身份号码") == stride(from: 0, to: 3_000, by: 2).map { cells[$0][1] })
  }
}

/// LibreOffice where the machine has it; its tests look at nothing elsewhere.
enum LibreOffice {
  /// - Returns: the converted file; nil where there is no LibreOffice.
  static func convert(_ path: String, to filter: String, in folder: ScratchFolder) throws -> String? {
    guard
      let program = ["/usr/bin/soffice", "/usr/bin/libreoffice"].first(
        where: FileManager.default.isExecutableFile)
    else { return nil }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = [
      "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to", filter, "--outdir",
      folder.path + "/out", path,
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let made = folder.names(in: "out")
    let name = try #require(made.first, "LibreOffice could not open the workbook")
    return try folder.read("out/" + name)
  }
}
