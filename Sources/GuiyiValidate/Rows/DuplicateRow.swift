internal import GuiyiModel

/// `duplicate-row`: the very same cells as an earlier row of the resource.
struct DuplicateRowRule: RowRule {
  let repeatOf: [UInt32]

  static func rules(_ scope: ResourceScope) -> [any RowRule] {
    [DuplicateRowRule(repeatOf: scope.table.repeatOf)]
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    for row in rows where repeatOf[row] != ResourceTable.notARepeat {
      drafts.append(
        FindingDraft(
          row: UInt32(row), column: Finding.wholeRow, rule: .duplicateRow, rawID: 0,
          detail: .row(repeatOf[row])))
    }
  }
}
