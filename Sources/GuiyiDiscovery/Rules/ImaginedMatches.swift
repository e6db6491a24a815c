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

  init(_ drafts: [FieldDraft], filledShares: [Double]) {
    self.drafts = drafts
    fates = drafts.indices.map { index in
      let draft = drafts[index]
      var random = SplitMix64(seed: UInt64(index) &+ 0x5EED)
      return (0..<Self.count).map { match in
        let missing = Self.unit(&random)
        let place = Self.unit(&random)
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
  func reached(by keys: [BlockingKey]) -> [Bits] {
    keys.map { key in
      let survives = drafts[key.comparison].outcomes.map { $0.parts.contains(key.part) }
      var bits = Bits(count: Self.count)
      for (match, fate) in fates[key.comparison].enumerated() where fate >= 0 && survives[fate] {
        bits.set(match)
      }
      return bits
    }
  }
}
