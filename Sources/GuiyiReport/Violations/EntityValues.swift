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
/// Entity `e` has `values[starts[e]..<ends[e]]`; flat arrays instead of a list for each of a million people. What a check asks of a
/// value lies beside it: rows come in the order of their file and find their people anywhere, so each further array costs a miss.
struct EntityValues: Sendable {
  /// More distinct values of one thing than this are a heap of linking mistakes, not evidence.
  static let valueLimit = 8

  let element: DataElement
  let places: [ColumnPlace]
  private let starts: [UInt32]
  private let ends: [UInt32]
  /// Numbers in the element's dictionary.
  private let values: [UInt32]
  /// The day on which the source collected the row of each value, `RowDays.undated` where it does not say; empty where no source says.
  private let days: [DayNumber]
  /// A hash of how the cell of each value is written.
  private let writings: [UInt32]
  /// Entities with a value.
  let entityCount: Int
  /// The value of most entities, 0 where there is none.
  let commonestValue: UInt32

  /// - Parameter days: one per resource.
  init(
    element: DataElement, places: [ColumnPlace], in city: ResolvedCity, days: [RowDays], workers: Workers
  ) {
    self.element = element
    let places = Array(places.prefix(Int(UInt8.max)))
    self.places = places
    let count = city.entityCounts[Int(element.subject.rawValue)]
    var starts = [UInt32](repeating: 0, count: count + 1)
    Self.scan(element, places, city, workers) { _, _, entity, _, _ in starts[entity + 1] += 1 }
    for entity in 0..<count { starts[entity + 1] += starts[entity] }
    var ends = Array(starts.dropLast())
    let total = Int(starts[count])
    var values = [UInt32](repeating: 0, count: total)
    var writings = [UInt32](repeating: 0, count: total)
    let collected = places.map { days[$0.resource].collected }
    var known = [DayNumber](
      repeating: RowDays.undated, count: collected.allSatisfy(\.isEmpty) ? 0 : total)
    let hashes = places.map { cellWritings(city.tables[$0.resource].columns[$0.column]) }
    Self.scan(element, places, city, workers) { ordinal, row, entity, raw, value in
      let start = Int(starts[entity])
      let end = Int(ends[entity])
      for slot in start..<end where values[slot] == value { return }
      guard end - start < Self.valueLimit else { return }
      values[end] = value
      writings[end] = hashes[ordinal][Int(raw)]
      if row < collected[ordinal].count { known[end] = collected[ordinal][row] }
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
    self.writings = writings
    self.days = known
  }

  /// Calls `body` with place, row, entity, raw value and normal value of every linked cell, place by place.
  private static func scan(
    _ element: DataElement, _ places: [ColumnPlace], _ city: ResolvedCity, _ workers: Workers,
    _ body: (_ ordinal: Int, _ row: Int, _ entity: Int, _ raw: UInt32, _ value: UInt32) -> Void
  ) {
    for (ordinal, place) in places.enumerated() {
      guard let normal = city.normalized[place.resource].columns[place.column] else { continue }
      let ids = city.tables[place.resource].columns[place.column].ids
      let entities = city.entityOfRow[place.resource][place.group]
      for row in 0..<min(ids.count, entities.count) where entities[row] != ResolvedCity.noEntity {
        // Each row is of another entity, and brings pages back from anywhere.
        if row % 64 == 0 { workers.pause() }
        let value = normal.values[Int(ids[row])]
        guard value.id != 0, value.elementIndex == element.index else { continue }
        body(ordinal, row, Int(entities[row]), ids[row], value.id)
      }
    }
  }

  /// The slots of an entity's values.
  @inline(__always) func slots(_ entity: UInt32) -> Range<Int> {
    Int(starts[Int(entity)])..<Int(ends[Int(entity)])
  }

  @inline(__always) func value(_ slot: Int) -> UInt32 { values[slot] }

  /// How the cell of a value is written, as `cellWritings` says.
  @inline(__always) func writing(_ slot: Int) -> UInt32 { writings[slot] }

  @inline(__always) func has(_ entity: UInt32) -> Bool { starts[Int(entity)] < ends[Int(entity)] }

  /// Whether any source says when it collected.
  var isDated: Bool { !days.isEmpty }

  /// Whether a value was there to be had on a day: the source may have learned of it only later.
  @inline(__always) func isKnown(_ slot: Int, on day: DayNumber) -> Bool {
    days.isEmpty || day == RowDays.undated || days[slot] <= day
  }

  /// Whether any value was there to be had on a day.
  @inline(__always) func has(_ entity: UInt32, on day: DayNumber) -> Bool {
    for slot in slots(entity) where isKnown(slot, on: day) { return true }
    return false
  }

  /// Whether one of an entity's values that were there on a day is `value`.
  @inline(__always) func contains(_ entity: UInt32, _ value: UInt32, on day: DayNumber = RowDays.undated)
    -> Bool
  {
    for slot in slots(entity) where values[slot] == value {
      if isKnown(slot, on: day) { return true }
    }
    return false
  }
}

/// A hash of each raw value of a column: cells with equal hashes are taken as written alike, which chance makes of two others once in
/// four thousand million.
func cellWritings(_ column: ResourceColumn) -> [UInt32] {
  (0..<UInt32(column.dictionary.count)).map { raw in
    column.dictionary.withBytes(of: raw) { UInt32(truncatingIfNeeded: StableHash.hash($0)) }
  }
}
