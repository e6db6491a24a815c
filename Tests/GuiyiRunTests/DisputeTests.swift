import Foundation
import GuiyiModel
import GuiyiRun
import GuiyiTesting
import Testing

/// A disputed value carries its mark wherever it shows, until the dispute is settled.
@Suite struct DisputeTests {
  private func dispute(_ target: String, status: String = "open") -> String {
    """
    disputes:
      - {\(target), element: person.registered-address, since: 2026-10-20, by: 当事人, reason: 早已迁出, status: \(status)}

    """
  }

  @Test
  func
    `the mark shows in the export, the explanation, the owner's page and the feed, and goes with the dispute`()
    throws
  {
    let folder = ScratchFolder("disputes")
    try SmallCity().write(to: folder)
    try folder.write("disputes.yaml", dispute("row: \"police/residents.csv:4\""))
    _ = try run(folder.path)
    let people = CSVTable(try text(of: .entities(.person), workspace: folder.path))
    #expect(people.columns.last == "disputed", "the contract's columns stay where they are")
    let number = inventedPerson(2).number
    #expect(people.rows(where: ["disputed": "registered-address"]).map { $0["id-number"] } == [number])
    #expect(people.column("disputed").filter { !$0.isEmpty }.count == 1)
    let id = try #require(people.rows(where: ["id-number": number]).first?["entity_id"])

    let explained = try GuiyiProcess.run("explain", folder.path, id).output
    #expect(explained.contains("〔有异议〕"))
    #expect(explained.contains("2026-10-20 当事人：早已迁出（待处理）"))
    let own = try folder.read("state/current/report/11410400MB0000001X.html")
    #expect(own.contains("早已迁出"))
    let other = try folder.read("state/current/report/11410400MB0000002X.html")
    #expect(!other.contains("早已迁出"))

    // The same dispute by the entity's id is the same; settled, it leaves the value unmarked and is told as a change.
    try folder.write("disputes.yaml", dispute("entity: \(id)", status: "dismissed"))
    _ = try run(folder.path)
    let after = CSVTable(try text(of: .entities(.person), workspace: folder.path))
    #expect(after.column("disputed").allSatisfy { $0.isEmpty })
    let feed = CSVTable(try text(of: .changes(.person, since: 0), workspace: folder.path))
    let told = feed.rows(where: ["element": "disputed"]).map {
      [$0["entity_id"], $0["run"], $0["old"], $0["new"]]
    }
    #expect(told == [[id, "1", "", "registered-address"], [id, "2", "registered-address", ""]])
    #expect(try GuiyiProcess.run("explain", folder.path, id).output.contains("（不成立）"))
  }

  @Test func `a dispute about nobody is told and stops nothing`() throws {
    let folder = ScratchFolder("nodispute")
    try SmallCity().write(to: folder)
    try folder.write("disputes.yaml", dispute("entity: P999999999"))
    #expect(try run(folder.path).unmatchedDisputes == ["disputes.yaml:2"])
  }

  @Test func `rules of guiyi.yaml choose other golden values, and the explanation says by which`() throws {
    let folder = ScratchFolder("rules")
    let city = SmallCity()
    try city.write(to: folder)
    try folder.write(
      "guiyi.yaml",
      """
      city: {code: "410400", name: 平顶山市}
      as-of: 2026-11-01
      regions: {"990402": 示例一区}
      survivorship:
        - elements: [person.id-number]
          criteria: [source-order]
          source-order: [410400-WJ-0001]

      """)
    _ = try run(folder.path)
    // The hospital wrote person 5 down with a number that is wrong by itself: nothing but the new rule prefers it.
    let people = CSVTable(try text(of: .entities(.person), workspace: folder.path))
    let id = try #require(people.rows(where: ["id-number": city.wrongNumber]).first?["entity_id"])
    let explained = try GuiyiProcess.run("explain", folder.path, id, "--reveal").output
    let line = try #require(explained.split(separator: "\n").first { $0.contains("公民身份号码：") })
    #expect(line.contains("来源次序在前"), "\(explained)")
    #expect(explained.contains("公民身份号码：\(inventedPerson(5).number)"), "what lost is told")
  }
}
