internal import GuiyiColumns
internal import GuiyiModel
internal import GuiyiWorkbook

/// The sheets of the department's own rows.
extension DepartmentWorkbook {
  /// The columns that are added left of the department's own.
  private static let addedCount = 4
  private static let reasonWidth = 44.0
  private static let remedyWidth = 36.0

  mutating func addRows(_ part: WorkbookResource) {
    var finder = RowFinder(part.table)
    var sheet = RowSheet()
    var index = 0
    while index < part.findings.count {
      let first = part.findings[index]
      var end = index
      while end < part.findings.count, part.findings[end].fileIndex == first.fileIndex,
        part.findings[end].rowNumber == first.rowNumber
      { end += 1 }
      // What is said of a whole file stands in the list of findings.
      if first.rowNumber > 0 {
        let file = Int(first.fileIndex)
        let layout = file < part.layouts.count ? part.layouts[file] : FileLayout()
        if sheet.layout != layout || sheet.nextRow == sheetRowLimit {
          close(sheet)
          sheet = beginRows(part, layout)
        }
        write(part, index..<end, tableRow: finder.row(of: first), sheet: &sheet)
      }
      index = end
    }
    close(sheet)
  }

  private struct RowSheet {
    var layout: FileLayout?
    /// For each column of the table its place among the file's own; nil where the file has it not.
    var placeOfColumn: [Int?] = []
    var nextRow = 1
    var commentCount = 0
  }

  private mutating func beginRows(_ part: WorkbookResource, _ layout: FileLayout) -> RowSheet {
    var sheet = RowSheet(layout: layout)
    sheet.placeOfColumn = [Int?](repeating: nil, count: part.table.columns.count)
    for (place, column) in layout.columns.enumerated() where column < part.table.columns.count {
      sheet.placeOfColumn[column] = place
    }
    let own = layout.headings.map { heading in min(26, max(10, Double(heading.utf8.count))) }
    _ = begin(part.resource.name, widths: [16, 8, Self.reasonWidth, Self.remedyWidth] + own)
    book.rowHeight(0, points: 30)
    let added = [r(.file), t(.rowNumber), t(.reason), t(.remedy)]
    for (column, heading) in added.enumerated() { book.text(0, column, heading, .addedHeading) }
    for (place, heading) in layout.headings.enumerated() {
      book.text(0, Self.addedCount + place, heading, .heading)
    }
    book.freeze(rowCount: 1, columnCount: 2)
    return sheet
  }

  private mutating func close(_ sheet: RowSheet) {
    guard let layout = sheet.layout else { return }
    let columnCount = Self.addedCount + layout.headings.count
    book.filter(headerRow: 0, lastRow: max(1, sheet.nextRow - 1), columnCount: columnCount)
    book.expectText(lastRow: max(1, sheet.nextRow - 1), columnCount: columnCount)
  }

  private mutating func write(
    _ part: WorkbookResource, _ range: Range<Int>, tableRow: Int?, sheet: inout RowSheet
  ) {
    let row = sheet.nextRow
    sheet.nextRow += 1
    var reasons: [(problem: String, headings: [String])] = []
    var remedies: [String] = []
    var styles = [CellStyle?](repeating: nil, count: sheet.layout?.headings.count ?? 0)
    var comments: [Int: String] = [:]
    for finding in part.findings[range] {
      let detail = part.texts.string(finding.detail)
      let problem = sentences.problem(finding.rule, detail)
      let remedy = sentences.remedy(finding.rule, detail)
      let column = Int(finding.columnIndex)
      let heading = column >= 0 && column < part.table.columns.count ? part.table.columns[column].heading : ""
      if let known = reasons.firstIndex(where: { $0.problem == problem }) {
        if !heading.isEmpty { reasons[known].headings.append(heading) }
      } else {
        reasons.append((problem, heading.isEmpty ? [] : [heading]))
      }
      if !remedies.contains(remedy), !remedy.isEmpty { remedies.append(remedy) }
      guard column >= 0, column < sheet.placeOfColumn.count, let place = sheet.placeOfColumn[column] else {
        continue
      }
      let style = CellStyle(finding.rule)
      if style.weight > (styles[place]?.weight ?? 0) { styles[place] = style }
      comments[place, default: ""] += (comments[place] == nil ? "" : "\n") + problem + language.gap + remedy
    }
    let reason = reasons.map { reason in
      reason.headings.isEmpty
        ? reason.problem
        : reason.headings.joined(separator: language.listComma) + language.colon + reason.problem
    }.joined(separator: language.semicolon)
    let remedy = remedies.joined(separator: language.gap)
    let lineCount = max(
      lineCount(reason, width: Self.reasonWidth), lineCount(remedy, width: Self.remedyWidth))
    book.rowHeight(row, points: 15 * Double(min(lineCount, 6)) + 1.5)
    book.text(row, 0, fileName(part.findings[range.lowerBound]))
    book.number(row, 1, Int(part.findings[range.lowerBound].rowNumber))
    book.text(row, 2, reason, .wrapped)
    book.text(row, 3, remedy, .wrapped)
    guard let layout = sheet.layout else { return }
    guard let tableRow else {
      book.text(row, Self.addedCount, t(.notRead))
      return
    }
    for (place, column) in layout.columns.enumerated() {
      let style = styles[place]
      let cell = part.table.columns[column]
      cell.dictionary.withBytes(of: cell.ids[tableRow]) {
        book.text(row, Self.addedCount + place, $0, style ?? .text)
      }
      if let comment = comments[place], sheet.commentCount < Self.commentLimit {
        sheet.commentCount += 1
        book.comment(row, Self.addedCount + place, comment)
      }
    }
  }
}

/// How many lines a text takes in a column; a Han character is as wide as two digits.
func lineCount(_ text: String, width: Double) -> Int {
  let units = text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
  // Columns are measured in digits of the workbook's font, of which a little more go into a line.
  return max(1, Int((Double(units) / (width * 1.1)).rounded(.up)))
}

extension CellStyle {
  init(_ rule: Rule) {
    switch rule.kind {
    case .error: self = rule.severity == .hint ? .suspicion : .error
    case .conflict: self = .conflict
    case .suspicion: self = .suspicion
    }
  }

  /// The heaviest claim colours a cell.
  var weight: Int {
    switch self {
    case .error: 3
    case .conflict: 2
    case .suspicion: 1
    default: 0
    }
  }
}
