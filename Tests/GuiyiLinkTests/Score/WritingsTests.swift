import GuiyiColumns
import GuiyiLink
import Testing

@Suite struct WritingsTests {
  /// People of two lists; the second may write names and days in a way of its own.
  private static func people(isOwnWriting: Bool) -> LinkTable {
    var random = SplitMix64(seed: 4)
    var rows: [[String]] = []
    for person in 0..<600 {
      let name = "\(["kim", "lee", "cho"][person % 3]) \(["sato", "mori", "abe", "ono"][person % 4])"
      let year = Int.random(in: 1950..<1990, using: &random)
      let (month, day) = (Int.random(in: 10...12, using: &random), Int.random(in: 10...28, using: &random))
      let town = "t\(Int.random(in: 0..<30, using: &random))"
      rows.append([name, "\(year)-\(month)-\(day)", town])
      if person % 2 == 0 {
        rows.append(
          isOwnWriting
            ? [name.uppercased(), "\(day).\(month).\(year)", town] : [name, "\(year)-\(month)-\(day)", town])
      }
    }
    return LinkTesting.table(["name", "born", "town"], rows)
  }

  private static var spec: LinkSpec {
    var spec = LinkSpec(
      comparisons: [
        ComparisonSpec(name: "name", field: "name", kind: .latinName).withTermFrequency(),
        ComparisonSpec(name: "born", field: "born", kind: .date).withTermFrequency(),
        ComparisonSpec(name: "town", field: "town", kind: .exact).withTermFrequency(),
      ],
      rules: [
        BlockingRule(name: "name and town", keys: [BlockingKey(0, .folded), BlockingKey(2)]),
        BlockingRule(name: "born", keys: [BlockingKey(1)]),
      ])
    for place in spec.comparisons.indices { spec.comparisons[place].joinsWritings = true }
    return spec
  }

  @Test func `a value in two writings weighs what it weighs in one`() {
    let workers = Workers(threadCount: 2)
    let model = train(Self.people(isOwnWriting: true), spec: Self.spec, workers: workers)
    #expect(model == train(Self.people(isOwnWriting: false), spec: Self.spec, workers: workers))
    var apart = Self.spec
    for place in apart.comparisons.indices { apart.comparisons[place].joinsWritings = false }
    #expect(model != train(Self.people(isOwnWriting: true), spec: apart, workers: workers))
  }
}
