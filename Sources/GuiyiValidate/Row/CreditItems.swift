internal import GuiyiColumns
internal import GuiyiCredit
internal import GuiyiModel

/// `credit-not-listed` and `credit-forbidden`: an item that no catalog has, or words that must never be collected.
///
/// Words that are no kind at all are told as `code-unknown`.
struct CreditItemRule: RowRule {
  let column: Int
  let ids: [UInt32]
  let repeatOf: [UInt32]
  /// Per raw value.
  let isBroken: [Bool]
  let rule: Rule

  static func rules(_ scope: ResourceScope) -> [any RowRule] {
    guard let credit = scope.groups.first(where: { $0.subject == .credit }) else { return [] }
    let catalog = CreditCatalog.builtIn
    let absent = Set(catalog.kinds.filter { $0.end == .absent }.map { Array($0.name.utf8) })
    let forbidden = CreditCatalog.forbiddenWords.map { Array($0.utf8) }
    return
      make(scope, credit, .creditKind, .creditNotListed) { absent.contains($0) }
      + make(scope, credit, .creditContent, .creditForbidden) { text in
        forbidden.contains { text.firstRange(of: $0) != nil }
      }
  }

  private static func make(
    _ scope: ResourceScope, _ group: RecordGroup, _ element: DataElement, _ rule: Rule,
    isBroken: ([UInt8]) -> Bool
  ) -> [CreditItemRule] {
    group.columns(of: element).compactMap { column in
      guard let normal = scope.normalized.columns[column] else { return nil }
      let dictionary = scope.input.values[element]
      let broken = normal.values.map { value in
        value.id != 0 && value.quality == .sound
          && isBroken(Array(dictionary.bytes[dictionary.range(of: value.id)]))
      }
      guard broken.contains(true) else { return nil }
      return CreditItemRule(
        column: column, ids: scope.table.columns[column].ids, repeatOf: scope.table.repeatOf,
        isBroken: broken, rule: rule)
    }
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    for row in rows where isBroken[Int(ids[row])] && repeatOf[row] == ResourceTable.notARepeat {
      drafts.append(FindingDraft(row: UInt32(row), column: Int16(column), rule: rule, rawID: ids[row]))
    }
  }
}

/// `credit-by-name`: a decision whose person or body has a name and no usable number.
///
/// Such an item is on nobody's record: a mistaken one harms somebody who did nothing.
struct CreditByNameRule: RowRule {
  struct Side: Sendable {
    let column: Int
    let ids: [UInt32]
    /// Per raw value: whether it says something usable.
    let isUsable: [Bool]
  }

  let name: Side
  let numbers: [Side]
  let repeatOf: [UInt32]

  static func rules(_ scope: ResourceScope) -> [any RowRule] {
    guard scope.groups.contains(where: { $0.subject == .credit }) else { return [] }
    let subjects = scope.groups.filter {
      ($0.subject == .person || $0.subject == .organization) && ["", "subject"].contains($0.role)
    }
    // A row that speaks of both is a shop and its owner: either number will do.
    let numbers = subjects.flatMap { group in
      group.columns.filter { isNumber($0.element) }.compactMap { side(scope, $0.columnIndex) }
    }
    let names = subjects.flatMap { group in
      group.columns.filter { $0.element == .personName || $0.element == .organizationName }
        .compactMap { side(scope, $0.columnIndex) }
    }
    guard let name = names.first else { return [] }
    return [CreditByNameRule(name: name, numbers: numbers, repeatOf: scope.table.repeatOf)]
  }

  private static func isNumber(_ element: DataElement) -> Bool {
    element.kind == .personNumber || element.kind == .organizationNumber
  }

  private static func side(_ scope: ResourceScope, _ column: Int) -> Side? {
    guard let normal = scope.normalized.columns[column] else { return nil }
    return Side(
      column: column, ids: scope.table.columns[column].ids,
      isUsable: normal.values.map { $0.id != 0 && $0.quality >= .doubtful })
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    for row in rows {
      let nameID = name.ids[row]
      guard name.isUsable[Int(nameID)], repeatOf[row] == ResourceTable.notARepeat,
        !numbers.contains(where: { $0.isUsable[Int($0.ids[row])] })
      else { continue }
      drafts.append(
        FindingDraft(row: UInt32(row), column: Int16(name.column), rule: .creditByName, rawID: nameID))
    }
  }
}
