internal import GuiyiColumns

/// Joins links to clusters, the heaviest first, unless something speaks against it.
struct Clustering {
  private let plan: ScoringPlan
  private let options: ClusteringOptions
  private var sets: ClusterSets
  private(set) var merges: [MergeStep] = []
  private(set) var refused: [ReviewPair] = []
  private(set) var decisionProblems: [DecisionProblem] = []
  private let neighbours: Neighbours
  private let strongWeight: Int32
  private let ambiguityMargin: Int32

  init(
    plan: ScoringPlan, spec: LinkSpec, pairs: ScoredPairs, decisions: [Decision], workers: Workers
  ) {
    self.plan = plan
    options = spec.clustering
    sets = ClusterSets(plan.table, uniqueSources: spec.uniqueSources)
    neighbours = Neighbours(pairs.links, recordCount: plan.table.recordCount)
    strongWeight = plan.linkWeight + MatchWeight.millibits(bits: max(0, spec.clustering.strongMarginBits))
    ambiguityMargin = MatchWeight.millibits(bits: max(0, spec.clustering.ambiguityMarginBits))
    carryOut(decisions)
    for conflict in pairs.conflicts where sets.root(conflict.pair.left) != sets.root(conflict.pair.right) {
      // Records with different identifiers stay apart without being noted.
      if plan.table.hasDifferentIdentifiers(conflict.pair.left, conflict.pair.right) { continue }
      sets.keepApart(conflict.pair.left, conflict.pair.right)
    }
    for (place, link) in pairs.links.enumerated() {
      if place % 32 == 0 { workers.pause() }
      fetch(pairs.links, beyond: place)
      take(link)
    }
  }

  /// Begins to bring what links further on will look at into the caches: the heaviest first is no order of records.
  @inline(__always) private func fetch(_ links: [ScoredPair], beyond place: Int) {
    if place &+ 48 < links.count {
      let link = links[place &+ 48]
      sets.fetch(link.left)
      sets.fetch(link.right)
      neighbours.fetch(link.left)
      neighbours.fetch(link.right)
    }
    if place &+ 32 < links.count {
      let link = links[place &+ 32]
      neighbours.fetchLinks(of: link.left)
      neighbours.fetchLinks(of: link.right)
    }
    if place &+ 16 < links.count {
      let link = links[place &+ 16]
      for other in neighbours.places(of: link.left).prefix(4) { sets.fetch(neighbours.links[other].record) }
      for other in neighbours.places(of: link.right).prefix(4) { sets.fetch(neighbours.links[other].record) }
    }
  }

  /// Decisions come first: what must not be together is noted, then what must be is joined.
  private mutating func carryOut(_ decisions: [Decision]) {
    let count = UInt32(plan.table.recordCount)
    let valid = decisions.filter { $0.right < count && $0.left != $0.right }
    let forbidden = valid.filter { $0.kind == .mustNotLink }
    for decision in forbidden { sets.keepApart(decision.left, decision.right) }
    for decision in valid where decision.kind == .mustLink {
      let a = sets.root(decision.left)
      let b = sets.root(decision.right)
      if a == b { continue }
      if sets.areKeptApart(a, b) {
        let against = forbidden.first { other in
          let x = sets.root(other.left)
          let y = sets.root(other.right)
          return (x == a && y == b) || (x == b && y == a)
        }
        if let against { decisionProblems.append(DecisionProblem(decision: decision, against: against)) }
        continue
      }
      sets.join(a, b)
      merges.append(MergeStep(pair: plan.score(decision.left, decision.right), ground: .decision))
    }
  }

  private mutating func take(_ link: ScoredPair) {
    let a = sets.root(link.left)
    let b = sets.root(link.right)
    if a == b { return }
    guard sets.mayJoin(a, b) else {
      refused.append(ReviewPair(pair: link, reason: .keptApart))
      return
    }
    if !sets.sharesIdentifier(a, b) {
      if link.weight < strongWeight && isWeakBridge(a, b, link) {
        refused.append(ReviewPair(pair: link, reason: .weakBridge))
        return
      }
      if isAmbiguous(a, b, link) || isAmbiguous(b, a, link) {
        refused.append(ReviewPair(pair: link, reason: .ambiguous))
        return
      }
    }
    sets.join(a, b)
    merges.append(MergeStep(pair: link, ground: .link))
  }

  /// Whether the other records of two clusters speak against a link between them.
  private func isWeakBridge(_ a: UInt32, _ b: UInt32, _ link: ScoredPair) -> Bool {
    if sets.size(a) == 1 && sets.size(b) == 1 { return false }
    let evidence = plan.evidence(
      sets.members(a, limit: options.sampleCount), sets.members(b, limit: options.sampleCount))
    return evidence.average < plan.reviewWeight && !outweighs(link.weight, evidence)
  }

  /// Whether a link stays a link when what its clusters contradict each other in is taken off.
  private func outweighs(_ weight: Int32, _ evidence: ClusterEvidence) -> Bool {
    weight + evidence.contradiction >= plan.linkWeight
  }

