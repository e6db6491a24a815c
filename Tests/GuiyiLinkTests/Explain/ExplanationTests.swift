import GuiyiColumns
import GuiyiLink
import Testing

@Suite struct ExplanationTests {
  @Test func `adds up to the weight of the pair`() {
    let (rows, _) = LinkTesting.people(100, seed: 41)
    let table = LinkTesting.table(LinkTesting.peopleFields, rows)
    var spec = LinkTesting.peopleSpec()
    spec.dependences = [Dependence(given: .atLeast(1, 4), comparison: 4)]
    let workers = Workers(threadCount: 2)
    let result = link(table, spec: spec, workers: workers)
    let explainer = LinkExplainer(table, spec: spec, model: result.model, workers: workers)
    for pair in result.links + result.reviews.map(\.pair) {
      let explained = explainer.explain(pair.right, pair.left)
      #expect(explained.left == pair.left && explained.right == pair.right)
      #expect(explained.weight == pair.weight)
      #expect(explained.prior + explained.parts.reduce(0) { $0 + $1.weight } == explained.weight)
      #expect(explained.probability == pair.probability)
    }
  }
}
