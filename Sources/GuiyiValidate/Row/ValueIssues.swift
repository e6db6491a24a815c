internal import GuiyiModel

/// What the normal form of a cell already showed: a finding wherever the value stands.
struct ValueIssuesRule: RowRule {
  let column: Int
  let ids: [UInt32]
  let repeatOf: [UInt32]
  /// Per raw value: the place of its first issue + 1; 0 where it has none.
  let firstIssue: [UInt32]
  let issues: [ValueIssue]

  static func rules(_ scope: ResourceScope) -> [any RowRule] {
    scope.normalized.columns.enumerated().compactMap { index, normal in
      guard let normal, !normal.issues.isEmpty else { return nil }
      var first = [UInt32](repeating: 0, count: normal.values.count)
      for (place, issue) in normal.issues.enumerated() where first[Int(issue.rawID)] == 0 {
        first[Int(issue.rawID)] = UInt32(place) + 1
      }
      return ValueIssuesRule(
        column: index, ids: scope.table.columns[index].ids, repeatOf: scope.table.repeatOf, firstIssue: first,
        issues: normal.issues)
    }
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    for row in rows {
      let raw = ids[row]
      var place = Int(firstIssue[Int(raw)])
      guard place != 0, repeatOf[row] == ResourceTable.notARepeat else { continue }
      while place <= issues.count, issues[place - 1].rawID == raw {
        let issue = issues[place - 1]
        drafts.append(
          FindingDraft(
            row: UInt32(row), column: Int16(column), rule: issue.rule, rawID: raw,
            detail: issue.detail == 0 ? .none : .normalizer(issue.detail)))
        place += 1
      }
    }
  }
}
