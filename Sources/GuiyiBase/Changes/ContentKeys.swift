internal import GuiyiColumns
internal import GuiyiMerge
internal import GuiyiModel
internal import GuiyiRecords
internal import GuiyiRelate
internal import GuiyiSpace
internal import GuiyiStore

/// A part of what a base database holds of one entity; each part has a key of its own.
public enum ContentPart: Int, CaseIterable, Sendable {
  /// The golden record with its point, and how it stands.
  case entity
  /// The records and their values, without the numbers of their rows.
  case record
  case household
  /// The relations of which it is the left side.
  case relation
  /// The files and row numbers: a row that is put in above moves all below it.
  case row
}

/// Some of the parts.
public struct ContentParts: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  public init(_ part: ContentPart) { rawValue = 1 << UInt8(part.rawValue) }
  public static let all = ContentParts(rawValue: 1 << UInt8(ContentPart.allCases.count) - 1)
}

/// Hashes of everything that is stored of each entity, so that the next run knows whose content it changed.
///
/// A key is a sum, so nothing depends on the order of rows; numbers of files do not enter, for a new file moves them.
struct ContentKeys {
  /// By part, then by entity index.
  private(set) var keys: [[UInt64]]
  /// Of the elements whose values many may hold: the golden value of each entity index in 32 bits, 0 for none.
  private var valueKeys: [(place: Int, keys: [UInt32])] = []

  init(
    _ content: BaseContent, order: EntityOrder, entityOf: [UInt32], tables: [ResourceTable], catalog: Catalog,
    groups: [[RecordGroup]], places: RowPlaces, values: ElementValues
  ) {
    let count = content.numbers.count
    keys = ContentPart.allCases.map { _ in [UInt64](repeating: 0, count: count) }
    let files = tables.flatMap { table in
      table.files.map { Self.hash(catalog.resources[table.resourceIndex].code + "\n" + $0) }
    }
    addGolden(content, order: order, values: values)
    addRecords(content, order: order, files: files, places: places, groups: groups)
    addVariants(content, order: order, values: values)
    addRelations(content, entityOf: entityOf, files: files, places: places, shares: values[.rowShare])
    addHouseholds(content, files: files, places: places, words: values[.rowHouseholdRelation])
  }

  private static func hash(_ text: String) -> UInt64 { StableHash.hash(Array(text.utf8).span) }

  private mutating func add(_ part: ContentPart, _ entity: Int, _ key: UInt64) {
    keys[part.rawValue][entity] &+= key
  }

  private mutating func addGolden(_ content: BaseContent, order: EntityOrder, values: ElementValues) {
    let golden = content.golden
    for place in golden.elements.indices {
      let dictionary = values[golden.elements[place]]
      // Most values are many entities'.
      var known = [UInt64](repeating: 0, count: dictionary.count)
      for entity in content.numbers.indices {
        let value = Int(golden.values[place][entity])
        if value == 0 { continue }
        if known[value] == 0 {
          known[value] = dictionary.withBytes(of: UInt32(value)) { StableHash.hash($0, seed: UInt64(place)) }
        }
        keys[ContentPart.entity.rawValue][entity] &+= known[value]
      }
      if SharedValues.elements.contains(golden.elements[place]) {
        let column = golden.values[place]
        valueKeys.append((place, column.map { SharedValues.key(hash: $0 == 0 ? 0 : known[Int($0)]) }))
      }
    }
    let marks = content.disputes.marks
    for entity in content.numbers.indices {
      let recordCount = golden.starts[entity + 1] - golden.starts[entity]
      add(.entity, entity, StableHash.mix(1, UInt64(recordCount)))
      if !marks.isEmpty, let mark = marks[content.numbers[entity]] {
        add(.entity, entity, StableHash.mix(2, Self.hash(mark)))
      }
    }
    for (entity, point) in (content.points ?? []).enumerated() {
      guard let point else { continue }
      var key = StableHash.mix(point.point.longitude.bitPattern, point.point.latitude.bitPattern)
      key = StableHash.mix(key, point.errorMetres.bitPattern)
      key = StableHash.mix(key, Self.hash(point.decision.system.name + " " + point.decision.basis.name))
      switch point.source {
      // Its number among the entity's own, as it is stored: a row elsewhere moves its place among all.
      case .record(let record): key = StableHash.mix(key, UInt64(order.recordNumbers[Int(record)]))
      case .place(let number): key = StableHash.mix(~key, UInt64(number))
      }
      add(.entity, entity, key)
    }
    for (entity, standing) in content.standings.enumerated() {
      var key = StableHash.mix(3, UInt64(standing.state.rawValue))
      key = StableHash.mix(key, UInt64(bitPattern: Int64(standing.since ?? .max)))
      key = StableHash.mix(key, UInt64(bitPattern: Int64(standing.until ?? .max)))
      add(.entity, entity, StableHash.mix(key, Self.hash(standing.className + "\n" + standing.basis)))
    }
  }

