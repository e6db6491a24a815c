/// What the records of two clusters say about each other.
struct ClusterEvidence {
  /// Pair weights averaged by comparison where both sides have a value, with the prior; 1/1000 bit.
  var average: Int32
  /// What of the average speaks against one entity; 0 or less.
  var contradiction: Int32
  /// The best agreement of each comparison, with the prior, less what looking at several values gains by chance.
  var pooled: Int32
  /// The levels of the best agreements.
  var pooledLevels: UInt64
}

extension ScoringPlan {
  /// Holds records of one cluster against those of another.
  func evidence(_ lefts: [UInt32], _ rights: [UInt32]) -> ClusterEvidence {
    var average = prior
    var groupAverage = group?.prior ?? 0
    var groupPooled = groupAverage
    var contradiction: Int32 = 0
    var pooled = prior
    var pooledLevels: UInt64 = 0
    var parts = InlineArray<16, Int32>(repeating: 0)
    for comparison in 0..<table.width where !table.specs[comparison].isKeyOnly {
      var sum: Int64 = 0
      var groupSum: Int64 = 0
      var count: Int64 = 0
      var best: (weight: Int32, level: UInt8, group: Int32) = (.min, 0, 0)
      for a in lefts {
        for b in rights {
          let found = level(comparison, a, b)
          if found.level == 0 { continue }
          let rarity = rarity(comparison, Int(found.level), found.x, found.y)
          let weight = weights[comparison * Self.levelCapacity + Int(found.level)] + rarity
          let against = group?.weight(comparison, found.level, rarity: rarity) ?? 0
          sum += Int64(weight)
          groupSum += Int64(against)
          count += 1
          if weight > best.weight || (weight == best.weight && found.level > best.level) {
            best = (weight, found.level, against)
          }
        }
      }
      if count == 0 { continue }
      let mean = Int32(sum / count)
      average += mean
      groupAverage += Int32(groupSum / count)
      contradiction += min(0, mean)
      pooledLevels |= UInt64(best.level) << UInt64(comparison * 4)
      // Several values have several chances to agree.
      let chances = distinct(comparison, lefts) * distinct(comparison, rights)
      let gain = chances > 1 ? MatchWeight.millibits(bits: logarithm2(Double(chances))) : 0
      parts[comparison] = best.weight > 0 ? max(0, best.weight - gain) : best.weight
      groupPooled += best.group > 0 ? max(0, best.group - gain) : best.group
    }
    for comparison in 0..<table.width {
      pooled +=
        parts[comparison] + dependenceWeight(comparison, weight: parts[comparison], levels: pooledLevels)
    }
    if group != nil {
      average = GroupWeights.combined(average, groupAverage)
      pooled = GroupWeights.combined(pooled, groupPooled)
    }
    return ClusterEvidence(
      average: average, contradiction: contradiction, pooled: pooled, pooledLevels: pooledLevels)
  }

  /// How many different values the records hold in a comparison.
  private func distinct(_ comparison: Int, _ records: [UInt32]) -> Int {
    if records.count == 1 && !table.hasSeveral(records[0], comparison) {
      return table.value(records[0], comparison) == 0 ? 0 : 1
    }
    var seen: [UInt32] = []
    for record in records {
      table.forEachValue(record, comparison) { value in
        if !seen.contains(value) { seen.append(value) }
      }
    }
    return seen.count
  }
}
