internal import GuiyiModel

/// `living-after-death`: a row was collected or updated well after the death that another resource has for its person.
///
/// Told on the row. Resources that register deaths themselves are not told, nor those of estates: a dead owner
/// stays in the register until the inheritance is entered.
struct LivingAfterDeathRule: RowRule {
  let entityOfRow: [UInt32]
  let repeatOf: [UInt32]
  let dateIDs: [UInt32]
  let days: [Int32]
  /// Per person: the latest day of death any resource has, as yyyymmdd; 0 where there is none.
  let deathOf: [Int32]

  /// A death takes this long to reach the other departments.
  static let graceDayCount: Int32 = 30

  static func rules(_ city: ResolvedCity) -> [[any RowRule]] {
    var deathOf = [Int32](repeating: 0, count: city.entityCounts[Int(Subject.person.rawValue)])
    for column in EntityColumn.all(of: .personDeathDate, in: city, atLeast: .doubtful) {
      guard let normal = city.normalized[column.resource].columns[column.column] else { continue }
      let days = compactDays(normal, city.values)
      column.forEach(column.ids.indices) { row, entity, _ in
        deathOf[Int(entity)] = max(deathOf[Int(entity)], days[Int(column.ids[row])])
      }
    }
    guard deathOf.contains(where: { $0 != 0 }) else { return byResource([], count: city.tables.count) }
    let rules = city.tables.indices.flatMap { resource -> [(resource: Int, rule: any RowRule)] in
      let items = city.catalog.resources[resource].items
      guard !items.contains(where: { $0.element == .personDeathDate || $0.element?.subject == .estate }),
        let date = items.firstIndex(where: { $0.element == .rowUpdatedOn })
          ?? items.firstIndex(where: { $0.element == .rowCollectedOn }),
        let normal = city.normalized[resource].columns[date],
        let group = city.groups[resource].firstIndex(where: { $0.subject == .person && $0.part.isEmpty })
      else { return [] }
      return [
        (
          resource,
          LivingAfterDeathRule(
            entityOfRow: city.entityOfRow[resource][group], repeatOf: city.tables[resource].repeatOf,
            dateIDs: city.tables[resource].columns[date].ids, days: compactDays(normal, city.values),
            deathOf: deathOf.map { $0 == 0 ? 0 : addingDays($0, graceDayCount) })
        )
      ]
    }
    return byResource(rules, count: city.tables.count)
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    for row in rows {
      let entity = entityOfRow[row]
      guard entity != ResolvedCity.noEntity else { continue }
      let death = deathOf[Int(entity)]
      guard death != 0, days[Int(dateIDs[row])] > death, repeatOf[row] == ResourceTable.notARepeat else {
        continue
      }
      drafts.append(
        FindingDraft(row: UInt32(row), column: Finding.wholeRow, rule: .livingAfterDeath, rawID: 0))
    }
  }
}

/// Moves a day written as yyyymmdd forward by at most 30, counting every month as 30 days.
private func addingDays(_ day: Int32, _ count: Int32) -> Int32 {
  var (year, month, date) = (day / 10_000, day / 100 % 100, day % 100 + count)
  if date > 30 { (month, date) = (month + 1, date - 30) }
  if month > 12 { (year, month) = (year + 1, 1) }
  return year * 10_000 + month * 100 + date
}
