import GuiyiColumns
import GuiyiModel
import GuiyiRecords

/// The golden values of a range of entities, decided one element after another.
struct GoldenChunk: Sendable {
  var values: [[UInt32]]
  var records: [[UInt32]]
  var reasons: [[SurvivorshipReason]]
  var losers: [GoldenTable.LosingValue] = []
  private let entities: Range<Int>
  /// Per entity: its golden number where that is sound enough to tell other elements, else 0.
  private var numbers: [UInt32]
  /// The place of the element that numbers are; nil where none tells others.
  private var numberPlace: Int?

  init(elementCount: Int, entities: Range<Int>) {
    let count = entities.count
    values = [[UInt32]](repeating: [UInt32](repeating: 0, count: count), count: elementCount)
    records = [[UInt32]](
      repeating: [UInt32](repeating: GoldenTable.noRecord, count: count), count: elementCount)
    reasons = [[SurvivorshipReason]](
      repeating: [SurvivorshipReason](repeating: .only, count: count), count: elementCount)
    numbers = [UInt32](repeating: 0, count: count)
    self.entities = entities
  }

  /// Chooses the golden value of one element of every entity of the chunk.
  ///
  /// - Parameters:
  ///   - holders: the entities that have a record with a value of the element.
  ///   - starts: the entities' members, as in `GoldenTable`.
  ///   - derived: what each number tells of this element; empty where it tells nothing.
  mutating func decide(
    place: Int, of source: SubjectRecords, holders: EntitySet, members: [UInt32], starts: [Int],
    standing: RecordStanding,
    derived: [UInt32], rule: SurvivorshipRule, dictionary: ByteDictionary
  ) {
    let element = source.elements[place]
    let column = source.values[place]
    let qualities = source.qualities[place]
    let isAuthoritative = standing.isAuthoritative[place]
    let sources = standing.sources[place]
    var contest = Contest()
    var golden = values[place]
    var goldenRecords = records[place]
    func rank(_ record: Int) -> RecordRank {
      RecordRank(
        isAuthoritative: isAuthoritative[standing.slot(of: record, in: source)], quality: qualities[record],
        day: source.days[record])
    }
    for entity in entities {
      if derived.isEmpty && !holders.contains(entity) { continue }
      let offset = entity - entities.lowerBound
      let own = starts[entity]..<starts[entity + 1]
      var value: UInt32 = 0
      var best = GoldenTable.noRecord
      var bestRank: RecordRank?
      var isContested = false
      for slot in own {
        let record = members[slot]
        let other = column[Int(record)]
        if other == 0 { continue }
        if value != 0, other != value {
          isContested = true
          break
        }
        let otherRank = rank(Int(record))
        if let bestRank, !(otherRank > bestRank) { continue }
        value = other
        best = record
        bestRank = otherRank
      }
      let derivedID = derived.isEmpty ? 0 : derived[Int(numbers[offset])]
      // A day that no calendar has gives way to the number; a sound one does not: the number may be a relative's.
      let isFaulty = bestRank.map { $0.quality <= .faulty } ?? false
      if isContested || (isFaulty && derivedID != 0) {
        contest.begin()
        for slot in own {
          let record = members[slot]
          let value = column[Int(record)]
          if value == 0 { continue }
          contest.add(
            value, record: record, rank: rank(Int(record)),
            department: standing.department(of: Int(record), in: source),
            source: sources[Int(source.resources[Int(record)])], derivedID: derivedID)
        }
        if let numberPlace, derivedID != 0, contest.candidates.allSatisfy({ $0.quality <= .faulty }) {
          contest.add(
            derived: derivedID, record: records[numberPlace][offset], day: SubjectRecords.undated)
        }
        let winner = settle(
          contest, entity: entity, place: place, element: element, rule: rule, dictionary: dictionary)
        golden[offset] = winner.value
        goldenRecords[offset] = winner.record
      } else if value != 0 {
        golden[offset] = value
        goldenRecords[offset] = best
      } else if derivedID != 0, let numberPlace {
        golden[offset] = derivedID
        goldenRecords[offset] = records[numberPlace][offset]
        reasons[place][offset] = .derived
      }
    }
    values[place] = golden
    records[place] = goldenRecords
  }

