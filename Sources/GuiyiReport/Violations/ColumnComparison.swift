internal import GuiyiColumns
internal import GuiyiModel

/// What every check needs to know, read once.
struct ViolationContext: Sendable {
  let city: ResolvedCity
  let normalizer: any ElementNormalizing
  let options: ViolationOptions
  /// One per resource.
  let days: [RowDays]
  /// The ages of people; nil where no column says them.
  var stages: LifeStages?
  let workers: Workers

  /// Looks at the limit of memory after every few rows: each is of another entity, and brings pages back from anywhere.
  @inline(__always) func pause(at place: Int) {
    if place % 64 == 0 { workers.pause() }
  }
}

/// Whether the values of a row count, by its dates.
struct RowFilter: Sendable {
  /// The day the source became available; `DayNumber.min` where that does not matter.
  let published: DayNumber
  /// The platform explains rows collected in these windows; empty where grants do not matter.
  let granted: [ClosedRange<DayNumber>]

  @inline(__always) func counts(_ row: Int, _ days: RowDays) -> Bool {
    guard days.counts(row: row, published: published) else { return false }
    if granted.isEmpty { return true }
    // Without a date a grant has the benefit of the doubt.
    guard days.basis != .none else { return false }
    let day = days.days[row]
    return !granted.contains { $0.contains(day) }
  }
}

/// Compares a mapped column with the values that others hold of the same people or bodies.
struct ColumnComparison {
  let context: ViolationContext
  let place: ColumnPlace
  let source: EntityValues
  let filter: RowFilter

  /// - Complexity: O(rows + entities); values that differ are compared character by character.
  func run() -> ViolationEvidence {
    let city = context.city
    let table = city.tables[place.resource]
    let days = context.days[place.resource]
    var tally = AgreementTally(entityCount: city.entityCounts[Int(source.element.subject.rawValue)])
    guard let normal = city.normalized[place.resource].columns[place.column] else {
      return tally.evidence(table: table, basis: days.basis)
    }
    let column = table.columns[place.column]
    let entities = city.entityOfRow[place.resource][place.group]
    let dictionary = city.values[source.element]
    let writings = cellWritings(column)
    var comparer = TypingComparer(context.normalizer)
    for row in column.ids.indices {
      context.pause(at: row)
      source.fetch(beyond: row, count: entities.count) { entities[$0] }
      let raw = column.ids[row]
      let value = normal.values[Int(raw)]
      guard value.id != 0, value.elementIndex == source.element.index, filter.counts(row, days) else {
        continue
      }
      let day = days.days[row]
      tally.see(day: day)
      let entity = entities[row]
      guard entity != ResolvedCity.noEntity else { continue }
      var best = Agreement.none
      for slot in source.slots(entity) {
        guard source.isKnown(slot, on: day) else { continue }
        let sourceValue = source.value(slot)
        if sourceValue == value.id {
          best = max(best, writings[Int(raw)] == source.writing(slot) ? .equal : .otherWriting)
        } else if best < .slip {
          let difference = dictionary.withBytes(of: value.id) { own in
            dictionary.withBytes(of: sourceValue) { comparer.compare(own, $0, kind: source.element.kind) }
          }
          best = max(best, Agreement(difference))
        }
      }
      if best != .none { tally.add(best, entity: entity, row: row, day: day) }
    }
    return tally.evidence(table: table, basis: days.basis)
  }
}

extension Agreement {
  init(_ difference: ValueDifference) {
    switch difference {
    case .slip: self = .slip
    case .partial: self = .partial
    case .other: self = .different
    }
  }
}
