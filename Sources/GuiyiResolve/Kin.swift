import GuiyiColumns
import GuiyiLink
import GuiyiModel
import GuiyiRecords
import GuiyiText

/// People of whom a row says next to nothing but names their family: the one at the family's home whom it fits is meant.
///
/// A register of births has the father by name alone, and a child that has no name yet; a register of deaths has a
/// relative by name; a vaccination has a child without its number and perhaps of the wrong sex. What ties them to their
/// other rows stands in no row: they live with those of theirs who have a number.
struct Kin {
  /// More people than this live in no home; it is an institution, or an address without its door.
  private static let mostDwellers = 24

  /// What is known of somebody whom a row names beside the family.
  private enum Known {
    case name, birthAndSex, nameAndBirth
  }

  private let people: PersonClusters

  init(_ people: PersonClusters) { self.people = people }

  /// The clusters that are somebody of their family's home, and who.
  func findings(apart: [EvidencePair], workers: Workers) -> [EvidencePair] {
    var known = [Known?](repeating: nil, count: people.count)
    for cluster in people.knownByName(workers: workers) { known[cluster] = .name }
    for cluster in people.unnamed(workers: workers) { known[cluster] = .birthAndSex }
    for cluster in people.knownByBirth(workers: workers) { known[cluster] = .nameAndBirth }
    let families = families(of: known)
    if families.isEmpty { return [] }
    let homes = Homes(people, asked: families.map(\.member), workers: workers)
    let keptApart = people.keys(of: apart)
    let nameCounts = Self.counts(people.names)
    let birthCounts = Self.counts(people.births)
    let groupCount = Double(max(1, people.names.ids.count))
    var found: [(cluster: Int, person: Int, known: Known, expectedOthers: Double)] = []
    var start = 0
    while start < families.count {
      let cluster = families[start].cluster
      var end = start
      var dwellers: [Int] = []
      while end < families.count && families[end].cluster == cluster {
        homes.forEachDweller(besides: families[end].member) { dwellers.append($0) }
        end += 1
      }
      start = end
      guard let own = known[cluster], let first = people.members(of: cluster).first else { continue }
      let possible = Set(dwellers.filter { known[$0] == nil && fits($0, cluster, own) })
      guard possible.count == 1, let person = possible.first, !keptApart.contains(people.key(cluster, person))
      else { continue }
      var share = Double(dwellers.count)
      if own != .birthAndSex { share *= Double(nameCounts[Int(people.name(of: cluster))]) / groupCount }
      if own != .name { share *= Double(birthCounts[Int(people.value(people.births, first))]) / groupCount }
      found.append((cluster, person, own, share))
    }
    // Two children who could both be the same one are twins, or rows of somebody else: neither is joined.
    var claims: [Int: Int] = [:]
    for one in found where one.known == .birthAndSex { claims[one.person, default: 0] += 1 }
    return found.filter { $0.known != .birthAndSex || claims[$0.person] == 1 }.map { one in
      people.joining(
        one.cluster, one.person, expectedOthers: one.expectedOthers, levels: Self.levels(one.known))
    }
  }

  /// What two clusters agree on, as comparisons tell it.
  private static func levels(_ known: Known) -> UInt64 {
    func level(_ level: UInt8, _ place: Int) -> UInt64 { UInt64(level) << UInt64(place * 4) }
    let name = level(PersonSpecification.Level.nameExact, PersonSpecification.Place.name)
    let birth = level(PersonSpecification.Level.birthExact, PersonSpecification.Place.birth)
    let home = level(PersonSpecification.Level.sameRoom, PersonSpecification.Place.address)
    return switch known {
    case .name: name | home
    case .nameAndBirth: name | birth | home
    case .birthAndSex:
      birth | home | level(PersonSpecification.Level.exact, PersonSpecification.Place.sex)
    }
  }

  /// Whether a dweller can be the one whom a row speaks of.
  private func fits(_ dweller: Int, _ cluster: Int, _ known: Known) -> Bool {
    guard people.isKnown(dweller), let first = people.members(of: cluster).first else { return false }
    func has(_ field: LinkField) -> Bool { people.has(dweller, people.value(field, first), in: field) }
    return switch known {
    case .name: has(people.names) && !people.contradict(cluster, dweller)
    // One name, one birth date, one home: a sex that differs is a slip.
    case .nameAndBirth:
      people.isNumbered(dweller) && has(people.names) && has(people.births)
        && !people.areSideBySide(cluster, dweller)
    case .birthAndSex:
      has(people.births) && has(people.sexes) && !people.contradict(cluster, dweller)
        && !people.areListedApart(cluster, dweller)
    }
  }