  private mutating func addRecords(
    _ content: BaseContent, order: EntityOrder, files: [UInt64], places: RowPlaces, groups: [[RecordGroup]]
  ) {
    let (records, golden) = (content.records, content.golden)
    let roles = groups.map { $0.map { Self.hash($0.role) } }
    let qualities = packedQualities(records)
    for entity in content.numbers.indices {
      var (recordKey, rowKey): (UInt64, UInt64) = (0, 0)
      for slot in golden.starts[entity]..<golden.starts[entity + 1] {
        let record = Int(golden.members[slot])
        let resource = Int(records.resources[record])
        let place = places.place(resource, Int(records.rows[record]))
        var key = StableHash.mix(UInt64(slot - golden.starts[entity]), files[Int(place.file)])
        rowKey &+= StableHash.mix(key, UInt64(place.rowNumber))
        key = StableHash.mix(key, roles[resource][Int(records.groups[record])])
        key = StableHash.mix(key, UInt64(bitPattern: Int64(records.days[record])))
        key = StableHash.mix(key, qualities[record])
        if !content.standIns.isEmpty {
          key = StableHash.mix(key, UInt64(order.recordNumbers[Int(content.standIns[record])]))
        }
        recordKey &+= key
      }
      add(.record, entity, recordKey)
      add(.row, entity, rowKey)
    }
  }

  private mutating func addVariants(_ content: BaseContent, order: EntityOrder, values: ElementValues) {
    let dictionaries = content.golden.elements.map { values[$0] }
    forEachVariant(content) { entity, record, place, value in
      let key = dictionaries[place].withBytes(of: value) { StableHash.hash($0, seed: UInt64(place)) }
      add(.record, entity, StableHash.mix(UInt64(order.recordNumbers[record]), key))
    }
  }

  private mutating func addRelations(
    _ content: BaseContent, entityOf: [UInt32], files: [UInt64], places: RowPlaces,
    shares: borrowing ByteDictionary
  ) {
    let kinds = RelationKind.all.map { Self.hash($0.name + "\n" + $0.right.name) }
    let records = content.records
    for (relation, otherNumber) in content.relations {
      let record = Int(relation.left)
      let entity = Int(entityOf[record])
      var key = StableHash.mix(kinds[Int(relation.kindIndex)], UInt64(otherNumber))
      let place = places.place(Int(records.resources[record]), Int(records.rows[record]))
      add(.row, entity, StableHash.mix(StableHash.mix(key, files[Int(place.file)]), UInt64(place.rowNumber)))
      key = StableHash.mix(key, UInt64(bitPattern: Int64(relation.since)))
      key = StableHash.mix(key, UInt64(bitPattern: Int64(relation.until)))
      if relation.share != 0 {
        key = StableHash.mix(key, shares.withBytes(of: relation.share) { StableHash.hash($0) })
      }
      add(.relation, entity, key)
    }
  }

  private mutating func addHouseholds(
    _ content: BaseContent, files: [UInt64], places: RowPlaces, words: borrowing ByteDictionary
  ) {
    let households = content.households
    let numbers = householdNumbers(content)
    let records = content.records
    for member in households.members {
      let household = Int(member.household)
      var key = StableHash.mix(UInt64(numbers[household]), UInt64(member.basis.rawValue))
      if member.basis == .register, let head = households.heads[household] {
        key = StableHash.mix(key, UInt64(content.numbers[Int(head)]))
      }
      let word = member.relation == 0 ? 0 : words.withBytes(of: member.relation) { StableHash.hash($0) }
      add(.household, Int(member.entity), StableHash.mix(key, word))
      let record = Int(member.record)
      let place = places.place(Int(records.resources[record]), Int(records.rows[record]))
      let row = StableHash.mix(files[Int(place.file)], UInt64(place.rowNumber))
      add(.row, Int(member.entity), StableHash.mix(4, row))
    }
  }

  /// Writes the keys in blocks, and the ends of relations in the order of their rows.
  func write(_ content: BaseContent, order: EntityOrder, to database: DatabaseBuilder) throws(StoreError) {
    let numbers = order.entities.map { content.numbers[Int($0)] }
    let sorted = keys.map { keys in order.entities.map { keys[Int($0)] } }
    let size = BaseSchema.keysPerBlock
    try database.insert(into: "entity_key", columnCount: 2 + sorted.count) { writer in
      for start in stride(from: 0, to: numbers.count, by: size) {
        let range = start..<min(numbers.count, start + size)
        writer.integer(start / size)
        writer.numbers(numbers.span.extracting(range))
        for keys in sorted { writer.numbers(keys.span.extracting(range)) }
        try writer.endRow()
      }
    }
    try database.insert(into: "value_key", columnCount: 3) { writer in
      for (place, keys) in valueKeys {
        let sorted = order.entities.map { keys[Int($0)] }
        for start in stride(from: 0, to: numbers.count, by: size) {
          writer.integer(place)
          writer.integer(start / size)
          writer.numbers(sorted.span.extracting(start..<min(numbers.count, start + size)))
          try writer.endRow()
        }
      }
    }
    let lefts = content.relations.map { order.entityNumbers[Int($0.relation.left)] }
    let rights = content.relations.map(\.otherNumber)
    let subjectOfKind = RelationKind.all.map(\.right.rawValue)
    let subjects = content.relations.map { subjectOfKind[Int($0.relation.kindIndex)] }
    try database.insert(into: "relation_end", columnCount: 4) { writer in
      for start in stride(from: 0, to: lefts.count, by: size) {
        let range = start..<min(lefts.count, start + size)
        writer.integer(start / size)
        writer.numbers(lefts.span.extracting(range))
        writer.numbers(rights.span.extracting(range))
        writer.numbers(subjects.span.extracting(range))
        try writer.endRow()
      }
    }
  }
}
