import Foundation
import GuiyiModel
import GuiyiRun
import GuiyiTesting
import Testing

/// A consumer that knows nothing of a workspace but the lines of its change feed.
private struct FeedConsumer {
  private(set) var cursor: Int64 = 0
  private(set) var rows: [String: [String: String]] = [:]

  mutating func follow(_ feed: CSVTable) {
    for line in feed.rows.map({ Dictionary(uniqueKeysWithValues: zip(feed.columns, $0)) }) {
      let next = Int64(line["cursor"] ?? "") ?? 0
      #expect(next > cursor, "a cursor only grows")
      cursor = next
      let id = line["entity_id"] ?? ""
      switch line["event"] {
      case "created", "split": rows[id] = [:]
      case "changed":
        let element = line["element"] ?? ""
        #expect(rows[id]?[element] ?? "" == line["old"], "a change says what was there")
        rows[id]?[element] = line["new"]
      case "merged", "retired": rows[id] = nil
      default: Issue.record("no event: \(line)")
      }
    }
  }

  /// The golden table as `guiyi export entities` writes it.
  func table(_ subject: Subject) -> [[String]] {
    let elements = DataElement.of(subject).map(\.key) + ["disputed"]
    return rows.keys.sorted().map { id in [id] + elements.map { rows[id]?[$0] ?? "" } }
  }
}

@Suite struct ChangeFeedTests {
  /// A city in which the visit of person 8, who gave no number and no address, is tied to nobody but by a row of the
  /// labour office, which comes and goes.
  private struct ChangingCity {
    let folder = ScratchFolder("feed")
    var city = SmallCity()

    func write(day: Int, isTied: Bool) throws {
      try city.write(to: folder)
      try folder.write(
        "guiyi.yaml",
        """
        city: {code: "410400", name: 平顶山市}
        as-of: 2026-11-0\(day)
        regions: {"990402": 示例一区}
        # So few rows teach so little that a name and a telephone alone are asked about.
        link: {person: {link-threshold: 0.6, review-threshold: 0.3}}

        """)
      let person = inventedPerson(8)
      for pool in city.pools {
        var rows = pool.rows
        switch pool.name {
        case "police/residents.csv": rows.removeAll { $0[0] == person.number }
        case "health/visits-1.csv":
          for row in rows.indices where rows[row][1] == person.name { rows[row][3] = "" }
        case "labour/insured.tsv":
          // A namesake, so that the name alone says nothing.
          rows.append([inventedPerson(999).number, person.name, "", "满", inventedUSCC(1), "", "2025-01-15"])
          rows.append([
            person.number, person.name, isTied ? person.phone : "", "满", inventedUSCC(1), "", "2025-01-15",
          ])
        default: continue
        }
        let text =
          pool.name.hasSuffix(".tsv") ? rows.map { $0.joined(separator: "\t") + "\n" }.joined() : csv(rows)
        try folder.write("pools/" + pool.name, text)
      }
    }
  }

  private func feed(_ workspace: String, _ subject: Subject, since: Int64 = 0) throws -> CSVTable {
    CSVTable(try text(of: .changes(subject, since: since), workspace: workspace))
  }

  @Test func `whoever follows the feed has the golden table, from run to run and from the start`() throws {
    var changing = ChangingCity()
    let workspace = changing.folder.path
    var followers: [Subject: FeedConsumer] = [:]
    var formerFeeds: [Subject: [[String]]] = [:]
    var events: Set<String> = []
    for day in 1...5 {
      if day == 4 { changing.city.personCount -= 9 }
      if day == 5 { changing.city.personCount += 3 }
      try changing.write(day: day, isTied: day == 2)
      _ = try run(workspace)
      for subject in Subject.entities {
        let golden = CSVTable(try text(of: .entities(subject), workspace: workspace))
        let follower = followers[subject] ?? FeedConsumer()
        var after = follower
        after.follow(try feed(workspace, subject, since: follower.cursor))
        #expect(after.table(subject) == golden.rows, "\(subject.name), day \(day)")
        let whole = try feed(workspace, subject)
        var newcomer = FeedConsumer()
        newcomer.follow(whole)
        #expect(newcomer.table(subject) == golden.rows)
        #expect(newcomer.cursor == after.cursor)
        let before = formerFeeds[subject] ?? []
        #expect(whole.rows.prefix(before.count).elementsEqual(before), "what was told stays as it was told")
        followers[subject] = after
        formerFeeds[subject] = whole.rows
        events.formUnion(whole.column("event"))
      }
    }
    #expect(events == ["created", "split", "changed", "merged", "retired"])
  }

