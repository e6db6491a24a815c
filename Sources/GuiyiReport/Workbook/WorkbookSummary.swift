internal import GuiyiLedger
internal import GuiyiModel
internal import GuiyiWorkbook

/// The first two sheets.
extension DepartmentWorkbook {
  mutating func summarySheet(_ resources: [(resource: Resource, sum: RowSum)]) {
    _ = begin(t(.summarySheet), widths: [26, 48, 11, 11, 11, 11, 11, 11])
    var row = 0
    book.rowHeight(row, points: 28)
    book.text(row, 0, "\(head.department.name) \(t(.title))", .title)
    row += 1
    book.text(row, 0, t(.confidential), .bold)
    row += 2
    let facts = [
      (r(.department), "\(head.department.name) \(head.department.code)"), (r(.run), "\(head.runNumber)"),
      (r(.dataAsOf), text(of: head.asOf)), (t(.due), head.dueText), (r(.basis), r(.basisText)),
    ]
    for (name, value) in facts where !value.isEmpty {
      book.text(row, 0, name, .bold)
      book.text(row, 1, value)
      row += 1
    }
    row = lives(from: row + 1)
    row = rules(from: row + 1)
    sums(resources, from: row + 1)
  }

  private mutating func headings(_ row: Int, _ names: [String], numbersFrom: Int) {
    book.rowHeight(row, points: 20)
    for (column, name) in names.enumerated() {
      book.text(row, column, name, column < numbersFrom ? .addedHeading : .numberHeading)
    }
  }

  private mutating func lives(from start: Int) -> Int {
    guard !head.lives.isEmpty else { return start }
    var row = start
    book.rowHeight(row, points: 20)
    book.text(row, 0, r(.findings), .section)
    headings(
      row + 1,
      [t(.kind), "", t(.open), t(.new), t(.overdue), t(.repaired), t(.removed), t(.lapsed)],
      numbersFrom: 2)
    row += 2
    for count in head.lives {
      book.text(row, 0, count.kind.name(language), .bold)
      book.text(row, 1, meaning(count.kind))
      let numbers = [count.open, count.new, count.overdue, count.repaired, count.removed, count.lapsed]
      for (column, number) in numbers.enumerated() { book.number(row, 2 + column, number) }
      row += 1
    }
    return row
  }

  private func meaning(_ kind: FindingKind) -> String {
    switch kind {
    case .error: language == .chinese ? "数据本身有误" : "wrong by itself"
    case .conflict: language == .chinese ? "与其他来源不一致，尚不能断定谁错" : "sources differ; nobody is wrong yet"
    case .suspicion: language == .chinese ? "不大可能，供核对" : "unlikely; for checking"
    }
  }

  private mutating func rules(from start: Int) -> Int {
    var row = start
    book.rowHeight(row, points: 20)
    book.text(row, 0, t(.byRule), .section)
    headings(
      row + 1, [t(.code), t(.reason), t(.dimension), t(.kind), t(.severity), t(.count)],
      numbersFrom: 5)
    row += 2
    for (rule, count) in head.rules where count > 0 {
      book.text(row, 0, rule.code)
      book.text(row, 1, rule.sentences(language, detail: "…").problem, .wrapped)
      book.text(row, 2, rule.dimension.name(language))
      book.text(row, 3, rule.kind.name(language))
      book.text(row, 4, rule.severity.name(language))
      book.number(row, 5, count)
      row += 1
    }
    return row
  }

  private mutating func sums(_ resources: [(resource: Resource, sum: RowSum)], from start: Int) {
    book.rowHeight(start, points: 20)
    book.text(start, 0, r(.rowSums), .section)
    headings(
      start + 1,
      [
        t(.resourceCode), r(.resource), r(.rowsRead), r(.accepted), r(.quarantined), r(.repeated), r(.blank),
      ], numbersFrom: 2)
    for (index, line) in resources.enumerated() {
      let row = start + 2 + index
      book.text(row, 0, line.resource.code)
      book.text(row, 1, line.resource.name)
      let sum = line.sum
      for (column, count) in [sum.read, sum.accepted, sum.quarantined, sum.repeated, sum.blank].enumerated() {
        book.number(row, 2 + column, count)
      }
    }
  }

  mutating func howToSheet() {
    _ = begin(t(.howToSheet), widths: [110])
    book.rowHeight(0, points: 28)
    book.text(0, 0, t(.howToSheet), .title)
    for (index, line) in WorkbookText.howTo(language, commentLimit: Self.commentLimit).enumerated() {
      book.rowHeight(2 + index, points: 16 * Double(lineCount(line, width: 122)) + 3)
      book.text(2 + index, 0, line, .wrapped)
    }
  }

  /// What the department is asked about repeated collection, with its answers.
  mutating func violationSheet() {
    guard !head.violations.isEmpty else { return }
    _ = begin(r(.repeatedCollection), widths: [18, 18, 20, 16, 16, 14, 9, 8, 8, 10, 36, 40, 24, 34, 7])
    book.rowHeight(0, points: 30)
    let headings = [
      t(.number), t(.deadline), r(.resource), r(.column), r(.element), r(.kind), r(.level), r(.compared),
      r(.equal),
      r(.typing), r(.couldHaveHad), r(.exampleRows), t(.answer), t(.remark), t(.run),
    ]
    for (column, heading) in headings.enumerated() {
      book.text(0, column, heading, column == 12 || column == 13 ? .answerHeading : .addedHeading)
    }
    book.freeze(rowCount: 1, columnCount: 1)
    for (index, violation) in head.violations.enumerated() {
      let row = index + 1
      book.rowHeight(row, points: 16 * Double(min(4, lineCount(violation.examples, width: 40))) + 2)
      let texts = [
        violation.number, violation.due, violation.resource, violation.column, violation.element,
        violation.kind,
        violation.level,
      ]
      for (column, text) in texts.enumerated() { book.text(row, column, text) }
      for (column, count) in [violation.compared, violation.equal, violation.typing].enumerated() {
        book.number(row, 7 + column, count)
      }
      book.text(row, 10, violation.source, .wrapped)
      book.text(row, 11, violation.examples, .wrapped)
      book.text(row, 12, violation.answer, .answer)
      book.text(row, 13, violation.reason, .answer)
      book.text(row, 14, "\(head.runNumber)")
    }
    book.choices(
      NoticeAnswer.allCases.map { language == .chinese ? $0.chineseName : $0.englishName }, column: 12,
      rows: 1...head.violations.count)
    let last = head.violations.count + 2
    book.text(last, 0, r(.violationNote))
  }
}
