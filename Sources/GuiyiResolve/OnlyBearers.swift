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
  private static let mostBearers = 8
  /// So many others may be expected at most.
  private static let mostExpected = 0.1
  /// Names that hardly anybody should bear by chance show whether the nameless are mostly known.
  private static let rareExpected = 0.05
  /// As many nameless clusters are thought of as half known before any is seen.
  private static let priorCount = 20.0

  private let people: PersonClusters
  private var names: LinkField { people.names }

  init(_ people: PersonClusters) { self.people = people }

  /// Clusters that only a name is known of, and the one person that each can be, by their first record.
  func findings(apart: [EvidencePair], workers: Workers) -> [EvidencePair] {
    let nameless = people.knownByName(workers: workers)
    if nameless.isEmpty { return [] }
    let (bearers, personCounts) = bearers(of: nameless.map { people.name(of: $0) }, workers: workers)
    let frequencies = NameFrequencies(names.dictionary, personCounts: personCounts, workers: workers)
    let keptApart = people.keys(of: apart)
    let expected = nameless.map { frequencies.expectedOthers(names.dictionary, people.name(of: $0)) }
    let unknownPerKnown = unknownPerKnown(nameless, expected: expected, bearers: bearers)
    return zip(nameless, expected).compactMap { cluster, expected in
      guard let expected, expected * unknownPerKnown <= Self.mostExpected else { return nil }
      // Who is of another sex or stands beside it in one row is not meant.
      let possible = (bearers[people.name(of: cluster)] ?? []).filter { !people.contradict(cluster, $0) }
      guard let person = onlyOne(of: possible), !keptApart.contains(people.key(cluster, person)) else {
        return nil
      }
      return people.joining(
        cluster, person, expectedOthers: expected * unknownPerKnown,
        levels: UInt64(PersonSpecification.Level.nameExact) << UInt64(PersonSpecification.Place.name * 4))
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
      if bearers[people.name(of: cluster)] != nil { known += 1 } else { unknown += 1 }
    }
    return unknown / known
  }

  /// The clusters that are known by more than a name, for each of these names, and how many bear any name first.
  private func bearers(
    of asked: [UInt32], workers: Workers
  ) -> (of: [UInt32: [Int]], personCounts: [Int]) {
    var isAsked = [Bool](repeating: false, count: names.dictionary.count)
    for name in asked { isAsked[Int(name)] = true }
    let wanted = isAsked
    let pieces = workers.mapChunks(people.count, size: PersonClusters.chunkSize) { clusters in
      var firsts: [UInt32] = []
      var bearing: [(name: UInt32, cluster: Int)] = []
      for cluster in clusters where people.isKnown(cluster) {
        var isCounted = false
        for record in people.members(of: cluster) {
          names.forEachValue(of: Int(people.groupOf[Int(record)])) { name in
            if !isCounted { firsts.append(name) }
            isCounted = true
            if wanted[Int(name)] { bearing.append((name, cluster)) }
          }
        }
      }
      return (firsts: firsts, bearing: bearing)
    }
    var personCounts = [Int](repeating: 0, count: names.dictionary.count)
    var bearers: [UInt32: [Int]] = [:]
    for piece in pieces {
      for name in piece.firsts { personCounts[Int(name)] += 1 }
      for (name, cluster) in piece.bearing where bearers[name]?.last != cluster {
        bearers[name, default: []].append(cluster)
      }
    }
    return (bearers, personCounts)
  }

  /// The one person among those of a name: the rest may be pieces of it, none may be somebody else.
  private func onlyOne(of bearers: [Int]) -> Int? {
    guard bearers.count <= Self.mostBearers,
      let first = bearers.first(where: people.isNumbered) ?? bearers.first
    else {
      return nil
    }
    let isOnly = bearers.allSatisfy { other in
      other == first
        || !(people.isNumbered(other) && people.isNumbered(first)) && !people.contradict(other, first)
    }
    return isOnly ? first : nil
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
  init(_ dictionary: ByteDictionary, personCounts: [Int], workers: Workers) {
    let pieces = workers.mapChunks(personCounts.count, size: 32768) { names in
      var piece = NameFrequencies()
      for name in names where personCounts[name] > 0 {
        guard let parts = dictionary.withBytes(of: UInt32(name), { HanNameParts($0) }) else { continue }
        piece.add(parts, personCounts[name])
      }
      return piece
    }
    for piece in pieces { add(piece) }
  }

  private init() {}

  private mutating func add(_ parts: HanNameParts, _ count: Int) {
    surnames[parts.surname, default: 0] += count
    givenNames[parts.given, default: 0] += count
    for place in 0..<parts.givenCount {
      characters[place][parts.givenCharacter(place), default: 0] += count
    }
    personCount += count
  }

  private mutating func add(_ other: NameFrequencies) {
    surnames.merge(other.surnames, uniquingKeysWith: +)
    givenNames.merge(other.givenNames, uniquingKeysWith: +)
    for place in characters.indices { characters[place].merge(other.characters[place], uniquingKeysWith: +) }
    personCount += other.personCount
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
