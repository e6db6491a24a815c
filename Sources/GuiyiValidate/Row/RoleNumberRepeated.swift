internal import GuiyiModel

/// `role-number-repeated`: one row gives one number, or one name where no number is given, to two people who
/// cannot be the same.
///
/// Only roles that exclude each other count: a household's head is often the person of the row, and a
/// mother is often the guardian.
struct RoleNumberRepeatedRule: RowRule {
  struct Side: Sendable {
    let column: Int
    let ids: [UInt32]
    /// Per raw value; 0 where it says nothing.
    let normal: [UInt32]
  }
  let first: Side
  let second: Side
  /// The numbers beside two names: where either is given, the numbers decide.
  let deciding: [Side]
  let repeatOf: [UInt32]

  private static let exclusive: [(String, String)] = [
    ("", "mother"), ("", "father"), ("", "guardian"), ("", "spouse"), ("husband", "wife"),
    ("mother", "father"), ("newborn", "mother"), ("newborn", "father"), ("child", "mother"),
    ("child", "father"), ("child", "guardian"),
  ]

  static func rules(_ scope: ResourceScope) -> [any RowRule] {
    let people = scope.groups.filter { $0.subject == .person }
    return exclusive.flatMap { roles -> [RoleNumberRepeatedRule] in
      guard let a = people.first(where: { $0.part == roles.0 }),
        let b = people.first(where: { $0.part == roles.1 })
      else { return [] }
      let numbers = (side(scope, a, .personNumber), side(scope, b, .personNumber))
      let names = (side(scope, a, .personName), side(scope, b, .personName))
      var rules: [RoleNumberRepeatedRule] = []
      if let first = numbers.0, let second = numbers.1 {
        rules.append(.init(first: first, second: second, deciding: [], repeatOf: scope.table.repeatOf))
      }
      if let first = names.0, let second = names.1 {
        rules.append(
          .init(
            first: first, second: second, deciding: [numbers.0, numbers.1].compactMap { $0 },
            repeatOf: scope.table.repeatOf))
      }
      return rules
    }
  }

  private static func side(_ scope: ResourceScope, _ group: RecordGroup, _ element: DataElement) -> Side? {
    guard let column = group.columns(of: element).first, let normal = scope.normalized.columns[column] else {
      return nil
    }
    return Side(
      column: column, ids: scope.table.columns[column].ids,
      normal: normalIDs(normal, of: element, atLeast: .doubtful))
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    for row in rows {
      let number = second.normal[Int(second.ids[row])]
      guard number != 0, number == first.normal[Int(first.ids[row])],
        repeatOf[row] == ResourceTable.notARepeat,
        deciding.allSatisfy({ $0.normal[Int($0.ids[row])] == 0 })
      else { continue }
      drafts.append(
        FindingDraft(
          row: UInt32(row), column: Int16(second.column), rule: .roleNumberRepeated, rawID: second.ids[row]))
    }
  }
}
