public import GuiyiColumns
internal import GuiyiIdentifiers
public import GuiyiModel

/// All records of one subject in columns, in an order that depends on their content alone.
///
/// Record `i` is the same for every order of files, number of threads and process: records are sorted by what names
/// their entity, then by `keys`, so that those of one entity mostly lie side by side. Exact repeats of a row give no
/// record of their own.
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
  /// - Complexity: O(rows × mapped columns), parallel over resources and elements.
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
    var recordOfRow = groups.enumerated().map { resource, groups in
      groups.map { _ in [UInt32](repeating: Self.noRecord, count: tables[resource].rowCount) }
    }
    var subjects: [SubjectRecords] = []
    for subject in Subject.entities {
      let own = places.indices.filter { groups[places[$0].resource][places[$0].group].subject == subject }
      let records = SubjectRecords(
        subject: subject, drafts: own.map { drafts[$0] }, tables: tables, normalized: normalized,
        values: values, groups: groups, days: days, workers: workers)
      for record in 0..<records.count {
        recordOfRow[Int(records.resources[record])][Int(records.groups[record])][Int(records.rows[record])] =
          UInt32(record)
      }
      subjects.append(records)
    }
    for resource in tables.indices {
      let table = tables[resource]
      for row in 0..<table.rowCount where table.repeatOf[row] != ResourceTable.notARepeat {
        for group in groups[resource].indices {
          recordOfRow[resource][group][row] = recordOfRow[resource][group][Int(table.repeatOf[row])]
        }
      }
    }
    self.subjects = subjects
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

extension SubjectRecords {
  init(
    subject: Subject, drafts: [GroupDraft], tables: [ResourceTable], normalized: [NormalizedTable],
    values dictionaries: ElementValues, groups: [[RecordGroup]], days: [[DayNumber]], workers: Workers
  ) {
    let count = drafts.reduce(0) { $0 + $1.rows.count }
    var keys: [UInt64] = []
    var drafted: [UInt32] = []
    var rows: [UInt32] = []
    keys.reserveCapacity(count)
    drafted.reserveCapacity(count)
    rows.reserveCapacity(count)
    for (index, draft) in drafts.enumerated() {
      keys.append(contentsOf: draft.keys)
      rows.append(contentsOf: draft.rows)
      drafted.append(contentsOf: repeatElement(UInt32(index), count: draft.rows.count))
    }
    // Equal keys keep the order resource, group, row: two different rows share a key only by chance.
    var order = [UInt32](0..<UInt32(count))
    var sortedKeys = keys
    HashGrouping.sort(keys: &sortedKeys, values: &order)
    let naming = nameHashes(
      subject, drafts: drafts, draftOf: drafted.map { Int($0) }, rows: rows, tables: tables,
      normalized: normalized, values: dictionaries, groups: groups)
    var sortedNaming = order.map { naming[Int($0)] }
    HashGrouping.sort(keys: &sortedNaming, values: &order)
    self.subject = subject
    self.keys = order.map { keys[Int($0)] }
    self.rows = order.map { rows[Int($0)] }
    let draftOf = order.map { Int(drafted[Int($0)]) }
    resources = draftOf.map { UInt16(drafts[$0].place.resource) }
    self.groups = draftOf.map { UInt8(drafts[$0].place.group) }
    let recordRows = self.rows
    self.days = draftOf.indices.map { days[drafts[draftOf[$0]].place.resource][Int(recordRows[$0])] }
    let elements = DataElement.of(subject)
    self.elements = elements
    let columns = workers.map(elements.count) { place in
      elementColumn(
        elements[place], drafts: drafts, draftOf: draftOf, rows: recordRows, tables: tables,
        normalized: normalized, groups: groups)
    }
    values = columns.map(\.values)
    qualities = columns.map(\.qualities)
  }
}

/// A hash of what names the entity of each record: its official number, else its name; 0 where it has neither.
private func nameHashes(
  _ subject: Subject, drafts: [GroupDraft], draftOf: [Int], rows: [UInt32], tables: [ResourceTable],
  normalized: [NormalizedTable], values: ElementValues, groups: [[RecordGroup]]
) -> [UInt64] {
  let elements: [DataElement] =
    switch subject {
    case .person: [.personNumber, .personName]
    case .organization: [.organizationUSCC, .organizationName]
    case .credit, .place, .estate, .certificate, .row: Array(DataElement.of(subject).prefix(1))
    }
  var hashes = [UInt64](repeating: 0, count: rows.count)
  for element in elements {
    let dictionary = values[element]
    let hashOf = (0..<UInt32(dictionary.count)).map { id in
      dictionary.withBytes(of: id) { StableHash.hash($0, seed: UInt64(element.index)) }
    }
    let column = elementColumn(
      element, drafts: drafts, draftOf: draftOf, rows: rows, tables: tables, normalized: normalized,
      groups: groups
    ).values
    for record in hashes.indices where hashes[record] == 0 && column[record] != 0 {
      hashes[record] = hashOf[Int(column[record])]
    }
  }
  return hashes
}

/// One element of all records of a subject.
///
/// The value comes from the group's first column that holds one for this element: its own columns first, then a
/// column of another element in which such a value was found (an organization code under `uscc`).
private func elementColumn(
  _ element: DataElement, drafts: [GroupDraft], draftOf: [Int], rows: [UInt32], tables: [ResourceTable],
  normalized: [NormalizedTable], groups: [[RecordGroup]]
) -> (values: [UInt32], qualities: [ValueQuality]) {
  struct Source {
    let ids: [UInt32]
    let values: [NormalValue]
  }
  let sources: [[Source]] = drafts.map { draft in
    let group = groups[draft.place.resource][draft.place.group]
    let own = group.columns.filter { $0.element == element }
    let others = group.columns.filter { column in
      guard column.element != element, isRedirectable(column.element, to: element) else { return false }
      return normalized[draft.place.resource].columns[column.columnIndex]?.values
        .contains { $0.elementIndex == element.index && $0.id != 0 } ?? false
    }
    return (own + others).compactMap { column in
      guard let normal = normalized[draft.place.resource].columns[column.columnIndex] else { return nil }
      return Source(
        ids: tables[draft.place.resource].columns[column.columnIndex].ids, values: normal.values)
    }
  }
  var values = [UInt32](repeating: 0, count: rows.count)
  var qualities = [ValueQuality](repeating: .missing, count: rows.count)
  for record in rows.indices {
    for source in sources[draftOf[record]] {
      let value = source.values[Int(source.ids[Int(rows[record])])]
      guard value.id != 0, value.elementIndex == element.index else { continue }
      // A sound value in a later column beats a faulty one before it.
      if value.quality > qualities[record] {
        values[record] = value.id
        qualities[record] = value.quality
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
