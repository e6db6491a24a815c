internal import GuiyiColumns
internal import GuiyiModel
internal import GuiyiRecords
internal import GuiyiStore

/// Writes what joined records and what kept them apart, whom rows tie together, and what became of entities.
func writeEvidence(_ content: BaseContent, order: EntityOrder, places: RowPlaces, database: DatabaseBuilder)
  throws(StoreError)
{
  func write(_ record: UInt32, to writer: inout RowWriter) {
    writer.integer(Int64(order.entityNumbers[Int(record)]))
    writer.integer(Int64(order.recordNumbers[Int(record)]))
  }
  try database.insert(into: "link", columnCount: 6) { writer in
    for link in content.links {
      write(link.left, to: &writer)
      write(link.right, to: &writer)
      writer.integer(Int64(link.weightMillibits))
      writer.integer(Int64(bitPattern: link.levels))
      try writer.endRow()
    }
  }
  try database.insert(into: "conflict", columnCount: 5) { writer in
    for conflict in content.conflicts {
      write(conflict.left, to: &writer)
      write(conflict.right, to: &writer)
      writer.text(conflict.reason)
      try writer.endRow()
    }
  }
  let records = content.records
  try database.insert(into: "relation", columnCount: 7) { writer in
    for (relation, otherNumber) in content.relations {
      let record = Int(relation.left)
      let place = places.place(Int(records.resources[record]), Int(records.rows[record]))
      writer.text(relation.kind.name)
      writer.integer(Int64(order.entityNumbers[record]))
      writer.text(relation.kind.right.name)
      writer.integer(Int64(otherNumber))
      writer.text(BaseDeclaration.of(relation.kind.right).entityID(otherNumber))
      writer.integer(Int64(place.file))
      writer.integer(Int64(place.rowNumber))
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
