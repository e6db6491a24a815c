internal import GuiyiColumns
internal import GuiyiMerge
internal import GuiyiModel
internal import GuiyiStore

/// Writes the golden records, and for each of their values the record that gave it and what it won by.
func writeEntities(
  _ content: BaseContent, order: EntityOrder, values: ElementValues, database: DatabaseBuilder
) throws(StoreError) {
  let golden = content.golden
  let numbers = content.numbers
  let dictionaries = golden.elements.map { values[$0] }
  let marks = content.disputes.marks
  var id: [UInt8] = []
  var blob: [UInt8] = []
  let pointColumnCount = content.declaration.isGeoPackage ? GeoPackage.columnCount : 0
  try database.insert(into: "entity", columnCount: golden.elements.count + 4 + pointColumnCount) { writer in
    for entity in order.entities.lazy.map({ Int($0) }) {
      writer.integer(Int64(numbers[entity]))
      id.removeAll(keepingCapacity: true)
      content.declaration.appendEntityID(numbers[entity], to: &id)
      writer.text(id.span)
      for place in dictionaries.indices {
        write(golden.values[place][entity], of: dictionaries[place], to: &writer)
      }
      writer.integer(golden.starts[entity + 1] - golden.starts[entity])
      if marks.isEmpty { writer.null() } else { writer.text(marks[numbers[entity]]) }
      if let point = content.points?[entity] {
        point.write(order: order, blob: &blob, to: &writer)
      } else {
        for _ in 0..<pointColumnCount { writer.null() }
      }
      try writer.endRow()
    }
  }
  try database.insert(into: "golden_source", columnCount: golden.elements.count + 1) { writer in
    for entity in order.entities.lazy.map({ Int($0) }) {
      writer.integer(Int64(numbers[entity]))
      for place in dictionaries.indices {
        if golden.values[place][entity] == 0 {
          writer.null()
        } else {
          let record = order.recordNumbers[Int(golden.records[place][entity])]
          writer.integer(
            Int64(record) &<< Int64(BaseSchema.reasonBits) | Int64(golden.reasons[place][entity].rawValue))
        }
      }
      try writer.endRow()
    }
  }
}

/// Writes the values that lost against a golden one, each with the best record that says so.
func writeLosers(
  _ content: BaseContent, order: EntityOrder, values: ElementValues, database: DatabaseBuilder
) throws(StoreError) {
  try database.insert(into: "losing_value", columnCount: 5) { writer in
    for loser in content.golden.losers {
      let element = DataElement.all[Int(loser.elementIndex)]
      writer.integer(Int64(content.numbers[Int(loser.entity)]))
      writer.text(element.key)
      write(loser.value, of: values[element], to: &writer)
      writer.integer(Int64(order.recordNumbers[Int(loser.record)]))
      writer.integer(Int64(loser.reason.rawValue))
      try writer.endRow()
    }
  }
}

/// Writes a value of a dictionary, or NULL where its number is 0.
func write(_ value: UInt32, of dictionary: borrowing ByteDictionary, to writer: inout RowWriter) {
  if value == 0 {
    writer.null()
  } else {
    writer.text(dictionary.bytes.span.extracting(dictionary.range(of: value)))
  }
}

/// Writes the disputes about golden values.
func writeDisputes(_ content: BaseContent, database: DatabaseBuilder) throws(StoreError) {
  try database.insert(into: "dispute", columnCount: 6) { writer in
    for dispute in content.disputes {
      writer.integer(Int64(dispute.number))
      writer.text(dispute.element)
      writer.text(dispute.since)
      writer.text(dispute.by)
      writer.text(dispute.reason)
      writer.text(dispute.status)
      try writer.endRow()
    }
  }
}
