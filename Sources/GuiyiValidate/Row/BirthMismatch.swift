internal import GuiyiModel

/// `birth-mismatch`: the birth date of a row is not the one that its identity number holds.
///
/// Told on the birth date: which of the two is wrong only the document shows.
struct BirthMismatchRule: RowRule {
  let column: Int
  let numberIDs: [UInt32]
  let dateIDs: [UInt32]
  let repeatOf: [UInt32]
  let facts: [NumberFacts]
  let days: [Int32]

  static func rules(_ scope: ResourceScope) -> [any RowRule] {
    scope.groups.flatMap { group -> [BirthMismatchRule] in
      let numbers = group.columns(of: .personNumber)
      return group.columns(of: .personBirthDate).compactMap { date in
        guard let number = numbers.first, let numberColumn = scope.normalized.columns[number],
          let dateColumn = scope.normalized.columns[date]
        else { return nil }
        return BirthMismatchRule(
          column: date, numberIDs: scope.table.columns[number].ids, dateIDs: scope.table.columns[date].ids,
          repeatOf: scope.table.repeatOf, facts: numberFacts(numberColumn, scope.input.values),
          days: compactDays(dateColumn, scope.input.values))
      }
    }
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    for row in rows {
      let day = days[Int(dateIDs[row])]
      guard day != 0 else { continue }
      let birth = facts[Int(numberIDs[row])].birth
      guard birth != 0, birth != day, repeatOf[row] == ResourceTable.notARepeat else { continue }
      drafts.append(
        FindingDraft(row: UInt32(row), column: Int16(column), rule: .birthMismatch, rawID: dateIDs[row]))
    }
  }
}
