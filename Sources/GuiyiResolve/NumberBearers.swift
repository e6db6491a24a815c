import GuiyiColumns
import GuiyiLink
import GuiyiModel
import GuiyiRecords

/// Whose number it is, where rows of clearly different names carry one and the same.
///
/// A spouse's or a parent's number in the wrong cell is valid by itself; that most rows give it to somebody else is what
/// shows it. Names a character apart may be one person's, unless the row's name and telephone are those of another number.
/// A record with a borrowed number is compared as if it had none: its name, telephone and home say who it is.
struct NumberBearers {
  /// Per record: whether its number is another person's.
  private(set) var isBorrowed: [Bool]
  /// Names that other rows of a record's number state beside its own, as a former and a later name of one person.
  private(set) var otherNames: [(record: UInt32, name: UInt32)] = []

  /// - Parameters:
  ///   - numbers: per record its sound number, 0 where it has none.
  ///   - names: per record its name in `nameDictionary`.
  ///   - phones: per record its telephone, 0 where it has none.
  ///   - formerNames: per record its former name in a dictionary of its own.
  ///   - births: per record the birth date that its row states.
  ///   - bornAs: per number the birth date that it tells, in the same dictionary as `births`.
  init(
    numbers: [UInt32], names: [UInt32], nameDictionary: ByteDictionary, phones: [UInt32],
    formerNames: [UInt32],
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
    let reachable = Self.reachable(
      numbers: numbers, names: names, phones: phones, of: disputed, nameCount: nameDictionary.count)
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
      for bearer in bearers where !bearer.isRenamed {
        settleNamesakes(bearer, numbers: numbers, names: names, phones: phones, reachable)
      }
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

  /// The numbers that records state beside a name and a telephone, as far as they are two.
  private struct Stated {
    let first: UInt32
    var other: UInt32 = 0
    var areMore = false

    /// The one number beside `own`; nil where there is none, or more than one.
    func other(than own: UInt32) -> UInt32? {
      let others = [first, other].filter { $0 != 0 && $0 != own }
      return areMore || others.count != 1 ? nil : others[0]
    }

    mutating func add(_ number: UInt32) {
      if number == first || number == other { return }
      if other == 0 { other = number } else { areMore = true }
    }
  }

  /// By name and telephone, of the names of disputed records.
  private static func reachable(
    numbers: [UInt32], names: [UInt32], phones: [UInt32], of disputed: [Int], nameCount: Int
  ) -> [UInt64: Stated] {
    var isAsked = [Bool](repeating: false, count: nameCount)
    for record in disputed { isAsked[Int(names[record])] = true }
    var found: [UInt64: Stated] = [:]
    for record in numbers.indices
    where numbers[record] != 0 && phones[record] != 0 && isAsked[Int(names[record])] {
      found[key(names[record], phones[record]), default: Stated(first: numbers[record])].add(numbers[record])
    }
    return found
  }

  private static func key(_ name: UInt32, _ phone: UInt32) -> UInt64 { UInt64(name) << 32 | UInt64(phone) }

  /// Who bears nearly the name of a number's holder, and is known by name and telephone under a number of the own, has borrowed it.
  ///
  /// A telephone of many says nothing: only one other number may stand beside it.
  private mutating func settleNamesakes(
    _ bearer: Bearer, numbers: [UInt32], names: [UInt32], phones: [UInt32], _ reachable: [UInt64: Stated]
  ) {
    var counts: [UInt32: Int] = [:]
    for record in bearer.records { counts[names[record], default: 0] += 1 }
    if counts.count < 2 { return }
    for record in bearer.records where (counts[names[record]] ?? 0) * 2 < bearer.records.count {
      guard phones[record] != 0,
        reachable[Self.key(names[record], phones[record])]?.other(than: numbers[record]) != nil
      else { continue }
      isBorrowed[record] = true
    }
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
