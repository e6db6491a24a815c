import GuiyiColumns
import GuiyiLink
import Testing

@Suite struct CandidatePairsTests {
  /// Everything that is proposed is a link, so that the links show the candidates.
  private func links(_ rows: [[String]], _ spec: LinkSpec, sources: [UInt16]? = nil, threads: Int = 2)
    -> LinkResult
  {
    var spec = spec
    spec.comparisons[0].isIdentifier = false
    spec.thresholds = LinkThresholds(linkProbability: 1e-29, reviewProbability: 1e-29)
    return link(
      LinkTesting.table(LinkTesting.peopleFields, rows, sources: sources), spec: spec,
      workers: Workers(threadCount: threads))
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `are the pairs that share all keys of a rule, each once`(
    seed: UInt64
  ) {
    let (rows, _) = LinkTesting.people(60, seed: seed)
    let spec = LinkTesting.peopleSpec()
    let naive = NaiveCandidates(LinkTesting.table(LinkTesting.peopleFields, rows), spec: spec)
    var expected: Set<UInt64> = []
    for a in rows.indices {
      for b in a + 1..<rows.count where naive.proposes(a, b) { expected.insert(UInt64(a) << 32 | UInt64(b)) }
    }
    let result = links(rows, spec)
    #expect(result.links.count == expected.count)
    #expect(Set(result.links.map(LinkTesting.key)) == expected)
    #expect(result.statistics.pairCount == expected.count)
  }

  @Test(arguments: [16_370, 16_383, 16_384, 16_390, 32_767])
  func `of any number of records are found, whatever chunks these are looked at in`(count: Int) {
    let rows = (0..<count).map { ["", "ann\($0 / 2)", "lee\($0 / 2)", "1990-01-01", ""] }
    var spec = LinkTesting.peopleSpec()
    spec.rules = [BlockingRule(name: "names", keys: [BlockingKey(1), BlockingKey(2)])]
    #expect(links(rows, spec).statistics.pairCount == count / 2)
  }

  @Test func `of one data set are left out where only pairs across are asked for`() {
    let (rows, _) = LinkTesting.people(60, seed: 9)
    let sources = rows.indices.map { UInt16($0 % 3) }
    var spec = LinkTesting.peopleSpec()
    let all = links(rows, spec, sources: sources)
    spec.scope = .acrossSources
    let across = links(rows, spec, sources: sources)
    let expected = all.links.filter { sources[Int($0.left)] != sources[Int($0.right)] }
    #expect(Set(across.links.map(LinkTesting.key)) == Set(expected.map(LinkTesting.key)))
  }

  @Test func `of a block that is too large share a further key, and the rest is told`() {
    let rows = (0..<60).map { ["", "ann", "lee", "1990-01-\(10 + $0 % 20)", $0 < 40 ? "" : "t\($0 % 4)"] }
      .sorted { $0.lexicographicallyPrecedes($1) }
    var spec = LinkTesting.peopleSpec()
    spec.rules = [spec.rules[1]]
    spec.rules[0].maximumBlockSize = 10
    spec.rules[0].splitKeys = [BlockingKey(3), BlockingKey(4)]
    let result = links(rows, spec)
    var expected: Set<UInt64> = []
    for a in rows.indices {
      for b in a + 1..<rows.count
      where rows[a][3] == rows[b][3] || (!rows[a][4].isEmpty && rows[a][4] == rows[b][4]) {
        expected.insert(UInt64(a) << 32 | UInt64(b))
      }
    }
    #expect(Set(result.links.map(LinkTesting.key)) == expected)
    #expect(result.statistics.rules[0].splitBlockCount == 1)
    #expect(result.statistics.rules[0].worstBlocks.first?.size == 60)
    #expect(result.statistics.rules[0].unreachedPairCount > 0)
  }

  @Test func `stay within the budget`() {
    let rows = (0..<300).map { ["", "ann", "lee", "", "t\($0)"] }
    var spec = LinkTesting.peopleSpec()
    let all = links(rows, spec)
    #expect(all.statistics.pairCount == 300 * 299 / 2)
    spec.pairBudget = 5_000
    let few = links(rows, spec)
    #expect(few.statistics.pairCount <= 5_000)
    #expect(few.statistics.rules[1].unreachedPairCount >= 300 * 299 / 2 - 5_000)
  }
}
