import GuiyiColumns
import GuiyiLinkage
import GuiyiTesting
import Testing

/// What people decided wins over every score.
@Suite struct DecisionTests {
  let folder = ScratchFolder("decisions")
  let records = InventedRecords(entityCount: 200, seed: 5)

  private func link(_ decisions: [[String]]) throws -> ProcessOutcome {
    try folder.write("people.csv", records.csv)
    try folder.write(
      "decided.csv", csv([["left", "right", "decision", "who", "when", "why"]] + decisions))
    return try folder.guiyi(
      "link", "people.csv", "--id", "no", "--decisions", "decided.csv", "--output", "clusters.csv")
  }

  @Test func `joins what must be linked, transitively, and parts what must not`() throws {
    let first = records.rows[0][0]
    let strangers = ["r50", "r120", "r200"]
    let pair = records.pairOfOne()
    let outcome = try link([
      [strangers[0], strangers[1], "must-link", "wang", "2026-11-01", "same passport"],
      [strangers[1], strangers[2], "must-link", "wang", "2026-11-01", ""],
      [pair.0, pair.1, "must-not-link", "li", "2026-11-02", "twins"],
    ])
    #expect(outcome.status == 0, "\(outcome.complaints)")
    let clusters = try folder.clusters()
    #expect(clusters[strangers[0]] == clusters[strangers[2]])
    #expect(clusters[pair.0] != clusters[pair.1])
    #expect(clusters[first] != nil)
  }

  @Test func `the order of decisions does not matter`() throws {
    let rows = [
      ["r1", "r90", "must-link", "", "", ""], ["r90", "r91", "must-link", "", "", ""],
      ["r1", "r91", "must-not-link", "", "", ""], ["r7", "r150", "must-link", "", "", ""],
    ]
    _ = try link(rows)
    let expected = try folder.read("clusters.csv")
    _ = try link(rows.reversed())
    #expect(try folder.read("clusters.csv") == expected)
  }

  @Test func `names decisions that contradict each other, with who and why`() throws {
    let outcome = try link([
      ["r1", "r90", "must-link", "wang", "2026-11-01", "seen"],
      ["r90", "r150", "must-link", "wang", "2026-11-01", ""],
      ["r1", "r150", "must-not-link", "li", "2026-11-03", "two people"],
    ])
    #expect(outcome.status == 0)
    #expect(outcome.complaints.contains("decisions contradict each other"))
    #expect(outcome.complaints.contains("li, 2026-11-03, two people"))
    let clusters = try folder.clusters()
    #expect(clusters["r1"] != clusters["r150"])
  }

  @Test func `a decision about a record that is not there is told and does nothing`() throws {
    let outcome = try link([["r1", "gone", "must-link", "", "", ""]])
    #expect(outcome.status == 0)
    #expect(outcome.complaints.contains("1 decisions are about records that are not there: rows 2"))
  }

  @Test(arguments: [
    (["r1", "r2", "must-lnk", "", "", ""], "did you mean 'must-link'?"),
    (["r1", "", "must-link", "", "", ""], "names only one record"),
    (["r1", "r1", "must-link", "", "", ""], "names one record twice"),
  ])
  func `refuses a line that decides nothing`(row: [String], message: String) throws {
    let outcome = try link([row])
    #expect(outcome.status == 2)
    #expect(
      outcome.complaints.contains(message) && outcome.complaints.contains("row 2"), "\(outcome.complaints)")
  }

  @Test func `an id that two files have needs its source`() throws {
    try folder.write("a.csv", records.csv)
    try folder.write("b.csv", records.csv)
    try folder.write("decided.csv", "left,right,decision\nr1,r2,must-not-link\n")
    let unclear = try folder.guiyi(
      "link", "a.csv", "b.csv", "--id", "no", "--decisions", "decided.csv", "--output", "clusters.csv")
    #expect(unclear.status == 2 && unclear.complaints.contains("left_source"))
    try folder.write(
      "decided.csv", "left_source,left,right_source,right,decision\na.csv,r1,b.csv,r1,must-not-link\n")
    let clear = try folder.guiyi(
      "link", "a.csv", "b.csv", "--id", "no", "--decisions", "decided.csv", "--output", "clusters.csv")
    #expect(clear.status == 0, "\(clear.complaints)")
    let rows = CSVTable(try folder.read("clusters.csv")).rows.filter { $0[1] == "r1" }
    #expect(rows.count == 2 && rows[0][2] != rows[1][2])
  }

  @Test func `labels keep the clusters good and choose a threshold`() throws {
    try folder.write("people.csv", records.csv)
    try folder.write("truth.csv", records.truth)
    for labels in [
      csv([["id", "entity"]] + records.entities.prefix(150)),
      csv(
        [["left", "right", "match"]]
          + zip(records.entities, records.entities.dropFirst()).prefix(120).map { a, b in
            [a[0], b[0], a[1] == b[1] ? "1" : "0"]
          }),
    ] {
      try folder.write("labels.csv", labels)
      let outcome = try folder.guiyi(
        "link", "people.csv", "--id", "no", "--labels", "labels.csv", "--json", "--output", "clusters.csv")
      #expect(outcome.status == 0, "\(outcome.complaints)")
      #expect(outcome.output.contains("\"labels\":{"))
      let evaluation = try Evaluation(
        clusters: folder.path + "/clusters.csv", truth: folder.path + "/truth.csv",
        workers: .init(threadCount: 1))
      #expect(evaluation.pairwise.f1 > 0.97)
    }
    try folder.write("labels.csv", "left,right,match\nr1,r2,perhaps\n")
    let unclear = try folder.guiyi(
      "link", "people.csv", "--id", "no", "--labels", "labels.csv", "--output", "clusters.csv")
    #expect(unclear.status == 2 && unclear.complaints.contains("row 2"))
  }
}
