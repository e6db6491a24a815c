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
  let starts = golden.starts
  let marks = content.disputes.marks
  var id: [UInt8] = []
  var blob: [UInt8] = []
  let pointColumnCount = content.declaration.isGeoPackage ? GeoPackage.columnCount : 0
  try database.insert(into: "entity", columnCount: golden.elements.count + 4 + pointColumnCount) { writer in
    // Of an element in a span no copy is made, whose references would be counted for every cell.
    let columns = golden.values.span
    let dictionaries = dictionaries.span
    for entity in order.entities.lazy.map({ Int($0) }) {
      writer.integer(Int64(numbers[entity]))
      id.removeAll(keepingCapacity: true)
      content.declaration.appendEntityID(numbers[entity], to: &id)
      writer.text(id.span)
      for place in dictionaries.indices {
        write(columns[place][entity], of: dictionaries[place], to: &writer)
      }
      writer.integer(starts[entity + 1] - starts[entity])
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
    for start in stride(from: 0, to: order.entities.count, by: rowsAtOnce) {
      let entities = order.entities[start..<min(order.entities.count, start + rowsAtOnce)]
      let sources = sources(of: entities, golden, order)
      var place = 0
      for entity in entities {
        writer.integer(Int64(numbers[Int(entity)]))
        for source in sources[place..<place + golden.elements.count] {
          if source < 0 { writer.null() } else { writer.integer(source) }
        }
        place += golden.elements.count
        try writer.endRow()
      }
    }
  }
}

/// Entities whose columns are looked at one after the other before their rows are written.
private let rowsAtOnce = 1_024

/// The record that gave each golden value and what it won by, row by row; -1 where there is no value.
private func sources(of entities: ArraySlice<UInt32>, _ golden: GoldenTable, _ order: EntityOrder) -> [Int64]
{
  let width = golden.elements.count
  var sources = [Int64](repeating: -1, count: entities.count * width)
  for column in 0..<width {
    let (values, records, reasons) = (golden.values[column], golden.records[column], golden.reasons[column])
    var place = column
    for entity in entities.lazy.map({ Int($0) }) {
      if values[entity] != 0 {
        let record = order.recordNumbers[Int(records[entity])]
        sources[place] = Int64(record) &<< Int64(BaseSchema.reasonBits) | Int64(reasons[entity].rawValue)
      }
      place += width
    }
  }
  return sources
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