  /// The asked clusters with each of those who stand beside them as family, ascending.
  private func families(of known: [Known?]) -> [(cluster: Int, member: Int)] {
    var keys: [UInt64] = []
    for (resource, groups) in people.city.groups.enumerated() {
      for (main, group) in groups.enumerated() where group.subject == .person {
        for (other, otherGroup) in groups.enumerated() where other != main && otherGroup.subject == .person {
          guard Tie(of: group.part, to: otherGroup.part) != nil || Self.isRelative(group.part) else {
            continue
          }
          let mains = people.city.recordOfRow[resource][main]
          let others = people.city.recordOfRow[resource][other]
          for row in mains.indices
          where mains[row] != CityRecords.noRecord && others[row] != CityRecords.noRecord {
            let cluster = people.entityOf[Int(mains[row])]
            if known[Int(cluster)] != nil {
              keys.append(UInt64(cluster) << 32 | UInt64(people.entityOf[Int(others[row])]))
            }
          }
        }
      }
    }
    return Set(keys).sorted().map { (Int($0 >> 32), Int($0 & 0xFFFF_FFFF)) }
  }

  private static func isRelative(_ part: String) -> Bool { part == "relative" || part == "contact" }

  private static func counts(_ field: LinkField) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: field.dictionary.count)
    for id in field.ids { counts[Int(id)] += 1 }
    return counts
  }

  /// Who lives where some people live.
  private struct Homes {
    private let people: PersonClusters
    /// Of each address its home, from 1; 0 where it is none that was asked about.
    private let homeOf: [UInt32]
    /// By home, ascending.
    private var dwellers: [[Int]]

    init(_ people: PersonClusters, asked: [Int], workers: Workers) {
      self.people = people
      let dictionary = people.addresses.dictionary
      let keys: [UInt64] = workers.filled(dictionary.count, size: 4096) { range, keys in
        for id in range {
          keys[id - range.lowerBound] = dictionary.withBytes(of: UInt32(id)) { Self.key($0) }
        }
      }
      var numbers: [UInt64: UInt32] = [:]
      for cluster in asked {
        for record in people.members(of: cluster) {
          people.addresses.forEachValue(of: Int(people.groupOf[Int(record)])) { address in
            let key = keys[Int(address)]
            if key != 0, numbers[key] == nil { numbers[key] = UInt32(numbers.count + 1) }
          }
        }
      }
      homeOf = keys.map { $0 == 0 ? 0 : numbers[$0] ?? 0 }
      dwellers = [[Int]](repeating: [], count: numbers.count + 1)
      let homes = homeOf
      let living = workers.mapChunks(people.count, size: PersonClusters.chunkSize) { clusters in
        var living: [(home: Int, cluster: Int)] = []
        for cluster in clusters {
          for record in people.members(of: cluster) {
            people.addresses.forEachValue(of: Int(people.groupOf[Int(record)])) { address in
              let home = Int(homes[Int(address)])
              if home != 0 { living.append((home, cluster)) }
            }
          }
        }
        return living
      }
      for (home, cluster) in living.joined() where dwellers[home].last != cluster {
        dwellers[home].append(cluster)
      }
    }

    /// Calls `body` with everybody at the homes of a cluster but itself; some more than once.
    func forEachDweller(besides cluster: Int, _ body: (Int) -> Void) {
      for record in people.members(of: cluster) {
        people.addresses.forEachValue(of: Int(people.groupOf[Int(record)])) { address in
          let home = Int(homeOf[Int(address)])
          if home == 0 || dwellers[home].count > Kin.mostDwellers { return }
          for dweller in dwellers[home] where dweller != cluster { body(dweller) }
        }
      }
    }

    /// The home that the parts of an address name; 0 where they do not go down to a door.
    private static func key(_ parts: Span<UInt8>) -> UInt64 {
      var bounds = InlineArray<11, Int>(repeating: 0)
      var count = 1
      for index in 0..<parts.count where parts[index] == 0x1F && count < AddressParts.partCount {
        bounds[count] = index + 1
        count += 1
      }
      guard count == AddressParts.partCount else { return 0 }
      bounds[count] = parts.count + 1
      func isEmpty(_ part: AddressParts.Part) -> Bool {
        bounds[part.rawValue + 1] - bounds[part.rawValue] <= 1
      }
      func hash(_ part: AddressParts.Part) -> UInt64 {
        StableHash.hash(parts.extracting(bounds[part.rawValue]..<bounds[part.rawValue + 1] - 1))
      }
      let own: [AddressParts.Part]
      if !isEmpty(.room), !isEmpty(.road) || !isEmpty(.compound) {
        // Communities and compounds are left out by some where a road is named.
        own = [isEmpty(.road) ? .compound : .road, .doorNumber, .building, .unit, .room]
      } else if isEmpty(.road), isEmpty(.compound), !isEmpty(.community), !isEmpty(.doorNumber) {
        own = [.community, .rest, .doorNumber]
      } else {
        return 0
      }
      return own.reduce(StableHash.mix(hash(.region), hash(.town))) { StableHash.mix($0, hash($1)) } | 1
    }
  }
}
