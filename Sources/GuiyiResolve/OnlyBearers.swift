import GuiyiColumns
import GuiyiHan
import GuiyiLink
import GuiyiModel
import GuiyiRecords
import GuiyiText

/// People who appear by name alone and are the only ones of that name whom the city can mean.
///
/// A shareholder or a representative who is only named shares nothing else with the rows of the person. A name alone is
/// no key in a city; it is one where a single known person bears it and hardly another could: how many others should
/// bear it is reckoned from how often its surname and its given name are seen, and from how much of the city is known.
struct OnlyBearers {
  /// The nameless cluster's record, the person's record, and how many others should bear the name.
  struct Finding {
    let left: UInt32
    let right: UInt32
    let expectedOthers: Double
  }

  private static let mostBearers = 8
  /// So many others may be expected at most.
  private static let mostExpected = 0.1
  /// Names that hardly anybody should bear by chance show whether the nameless are mostly known.
  private static let rareExpected = 0.05
  /// As many nameless clusters are thought of as half known before any is seen.
  private static let priorCount = 20.0

  private let records: SubjectRecords
  private let city: CityRecords
  /// For each record its place in the columns.
  private let groupOf: [UInt32]
  private let names: LinkField
  private let numbers: LinkField
  /// For each record the sound number that its row states, its own or not.
  private let statedNumbers: [UInt32]
  private let births: LinkField
  private let sexes: LinkField
  private let entityOf: [UInt32]
  /// The records by their cluster.
  private let members: [UInt32]
  private let starts: [Int]

  init(_ people: Resolution, fields: PersonFields, city: CityRecords) {
    records = city[.person]
    self.city = city
    groupOf = fields.groups.groupOf
    names = fields.column("name")
    numbers = fields.column("sound-number")
    statedNumbers = records.column(.personNumber, atLeast: .sound)
    births = fields.column("birth")
    sexes = fields.column("sex")
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

  /// Clusters that only a name is known of, and the one person that each can be, by their first record.
  func findings(apart: [EvidencePair]) -> [Finding] {
    let nameless = candidates()
    if nameless.isEmpty { return [] }
    let (bearers, personCounts) = bearers(of: Set(nameless.map { name(of: $0) }))
    let frequencies = NameFrequencies(names.dictionary, personCounts: personCounts)
    var keptApart: Set<UInt64> = []
    for pair in apart { keptApart.insert(key(Int(entityOf[Int(pair.left)]), Int(entityOf[Int(pair.right)]))) }
    let expected = nameless.map { frequencies.expectedOthers(names.dictionary, name(of: $0)) }
    let unknownPerKnown = unknownPerKnown(nameless, expected: expected, bearers: bearers)
    return zip(nameless, expected).compactMap { cluster, expected in
      guard let expected, expected * unknownPerKnown <= Self.mostExpected else { return nil }
      // Who is of another sex or stands beside it in one row is not meant.
      let possible = (bearers[name(of: cluster)] ?? []).filter { !contradict(cluster, $0) }
      guard let person = onlyOne(of: possible), !keptApart.contains(key(cluster, person)) else { return nil }
      return Finding(
        left: members[starts[cluster]], right: members[starts[person]],
        expectedOthers: expected * unknownPerKnown)
    }
  }

  /// How many people there are beside each known one, of those whom nameless rows speak of.
  ///
  /// Where a name is so rare that chance gives it to nobody, it is the same person who bears it among the known ones, or
  /// nobody there does: a capture and recapture by names.
  private func unknownPerKnown(
    _ nameless: [Int], expected: [Double?], bearers: [UInt32: [Int]]
  ) -> Double {
    var (known, unknown) = (Self.priorCount / 2, Self.priorCount / 2)
    for (cluster, expected) in zip(nameless, expected) {
      guard let expected, expected <= Self.rareExpected else { continue }
      if bearers[name(of: cluster)] != nil { known += 1 } else { unknown += 1 }
    }
    return unknown / known
  }

  /// The clusters that are known by more than a name, for each of these names, and how many bear any name first.
  private func bearers(of asked: Set<UInt32>) -> (of: [UInt32: [Int]], personCounts: [Int]) {
    var isAsked = [Bool](repeating: false, count: names.dictionary.count)
    for name in asked { isAsked[Int(name)] = true }
    var personCounts = [Int](repeating: 0, count: names.dictionary.count)
    var bearers: [UInt32: [Int]] = [:]
    for cluster in 0..<(starts.count - 1) where isKnown(cluster) {
      var isCounted = false
      for record in members[starts[cluster]..<starts[cluster + 1]] {
        names.forEachValue(of: Int(groupOf[Int(record)])) { name in
          if !isCounted { personCounts[Int(name)] += 1 }
          isCounted = true
          if isAsked[Int(name)], bearers[name]?.last != cluster { bearers[name, default: []].append(cluster) }
        }
      }
    }
    return (bearers, personCounts)
  }

  /// The one person among those of a name: the rest may be pieces of it, none may be somebody else.
  private func onlyOne(of bearers: [Int]) -> Int? {
    guard bearers.count <= Self.mostBearers, let first = bearers.first(where: isNumbered) ?? bearers.first
    else {
      return nil
    }
    let isOnly = bearers.allSatisfy { other in
      other == first || !(isNumbered(other) && isNumbered(first)) && !contradict(other, first)
    }
    return isOnly ? first : nil
  }

  private func key(_ a: Int, _ b: Int) -> UInt64 { UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }

  /// Clusters without number and birth date whose records agree on one name.
  ///
  /// A row whose number seems to be another person's says more than a name: its bearer may have been renamed.
  private func candidates() -> [Int] {
    return (0..<(starts.count - 1)).filter { cluster in
      let own = members[starts[cluster]..<starts[cluster + 1]]
      guard let first = own.first, value(names, first) != 0, !isKnown(cluster) else { return false }
      return own.allSatisfy { record in
        value(names, record) == value(names, first) && names.extras(of: Int(groupOf[Int(record)])).isEmpty
          && statedNumbers[Int(record)] == 0 && !isOnCredit(record)
      }
    }
  }

  /// The first value of a record, or of those that it was taken together with.
  private func value(_ field: LinkField, _ record: UInt32) -> UInt32 {
    field.ids[Int(groupOf[Int(record)])]
  }

  private func name(of cluster: Int) -> UInt32 {
    value(names, members[starts[cluster]])
  }

  private func isNumbered(_ cluster: Int) -> Bool {
    members[starts[cluster]..<starts[cluster + 1]].contains { value(numbers, $0) != 0 }
  }

  /// Whether more than a name is known of a cluster.
  private func isKnown(_ cluster: Int) -> Bool {
    members[starts[cluster]..<starts[cluster + 1]].contains {
      value(numbers, $0) != 0 || value(births, $0) != 0
    }
  }

  /// Whether the record is the subject of a decision: its damage is legal, and a name alone never ties it to a person.
  private func isOnCredit(_ record: UInt32) -> Bool {
    let groups = city.groups[Int(records.resources[Int(record)])]
    return groups.contains { $0.subject == .credit } && !groups.contains { $0.subject == .organization }
  }

  /// Whether two clusters state different birth dates or sexes, or stand side by side in one row.
  private func contradict(_ a: Int, _ b: Int) -> Bool {
    let left = members[starts[a]..<starts[a + 1]]
    let right = members[starts[b]..<starts[b + 1]]
    for field in [births, sexes] {
      let own = left.lazy.map { value(field, $0) }.filter { $0 != 0 }
      let other = right.lazy.map { value(field, $0) }.filter { $0 != 0 }
      if !own.isEmpty, !other.isEmpty, !own.allSatisfy({ other.contains($0) }) { return true }
    }
    return left.contains { x in
      right.contains { y in
        records.resources[Int(x)] == records.resources[Int(y)] && records.rows[Int(x)] == records.rows[Int(y)]
      }
    }
  }
}

extension LinkField {
  /// Calls `body` with every value of a record.
  fileprivate func forEachValue(of record: Int, _ body: (UInt32) -> Void) {
    if ids[record] == 0 { return }
    body(ids[record])
    for place in extras(of: record) { body(extraIds[place]) }
  }
}

/// How often surnames, given names and their characters are seen among the people of a city.
struct NameFrequencies {
  private var surnames: [UInt64: Int] = [:]
  private var givenNames: [UInt64: Int] = [:]
  /// Characters of given names by their place, and how many there are at each.
  private var characters: [[UInt32: Int]] = [[:], [:]]
  private var personCount = 0

