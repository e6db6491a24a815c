import GuiyiBase
import GuiyiModel
import GuiyiResolve
import GuiyiStore

/// Reads from a finished run what the next one needs: which records were which entity.
enum FormerRun {
  /// The rows that were accepted or repeated, by the resource's code; none before the first run.
  static func rowCounts(folder: String?) -> [String: Int] {
    guard let folder, let reader = try? DatabaseReader(path: folder + "/run.sqlite") else { return [:] }
    var counts: [String: Int] = [:]
    try? reader.forEach(
      """
      SELECT r.code, sum(f.accepted + f.repeated) FROM source_file f JOIN resource r USING (resource_no) GROUP BY r.code
      """
    ) { counts[$0.text(0) ?? ""] = Int($0.integer(1) ?? 0) }
    return counts
  }

  /// - Parameter folder: the finished run's folder.
  static func entities(of subject: Subject, folder: String) throws -> FormerEntities {
    let declaration = BaseDeclaration.of(subject)
    let reader = try DatabaseReader(path: folder + "/base/" + declaration.fileName)
    var former = FormerEntities()
    former.nextNumber = UInt32(try reader.text("SELECT value FROM meta WHERE key = 'next_number'") ?? "") ?? 1
    if try reader.text("SELECT value FROM meta WHERE key = 'schema'") == "1" {
      try readFirstSchema(reader, into: &former)
    } else {
      try readKeys(reader, into: &former)
    }
    try reader.forEach("SELECT entity_no, run, event, other_no FROM history ORDER BY rowid") { row in
      guard let number = row.integer(0), let run = row.integer(1),
        let event = row.text(2).flatMap({ HistoryEvent.Event(rawValue: $0) })
      else { return }
      former.history.append(
        HistoryEvent(
          number: UInt32(truncatingIfNeeded: number), event: event,
          otherNumber: row.integer(3).map { UInt32(truncatingIfNeeded: $0) }, runNumber: Int(run)))
    }
    return former
  }

  private static func readKeys(_ reader: DatabaseReader, into former: inout FormerEntities) throws {
    try reader.forEach(
      "SELECT record_keys, identity_keys, entity_nos FROM number_key ORDER BY block_no"
    ) { row in
      let contents = row.numbers(0, as: UInt64.self)
      let identities = row.numbers(1, as: UInt64.self)
      let numbers = row.numbers(2, as: UInt32.self)
      for ((content, identity), number) in zip(zip(contents, identities), numbers) {
        former.keys.append(content)
        former.keys.append(identity)
        former.numbers.append(number)
        former.numbers.append(number)
      }
    }
  }

  /// Results of an older engine had the keys beside each record: the same people keep their ids.
  private static func readFirstSchema(_ reader: DatabaseReader, into former: inout FormerEntities) throws {
    try reader.forEach("SELECT record_key, identity_key, entity_no FROM record") { row in
      guard let content = row.integer(0), let identity = row.integer(1), let number = row.integer(2) else {
        return
      }
      former.keys.append(UInt64(bitPattern: content))
      former.keys.append(UInt64(bitPattern: identity))
      former.numbers.append(UInt32(truncatingIfNeeded: number))
      former.numbers.append(UInt32(truncatingIfNeeded: number))
    }
  }
}
