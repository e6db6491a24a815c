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
}
