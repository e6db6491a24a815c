import GuiyiColumns
import GuiyiLink
import Testing

@Suite struct PooledEvidenceTests {
  private static let fields = ["number", "first", "last", "born", "town"]
  /// Two of the three facts reach 0 bits, which is no link; all three reach 8.
  private static let agree: [Int32] = [30, 8, 0, 8, 8]

  private func clusters(_ rows: [[String]], pools: Bool = true) -> LinkResult {
    var spec = LinkTesting.peopleSpec()
    spec.clustering.poolsEvidence = pools
    let model = LinkTesting.model(spec, prior: -16, agree: Self.agree, differ: [0, -6, 0, -6, -6])
    spec.rules.append(BlockingRule(name: "first", keys: [BlockingKey(1)]))
    return link(
      LinkTesting.table(Self.fields, rows), spec: spec, model: model, workers: Workers(threadCount: 2))
  }

  @Test func `joins a record that fits a cluster and no single record of it`() {
    let rows = [
      ["1", "ann", "", "1990", ""], ["1", "ann", "", "", "york"], ["", "ann", "", "1990", "york"],
    ]
    #expect(clusters(rows, pools: false).clusterOf == [0, 0, 1])
    let result = clusters(rows)
    #expect(result.clusterOf == [0, 0, 0])
    #expect(result.merges.last?.ground == .pooledEvidence)
    #expect(result.reviews.isEmpty)
  }

  @Test func `joins none of two that fit alike`() {
    let rows = [
      ["1", "ann", "", "1990", ""], ["1", "ann", "", "", "york"], ["2", "ann", "", "1990", ""],
      ["2", "ann", "", "", "york"], ["", "ann", "", "1990", "york"],
    ]
    let result = clusters(rows)
    #expect(result.clusterOf == [0, 0, 1, 1, 2])
    #expect(result.reviews.contains { $0.reason == .ambiguous })
  }

  @Test func `never joins across an identifier`() {
    let rows = [
      ["1", "ann", "", "1990", ""], ["1", "ann", "", "", "york"], ["2", "ann", "", "1990", "york"],
    ]
    #expect(clusters(rows).clusterOf == [0, 0, 1])
  }
}
