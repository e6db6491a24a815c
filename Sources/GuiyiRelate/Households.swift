internal import GuiyiColumns
public import GuiyiMerge
public import GuiyiModel
public import GuiyiRecords

/// Who lives under one household number, or else at one registered address.
///
/// The register's household number decides: that of the authoritative resource, then that of the newest row. Whoever has none
/// joins the people of the same registered address, down to the door. A number or an address that more people share than any
/// family has is a collective one (a school's, a talent office's): its people are not each other's household.
public struct Households: Sendable {
  /// What says that somebody belongs to a household.
  public enum Basis: UInt8, Sendable, CaseIterable {
    /// The number in a register.
    case register
    /// The same registered address.
    case address
    /// A number of very many people: no household.
    case collective

    public var name: String {
      switch self {
      case .register: "register"
      case .address: "address"
      case .collective: "collective"
      }
    }
  }

  /// A person's part in a household.
  public struct Member: Sendable, Hashable {
    /// The person's index among the entities.
    public let entity: UInt32
    /// Households are numbered from 0 in the order of their first members.
    public let household: UInt32
    public let basis: Basis
    /// The record whose row says so.
    public let record: UInt32
    /// What the row says of the member, in the values of `row.household-relation`; 0 where it says nothing.
    public let relation: UInt32
  }

  /// The most people whom one number or address makes a household.
  public static let largestCount = 15

  /// Ascending by entity; people of whom nothing is known are not here.
  public let members: [Member]
  public let householdCount: Int
  /// Per household: its head's entity, or nil where the rows name none or several.
  public let heads: [UInt32?]

  public static let none = Households(members: [], householdCount: 0, heads: [])

  private init(members: [Member], householdCount: Int, heads: [UInt32?]) {
    self.members = members
    self.householdCount = householdCount
    self.heads = heads
  }

  /// Finds the households of all people.
  ///
  /// - Parameters:
  ///   - entityOf: the entity of each record of a person.
  ///   - golden: the people's golden records.
  /// - Complexity: O(people's records), and a sort of the people.
  public init(
    _ city: CityRecords, tables: [ResourceTable], normalized: [NormalizedTable], values: ElementValues,
    catalog: Catalog, entityOf: [UInt32], golden: GoldenTable
  ) {
    var found = RegisterEntries(
      city, tables: tables, normalized: normalized, catalog: catalog, entityOf: entityOf,
      entityCount: golden.entityCount)
    let place = golden.column(.personRegisteredAddress)
    let isDoor = doors(values[.personRegisteredAddress])
    let addresses = golden.values[place].map { isDoor[Int($0)] ? $0 : 0 }
    found.join(byAddress: addresses, records: golden.records[place])
    self = found.households(head: values[.rowHouseholdRelation].find(Array("户主".utf8).span))
  }

  fileprivate init(
    ordered members: [Member], householdCount: Int, head: UInt32?
  ) {
    var heads = [UInt32?](repeating: nil, count: householdCount)
    var headCounts = [UInt8](repeating: 0, count: householdCount)
    if let head, head != 0 {
      for member in members where member.relation == head && headCounts[Int(member.household)] < 2 {
        headCounts[Int(member.household)] += 1
        heads[Int(member.household)] = headCounts[Int(member.household)] == 1 ? member.entity : nil
      }
    }
    self.init(members: members, householdCount: householdCount, heads: heads)
  }
}

/// What one row says of a person's household, and in the end the household itself.
private struct RegisterEntries {
  private struct Entry {
    /// Resource and number of a register, or an address, as one key; 0 for none.
    var key: UInt64 = 0
    var record: UInt32 = 0
    var relation: UInt32 = 0
    var day = SubjectRecords.undated
    var isAuthoritative = false
    var basis = Households.Basis.register
  }

  /// Per person.
  private var entries: [Entry]