  /// Whether a cluster fits a second one about as well as the one of the link, and those two cannot be one.
  private mutating func isAmbiguous(_ cluster: UInt32, _ target: UInt32, _ link: ScoredPair) -> Bool {
    // Who carries an identifier is told apart by it; the question is where the nameless belong.
    if sets.hasIdentifier(cluster) || sets.size(cluster) > options.sampleCount { return false }
    var member = cluster
    repeat {
      for place in neighbours.places(of: member) {
        let other = neighbours.links[place]
        if other.weight < link.weight - ambiguityMargin { break }
        let root = sets.root(other.record)
        if root == cluster || root == target { continue }
        if areIncompatible(root, target, other.weight) { return true }
      }
      member = sets.member(after: member)
    } while member != cluster
    return false
  }

  /// Whether two clusters cannot be one entity: something forbids it, or they contradict each other by more
  /// than the weaker link to the record between them can carry.
  ///
  /// - Parameter weight: of that link.
  private mutating func areIncompatible(_ a: UInt32, _ b: UInt32, _ weight: Int32) -> Bool {
    if !sets.mayJoin(a, b) { return true }
    let limit = options.sampleCount
    for member in sets.members(a, limit: limit) {
      for place in neighbours.places(of: member) where sets.root(neighbours.links[place].record) == b {
        return false
      }
    }
    let evidence = plan.evidence(sets.members(a, limit: limit), sets.members(b, limit: limit))
    return evidence.average < plan.reviewWeight && !outweighs(weight, evidence)
  }

  /// The second round: pairs that were too light by themselves, carried by what their clusters know together.
  mutating func pool(_ pairs: ScoredPairs, workers: Workers) {
    guard options.poolsEvidence else { return }
    let records = plan.table.recordCount
    var roots = [UInt32](repeating: 0, count: records)
    for record in roots.indices { roots[record] = sets.root(UInt32(record)) }
    let light = pairs.reviews.filter { $0.reason != .differentIdentifiers }.map(\.pair) + pairs.weak
    let candidates = PooledEvidence(plan: plan, options: options)
      .candidates(light, roots: roots, sets: sets, workers: workers)
    var places: [UInt32: [Int]] = [:]
    for (place, candidate) in candidates.enumerated() {
      places[candidate.left, default: []].append(place)
      places[candidate.right, default: []].append(place)
    }
    for candidate in candidates {
      let a = sets.root(candidate.left)
      let b = sets.root(candidate.right)
      if a == b || !sets.mayJoin(a, b) { continue }
      let rivals = (places[candidate.left] ?? []) + (places[candidate.right] ?? [])
      if rivals.contains(where: { isRival(candidates[$0], of: candidate, a, b) }) {
        refused.append(ReviewPair(pair: candidate.pair, reason: .ambiguous))
        continue
      }
      sets.join(a, b)
      merges.append(MergeStep(pair: candidate.pair, ground: .pooledEvidence))
    }
  }

  /// Whether one side fits a third cluster about as well, and that one cannot be joined as well.
  private mutating func isRival(
    _ other: PooledCandidate, of candidate: PooledCandidate, _ a: UInt32, _ b: UInt32
  ) -> Bool {
    if other.pooled < candidate.pooled - ambiguityMargin { return false }
    let x = sets.root(other.left)
    let y = sets.root(other.right)
    if x == y || (x == a && y == b) || (x == b && y == a) { return false }
    let third = x == a || x == b ? y : x
    return third != a && third != b && !(sets.mayJoin(third, a) && sets.mayJoin(third, b))
  }

  /// The cluster of each record.
  mutating func numbered() -> (clusterOf: [UInt32], count: Int) { sets.numbered() }
}

/// The links of each record, heaviest first.
struct Neighbours: Sendable {
  struct Link {
    /// The other record.
    let record: UInt32
    let weight: Int32
  }

  private(set) var links: [Link]
  private let offsets: [UInt32]

  /// - Parameter pairs: heaviest first.
  init(_ pairs: [ScoredPair], recordCount: Int) {
    var offsets = [UInt32](repeating: 0, count: recordCount + 1)
    for pair in pairs {
      offsets[Int(pair.left) + 1] += 1
      offsets[Int(pair.right) + 1] += 1
    }
    for record in 0..<recordCount { offsets[record + 1] += offsets[record] }
    self.offsets = offsets
    links = [Link](repeating: Link(record: 0, weight: 0), count: pairs.count * 2)
    for pair in pairs {
      links[Int(offsets[Int(pair.left)])] = Link(record: pair.right, weight: pair.weight)
      offsets[Int(pair.left)] += 1
      links[Int(offsets[Int(pair.right)])] = Link(record: pair.left, weight: pair.weight)
      offsets[Int(pair.right)] += 1
    }
  }

  /// Begins to bring what tells where a record's links are.
  @inline(__always) func fetch(_ record: UInt32) { offsets.span.fetch(Int(record)) }

  /// Begins to bring a record's links.
  @inline(__always) func fetchLinks(of record: UInt32) { links.span.fetch(Int(offsets[Int(record)])) }

  /// The places in `links` of a record's links.
  @inline(__always) func places(of record: UInt32) -> Range<Int> {
    Int(offsets[Int(record)])..<Int(offsets[Int(record) + 1])
  }
}
