import Foundation
import GuiyiColumns
import GuiyiIngest
import GuiyiModel
import GuiyiReport
import GuiyiStore
import GuiyiValidate

/// Writes the pages and finding lists of all departments into the pending run.
struct ReportWriter: Sendable {
  let run: PendingRun
  let workers: Workers

  /// - Returns: the number of departments.
  func write(_ input: ReportInput, facts: ReportFacts, findings: ShownFindings) throws -> Int {
    let folder = try run.makeFolder("report")
    var input = input
    input.findingsFileName = { Self.findingsName($0) }
    input.hasOtherLanguage = true
    let shared = input
    for language in ReportLanguage.allCases {
      let page = OverviewPage.render(shared, facts: facts, language: language)
      try write(page, to: folder + "/" + overviewFileName(language))
    }
    if let burden = shared.burden { try write(burden.table, to: folder + "/" + CollectionBurden.fileName) }
    _ = try workers.tryMap(facts.departments.count) { index in
      let department = facts.departments[index]
      for language in ReportLanguage.allCases {
        let page = DepartmentPage.render(shared, facts: department, language: language)
        try write(page, to: folder + "/" + pageFileName(department.department, language: language))
      }
      for language in ReportLanguage.allCases {
        if let page = ApplicationPage.render(shared, facts: department, language: language) {
          try write(
            page, to: folder + "/" + ApplicationPage.fileName(department.department, language: language))
        }
      }
      let applications = ApplicationPage.table(shared, facts: department)
      if !applications.rows.isEmpty {
        try write(applications, to: folder + "/" + ApplicationPage.tableFileName(department.department))
      }
      if let letter = NoticePage.render(shared, facts: department) {
        try write(letter, to: folder + "/" + NoticePage.fileName(department.department))
      }
      try writeFindings(shared, findings, department.department, folder: folder)
    }
    return facts.departments.count
  }

  private static func findingsName(_ department: Department) -> String {
    pageFileName(department).replacing(".html", with: "-findings.csv")
  }

  /// Every finding of a department, in a file that spreadsheets open as it is meant.
  private func writeFindings(
    _ input: ReportInput, _ findings: ShownFindings, _ department: Department, folder: String
  ) throws {
    let path = folder + "/" + Self.findingsName(department)
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw StoreError(file: Self.findingsName(department), message: "cannot be written") }
    var writer = ExportWriter(
      descriptor: file.fileDescriptor, format: .csv, columns: FindingsExport.chineseHeadings,
      options: .spreadsheet)
    try FindingsExport(catalog: input.catalog, tables: input.tables, findings: findings)
      .write(departmentIndex: department.index, isForDepartments: true, to: &writer)
    try writer.finish()
    try file.close()
  }

  /// A table as a file that spreadsheets open as it is meant.
  private func write(_ table: (headings: [String], rows: [[String]]), to path: String) throws {
    try writeTable(headings: table.headings, rows: table.rows, to: path)
  }

  private func write(_ page: String, to path: String) throws {
    do { try page.write(toFile: path, atomically: false, encoding: .utf8) } catch {
      throw StoreError(file: "report", message: "\(error)")
    }
  }
}

/// Writes a small table as CSV for spreadsheets.
func writeTable(headings: [String], rows: [[String]], to path: String) throws {
  guard FileManager.default.createFile(atPath: path, contents: nil),
    let file = FileHandle(forWritingAtPath: path)
  else { throw StoreError(file: (path as NSString).lastPathComponent, message: "cannot be written") }
  var writer = ExportWriter(
    descriptor: file.fileDescriptor, format: .csv, columns: headings, options: .spreadsheet)
  for row in rows {
    for cell in row { writer.text(cell) }
    try writer.endRow()
  }
  try writer.finish()
  try file.close()
}
