import Foundation
import GuiyiModel
import GuiyiRun
import GuiyiStore
import GuiyiTesting
import Testing

/// Base databases for one reader: what its grants cover, and nothing else.
@Suite struct PublishTests {
  /// The labour office: it has its own insured people and a grant of the police's ethnicity.
  private static let reader = "11410400MB0000003X"

  private func published(_ workspace: String, _ reader: String = reader) throws -> ScratchFolder {
    let folder = ScratchFolder("published")
    let options = PublishOptions(reader: reader, subjects: [.person], folder: folder.path + "/out")
    _ = try publish(workspace: workspace, options: options)
    return folder
  }

  /// The small city in which every other department shares on a condition: only what is granted is open.
  private func city() throws -> ScratchFolder {
    let folder = ScratchFolder("publish")
    try SmallCity().write(to: folder)
    for name in ["police", "health", "civil", "market", "tax"] {
      let catalog = try folder.read("catalog/\(name).yaml")
      let closed = catalog.replacing("    share: {type: unconditional}\n", with: "")
        .replacing(
          "    items:\n", with: "    share: {type: conditional, condition: 申请, basis: 《…》第一条}\n    items:\n")
      try folder.write("catalog/\(name).yaml", closed)
    }
    _ = try run(folder.path)
    return folder
  }

  @Test func `a reader gets its own values and the granted ones in three forms`() throws {
    let folder = try city()
    let out = try published(folder.path)
    #expect(out.names(in: "out") == ["person.csv", "person.jsonl", "person.sqlite", "person.xlsx"])
    let table = CSVTable(try out.read("out/person.csv"))
    // Twenty people are insured; what the police know of the others' ethnicity is granted too.
    #expect(table.columns == ["no", "id-number", "name", "ethnicity", "phone"])
    #expect(table.rows(where: ["id-number": inventedPerson(3).number]).count == 1)
    #expect(
      table.rows(where: ["id-number": inventedPerson(1).number]).isEmpty,
      "not insured: the number is not shared")
    #expect(table.column("no") == (1...table.rows.count).map(String.init))
    #expect(!(try out.read("out/person.csv")).contains(inventedPerson(1).address))
    let database = try DatabaseReader(path: out.path + "/out/person.sqlite")
    #expect(try database.text("SELECT count(*) FROM entity") == String(table.rows.count))
    #expect(try out.read("out/person.jsonl").split(separator: "\n").count == table.rows.count)
    let log = try folder.read("state/publications.jsonl")
    #expect(log.contains("\"reader\":\"\(Self.reader)\",\"database\":\"person\""))
    #expect(log.split(separator: "\n").count == 1)
  }

  @Test func `changing what is not shared changes no byte`() throws {
    let folder = try city()
    let before = try published(folder.path)
    let city = SmallCity()
    for pool in city.pools where pool.name == "police/residents.csv" || pool.name.hasPrefix("health") {
      let text = csv(
        pool.rows.map { row in
          // Other addresses, telephones and days; who is who is decided by what stays.
          row.map { cell in
            cell.hasPrefix("2026-0") ? "2025-12-24" : cell.hasPrefix("139") ? "13811112222" : cell
          }
        })
      try folder.write("pools/" + pool.name, text)
    }
    _ = try run(folder.path)
    let after = try published(folder.path)
    #expect(try before.contents(below: "out") == after.contents(below: "out"))
  }

  @Test func `a topic goes whole to a reader who may see all that it is built from, and to nobody else`()
    throws
  {
    let closed = try city()
    let out = ScratchFolder("topics")
    var options = PublishOptions(reader: Self.reader, subjects: [], folder: out.path + "/out")
    options.topics = ["old-and-young"]
    let refused = try publish(workspace: closed.path, options: options)
    #expect(refused.topics.map(\.name) == ["old-and-young"] && refused.topics[0].obstacle != nil)
    #expect(out.names(in: "out").isEmpty)
    #expect(!FileManager.default.fileExists(atPath: closed.path + "/state/publications.jsonl"))

    // Everything is shared without condition: the whole topic, in each form.
    let given = try publish(workspace: FinishedCity.path, options: options)
    #expect(given.topics[0].obstacle == nil && given.topics[0].rowCount > 0)
    #expect(
      out.names(in: "out").filter { !$0.contains(".member.") && !$0.contains("_") } == [
        "old-and-young.finding.csv", "old-and-young.finding.jsonl", "old-and-young.sqlite",
        "old-and-young.xlsx",
      ])
    let original = FinishedCity.path + "/state/current/topic/old-and-young.sqlite"
    // Row for row the run's own, but for how it came about.
    let copy = try DatabaseReader(path: out.path + "/out/old-and-young.sqlite")
    let own = try DatabaseReader(path: original)
    for query in [
      "member ORDER BY entity_id", "finding ORDER BY rowid", "finding_kind", "topic_table", "run",
    ] {
      func rows(_ reader: DatabaseReader) throws -> [[String?]] {
        var rows: [[String?]] = []
        try reader.forEach("SELECT * FROM \(query)") { row in
          rows.append((0..<row.count).map { row.text($0) })
        }
        return rows
      }
      #expect(try rows(copy) == rows(own))
    }
    #expect(try copy.text("SELECT count(*) FROM topic WHERE key LIKE 'made%'") == "0")
    #expect(try copy.text("SELECT value FROM topic WHERE key = 'title'") == "一老一小")
    let members = CSVTable(try out.read("out/old-and-young.member.csv"))
    #expect(members.columns.first == "entity_id" && !members.columns.contains("id_number"))
    #expect(
      String(members.rows.count) == (try DatabaseReader(path: original).text("SELECT count(*) FROM member")))
  }

  @Test func `a topic that the run did not build is named`() throws {
    var options = PublishOptions(
      reader: Self.reader, subjects: [], folder: ScratchFolder("no-topic").path + "/out")
    options.topics = ["young-and-old"]
    #expect(throws: RunError.self) { try publish(workspace: FinishedCity.path, options: options) }
  }

  @Test func `a log keeps two years`() throws {
    let folder = try city()
    try folder.write(
      "state/publications.jsonl",
      """
      {"time":"2001-01-01T00:00:00Z","run":"1","reader":"x","database":"person"}
      {"time":"2999-01-01T00:00:00Z","run":"1","reader":"y","database":"person"}

      """)
    _ = try published(folder.path)
    let log = try folder.read("state/publications.jsonl")
    #expect(!log.contains("2001-01-01"))
    #expect(log.contains("2999-01-01"))
  }

  @Test func `a reader that nobody knows is refused`() throws {
    let outcome = try GuiyiProcess.run(
      "publish", FinishedCity.path, "--to", ScratchFolder("nobody").path, "--reader", "91410400MB0000099X")
    #expect(outcome.status == 2)
  }
}
