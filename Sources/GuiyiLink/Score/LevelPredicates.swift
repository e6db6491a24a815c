/// Groups of conditions on levels, laid out flat: they are asked once for each pair.
struct LevelPredicates: Sendable {
  private var conditions: [LevelCondition] = []
  /// One more than groups.
  private var starts: [Int] = [0]
  /// What a pair must weigh for a group to count, in 1/1000 bit.
  private var leastWeights: [Int32] = []

  init(_ groups: [(conditions: [LevelCondition], leastWeight: Int32)]) {
    for group in groups {
      conditions += group.conditions
      starts.append(conditions.count)
      leastWeights.append(group.leastWeight)
    }
  }

  var isEmpty: Bool { leastWeights.isEmpty }

  /// Whether all conditions of some group may still hold when the open comparisons are settled.
  ///
  /// - Parameter open: a bit for each comparison whose level is not known yet.
  @inline(__always) func canHold(_ packed: UInt64, open: UInt16) -> Bool {
    var place = 0
    nextGroup: for group in leastWeights.indices {
      let end = starts[group &+ 1]
      while place < end {
        let condition = conditions[place]
        if open &>> UInt16(condition.comparison) & 1 == 0 && !condition.holds(packed) {
          place = end
          continue nextGroup
        }
        place &+= 1
      }
      return true
    }
    return false
  }

  /// Whether all conditions of some group hold for a pair of a weight.
  @inline(__always) func holds(_ packed: UInt64, weight: Int32) -> Bool {
    nextGroup: for group in leastWeights.indices where weight >= leastWeights[group] {
      for place in starts[group]..<starts[group &+ 1] where !conditions[place].holds(packed) {
        continue nextGroup
      }
      return true
    }
    return false
  }
}
