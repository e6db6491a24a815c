public import GuiyiMerge
public import GuiyiModel
public import GuiyiRecords
public import GuiyiRelate

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

/// A dispute about a golden value, as the base database keeps it.
public struct StoredDispute: Sendable, Hashable {
  public let number: UInt32
  /// The element's key.
  public let element: String
  /// As `yyyy-MM-dd`.
  public let since: String
  public let by: String
  public let reason: String
  /// `open`, `upheld` or `dismissed`; only open ones mark the value.
  public let status: String
  public init(number: UInt32, element: String, since: String, by: String, reason: String, status: String) {
    self.number = number
    self.element = element
    self.since = since
    self.by = by
    self.reason = reason
    self.status = status
  }
}

extension [StoredDispute] {
  /// The disputed elements of each entity that has any, by their keys, in one text.
  public var marks: [UInt32: String] {
    var keys: [UInt32: [String]] = [:]
    for dispute in self where dispute.status == "open" {
      if keys[dispute.number]?.contains(dispute.element) != true {
        keys[dispute.number, default: []].append(dispute.element)
      }
    }
    return keys.mapValues { $0.sorted().joined(separator: " ") }
  }
}

/// The place that an address of an entity lies in.
public struct StoredLocation: Sendable {
  /// The stable number of the place's entity.
  public let placeNumber: UInt32
  /// The place in the list of levels that comes with the locations.
  public let levelIndex: UInt8
  /// In thousandths.
  public let confidence: UInt16
  public init(placeNumber: UInt32, levelIndex: UInt8, confidence: UInt16) {
    self.placeNumber = placeNumber
    self.levelIndex = levelIndex
    self.confidence = confidence
  }
}

/// Where the golden addresses of a subject's entities lie.
public struct StoredLocations: Sendable {
  /// By element, then by entity index; nil where nothing is known.
  public let byElement: [(element: DataElement, locations: [StoredLocation?])]
  /// What the levels are called, the coarsest first.
  public let levels: [(name: String, chineseName: String)]
  public init(
    byElement: [(element: DataElement, locations: [StoredLocation?])],
    levels: [(name: String, chineseName: String)]
  ) {
    self.byElement = byElement
    self.levels = levels
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
  /// The record that stood for each one in linking; empty where each stood for itself.
  public let standIns: [UInt32]
  public let links: [StoredLink]
  public let conflicts: [StoredConflict]
  /// Relations whose left subject this is: kind, left record, right record's entity number.
  public let relations: [(relation: RecordRelation, otherNumber: UInt32)]
  /// To which households people belong; none for other subjects.
  public var households = Households.none
  /// How each entity stands; none for subjects that have no standing.
  public var standings: [Standing] = []
  /// What became of the entities up to this run.
  public let log: ChangeLog
  /// By entity number.
  public let disputes: [StoredDispute]
  public let meta: [(key: String, value: String)]
  /// Where each entity index lies; nil in it where that is not known, and all of it nil for subjects without points.
  public let points: [EntityPoint?]?
  /// The run's date, for the tables of a GeoPackage.
  public let asOf: String
  /// Where the entities' addresses lie; nil for subjects without addresses.
  public let locations: StoredLocations?

  public init(
    declaration: BaseDeclaration, records: SubjectRecords, golden: GoldenTable, identityKeys: [UInt64],
    numbers: [UInt32], standIns: [UInt32],
    links: [StoredLink], conflicts: [StoredConflict],
    relations: [(relation: RecordRelation, otherNumber: UInt32)], log: ChangeLog,
    disputes: [StoredDispute] = [], meta: [(key: String, value: String)], points: [EntityPoint?]? = nil,
    asOf: String = "1970-01-01", locations: StoredLocations? = nil
  ) {
    self.declaration = declaration
    self.records = records
    self.golden = golden
    self.identityKeys = identityKeys
    self.numbers = numbers
    self.standIns = standIns
    self.links = links
    self.conflicts = conflicts
    self.relations = relations
    self.log = log
    self.disputes = disputes
    self.meta = meta
    self.points = points
    self.asOf = asOf
    self.locations = locations
  }
}
