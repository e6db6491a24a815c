internal import Foundation
import GuiyiCatalog
import GuiyiColumns
import GuiyiIdentifiers
import GuiyiIngest
import GuiyiLedger
public import GuiyiModel
public import GuiyiReport
import GuiyiSharing
import GuiyiStore
import GuiyiWorkbook

/// What a person may set for the workbooks.
public struct WorkbookOptions: Sendable {
  /// Codes or names of departments; empty for all.
  public var departments: [String] = []
  public var language = ReportLanguage.chinese
  /// nil is one per processor.
  public var threadCount: Int?
  public init() {}
}

/// A workbook that was written.
public struct WrittenWorkbook: Sendable {
  public let department: Department
  /// Relative to the workspace.
  public let file: String
  public let findingCount: Int
}

/// Writes the workbooks of departments into the report folder of the current run.
///
/// The department's rows are read from its pool again, so that raw values stand nowhere else; pools that are no
/// longer those of the run are an error. The same run gives the same bytes.
public func writeWorkbooks(at path: String, options: WorkbookOptions) throws(RunError) -> [WrittenWorkbook] {
  let workspace: Workspace
  do { workspace = try readWorkspace(at: path) } catch { throw RunError(error) }
  let run = try FinishedRun.current(workspace: path)
  let workers = Workers(threadCount: options.threadCount ?? ProcessInfo.processInfo.activeProcessorCount)
  do {
    let asOf = try run.meta("as_of") ?? ""
    guard try Fingerprint(root: path, asOf: asOf, workers: workers).text == run.meta("fingerprint") else {
      throw RunError(
        .input, "the workspace has changed since its last run, so that row numbers may have moved",
        nextStep: "Run 'guiyi run \(path)' first, then 'guiyi report \(path)'.")
    }
    let source = try WorkbookSource(workspace: workspace, run: run, asOf: asOf, language: options.language)
    let departments = try chosen(options.departments, in: workspace.catalog)
    let written = try workers.tryMapLargestFirst(departments.map(source.findingCount)) { department in
      try source.write(
        departments[department], threadCount: max(1, workers.threadCount / departments.count))
    }
    return written.compactMap(\.self)
  } catch let error as RunError {
    throw error
  } catch let error as StoreError {
    throw RunError(error)
  } catch {
    throw RunError(.machine, "\(error)", nextStep: "Free space on the disk of the workspace and try again.")
  }
}

private func chosen(_ names: [String], in catalog: Catalog) throws(RunError) -> [Department] {
  if names.isEmpty { return catalog.departments }
  var chosen: [Department] = []
  for name in names {
    guard let department = catalog.departments.first(where: { $0.code == name || $0.name == name }) else {
      throw RunError(
        .settings, "no department has the code or name '\(name)'",
        nextStep: "'--department' takes a code or name as in catalog/*.yaml.")
    }
    if !chosen.contains(department) { chosen.append(department) }
  }
  return chosen
}

/// What all workbooks of a run share.
private struct WorkbookSource: Sendable {
  let workspace: Workspace
  let runFolder: String
  let runNumber: Int
  let asOf: DayNumber
  let language: ReportLanguage
  /// By resource: the numbers of its findings, empty where it has none.
  private var findingNumbers: [Range<Int>]
  private var ruleCounts: [[Int]]
  private var counts: [LifeCount] = []
  private var ruleOfNumber: [Int: Rule] = [:]

