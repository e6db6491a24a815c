public import GuiyiColumns
public import GuiyiLink
public import GuiyiModel
public import GuiyiRecords
public import GuiyiText

/// Which records of a subject are one entity, and the evidence.
public struct Resolution: Sendable {
  public let subject: Subject
  /// The entity of each record, dense from 0 in the order of the records.
  public let entityOf: [UInt32]
  public let entityCount: Int
  /// What the linkage core did; nil for subjects that official keys name.
  public let result: LinkResult?
  public let spec: LinkSpec?

  /// Links the organizations of a city.
  public static func organizations(
    city: CityRecords, tables: [ResourceTable], values: ElementValues, gazetteer: Gazetteer,
    thresholds: LinkThresholds, workers: Workers
  ) -> Resolution {
    let spec = OrganizationSpecification.spec(thresholds: thresholds)
    let table = OrganizationFields.table(city: city, tables: tables, values: values, gazetteer: gazetteer, workers: workers)
    return Resolution(.organization, link(table, spec: spec, workers: workers), spec: spec)
  }

  /// Links the people of a city; the organizations they stand beside are evidence.
  public static func people(
    city: CityRecords, tables: [ResourceTable], values: ElementValues, facts: NumberFacts,
    gazetteer: Gazetteer, organizations: Resolution, thresholds: LinkThresholds, workers: Workers
  ) -> Resolution {
    let spec = PersonSpecification.spec(thresholds: thresholds)
    let table = PersonFields.table(
      city: city, tables: tables, values: values, facts: facts, gazetteer: gazetteer,
      entityOfOrganization: organizations.entityOf, workers: workers)
    return Resolution(.person, link(table, spec: spec, workers: workers), spec: spec)
  }

  /// Groups the records of a subject by their official keys.
  public static func keyed(
    _ subject: Subject, city: CityRecords, people: Resolution, organizations: Resolution
  ) -> Resolution {
    let holders =
      subject == .credit
      ? city.holders(
        of: subject, entityOf: [.person: people.entityOf, .organization: organizations.entityOf]) : nil
    let entities = KeyedEntities(city[subject], holders: holders)
    return Resolution(
      subject: subject, entityOf: entities.entityOf, entityCount: entities.entityCount, result: nil, spec: nil)
  }

  private init(_ subject: Subject, _ result: LinkResult, spec: LinkSpec) {
    self.init(
      subject: subject, entityOf: result.clusterOf, entityCount: result.clusterCount, result: result,
      spec: spec)
  }

  private init(
    subject: Subject, entityOf: [UInt32], entityCount: Int, result: LinkResult?, spec: LinkSpec?
  ) {
    self.subject = subject
    self.entityOf = entityOf
    self.entityCount = entityCount
    self.result = result
    self.spec = spec
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
