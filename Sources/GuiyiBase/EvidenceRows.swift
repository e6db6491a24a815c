internal import GuiyiColumns
internal import GuiyiModel
internal import GuiyiRecords
internal import GuiyiStore

/// Writes what joined records and what kept them apart, and whom rows tie together.
///
/// - Parameter shares: what the relations' shares stand for.
func writeEvidence(
  _ content: BaseContent, order: EntityOrder, places: RowPlaces, shares: borrowing ByteDictionary,
  database: DatabaseBuilder
) throws(StoreError) {
  func write(_ record: UInt32, to writer: inout RowWriter) {
    writer.integer(Int64(order.entityNumbers[Int(record)]))
    writer.integer(Int64(order.recordNumbers[Int(record)]))
  }
  func write(day: DayNumber, to writer: inout RowWriter) {
    if day == SubjectRecords.undated { writer.null() } else { writer.integer(Int64(day)) }
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
  let words = RelationKind.all.map { RelationWords($0) }
  var id: [UInt8] = []
  try database.insert(into: "relation", columnCount: 10) { writer in
    for (relation, otherNumber) in content.relations {
      let record = Int(relation.left)
      let place = places.place(Int(records.resources[record]), Int(records.rows[record]))
      let words = words[Int(relation.kindIndex)]
      writer.text(words.kind.span)
      writer.integer(Int64(order.entityNumbers[record]))
      writer.text(words.right.span)
      writer.integer(Int64(otherNumber))
      id.removeAll(keepingCapacity: true)
      words.declaration.appendEntityID(otherNumber, to: &id)
      writer.text(id.span)
      writer.integer(Int64(place.file))
      writer.integer(Int64(place.rowNumber))
      write(day: relation.since, to: &writer)
      write(day: relation.until, to: &writer)
      GuiyiBase.write(relation.share, of: shares, to: &writer)
      try writer.endRow()
    }
  }
}

/// What every relation of a kind has in common, as UTF-8.
private struct RelationWords {
  let kind: [UInt8]
  let right: [UInt8]
  let declaration: BaseDeclaration

  init(_ kind: RelationKind) {
    self.kind = Array(kind.name.utf8)
    right = Array(kind.right.name.utf8)
    declaration = BaseDeclaration.of(kind.right)
  }
}