  init(workspace: Workspace, run: FinishedRun, asOf: String, language: ReportLanguage) throws {
    self.workspace = workspace
    self.language = language
    runFolder = run.folder
    runNumber = try run.meta("run").flatMap { Int($0) } ?? 0
    self.asOf = CivilDate(text: asOf).map { DayNumber($0.daysSinceEpoch) } ?? 0
    let resources = workspace.catalog.resources
    findingNumbers = resources.map { _ in 0..<0 }
    ruleCounts = resources.map { _ in Rule.all.map { _ in 0 } }
    let reader = try DatabaseReader(path: run.folder + "/run.sqlite")
    var rules: [Int: Rule] = [:]
    try reader.forEach("SELECT rule_no, code FROM rule") { row in
      if let number = row.integer(0), let rule = row.text(1).flatMap({ Rule(code: $0) }) {
        rules[Int(number)] = rule
      }
    }
    ruleOfNumber = rules
    var numbers = findingNumbers
    var counted = ruleCounts
    try reader.forEach(
      """
      SELECT resource_no, rule_no, count(*), min(finding_no), max(finding_no) FROM finding
      GROUP BY resource_no, rule_no
      """
    ) { row in
      guard let resource = row.integer(0).map({ Int($0) }), counted.indices.contains(resource),
        let rule = row.integer(1).flatMap({ rules[Int($0)] }), let first = row.integer(3),
        let last = row.integer(4), (0..<Int64.max).contains(last), first <= last
      else { return }
      counted[resource][Int(rule.index)] += Int(row.integer(2) ?? 0)
      let range = Int(first)..<Int(last) + 1
      numbers[resource] =
        numbers[resource].isEmpty
        ? range
        : min(
          numbers[resource].lowerBound, range.lowerBound)..<max(
            numbers[resource].upperBound, range.upperBound)
    }
    findingNumbers = numbers
    ruleCounts = counted
    if let ledger = try? LedgerDatabase.counts(path: run.folder + "/" + LedgerDatabase.fileName) {
      counts = ledger
    }
  }

  func findingCount(_ department: Department) -> Int {
    workspace.catalog.resources.reduce(0) {
      $0 + ($1.departmentIndex == department.index ? ruleCounts[$1.index].reduce(0, +) : 0)
    }
  }

  /// - Returns: nil where the department has no finding.
  func write(_ department: Department, threadCount: Int) throws -> WrittenWorkbook? {
    let own = workspace.catalog.resources.filter { $0.departmentIndex == department.index }
    var head = WorkbookHead(
      cityName: workspace.settings.city.name, department: department, runNumber: runNumber, asOf: asOf)
    head.rules = Rule.all.map { rule in
      (rule, own.reduce(0) { $0 + ruleCounts[$1.index][Int(rule.index)] })
    }
    head.lives = counts.filter { $0.department == department.code && $0.runNumber == counts.last?.runNumber }
    head.dueText = dueText()
    head.violations = try violations(of: department)
    guard head.findingCount > 0 || !head.violations.isEmpty else { return nil }
    let sums = try sums()
    let name = pageFileName(department, language: language).replacing(".html", with: ".xlsx")
    let folder = runFolder + "/report"
    let part = folder + "/" + name + ".part"
    // What is half written holds raw values too.
    defer { try? FileManager.default.removeItem(atPath: part) }
    var book = try DepartmentWorkbook(
      head, resources: own.map { ($0, sums[$0.index] ?? RowSum()) }, path: part, temporaryFolder: folder,
      language: language)
    for resource in own where !findingNumbers[resource.index].isEmpty {
      book.add(try read(resource, threadCount: threadCount))
    }
    try book.finish()
    // In one step: whoever opens it meanwhile has the former workbook or this one.
    try putInPlace(part, at: folder + "/" + name)
    return WrittenWorkbook(
      department: department, file: "state/current/report/" + name, findingCount: head.findingCount)
  }

  /// What the department is asked about repeated collection, from the run and its ledger.
  private func violations(of department: Department) throws -> [WorkbookViolation] {
    let notices = try LedgerDatabase.notices(path: runFolder + "/" + LedgerDatabase.fileName)
    let resources = workspace.catalog.resources
    var violations: [WorkbookViolation] = []
    try DatabaseReader(path: runFolder + "/run.sqlite").forEach(
      """
      SELECT resource, "column", element, kind, level, compared, equal, typing_differences, source_resource, examples
      FROM violation WHERE department = ? AND level <> 'lead' ORDER BY rowid
      """, [department.code]
    ) { row in
      let texts = (0..<10).map { row.text($0) ?? "" }
      guard
        let notice = notices.first(where: {
          $0.key == "\(texts[0])\t\(texts[1])\t\(texts[3])\t\(texts[2])"
        })
      else { return }
      func name(_ code: String) -> String {
        guard let resource = resources.first(where: { $0.code == code }) else { return code }
        return "\(workspace.catalog.department(of: resource).name) \(resource.name) \(code)"
      }
      let day = CivilDate(daysSinceEpoch: Int(notice.dueDay)).map { "\($0)" } ?? ""
      violations.append(
        WorkbookViolation(
          number: notice.number,
          due: day + (notice.isProvisional ? (language == .chinese ? "（暂定）" : " (provisional)") : ""),
          answer: notice.answer.map { language == .chinese ? $0.chineseName : $0.englishName } ?? "",
          reason: notice.reason, resource: resources.first { $0.code == texts[0] }?.name ?? texts[0],
          column: texts[1],
          element: DataElement(name: texts[2]), kind: ViolationKind(rawValue: texts[3]),
          level: ViolationLevel(rawValue: texts[4]), compared: Int(texts[5]) ?? 0, equal: Int(texts[6]) ?? 0,
          typing: Int(texts[7]) ?? 0, source: name(texts[8]), examples: texts[9], language: language))
    }
    return violations
  }

