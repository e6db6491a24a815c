internal import GuiyiColumns
internal import GuiyiLink

/// Pairs of one entity as they are imagined from the kinds of the columns: what has become of each value.
struct ImaginedMatches {
  static let count = 2048

  private let drafts: [FieldDraft]
  /// By draft and match: the outcome, -1 where a value is missing on either side or stands in another column.
  private let fates: [[Int]]

  /// Names that stand in each other's column.
  private static let swappedShare = 0.03

  /// Matches in which some column is of something else than the entity: the day of a visit, the shop of an offer.
  ///
  /// Kinds do not tell that, so that no rule may be all that reaches much. Of many records there are matches enough
  /// that a rule must be worth its pairs.
  private static func strangerShare(_ recordCount: Int) -> Double {
    0.2 * min(1, 50_000 / Double(max(1, recordCount)))
  }

  init(_ drafts: [FieldDraft], filledShares: [Double], recordCount: Int) {
    self.drafts = drafts
    let strangers = (0..<Self.count).map { match -> Int? in
      var random = SplitMix64(seed: UInt64(match) &+ 0x57A9)
      if drafts.isEmpty || Self.unit(&random) >= Self.strangerShare(recordCount) { return nil }
      return Int(random.next().multipliedFullWidth(by: UInt64(drafts.count)).high)
    }
    fates = drafts.indices.map { index in
      let draft = drafts[index]
      var random = SplitMix64(seed: UInt64(index) &+ 0x5EED)
      return (0..<Self.count).map { match in
        let missing = Self.unit(&random)
        let place = Self.unit(&random)
        if strangers[match] == index { return -1 }
        if missing >= filledShares[index] * filledShares[index] { return -1 }
        if (draft.kind == .givenName || draft.kind == .familyName) && Self.isSwapped(match) { return -1 }
        return Self.outcome(draft.outcomes, place, errors: Self.errors(match))
      }
    }
  }

  /// Some records are written with more care than others: how many times as many errors as usual.
  private static func errors(_ match: Int) -> Double {
    switch match % 16 {
    case 0: 3
    case 1...4: 1.6
    default: 0.6
    }
  }

  private static func isSwapped(_ match: Int) -> Bool {
    var random = SplitMix64(seed: UInt64(match) &+ 0x5A9)
    return unit(&random) < swappedShare
  }

  /// The first outcome is that nothing happened; the others are as much more frequent as there are more errors.
  private static func outcome(_ outcomes: [KeyOutcome], _ place: Double, errors: Double) -> Int {
    let all = outcomes.dropFirst().reduce(0) { $0 + $1.share }
    let scale = min(errors, all > 0 ? 0.95 / all : 1)
    var rest = place
    for index in outcomes.indices.dropFirst() {
      rest -= outcomes[index].share * scale
      if rest < 0 { return index }
    }
    return 0
  }

  private static func unit(_ random: inout SplitMix64) -> Double { Double(random.next() >> 11) * 0x1p-53 }

  /// For each key, the matches that agree on it.
  ///
  /// - Parameter sharedShares: by key, how much of it the two sides of a match can have in common at all.
  func reached(by keys: [BlockingKey], sharedShares: [Double]) -> [Bits] {
    zip(keys, sharedShares).map { key, share in
      let survives = drafts[key.comparison].outcomes.map { $0.parts.contains(key.part) }
      var bits = Bits(count: Self.count)
      for (match, fate) in fates[key.comparison].enumerated() where fate >= 0 && survives[fate] {
        if share < 1 {
          var random = SplitMix64(seed: UInt64(match) &+ UInt64(key.comparison) << 16 &+ 0x5AA)
          if Self.unit(&random) >= share { continue }
        }
        bits.set(match)
      }
      return bits
    }
  }
}
