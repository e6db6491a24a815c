internal import GuiyiColumns
public import GuiyiModel

/// A rule made for one resource: what it needs is looked up once, then it is asked for ranges of rows.
protocol RowRule: Sendable {
  /// Appends the findings of the rows, in any order. Exact repeats are not looked at.
  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft])
}

/// A finding before its texts: numbers only, so that the loops make no strings.
struct FindingDraft {
  /// Index of the row in its table.
  var row: UInt32
  /// Column of the table, or `Finding.wholeRow`.
  var column: Int16
  var rule: Rule
  /// The delivered cell, in the column's dictionary; 0 is none.
  var rawID: UInt32
  var detail: Detail = .none

  enum Detail {
    case none
    /// In the resource's `NormalizedTable.details`.
    case normalizer(UInt32)
    /// The place of another row of the table.
    case row(UInt32)
    /// One of the fixed texts of `DateOrderRule`.
    case order(UInt8)
  }

  /// Row, column and rule in one ascending number.
  var order: UInt64 {
    UInt64(row) &<< 24 | UInt64(UInt16(truncatingIfNeeded: Int(column) &+ 1)) &<< 8 | UInt64(rule.index)
  }
}

/// One resource as its rules see it.
struct ResourceScope: Sendable {
  let input: ValidationInput
  let index: Int
  let resource: Resource
  let table: ResourceTable
  let normalized: NormalizedTable
  let groups: [RecordGroup]

  init(_ input: ValidationInput, resource index: Int) {
    self.input = input
    self.index = index
    resource = input.catalog.resources[index]
    table = input.tables[index]
    normalized = input.normalized[index]
    groups = input.groups[index]
  }
}

/// Rows of one piece of work: large enough to be worth a thread, small enough to share out evenly.
private let chunkRowCount = 32_768

/// Asks the rules of every resource for all rows, and puts the findings in order.
func check(
  _ rules: [[any RowRule]], tables: [ResourceTable], normalized: [NormalizedTable], workers: Workers,
  off: Set<Rule>
) -> FindingList {
  var chunks: [(resource: Int, rows: Range<Int>)] = []
  for (resource, table) in tables.enumerated() where !rules[resource].isEmpty {
    for start in stride(from: 0, to: table.rowCount, by: chunkRowCount) {
      chunks.append((resource, start..<min(table.rowCount, start + chunkRowCount)))
    }
  }
  let pieces = chunks
  let drafted = workers.map(pieces.count) { index -> [FindingDraft] in
    var drafts: [FindingDraft] = []
    for rule in rules[pieces[index].resource] { rule.check(pieces[index].rows, into: &drafts) }
    if !off.isEmpty { drafts.removeAll { off.contains($0.rule) } }
    let order = RadixSort.order(of: drafts.map(\.order))
    return order.map { drafts[Int($0)] }
  }
  var list = FindingList()
  list.findings.reserveCapacity(drafted.reduce(0) { $0 + $1.count })
  var index = 0
  for (resource, table) in tables.enumerated() {
    var writer = FindingWriter(resource: resource, table: table, normalized: normalized[resource])
    while index < pieces.count, pieces[index].resource == resource {
      for draft in drafted[index] { writer.write(draft, into: &list) }
      index += 1
    }
  }
  return list
}

/// Turns the drafts of one resource into findings; every text is interned once.
private struct FindingWriter {
  let resource: Int
  let table: ResourceTable
  let normalized: NormalizedTable
  /// By column, then by raw value: the text's number + 1; 0 where it was not needed yet.
  private var values: [[UInt32]]
  private var details: [UInt32] = []

  init(resource: Int, table: ResourceTable, normalized: NormalizedTable) {
    self.resource = resource
    self.table = table
    self.normalized = normalized
    values = [[UInt32]](repeating: [], count: table.columns.count)
  }

  mutating func write(_ draft: FindingDraft, into list: inout FindingList) {
    let row = Int(draft.row)
    list.findings.append(
      Finding(
        rule: draft.rule, resourceIndex: UInt16(resource), fileIndex: table.fileOfRow[row],
        columnIndex: draft.column, rowNumber: table.rowNumbers[row], value: value(draft, into: &list),
        detail: detail(draft, into: &list)))
  }

  private mutating func value(_ draft: FindingDraft, into list: inout FindingList) -> UInt32 {
    guard draft.rawID != 0, draft.column >= 0 else { return 0 }
    let column = Int(draft.column)
    let dictionary = table.columns[column].dictionary
    if values[column].isEmpty { values[column] = [UInt32](repeating: 0, count: dictionary.count) }
    let known = values[column][Int(draft.rawID)]
    if known != 0 { return known - 1 }
    let text = dictionary.withBytes(of: draft.rawID) { list.texts.intern($0) }
    values[column][Int(draft.rawID)] = text + 1
    return text
  }

  private mutating func detail(_ draft: FindingDraft, into list: inout FindingList) -> UInt32 {
    switch draft.detail {
    case .none: return 0
    case .normalizer(let id):
      if details.isEmpty { details = [UInt32](repeating: 0, count: normalized.details.count) }
      if details[Int(id)] == 0 {
        details[Int(id)] = normalized.details.withBytes(of: id) { list.texts.intern($0) } + 1
      }
      return details[Int(id)] - 1
    case .row(let other):
      let number = String(table.rowNumbers[Int(other)])
      let isSameFile = table.fileOfRow[Int(other)] == table.fileOfRow[Int(draft.row)]
      return list.texts.intern(
        isSameFile ? number : "\(number) (\(table.files[Int(table.fileOfRow[Int(other)])]))")
    case .order(let index): return list.texts.intern(DateOrderRule.details[Int(index)])
    }
  }
}

/// Puts several lists together: by resource, file, row, column and rule.
///
/// Findings that agree in all of these keep the order of the lists.
public func mergeFindings(_ lists: [FindingList]) -> FindingList {
  var merged = FindingList()
  for list in lists { merged.append(list) }
  var order = [UInt32](0..<UInt32(merged.findings.count))
  var minor = merged.findings.map { finding in
    UInt64(finding.rowNumber) &<< 24
      | UInt64(UInt16(truncatingIfNeeded: Int(finding.columnIndex) &+ 1)) &<< 8 | UInt64(finding.rule.index)
  }
  RadixSort.sort(keys: &minor, values: &order)
  var major = order.map { index in
    let finding = merged.findings[Int(index)]
    return UInt64(finding.resourceIndex) &<< 16 | UInt64(finding.fileIndex)
  }
  RadixSort.sort(keys: &major, values: &order)
  let unordered = merged.findings
  merged.findings = order.map { unordered[Int($0)] }
  return merged
}
