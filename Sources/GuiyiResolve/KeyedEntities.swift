public import GuiyiModel
public import GuiyiRecords

/// Entities of subjects that an official key names: decisions, places, estates and certificates.
///
/// Nothing is guessed here: records are one entity when their keys are equal, and a record without a key stays alone.
public struct KeyedEntities: Sendable {
  /// The entity of each record, dense from 0 in the order of the records.
  public let entityOf: [UInt32]
  public let entityCount: Int

  /// Resolves by the subject's keys, the strongest that a record has.
  ///
  /// - Parameter holders: for each record a number that two records must also share (the subject of a decision), or nil.
  public init(_ records: SubjectRecords, holders: [UInt64]? = nil) {
    let keys = Self.keys(of: records.subject).map { $0.map { records.column($0) } }
    var known: [Key: UInt32] = [:]
    var entityOf = [UInt32](repeating: 0, count: records.count)
    var count: UInt32 = 0
    for record in 0..<records.count {
      var key: Key?
      for (rank, columns) in keys.enumerated() where key == nil {
        let values = columns.map { records.values[$0][record] }
        guard values.allSatisfy({ $0 != 0 }) else { continue }
        key = Key(
          rank: rank, first: values[0], second: values.count > 1 ? values[1] : 0,
          holder: holders?[record] ?? 0)
      }
      if let key, let entity = known[key] {
        entityOf[record] = entity
        continue
      }
      if let key { known[key] = count }
      entityOf[record] = count
      count += 1
    }
    self.entityOf = entityOf
    entityCount = Int(count)
  }

  private struct Key: Hashable {
    let rank: Int
    let first: UInt32
    let second: UInt32
    let holder: UInt64
  }

  /// The keys of a subject, the strongest first; all elements of a key must be there.
  private static func keys(of subject: Subject) -> [[DataElement]] {
    let names: [[String]] =
      switch subject {
      case .credit: [["credit.document-number"]]
      case .place: [["place.code"], ["place.address"]]
      case .estate: [["estate.unit-code"], ["estate.parcel-code", "estate.address"]]
      case .certificate: [["certificate.identifier"], ["certificate.type", "certificate.number"]]
      case .person, .organization, .row: []
      }
    return names.map { $0.compactMap { DataElement(name: $0) } }
  }
}

extension CityRecords {
  /// For each record of a subject: who stands in its row as a person or organization, as one number.
  ///
  /// - Parameters:
  ///   - entityOf: the entity of each record, by subject, for persons and organizations.
  public func holders(of subject: Subject, entityOf: [Subject: [UInt32]]) -> [UInt64] {
    let records = self[subject]
    return (0..<records.count).map { record in
      let resource = Int(records.resources[record])
      let row = Int(records.rows[record])
      for (group, recordGroup) in groups[resource].enumerated() {
        guard let entities = entityOf[recordGroup.subject] else { continue }
        let holder = recordOfRow[resource][group][row]
        if holder == Self.noRecord { continue }
        return UInt64(recordGroup.subject.rawValue + 1) &<< 32 | UInt64(entities[Int(holder)])
      }
      return 0
    }
  }
}
