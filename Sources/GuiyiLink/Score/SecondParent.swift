/// One more comparison on which a dependent one depends, where both others agree.
///
/// A mailbox is made from the given and the family name: beside one of them it is a surprise still, beside both it is
/// none, and in a large table there are many who bear both. It is learned from candidates of a rule that asks for these two and
/// nothing else: they are a fair sample of those who agree on both.
struct SecondParent {
  let given: Int
  let fromLevel: Int
  /// How probable each level is between two entities that agree on both, from level 1 on.
  let u: [Double]

  static func added(
    to chosen: [LearnedDependence?], _ training: Training, _ state: Training.State, _ logs: [[Double]]
  ) -> [LearnedDependence?] {
    var all = chosen
    for comparison in chosen.indices {
      guard let first = all[comparison] else { continue }
      var best: (parent: SecondParent, gain: Double)?
      for given in chosen.indices where given != comparison && given != first.given {
        guard training.mayDepend(given), let fromLevel = LearnedDependence.agreeingLevel(logs[given]),
          !leads(from: given, to: comparison, all),
          let entries = fairSample(training, (first.given, first.fromLevel), (given, fromLevel)),
          let found = LearnedDependence.estimate(
            training, state, logs, entries, comparison: comparison, given: [first.given, given],
            general: first.u), found.gain > best?.gain ?? 0
        else { continue }
        best = (SecondParent(given: given, fromLevel: fromLevel, u: found.u), found.gain)
      }
      all[comparison]?.second = best?.parent
    }
    return all
  }

  /// Whether a comparison depends on another one, perhaps by others between them.
  private static func leads(from start: Int, to end: Int, _ all: [LearnedDependence?]) -> Bool {
    var open = [start]
    var seen: Set<Int> = []
    while let place = open.popLast() {
      if place == end { return true }
      if !seen.insert(place).inserted { continue }
      if let dependence = all[place] {
        open.append(dependence.given)
        if let second = dependence.second { open.append(second.given) }
      }
    }
    return false
  }

  /// Candidates that agree on two comparisons and were proposed for nothing else; nil where no rule does.
  private static func fairSample(
    _ training: Training, _ first: (place: Int, fromLevel: Int), _ second: (place: Int, fromLevel: Int)
  ) -> [VectorCounts.Entry]? {
    var rules: UInt32 = 0
    for (index, rule) in training.spec.rules.enumerated().prefix(31)
    where Set(rule.keys.map(\.comparison)) == [first.place, second.place] {
      rules |= 1 << UInt32(index)
    }
    if rules == 0 { return nil }
    return training.counts.entries.filter { entry in
      !entry.isKnown && entry.rules & rules != 0
        && [first, second].allSatisfy {
          Int(entry.levels >> UInt64($0.place * 4) & 15) >= $0.fromLevel
        }
    }
  }
}
