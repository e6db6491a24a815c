import GuiyiColumns
import GuiyiLink
import GuiyiModel
import GuiyiRecords

/// Whose number it is, where rows of clearly different names carry one and the same.
///
/// A spouse's or a parent's number in the wrong cell is valid by itself; that most rows give it to somebody else is what
/// shows it. A record with a borrowed number is compared as if it had none: its name, telephone and home say who it is.
struct NumberBearers {
  /// Per record: whether its number is another person's.
  private(set) var isBorrowed: [Bool]
  /// Names that other rows of a record's number state beside its own, as a former and a later name of one person.
  private(set) var otherNames: [(record: UInt32, name: UInt32)] = []

  /// - Parameters:
  ///   - numbers: per record its sound number, 0 where it has none.
  ///   - names: per record its name in `nameDictionary`.
  ///   - formerNames: per record its former name in a dictionary of its own.
  ///   - births: per record the birth date that its row states.
  ///   - bornAs: per number the birth date that it tells, in the same dictionary as `births`.
  init(
    numbers: [UInt32], names: [UInt32], nameDictionary: ByteDictionary, formerNames: [UInt32],
    formerDictionary: ByteDictionary, births: [UInt32], bornAs: [UInt32], workers: Workers
  ) {
    isBorrowed = [Bool](repeating: false, count: numbers.count)
    let disputed = Self.disputed(numbers: numbers, names: names, numberCount: bornAs.count)
    if disputed.isEmpty { return }
    // Only the names that are held against each other are made ready for comparing.
    var few = ByteDictionary()
    var fewOf: [UInt32: UInt32] = [:]
    func known(_ name: UInt32, _ dictionary: ByteDictionary) -> UInt32 {
      dictionary.withBytes(of: name) { few.intern($0) }
    }
    for record in disputed {
      fewOf[names[record]] = known(names[record], nameDictionary)
      if formerNames[record] != 0 { _ = known(formerNames[record], formerDictionary) }
    }
    let comparison = PreparedComparison(kind: .hanName, dictionary: few, workers: workers)
    var start = 0
    while start < disputed.count {
      var end = start
      while end < disputed.count && numbers[disputed[end]] == numbers[disputed[start]] { end += 1 }
      var bearers: [Bearer] = []
      for record in disputed[start..<end] {
        let former =
          formerNames[record] == 0
          ? 0 : formerDictionary.withBytes(of: formerNames[record]) { few.find($0) ?? 0 }
        let isBornSo = births[record] != 0 && births[record] == bornAs[Int(numbers[record])]
        if bearers.count > Self.mostBearers { break }
        Bearer.add(
          record: record, name: fewOf[names[record]] ?? 0, former: former, isBornSo: isBornSo, to: &bearers,
          comparison)
      }
      settle(bearers, names: names)
      start = end
    }
  }

  /// A column of numbers without those that are borrowed.
  func own(_ numbers: [UInt32]) -> [UInt32] {
    zip(numbers, isBorrowed).map { $1 ? 0 : $0 }
  }

  private static let mostBearers = 32

  /// The records of every number that stands beside more than one name, by number.
  private static func disputed(numbers: [UInt32], names: [UInt32], numberCount: Int) -> [Int] {
    var firstName = [UInt32](repeating: 0, count: numberCount)
    var isDisputed = [Bool](repeating: false, count: numberCount)
    var hasAny = false
    for record in numbers.indices where numbers[record] != 0 && names[record] != 0 {
      let number = Int(numbers[record])
      if firstName[number] == 0 {
        firstName[number] = names[record]
      } else if firstName[number] != names[record] {
        isDisputed[number] = true
        hasAny = true
      }
    }
    guard hasAny else { return [] }
    return numbers.indices.filter { numbers[$0] != 0 && names[$0] != 0 && isDisputed[Int(numbers[$0])] }
      .sorted { (numbers[$0], $0) < (numbers[$1], $1) }
  }

  /// Records of one number under names that one person may have.
  private struct Bearer {
    var records: [Int]
    var names: [UInt32]
    var bornSoCount: Int
    /// Whether some row states a former name.
    var isRenamed: Bool

    static func add(
      record: Int, name: UInt32, former: UInt32, isBornSo: Bool, to bearers: inout [Bearer],
      _ comparison: PreparedComparison
    ) {
      var own = Bearer(
        records: [record], names: former == 0 ? [name] : [name, former], bornSoCount: isBornSo ? 1 : 0,
        isRenamed: former != 0)
      // A record with two names joins those who have either.
      bearers.removeAll { other in
        let isOne = own.names.contains { a in
          other.names.contains { comparison.level(a, $0) > PersonSpecification.Level.different }
        }
        if isOne {
          own.records += other.records
          own.names += other.names.filter { !own.names.contains($0) }
          own.bornSoCount += other.bornSoCount
          own.isRenamed = own.isRenamed || other.isRenamed
        }
        return isOne
      }
      bearers.append(own)
    }
  }

  /// The number is that of the bearer most rows give it to; where that is nobody, nothing is known.
  private mutating func settle(_ bearers: [Bearer], names: [UInt32]) {
    // A number on so many names is a clerk's or a test's: nobody's.
    if bearers.count > Self.mostBearers { return }
    for bearer in bearers where bearer.isRenamed {
      // One person under two names: every row is given both.
      var ids: [UInt32] = []
      for record in bearer.records where !ids.contains(names[record]) { ids.append(names[record]) }
      for record in bearer.records {
        for id in ids where id != names[record] { otherNames.append((UInt32(record), id)) }
      }
    }
    func rank(_ bearer: Bearer) -> (Int, Int) { (bearer.records.count, bearer.bornSoCount) }
    guard bearers.count > 1, let best = bearers.max(by: { rank($0) < rank($1) }),
      bearers.filter({ rank($0) >= rank(best) }).count == 1
    else { return }
    // Whoever was born on the day that the number tells may be its holder under a new name.
    for bearer in bearers where rank(bearer) < rank(best) && bearer.bornSoCount == 0 {
      for record in bearer.records { isBorrowed[record] = true }
    }
  }
}
