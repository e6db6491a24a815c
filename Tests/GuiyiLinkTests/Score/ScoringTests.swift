import GuiyiColumns
import GuiyiLink
import Testing

@Suite struct ScoringTests {
  private static let workers = Workers(threadCount: 2)

  /// Links are what scoring one pair at a time says of them.
  private func expectExplained(_ result: LinkResult, _ table: LinkTable, _ spec: LinkSpec) {
    let explainer = LinkExplainer(table, spec: spec, model: result.model, workers: Self.workers)
    for pair in result.links {
      let explained = explainer.explain(pair.left, pair.right)
      #expect(explained.weight == pair.weight)
      for (place, part) in explained.parts.enumerated() { #expect(part.level == pair.level(place)) }
    }
  }

  @Test(arguments: [4, 5] as [UInt64]) func `agrees with scoring one pair at a time`(seed: UInt64) {
    let (rows, _) = LinkTesting.people(120, seed: seed)
    let table = LinkTesting.table(LinkTesting.peopleFields, rows)
    var spec = LinkTesting.peopleSpec()
    spec.dependences = [Dependence(given: .atLeast(1, 5), comparison: 2, share: 0.25)]
    spec.thresholds = LinkThresholds(linkProbability: 1e-29, reviewProbability: 1e-29)
    let result = link(table, spec: spec, workers: Self.workers)
    #expect(result.links.count > 200)
    expectExplained(result, table, spec)
  }

  /// A specification of more comparisons than one look takes in, with every kind whose values have sketches.
  private static func manyComparisons() -> LinkSpec {
    var spec = LinkTesting.peopleSpec()
    for (field, kinds) in [
      ("first", [.jaroWinkler, .latinName]), ("last", [.jaroWinkler, .latinName]), ("born", [.date, .email]),
      ("town", [.editDistance, .jaroWinkler]),
    ] as [(String, [ComparisonKind])] {
      for kind in kinds {
        spec.comparisons.append(
          ComparisonSpec(name: "\(field) as \(kind)", field: field, kind: kind)
            .withTermFrequency(near: 0.5, levels: kind == .date || kind == .email ? 6...6 : 4...5))
      }
    }
    return spec
  }

  @Test(arguments: [7, 8] as [UInt64]) func `sketches change no weight and keep every pair in reach`(
    seed: UInt64
  ) {
    let (rows, _) = LinkTesting.people(200, seed: seed)
    let table = LinkTesting.table(LinkTesting.peopleFields, rows)
    var spec = Self.manyComparisons()
    spec.clustering.poolsEvidence = false
    let model = train(table, spec: spec, workers: Self.workers)
    spec.thresholds = LinkThresholds(linkProbability: 1e-29, reviewProbability: 1e-29)
    let all = link(table, spec: spec, model: model, workers: Self.workers)
    #expect(all.links.count > 200)
    expectExplained(all, table, spec)
    for probability in [1e-3, 0.5, 0.99, 0.999999] {
      spec.thresholds = LinkThresholds(linkProbability: probability, reviewProbability: probability)
      let some = link(table, spec: spec, model: model, workers: Self.workers)
      let least = MatchWeight.millibits(probability: probability)
      #expect(some.links == all.links.filter { $0.weight >= least })
      #expect(some.links.count < all.links.count)
    }
  }

  /// Near values that are rare weigh more: no bound may leave that out.
  @Test(arguments: [9, 10] as [UInt64]) func `a pair is kept up to its very weight`(seed: UInt64) {
    let (rows, _) = LinkTesting.people(200, seed: seed)
    let table = LinkTesting.table(LinkTesting.peopleFields, rows)
    var spec = LinkTesting.peopleSpec()
    spec.clustering.poolsEvidence = false
    let model = train(table, spec: spec, workers: Self.workers)
    spec.thresholds = LinkThresholds(linkProbability: 1e-29, reviewProbability: 1e-29)
    let all = link(table, spec: spec, model: model, workers: Self.workers)
    let near = all.links.filter { $0.level(1) == 4 || $0.level(2) == 4 }
    #expect(near.count > 20)
    var exact = 0
    for pair in near {
      spec.thresholds = LinkThresholds(linkProbability: pair.probability, reviewProbability: pair.probability)
      let least = MatchWeight.millibits(probability: pair.probability)
      if least == pair.weight { exact += 1 }
      let some = link(table, spec: spec, model: model, workers: Self.workers)
      #expect(some.links == all.links.filter { $0.weight >= least })
    }
    #expect(exact > 20)
  }

  /// A level that is known without a look has a rarity on top, and is kept down by a dependence.
  @Test func `rarity counts at any level of a comparison by equality`() {
    let (rows, _) = LinkTesting.people(200, seed: 12)
    let table = LinkTesting.table(LinkTesting.peopleFields, rows)
    var spec = LinkTesting.peopleSpec()
    spec.comparisons[4] = ComparisonSpec(name: "town", field: "town", kind: .exact)
      .withTermFrequency(near: 0.5, levels: 1...1)
    spec.dependences = [Dependence(given: .atLeast(3, 2), comparison: 4, share: 0)]
    spec.clustering.poolsEvidence = false
    let model = train(table, spec: spec, workers: Self.workers)
    spec.thresholds = LinkThresholds(linkProbability: 1e-29, reviewProbability: 1e-29)
    let all = link(table, spec: spec, model: model, workers: Self.workers)
    #expect(all.links.contains { $0.level(4) == 1 })
    expectExplained(all, table, spec)
    spec.thresholds = LinkThresholds(linkProbability: 0.9, reviewProbability: 0.9)
    let some = link(table, spec: spec, model: model, workers: Self.workers)
    let least = MatchWeight.millibits(probability: 0.9)
    #expect(some.links == all.links.filter { $0.weight >= least })
  }

  /// Two different texts, and as much alike as one: no bound may say less.
  @Test func `two writings of one date carry a pair`() {
    let rows = [["", "ann", "lee", "1980-03-04", ""], ["", "ann", "lee", "1980/3/4", ""]]
    var spec = LinkTesting.peopleSpec()
    spec.comparisons[3] = ComparisonSpec(name: "born", field: "born", kind: .date)
    spec.clustering.poolsEvidence = false
    let model = LinkTesting.model(spec, prior: -10, agree: [9, 1, 1, 14, 1], differ: [-1, -5, -4, -3, -2])
    let result = link(
      LinkTesting.table(LinkTesting.peopleFields, rows), spec: spec, model: model, workers: Self.workers)
    #expect(result.links.count == 1)
  }

  @Test func `forgets only pairs that are out of reach`() {
    let (rows, _) = LinkTesting.people(200, seed: 6)
    let table = LinkTesting.table(LinkTesting.peopleFields, rows)
    var spec = LinkTesting.peopleSpec()
    let model = train(table, spec: spec, workers: Self.workers)
    spec.thresholds = LinkThresholds(linkProbability: 1e-29, reviewProbability: 1e-29)
    let all = link(table, spec: spec, model: model, workers: Self.workers)
    spec.thresholds = LinkThresholds(linkProbability: 0.9, reviewProbability: 0.2)
    let some = link(table, spec: spec, model: model, workers: Self.workers)
    let least = MatchWeight.millibits(probability: 0.9)
    #expect(some.links == all.links.filter { $0.weight >= least })
    #expect(!some.links.isEmpty)
  }

  @Test func `counts a rare value for more than a frequent one`() {
    var rows = (0..<400).map { ["", "wang", "l\($0)", "", "t\($0)"] }
    rows += (0..<2).map { ["", "helian", "m\($0)", "", "u\($0)"] }
    let table = LinkTesting.table(LinkTesting.peopleFields, rows)
    let spec = LinkTesting.peopleSpec()
    let model = train(table, spec: spec, workers: Self.workers)
    let explainer = LinkExplainer(table, spec: spec, model: model, workers: Self.workers)
    let frequent = explainer.explain(0, 1).parts[1]
    let rare = explainer.explain(400, 401).parts[1]
    #expect(frequent.levelWeight == rare.levelWeight)
    #expect(rare.weight > frequent.weight + 4_000)
  }

  @Test func `takes the best pair of several values`() {
    let rows = [["", "ann|beth", "lee", "", ""], ["", "cleo|beth", "lee", "", ""]]
    let table = LinkTesting.table(LinkTesting.peopleFields, rows)
    let spec = LinkTesting.peopleSpec()
    let model = LinkTesting.model(spec, prior: 0, agree: [9, 5, 4, 3, 2], differ: [-1, -5, -4, -3, -2])
    let explained = LinkExplainer(table, spec: spec, model: model, workers: Self.workers).explain(0, 1)
    #expect(explained.weight == 9_000)
  }
}

@Suite struct MatchWeightTests {
  @Test(arguments: [0.001, 0.3, 0.5, 0.95, 0.99999]) func `and probability are one thing`(p: Double) {
    #expect(abs(MatchWeight.probability(millibits: MatchWeight.millibits(probability: p)) - p) < 0.0005)
  }

  @Test func `stays finite at certainty`() {
    #expect(MatchWeight.millibits(probability: 0) >= -100_000)
    #expect(MatchWeight.millibits(probability: 1) <= 100_000)
    #expect(MatchWeight.millibits(probability: .nan) <= 100_000)
  }
}
