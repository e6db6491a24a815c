import GuiyiColumns
import GuiyiLink
import Testing

@Suite struct ClusteringTests {
  private static let workers = Workers(threadCount: 2)

  @Test(arguments: [21, 22, 23, 24] as [UInt64])
  func `never breaks a veto`(seed: UInt64) {
    let (rows, _) = LinkTesting.people(150, seed: seed, numberRate: 0.6)
    var random = SplitMix64(seed: seed)
    let sources = rows.map { _ in UInt16.random(in: 0..<6, using: &random) }
    let table = LinkTesting.table(LinkTesting.peopleFields, rows, sources: sources)
    var spec = LinkTesting.peopleSpec()
    spec.uniqueSources = [1, 4]
    spec.contradictions = [
      Contradiction(name: "one number, two names", conditions: [.at(0, 2), .atMost(2, 1)])
    ]
    spec.thresholds = LinkThresholds(linkProbability: 0.2, reviewProbability: 0.01)
    let decisions = (0..<40).map { _ in
      Decision(
        .mustNotLink, UInt32.random(in: 0..<UInt32(rows.count), using: &random),
        UInt32.random(in: 0..<UInt32(rows.count), using: &random))
    }
    let result = link(table, spec: spec, decisions: decisions, workers: Self.workers)
    #expect(result.clusterCount < rows.count)
    for cluster in 0..<UInt32(result.clusterCount) {
      let members = rows.indices.filter { result.clusterOf[$0] == cluster }
      #expect(Set(members.map { rows[$0][0] }.filter { !$0.isEmpty }).count <= 1)
      for source in spec.uniqueSources { #expect(members.filter { sources[$0] == source }.count <= 1) }
    }
    for decision in decisions where decision.left != decision.right {
      #expect(result.clusterOf[Int(decision.left)] != result.clusterOf[Int(decision.right)])
    }
    for conflict in result.conflicts {
      #expect(result.clusterOf[Int(conflict.pair.left)] != result.clusterOf[Int(conflict.pair.right)])
    }
  }

  @Test func `numbers clusters by their lowest record, without gaps`() {
    let (rows, _) = LinkTesting.people(100, seed: 30)
    let result = link(
      LinkTesting.table(LinkTesting.peopleFields, rows), spec: LinkTesting.peopleSpec(), workers: Self.workers
    )
    var next: UInt32 = 0
    for cluster in result.clusterOf {
      #expect(cluster <= next)
      if cluster == next { next += 1 }
    }
    #expect(Int(next) == result.clusterCount)
  }

  @Test func `does not depend on the threads or on the order in which records came`() {
    let (rows, _) = LinkTesting.people(400, seed: 31)
    let spec = LinkTesting.peopleSpec()
    let first = link(
      LinkTesting.table(LinkTesting.peopleFields, rows), spec: spec, workers: Workers(threadCount: 1))
    // Canonical order again after a shuffle; values get other numbers on the way.
    var random = SplitMix64(seed: 5)
    let shuffled = rows.shuffled(using: &random)
    let order = shuffled.indices.sorted { shuffled[$0].lexicographicallyPrecedes(shuffled[$1]) }
    let names = LinkTesting.peopleFields
    let fields = LinkTesting.table(names, shuffled).fields.map { field in
      let values = order.map { NaiveCandidates.values(field, $0) }
      var offsets: [UInt32] = [0]
      for value in values { offsets.append(offsets.last! + UInt32(max(0, value.count - 1))) }
      return LinkField(
        name: field.name, dictionary: field.dictionary, ids: values.map { $0.first ?? 0 },
        extraOffsets: offsets,
        extraIds: values.flatMap { $0.dropFirst() })
    }
    let again = LinkTable(fields: fields, sources: [UInt16](repeating: 0, count: rows.count))
    for threads in [1, 2, 5] {
      let second = link(again, spec: spec, workers: Workers(threadCount: threads))
      #expect(second.clusterOf == first.clusterOf)
      #expect(second.links == first.links)
      #expect(second.reviews == first.reviews)
      #expect(second.merges == first.merges)
      #expect(second.model == first.model)
    }
  }

  @Test func `lets decisions win, transitively`() {
    let rows = [
      ["", "ann", "lee", "1", "x"], ["", "ann", "lee", "1", "x"], ["", "bob", "fox", "2", "y"],
      ["", "cat", "hill", "3", "z"],
    ]
    let result = link(
      LinkTesting.table(LinkTesting.peopleFields, rows), spec: LinkTesting.peopleSpec(),
      decisions: [
        Decision(.mustLink, 1, 2), Decision(.mustLink, 2, 3), Decision(.mustNotLink, 0, 3),
      ],
      model: LinkTesting.model(
        LinkTesting.peopleSpec(), prior: -5, agree: [9, 5, 4, 3, 2], differ: [-1, -5, -4, -3, -2]),
      workers: Self.workers)
    // 0 and 1 agree in everything, but 1 is 3 by decision and 0 is not.
    #expect(result.clusterOf == [0, 1, 1, 1])
    #expect(result.decisionProblems.isEmpty)
    #expect(result.reviews.contains { $0.reason == .keptApart && $0.pair.left == 0 && $0.pair.right == 1 })
  }

  @Test func `names decisions that rule each other out`() {
    let rows = (0..<3).map { ["", "a\($0)", "", "", ""] }
    let apart = Decision(.mustNotLink, 0, 2)
    let result = link(
      LinkTesting.table(LinkTesting.peopleFields, rows), spec: LinkTesting.peopleSpec(),
      decisions: [Decision(.mustLink, 0, 1), Decision(.mustLink, 2, 1), apart], workers: Self.workers)
    #expect(
      result.decisionProblems == [DecisionProblem(decision: Decision(.mustLink, 1, 2), against: apart)])
    #expect(result.clusterOf == [0, 0, 1])
  }

  @Test func `an entity is explained by the links that joined it`() {
    let (rows, _) = LinkTesting.people(80, seed: 33)
    let table = LinkTesting.table(LinkTesting.peopleFields, rows)
    let spec = LinkTesting.peopleSpec()
    let result = link(table, spec: spec, workers: Self.workers)
    let explainer = LinkExplainer(table, spec: spec, model: result.model, workers: Self.workers)
    for record in stride(from: 0, to: rows.count, by: 7) {
      let entity = explainer.explainEntity(of: UInt32(record), in: result)
      #expect(entity.merges.count == entity.records.count - 1)
      #expect(entity.weakest?.pair.weight == entity.merges.map(\.pair.weight).min())
      #expect(entity.records.contains(UInt32(record)))
    }
  }
}
