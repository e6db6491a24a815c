public import GuiyiColumns
public import GuiyiLink
public import GuiyiModel
public import GuiyiRecords
public import GuiyiText

/// Which records of a subject are one entity, and the evidence.
public struct Resolution: Sendable {
  /// Where guiyi.yaml says nothing.
  ///
  /// The name of an organization is registered once in its region, so it may decide at less; two bodies that share one are
  /// told apart by their codes, and a record that fits both joins neither.
  public static func standardThresholds(for subject: Subject) -> LinkThresholds {
    LinkThresholds(
      linkProbability: subject == .organization ? 0.5 : 0.95,
      reviewProbability: subject == .organization ? 0.1 : 0.3)
  }

  public let subject: Subject
  /// The entity of each record, dense from 0 in the order of the records.
  public let entityOf: [UInt32]
  public let entityCount: Int
  /// For each record the one that stood for it when its like were taken together; empty where none were.
  public let standIns: [UInt32]
  /// The links that made the entities, in the order in which they did.
  public let links: [EvidencePair]
  /// Pairs that a person should decide, with the reason.
  public let reviews: [EvidencePair]
  /// Pairs that agree on something and are different all the same, with the rule that says so.
  public let conflicts: [EvidencePair]
  /// What the linkage core learned; nil for subjects that official keys name.
  public let model: LinkModel?

  /// Links the organizations of a city.
  public static func organizations(
    city: CityRecords, tables: [ResourceTable], values: ElementValues, gazetteer: Gazetteer,
    thresholds: LinkThresholds, workers: Workers
  ) -> Resolution {
    let spec = OrganizationSpecification.spec(thresholds: thresholds)
    let identical = IdenticalRecords(
      OrganizationFields.table(
        city: city, tables: tables, values: values, gazetteer: gazetteer, workers: workers))
    return Resolution(
      .organization, link(identical.table, spec: spec, workers: workers), spec: spec, groups: identical.groups
    )
  }

  /// Groups the records of a subject by their official keys.
  public static func keyed(_ subject: Subject, city: CityRecords) -> Resolution {
    Resolution(subject, KeyedEntities(city[subject], holders: nil))
  }

  /// Groups the records of credit by their official keys; where these are weak, by whom they are about as well.
  public static func credit(city: CityRecords, people: Resolution, organizations: Resolution) -> Resolution {
    let holders = city.holders(
      of: .credit, entityOf: [.person: people.entityOf, .organization: organizations.entityOf])
    return Resolution(.credit, KeyedEntities(city[.credit], holders: holders))
  }

  private init(_ subject: Subject, _ entities: KeyedEntities) {
    self.subject = subject
    entityOf = entities.entityOf
    entityCount = entities.entityCount
    standIns = []
    links = []
    reviews = []
    conflicts = []
    model = nil
  }

  /// The people, with those joined whom linking could not weigh: the cluster of each pair's unknown record into the other's.
  func joining(_ find: (Resolution) -> [EvidencePair]) -> Resolution {
    let found = find(self)
    if found.isEmpty { return self }
    var targetOf = [UInt32](0..<UInt32(entityCount))
    func target(_ entity: UInt32) -> UInt32 {
      var entity = entity
      while targetOf[Int(entity)] != entity { entity = targetOf[Int(entity)] }
      return entity
    }
    for pair in found {
      let (left, right) = (target(entityOf[Int(pair.left)]), target(entityOf[Int(pair.right)]))
      targetOf[Int(max(left, right))] = min(left, right)
    }
    // Entities stay numbered by their first record.
    var numberOf = [UInt32](repeating: .max, count: entityCount)
    var count: UInt32 = 0
    let joined = entityOf.map { entity -> UInt32 in
      let target = Int(target(entity))
      if numberOf[target] == .max {
        numberOf[target] = count
        count += 1
      }
      return numberOf[target]
    }
    return Resolution(
      .person, entityOf: joined, entityCount: Int(count), standIns: standIns, links: links + found,
      reviews: reviews.filter { joined[Int($0.left)] != joined[Int($0.right)] }, conflicts: conflicts,
      model: model)
  }

  private init(
    _ subject: Subject, entityOf: [UInt32], entityCount: Int, standIns: [UInt32], links: [EvidencePair],
    reviews: [EvidencePair], conflicts: [EvidencePair], model: LinkModel?
  ) {
    self.subject = subject
    self.entityOf = entityOf
    self.entityCount = entityCount
    self.standIns = standIns
    self.links = links
    self.reviews = reviews
    self.conflicts = conflicts
    self.model = model
  }

