public import GuiyiMerge
public import GuiyiRecords

/// An accepted link, as the base database keeps it for explaining.
public struct StoredLink: Sendable {
  public let left: UInt32
  public let right: UInt32
  public let weightMillibits: Int32
  public let levels: UInt64
  public init(left: UInt32, right: UInt32, weightMillibits: Int32, levels: UInt64) {
    self.left = left
    self.right = right
    self.weightMillibits = weightMillibits
    self.levels = levels
  }
}

/// Two records that look alike and were kept apart, with the reason.
public struct StoredConflict: Sendable {
  public let left: UInt32
  public let right: UInt32
  public let reason: String
  public init(left: UInt32, right: UInt32, reason: String) {
    self.left = left
    self.right = right
    self.reason = reason
  }
}

/// Everything that one base database holds.
public struct BaseContent: Sendable {
  public let declaration: BaseDeclaration
  public let records: SubjectRecords
  public let golden: GoldenTable
  /// A key of who each record is, for stable numbers in the next run.
  public let identityKeys: [UInt64]
  /// The stable number of each entity index.
  public let numbers: [UInt32]
  public let links: [StoredLink]
  public let conflicts: [StoredConflict]
  /// Relations whose left subject this is: kind, left record, right record's entity number.
  public let relations: [(relation: RecordRelation, otherNumber: UInt32)]
  /// What became of the entities up to this run.
  public let log: ChangeLog
  public let meta: [(key: String, value: String)]

  public init(
    declaration: BaseDeclaration, records: SubjectRecords, golden: GoldenTable, identityKeys: [UInt64],
    numbers: [UInt32],
    links: [StoredLink], conflicts: [StoredConflict],
    relations: [(relation: RecordRelation, otherNumber: UInt32)], log: ChangeLog,
    meta: [(key: String, value: String)]
  ) {
    self.declaration = declaration
    self.records = records
    self.golden = golden
    self.identityKeys = identityKeys
    self.numbers = numbers
    self.links = links
    self.conflicts = conflicts
    self.relations = relations
    self.log = log
    self.meta = meta
  }
}
