import Foundation
import GuiyiColumns
import GuiyiLinkage
import GuiyiTesting
import Testing

/// What `guiyi link` promises about its clusters.
@Suite struct LinkCommandTests {
  let folder = ScratchFolder("link")
  let records = InventedRecords(entityCount: 400, seed: 1)

  @Test func `gives the same clusters for any order of rows and columns and any number of threads`() throws {
    try folder.write("people.csv", records.csv)
    let first = try folder.guiyi(
      "link", "people.csv", "--id", "no", "--threads", "1", "--output", "clusters.csv")
    #expect(first.status == 0, "\(first.complaints)")
    let expected = try folder.read("clusters.csv")
    #expect(CSVTable(expected).rows.count == records.rows.count)
    #expect(Set(try folder.clusters().values).count < records.rows.count, "nothing was linked")
    for seed in 2...4 as ClosedRange<UInt64> {
      try folder.write("people.csv", records.shuffled(seed: seed))
      let again = try folder.guiyi(
        "link", "people.csv", "--id", "no", "--threads", "\(seed)", "--output", "clusters.csv")
      #expect(again.status == 0, "\(again.complaints)")
      #expect(try folder.read("clusters.csv") == expected)
    }
  }

  @Test func `gives the same clusters whichever file is named first`() throws {
    let other = InventedRecords(entityCount: 400, seed: 1, prefix: "q")
    try folder.write("a.csv", records.csv)
    try folder.write("b.csv", other.csv)
    for mode in ["dedupe", "link"] {
      let one = try folder.guiyi(
        "link", "a.csv", "b.csv", "--id", "no", "--mode", mode, "--output", "one.csv")
      let two = try folder.guiyi(
        "link", "b.csv", "a.csv", "--id", "no", "--mode", mode, "--output", "two.csv")
      #expect(one.status == 0 && two.status == 0, "\(one.complaints)\(two.complaints)")
      #expect(try folder.read("one.csv") == folder.read("two.csv"))
    }
    let table = CSVTable(try folder.read("one.csv"))
    #expect(Set(table.column("source")) == ["a.csv", "b.csv"])
  }

  @Test func `finds nearly all true pairs and hardly a wrong one`() throws {
    try folder.write("people.csv", records.csv)
    try folder.write("truth.csv", records.truth)
    _ = try folder.guiyi("link", "people.csv", "--id", "no", "--output", "clusters.csv")
    let evaluation = try Evaluation(
      clusters: folder.path + "/clusters.csv", truth: folder.path + "/truth.csv",
      workers: .init(threadCount: 1))
    #expect(evaluation.recordCount == records.rows.count)
    #expect(evaluation.pairwise.precision > 0.98)
    #expect(evaluation.pairwise.recall > 0.95)
  }

