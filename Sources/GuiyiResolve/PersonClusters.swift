import GuiyiColumns
import GuiyiLink
import GuiyiModel
import GuiyiRecords

/// The people whom linking found, with what says who each of them is: for joining those whom it could not weigh.
///
/// An object, for it is asked for every pair of clusters.
final class PersonClusters: Sendable {
  let city: CityRecords
  /// For each record its place in the columns.
  let groupOf: [UInt32]
  let names: LinkField
  let births: LinkField
  let sexes: LinkField
  let addresses: LinkField
  let entityOf: [UInt32]
  private let records: SubjectRecords
  private let numbers: LinkField
  /// For each record the sound number that its row states, its own or not.
  private let statedNumbers: [UInt32]
  /// The records by their cluster.
  private let members: [UInt32]
  private let starts: [Int]

  var count: Int { starts.count - 1 }

  init(_ people: Resolution, fields: PersonFields, city: CityRecords) {
    self.city = city
    records = city[.person]
    groupOf = fields.groups.groupOf
    names = fields.column("name")
    numbers = fields.column("sound-number")
    births = fields.column("birth")
    sexes = fields.column("sex")
    addresses = fields.column("address")
    statedNumbers = records.column(.personNumber, atLeast: .sound)
    entityOf = people.entityOf
    var starts = [Int](repeating: 0, count: people.entityCount + 1)
    for cluster in entityOf { starts[Int(cluster) + 1] += 1 }
    for cluster in 0..<people.entityCount { starts[cluster + 1] += starts[cluster] }
    var next = starts
    var members = [UInt32](repeating: 0, count: entityOf.count)
    for (record, cluster) in entityOf.enumerated() {
      members[next[Int(cluster)]] = UInt32(record)
      next[Int(cluster)] += 1
    }
    self.starts = starts
    self.members = members
  }

  func members(of cluster: Int) -> ArraySlice<UInt32> { members[starts[cluster]..<starts[cluster + 1]] }

  /// The first value of a record, or of those that it was taken together with.
  func value(_ field: LinkField, _ record: UInt32) -> UInt32 { field.ids[Int(groupOf[Int(record)])] }

  func name(of cluster: Int) -> UInt32 { value(names, members[starts[cluster]]) }

  func isNumbered(_ cluster: Int) -> Bool { members(of: cluster).contains { value(numbers, $0) != 0 } }

  /// Whether more than a name is known of a cluster.
  func isKnown(_ cluster: Int) -> Bool {
    members(of: cluster).contains { value(numbers, $0) != 0 || value(births, $0) != 0 }
  }

  /// Whether any record of a cluster states one of a field's values.
  func has(_ cluster: Int, _ wanted: UInt32, in field: LinkField) -> Bool {
    members(of: cluster).contains { record in
      let group = Int(groupOf[Int(record)])
      return field.ids[group] == wanted || field.extras(of: group).contains { field.extraIds[$0] == wanted }
    }
  }

  /// Clusters that are one piece of work.
  static let chunkSize = 16384

  private func clusters(_ workers: Workers, where isMeant: @Sendable (Int) -> Bool) -> [Int] {
    workers.mapChunks(count, size: Self.chunkSize) { $0.filter(isMeant) }.flatMap(\.self)
  }

  /// Clusters without number and birth date whose records agree on one name.
  ///
  /// A row whose number seems to be another person's says more than a name: its bearer may have been renamed.
  func knownByName(workers: Workers) -> [Int] {
    clusters(workers) { cluster in
      let own = members(of: cluster)
      guard let first = own.first, value(names, first) != 0, !isKnown(cluster) else { return false }
      return own.allSatisfy { record in
        value(names, record) == value(names, first) && names.extras(of: Int(groupOf[Int(record)])).isEmpty
          && statedNumbers[Int(record)] == 0 && !isOnCredit(record)
      }
    }
  }

