internal import GuiyiColumns
internal import GuiyiModel

/// What a test says of each distinct cell of a column.
enum TestResult: UInt8, Sendable {
  case fails, passes
  /// An empty cell, which only `filled` asks about.
  case empty
}

/// A rule of the workspace's own about one column, or about one beside another.
struct OwnRowRule: RowRule {
  let rule: Rule
  let column: Int
  let ids: [UInt32]
  /// Per raw value.
  let results: [TestResult]
  /// The other column of a condition, with the test that it has to pass first; empty where there is none.
  let otherIDs: [UInt32]
  let otherResults: [TestResult]
  let repeatOf: [UInt32]
  let fileOfRow: [UInt16]
  /// Per file: it does not have the column, which was told once for the file.
  let isAbsent: [Bool]

  init?(_ own: OwnRule, _ scope: ResourceScope) {
    guard own.columnIndex >= 0, own.columnIndex < scope.table.columns.count else { return nil }
    rule = own.rule
    column = own.columnIndex
    ids = scope.table.columns[column].ids
    repeatOf = scope.table.repeatOf
    fileOfRow = scope.table.fileOfRow
    isAbsent = scope.filesWithout(column: own.columnIndex)
    switch own.check {
    case .cell(let test):
      results = Self.results(test, scope, column)
      (otherIDs, otherResults) = ([], [])
    case .condition(let other, let first, let then):
      guard other < scope.table.columns.count else { return nil }
      results = Self.results(then, scope, column)
      otherIDs = scope.table.columns[other].ids
      otherResults = Self.results(first, scope, other)
    case .reference(let element, let source):
      results = Self.references(to: element, in: source, scope, column)
      (otherIDs, otherResults) = ([], [])
    case .fresh, .jump: return nil
    }
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    for row in rows where results[Int(ids[row])] == .fails {
      guard repeatOf[row] == ResourceTable.notARepeat, !isAbsent[Int(fileOfRow[row])] else { continue }
      if !otherIDs.isEmpty, otherResults[Int(otherIDs[row])] != .passes { continue }
      drafts.append(FindingDraft(row: UInt32(row), column: Int16(column), rule: rule, rawID: ids[row]))
    }
  }

  // MARK: Each distinct cell once

  private static func results(_ test: CellTest, _ scope: ResourceScope, _ column: Int) -> [TestResult] {
    let dictionary = scope.table.columns[column].dictionary
    let normal = scope.normalized.columns[column]
    if case .days(let first, let last) = test, let normal {
      return compactDays(normal, scope.input.values).map { day in
        day == 0 ? .empty : (first ?? 0) <= day && day <= (last ?? .max) ? .passes : .fails
      }
    }
    return (0..<UInt32(dictionary.count)).map { id in
      let cell = trimmed(dictionary.string(id))
      if case .filled(let wanted) = test { return cell.isEmpty != wanted ? .passes : .fails }
      if cell.isEmpty { return .empty }
      return passes(test, cell, normal.flatMap { text(of: $0.values[Int(id)], scope.input.values) })
        ? .passes : .fails
    }
  }

  private static func text(of value: NormalValue, _ values: ElementValues) -> String? {
    value.id == 0 ? nil : values.dictionaries[Int(value.elementIndex)].string(value.id)
  }

  private static func passes(_ test: CellTest, _ cell: String, _ normal: String?) -> Bool {
    switch test {
    case .values(let values): return values.contains(cell) || normal.map(values.contains) ?? false
    case .pattern(let pattern): return pattern.matches(cell.unicodeScalars)
    case .numbers(let least, let most):
      guard let number = Double(cell.filter { $0 != "," && $0 != "，" }), number.isFinite else { return false }
      return (least ?? -.infinity) <= number && number <= (most ?? .infinity)
    case .days(let first, let last):
      // A column without an element: eight digits, with or without marks between them.
      guard let day = Int32(cell.filter { $0.isASCII && $0.isNumber }),
        (10_000_101...99_991_231).contains(day)
      else {
        return false
      }
      return (first ?? 0) <= day && day <= (last ?? .max)
    case .filled: return true
    }
  }

  /// Fails where the value stands in no source of the element.
  private static func references(
    to element: DataElement, in source: Int?, _ scope: ResourceScope, _ column: Int
  ) -> [TestResult] {
    guard let normal = scope.normalized.columns[column] else {
      return [TestResult](repeating: .empty, count: scope.table.columns[column].dictionary.count)
    }
    var isKnown = [Bool](repeating: false, count: scope.input.values[element].count)
    for resource in scope.input.catalog.resources {
      for (index, item) in resource.items.enumerated() where item.element == element {
        guard source.map({ $0 == resource.index }) ?? item.isAuthoritative else { continue }
        guard let source = scope.input.normalized[resource.index].columns[index] else { continue }
        for id in normalIDs(source, of: element, atLeast: .doubtful) where id != 0 { isKnown[Int(id)] = true }
      }
    }
    return normal.values.map { value in
      // A value that is wrong by itself is told by its own rule.
      guard value.id != 0, value.quality >= .doubtful, value.elementIndex == element.index else {
        return .empty
      }
      return isKnown[Int(value.id)] ? .passes : .fails
    }
  }

  private static func trimmed(_ text: String) -> String {
    var rest = text[...].drop { $0.isWhitespace }
    while rest.last?.isWhitespace ?? false { rest.removeLast() }
    return String(rest)
  }
}
