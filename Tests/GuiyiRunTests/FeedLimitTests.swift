import Foundation
import GuiyiModel
import GuiyiRun
import GuiyiTesting
import Testing

/// Limits that warn of a delivery as a whole, and limits that leave it out of the run.
@Suite struct FeedLimitTests {
  private func city(_ feeds: String, rules: String = "") throws -> ScratchFolder {
    let folder = ScratchFolder("feeds")
    try SmallCity().write(to: folder)
    try folder.write("guiyi.yaml", try folder.read("guiyi.yaml") + feeds)
    if !rules.isEmpty { try folder.write("rules/own.yaml", "rules:\n" + rules) }
    return folder
  }

  private func findings(_ folder: ScratchFolder) throws -> CSVTable {
    CSVTable(try export("findings", of: folder.path))
  }

  @Test func `without limits no feed is stopped or warned of`() throws {
    #expect(FinishedCity.table("findings").rows.allSatisfy { !$0[5].hasPrefix("feed-") })
  }

  @Test func `a stopped feed is left out as if it had not come, and its rows are set aside`() throws {
    let folder = try city("feeds: {stop: {quarantined: 1%}}\n")
    let summary = try run(folder.path)
    #expect(summary.feeds.map(\.isStopped) == [true] && summary.feeds[0].resourceCode == "410400-GA-0001")
    #expect(summary.feeds[0].reason.contains("1/62 > 1%"))
    #expect(summary.rows.holds && summary.rows.quarantined == 62)
    let stopped = try findings(folder).rows(where: ["resource": "410400-GA-0001", "code": "feed-stopped"])
    #expect(stopped.compactMap { $0["row"] } == ["0"] && stopped[0]["severity"] == "blocking")
    // The very same bodies and people as of a city without the feed.
    let without = try city("")
    try without.remove("pools/police/residents.csv")
    _ = try run(without.path)
    for name in ["links", "reviews", "entities person"] {
      expectSameLines(try export(name, of: folder.path), try export(name, of: without.path), name)
    }
  }

  @Test func `limits are those that a share is above, told with both counts`() throws {
    let exact = try city(
      "feeds: {stop: {quarantined: 0.5}, warn: {quarantined: 1.6%, faulty-identifiers: 0%}}\n")
    let summary = try run(exact.path)
    #expect(summary.feeds.allSatisfy { !$0.isStopped })
    // One row of 62 is 1.61 %; the one wrong number is among the patients'.
    #expect(Set(summary.feeds.map(\.resourceCode)) == ["410400-GA-0001", "410400-WJ-0001"])
    let warnings = try findings(exact).rows(where: ["code": "feed-warning"])
    #expect(warnings.count == 2 && warnings.allSatisfy { $0["kind"] == "suspicion" })
  }

  @Test func `a delivery is compared with the last one that stood`() throws {
    let folder = try city("feeds: {stop: {fewer-rows: 20%}}\n")
    let file = "pools/labour/insured.tsv"
    let whole = try folder.read(file)
    _ = try run(folder.path)
    let short = whole.split(separator: "\n").prefix(5).joined(separator: "\n") + "\n"
    // A short delivery stays short, however often it comes.
    for extra in ["", "\n"] {
      try folder.write(file, short + extra)
      #expect(try run(folder.path).feeds.map(\.resourceCode) == ["410400-RS-0001"])
    }
    try folder.write(file, whole)
    let summary = try run(folder.path)
    #expect(summary.feeds.isEmpty && summary.rows.quarantined == 1)
    #expect(try findings(folder).rows(where: ["code": "feed-stopped"]).isEmpty)
  }

