internal import GuiyiColumns
internal import GuiyiIdentifiers
internal import GuiyiModel

/// The day of a normal form; nil for none.
func civilDay(_ text: Span<UInt8>) -> DayNumber? {
  CivilDate(ascii: text).map { DayNumber($0.daysSinceEpoch) }
}

/// The day each row of a resource says it was collected, else updated.
struct RowDays: Sendable {
  /// Stands in `days` where a row says nothing.
  static let undated = DayNumber.min

  let basis: DateBasis
  /// One per row.
  let days: [DayNumber]
  /// One per row, from `row.collected-on` alone; empty where the resource has no such item.
  let collected: [DayNumber]

  /// Reads both dates; days after the run's own are slips and count as undated.
  ///
  /// A resource with dates on fewer than one row in ten is taken as undated.
  init(
    resource: Resource, table: ResourceTable, normalized: NormalizedTable, values: ElementValues,
    asOf: DayNumber
  ) {
    func read(_ element: DataElement) -> [DayNumber] {
      guard let index = resource.items.firstIndex(where: { $0.element == element }),
        index < table.columns.count, let normal = normalized.columns[index]
      else { return [] }
      let dictionary = values[element]
      let dayOfRaw = normal.values.map { value -> DayNumber in
        guard value.id != 0, value.quality >= .doubtful else { return Self.undated }
        return dictionary.withBytes(of: value.id) { text in
          guard let day = civilDay(text) else { return Self.undated }
          return day > asOf ? Self.undated : day
        }
      }
      return table.columns[index].ids.map { dayOfRaw[Int($0)] }
    }
    collected = read(.rowCollectedOn)
    let updated = read(.rowUpdatedOn)
    var days = [DayNumber](repeating: Self.undated, count: table.rowCount)
    var collectedCount = 0
    var datedCount = 0
    for row in days.indices {
      if row < collected.count, collected[row] != Self.undated {
        days[row] = collected[row]
        collectedCount += 1
      } else if row < updated.count {
        days[row] = updated[row]
      }
      if days[row] != Self.undated { datedCount += 1 }
    }
    if datedCount == 0 || datedCount * 10 < table.rowCount {
      basis = .none
      days = [DayNumber](repeating: Self.undated, count: table.rowCount)
    } else {
      basis = collectedCount * 2 >= datedCount ? .collectedOn : .updatedOn
    }
    self.days = days
  }

  /// The days of all resources.
  static func all(of city: ResolvedCity, _ workers: Workers) -> [RowDays] {
    workers.map(city.tables.count) { resource in
      RowDays(
        resource: city.catalog.resources[resource], table: city.tables[resource],
        normalized: city.normalized[resource], values: city.values, asOf: city.asOf)
    }
  }

  /// The newest day of a row; nil where none is dated.
  var newest: DayNumber? { days.max().flatMap { $0 == Self.undated ? nil : $0 } }

  /// Whether a row counts as collected while a source published on `published` could be had.
  @inline(__always) func counts(row: Int, published: DayNumber) -> Bool {
    if basis == .none { return true }
    return days[row] != Self.undated && days[row] > published
  }
}
