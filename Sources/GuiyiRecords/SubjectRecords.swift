public import GuiyiColumns
internal import GuiyiHan
internal import GuiyiIdentifiers
public import GuiyiModel

/// All records of one subject in columns, in an order that depends on their content alone.
///
/// Record `i` is the same for every order of files, number of threads and process: records are sorted by what names
/// their entity, then by `keys`, so that those of one entity mostly lie side by side; people by the sound of their names first.
/// Exact repeats of a row give no record of their own.
public struct SubjectRecords: Sendable {
  public let subject: Subject
  /// A stable key from resource, role and the row's content.
  public let keys: [UInt64]
  /// `Resource.index`, per record.
  public let resources: [UInt16]
  /// Index into the resource's record groups, per record.
  public let groups: [UInt8]
  /// Index of the row in its `ResourceTable`, per record.
  public let rows: [UInt32]
  /// The day the row itself says it was updated, else collected; `undated` where it says nothing.
  public let days: [DayNumber]
  /// The elements of the subject, in the contract's order; the columns below follow it.
  public let elements: [DataElement]
  /// Per element, then per record: the value's number in `ElementValues`, 0 where missing.
  public let values: [[UInt32]]
  /// Per element, then per record.
  public let qualities: [[ValueQuality]]

  /// Stands in `days` where a row has no date of its own: older than any.
  public static let undated = DayNumber.min

  public var count: Int { keys.count }

  /// The place of an element in `values`.
  /// - Precondition: the element is one of this subject's.
  public func column(_ element: DataElement) -> Int {
    guard let place = elements.firstIndex(of: element) else {
      preconditionFailure("\(element.name) is no element of \(subject.name)")
    }
    return place
  }
}

extension SubjectRecords {
  /// Records that are known already, as a base database holds them.
  /// - Parameters:
  ///   - values: per element of the subject, then per record; `qualities` beside it.
  public init(
    subject: Subject, keys: [UInt64], resources: [UInt16], groups: [UInt8], rows: [UInt32], days: [DayNumber],
    values: [[UInt32]], qualities: [[ValueQuality]]
  ) {
    elements = DataElement.of(subject)
    precondition(
      values.count == elements.count && qualities.count == elements.count, "a column for each element")
    precondition(
      [resources.count, groups.count, rows.count, days.count].allSatisfy { $0 == keys.count },
      "one of each for each record")
    self.subject = subject
    self.keys = keys
    self.resources = resources
    self.groups = groups
    self.rows = rows
    self.days = days
    self.values = values
    self.qualities = qualities
  }
}

/// The records of every subject, and the way back from a row to its records.
public struct CityRecords: Sendable {
  /// Stands in `recordOfRow` where a row gives no record in that group.
  public static let noRecord = UInt32.max

  /// One per subject that has entities, at `Subject.rawValue`.
  public let subjects: [SubjectRecords]
  /// By resource, then by group: the record's index for each row of the table. An exact repeat has
  /// the record of the row that it repeats.
  public let recordOfRow: [[[UInt32]]]
  /// The record groups of each resource.
  public let groups: [[RecordGroup]]

  public subscript(subject: Subject) -> SubjectRecords { subjects[Int(subject.rawValue)] }
}

extension CityRecords {
  /// Collects the records of all resources.
  ///
  /// - Parameters:
  ///   - tables: one per resource, at `Resource.index`.
  ///   - normalized: beside `tables`.
  /// - Complexity: O(rows × mapped columns), parallel over resources, subjects and elements.
  public init(
    tables: [ResourceTable], normalized: [NormalizedTable], values: ElementValues, catalog: Catalog,
    workers: Workers
  ) {
    let groups = catalog.resources.map(\.recordGroups)
    let places = Self.places(groups)
    let drafts = workers.map(places.count) { index in
      GroupDraft(
        place: places[index], group: groups[places[index].resource][places[index].group],
        table: tables[places[index].resource], normalized: normalized[places[index].resource],
        code: catalog.resources[places[index].resource].code)
    }
    let days = workers.map(tables.count) { resource in
      rowDays(
        resource: catalog.resources[resource], table: tables[resource], normalized: normalized[resource],
        values: values)
    }
    let made = workers.map(Subject.entities.count) { index in
      let subject = Subject.entities[index]
      let own = places.indices.filter { groups[places[$0].resource][places[$0].group].subject == subject }
      let unsorted = SortedDrafts(own.map { drafts[$0] })
      let sorted = unsorted.sorted(
        by: nameHashes(
          subject, unsorted, tables: tables, normalized: normalized, values: values, groups: groups,
          workers: workers), workers: workers)
      let records = SubjectRecords(
        subject: subject, sorted: sorted, tables: tables, normalized: normalized, groups: groups, days: days,
        workers: workers)
      return (records: records, columns: sorted.recordsOfRows(tables))
    }
    var recordOfRow = groups.map { [[UInt32]](repeating: [], count: $0.count) }
    for (place, column) in made.flatMap(\.columns) { recordOfRow[place.resource][place.group] = column }
    subjects = made.map(\.records)
    self.recordOfRow = recordOfRow
    self.groups = groups
  }