  private func dueText() -> String {
    let settings = workspace.settings
    guard let period = settings.periods.period(of: .repairData, on: asOf) else { return "" }
    let due = settings.calendar.deadline(after: asOf, workingDays: period.workingDays)
    let day = CivilDate(daysSinceEpoch: Int(due.day)).map { "\($0)" } ?? ""
    return language == .chinese
      ? "\(day)\(due.isProvisional ? "（暂定）" : "")（\(period.workingDays) 个工作日；\(period.chineseSource)）"
      : "\(day)\(due.isProvisional ? " (provisional)" : "") (\(period.workingDays) working days; \(period.englishSource))"
  }

  private func sums() throws -> [Int: RowSum] {
    var sums: [Int: RowSum] = [:]
    try DatabaseReader(path: runFolder + "/run.sqlite").forEach(
      """
      SELECT resource_no, sum(rows_read), sum(accepted), sum(quarantined), sum(repeated), sum(blank)
      FROM source_file GROUP BY resource_no
      """
    ) { row in
      var sum = RowSum()
      sum.read = Int(row.integer(1) ?? 0)
      sum.accepted = Int(row.integer(2) ?? 0)
      sum.quarantined = Int(row.integer(3) ?? 0)
      sum.repeated = Int(row.integer(4) ?? 0)
      sum.blank = Int(row.integer(5) ?? 0)
      sums[Int(row.integer(0) ?? -1)] = sum
    }
    return sums
  }

  /// The rows of a resource from its pool, and its findings from the run.
  private func read(_ resource: Resource, threadCount: Int) throws -> WorkbookResource {
    let ingested = try ingest(
      resource, from: PoolFiles(folder: workspace.root + "/pools"),
      workers: Workers(threadCount: threadCount))
    var sum = RowSum()
    for one in ingested.sums { sum += one }
    var part = WorkbookResource(
      resource: resource, table: ingested.table, layouts: ingested.layouts, sum: sum, findings: [],
      texts: ByteDictionary(), lives: [])
    let range = findingNumbers[resource.index]
    let reader = try DatabaseReader(path: runFolder + "/run.sqlite")
    try reader.forEach(
      """
      SELECT file_no, row, column_no, rule_no, detail FROM finding
      WHERE finding_no >= \(range.lowerBound) AND finding_no < \(range.upperBound) AND resource_no = \(resource.index)
      ORDER BY finding_no
      """
    ) { row in
      guard let rule = row.integer(3).flatMap({ ruleOfNumber[Int($0)] }) else { return }
      part.findings.append(
        Finding(
          rule: rule, resourceIndex: UInt16(clamping: resource.index),
          fileIndex: UInt16(truncatingIfNeeded: row.integer(0) ?? 0),
          columnIndex: Int16(truncatingIfNeeded: row.integer(2) ?? -1),
          rowNumber: UInt32(truncatingIfNeeded: row.integer(1) ?? 0), value: 0,
          detail: row.text(4).map { part.texts.intern($0) } ?? 0))
    }
    part.lives = try LedgerDatabase.lives(
      path: runFolder + "/" + LedgerDatabase.fileName, findingNumbers: range)
    return part
  }
}
