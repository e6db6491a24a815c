import GuiyiColumns
import GuiyiLinkage
import GuiyiTesting
import Testing

/// What linking two files under headings of their own reaches; the bounds leave room below what was measured.
@Suite struct FileSetTests {
  let folder = ScratchFolder("sets")

  /// Files, the end of what is told of joined columns, and what linking them must reach.
  struct Claim: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let joined: String
    let precision: Double
    let recall: Double
    let make: @Sendable () -> FileSet
  }

  static let claims = [
    Claim(
      testDescription: "vehicles and visits to workshops", joined: "'make + model'", precision: 0.95,
      recall: 0.82
    ) { vehicleFiles(count: 600, seed: 3) },
    Claim(
      testDescription: "licences and members", joined: "Last Name'", precision: 0.97,
      recall: 0.76
    ) { licenceFiles(count: 900, seed: 3) },
  ]

  @Test(arguments: claims)
  func `columns that stand for one of the other file are compared with it`(claim: Claim) throws {
    let set = claim.make()
    try folder.write("a.csv", set.csv(0))
    try folder.write("b.csv", set.csv(1))
    try folder.write("truth.csv", set.truth)
    let outcome = try folder.guiyi(
      "link", "a.csv", "b.csv", "--id", "no", "--mode", "link", "--output", "clusters.csv")
    #expect(outcome.status == 0, "\(outcome.complaints)")
    #expect(outcome.complaints.contains(claim.joined), "\(outcome.complaints)")
    let found = try Evaluation(
      clusters: folder.path + "/clusters.csv", truth: folder.path + "/truth.csv",
      workers: .init(threadCount: 1))
    #expect(found.pairwise.precision >= claim.precision)
    #expect(found.pairwise.recall >= claim.recall)
  }
}