  /// Takes for each person the best row with a household number.
  init(
    _ city: CityRecords, tables: [ResourceTable], normalized: [NormalizedTable], catalog: Catalog,
    entityOf: [UInt32], entityCount: Int
  ) {
    entries = [Entry](repeating: Entry(), count: entityCount)
    for (resource, groups) in city.groups.enumerated() {
      let items = catalog.resources[resource].items
      guard let number = items.firstIndex(where: { $0.element == .rowHousehold }),
        let numbers = normalized[resource].columns[number],
        let group = groups.firstIndex(where: { $0.subject == .person && $0.role.isEmpty })
          ?? groups.firstIndex(where: { $0.subject == .person && $0.role == "member" })
      else { continue }
      let relation = items.firstIndex { $0.element == .rowHouseholdRelation }
      let relations = relation.flatMap { normalized[resource].columns[$0] }
      let records = city.recordOfRow[resource][group]
      let people = city[.person]
      for row in 0..<tables[resource].rowCount
      where tables[resource].repeatOf[row] == ResourceTable.notARepeat {
        let value = numbers.values[Int(tables[resource].columns[number].ids[row])]
        let record = records[row]
        guard value.id != 0, record != CityRecords.noRecord else { continue }
        var entry = Entry()
        entry.key = UInt64(resource + 1) &<< 32 | UInt64(value.id)
        entry.record = record
        entry.day = people.days[Int(record)]
        entry.isAuthoritative = items[number].isAuthoritative
        if let relation, let relations {
          let word = relations.values[Int(tables[resource].columns[relation].ids[row])]
          entry.relation = word.quality >= .doubtful ? word.id : 0
        }
        let entity = Int(entityOf[Int(record)])
        if isBetter(entry, than: entries[entity]) { entries[entity] = entry }
      }
    }
    markCollective()
  }

  /// Records are in an order of their content, so the last question has the same answer for every order of files.
  private func isBetter(_ entry: Entry, than other: Entry) -> Bool {
    if other.key == 0 { return true }
    if entry.isAuthoritative != other.isAuthoritative { return entry.isAuthoritative }
    if entry.day != other.day { return entry.day > other.day }
    return entry.record < other.record
  }

  private mutating func markCollective() {
    forEachGroup(of: entries.map(\.key)) { entries, group in
      if group.count > Households.largestCount {
        for entity in group { entries[Int(entity)].basis = .collective }
      }
    }
  }

  /// Gives a household to those who have none and share their address with one household, or with each other.
  mutating func join(byAddress addresses: [UInt32], records: [UInt32]) {
    forEachGroup(of: addresses.map { UInt64($0) }) { entries, group in
      guard group.count > 1, group.count <= Households.largestCount else { return }
      let known = Set(
        group.map { entries[Int($0)] }.filter { $0.key != 0 && $0.basis == .register }.map(\.key))
      // Two households at one address: nobody can say whose the others are.
      guard known.count < 2 else { return }
      let key = known.first ?? UInt64(addresses[Int(group[group.startIndex])])
      for entity in group where entries[Int(entity)].key == 0 {
        entries[Int(entity)].key = key
        entries[Int(entity)].basis = .address
        entries[Int(entity)].record = records[Int(entity)]
      }
    }
  }

  /// Calls `body` with the people of each key that is not 0, ascending.
  private mutating func forEachGroup(
    of keys: [UInt64], _ body: (_ entries: inout [Entry], _ group: ArraySlice<UInt32>) -> Void
  ) {
    let order = RadixSort.order(of: keys)
    var start = 0
    while start < order.count {
      let key = keys[Int(order[start])]
      var end = start + 1
      while end < order.count, keys[Int(order[end])] == key { end += 1 }
      if key != 0 { body(&entries, order[start..<end]) }
      start = end
    }
  }

  func households(head: UInt32?) -> Households {
    var numbers: [UInt64: UInt32] = [:]
    var members: [Households.Member] = []
    for entity in entries.indices where entries[entity].key != 0 {
      let entry = entries[entity]
      let next = UInt32(numbers.count)
      let household = numbers[entry.key] ?? next
      if household == next { numbers[entry.key] = next }
      members.append(
        Households.Member(
          entity: UInt32(entity), household: household, basis: entry.basis, record: entry.record,
          relation: entry.relation))
    }
    return Households(ordered: members, householdCount: numbers.count, head: head)
  }
}

/// Which addresses name a door and not only a village or a compound: digits, then perhaps 号, 室 or 户, at the end.
private func doors(_ addresses: ByteDictionary) -> [Bool] {
  let ends = ["号", "室", "户"].map { Array($0.utf8) }
  return (0..<UInt32(addresses.count)).map { id in
    addresses.withBytes(of: id) { text in
      var end = text.count
      for word in ends
      where end > 3 && text[end - 3] == word[0] && text[end - 2] == word[1] && text[end - 1] == word[2] {
        end -= 3
        break
      }
      return end > 0 && text[end - 1] >= 0x30 && text[end - 1] <= 0x39
    }
  }
}
