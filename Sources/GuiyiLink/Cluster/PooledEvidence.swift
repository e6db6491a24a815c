internal import GuiyiColumns

/// Two clusters between which some pair came near to a link, and what all their records say together.
struct PooledCandidate: Sendable {
  /// The roots of the clusters when they were held against each other.
  let left: UInt32
  let right: UInt32
  /// The heaviest pair between them.
  let pair: ScoredPair
  /// 1/1000 bit.
  let pooled: Int32
}

/// The second round: what the records of a cluster know together carries pairs that were too light alone.
struct PooledEvidence {
  private let plan: ScoringPlan
  private let sampleCount: Int

  init(plan: ScoringPlan, options: ClusteringOptions) {
    self.plan = plan
    sampleCount = options.sampleCount
  }

  /// The clusters that are one by their pooled values, surest first.
  ///
  /// - Parameters:
  ///   - pairs: pairs that were not accepted, heaviest first.
  ///   - roots: the cluster of each record.
  ///   - sets: the clusters.
  func candidates(
    _ pairs: [ScoredPair], roots: [UInt32], sets: ClusterSets, workers: Workers
  ) -> [PooledCandidate] {
    let between = firstBetweenClusters(pairs, roots: roots).filter { pair in
      // Two single records have nothing to pool.
      min(sampleCount, max(sets.size(roots[Int(pair.left)]), sets.size(roots[Int(pair.right)]))) > 1
    }
    let found = workers.mapChunks(between.count, size: 256) { range in
      var (lefts, rights): ([UInt32], [UInt32]) = ([], [])
      return between[range].compactMap { pair -> PooledCandidate? in
        let left = roots[Int(pair.left)]
        let right = roots[Int(pair.right)]
        sets.list(left, limit: sampleCount, in: &lefts)
        sets.list(right, limit: sampleCount, in: &rights)
        let evidence = plan.evidence(lefts, rights)
        guard evidence.pooled >= plan.linkWeight, evidence.average >= plan.reviewWeight,
          plan.hasRequiredEvidence(evidence.pooledLevels, weight: evidence.pooled),
          plan.contradiction(evidence.pooledLevels) == nil
        else { return nil }
        return PooledCandidate(left: left, right: right, pair: pair, pooled: evidence.pooled)
      }
    }
    return found.flatMap { $0 }.sorted {
      ($1.pooled, $0.pair.left, $0.pair.right) < ($0.pooled, $1.pair.left, $1.pair.right)
    }
  }

  /// The heaviest pair between any two clusters.
  private func firstBetweenClusters(_ pairs: [ScoredPair], roots: [UInt32]) -> [ScoredPair] {
    var keys: [UInt64] = []
    var places: [UInt32] = []
    for (place, pair) in pairs.enumerated() {
      let a = roots[Int(pair.left)]
      let b = roots[Int(pair.right)]
      if a == b { continue }
      keys.append(UInt64(min(a, b)) << 32 | UInt64(max(a, b)))
      places.append(UInt32(place))
    }
    RadixSort.sort(keys: &keys, values: &places)
    var first: [ScoredPair] = []
    for index in keys.indices where index == 0 || keys[index] != keys[index - 1] {
      first.append(pairs[Int(places[index])])
    }
    return first
  }
}
