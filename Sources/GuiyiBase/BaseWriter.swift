internal import GuiyiColumns
internal import GuiyiMerge
public import GuiyiModel
internal import GuiyiRecords
public import GuiyiStore

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
  let places = RowPlaces(tables)
  let order = EntityOrder(content, entityOf: entityOf)
  try writeWords(content, tables: tables, catalog: catalog, places: places, database: database)
  try writeEntities(content, order: order, values: values, database: database)
  try writeDisputes(content, database: database)
  try writeLosers(content, order: order, values: values, database: database)
  try writeRecords(content, order: order, places: places, groups: groups, database: database)
  try writeVariants(content, order: order, values: values, database: database)
  try writeRepeats(
    content, order: order, tables: tables, places: places, groups: groups, recordOfRow: recordOfRow,
    database: database)
  try writeEvidence(content, order: order, places: places, shares: values[.rowShare], database: database)
  try writeStandings(content, order: order, database: database)
  try writeHouseholds(content, order: order, places: places, values: values, database: database)
  try writeChanges(content, database: database)
  try writeKeys(content, order: order, database: database)
  try ContentKeys(
    content, order: order, entityOf: entityOf, tables: tables, catalog: catalog, groups: groups,
    places: places,
    values: values
  ).write(content, order: order, to: database)
  try database.execute(BaseSchema.views(content.declaration))
  if let locations = content.locations {
    try writeLocations(locations, content, order: order, database: database)
  }
  if content.declaration.isGeoPackage {
    try GeoPackage.finish(database, declaration: content.declaration, asOf: content.asOf)
  }
  try database.finish()
}

/// What the numbers in the other tables stand for.
private func writeWords(
  _ content: BaseContent, tables: [ResourceTable], catalog: Catalog, places: RowPlaces,
  database: DatabaseBuilder
) throws(StoreError) {
  try database.insert(into: "meta", columnCount: 2) { writer in
    let baseline = content.log.baseline
    let counted = [
      ("baseline_run", String(baseline.runNumber)), ("baseline_next", String(baseline.nextNumber)),
    ]
    for (key, value) in (content.meta + counted).sorted(by: { $0.key < $1.key }) {
      writer.text(key)
      writer.text(value)
      try writer.endRow()
    }
  }
  try database.insert(into: "source_file", columnCount: 3) { writer in
    for table in tables {
      for (index, file) in table.files.enumerated() {
        writer.integer(places.fileNumber(table.resourceIndex, index))
        writer.text(catalog.resources[table.resourceIndex].code)
        writer.text(file)
        try writer.endRow()
      }
    }
  }
  try database.insert(into: "resource", columnCount: 4) { writer in
    for resource in catalog.resources {
      let keys = resource.items.compactMap { $0.element?.subject == .row ? $0.element?.key : nil }
      writer.text(resource.code)
      writer.text(resource.name)
      writer.text(catalog.department(of: resource).name)
      writer.text(keys.isEmpty ? "" : " " + keys.joined(separator: " ") + " ")
      try writer.endRow()
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
  try database.insert(into: "element", columnCount: 3) { writer in
    for (place, element) in content.records.elements.enumerated() {
      writer.integer(place)
      writer.text(element.key)
      writer.text(element.chineseName)
      try writer.endRow()
    }
  }
}

/// The files and row numbers of all resources behind one another, so that a record finds its own in one step.
struct RowPlaces {
  private var firstFiles: [Int] = []
  private var firstRows: [Int] = []
  private var files: [UInt32] = []
  private var rowNumbers: [UInt32] = []

  /// - Parameter tables: one per resource, at `Resource.index`.
  init(_ tables: [ResourceTable]) {
    let rowCount = tables.reduce(0) { $0 + $1.rowCount }
    files.reserveCapacity(rowCount)
    rowNumbers.reserveCapacity(rowCount)
    var fileCount = 0
    for table in tables {
      firstFiles.append(fileCount)
      firstRows.append(rowNumbers.count)
      let first = UInt32(fileCount)
      files.append(contentsOf: table.fileOfRow.lazy.map { first + UInt32($0) })
      rowNumbers.append(contentsOf: table.rowNumbers)
      fileCount += table.files.count
    }
  }

  /// The number of a file, from 0 over all resources.
  func fileNumber(_ resource: Int, _ file: Int) -> Int { firstFiles[resource] + file }

  /// The file's number and the row as a spreadsheet shows it.
  /// - Parameter row: the index in the resource's table.
  func place(_ resource: Int, _ row: Int) -> (file: UInt32, rowNumber: UInt32) {
    let index = firstRows[resource] + row
    return (files[index], rowNumbers[index])
  }
}

/// Entities in the order of their numbers, and the records of each numbered from 1: databases are built in key order.
struct EntityOrder {
  /// Entity indices, ascending by stable number.
  let entities: [UInt32]
  /// Per record: the stable number of its entity.
  let entityNumbers: [UInt32]
  /// Per record: its place among the records of its entity.
  let recordNumbers: [UInt32]

  init(_ content: BaseContent, entityOf: [UInt32]) {
    let golden = content.golden
    let numbers = content.numbers
    entities = RadixSort.order(of: numbers.map { UInt64($0) })
    entityNumbers = entityOf.map { numbers[Int($0)] }
    var recordNumbers = [UInt32](repeating: 0, count: entityOf.count)
    for entity in 0..<golden.entityCount {
      let start = golden.starts[entity]
      for slot in start..<golden.starts[entity + 1] {
        recordNumbers[Int(golden.members[slot])] = UInt32(slot - start + 1)
      }
    }
    self.recordNumbers = recordNumbers
  }
}
