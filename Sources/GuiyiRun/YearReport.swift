internal import Foundation
internal import GuiyiCatalog
internal import GuiyiIdentifiers
internal import GuiyiLedger
internal import GuiyiModel
public import GuiyiReport
internal import GuiyiStore

/// Evaluates a year after Article 20 from the ledger of the current run, and writes its pages and table beside the reports.
///
/// Nothing but stored counts is read: the same ledger gives the same evaluation.
/// - Parameter year: nil is the year of the last run.
/// - Returns: the evaluation, the names of departments by their codes, and the files relative to the workspace.
public func assessYear(
  workspace path: String, year: Int?
) throws(RunError) -> (assessment: YearAssessment, names: [String: String], files: [String]) {
  let workspace: Workspace
  do { workspace = try readWorkspace(at: path) } catch { throw RunError(error) }
  let run = try FinishedRun.current(workspace: path)
  let catalog = workspace.catalog
  do {
    let ledger = try LedgerDatabase.read(path: run.folder + "/" + LedgerDatabase.fileName)
    let lastDay = ledger.counts.last?.day ?? 0
    guard let year = year ?? CivilDate(daysSinceEpoch: Int(lastDay))?.year,
      let first = CivilDate(year: year, month: 1, day: 1),
      let last = CivilDate(year: year, month: 12, day: 31)
    else { throw RunError(.settings, "no such year", nextStep: "Write '--year 2026'.") }
    let assessment = YearAssessment(
      ledger, year: year, first: DayNumber(first.daysSinceEpoch), last: DayNumber(last.daysSinceEpoch),
      departments: catalog.departments.map(\.code),
      departmentOf: Dictionary(
        catalog.resources.map { ($0.code, catalog.department(of: $0).code) }, uniquingKeysWith: { a, _ in a })
    )
    guard !assessment.runNumbers.isEmpty else {
      throw RunError(
        .input, "no run of \(path) falls into \(year)",
        nextStep: "Name a year with runs, or run 'guiyi run \(path)' first.")
    }
    let names = Dictionary(catalog.departments.map { ($0.code, $0.name) }) { first, _ in first }
    var files: [String] = []
    func place(_ name: String, _ write: (_ part: String) throws -> Void) throws {
      let target = run.folder + "/report/" + name
      defer { try? FileManager.default.removeItem(atPath: target + ".part") }
      try write(target + ".part")
      try putInPlace(target + ".part", at: target)
      files.append("state/current/report/" + name)
    }
    for language in ReportLanguage.allCases {
      let page = YearPage.render(
        assessment, cityName: workspace.settings.city.name, names: names, language: language)
      try place(YearPage.fileName(year: year, language)) { part in
        try page.write(toFile: part, atomically: false, encoding: .utf8)
      }
    }
    let table = assessment.table(names: names)
    try place(YearPage.tableFileName(year: year)) { part in
      try writeTable(headings: table.headings, rows: table.rows, to: part)
    }
    return (assessment, names, files)
  } catch let error as RunError {
    throw error
  } catch let error as StoreError {
    throw RunError(error)
  } catch {
    throw RunError(.machine, "\(error)", nextStep: "Nothing that was there before has changed; try again.")
  }
}
