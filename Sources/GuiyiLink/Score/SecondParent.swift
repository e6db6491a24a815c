/// One more comparison on which a dependent one depends, where both others agree.
///
/// A mailbox is made from the given and the family name: beside one of them it is a surprise still, beside both it is
/// none, and in a large table there are many who bear both. It is learned from pairs that hold both values, drawn for
/// nothing else: candidates of a rule that asks for more, or for the mailbox, would not be a fair sample of them.
struct SecondParent {
  let given: Int
  let fromLevel: Int
  /// How probable each level is between two entities that agree on both, from level 1 on.
  let u: [Double]

  /// Pairs of two entities that must agree on both for it to matter.
  private static let leastPairs = 1000.0

  static func added(
    to chosen: [LearnedDependence?], _ training: Training, _ state: Training.State, _ logs: [[Double]]
  ) -> [LearnedDependence?] {
    var all = chosen
    for comparison in chosen.indices {
      guard let first = all[comparison] else { continue }
      var best: (parent: SecondParent, gain: Double)?
      guard mayGain(first, logs[comparison]) else { continue }
      for given in chosen.indices where given != comparison && given != first.given {
        guard training.mayDepend(given), let fromLevel = LearnedDependence.agreeingLevel(logs[given]),
          !leads(from: given, to: comparison, all),
          training.expectedByChance(first.given, given, state) >= leastPairs,
          let found = LearnedDependence.estimate(
            training, state, logs, training.joint.entries(first.given, given), comparison: comparison,
            given: [first.given, given], general: first.u), found.gain > best?.gain ?? 0
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

  /// Whether an agreement could be more of a chance than it is already beside the first comparison.
  private static func mayGain(_ first: LearnedDependence, _ logs: [Double]) -> Bool {
    first.u.indices.contains { logs[$0 + 1] > 0 && first.u[$0] < LearnedDependence.leastNews }
  }
}

extension Training {
  /// How many pairs of two entities agree on both of two comparisons, were these independent.
  fileprivate func expectedByChance(_ first: Int, _ second: Int, _ state: State) -> Double {
    pairCount * (state.u[first].last ?? 0) * (state.u[second].last ?? 0)
  }
}
