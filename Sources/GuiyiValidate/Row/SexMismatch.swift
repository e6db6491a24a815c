internal import GuiyiModel

/// `sex-mismatch`: the sex of a row is not the one that its identity number holds.
struct SexMismatchRule: RowRule {
  let column: Int
  let numberIDs: [UInt32]
  let sexIDs: [UInt32]
  let repeatOf: [UInt32]
  let facts: [NumberFacts]
  let sexOfRaw: [UInt8]

  static func rules(_ scope: ResourceScope) -> [any RowRule] {
    scope.groups.flatMap { group -> [SexMismatchRule] in
      let numbers = group.columns(of: .personNumber)
      return group.columns(of: .personSex).compactMap { sex in
        guard let number = numbers.first, let numberColumn = scope.normalized.columns[number],
          let sexColumn = scope.normalized.columns[sex]
        else { return nil }
        return SexMismatchRule(
          column: sex, numberIDs: scope.table.columns[number].ids, sexIDs: scope.table.columns[sex].ids,
          repeatOf: scope.table.repeatOf, facts: numberFacts(numberColumn, scope.input.values),
          sexOfRaw: sexes(sexColumn, scope.input.values))
      }
    }
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    for row in rows {
      let sex = sexOfRaw[Int(sexIDs[row])]
      guard sex != 0 else { continue }
      let told = facts[Int(numberIDs[row])].sex
      guard told != 0, told != sex, repeatOf[row] == ResourceTable.notARepeat else { continue }
      drafts.append(
        FindingDraft(row: UInt32(row), column: Int16(column), rule: .sexMismatch, rawID: sexIDs[row]))
    }
  }
}
