import GuiyiBase
import GuiyiModel
import GuiyiResolve
import GuiyiStore

/// Reads from a finished run what the next one needs: which records were which entity.
enum FormerRun {
  /// The rows of the last delivery that stood, by the resource's code; none before the first run.
  ///
  /// A delivery that was stopped is nothing to compare with: its former one stays.
  static func rowCounts(folder: String?) -> [String: Int] {
    guard let folder, let reader = try? DatabaseReader(path: folder + "/run.sqlite") else { return [:] }
    var counts: [String: Int] = [:]
    try? reader.forEach("SELECT code, comparable_rows FROM resource") { row in
      guard let code = row.text(0), let count = row.integer(1), (0...1 << 40).contains(count) else { return }
      counts[code] = Int(count)
    }
    return counts
  }

  /// More entities than any run can have are left above it.
  private static let numberLimit: UInt32 = 1 << 31

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
    // Numbers are counted on from here: a damaged file must not lead beyond the last one.
    guard former.nextNumber <= numberLimit, former.numbers.allSatisfy({ 0 < $0 && $0 < former.nextNumber })
    else {
      throw StoreError(file: declaration.fileName, message: "it holds entity numbers that no run has given")
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
