internal import GuiyiColumns
public import GuiyiMerge
public import GuiyiModel
public import GuiyiRecords
public import GuiyiStore

/// An accepted link, as the base database keeps it for explaining.
public struct StoredLink: Sendable {
  public let left: UInt32
  public let right: UInt32
  public let weightMillibits: Int32
  public let levels: UInt64
  public init(left: UInt32, right: UInt32, weightMillibits: Int32, levels: UInt64) {
    self.left = left
    self.right = right
    self.weightMillibits = weightMillibits
    self.levels = levels
  }
}

/// Two records that look alike and were kept apart, with the reason.
public struct StoredConflict: Sendable {
  public let left: UInt32
  public let right: UInt32
  public let reason: String
  public init(left: UInt32, right: UInt32, reason: String) {
    self.left = left
    self.right = right
    self.reason = reason
  }
}

/// Something that happened to an entity's id in this run.
public struct HistoryEvent: Sendable, Hashable {
  public enum Event: String, Sendable {
    case created, merged, split, retired
  }
  public let number: UInt32
  public let event: Event
  /// The entity that took it in, or from which it was split.
  public let otherNumber: UInt32?
  public let runNumber: Int
  public init(number: UInt32, event: Event, otherNumber: UInt32?, runNumber: Int) {
    self.number = number
    self.event = event
    self.otherNumber = otherNumber
    self.runNumber = runNumber
  }
}

/// Everything that one base database holds.
public struct BaseContent: Sendable {
  public let declaration: BaseDeclaration
  public let records: SubjectRecords
  public let golden: GoldenTable
  /// A key of who each record is, for stable numbers in the next run.
  public let identityKeys: [UInt64]
  /// The stable number of each entity index.
  public let numbers: [UInt32]
  public let links: [StoredLink]
  public let conflicts: [StoredConflict]
  /// Relations whose left subject this is: kind, left record, right record's entity number.
  public let relations: [(relation: RecordRelation, otherNumber: UInt32)]
  public let history: [HistoryEvent]
  public let meta: [(key: String, value: String)]

  public init(
    declaration: BaseDeclaration, records: SubjectRecords, golden: GoldenTable, identityKeys: [UInt64],
    numbers: [UInt32],
    links: [StoredLink], conflicts: [StoredConflict],
    relations: [(relation: RecordRelation, otherNumber: UInt32)], history: [HistoryEvent],
    meta: [(key: String, value: String)]
  ) {
    self.declaration = declaration
    self.records = records
    self.golden = golden
    self.identityKeys = identityKeys
    self.numbers = numbers
    self.links = links
    self.conflicts = conflicts
    self.relations = relations
    self.history = history
    self.meta = meta
  }
}

/// Writes one base database into a new file.
///
/// - Parameters:
///   - entityOf: the entity index of each record.
///   - path: the file; nobody reads it before the run is put in place.
public func writeBase(
  _ content: BaseContent, entityOf: [UInt32], tables: [ResourceTable], catalog: Catalog,
  groups: [[RecordGroup]], recordOfRow: [[[UInt32]]], values: ElementValues, path: String
) throws(StoreError) {
  let database = try DatabaseBuilder(path: path)
  try database.execute(BaseSchema.tables(content.declaration))
  let files = FileNumbers(tables)
  try database.insert(into: "meta", columnCount: 2) { writer in
    for (key, value) in content.meta.sorted(by: { $0.key < $1.key }) {
      writer.text(key)
      writer.text(value)
      try writer.endRow()
    }
  }
  try database.insert(into: "source_file", columnCount: 3) { writer in
    for table in tables {
      for (index, file) in table.files.enumerated() {
        writer.integer(files.number(table.resourceIndex, index))
        writer.text(catalog.resources[table.resourceIndex].code)
        writer.text(file)
        try writer.endRow()
      }
    }
  }
  try database.insert(into: "reason", columnCount: 3) { writer in
    for reason in SurvivorshipReason.allCases {
      writer.integer(Int64(reason.rawValue))
      writer.text(reason.name)
      writer.text(reason.chineseText)
      try writer.endRow()
    }
  }
  try writeEntities(content, values: values, database: database)
  try writeRecords(
    content, entityOf: entityOf, tables: tables, groups: groups, recordOfRow: recordOfRow, values: values,
    files: files, database: database)
  try writeEvidence(content, entityOf: entityOf, tables: tables, files: files, database: database)
  try database.execute(BaseSchema.indexesAndViews(content.declaration))
  try database.finish()
}

/// Numbers for the files of all resources.
struct FileNumbers {
  private var starts: [Int] = []

  init(_ tables: [ResourceTable]) {
    var sum = 0
    for table in tables {
      starts.append(sum)
      sum += table.files.count
    }
  }

  func number(_ resource: Int, _ file: Int) -> Int { starts[resource] + file }
}

/// The entity indices in ascending order of their stable numbers: databases are built in key order.
private func keyOrder(_ numbers: [UInt32]) -> [UInt32] { RadixSort.order(of: numbers.map { UInt64($0) }) }