  @Test func `links one to one where every file holds each entity only once`() throws {
    // Two records of b fit one of a: only the better may have it.
    var left = [InventedRecords.headings]
    var right = [InventedRecords.headings]
    for row in records.rows {
      left.append(row)
      right.append(["b" + row[0]] + row.dropFirst())
      right.append(["c" + row[0]] + row.dropFirst().enumerated().map { $0 == 3 ? "" : $1 })
    }
    try folder.write("a.csv", csv(left))
    try folder.write("b.csv", csv(right))
    let outcome = try folder.guiyi(
      "link", "a.csv", "b.csv", "--id", "no", "--mode", "link", "--one-to-one", "--output", "clusters.csv")
    #expect(outcome.status == 0, "\(outcome.complaints)")
    let table = CSVTable(try folder.read("clusters.csv"))
    var seen: Set<[String]> = []
    for row in table.rows { #expect(seen.insert([row[0], row[2]]).inserted, "twice in one cluster: \(row)") }
    #expect(Set(table.column("cluster_id")).count < table.rows.count, "nothing was linked")
  }

  @Test func `a specification given back unchanged gives the same bytes`() throws {
    try folder.write("people.csv", records.csv)
    _ = try folder.guiyi(
      "link", "people.csv", "--id", "no", "--write-spec", "link.yaml", "--write-model", "model.txt",
      "--output",
      "clusters.csv")
    let expected = try folder.read("clusters.csv")
    let specification = try folder.read("link.yaml")
    let again = try folder.guiyi(
      "link", "people.csv", "--id", "no", "--spec", "link.yaml", "--write-spec", "again.yaml", "--output",
      "clusters.csv")
    #expect(again.status == 0, "\(again.complaints)")
    #expect(try folder.read("clusters.csv") == expected)
    // All but the reasons, which say that a person gave the kinds.
    let uncommented = { (text: String) in
      text.split(separator: "\n").map { $0.split(separator: "#", omittingEmptySubsequences: false)[0] }
    }
    #expect(uncommented(try folder.read("again.yaml")) == uncommented(specification))
    let withModel = try folder.guiyi(
      "link", "people.csv", "--id", "no", "--spec", "link.yaml", "--model", "model.txt", "--output",
      "clusters.csv")
    #expect(withModel.status == 0, "\(withModel.complaints)")
    #expect(try folder.read("clusters.csv") == expected)
  }

  @Test func `a higher threshold never links more`() throws {
    try folder.write("people.csv", records.csv)
    var former = 0
    for threshold in ["0.2", "0.9", "0.999999"] {
      _ = try folder.guiyi(
        "link", "people.csv", "--id", "no", "--threshold", threshold, "--output", "clusters.csv")
      let count = Set(try folder.clusters().values).count
      #expect(count >= former)
      former = count
    }
  }

  @Test func `reads encodings, blanks around cells, and titles above the heading`() throws {
    try folder.write("people.csv", records.csv)
    _ = try folder.guiyi("link", "people.csv", "--id", "no", "--output", "clusters.csv")
    let expected = try folder.clusters()
    let titled =
      "People of the town\n"
      + ([InventedRecords.headings] + records.rows).map { $0.joined(separator: " ;") }.joined(separator: "\n")
    try folder.write("people.csv", Data([0xFF, 0xFE]) + (titled.data(using: .utf16LittleEndian) ?? Data()))
    let outcome = try folder.guiyi("link", "people.csv", "--id", "NO", "--output", "clusters.csv")
    #expect(outcome.status == 0, "\(outcome.complaints)")
    #expect(try folder.clusters().count == expected.count)
    let pair = records.pairOfOne()
    let clusters = try folder.clusters()
    #expect(clusters[pair.0] == clusters[pair.1])
  }

  @Test func `the page asks for nothing and shows no number in full`() throws {
    try folder.write("people.csv", records.csv)
    let outcome = try folder.guiyi(
      "link", "people.csv", "--id", "no", "--report", "link.html", "--output", "clusters.csv")
    #expect(outcome.status == 0, "\(outcome.complaints)")
    let page = try folder.read("link.html")
    for mark in ["<script", "http://", "https://", "<link", "<img"] { #expect(!page.contains(mark)) }
    for row in records.rows where !row[4].isEmpty { #expect(!page.contains(row[4])) }
    #expect(page.contains("<svg") && page.contains("surname"))
    _ = try folder.guiyi(
      "link", "people.csv", "--id", "no", "--report", "link.html", "--reveal", "--output", "clusters.csv")
    let revealed = try folder.read("link.html")
    #expect(records.rows.contains { !$0[4].isEmpty && revealed.contains($0[4]) })
  }

  @Test func `tells which rows it could not read and which columns only some files have`() throws {
    try folder.write("a.csv", records.csv + "x9,too,few\n")
    // Of another heading and of other content: else the two would be read as one.
    let others = records.csv.split(separator: "\n").enumerated().map {
      $0 == 0 ? "\($1),colour" : "\($1),\($0 % 3)"
    }
    try folder.write("b.csv", others.joined(separator: "\n").replacing("city", with: "town"))
    let outcome = try folder.guiyi(
      "link", "a.csv", "b.csv", "--id", "no", "--mode", "link", "--output", "clusters.csv")
    #expect(outcome.status == 0, "\(outcome.complaints)")
    #expect(outcome.complaints.contains("rows \(records.rows.count + 2) (ragged)"))
    #expect(outcome.complaints.contains("only b.csv has a column 'colour': it is not compared"))
  }
}
