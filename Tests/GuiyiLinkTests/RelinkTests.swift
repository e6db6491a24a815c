import GuiyiColumns
import GuiyiLink
import Testing

@Suite struct RelinkTests {
  /// A linkage taken up again, and the same table linked from the start with the same model.
  @Test(arguments: ["number", "first", "last", "born", "town"], [1, 5] as [UInt64])
  func `gives what linking from the start gives`(changed: String, seed: UInt64) throws {
    let (rows, _) = LinkTesting.people(150, seed: seed)
    let column = try #require(LinkTesting.peopleFields.firstIndex(of: changed))
    var random = SplitMix64(seed: seed &+ 100)
    // Values are exchanged, lost, doubled and invented anew.
    let others = rows.map { row -> [String] in
      var row = row
      switch Int.random(in: 0..<6, using: &random) {
      case 0: row[column] = rows[Int.random(in: 0..<rows.count, using: &random)][column]
      case 1: row[column] = ""
      case 2: row[column] += "|" + rows[Int.random(in: 0..<rows.count, using: &random)][column]
      case 3: row[column] = "new\(Int.random(in: 0..<5, using: &random))"
      default: break
      }
      return row
    }
    var spec = LinkTesting.peopleSpec()
    spec.contradictions = [
      Contradiction(name: "other first name", conditions: [.at(1, 1), .at(3, 2)])
    ]
    let table = LinkTesting.table(LinkTesting.peopleFields, others)
    let workers = Workers(threadCount: 2)
    let first = Linkage(LinkTesting.table(LinkTesting.peopleFields, rows), spec: spec, workers: workers)
    let fresh = link(table, spec: spec, model: first.result.model, workers: workers)
    let again = first.relinked(table.fields[column], workers: workers)
    #expect(again.clusterOf == fresh.clusterOf)
    #expect(again.links == fresh.links)
    #expect(again.merges == fresh.merges)
    #expect(again.reviews == fresh.reviews)
    #expect(again.conflicts == fresh.conflicts)
    #expect(again.links != first.result.links, "the field weighs something")
  }
}
