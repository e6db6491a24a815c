internal import GuiyiModel

/// `date-order`: what ends lies before what begins. Told on the date that should be the later one.
struct DateOrderRule: RowRule {
  let pairIndex: Int
  let laterColumn: Int
  let earlierIDs: [UInt32]
  let laterIDs: [UInt32]
  let repeatOf: [UInt32]
  let earlierDays: [Int32]
  let laterDays: [Int32]

  /// Pairs of dates, the earlier one first; a date of the row is held against every person in it.
  static let pairs: [(earlier: String, later: String)] = [
    ("person.birth-date", "person.death-date"),
    ("organization.established-on", "organization.closed-on"),
    ("credit.decided-on", "credit.valid-until"),
    ("certificate.valid-from", "certificate.valid-until"),
    ("certificate.issued-on", "certificate.valid-until"),
    ("person.birth-date", "row.collected-on"),
    ("person.birth-date", "row.updated-on"),
  ]

  /// `{detail}` of each pair, readable in both languages.
  static let details: [String] = pairs.map { pair in
    let names = [pair.later, pair.earlier].map { name in
      DataElement(name: name).map { "\($0.chineseName) \($0.key)" } ?? name
    }
    return names.joined(separator: " < ")
  }

  static func rules(_ scope: ResourceScope) -> [any RowRule] {
    pairs.enumerated().flatMap { index, pair -> [DateOrderRule] in
      guard let earlier = DataElement(name: pair.earlier), let later = DataElement(name: pair.later) else {
        return []
      }
      return scope.groups.filter { $0.subject == earlier.subject }.flatMap { group -> [DateOrderRule] in
        let laterColumns =
          later.subject == .row
          ? scope.resource.items.indices.filter { scope.resource.items[$0].element == later }
          : group.columns(of: later)
        return group.columns(of: earlier).flatMap { first in
          laterColumns.compactMap { DateOrderRule(scope, pairIndex: index, earlier: first, later: $0) }
        }
      }
    }
  }

  init?(_ scope: ResourceScope, pairIndex: Int, earlier: Int, later: Int) {
    guard let earlierColumn = scope.normalized.columns[earlier],
      let laterColumn = scope.normalized.columns[later]
    else { return nil }
    self.pairIndex = pairIndex
    self.laterColumn = later
    earlierIDs = scope.table.columns[earlier].ids
    laterIDs = scope.table.columns[later].ids
    repeatOf = scope.table.repeatOf
    earlierDays = compactDays(earlierColumn, scope.input.values)
    laterDays = compactDays(laterColumn, scope.input.values)
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    for row in rows {
      let later = laterDays[Int(laterIDs[row])]
      guard later != 0, later < earlierDays[Int(earlierIDs[row])],
        repeatOf[row] == ResourceTable.notARepeat
      else { continue }
      drafts.append(
        FindingDraft(
          row: UInt32(row), column: Int16(laterColumn), rule: .dateOrder, rawID: laterIDs[row],
          detail: .order(UInt8(pairIndex))))
    }
  }
}
