internal import GuiyiColumns
internal import GuiyiLedger
public import GuiyiModel
public import GuiyiWorkbook

/// The workbook of one department: summary, how to answer, all findings, and its own rows that need work.
///
/// The one place where raw values stand, and only the department's own. Rows go to the disk as they come.
public struct DepartmentWorkbook: ~Copyable {
  /// Comments cost a spreadsheet far more than cells; the reason stands beside every row anyway.
  public static let commentLimit = 2_000

  let head: WorkbookHead
  let language: ReportLanguage
  let sheetRowLimit: Int
  var book: WorkbookWriter
  var takenNames: Set<String> = []
  private var findingSheets: [Int] = []
  private var findingSheetIndex = 0
  private var nextFindingRow = 1
  let sentences: RuleSentences
  /// Of the resource that is being added.
  private var fileNames: [String] = []

  /// - Parameters:
  ///   - path: the file to write.
  ///   - temporaryFolder: holds parts of the workbook while it is written.
  ///   - sheetRowLimit: rows of a sheet, the header included.
  public init(
    _ head: WorkbookHead, resources: [(resource: Resource, sum: RowSum)], path: String,
    temporaryFolder: String,
    language: ReportLanguage = .chinese, sheetRowLimit: Int = WorkbookWriter.sheetRowLimit
  ) throws(WorkbookError) {
    self.head = head
    self.language = language
    sentences = RuleSentences(language)
    self.sheetRowLimit = max(2, sheetRowLimit)
    book = try WorkbookWriter(
      path: path, temporaryFolder: temporaryFolder, createdSeconds: Int64(head.asOf) * 86_400)
    summarySheet(resources)
    howToSheet()
    violationSheet()
    beginFindingSheets()
  }

  func t(_ text: WorkbookText) -> String { text(language) }
  func r(_ text: ReportText) -> String { text(language) }

  mutating func begin(_ name: String, widths: [Double]) -> Int {
    let name = WorkbookWriter.sheetName(name, taken: takenNames)
    takenNames.insert(name)
    return book.beginSheet(name, widths: widths)
  }

  /// Adds a resource: its findings, then a sheet of its rows.
  public mutating func add(_ part: WorkbookResource) {
    guard !part.findings.isEmpty else { return }
    fileNames = Self.shortNames(part.table.files)
    addFindings(part)
    addRows(part)
  }

  /// Writes the file.
  public mutating func finish() throws(WorkbookError) { try book.finish() }

  // MARK: All findings

  /// The heading of each column; `Finding` and `Answer` are what a returned workbook is read by.
  static func findingHeadings(_ language: ReportLanguage) -> [String] {
    let own: [WorkbookText] = [.number, .status, .firstSeen, .times, .deadline]
    let place = [
      ReportText.resource(language), ReportText.file(language), WorkbookText.rowNumber(language),
      ReportText.column(language),
    ]
    let rest: [WorkbookText] = [
      .value, .reason, .remedy, .code, .dimension, .kind, .severity, .answer, .remark, .run,
    ]
    return own.map { $0(language) } + place + rest.map { $0(language) }
  }

  private static let answerColumn = 16

  /// What a returned workbook is read by, in both languages. The run stands in every row: rows get sorted, and copied
  /// from one workbook into another.
  public static var answerHeadings: (number: [String], run: [String], answer: [String], remark: [String]) {
    func both(_ text: WorkbookText) -> [String] { ReportLanguage.allCases.map { text($0) } }
    return (both(.number), both(.run), both(.answer), both(.remark))
  }

  private mutating func beginFindingSheets() {
    let headings = Self.findingHeadings(language)
    let perSheet = sheetRowLimit - 1
    let count = max(1, (head.findingCount + perSheet - 1) / perSheet)
    for index in 0..<count {
      let sheet = begin(
        t(.findingsSheet), widths: [18, 9, 11, 7, 11, 20, 20, 8, 16, 22, 42, 34, 18, 9, 8, 9, 18, 24, 7])
      findingSheets.append(sheet)
      book.rowHeight(0, points: 30)
      for (column, heading) in headings.enumerated() {
        let isAnswer = (Self.answerColumn...Self.answerColumn + 1).contains(column)
        book.text(0, column, heading, isAnswer ? .answerHeading : .addedHeading)
      }
      let rows = min(perSheet, head.findingCount - index * perSheet)
      book.freeze(rowCount: 1, columnCount: 1)
      book.filter(headerRow: 0, lastRow: max(1, rows), columnCount: headings.count)
      book.expectText(lastRow: max(1, rows), columnCount: headings.count)
      if rows > 0 {
        book.choices(
          FindingAnswer.allCases.map { language == .chinese ? $0.chineseName : $0.englishName },
          column: Self.answerColumn, rows: 1...rows)
      }
    }
  }

