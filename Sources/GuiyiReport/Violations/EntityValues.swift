internal import GuiyiColumns
internal import GuiyiModel

/// A column of a resource, seen from one of the record groups of its rows.
struct ColumnPlace: Sendable, Hashable {
  let resource: Int
  let column: Int
  let group: Int
}

/// The distinct normal values of one element per entity, from some columns.
///
/// Entity `e` has `values[starts[e]..<ends[e]]`; two flat arrays instead of a list for each of a million people.
struct EntityValues: Sendable {
  /// More distinct values of one thing than this are a heap of linking mistakes, not evidence.
  static let valueLimit = 8

  let element: DataElement
  let places: [ColumnPlace]
  private let starts: [UInt32]
  private let ends: [UInt32]
  /// Numbers in the element's dictionary.
  private let values: [UInt32]
  /// The index in `places` and the row that a value came from.
  private let ordinals: [UInt8]
  private let rows: [UInt32]
  /// Entities with a value.
  let entityCount: Int
  /// The value of most entities, 0 where there is none.
  let commonestValue: UInt32

  init(element: DataElement, places: [ColumnPlace], in city: ResolvedCity) {
    self.element = element
    let places = Array(places.prefix(Int(UInt8.max)))
    self.places = places
    let count = city.entityCounts[Int(element.subject.rawValue)]
    var starts = [UInt32](repeating: 0, count: count + 1)
    Self.scan(element, places, city) { _, _, entity, _ in starts[entity + 1] += 1 }
    for entity in 0..<count { starts[entity + 1] += starts[entity] }
    var ends = Array(starts.dropLast())
    let total = Int(starts[count])
    var values = [UInt32](repeating: 0, count: total)
    var ordinals = [UInt8](repeating: 0, count: total)
    var rows = [UInt32](repeating: 0, count: total)
    Self.scan(element, places, city) { ordinal, row, entity, value in
      let start = Int(starts[entity])
      let end = Int(ends[entity])
      for slot in start..<end where values[slot] == value { return }
      guard end - start < Self.valueLimit else { return }
      values[end] = value
      ordinals[end] = UInt8(ordinal)
      rows[end] = UInt32(row)
      ends[entity] = UInt32(end + 1)
    }
    var entityCount = 0
    var frequency = [UInt32](repeating: 0, count: city.values[element].count)
    for entity in 0..<count where ends[entity] > starts[entity] {
      entityCount += 1
      frequency[Int(values[Int(starts[entity])])] += 1
    }
    var commonest = 0
    for value in frequency.indices where frequency[value] > frequency[commonest] { commonest = value }
    commonestValue = UInt32(commonest)
    self.entityCount = entityCount
    self.starts = starts
    self.ends = ends
    self.values = values
    self.ordinals = ordinals
    self.rows = rows
  }

  /// Calls `body` with place, row, entity and value of every linked cell, place by place.
  private static func scan(
    _ element: DataElement, _ places: [ColumnPlace], _ city: ResolvedCity,
    _ body: (_ ordinal: Int, _ row: Int, _ entity: Int, _ value: UInt32) -> Void
  ) {
    for (ordinal, place) in places.enumerated() {
      guard let normal = city.normalized[place.resource].columns[place.column] else { continue }
      let ids = city.tables[place.resource].columns[place.column].ids
      let entities = city.entityOfRow[place.resource][place.group]
      for row in 0..<min(ids.count, entities.count) where entities[row] != ResolvedCity.noEntity {
        let value = normal.values[Int(ids[row])]
        guard value.id != 0, value.elementIndex == element.index else { continue }
        body(ordinal, row, Int(entities[row]), value.id)
      }
    }
  }

  /// The slots of an entity's values.
  @inline(__always) func slots(_ entity: UInt32) -> Range<Int> {
    Int(starts[Int(entity)])..<Int(ends[Int(entity)])
  }

  @inline(__always) func value(_ slot: Int) -> UInt32 { values[slot] }

  /// The index in `places` and the row that a value came from.
  @inline(__always) func origin(_ slot: Int) -> (ordinal: Int, row: Int) {
    (Int(ordinals[slot]), Int(rows[slot]))
  }

  @inline(__always) func has(_ entity: UInt32) -> Bool { starts[Int(entity)] < ends[Int(entity)] }

  /// Whether a value was there to be had on a day: the source may have learned of it only later.
  /// - Parameter collected: by place, the day on which the source collected each row; empty where it does not say.
  @inline(__always) func isKnown(_ slot: Int, on day: DayNumber, _ collected: [[DayNumber]]) -> Bool {
    if collected.isEmpty || day == RowDays.undated { return true }
    let days = collected[Int(ordinals[slot])]
    let row = Int(rows[slot])
    return row >= days.count || days[row] <= day
  }

  /// Whether any value was there to be had on a day.
  @inline(__always) func has(_ entity: UInt32, on day: DayNumber, _ collected: [[DayNumber]]) -> Bool {
    for slot in slots(entity) where isKnown(slot, on: day, collected) { return true }
    return false
  }

  /// Whether one of an entity's values that were there on a day is `value`.
  @inline(__always) func contains(
    _ entity: UInt32, _ value: UInt32, on day: DayNumber = RowDays.undated, _ collected: [[DayNumber]] = []
  ) -> Bool {
    for slot in slots(entity) where values[slot] == value {
      if isKnown(slot, on: day, collected) { return true }
    }
    return false
  }

  /// By place, the days on which the sources collected their rows; empty where none says.
  func collectedDays(_ days: [RowDays]) -> [[DayNumber]] {
    let collected = places.map { days[$0.resource].collected }
    return collected.allSatisfy(\.isEmpty) ? [] : collected
  }
}
