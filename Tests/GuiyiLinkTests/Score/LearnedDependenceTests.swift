import GuiyiColumns
import GuiyiLink
import Testing

@Suite struct LearnedDependenceTests {
  /// People with a name that many share, a mailbox made from it, and facts of their own.
  private static func people(_ count: Int, isMailboxFromName: Bool) -> (table: LinkTable, truth: [Int]) {
    var random = SplitMix64(seed: 8)
    var rows: [[String]] = []
    var truth: [Int] = []
    for person in 0..<count {
      let name = Int.random(in: 0..<150, using: &random)
      let box =
        isMailboxFromName
        ? name * 10 + Int.random(in: 0..<3, using: &random) : Int.random(in: 0..<500, using: &random)
      let facts = (0..<3).map { _ in Int.random(in: 0..<60, using: &random) }
      for _ in 0..<(person % 3 == 0 ? 2 : 1) {
        let kept = facts.map { Int.random(in: 0..<20, using: &random) == 0 ? 99 : $0 }
        rows.append(["n\(name)", "b\(box)", "x\(kept[0])", "y\(kept[1])", "z\(kept[2])"])
        truth.append(person)
      }
    }
    return (LinkTesting.table(["name", "box", "x", "y", "z"], rows), truth)
  }

  private static var spec: LinkSpec {
    var spec = LinkSpec(
      comparisons: ["name", "box", "x", "y", "z"].map { ComparisonSpec(name: $0, field: $0, kind: .exact) },
      rules: [
        BlockingRule(name: "name", keys: [BlockingKey(0)]), BlockingRule(name: "box", keys: [BlockingKey(1)]),
        BlockingRule(name: "facts", keys: [BlockingKey(2), BlockingKey(3)]),
        BlockingRule(name: "other facts", keys: [BlockingKey(3), BlockingKey(4)]),
      ])
    spec.rules[0].maximumBlockSize = 2_000
    return spec
  }

  private static let workers = Workers(threadCount: 2)

  @Test func `a mailbox made from the name counts less beside the name`() throws {
    let (table, truth) = Self.people(4_000, isMailboxFromName: true)
    let result = link(table, spec: Self.spec, workers: Self.workers)
    let dependent = result.model.comparisons[0].dependence == nil ? 1 : 0
    let comparison = result.model.comparisons[dependent]
    #expect(comparison.dependence?.given == (dependent == 1 ? "name" : "box"))
    let exact = try #require(comparison.levels.last)
    // Among equal names one mailbox in three is equal, among all people one in 450.
    let beside = dependent == 1 ? 3.0 : 1.0
    #expect(abs(exact.dependentWeight - MatchWeight.millibits(probability: beside / (beside + 1))) < 600)
    for place in 2..<5 { #expect(result.model.comparisons[place].dependence == nil) }
    let wrong = result.links.filter { truth[Int($0.left)] != truth[Int($0.right)] }
    #expect(wrong.count * 50 < result.links.count)
    var naive = Self.spec
    naive.training.learnsDependences = false
    let without = link(table, spec: naive, workers: Self.workers)
    #expect(
      without.links.count { truth[Int($0.left)] != truth[Int($0.right)] } > wrong.count)
  }

  @Test func `independent comparisons are left as they are`() {
    let (table, _) = Self.people(4_000, isMailboxFromName: false)
    let model = train(table, spec: Self.spec, workers: Self.workers)
    #expect(model.comparisons.allSatisfy { $0.dependence == nil })
  }

  @Test func `is part of the explanation and of the text`() throws {
    let (table, _) = Self.people(4_000, isMailboxFromName: true)
    let result = link(table, spec: Self.spec, workers: Self.workers)
    #expect(try LinkModel(text: result.model.text) == result.model)
    let explainer = LinkExplainer(table, spec: Self.spec, model: result.model, workers: Self.workers)
    let pair = try #require(result.links.first)
    let explained = explainer.explain(pair.left, pair.right)
    #expect(explained.weight == pair.weight)
    #expect(explained.parts.contains { $0.dependenceWeight < 0 })
  }

  /// People with two names that many share, a mailbox made from both, and facts of their own.
  private static func bearersOfTwoNames(_ count: Int) -> LinkTable {
    var random = SplitMix64(seed: 12)
    var rows: [[String]] = []
    for person in 0..<count {
      let (given, family) = (Int.random(in: 0..<20, using: &random), Int.random(in: 0..<20, using: &random))
      let box = Int.random(in: 0..<60, using: &random)
      let facts = (0..<3).map { _ in Int.random(in: 0..<60, using: &random) }
      for _ in 0..<(person % 3 == 0 ? 2 : 1) {
        let kept = facts.map { Int.random(in: 0..<20, using: &random) == 0 ? 99 : $0 }
        rows.append(
          [
            "g\(given)", "f\(family)", "\(given).\(family).\(box)", "x\(kept[0])", "y\(kept[1])",
            "z\(kept[2])",
          ])
      }
    }
    return LinkTesting.table(["given", "family", "box", "x", "y", "z"], rows)
  }

  @Test func `a mailbox made from two names counts least beside both, though no rule asks for the names`()
    throws
  {
    var spec = LinkSpec(
      comparisons: ["given", "family", "box", "x", "y", "z"].map {
        ComparisonSpec(name: $0, field: $0, kind: .exact)
      },
      rules: [
        BlockingRule(name: "box", keys: [BlockingKey(2)]),
        BlockingRule(name: "facts", keys: [BlockingKey(3), BlockingKey(4)]),
        BlockingRule(name: "other facts", keys: [BlockingKey(4), BlockingKey(5)]),
      ])
    spec.rules[0].maximumBlockSize = 2_000
    let model = train(Self.bearersOfTwoNames(4_000), spec: spec, workers: Self.workers)
    let box = model.comparisons[2]
    let dependence = try #require(box.dependence)
    #expect(Set([dependence.given, dependence.second?.given ?? ""]) == ["given", "family"])
    // Among all people one mailbox in 24,000 is equal, beside both names one in 60: log2 in 1/1000 bit. Matches that may have
    // slipped in are taken off, so that the weight stays rather too high.
    let exact = try #require(box.levels.last)
    #expect(exact.weight > 13_000)
    #expect(exact.dependentWeight < exact.weight - 1_000)
    #expect((5_500...7_400).contains(exact.jointWeight))
    #expect(try LinkModel(text: model.text) == model)
  }
}
