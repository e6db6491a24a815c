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

/// The version that readers see while the next one is made.
struct FormerVersion: Sendable {
  /// nil before the first run.
  let folder: String?
  /// At `Subject.rawValue`; nobody before the first run.
  let entities: [FormerEntities]

  /// - Parameter folder: the finished run's folder, or nil before the first.
  init(folder: String?) throws {
    self.folder = folder
    entities = try Subject.entities.map { subject in
      try folder.map { try FormerRun.entities(of: subject, folder: $0) } ?? FormerEntities()
    }
  }

  /// A subject's base database; nil before the first run.
  func base(of subject: Subject) throws -> FormerBase? {
    try folder.map {
      try FormerBase(path: $0 + "/base/" + BaseDeclaration.of(subject).fileName, subject: subject)
    }
  }
}