  private mutating func addFindings(_ part: WorkbookResource) {
    book.select(findingSheets[findingSheetIndex])
    var rows = RowFinder(part.table)
    for (index, finding) in part.findings.enumerated() {
      if nextFindingRow == sheetRowLimit, findingSheetIndex + 1 < findingSheets.count {
        findingSheetIndex += 1
        nextFindingRow = 1
        book.select(findingSheets[findingSheetIndex])
      }
      write(
        finding, life: index < part.lives.count ? part.lives[index] : nil, part,
        tableRow: rows.row(of: finding))
      nextFindingRow += 1
    }
  }

  private mutating func write(
    _ finding: Finding, life: FindingLife?, _ part: WorkbookResource, tableRow: Int?
  ) {
    let row = nextFindingRow
    if let life {
      book.text(row, 0, life.number)
      book.text(row, 1, status(life))
      book.text(row, 2, text(of: life.firstDay))
      book.number(row, 3, Int(life.seenCount))
      if life.dueDay != FindingLife.noDay {
        book.text(
          row, 4,
          text(of: life.dueDay) + (life.isProvisional ? t(.provisional) : ""))
      }
    }
    book.text(row, 5, part.resource.name)
    book.text(row, 6, fileName(finding))
    if finding.rowNumber > 0 { book.number(row, 7, Int(finding.rowNumber)) }
    if finding.columnIndex >= 0, Int(finding.columnIndex) < part.table.columns.count {
      let column = part.table.columns[Int(finding.columnIndex)]
      book.text(row, 8, column.heading)
      if let tableRow {
        column.dictionary.withBytes(of: column.ids[tableRow]) { book.text(row, 9, $0) }
      }
    } else {
      book.text(row, 8, finding.rowNumber > 0 ? r(.wholeRow) : t(.wholeFile))
    }
    let detail = part.texts.string(finding.detail)
    book.text(row, 10, sentences.problem(finding.rule, detail))
    book.text(row, 11, sentences.remedy(finding.rule, detail))
    book.text(row, 12, finding.rule.code)
    book.text(row, 13, finding.rule.dimension.name(language))
    book.text(row, 14, finding.rule.kind.name(language))
    book.text(row, 15, finding.rule.severity.name(language))
    if let answer = life?.answer {
      book.text(row, 16, language == .chinese ? answer.chineseName : answer.englishName, .answer)
    } else {
      book.text(row, 16, "", .answer)
    }
    book.text(row, 17, "", .answer)
    book.text(row, 18, "\(head.runNumber)")
  }

  private func status(_ life: FindingLife) -> String {
    if life.isOverdue(on: head.asOf) { return t(.overdue) }
    if Int(life.openedRun) < Int(life.lastRun) { return t(.again) }
    return life.firstRun == life.openedRun ? t(.new) : t(.back)
  }

  /// The name of a finding's file.
  func fileName(_ finding: Finding) -> String {
    Int(finding.fileIndex) < fileNames.count ? fileNames[Int(finding.fileIndex)] : ""
  }

  /// The files without their folders, which are the bureau's; with them where names alone would be unclear.
  private static func shortNames(_ files: [String]) -> [String] {
    let short = files.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    return Set(short).count == short.count ? short : files
  }
}

/// Finds the rows of findings that come in the order of the table.
struct RowFinder {
  private let table: ResourceTable
  private var next = 0

  init(_ table: ResourceTable) { self.table = table }

  /// The row's place in the table; nil for whole files and for rows that could not be read.
  mutating func row(of finding: Finding) -> Int? {
    guard finding.rowNumber > 0 else { return nil }
    while next < table.rowCount,
      (table.fileOfRow[next], table.rowNumbers[next]) < (finding.fileIndex, finding.rowNumber)
    { next += 1 }
    guard next < table.rowCount, table.fileOfRow[next] == finding.fileIndex,
      table.rowNumbers[next] == finding.rowNumber
    else { return nil }
    return next
  }
}
