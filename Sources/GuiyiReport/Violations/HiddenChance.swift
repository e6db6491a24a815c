internal import GuiyiColumns
internal import GuiyiModel

/// What chance makes of a column: the same values among other people, in an order that is always the same.
extension HiddenCheck {
  /// Whether people of one age agree on a code as well when they are shuffled among themselves.
  ///
  /// What is left of the agreement beyond that of the same age must be a good part of what age leaves open.
  func isAgreementByAge(_ pairs: [Pair], hits: Int) -> Bool {
    guard source.element.kind.isCode, let stages = context.stages, source.element.subject == .person else {
      return false
    }
    var members: [UInt32: [UInt32]] = [:]
    for (index, pair) in pairs.enumerated() {
      members[stages.stage(pair.entity), default: []].append(UInt32(index))
    }
    var random = SplitMix64(seed: 0x5EED_0F_A6E5)
    var (count, shuffledHits) = (0, 0)
    for round in 0..<max(1, Self.shuffledCount / pairs.count) {
      for pair in pairs {
        guard let peers = members[stages.stage(pair.entity)], peers.count > 1 else { continue }
        let other = pairs[Int(peers[Int(random.next() % UInt64(peers.count))])]
        if other.entity == pair.entity { continue }
        count += 1
        if source.contains(other.entity, pair.value) { shuffledHits += 1 }
      }
      if round == 0, count == 0 { return false }
    }
    let chance = BinomialBound.upper(hits: shuffledHits, of: count)
    let agreement = BinomialBound.lower(hits: hits, of: pairs.count)
    return agreement - chance < 0.4 * (1 - chance)
  }

  struct Chance {
    var agreement = 0.0
    var informativeUpperBound = 1.0
    var slipShare = 0.0
  }

  private static let shuffledCount = 20_000

  /// The agreement when every cell is held against somebody else's authoritative value.
  func shuffledAgreement(
    _ pairs: [Pair], _ reading: inout CellReading, _ comparer: inout TypingComparer
  ) -> Chance {
    var random = SplitMix64(seed: 0x5EED_0F_C0117)
    var hits = 0
    var informative = 0
    var informativeHits = 0
    var slips = 0
    var slipTrials = 0
    var count = 0
    while count < Self.shuffledCount {
      let left = pairs[Int(random.next() % UInt64(pairs.count))]
      let right = pairs[Int(random.next() % UInt64(pairs.count))]
      // Entities are distinct, and there are at least `hiddenMinimum`: another one comes soon.
      if left.entity == right.entity { continue }
      count += 1
      let isHit = source.contains(right.entity, left.value)
      if isHit { hits += 1 }
      if isInformative(right.entity, left.value) {
        informative += 1
        if isHit { informativeHits += 1 }
      }
      if !isHit, slipTrials < 2_000 {
        slipTrials += 1
        if difference(left.cell, right.entity, &reading, &comparer) == .slip { slips += 1 }
      }
    }
    return Chance(
      agreement: Double(hits) / Double(count),
      informativeUpperBound: BinomialBound.upper(hits: informativeHits, of: informative),
      slipShare: slipTrials == 0 ? 0 : Double(slips) / Double(slipTrials))
  }
}
