import Foundation
import GuiyiTesting
import Testing

/// What leaves the base databases for readers never identifies a person.
@Suite struct PrivacyTests {
  /// The secrets of the small city that stand in a text.
  private func secrets(in text: String) -> [String] {
    let people = (0..<FinishedCity.city.personCount).map { inventedPerson($0) }
    let secrets =
      FinishedCity.city.numbers + FinishedCity.city.numbers.map { $0.lowercased() } + people.map(\.phone)
    return secrets.filter { text.contains($0) }
  }

  @Test func `the secrets are in the pools and in the base, so that a leak would be seen`() {
    #expect(
      secrets(in: csv(FinishedCity.city.pools.flatMap(\.rows))).count >= FinishedCity.city.personCount * 2)
    #expect(
      secrets(in: FinishedCity.exported["entities person"] ?? "").count >= FinishedCity.city.personCount)
  }

  @Test func `a run says no number, neither in words nor as JSON`() throws {
    for arguments in [["run", "--force"], ["run", "--force", "--json"]] {
      let folder = ScratchFolder("privacy")
      try SmallCity().write(to: folder)
      let outcome = try GuiyiProcess(arguments + [folder.path]).wait()
      #expect(outcome.status == 0)
      #expect(secrets(in: outcome.output + outcome.complaints).isEmpty)
    }
  }

  @Test(arguments: ["findings", "violations", "reviews", "links"])
  func `an export that goes to other departments holds no number and no telephone`(name: String) {
    #expect(secrets(in: FinishedCity.exported[name] ?? "").isEmpty)
  }

  @Test func `findings show people's values masked, and bodies' in full`() {
    let findings = FinishedCity.table("findings")
    let wrong = findings.rows(where: ["code": "check-digit"]).compactMap { $0["value"] }
    #expect(!wrong.isEmpty)
    let number = FinishedCity.city.wrongNumber
    #expect(wrong.allSatisfy { $0 == "99***************\(number.suffix(1))" })
    let names = Set((0..<FinishedCity.city.personCount).map { inventedPerson($0).name })
    for value in findings.column("value") {
      #expect(!names.contains(where: { value.contains($0) }), "\(value)")
    }
  }

  @Test func `reports hold no number and no telephone`() throws {
    _ = FinishedCity.path
    let pages = try FinishedCity.folder.contents(below: "state/runs/000001/report")
    #expect(pages.keys.contains { $0.hasSuffix(".html") })
    for (name, page) in pages {
      #expect(secrets(in: String(decoding: page, as: UTF8.self)).isEmpty, "\(name)")
    }
  }

  @Test func `explain masks people's values unless it is told to reveal them`() throws {
    var isRevealed = false
    for id in FinishedCity.table("entities person").column("entity_id").prefix(25) {
      let masked = try GuiyiProcess.run("explain", FinishedCity.path, id)
      #expect(masked.status == 0)
      #expect(masked.output.contains(id))
      #expect(secrets(in: masked.output + masked.complaints).isEmpty)
      if isRevealed { continue }
      isRevealed = true
      let shown = try GuiyiProcess.run("explain", FinishedCity.path, id, "--reveal")
      #expect(!secrets(in: shown.output).isEmpty)
    }
  }

  /// A city of a test's own after a second run, in which everybody has another telephone.
  private func changedCity() throws -> ScratchFolder {
    let folder = ScratchFolder("privacy-changed")
    try SmallCity().write(to: folder)
    for isSecond in [false, true] {
      for pool in SmallCity().pools where isSecond && !pool.name.hasSuffix(".tsv") {
        let rows = pool.rows.map { row in row.map { $0.hasPrefix("139") ? "138" + $0.dropFirst(3) : $0 } }
        try folder.write("pools/" + pool.name, csv(rows))
      }
      _ = try run(folder.path)
    }
    return folder
  }

  @Test func `history masks people's values, those that changed and those of a day`() throws {
    let folder = try changedCity()
    var (changed, revealed) = (0, 0)
    for id in CSVTable(try export("entities person", of: folder.path)).column("entity_id").prefix(25) {
      let masked = try GuiyiProcess.run("history", folder.path, id)
      #expect(masked.status == 0 && masked.output.contains(id))
      #expect(secrets(in: masked.output + masked.complaints).isEmpty)
      let day = try GuiyiProcess.run("history", folder.path, id, "--as-of", "2026-11-01")
      #expect(day.status == 0)
      #expect(secrets(in: day.output + day.complaints).isEmpty)
      let shown = try GuiyiProcess.run("history", folder.path, id, "--reveal")
      changed += shown.output == masked.output ? 0 : 1
      revealed += secrets(in: shown.output).isEmpty ? 0 : 1
    }
    #expect(changed > 0 && revealed > 0, "something was there to be masked")
  }

  @Test func `the year's evaluation, work orders and applications hold no number and no telephone`() throws {
    let folder = try changedCity()
    for command in [["assess"], ["orders"]] {
      let outcome = try GuiyiProcess.run(command[0], folder.path)
      #expect(outcome.status == 0)
      #expect(secrets(in: outcome.output + outcome.complaints).isEmpty, "\(command[0])")
    }
    let pages = try folder.contents(below: "state/current/report")
    #expect(pages.keys.contains { $0.contains("2026") }, "the evaluation is among them")
    #expect(pages.keys.contains { $0.hasSuffix("-application.html") })
    for (name, page) in pages {
      #expect(secrets(in: String(decoding: page, as: UTF8.self)).isEmpty, "\(name)")
    }
  }

  @Test func `publishing tells and logs no number, and the workbooks' making neither`() throws {
    let folder = try changedCity()
    let out = ScratchFolder("privacy-published")
    let published = try GuiyiProcess.run(
      "publish", folder.path, "--to", out.path + "/out", "--reader", "11410400MB0000003X")
    #expect(published.status == 0)
    #expect(!out.names(in: "out").isEmpty)
    let reported = try GuiyiProcess.run("report", folder.path)
    #expect(reported.status == 0)
    for text in [
      published.output, published.complaints, try folder.read("state/publications.jsonl"), reported.output,
      reported.complaints,
    ] { #expect(secrets(in: text).isEmpty) }
  }
}
