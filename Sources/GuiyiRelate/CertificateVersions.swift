internal import GuiyiColumns
public import GuiyiMerge
public import GuiyiModel
public import GuiyiRecords

/// The versions of electronic certificates: which one each is followed by, and how each stands.
public struct CertificateVersions: Sendable {
  public let standings: [Standing]
  /// A newer version to the one that it takes the place of.
  public let relations: [RecordRelation]

  /// Finds versions by their identifiers: one type, issuer and serial number with several versions; certificates without an
  /// identifier by type, number and day of issue.
  public init(golden: GoldenTable, values: ElementValues, asOf: DayNumber) {
    let issued = DayColumn(.certificateIssuedOn, golden, values)
    let from = DayColumn(.certificateValidFrom, golden, values)
    let until = DayColumn(.certificateValidUntil, golden, values)
    var chains: [[UInt8]: [Link]] = [:]
    for entity in 0..<golden.entityCount {
      guard let link = Link(entity, golden, values, issued: issued[entity]) else { continue }
      chains[link.chain, default: []].append(link)
    }
    var successorOf = [Int?](repeating: nil, count: golden.entityCount)
    for chain in chains.values where chain.count > 1 {
      let ordered = chain.sorted { ($0.version, $0.issued, $0.entity) < ($1.version, $1.issued, $1.entity) }
      for (older, newer) in zip(ordered, ordered.dropFirst())
      // Two of one version and one day are a doubt, not a chain.
      where (older.version, older.issued) != (newer.version, newer.issued) {
        successorOf[older.entity] = newer.entity
      }
    }
    standings = (0..<golden.entityCount).map { entity in
      let end = until[entity].map { $0 + 1 }
      let start = from[entity] ?? issued[entity]
      let state: Standing.State =
        if successorOf[entity] != nil {
          .superseded
        } else if let end, end <= asOf {
          .expired
        } else if let start, start > asOf {
          .notYetValid
        } else {
          .current
        }
      return Standing(
        entity: UInt32(entity), state: state, since: start, until: end, className: "", basis: "")
    }
    let kind = RelationKind.all.firstIndex { $0.name == "supersedes" }
    relations = successorOf.enumerated().compactMap { older, newer in
      guard let newer, let kind else { return nil }
      return RecordRelation(
        kindIndex: UInt8(kind), left: Self.record(newer, golden), right: Self.record(older, golden))
    }
  }

  /// The first record of an entity: any of its rows names the certificate.
  private static func record(_ entity: Int, _ golden: GoldenTable) -> UInt32 {
    golden.members[golden.starts[entity]]
  }

  /// A certificate's place in its chain.
  private struct Link {
    let entity: Int
    /// What all versions have in common.
    let chain: [UInt8]
    let version: Int
    let issued: DayNumber

    init?(_ entity: Int, _ golden: GoldenTable, _ values: ElementValues, issued: DayNumber?) {
      self.entity = entity
      self.issued = issued ?? DayNumber.min
      func bytes(_ element: DataElement) -> [UInt8] {
        let dictionary = values[element]
        return Array(dictionary.bytes[dictionary.range(of: golden.values[golden.column(element)][entity])])
      }
      let identifier = bytes(.certificateIdentifier)
      if let (rest, version) = Self.split(identifier) {
        chain = rest
        self.version = version
        return
      }
      let (type, number) = (bytes(.certificateType), bytes(.certificateNumber))
      guard !type.isEmpty, !number.isEmpty else { return nil }
      chain = type + [0x1F] + number
      version = 0
    }

    /// type.issuer.serial.version.check, with the root or without: what stands before the version, and the version.
    private static func split(_ identifier: [UInt8]) -> (rest: [UInt8], version: Int)? {
      let root = Array("1.2.156.3005.2.".utf8)
      let parts = (identifier.starts(with: root) ? identifier.dropFirst(root.count) : identifier[...])
        .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      guard parts.count == 5, parts[3].count == 3,
        let version = Int(String(decoding: parts[3], as: UTF8.self))
      else { return nil }
      return (Array(parts[0..<3].joined(separator: [UInt8(ascii: ".")])), version)
    }
  }
}
