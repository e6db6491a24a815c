internal import GuiyiColumns

/// Pairs that were kept, in canonical order.
struct ScoredPairs: Sendable {
  var links: [ScoredPair]
  var reviews: [ReviewPair]
  var conflicts: [ConflictPair]
  var weak: [ScoredPair]
  var histogram: [Int]
  var pairCounts: [Int]

  /// Scores candidates; the order of the result does not depend on the threads.
  ///
  /// - Parameters:
  ///   - candidates: end with their scoring where the caller does not keep them.
  ///   - touched: only pairs of two such records are scored; empty for all pairs.
  init(
    _ candidates: consuming CandidatePairs, plan: ScoringPlan, touched: [Bool] = [], workers: Workers
  ) {
    let ruleCount = candidates.rules.count
    let outputs = Self.scored(candidates, plan: plan, touched: touched, workers: workers)
    _ = consume candidates
    // Side by side: the parts of each are put together by one thread.
    ((links, reviews), (conflicts, weak)) = workers.both {
      (
        ScoredPairs.sorted(outputs.map(\.links.items), workers: workers) { $0 },
        ScoredPairs.sorted(outputs.map(\.reviews.items), workers: workers) { $0.pair }
      )
    } _: {
      (
        ScoredPairs.sorted(outputs.map(\.conflicts.items), workers: workers) { $0.pair },
        ScoredPairs.sorted(outputs.map(\.weak.items), workers: workers) { $0 }
      )
    }
    histogram = [Int](repeating: 0, count: 81)
    pairCounts = [Int](repeating: 0, count: ruleCount)
    for output in outputs {
      for slot in histogram.indices { histogram[slot] += output.histogram[slot] }
      for rule in pairCounts.indices { pairCounts[rule] += output.pairCounts[rule] }
    }
  }

  /// What each thread kept.
  private static func scored(
    _ candidates: CandidatePairs, plan: ScoringPlan, touched: [Bool], workers: Workers
  ) -> [PairScorer.Output] {
    let next = PieceCounter()
    let looks = FirstLooks(plan, workers: workers)
    return workers.map(min(workers.threadCount, max(1, candidates.pieces.count))) { _ in
      var scorer = PairScorer(looks, ruleCount: candidates.rules.count)
      while let piece = next.take(below: candidates.pieces.count) {
        scorer.score(candidates.pieces[piece], of: candidates, touched: touched, workers: workers)
      }
      return scorer.output
    }
  }

  /// Heaviest first, then by records; each part is sorted by a thread of its own.
  static func sorted<Item: Sendable>(
    _ parts: [[Item]], workers: Workers, by pair: @Sendable (Item) -> ScoredPair
  ) -> [Item] {
    let sorted = workers.map(parts.count) { sortedPart(parts[$0], by: pair) }
    return sorted.dropFirst().reduce(sorted.first ?? []) { merged($0, $1, by: pair) }
  }

  private static func sortedPart<Item>(_ items: [Item], by pair: (Item) -> ScoredPair) -> [Item] {
    var order = [UInt32](0..<UInt32(items.count))
    var keys = items.map { item in
      let pair = pair(item)
      return UInt64(pair.left) << 32 | UInt64(pair.right)
    }
    RadixSort.sort(keys: &keys, values: &order)
    // The second sort keeps the order of the first among equal weights.
    var weights = order.map { place in
      UInt64(UInt32(bitPattern: ~pair(items[Int(place)]).weight) ^ 0x8000_0000)
    }
    RadixSort.sort(keys: &weights, values: &order)
    return order.map { items[Int($0)] }
  }

  /// These pairs with those of two touched records in the place of the former ones; histogram and counts stay.
  func replacing(_ touched: [Bool], by others: ScoredPairs) -> ScoredPairs {
    func isKept(_ pair: ScoredPair) -> Bool { !touched[Int(pair.left)] || !touched[Int(pair.right)] }
    var copy = self
    copy.links = Self.merged(links.filter { isKept($0) }, others.links) { $0 }
    copy.reviews = Self.merged(reviews.filter { isKept($0.pair) }, others.reviews, by: \.pair)
    copy.conflicts = Self.merged(conflicts.filter { isKept($0.pair) }, others.conflicts, by: \.pair)
    copy.weak = Self.merged(weak.filter { isKept($0) }, others.weak) { $0 }
    return copy
  }

  /// Two sorted lists as one.
  private static func merged<Item>(
    _ first: [Item], _ second: [Item], by pair: (Item) -> ScoredPair
  ) -> [Item] {
    var all: [Item] = []
    all.reserveCapacity(first.count + second.count)
    var next = 0
    for item in first {
      while next < second.count && ScoredPair.precedes(pair(second[next]), pair(item)) {
        all.append(second[next])
        next += 1
      }
      all.append(item)
    }
    all.append(contentsOf: second[next...])
    return all
  }
}