  /// - Parameter personCounts: how many people bear each name of the dictionary.
  init(_ dictionary: ByteDictionary, personCounts: [Int]) {
    for (name, count) in personCounts.enumerated() where count > 0 {
      guard let parts = dictionary.withBytes(of: UInt32(name), { HanNameParts($0) }) else { continue }
      surnames[parts.surname, default: 0] += count
      givenNames[parts.given, default: 0] += count
      for place in 0..<parts.givenCount {
        characters[place][parts.givenCharacter(place), default: 0] += count
      }
      personCount += count
    }
  }

  /// How many people beside one should bear the name; nil where it is not made like a Chinese one.
  ///
  /// Given names that were seen with other families count as often as they were seen; what is left for new ones is
  /// shared by how often their characters are.
  func expectedOthers(_ dictionary: ByteDictionary, _ name: UInt32) -> Double? {
    guard personCount > 1, let parts = dictionary.withBytes(of: name, { HanNameParts($0) }) else {
      return nil
    }
    let total = Double(personCount)
    let newness = Double(givenNames.count) / (total + Double(givenNames.count))
    let seen = Double((givenNames[parts.given] ?? 0) - 1)
    var spelled = 1.0
    for place in 0..<parts.givenCount {
      spelled *= Double((characters[place][parts.givenCharacter(place)] ?? 0) + 1) / total
    }
    let given = (1 - newness) * max(0, seen) / total + newness * spelled
    return Double(surnames[parts.surname] ?? 1) * given
  }
}

/// A Chinese name of two to four characters: a surname, and a given name of one or two.
private struct HanNameParts {
  /// One character, or two behind one another.
  let surname: UInt64
  /// The first character in the high half; the second, where there is one, in the low half.
  let given: UInt64

  var givenCount: Int { given & 0xFFFF_FFFF == 0 ? 1 : 2 }

  func givenCharacter(_ place: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: place == 0 ? given &>> 32 : given)
  }

  /// nil where it is made otherwise.
  init?(_ name: Span<UInt8>) {
    var characters = InlineArray<4, UInt32>(repeating: 0)
    var count = 0
    var index = 0
    while index < name.count {
      let (scalar, length) = decodeScalar(name, at: index)
      guard count < 4, Han.isHan(scalar) else { return nil }
      characters[count] = scalar
      count += 1
      index += length
    }
    guard count >= 2 else { return nil }
    let surnameCount = count > 2 && Surname.compound(characters[0], characters[1]) != nil ? 2 : 1
    guard (1...2).contains(count - surnameCount) else { return nil }
    surname =
      surnameCount == 2 ? UInt64(characters[0]) << 32 | UInt64(characters[1]) : UInt64(characters[0])
    given =
      UInt64(characters[surnameCount]) << 32
      | (count - surnameCount == 2 ? UInt64(characters[surnameCount + 1]) : 0)
  }
}