private func writeEntities(_ content: BaseContent, values: ElementValues, database: DatabaseBuilder)
  throws(StoreError)
{
  let golden = content.golden
  let dictionaries = golden.elements.map { values[$0] }
  let order = keyOrder(content.numbers)
  try database.insert(into: "entity", columnCount: golden.elements.count + 3) { writer in
    for entity in order.map({ Int($0) }) {
      writer.integer(Int64(content.numbers[entity]))
      writer.text(content.declaration.entityID(content.numbers[entity]))
      for place in golden.elements.indices {
        write(golden.values[place][entity], of: dictionaries[place], to: &writer)
      }
      writer.integer(golden.starts[entity + 1] - golden.starts[entity])
      try writer.endRow()
    }
  }
  try database.insert(into: "golden_source", columnCount: golden.elements.count + 1) { writer in
    for entity in order.map({ Int($0) }) {
      writer.integer(Int64(content.numbers[entity]))
      for place in golden.elements.indices {
        if golden.values[place][entity] == 0 {
          writer.null()
        } else {
          writer.integer(
            Int64(golden.records[place][entity]) &<< Int64(BaseSchema.reasonBits)
              | Int64(golden.reasons[place][entity].rawValue))
        }
      }
      try writer.endRow()
    }
  }
  try database.insert(into: "losing_value", columnCount: 5) { writer in
    for loser in golden.losers {
      let element = DataElement.all[Int(loser.elementIndex)]
      writer.integer(Int64(content.numbers[Int(loser.entity)]))
      writer.text(element.key)
      write(loser.value, of: values[element], to: &writer)
      writer.integer(Int64(loser.record))
      writer.integer(Int64(loser.reason.rawValue))
      try writer.endRow()
    }
  }
}

private func write(_ value: UInt32, of dictionary: ByteDictionary, to writer: inout RowWriter) {
  if value == 0 {
    writer.null()
  } else {
    writer.text(dictionary.bytes.span.extracting(dictionary.range(of: value)))
  }
}

private func writeRecords(
  _ content: BaseContent, entityOf: [UInt32], tables: [ResourceTable], groups: [[RecordGroup]],
  recordOfRow: [[[UInt32]]], values: ElementValues, files: FileNumbers, database: DatabaseBuilder
) throws(StoreError) {
  let records = content.records
  let dictionaries = records.elements.map { values[$0] }
  try database.insert(into: "record", columnCount: records.elements.count + 9) { writer in
    for record in 0..<records.count {
      let resource = Int(records.resources[record])
      let row = Int(records.rows[record])
      writer.integer(record)
      writer.integer(Int64(content.numbers[Int(entityOf[record])]))
      writer.integer(files.number(resource, Int(tables[resource].fileOfRow[row])))
      writer.integer(Int64(tables[resource].rowNumbers[row]))
      writer.text(groups[resource][Int(records.groups[record])].role)
      writer.integer(Int64(bitPattern: records.keys[record]))
      writer.integer(Int64(bitPattern: content.identityKeys[record]))
      if records.days[record] == SubjectRecords.undated {
        writer.null()
      } else {
        writer.integer(Int64(records.days[record]))
      }
      var quality: UInt64 = 0
      for place in records.elements.indices {
        quality |= UInt64(records.qualities[place][record].rawValue) &<< UInt64(2 * place)
      }
      writer.integer(Int64(bitPattern: quality))
      for place in records.elements.indices {
        write(records.values[place][record], of: dictionaries[place], to: &writer)
      }
      try writer.endRow()
    }
  }
  try database.insert(into: "repeated_row", columnCount: 4) { writer in
    for table in tables {
      let resource = table.resourceIndex
      for group in groups[resource].indices where groups[resource][group].subject == records.subject {
        for row in 0..<table.rowCount where table.repeatOf[row] != ResourceTable.notARepeat {
          let record = recordOfRow[resource][group][row]
          if record == CityRecords.noRecord { continue }
          writer.integer(Int64(record))
          writer.integer(files.number(resource, Int(table.fileOfRow[row])))
          writer.integer(Int64(table.rowNumbers[row]))
          writer.text(groups[resource][group].role)
          try writer.endRow()
        }
      }
    }
  }
}

private func writeEvidence(
  _ content: BaseContent, entityOf: [UInt32], tables: [ResourceTable], files: FileNumbers,
  database: DatabaseBuilder
) throws(StoreError) {
  let records = content.records
  try database.insert(into: "link", columnCount: 4) { writer in
    for link in content.links {
      writer.integer(Int64(link.left))
      writer.integer(Int64(link.right))
      writer.integer(Int64(link.weightMillibits))
      writer.integer(Int64(bitPattern: link.levels))
      try writer.endRow()
    }
  }
  try database.insert(into: "conflict", columnCount: 3) { writer in
    for conflict in content.conflicts {
      writer.integer(Int64(conflict.left))
      writer.integer(Int64(conflict.right))
      writer.text(conflict.reason)
      try writer.endRow()
    }
  }
  try database.insert(into: "relation", columnCount: 7) { writer in
    for (relation, otherNumber) in content.relations {
      let record = Int(relation.left)
      let resource = Int(records.resources[record])
      let row = Int(records.rows[record])
      writer.text(relation.kind.name)
      writer.integer(Int64(content.numbers[Int(entityOf[record])]))
      writer.text(relation.kind.right.name)
      writer.integer(Int64(otherNumber))
      writer.text(BaseDeclaration.of(relation.kind.right).entityID(otherNumber))
      writer.integer(files.number(resource, Int(tables[resource].fileOfRow[row])))
      writer.integer(Int64(tables[resource].rowNumbers[row]))
      try writer.endRow()
    }
  }
  try database.insert(into: "history", columnCount: 4) { writer in
    for event in content.history {
      writer.integer(Int64(event.number))
      writer.integer(event.runNumber)
      writer.text(event.event.rawValue)
      if let other = event.otherNumber { writer.integer(Int64(other)) } else { writer.null() }
      try writer.endRow()
    }
  }
}