  @Test func `a consumer may stop at any line and go on behind it`() throws {
    let whole = try feed(FinishedCity.path, .organization)
    #expect(whole.rows.count > 50)
    for place in stride(from: 0, to: whole.rows.count, by: 7) {
      let cursor = try #require(Int64(whole.rows[place][0]))
      #expect(
        try feed(FinishedCity.path, .organization, since: cursor).rows == Array(whole.rows[(place + 1)...]))
    }
  }

  @Test func `unchanged input is no news, though a run is forced`() throws {
    let folder = ScratchFolder("nonews")
    try SmallCity().write(to: folder)
    _ = try run(folder.path)
    let before = try feed(folder.path, .person)
    _ = try run(folder.path, isForced: true)
    #expect(try feed(folder.path, .person) == before)
  }

  @Test func `a history follows a merged id, says each day's values, and masks people's`() throws {
    let changing = ChangingCity()
    let workspace = changing.folder.path
    for day in 1...3 {
      try changing.write(day: day, isTied: day == 2)
      _ = try run(workspace)
    }
    let feed = try feed(workspace, .person)
    let merged = try #require(feed.rows(where: ["event": "merged"]).first)
    let id = try #require(merged["entity_id"])
    let other = try #require(merged["other_id"])
    let split = try #require(feed.rows(where: ["event": "split"]).first)
    #expect(split["other_id"] == other)

    let person = inventedPerson(8)
    let whole = try GuiyiProcess.run("history", workspace, id)
    #expect(whole.output.contains("第 2 次运行（2026-11-02）"))
    #expect(whole.output.contains("并入 \(other)"))
    #expect(whole.output.contains("现为 \(other)"))
    #expect(whole.output.contains("\(split["entity_id"] ?? "") 由此拆出"))
    for secret in [person.number, person.name, person.phone] { #expect(!whole.output.contains(secret)) }
    let revealed = try GuiyiProcess.run("history", workspace, id, "--reveal", "--english")
    #expect(revealed.output.contains("run 2 (2026-11-02)"))
    #expect(revealed.output.contains(person.name))

    func values(_ id: String, day: Int) throws -> String {
      try GuiyiProcess.run("history", workspace, id, "--as-of", "2026-11-0\(day)", "--reveal").output
    }
    // On day 1 the two were apart, on day 2 one, on day 3 apart again.
    let visit = [id, other].sorted { a, b in
      (try? values(a, day: 1).contains(person.phone)) == true && (try? values(b, day: 1)) != nil
    }
    #expect(try values(visit[0], day: 1).contains(person.phone))
    #expect(try !values(visit[0], day: 1).contains(person.number))
    #expect(try values(id, day: 2).contains(person.phone))
    #expect(try values(id, day: 2).contains(person.number))
    #expect(try values(split["entity_id"] ?? "", day: 2).contains("尚未建立"))
    #expect(try GuiyiProcess.run("history", workspace, id, "--as-of", "2026-10-31").output.contains("早于"))
  }

  @Test(arguments: ["P", "X000000001", "P-1"])
  func `what is no id is refused with the settings' exit code`(id: String) throws {
    #expect(try GuiyiProcess.run("history", FinishedCity.path, id).status == 2)
  }

  @Test func `an id that was never given is told to be so`() throws {
    #expect(try GuiyiProcess.run("history", FinishedCity.path, "P999999999").output.contains("从未有过这个编号"))
  }
}
