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
/// Entity `e` has `values[bounds[e].start..<bounds[e].end]`; flat arrays instead of a list for each of a million people. What a
/// check asks of a value lies beside it: rows come in the order of their file and find their people anywhere, so each further array
/// costs a miss.
struct EntityValues: Sendable {
  /// More distinct values of one thing than this are a heap of linking mistakes, not evidence.
  static let valueLimit = 8

  private struct Bounds {
    var start: UInt32 = 0
    var end: UInt32 = 0
  }

  let element: DataElement
  let places: [ColumnPlace]
  private let bounds: [Bounds]
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
    var bounds = [Bounds](repeating: Bounds(), count: count)
    Self.scan(element, places, city, workers) {
      bounds.span.fetch($0)
    } _: { _, _, entity, _, _ in
      bounds[entity].end += 1
    }
    var total = 0
    for entity in bounds.indices {
      let cellCount = Int(bounds[entity].end)
      bounds[entity] = Bounds(start: UInt32(total), end: UInt32(total))
      total += cellCount
    }
    var values = [UInt32](repeating: 0, count: total)
    var writings = [UInt32](repeating: 0, count: total)
    let collected = places.map { days[$0.resource].collected }
    var known = [DayNumber](
      repeating: RowDays.undated, count: collected.allSatisfy(\.isEmpty) ? 0 : total)
    let hashes = places.map { cellWritings(city.tables[$0.resource].columns[$0.column]) }
    Self.scan(element, places, city, workers) {
      bounds.span.fetch($0)
    } _: { ordinal, row, entity, raw, value in
      let start = Int(bounds[entity].start)
      let end = Int(bounds[entity].end)
      for slot in start..<end where values[slot] == value { return }
      guard end - start < Self.valueLimit else { return }
      values[end] = value
      writings[end] = hashes[ordinal][Int(raw)]
      if row < collected[ordinal].count { known[end] = collected[ordinal][row] }
      bounds[entity].end = UInt32(end + 1)
    }
    var entityCount = 0
    var frequency = [UInt32](repeating: 0, count: city.values[element].count)
    for own in bounds where own.end > own.start {
      entityCount += 1
      frequency[Int(values[Int(own.start)])] += 1
    }
    var commonest = 0
    for value in frequency.indices where frequency[value] > frequency[commonest] { commonest = value }
    commonestValue = UInt32(commonest)
    self.entityCount = entityCount
    self.bounds = bounds
    self.values = values
    self.writings = writings
    self.days = known
  }

  /// Rows from where their entity is fetched to where it is asked for.
  private static let lead = 16

  /// Calls `body` with place, row, entity, raw value and normal value of every linked cell, place by place, and `ahead` some rows
  /// before with an entity, which may be none.
  @inline(__always) private static func scan(
    _ element: DataElement, _ places: [ColumnPlace], _ city: ResolvedCity, _ workers: Workers,
    ahead: (_ entity: Int) -> Void,
    _ body: (_ ordinal: Int, _ row: Int, _ entity: Int, _ raw: UInt32, _ value: UInt32) -> Void
  ) {
    for (ordinal, place) in places.enumerated() {
      guard let normal = city.normalized[place.resource].columns[place.column] else { continue }
      let ids = city.tables[place.resource].columns[place.column].ids
      let entities = city.entityOfRow[place.resource][place.group]
      for row in 0..<min(ids.count, entities.count) {
        if row &+ lead < entities.count { ahead(Int(entities[row &+ lead])) }
        if entities[row] == ResolvedCity.noEntity { continue }
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
    let own = bounds[Int(entity)]
    return Int(own.start)..<Int(own.end)
  }

  /// Begins to bring what tells where the values of an entity some places further on are.
  ///
  /// - Parameter entity: of a place below `count`; `ResolvedCity.noEntity` is none.
  @inline(__always) func fetch(beyond place: Int, count: Int, _ entity: (Int) -> UInt32) {
    if place &+ Self.lead < count { bounds.span.fetch(Int(entity(place &+ Self.lead))) }
  }

  @inline(__always) func value(_ slot: Int) -> UInt32 { values[slot] }

  /// How the cell of a value is written, as `cellWritings` says.
  @inline(__always) func writing(_ slot: Int) -> UInt32 { writings[slot] }

  @inline(__always) func has(_ entity: UInt32) -> Bool { !slots(entity).isEmpty }

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