  private static func places(_ groups: [[RecordGroup]]) -> [GroupPlace] {
    groups.indices.flatMap { resource in
      groups[resource].indices.map { GroupPlace(resource: resource, group: $0) }
    }
  }
}

/// A record group of a resource.
struct GroupPlace: Sendable {
  let resource: Int
  let group: Int
}

/// The rows of one record group that give a record, with their keys.
struct GroupDraft: Sendable {
  let place: GroupPlace
  var rows: [UInt32] = []
  var keys: [UInt64] = []

  /// A row gives a record when any of the group's cells holds something, be it only a placeholder:
  /// a person without a readable value is still somebody the row speaks of.
  init(
    place: GroupPlace, group: RecordGroup, table: ResourceTable, normalized: NormalizedTable, code: String
  ) {
    self.place = place
    let groupHash = StableHash.mix(
      StableHash.hash(Array(code.utf8).span),
      StableHash.hash(Array("\(group.subject.name)/\(group.role)".utf8).span))
    let columns = group.columns.map { table.columns[$0.columnIndex].ids }
    rows.reserveCapacity(table.rowCount)
    keys.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount where table.repeatOf[row] == ResourceTable.notARepeat {
      var isPresent = false
      for column in columns where column[row] != 0 {
        isPresent = true
        break
      }
      guard isPresent else { continue }
      rows.append(UInt32(row))
      keys.append(StableHash.mix(groupHash, table.contentHashes[row]))
    }
  }
}

/// The drafts of a subject with the records that their rows become.
struct SortedDrafts: Sendable {
  let drafts: [GroupDraft]
  /// Where each draft's rows begin when all drafts stand behind one another.
  let firsts: [Int]
  /// The records' keys.
  private(set) var keys: [UInt64]
  /// For each record the place of its row among those of all drafts.
  private(set) var order: [UInt32]
  /// For each row of all drafts its record.
  private(set) var recordOf: [UInt32]

  /// The rows one draft after another.
  init(_ drafts: [GroupDraft]) {
    self.drafts = drafts
    var count = 0
    firsts = drafts.map { draft in
      defer { count += draft.rows.count }
      return count
    }
    keys = []
    keys.reserveCapacity(count)
    for draft in drafts { keys.append(contentsOf: draft.keys) }
    order = [UInt32](0..<UInt32(count))
    recordOf = order
  }

  /// The same in ascending order of a hash of each record's entity, then of its key.
  func sorted(by names: [UInt64], workers: Workers) -> SortedDrafts {
    var copy = self
    var sortedNames = names
    HashGrouping.sort(keys: &sortedNames, values: &copy.order)
    let (byName, entities) = (copy.order, sortedNames)
    let order = workers.mapChunks(byName.count, size: 1 << 16) { chunk in
      sortedByKey(byName, entities, beginningIn: chunk)
    }.flatMap(\.self)
    copy.order = order
    (copy.keys, copy.recordOf) = workers.both {
      workers.filled(order.count, size: 1 << 14) { range, keys in
        for record in range {
          fetchKey(of: order, beyond: record)
          keys[record - range.lowerBound] = self.keys[Int(order[record])]
        }
      }
    } _: {
      var recordOf = [UInt32](repeating: 0, count: order.count)
      for (record, row) in order.enumerated() { recordOf[Int(row)] = UInt32(record) }
      return recordOf
    }
    return copy
  }

  /// The rows of the entities that begin in a chunk, those of one entity in the order of their keys.
  ///
  /// - Parameters:
  ///   - order: the rows, those of one entity behind one another.
  ///   - entities: beside `order`, a hash of the entity.
  private func sortedByKey(
    _ order: [UInt32], _ entities: [UInt64], beginningIn chunk: Range<Int>
  ) -> [UInt32] {
    var first = chunk.lowerBound
    while first > 0 && first < chunk.upperBound && entities[first] == entities[first - 1] { first += 1 }
    if first == chunk.upperBound { return [] }
    var last = chunk.upperBound
    while last < entities.count && entities[last] == entities[last - 1] { last += 1 }
    var own = Array(order[first..<last])
    var start = 0
    while start < own.count {
      var end = start + 1
      while end < own.count && entities[first + end] == entities[first + start] { end += 1 }
      for record in start..<end { fetchKey(of: order, beyond: first + record) }
      if end - start > 1 { sortByKey(&own, start..<end) }
      start = end
    }
    return own
  }

