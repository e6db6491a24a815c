internal import GuiyiColumns
internal import GuiyiModel

/// `duplicate-key`: a register that should hold each subject once has one sound number on several rows.
///
/// A register is a resource whose catalog entry calls the number required and authoritative for the row's main
/// subject. Told on every row but the first.
struct DuplicateKeyRule: RowRule {
  let column: Int
  let ids: [UInt32]
  /// Per row: the first row with the same number, or the row itself.
  let firstRow: [UInt32]

  static func rules(_ scope: ResourceScope) -> [any RowRule] {
    scope.resource.items.enumerated().compactMap { index, item in
      guard item.isRequired, item.isAuthoritative, item.role.isEmpty, let element = item.element,
        isKey(element), let normal = scope.normalized.columns[index]
      else { return nil }
      let sound = normalIDs(normal, of: element, atLeast: .sound)
      let ids = scope.table.columns[index].ids
      var seen = [UInt32](repeating: 0, count: scope.input.values[element].count)
      let firstRow = ids.indices.map { row -> UInt32 in
        let value = Int(sound[Int(ids[row])])
        guard value != 0, scope.table.repeatOf[row] == ResourceTable.notARepeat else { return UInt32(row) }
        if seen[value] == 0 { seen[value] = UInt32(row) + 1 }
        return seen[value] - 1
      }
      return DuplicateKeyRule(column: index, ids: ids, firstRow: firstRow)
    }
  }

  private static func isKey(_ element: DataElement) -> Bool {
    switch element.kind {
    case .personNumber, .estateCode, .placeCode, .certificateIdentifier: true
    case .organizationNumber: element == .organizationUSCC || element == .organizationRegistrationNumber
    default: false
    }
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    for row in rows where firstRow[row] != UInt32(row) {
      drafts.append(
        FindingDraft(
          row: UInt32(row), column: Int16(column), rule: .duplicateKey, rawID: ids[row],
          detail: .row(firstRow[row])))
    }
  }
}