  @Test func `a stopped feed is one finding over runs, and repairs none of the former ones`() throws {
    let folder = try city("feeds: {stop: {fewer-rows: 20%}}\n")
    let file = "pools/health/visits-1.csv"
    let whole = try folder.read(file)
    _ = try run(folder.path)
    let lines = whole.split(separator: "\n")
    for count in [4, 3] {
      try folder.write(file, lines.prefix(count).joined(separator: "\n") + "\n")
      _ = try run(folder.path)
    }
    let orders = try GuiyiProcess.run("orders", folder.path, "--all").output.split(separator: "\n")
    let health = orders.filter { $0.contains("-11410400MB0000002X") }
    // Run 1: the rows' findings, all open still; run 2: the stop, open; run 3: nothing new.
    #expect(health.count == 2 && health.allSatisfy { !$0.contains("已办结") })
    try folder.write(file, whole)
    _ = try run(folder.path)
    let after = try GuiyiProcess.run("orders", folder.path, "--all").output.split(separator: "\n")
    #expect(after.filter { $0.contains("000002-11410400MB0000002X") && $0.contains("已办结") }.count == 1)
  }

  @Test func `a rule of one's own stops a feed above its share`() throws {
    let rule =
      "  - {code: t-ethnicity, resource: 410400-GA-0001, column: 民族, values: [汉族, 回族], message: 试。, stop: "
    let kept = try city("", rules: rule + "40%}\n")
    #expect(try run(kept.path).feeds.isEmpty)
    let stopped = try city("", rules: rule + "30%}\n")
    #expect(try run(stopped.path).feeds.map(\.reason) == ["t-ethnicity 20/60 > 30%"])
  }

  @Test func `exit codes tell a stopped feed from a warning, also where nothing changed`() throws {
    let folder = try city("feeds: {warn: {faulty-identifiers: 0%}, stop: {quarantined: 1%}}\n")
    for _ in 0..<2 {
      let plain = try GuiyiProcess.run("run", folder.path)
      #expect(plain.status == 0)
      #expect(plain.complaints.contains("停用：") && plain.complaints.contains("410400-GA-0001"))
      #expect(plain.complaints.contains("预警："))
      #expect(try GuiyiProcess.run("run", folder.path, "--fail-on", "stopped-feed").status == 1)
      #expect(try GuiyiProcess.run("run", folder.path, "--fail-on", "warned-feed").status == 1)
    }
    let warned = try city("feeds: {warn: {quarantined: 1%}}\n")
    let arguments = ["run", warned.path, "--fail-on", "stopped-feed"]
    #expect(try GuiyiProcess(arguments).wait().status == 0)
    #expect(try GuiyiProcess(arguments + ["--fail-on", "warned-feed"]).wait().status == 1)
  }

  @Test func `a run of which every feed is stopped is 3 and leaves the former results`() throws {
    let folder = try city("")
    _ = try run(folder.path)
    try folder.write(
      "guiyi.yaml",
      try folder.read("guiyi.yaml") + "feeds: {stop: {fewer-rows: 0%}}\n")
    for file in SmallCity.files {
      let lines = try folder.read("pools/" + file).split(separator: "\n")
      try folder.write("pools/" + file, lines.prefix(2).joined(separator: "\n") + "\n")
    }
    let outcome = try GuiyiProcess.run("run", folder.path)
    #expect(outcome.status == 3 && outcome.complaints.contains("410400-GA-0001"))
    expectSameLines(try export("links", of: folder.path), FinishedCity.exported["links"] ?? "", "links")
  }

  @Test(arguments: [
    ("feeds: {stop: {quarantined: 120%}}\n", "quarantined"), ("feeds: {stopp: {}}\n", "stop"),
    ("feeds: {resources: {410400-GA-0009: {stop: {quarantined: 1%}}}}\n", "410400-GA-0001"),
    ("feeds: {warn: {fewer-row: 1%}}\n", "fewer-rows"),
  ])
  func `a mistake in the limits names its line and the nearest word`(feeds: String, hint: String) throws {
    let folder = try city(feeds)
    let outcome = try GuiyiProcess.run("run", folder.path)
    #expect(outcome.status == 2)
    #expect(outcome.complaints.contains("guiyi.yaml:4") && outcome.complaints.contains(hint))
  }

  @Test func `one resource may have limits of its own`() throws {
    let folder = try city(
      "feeds: {stop: {quarantined: 1%}, resources: {410400-GA-0001: {stop: {quarantined: off}}}}\n")
    #expect(try run(folder.path).feeds.isEmpty)
  }
}