  /// Begins to bring the key of a record further on into the caches: rows lie in another order, and each look waits for memory.
  @inline(__always) private func fetchKey(of order: [UInt32], beyond record: Int) {
    let ahead = record &+ 24
    if ahead < order.count { keys.span.fetch(Int(order[ahead])) }
  }

  /// Puts the records of one entity in the order of their keys; there are few of them.
  ///
  /// Equal keys keep the order resource, group, row: two different rows share a key only by chance.
  private func sortByKey(_ order: inout [UInt32], _ range: Range<Int>) {
    if range.count > 24 {
      order[range].sort { (keys[Int($0)], $0) < (keys[Int($1)], $1) }
      return
    }
    for index in range.dropFirst() {
      let row = order[index]
      let key = keys[Int(row)]
      var place = index
      while place > range.lowerBound, (keys[Int(order[place - 1])], order[place - 1]) > (key, row) {
        order[place] = order[place - 1]
        place -= 1
      }
      order[place] = row
    }
  }

  /// For each draft the record of each row of its table, `CityRecords.noRecord` where it gives none; an exact repeat has that of the
  /// row that it repeats.
  func recordsOfRows(_ tables: [ResourceTable]) -> [(place: GroupPlace, column: [UInt32])] {
    zip(drafts, firsts).map { draft, first in
      let table = tables[draft.place.resource]
      var column = [UInt32](repeating: CityRecords.noRecord, count: table.rowCount)
      for index in draft.rows.indices { column[Int(draft.rows[index])] = recordOf[first + index] }
      for row in column.indices where table.repeatOf[row] != ResourceTable.notARepeat {
        column[row] = column[Int(table.repeatOf[row])]
      }
      return (draft.place, column)
    }
  }

  /// A column of the records, from what each draft says of a row.
  func column<Value>(_ start: Value, _ value: (_ draft: GroupDraft, _ row: Int) -> Value) -> [Value] {
    var column = [Value](repeating: start, count: order.count)
    for (draft, first) in zip(drafts, firsts) {
      for index in draft.rows.indices {
        column[Int(recordOf[first + index])] = value(draft, Int(draft.rows[index]))
      }
    }
    return column
  }
}

extension SubjectRecords {
  init(
    subject: Subject, sorted: SortedDrafts, tables: [ResourceTable], normalized: [NormalizedTable],
    groups: [[RecordGroup]], days: [[DayNumber]], workers: Workers
  ) {
    self.subject = subject
    keys = sorted.keys
    ((rows, resources), (self.groups, self.days)) = workers.both {
      (
        sorted.column(0) { _, row in UInt32(row) },
        sorted.column(0) { draft, _ in UInt16(draft.place.resource) }
      )
    } _: {
      (
        sorted.column(0) { draft, _ in UInt8(draft.place.group) },
        sorted.column(0) { draft, row in days[draft.place.resource][row] }
      )
    }
    let elements = DataElement.of(subject)
    self.elements = elements
    let columns = workers.map(elements.count) { place in
      elementColumn(
        elements[place], sorted: sorted, tables: tables, normalized: normalized, groups: groups)
    }
    values = columns.map(\.values)
    qualities = columns.map(\.qualities)
  }
}

