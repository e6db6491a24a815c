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
    /// The place of the best resource that says so in the element's source order.
    var sourceRank: UInt16
    /// By how much the trust of its best row has faded, in 1/1000 of a halving.
    var fading: Int64
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
    _ value: UInt32, record: UInt32, rank: RecordRank, department: UInt64, source: SourceStanding,
    derivedID: UInt32
  ) {
    let fading = source.fading(day: rank.day)
    if let known = candidates.firstIndex(where: { $0.value == value }) {
      candidates[known].quality = max(candidates[known].quality, rank.quality)
      candidates[known].isAuthoritative = candidates[known].isAuthoritative || rank.isAuthoritative
      candidates[known].day = max(candidates[known].day, rank.day)
      candidates[known].departments |= department
      candidates[known].sourceRank = min(candidates[known].sourceRank, source.rank)
      candidates[known].fading = min(candidates[known].fading, fading)
      if rank > candidates[known].recordRank {
        candidates[known].record = record
        candidates[known].recordRank = rank
      }
    } else {
      candidates.append(
        Candidate(
          value: value, quality: rank.quality, isAuthoritative: rank.isAuthoritative,
          agreesWithNumber: derivedID != 0 && value == derivedID, day: rank.day, departments: department,
          sourceRank: source.rank, fading: fading, record: record, recordRank: rank))
    }
  }

  /// Adds what the entity's number tells, where no record says the same.
  /// - Parameter record: the one that gave the number.
  mutating func add(derived value: UInt32, record: UInt32, day: DayNumber) {
    if candidates.contains(where: { $0.value == value }) { return }
    candidates.append(
      Candidate(
        value: value, quality: .doubtful, isAuthoritative: false, agreesWithNumber: true, day: day,
        departments: 0, sourceRank: .max, fading: .max, record: record,
        recordRank: RecordRank(isAuthoritative: false, quality: .doubtful, day: day)))
  }

  /// What `a` beats `b` by, or nil where it does not.
  static func verdict(
    _ a: Candidate, over b: Candidate, rule: SurvivorshipRule, dictionary: ByteDictionary
  ) -> SurvivorshipReason? {
    for criterion in rule.criteria {
      guard let wins = wins(a, over: b, by: criterion, dictionary: dictionary) else { continue }
      return wins ? SurvivorshipReason(criterion) : nil
    }
    let isSmaller = dictionary.bytes[dictionary.range(of: a.value)]
      .lexicographicallyPrecedes(dictionary.bytes[dictionary.range(of: b.value)])
    return isSmaller ? .order : nil
  }

  /// Whether a criterion puts `a` before `b`; nil where it does not tell them apart.
  private static func wins(
    _ a: Candidate, over b: Candidate, by criterion: SurvivorshipCriterion, dictionary: ByteDictionary
  ) -> Bool? {
    func larger<T: Comparable>(_ x: T, _ y: T) -> Bool? { x == y ? nil : x > y }
    func flag(_ x: Bool, _ y: Bool) -> Bool? { x == y ? nil : x }
    return switch criterion {
    case .sound: flag(a.quality > .faulty, b.quality > .faulty)
    case .agreesWithNumber: flag(a.agreesWithNumber, b.agreesWithNumber)
    case .authoritative: flag(a.isAuthoritative, b.isAuthoritative)
    case .validity: larger(a.quality, b.quality)
    case .sourceOrder: larger(b.sourceRank, a.sourceRank)
    case .trust: larger(b.fading, a.fading)
    case .sources: larger(a.departments.nonzeroBitCount, b.departments.nonzeroBitCount)
    case .recency: larger(a.day, b.day)
    case .whole: flag(!isDamaged(a, dictionary), !isDamaged(b, dictionary))
    case .completeness: larger(dictionary.length(of: a.value), dictionary.length(of: b.value))
    }
  }

  /// Whether a sign stands in the name where a character was lost.
  private static func isDamaged(_ candidate: Candidate, _ dictionary: ByteDictionary) -> Bool {
    dictionary.bytes[dictionary.range(of: candidate.value)].contains(UInt8(ascii: "?"))
  }

  /// The place of the candidate that beats all others.
  func winner(rule: SurvivorshipRule, dictionary: ByteDictionary) -> Int {
    var best = 0
    for index in candidates.indices.dropFirst()
    where Self.verdict(candidates[index], over: candidates[best], rule: rule, dictionary: dictionary) != nil {
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

/// What an element's rule says of the resource of a record.
struct SourceStanding: Sendable {
  /// The place in the source order; the last where it is not named.
  var rank = UInt16.max
  /// In how many days the trust of its rows halves; 0 where it does not fade.
  var halfLifeDays: Int32 = 0
  /// The day from which the age of rows is counted.
  var asOf: DayNumber = 0

  /// How far the trust of a row of a day has faded, in 1/1000 of a halving; a row without a date has none left.
  func fading(day: DayNumber) -> Int64 {
    if halfLifeDays == 0 { return 0 }
    if day == SubjectRecords.undated { return .max }
    return max(0, Int64(asOf) - Int64(day)) * 1_000 / Int64(halfLifeDays)
  }
}
