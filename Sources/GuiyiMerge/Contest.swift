import GuiyiColumns
import GuiyiModel
import GuiyiRecords

/// The distinct values of one element of one entity, with all that speaks for each.
///
/// Reused from entity to entity so that nothing is allocated per entity.
struct Contest {
  struct Candidate {
    var value: UInt32
    var quality: ValueQuality
    var isAuthoritative: Bool
    var agreesWithNumber: Bool
    var day: DayNumber
    /// Departments that say so, one bit each, the index folded to 64.
    var departments: UInt64
    /// The record that stands for the value: authoritative, then better, then newer, then lower.
    var record: UInt32
    var recordRank: (Bool, UInt8, DayNumber)
  }

  var candidates: [Candidate] = []

  mutating func begin() { candidates.removeAll(keepingCapacity: true) }

  mutating func add(
    record: UInt32, records: SubjectRecords, place: Int, context: SurvivorshipContext, derivedID: UInt32
  ) {
    let index = Int(record)
    let value = records.values[place][index]
    if value == 0 { return }
    let resource = Int(records.resources[index])
    let quality = records.qualities[place][index]
    let isAuthoritative = context.isAuthoritative[resource][Int(records.groups[index])][place]
    let day = records.days[index]
    let department = UInt64(1) &<< UInt64(context.departmentOfResource[resource] & 63)
    let rank = (isAuthoritative, quality.rawValue, day)
    if let known = candidates.firstIndex(where: { $0.value == value }) {
      candidates[known].quality = max(candidates[known].quality, quality)
      candidates[known].isAuthoritative = candidates[known].isAuthoritative || isAuthoritative
      candidates[known].day = max(candidates[known].day, day)
      candidates[known].departments |= department
      if outranks(rank, candidates[known].recordRank) {
        candidates[known].record = record
        candidates[known].recordRank = rank
      }
    } else {
      candidates.append(
        Candidate(
          value: value, quality: quality, isAuthoritative: isAuthoritative,
          agreesWithNumber: derivedID != 0 && value == derivedID, day: day, departments: department,
          record: record, recordRank: rank))
    }
  }

  private func outranks(_ a: (Bool, UInt8, DayNumber), _ b: (Bool, UInt8, DayNumber)) -> Bool {
    if a.0 != b.0 { return a.0 }
    if a.1 != b.1 { return a.1 > b.1 }
    return a.2 > b.2
  }

  /// What `a` beats `b` by, or nil where it does not.
  static func verdict(
    _ a: Candidate, over b: Candidate, element: DataElement, dictionary: ByteDictionary
  ) -> SurvivorshipReason? {
    func larger<T: Comparable>(_ x: T, _ y: T) -> Bool? { x == y ? nil : x > y }
    func flag(_ x: Bool, _ y: Bool) -> Bool? { x == y ? nil : x }
    if let wins = flag(a.quality > .faulty, b.quality > .faulty) { return wins ? .soundness : nil }
    if let wins = flag(a.agreesWithNumber, b.agreesWithNumber) { return wins ? .number : nil }
    if let wins = flag(a.isAuthoritative, b.isAuthoritative) { return wins ? .authority : nil }
    if let wins = larger(a.quality, b.quality) { return wins ? .quality : nil }
    let bySources = larger(a.departments.nonzeroBitCount, b.departments.nonzeroBitCount)
    if element.isLasting, let wins = bySources { return wins ? .sources : nil }
    if let wins = larger(a.day, b.day) { return wins ? .recency : nil }
    if let wins = larger(dictionary.length(of: a.value), dictionary.length(of: b.value)) {
      return wins ? .completeness : nil
    }
    if let wins = bySources { return wins ? .sources : nil }
    let isSmaller = dictionary.bytes[dictionary.range(of: a.value)]
      .lexicographicallyPrecedes(dictionary.bytes[dictionary.range(of: b.value)])
    return isSmaller ? .order : nil
  }

  /// The place of the candidate that beats all others.
  func winner(element: DataElement, dictionary: ByteDictionary) -> Int {
    var best = 0
    for index in candidates.indices.dropFirst()
    where Self.verdict(candidates[index], over: candidates[best], element: element, dictionary: dictionary)
      != nil
    {
      best = index
    }
    return best
  }
}

/// The golden values of a range of entities.
struct GoldenChunk: Sendable {
  var values: [[UInt32]]
  var records: [[UInt32]]
  var reasons: [[SurvivorshipReason]]
  var losers: [GoldenTable.LosingValue] = []
  /// The record that gave the number of the entity at hand.
  var recordOfNumber = GoldenTable.noRecord

  init(elementCount: Int, entityCount: Int) {
    values = [[UInt32]](repeating: [UInt32](repeating: 0, count: entityCount), count: elementCount)
    records = [[UInt32]](
      repeating: [UInt32](repeating: GoldenTable.noRecord, count: entityCount), count: elementCount)
    reasons = [[SurvivorshipReason]](
      repeating: [SurvivorshipReason](repeating: .only, count: entityCount), count: elementCount)
  }

  /// Decides a contest and writes down the winner and the losers.
  mutating func settle(
    _ contest: inout Contest, entity: Int, offset: Int, place: Int, element: DataElement,
    dictionary: ByteDictionary, derivedID: UInt32, numberRecord: UInt32
  ) {
    guard !contest.candidates.isEmpty else {
      if derivedID != 0 {
        values[place][offset] = derivedID
        records[place][offset] = numberRecord
        reasons[place][offset] = .derived
      }
      return
    }
    let best = contest.winner(element: element, dictionary: dictionary)
    let winner = contest.candidates[best]
    values[place][offset] = winner.value
    records[place][offset] = winner.record
    // The reason of the winner is the weakest one it needed: against its closest rival.
    var closest = SurvivorshipReason.only
    for (index, candidate) in contest.candidates.enumerated() where index != best {
      let reason =
        Contest.verdict(winner, over: candidate, element: element, dictionary: dictionary) ?? .order
      if reason.rawValue > closest.rawValue { closest = reason }
      losers.append(
        GoldenTable.LosingValue(
          entity: UInt32(entity), elementIndex: element.index, value: candidate.value,
          record: candidate.record, reason: reason))
    }
    reasons[place][offset] = closest
  }

  /// The entity's golden number where it is sound enough to tell other elements, else 0.
  func soundNumber(offset: Int, place: Int, records source: SubjectRecords) -> UInt32 {
    let record = records[place][offset]
    guard record != GoldenTable.noRecord, source.qualities[place][Int(record)] >= .doubtful else { return 0 }
    return values[place][offset]
  }
}