  /// Clusters without name and number whose records agree on one birth date and one sex: children who have no name yet.
  func unnamed(workers: Workers) -> [Int] {
    clusters(workers) { cluster in
      let own = members(of: cluster)
      guard let first = own.first, value(births, first) != 0, value(sexes, first) != 0 else { return false }
      return own.allSatisfy { record in
        value(names, record) == 0 && statedNumbers[Int(record)] == 0 && value(numbers, record) == 0
          && value(births, record) == value(births, first) && value(sexes, record) == value(sexes, first)
      }
    }
  }

  /// Clusters without number whose records agree on one name and one birth date.
  func knownByBirth(workers: Workers) -> [Int] {
    clusters(workers) { cluster in
      let own = members(of: cluster)
      guard let first = own.first, value(births, first) != 0, value(names, first) != 0 else { return false }
      return own.allSatisfy { record in
        value(names, record) == value(names, first) && value(births, record) == value(births, first)
          && value(numbers, record) == 0 && statedNumbers[Int(record)] == 0 && !isOnCredit(record)
      }
    }
  }

  /// Whether the record is the subject of a decision: its damage is legal, and a name alone never ties it to a person.
  private func isOnCredit(_ record: UInt32) -> Bool {
    let groups = city.groups[Int(records.resources[Int(record)])]
    return groups.contains { $0.subject == .credit } && !groups.contains { $0.subject == .organization }
  }

  /// Whether two clusters state different birth dates or sexes, or stand side by side in one row.
  func contradict(_ a: Int, _ b: Int) -> Bool {
    let (left, right) = (members(of: a), members(of: b))
    for field in [births, sexes] where !agree(left, right, in: field) { return true }
    return areSideBySide(a, b)
  }

  /// Whether every value that one side states in a field is the other's as well, where both state any.
  private func agree(_ left: ArraySlice<UInt32>, _ right: ArraySlice<UInt32>, in field: LinkField) -> Bool {
    var isStated = false
    for record in right where value(field, record) != 0 { isStated = true }
    if !isStated { return true }
    return left.allSatisfy { record in
      let own = value(field, record)
      return own == 0 || right.contains { value(field, $0) == own }
    }
  }

  /// Whether two clusters stand in one row.
  func areSideBySide(_ a: Int, _ b: Int) -> Bool {
    members(of: a).contains { x in
      members(of: b).contains { y in
        records.resources[Int(x)] == records.resources[Int(y)] && records.rows[Int(x)] == records.rows[Int(y)]
      }
    }
  }

  /// Whether one resource lists both in the same part: it has a row for each of them.
  func areListedApart(_ a: Int, _ b: Int) -> Bool {
    members(of: a).contains { x in
      members(of: b).contains { y in
        records.resources[Int(x)] == records.resources[Int(y)]
          && records.groups[Int(x)] == records.groups[Int(y)]
      }
    }
  }

  func key(_ a: Int, _ b: Int) -> UInt64 { UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }

  /// The clusters of pairs of records, by `key`.
  func keys(of pairs: [EvidencePair]) -> Set<UInt64> {
    var keys: Set<UInt64> = []
    for pair in pairs { keys.insert(key(Int(entityOf[Int(pair.left)]), Int(entityOf[Int(pair.right)]))) }
    return keys
  }

  /// The evidence that joins two clusters, by their first records.
  ///
  /// - Parameter expectedOthers: how many others would fit as well by chance.
  func joining(_ a: Int, _ b: Int, expectedOthers: Double, levels: UInt64) -> EvidencePair {
    let (left, right) = (members[starts[a]], members[starts[b]])
    return EvidencePair(
      left: min(left, right), right: max(left, right),
      weightMillibits: MatchWeight.millibits(probability: 1 / (1 + expectedOthers)), levels: levels,
      reason: "")
  }
}

extension LinkField {
  /// Calls `body` with every value of a record.
  func forEachValue(of record: Int, _ body: (UInt32) -> Void) {
    if ids[record] == 0 { return }
    body(ids[record])
    for place in extras(of: record) { body(extraIds[place]) }
  }
}
