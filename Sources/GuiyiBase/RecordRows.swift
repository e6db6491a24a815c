internal import GuiyiColumns
internal import GuiyiMerge
internal import GuiyiModel
internal import GuiyiRecords
internal import GuiyiStore

/// Writes every record with its row; of what the row says only how good each value is.
///
/// Nearly all values of records are their entity's golden ones: only the others are kept once more, as variants.
func writeRecords(
  _ content: BaseContent, order: EntityOrder, places: RowPlaces, groups: [[RecordGroup]],
  database: DatabaseBuilder
) throws(StoreError) {
  let records = content.records
  let golden = content.golden
  let qualities = packedQualities(records)
  let roles = RoleTexts(groups)
  try database.insert(into: "record", columnCount: 8) { writer in
    for entity in order.entities.lazy.map({ Int($0) }) {
      for slot in golden.starts[entity]..<golden.starts[entity + 1] {
        let record = Int(golden.members[slot])
        let resource = Int(records.resources[record])
        let place = places.place(resource, Int(records.rows[record]))
        writer.integer(Int64(content.numbers[entity]))
        writer.integer(slot - golden.starts[entity] + 1)
        writer.integer(Int64(place.file))
        writer.integer(Int64(place.rowNumber))
        roles.write(resource, Int(records.groups[record]), to: &writer)
        if records.days[record] == SubjectRecords.undated {
          writer.null()
        } else {
          writer.integer(Int64(records.days[record]))
        }
        writer.integer(Int64(bitPattern: qualities[record]))
        if content.standIns.isEmpty || content.standIns[record] == UInt32(record) {
          writer.null()
        } else {
          writer.integer(Int64(order.recordNumbers[Int(content.standIns[record])]))
        }
        try writer.endRow()
      }
    }
  }
}

/// The qualities of a record's values in one number, two bits each, the first element lowest.
func packedQualities(_ records: SubjectRecords) -> [UInt64] {
  precondition(records.elements.count <= 32, "two bits for each element")
  var packed = [UInt64](repeating: 0, count: records.count)
  for place in records.elements.indices {
    let column = records.qualities[place]
    for record in packed.indices {
      packed[record] |= UInt64(column[record].rawValue) &<< UInt64(2 * place)
    }
  }
  return packed
}

/// The roles of all record groups as bytes.
private struct RoleTexts {
  private var texts = ByteDictionary()
  private var ids: [[UInt32]] = []

  init(_ groups: [[RecordGroup]]) {
    for resource in groups { ids.append(resource.map { texts.intern($0.role) }) }
  }

  func write(_ resource: Int, _ group: Int, to writer: inout RowWriter) {
    let ids = ids.span
    writer.text(texts.bytes.span.extracting(texts.range(of: ids[resource][group])))
  }
}

/// The values of records that are not their entity's golden ones, entity by entity and element by element.
///
/// They can only be where the element has losing values, which are few.
func forEachVariant(
  _ content: BaseContent, _ body: (_ entity: Int, _ record: Int, _ place: Int, _ value: UInt32) -> Void
) {
  let golden = content.golden
  let columns = content.records.values
  var former: (entity: UInt32, elementIndex: UInt8)?
  for loser in golden.losers {
    if let former, former == (loser.entity, loser.elementIndex) { continue }
    former = (loser.entity, loser.elementIndex)
    let place = golden.column(DataElement.all[Int(loser.elementIndex)])
    let entity = Int(loser.entity)
    for slot in golden.starts[entity]..<golden.starts[entity + 1] {
      let record = Int(golden.members[slot])
      let value = columns[place][record]
      if value == 0 || value == golden.values[place][entity] { continue }
      body(entity, record, place, value)
    }
  }
}

/// Writes the values of records that are not their entity's golden ones.
func writeVariants(
  _ content: BaseContent, order: EntityOrder, values: ElementValues, database: DatabaseBuilder
) throws(StoreError) {
  let dictionaries = content.golden.elements.map { values[$0] }
  var keys: [UInt64] = []
  var variants: [(value: UInt32, place: UInt32)] = []
  forEachVariant(content) { entity, record, place, value in
    keys.append(UInt64(content.numbers[entity]) &<< 32 | UInt64(order.recordNumbers[record]))
    variants.append((value, UInt32(place)))
  }
  // The losers of an entity come by element, and equal keys keep their order.
  let sorted = RadixSort.order(of: keys)
  try database.insert(into: "variant", columnCount: 4) { writer in
    for index in sorted.lazy.map({ Int($0) }) {
      let variant = variants[index]
      writer.integer(Int64(keys[index] &>> 32))
      writer.integer(Int64(keys[index] & 0xFFFF_FFFF))
      writer.integer(Int64(variant.place))
      write(variant.value, of: dictionaries[Int(variant.place)], to: &writer)
      try writer.endRow()
    }
  }
}

/// Writes the rows that repeat a record's row cell for cell.
func writeRepeats(
  _ content: BaseContent, order: EntityOrder, tables: [ResourceTable], places: RowPlaces,
  groups: [[RecordGroup]], recordOfRow: [[[UInt32]]], database: DatabaseBuilder
) throws(StoreError) {
  try database.insert(into: "repeated_row", columnCount: 5) { writer in
    for table in tables {
      let resource = table.resourceIndex
      for group in groups[resource].indices where groups[resource][group].subject == content.records.subject {
        for row in 0..<table.rowCount where table.repeatOf[row] != ResourceTable.notARepeat {
          let record = recordOfRow[resource][group][row]
          if record == CityRecords.noRecord { continue }
          let place = places.place(resource, row)
          writer.integer(Int64(order.entityNumbers[Int(record)]))
          writer.integer(Int64(order.recordNumbers[Int(record)]))
          writer.integer(Int64(place.file))
          writer.integer(Int64(place.rowNumber))
          writer.text(groups[resource][group].role)
          try writer.endRow()
        }
      }
    }
  }
}

/// Writes the keys that give the next run's entities their numbers, in blocks: nobody asks for one of them.
func writeKeys(_ content: BaseContent, order: EntityOrder, database: DatabaseBuilder) throws(StoreError) {
  let count = content.records.count
  try database.insert(into: "number_key", columnCount: 4) { writer in
    for start in stride(from: 0, to: count, by: BaseSchema.keysPerBlock) {
      let range = start..<min(count, start + BaseSchema.keysPerBlock)
      writer.integer(start / BaseSchema.keysPerBlock)
      writer.numbers(content.records.keys.span.extracting(range))
      writer.numbers(content.identityKeys.span.extracting(range))
      writer.numbers(order.entityNumbers.span.extracting(range))
      try writer.endRow()
    }
  }
}
