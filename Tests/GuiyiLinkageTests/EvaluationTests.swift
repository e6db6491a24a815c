import GuiyiColumns
import GuiyiLinkage
import GuiyiTesting
import Testing

@Suite struct EvaluationTests {
  /// Precision and recall the way they are defined: pair by pair, record by record.
  private struct Naive {
    var pairwise: Evaluation.Score
    var bCubed: Evaluation.Score

    init(clusters: [UInt32?], entities: [UInt32]) {
      var (right, proposed, all) = (0.0, 0.0, 0.0)
      var (precision, recall) = (0.0, 0.0)
      for i in entities.indices {
        var (both, inCluster, inEntity) = (0.0, 0.0, 0.0)
        for j in entities.indices {
          let isOneCluster = i == j || (clusters[i] != nil && clusters[i] == clusters[j])
          let isOneEntity = entities[i] == entities[j]
          if isOneCluster && isOneEntity { both += 1 }
          if isOneCluster { inCluster += 1 }
          if isOneEntity { inEntity += 1 }
          if j > i {
            if isOneCluster && isOneEntity { right += 1 }
            if isOneCluster { proposed += 1 }
            if isOneEntity { all += 1 }
          }
        }
        precision += both / inCluster
        recall += both / inEntity
      }
      let count = Double(max(1, entities.count))
      pairwise = .init(precision: proposed > 0 ? right / proposed : 1, recall: all > 0 ? right / all : 1)
      bCubed = .init(precision: precision / count, recall: recall / count)
    }
  }

  @Test func `agrees with the definition on random clusterings`() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<200 {
      let count = Int.random(in: 1...40, using: &random)
      let clusters = (0..<count).map { _ in
        Int.random(in: 0..<8, using: &random) == 0 ? nil : UInt32.random(in: 0..<12, using: &random)
      }
      let entities = (0..<count).map { _ in UInt32.random(in: 1..<15, using: &random) }
      let evaluation = Evaluation(clusters: clusters, entities: entities, unknownCount: 0)
      let naive = Naive(clusters: clusters, entities: entities)
      for (mine, other) in [(evaluation.pairwise, naive.pairwise), (evaluation.bCubed, naive.bCubed)] {
        #expect(abs(mine.precision - other.precision) < 1e-9)
        #expect(abs(mine.recall - other.recall) < 1e-9)
      }
      #expect(evaluation.missingCount == clusters.count { $0 == nil })
    }
  }

  @Test func `reads files in any order, and tells what is in only one of them`() throws {
    let folder = ScratchFolder("evaluate")
    try folder.write("clusters.csv", "source,id,cluster_id\na.csv,1,1\na.csv,2,1\na.csv,3,2\na.csv,9,2\n")
    try folder.write("truth.csv", "entity,id\ne,3\nd,2\nd,1\nf,4\n")
    let text = try folder.guiyi("evaluate", "clusters.csv", "--truth", "truth.csv")
    #expect(text.status == 0, "\(text.complaints)")
    #expect(text.output.contains("pairwise    1.00000  1.00000  1.00000"))
    #expect(text.output.contains("1 records are in no cluster"))
    #expect(text.output.contains("1 records of the clusters are not in the truth"))
    let json = try folder.guiyi("evaluate", "clusters.csv", "--truth", "truth.csv", "--json")
    #expect(json.output.contains("\"unknown\":1") && json.output.contains("\"b-cubed\":{"))
  }

  @Test(arguments: [
    ("id,cluster_id\n1,1\n1,2\n", "id,entity\n1,1\n", 3, "repeats the id '1'"),
    ("id,cluster_id\n1,1\n", "id,entity\n1,\n", 3, "has nothing in 'entity'"),
    ("id,cluster\n1,1\n", "id,entity\n1,1\n", 2, "has no column 'cluster_id'"),
    ("id,cluster_id\n1,1\n", "id,entity\n2,1\n", 3, "no id of"),
    ("id,cluster_id\n1,1\n2\n", "id,entity\n1,1\n", 3, "row 3 of"),
  ])
  func `refuses files that cannot be compared`(
    clusters: String, truth: String, status: Int32, message: String
  ) throws {
    let folder = ScratchFolder("evaluate")
    try folder.write("clusters.csv", clusters)
    try folder.write("truth.csv", truth)
    let outcome = try folder.guiyi("evaluate", "clusters.csv", "--truth", "truth.csv")
    #expect(outcome.status == status)
    #expect(outcome.complaints.contains(message), "\(outcome.complaints)")
  }
}
