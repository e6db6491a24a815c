import GuiyiColumns
import GuiyiModel

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
    var recordRank: RecordRank
  }

  var candidates: [Candidate] = []

  mutating func begin() { candidates.removeAll(keepingCapacity: true) }

  /// Adds what one record says.
  /// - Parameters:
  ///   - value: not 0.
  ///   - department: one bit.
  mutating func add(
    _ value: UInt32, record: UInt32, rank: RecordRank, department: UInt64, derivedID: UInt32
  ) {
    if let known = candidates.firstIndex(where: { $0.value == value }) {
      candidates[known].quality = max(candidates[known].quality, rank.quality)
      candidates[known].isAuthoritative = candidates[known].isAuthoritative || rank.isAuthoritative
      candidates[known].day = max(candidates[known].day, rank.day)
      candidates[known].departments |= department
      if rank > candidates[known].recordRank {
        candidates[known].record = record
        candidates[known].recordRank = rank
      }
    } else {
      candidates.append(
        Candidate(
          value: value, quality: rank.quality, isAuthoritative: rank.isAuthoritative,
          agreesWithNumber: derivedID != 0 && value == derivedID, day: rank.day, departments: department,
          record: record, recordRank: rank))
    }
  }

  /// Adds what the entity's number tells, where no record says the same.
  /// - Parameter record: the one that gave the number.
  mutating func add(derived value: UInt32, record: UInt32, day: DayNumber) {
    if candidates.contains(where: { $0.value == value }) { return }
    candidates.append(
      Candidate(
        value: value, quality: .doubtful, isAuthoritative: false, agreesWithNumber: true, day: day,
        departments: 0, record: record,
        recordRank: RecordRank(isAuthoritative: false, quality: .doubtful, day: day)))
  }

  /// What `a` beats `b` by, or nil where it does not.
  static func verdict(
    _ a: Candidate, over b: Candidate, element: DataElement, dictionary: ByteDictionary
  ) -> SurvivorshipReason? {
    func larger<T: Comparable>(_ x: T, _ y: T) -> Bool? { x == y ? nil : x > y }
    func flag(_ x: Bool, _ y: Bool) -> Bool? { x == y ? nil : x }
    if let wins = flag(a.quality > .faulty, b.quality > .faulty) { return wins ? .soundness : nil }
    if let wins = flag(a.agreesWithNumber, b.agreesWithNumber) { return wins ? .number : nil }
    // A name that lost a character, in the register too, is fuller elsewhere.
    if element == .personName, let wins = flag(!isDamaged(a, dictionary), !isDamaged(b, dictionary)) {
      return wins ? .completeness : nil
    }
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

  /// Whether a sign stands in the name where a character was lost.
  private static func isDamaged(_ candidate: Candidate, _ dictionary: ByteDictionary) -> Bool {
    dictionary.bytes[dictionary.range(of: candidate.value)].contains(UInt8(ascii: "?"))
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

/// Which of the records that say the same stands for them: authoritative, then better, then newer.
struct RecordRank: Comparable {
  let isAuthoritative: Bool
  let quality: ValueQuality
  let day: DayNumber

  static func < (a: RecordRank, b: RecordRank) -> Bool {
    if a.isAuthoritative != b.isAuthoritative { return b.isAuthoritative }
    if a.quality != b.quality { return a.quality < b.quality }
    return a.day < b.day
  }
}
