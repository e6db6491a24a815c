internal import GuiyiColumns
internal import GuiyiLink

/// Chooses blocking rules for what they reach per pair they cost.
///
/// What a rule reaches is told on imagined matches, whose values are related as those of their kinds usually are;
/// what it costs is counted on sampled records.
struct RuleChoice {
  /// Imagined matches.
  private static let matchCount = 4096
  /// What a rule costs besides its pairs: every record is hashed and sorted for it.
  private static let fixedCost = 0.4

  private let drafts: [FieldDraft]
  private let keys: [BlockingKey]
  /// By key: which imagined matches agree on it.
  private let reached: [Bits]
  private let sampled: SampledKeys
  private let agreement: [Double]

  struct Choice: Sendable {
    let rules: [BlockingRule]
    /// The share of imagined matches that the rules reach.
    let reach: Double
    let pairsPerRecord: Double
  }

  /// - Parameter filledShares: by draft, the share of records that have a value.
  init(_ table: LinkTable, drafts: [FieldDraft], filledShares: [Double], workers: Workers) {
    self.drafts = drafts
    var keys: [BlockingKey] = []
    for (index, draft) in drafts.enumerated() {
      var seen: [BlockingPart] = []
      for part in draft.outcomes.flatMap(\.parts) where !seen.contains(part) { seen.append(part) }
      keys += seen.map { BlockingKey(index, $0) }
    }
    self.keys = keys
    sampled = SampledKeys(table, drafts: drafts, keys: keys, workers: workers)
    let fates = drafts.indices.map { Self.fates(drafts[$0], index: $0, filledShare: filledShares[$0]) }
    reached = keys.map { key in
      let surviving = drafts[key.comparison].outcomes.map { $0.parts.contains(key.part) }
      var bits = Bits(count: Self.matchCount)
      for (match, fate) in fates[key.comparison].enumerated() where fate >= 0 && surviving[fate] {
        bits.set(match)
      }
      return bits
    }
    let cost = sampled
    agreement = workers.map(keys.count) { cost.pairsPerRecord([$0]).pairs }
  }

  /// The outcome of each imagined match in one field, -1 where a value is missing.
  private static func fates(_ draft: FieldDraft, index: Int, filledShare: Double) -> [Int] {
    var random = SplitMix64(seed: UInt64(index) &+ 0x5EED)
    return (0..<matchCount).map { _ in
      if unit(&random) >= filledShare * filledShare { return -1 }
      var rest = unit(&random)
      for (place, outcome) in draft.outcomes.enumerated() {
        rest -= outcome.share
        if rest < 0 { return place }
      }
      return draft.outcomes.count - 1
    }
  }

  private static func unit(_ random: inout SplitMix64) -> Double { Double(random.next() >> 11) * 0x1p-53 }

  private struct Candidate {
    let keys: [Int]
    let bits: Bits
    /// Optimistic until `isCounted`.
    var cost: Double
    var largestBlock = 0.0
    var isCounted = false
    var score = 0.0
  }

  /// - Parameters:
  ///   - budget: pairs for each record that all rules together may cost.
  ///   - leastGain: the share of matches that a rule must add for each pair per record.
  func choose(budget: Double, leastGain: Double) -> Choice {
    var candidates = combinations()
    var missed = Bits(count: Self.matchCount)
    missed.setAll()
    var chosen: [Candidate] = []
    var spent = 0.0
    while chosen.count < 14 {
      for place in candidates.indices {
        candidates[place].score = score(candidates[place], missed)
      }
      var best: Int?
      // The highest optimistic score is counted, until the highest is one that was counted.
      while true {
        best = candidates.indices.max { (candidates[$0].score, $1) < (candidates[$1].score, $0) }
        guard let place = best, !candidates[place].isCounted else { break }
        let (pairs, largest) = sampled.pairsPerRecord(candidates[place].keys)
        candidates[place].cost = pairs
        candidates[place].largestBlock = largest
        candidates[place].isCounted = true
        candidates[place].score = spent + pairs > budget ? -1 : score(candidates[place], missed)
      }
      guard let place = best, candidates[place].score >= leastGain else { break }
      let candidate = candidates[place]
      if spent + candidate.cost > budget {
        candidates.remove(at: place)
        continue
      }
      spent += candidate.cost
      missed.remove(candidate.bits)
      chosen.append(candidate)
      candidates.remove(at: place)
    }
    return Choice(
      rules: chosen.map(rule), reach: 1 - Double(missed.count) / Double(Self.matchCount),
      pairsPerRecord: spent)
  }

  private func score(_ candidate: Candidate, _ missed: Bits) -> Double {
    let gain = Double(candidate.bits.countShared(missed)) / Double(Self.matchCount)
    return gain / (candidate.cost + Self.fixedCost)
  }

  /// One key, or two or three of different fields.
  private func combinations() -> [Candidate] {
    var candidates: [Candidate] = []
    let records = Double(max(1, sampled.recordCount))
    func chance(_ key: Int) -> Double { min(1, agreement[key] * 2 / records) }
    func add(_ places: [Int]) {
      var bits = reached[places[0]]
      for place in places.dropFirst() { bits.keep(reached[place]) }
      let cost = places.reduce(records / 2) { $0 * chance($1) }
      if cost > 200 { return }
      candidates.append(Candidate(keys: places, bits: bits, cost: cost))
    }
    for a in keys.indices {
      add([a])
      for b in keys.indices where keys[b].comparison > keys[a].comparison {
        add([a, b])
        if chance(a) * chance(b) * records / 2 < 0.5 { continue }
        for c in keys.indices where keys[c].comparison > keys[b].comparison { add([a, b, c]) }
      }
    }
    return candidates
  }

  private func rule(_ candidate: Candidate) -> BlockingRule {
    let name = candidate.keys.map { "\(drafts[keys[$0].comparison].spec.name) \(keys[$0].part)" }
    var rule = BlockingRule(name: name.joined(separator: " + "), keys: candidate.keys.map { keys[$0] })
    rule.maximumBlockSize = 1000
    return rule
  }
}

/// A set of numbers below a bound.
struct Bits: Sendable {
  private var words: [UInt64]
  private let bound: Int

  init(count: Int) {
    bound = count
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
  }

  mutating func set(_ place: Int) { words[place >> 6] |= 1 << UInt64(place & 63) }

  mutating func setAll() { for place in 0..<bound { set(place) } }

  mutating func keep(_ other: Bits) { for word in words.indices { words[word] &= other.words[word] } }

  mutating func remove(_ other: Bits) { for word in words.indices { words[word] &= ~other.words[word] } }

  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  func countShared(_ other: Bits) -> Int {
    var sum = 0
    for word in words.indices { sum += (words[word] & other.words[word]).nonzeroBitCount }
    return sum
  }
}
