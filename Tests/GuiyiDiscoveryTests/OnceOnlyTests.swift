import GuiyiColumns
import GuiyiDiscovery
import GuiyiLink
import GuiyiTesting
import Testing

@Suite struct OnceOnlyTests {
  /// Brothers and sisters on two lists: one roof, one family name, and nobody's day of birth.
  private static func families(_ count: Int, copies: ClosedRange<Int>) -> GeneratedSet {
    var make = Inventor(seed: 41)
    var set = GeneratedSet(headings: ["forename", "surname", "street", "age"])
    let (given, family, roads) = (make.words(60, 1...2), make.words(150, 2...3), make.words(40, 2...3))
    for home in 0..<count {
      let (name, road) = (make.pick(family), "\(make.number(1...200)) \(make.pick(roads)) street")
      for child in 0..<make.number(1...4) {
        let (first, age) = (make.pick(given), make.number(5...40))
        for source in 0..<2 {
          for _ in 0..<(source == 1 ? make.number(copies) : 1) {
            set.add(
              [
                make.perhaps(0.05, first) { $0.typo($1) }, make.perhaps(0.05, name) { $0.typo($1) },
                make.perhaps(0.1, road) { $0.typo($1) }, make.chance(0.1) ? "" : "\(age)",
              ], entity: home * 10 + child, source: source)
          }
        }
      }
    }
    return set
  }

  private static func linked(_ set: GeneratedSet) -> (result: LinkResult, order: [Int]) {
    let (table, order) = set.table()
    let lists = LinkTable(fields: table.fields, sources: order.map { UInt16(set.sources[$0]) })
    let workers = Workers(threadCount: 2)
    let found = discover(lists, scope: .acrossSources, workers: workers)
    return (link(found.table, spec: found.spec, workers: workers), order)
  }

  @Test func `where two lists name everybody once, nobody is linked to two`() {
    let set = Self.families(500, copies: 1...1)
    let (result, order) = Self.linked(set)
    #expect(result.uniqueSources == [0, 1])
    var seen: Set<[Int]> = []
    for (place, row) in order.enumerated() {
      let isFirst = seen.insert([Int(result.clusterOf[place]), set.sources[row]]).inserted
      #expect(isFirst)
    }
    #expect(result.clusterCount < set.rows.count * 6 / 10)
  }

  @Test func `a list that names people several times is not taken for one that names each once`() {
    let set = Self.families(500, copies: 1...3)
    let (result, order) = Self.linked(set)
    #expect(!result.uniqueSources.contains(1))
    var clusters = [UInt32](repeating: 0, count: set.rows.count)
    for (place, row) in order.enumerated() { clusters[row] = result.clusterOf[place] }
    #expect(set.score(clusters).recall >= 0.85)
  }
}
