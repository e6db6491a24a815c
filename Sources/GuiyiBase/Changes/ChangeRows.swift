internal import GuiyiColumns
internal import GuiyiHistory
internal import GuiyiModel
internal import GuiyiRecords
internal import GuiyiStore

/// Writes the log of changes: what the former version holds, and this run's behind it.
func writeChanges(_ content: BaseContent, database: DatabaseBuilder) throws(StoreError) {
  let log = content.log
  var nextCursor = FeedCursor.firstLogged(nextNumber: log.baseline.nextNumber)
  if let former = log.former {
    try database.attach(path: former.path, as: "former")
    try database.execute(
      """
      INSERT INTO run SELECT * FROM former.run ORDER BY run;
      INSERT INTO change SELECT * FROM former.change ORDER BY cursor;
      DETACH DATABASE former;
      """)
    nextCursor = former.lastCursor + 1
  }
  try database.insert(into: "run", columnCount: 2) { writer in
    writer.integer(log.runNumber)
    writer.text(log.asOf)
    try writer.endRow()
  }
  try database.insert(into: "change", columnCount: 8) { writer in
    // Before the feed's first place: a consumer never hears of entities that were gone before it.
    for (index, event) in log.earlierEvents.enumerated() {
      writer.integer(index + 1 - log.earlierEvents.count)
      writer.integer(event.runNumber)
      writer.integer(Int64(event.number))
      writer.text(event.event.rawValue)
      if let other = event.otherNumber { writer.integer(Int64(other)) } else { writer.null() }
      for _ in 0..<3 { writer.null() }
      try writer.endRow()
    }
    let keys = content.declaration.feedKeys
    for change in log.changes.changes {
      writer.integer(nextCursor)
      nextCursor += 1
      writer.integer(log.runNumber)
      writer.integer(Int64(change.number))
      writer.text(change.kind.name)
      if change.otherNumber == 0 { writer.null() } else { writer.integer(Int64(change.otherNumber)) }
      if change.kind == .changed {
        let place = Int(change.place)
        writer.text(keys[place])
        write(change.old, of: log.changes.formerTexts[place], to: &writer)
        write(change.new, of: log.changes.texts[place], to: &writer)
      } else {
        for _ in 0..<3 { writer.null() }
      }
      try writer.endRow()
    }
  }
  try database.execute(ChangeSchema.index)
}
