import GuiyiColumns
import GuiyiLink
import Testing

@Suite struct TrainingTests {
  /// Records whose values agree with known probabilities.
  private static func simulate(
    people: Int, m: [Double], valueCounts: [Int], seed: UInt64
  ) -> (table: LinkTable, spec: LinkSpec) {
    var random = SplitMix64(seed: seed)
    var rows: [[String]] = []
    for _ in 0..<people {
      let facts = valueCounts.map { Int.random(in: 0..<$0, using: &random) }
      rows.append(facts.map { "v\($0)" })
      guard Double.random(in: 0..<1, using: &random) < 0.5 else { continue }
      rows.append(
        facts.indices.map { place in
          if Double.random(in: 0..<1, using: &random) < m[place] { return "v\(facts[place])" }
          // Another value than its own, so that m is exactly the share of agreements.
          let other = Int.random(in: 1..<valueCounts[place], using: &random)
          return "v\((facts[place] + other) % valueCounts[place])"
        })
    }
    let names = valueCounts.indices.map { "f\($0)" }
    var spec = LinkSpec(
      comparisons: names.map { ComparisonSpec(name: $0, field: $0, kind: .exact) },
      rules: [
        BlockingRule(name: "0+1", keys: [BlockingKey(0), BlockingKey(1)]),
        BlockingRule(name: "2", keys: [BlockingKey(2)]),
        BlockingRule(name: "3+4", keys: [BlockingKey(3), BlockingKey(4)]),
      ])
    spec.training.iterationCount = 60
    return (LinkTesting.table(names, rows), spec)
  }

  @Test func `finds the probabilities behind simulated records`() {
    let m = [0.95, 0.9, 0.85, 0.8, 0.97]
    let values = [200, 500, 3_000, 40, 300]
    let (table, spec) = Self.simulate(people: 4_000, m: m, valueCounts: values, seed: 11)
    let model = train(table, spec: spec, workers: Workers(threadCount: 2))
    for place in m.indices {
      let exact = model.comparisons[place].levels[2]
      #expect(abs(exact.m - m[place]) < 0.02, "m of \(place): \(exact.m)")
      #expect(abs(exact.u * Double(values[place]) - 1) < 0.25, "u of \(place): \(exact.u)")
    }
    let records = Double(table.recordCount)
    let expected = 2_000 / (records * (records - 1) / 2)
    #expect(abs(model.matchRate / expected - 1) < 0.1, "\(model.matchRate) for \(expected)")
  }

  @Test func `learns from records that were taken together as from the records themselves`() {
    let m = [0.95, 0.9, 0.85, 0.8, 0.97]
    let values = [200, 500, 3_000, 40, 300]
    var random = SplitMix64(seed: 5)
    // Rows of a person that agree in the first two values were taken together: as many as any pairs could be.
    var rows: [[String]] = []
    var lessons: [[String]] = []
    var multiplicities: [UInt32] = []
    for _ in 0..<4_000 {
      let facts = values.map { Int.random(in: 0..<$0, using: &random) }
      let first = facts.map { "v\($0)" }
      let second = facts.indices.map { place -> String in
        if Double.random(in: 0..<1, using: &random) < m[place] { return "v\(facts[place])" }
        return "v\((facts[place] + Int.random(in: 1..<values[place], using: &random)) % values[place])"
      }
      if first[0] == second[0] && first[1] == second[1] {
        rows.append(first.indices.map { first[$0] == second[$0] ? first[$0] : first[$0] + "|" + second[$0] })
        multiplicities.append(2)
        lessons += [first, second]
      } else {
        rows += [first, second]
        multiplicities += [1, 1]
      }
    }
    let (_, spec) = Self.simulate(people: 1, m: m, valueCounts: values, seed: 1)
    let names = values.indices.map { "f\($0)" }
    let all = LinkTesting.table(names, rows + lessons)
    let table = LinkTable(
      fields: all.fields, sources: all.sources, knownPairs: KnownPairs(count: lessons.count / 2, weight: 1),
      multiplicities: multiplicities)
    let model = train(table, spec: spec, workers: Workers(threadCount: 2))
    for place in m.indices {
      let exact = model.comparisons[place].levels[2]
      #expect(abs(exact.m - m[place]) < 0.03, "m of \(place): \(exact.m)")
    }
    // The prior is about the records that are left: 580 people have two.
    let records = Double(table.recordCount)
    let pairs = Double(multiplicities.count { $0 == 1 }) / 2
    let expected = pairs / (records * (records - 1) / 2)
    #expect(abs(model.matchRate / expected - 1) < 0.25, "\(model.matchRate) for \(expected)")
  }

  @Test func `leans on what was given where data are few`() {
    let rows = [["a", "b", "c", "d", "e"], ["a", "b", "c", "d", "e"], ["x", "y", "z", "", ""]]
    var spec = LinkTesting.peopleSpec()
    spec.comparisons[1].initialM = [0.01, 0.01, 0.01, 0.01, 0.01, 0.95]
    let model = train(
      LinkTesting.table(LinkTesting.peopleFields, rows), spec: spec, workers: Workers(threadCount: 1))
    for comparison in model.comparisons {
      for level in comparison.levels.dropFirst() { #expect(level.m.isFinite && level.u > 0) }
      #expect(comparison.levels.last!.weight > 0)
      #expect(comparison.levels[1].weight < 0)
    }
    #expect(abs(model.comparisons[1].levels.last!.m - 0.95) < 0.03)
  }

  @Test func `gives weights that never fall as levels rise`() {
    let (rows, _) = LinkTesting.people(300, seed: 12)
    let model = train(
      LinkTesting.table(LinkTesting.peopleFields, rows), spec: LinkTesting.peopleSpec(),
      workers: Workers(threadCount: 2))
    for comparison in model.comparisons {
      let weights = comparison.levels.dropFirst().map(\.weight)
      #expect(zip(weights, weights.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }

  @Test func `copes with no records, one record and empty columns`() {
    for rows in [[], [["1", "a", "b", "c", "d"]], [["", "", "", "", ""], ["", "", "", "", ""]]] {
      let result = link(
        LinkTesting.table(LinkTesting.peopleFields, rows), spec: LinkTesting.peopleSpec(),
        workers: Workers(threadCount: 2))
      #expect(result.clusterCount == rows.count)
      #expect(result.links.isEmpty)
    }
  }
}