  /// Decides a contest and writes down the losers and what the winner won by.
  private mutating func settle(
    _ contest: Contest, entity: Int, place: Int, element: DataElement, rule: SurvivorshipRule,
    dictionary: ByteDictionary
  ) -> (value: UInt32, record: UInt32) {
    let best = contest.winner(rule: rule, dictionary: dictionary)
    let winner = contest.candidates[best]
    // The reason of the winner is the weakest one it needed: against its closest rival.
    var closest = SurvivorshipReason.only
    var closestDepth = -1
    for (index, candidate) in contest.candidates.enumerated() where index != best {
      let reason =
        Contest.verdict(winner, over: candidate, rule: rule, dictionary: dictionary) ?? .order
      let depth = rule.criteria.firstIndex { SurvivorshipReason($0) == reason } ?? rule.criteria.count
      if depth > closestDepth {
        closest = reason
        closestDepth = depth
      }
      losers.append(
        GoldenTable.LosingValue(
          entity: UInt32(entity), elementIndex: element.index, value: candidate.value,
          record: candidate.record, reason: reason))
    }
    // What no row says was read from the number.
    reasons[place][entity - entities.lowerBound] = winner.departments == 0 ? .derived : closest
    return (winner.value, winner.record)
  }

  /// Takes the golden values of an element as the numbers that tell other elements, where they are sound enough.
  mutating func takeNumbers(place: Int, from source: SubjectRecords) {
    numberPlace = place
    let qualities = source.qualities[place]
    for offset in numbers.indices {
      let record = records[place][offset]
      guard record != GoldenTable.noRecord, qualities[Int(record)] >= .doubtful else { continue }
      numbers[offset] = values[place][offset]
    }
  }
}

/// Entities as bits: most elements are told of few entities, whose records need not be searched then.
struct EntitySet: Sendable {
  private var words: [UInt64]

  /// The entities of the records that have a value.
  init(of column: [UInt32], entityOf: [UInt32], entityCount: Int) {
    words = [UInt64](repeating: 0, count: (entityCount + 63) / 64)
    for record in column.indices where column[record] != 0 {
      let entity = Int(entityOf[record])
      words[entity >> 6] |= 1 << UInt64(entity & 63)
    }
  }

  @inline(__always) func contains(_ entity: Int) -> Bool {
    words[entity >> 6] &>> UInt64(entity & 63) & 1 == 1
  }
}

/// What the resource and the role of a record say for it, laid out flat.
struct RecordStanding: Sendable {
  private let firstSlots: [Int]
  private let departments: [UInt64]
  /// Per element, then per record group of all resources: whether it is the element's authoritative source.
  let isAuthoritative: [[Bool]]
  /// Per element, then per resource: what the element's rule says of it.
  let sources: [[SourceStanding]]

  init(_ context: SurvivorshipContext, elements: [DataElement]) {
    var first = 0
    firstSlots = context.isAuthoritative.map { groups in
      defer { first += groups.count }
      return first
    }
    // One bit each, the index folded to 64.
    departments = context.departmentOfResource.map { UInt64(1) &<< UInt64($0 & 63) }
    isAuthoritative = elements.indices.map { place in
      context.isAuthoritative.flatMap { $0.map { $0[place] } }
    }
    sources = elements.map { element in
      let rule = context.rule(of: element)
      return context.resourceCodes.map { code in
        SourceStanding(
          rank: rule.sourceOrder.firstIndex(of: code).map { UInt16(clamping: $0) } ?? .max,
          halfLifeDays: rule.halfLifeDaysOfResource[code] ?? rule.halfLifeDays ?? 0, asOf: context.asOf)
      }
    }
  }

  func slot(of record: Int, in source: SubjectRecords) -> Int {
    firstSlots[Int(source.resources[record])] + Int(source.groups[record])
  }

  func department(of record: Int, in source: SubjectRecords) -> UInt64 {
    departments[Int(source.resources[record])]
  }
}