  /// - Parameter groups: the records that the result's records stand for.
  init(_ subject: Subject, _ result: LinkResult, spec: LinkSpec, groups: RecordGroups) {
    func evidence(_ pair: ScoredPair, _ reason: String) -> EvidencePair {
      EvidencePair(
        left: groups.firstOf[Int(pair.left)], right: groups.firstOf[Int(pair.right)],
        weightMillibits: pair.weight,
        levels: pair.levels, reason: reason)
    }
    self.subject = subject
    // Clusters are numbered by their first record, and so are those of the records they stand for.
    entityOf = groups.groupOf.map { result.clusterOf[Int($0)] }
    standIns = groups.standIns
    entityCount = result.clusterCount
    links = result.merges.map { evidence($0.pair, "") }
    reviews = result.reviews.map { evidence($0.pair, $0.reason.name) }
    conflicts = result.conflicts.map { evidence($0.pair, spec.contradictions[$0.contradiction].name) }
    model = result.model
  }
}

/// The people of a city, linked by their own columns; the organizations they stand beside are evidence.
public struct PeopleLinkage: Sendable {
  private let fields: PersonFields
  private let city: CityRecords
  private let tables: [ResourceTable]
  private let spec: LinkSpec
  private let first: Linkage

  public init(
    _ fields: PersonFields, city: CityRecords, tables: [ResourceTable], organizations: Resolution,
    thresholds: LinkThresholds, workers: Workers
  ) {
    self.fields = fields
    self.city = city
    self.tables = tables
    spec = PersonSpecification.spec(thresholds: thresholds)
    let table = fields.table(
      city: city, tables: tables, entityOfOrganization: organizations.entityOf, workers: workers)
    first = Linkage(table, spec: spec, workers: workers)
  }

  /// The people, with those joined whom their companions tie together and those whom linking cannot weigh.
  ///
  /// - Precondition: nobody asked before: what was kept for this is handed over.
  public func settled(workers: Workers) -> Resolution {
    // A parent who was found by number in one row and by telephone in another ties the child's rows together.
    let companions = fields.companions(namedBy: first.result.clusterOf, city: city, tables: tables)
    return Resolution(
      .person, first.relinked(companions, workers: workers), spec: spec, groups: fields.groups
    )
    .joining {
      Kin(PersonClusters($0, fields: fields, city: city)).findings(apart: $0.conflicts, workers: workers)
    }
    .joining {
      OnlyBearers(PersonClusters($0, fields: fields, city: city))
        .findings(apart: $0.conflicts, workers: workers)
    }
  }
}

/// Two records of a subject and what their comparison came to.
public struct EvidencePair: Sendable, Hashable {
  public let left: UInt32
  public let right: UInt32
  /// Evidence for one entity, in 1/1000 bit, the prior included.
  public let weightMillibits: Int32
  /// The level of each comparison, four bits each, the first comparison lowest.
  public let levels: UInt64
  /// Why it is asked about or kept apart; empty for a link.
  public let reason: String

  public var probability: Double { MatchWeight.probability(millibits: weightMillibits) }
}

extension ReviewReason {
  /// The name in exports.
  var name: String {
    switch self {
    case .uncertain: "uncertain"
    case .lacksEvidence: "lacks-evidence"
    case .differentIdentifiers: "different-identifiers"
    case .ambiguous: "ambiguous"
    case .weakBridge: "weak-bridge"
    case .keptApart: "kept-apart"
    }
  }
}

extension SubjectRecords {
  /// A key of who each record is, whatever its row looks like: it survives a file that was written anew.
  ///
  /// Made from a sound official number where there is one, else from all the record says of itself.
  public func identityKeys(values: ElementValues) -> [UInt64] {
    let numbers: [DataElement] =
      switch subject {
      case .person: [.personNumber]
      case .organization: [.organizationUSCC, .organizationCode]
      case .credit, .place, .estate, .certificate, .row: Array(elements.prefix(1))
      }
    let numberColumns = numbers.map { column($0) }
    let hashes = elements.map { element in
      let dictionary = values[element]
      return (0..<UInt32(dictionary.count)).map { id in
        dictionary.withBytes(of: id) { StableHash.hash($0, seed: UInt64(element.index)) }
      }
    }
    return (0..<count).map { record in
      for place in numberColumns
      where self.values[place][record] != 0 && qualities[place][record] >= .doubtful {
        return hashes[place][Int(self.values[place][record])]
      }
      var state: UInt64 = 0
      for place in elements.indices where self.values[place][record] != 0 {
        state = StableHash.mix(state, hashes[place][Int(self.values[place][record])])
      }
      return state
    }
  }
}