/// A hash of what names the entity of each record: its official number, else its name; 0 where it has neither.
///
/// People whose names sound alike come together, those of one name and number side by side among them: nearly all pairs that linking
/// looks at sound alike, and lie in the same pages of every column.
private func nameHashes(
  _ subject: Subject, _ unsorted: SortedDrafts, tables: [ResourceTable], normalized: [NormalizedTable],
  values: ElementValues, groups: [[RecordGroup]], workers: Workers
) -> [UInt64] {
  /// Of each record's value of an element, 0 where it has none.
  @Sendable func hashes(
    _ element: DataElement,
    by hash: @Sendable (Span<UInt8>, DataElement) -> UInt64 = { StableHash.hash($0, seed: UInt64($1.index)) }
  ) -> [UInt64] {
    let dictionary = values[element]
    let hashOf: [UInt64] = workers.filled(dictionary.count, size: 4096) { range, hashOf in
      for id in range where id != 0 {
        hashOf[id - range.lowerBound] = dictionary.withBytes(of: UInt32(id)) { hash($0, element) }
      }
    }
    let column = elementColumn(
      element, sorted: unsorted, tables: tables, normalized: normalized, groups: groups
    ).values
    return column.map { hashOf[Int($0)] }
  }
  switch subject {
  case .person:
    let (names, numbers) = workers.both({ hashes(.personName, by: soundHash) }, { hashes(.personNumber) })
    return zip(names, numbers).map { name, number in
      name == 0 ? number : name &<< 24 | number &>> 40
    }
  case .organization:
    let (codes, names) = workers.both({ hashes(.organizationUSCC) }, { hashes(.organizationName) })
    return zip(codes, names).map { $0 == 0 ? $1 : $0 }
  case .credit, .place, .estate, .certificate, .row:
    guard let element = DataElement.of(subject).first else {
      return [UInt64](repeating: 0, count: unsorted.order.count)
    }
    return hashes(element)
  }
}

/// 40 bits of a name, the leading 26 the same for names that sound alike.
@Sendable private func soundHash(_ name: Span<UInt8>, _ element: DataElement) -> UInt64 {
  var sound = UInt64(element.index)
  let text = unsafe name.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  for scalar in text.unicodeScalars {
    let syllable = Han.syllable(Han.folded(scalar.value))
    sound = StableHash.mix(
      sound, syllable == 0 ? UInt64(scalar.value) : UInt64(Han.soundClass(syllable)) << 32)
  }
  return (sound &>> 38) &<< 14 | StableHash.hash(name, seed: UInt64(element.index)) &>> 50
}

/// One element of all records of a subject.
///
/// The value comes from the group's first column that holds one for this element: its own columns first, then a
/// column of another element in which such a value was found (an organization code under `uscc`).
private func elementColumn(
  _ element: DataElement, sorted: SortedDrafts, tables: [ResourceTable], normalized: [NormalizedTable],
  groups: [[RecordGroup]]
) -> (values: [UInt32], qualities: [ValueQuality]) {
  var values = [UInt32](repeating: 0, count: sorted.order.count)
  var qualities = [ValueQuality](repeating: .missing, count: sorted.order.count)
  for (draft, first) in zip(sorted.drafts, sorted.firsts) {
    let resource = draft.place.resource
    let group = groups[resource][draft.place.group]
    let own = group.columns.filter { $0.element == element }
    let others = group.columns.filter { column in
      guard column.element != element, isRedirectable(column.element, to: element) else { return false }
      return normalized[resource].columns[column.columnIndex]?.values
        .contains { $0.elementIndex == element.index && $0.id != 0 } ?? false
    }
    for column in own + others {
      guard let normal = normalized[resource].columns[column.columnIndex] else { continue }
      let ids = tables[resource].columns[column.columnIndex].ids
      for index in draft.rows.indices {
        let value = normal.values[Int(ids[Int(draft.rows[index])])]
        guard value.id != 0, value.elementIndex == element.index else { continue }
        let record = Int(sorted.recordOf[first + index])
        // A sound value in a later column beats a faulty one before it.
        if value.quality > qualities[record] {
          values[record] = value.id
          qualities[record] = value.quality
        }
      }
    }
  }
  return (values, qualities)
}

/// Values move between elements only among the numbers of organizations.
private func isRedirectable(_ from: DataElement, to: DataElement) -> Bool {
  from.kind == .organizationNumber && to.kind == .organizationNumber
}

/// The day each row says it is of: updated-on, else collected-on.
private func rowDays(
  resource: Resource, table: ResourceTable, normalized: NormalizedTable, values: ElementValues
) -> [DayNumber] {
  var days = [DayNumber](repeating: SubjectRecords.undated, count: table.rowCount)
  for element in [DataElement.rowCollectedOn, .rowUpdatedOn] {
    guard let index = resource.items.firstIndex(where: { $0.element == element }),
      let normal = normalized.columns[index]
    else { continue }
    let dictionary = values[element]
    let dayOfRaw = normal.values.map { value -> DayNumber in
      guard value.id != 0, value.quality >= .doubtful else { return SubjectRecords.undated }
      return dictionary.withBytes(of: value.id) { text in
        CivilDate(ascii: text).map { DayNumber($0.daysSinceEpoch) } ?? SubjectRecords.undated
      }
    }
    let ids = table.columns[index].ids
    for row in days.indices where dayOfRaw[Int(ids[row])] != SubjectRecords.undated {
      days[row] = dayOfRaw[Int(ids[row])]
    }
  }
  return days
}
