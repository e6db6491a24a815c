import GuiyiLinkage
import GuiyiTesting
import Testing

@Suite struct ExplainTests {
  let folder = ScratchFolder("explain")
  let records = InventedRecords(entityCount: 200, seed: 9)

  init() throws { try folder.write("people.csv", records.csv) }

  @Test func `a pair that is one adds up to its weight and says how it came together`() throws {
    let pair = records.pairOfOne()
    let outcome = try folder.guiyi("explain", "people.csv", "--id", "no", "--pair", pair.0, pair.1)
    #expect(outcome.status == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains("They are in one cluster"))
    #expect(outcome.output.contains("before looking") && outcome.output.contains("surname"))
    let entity = try folder.guiyi("explain", "people.csv", "--id", "no", "--entity", pair.0)
    #expect(entity.output.contains(pair.1))
    #expect(entity.output.contains("Its weakest link"))
  }

  @Test func `a pair that is apart says what speaks against it`() throws {
    let strangers = (records.entities[0][0], records.entities[records.entities.count - 1][0])
    let outcome = try folder.guiyi(
      "explain", "people.csv", "--id", "no", "--pair", strangers.0, strangers.1, "--language", "en")
    #expect(outcome.output.contains("They are apart. Why:"))
    #expect(outcome.output.contains("too few: a link needs"))
    #expect(outcome.output.contains("- against: "))
  }

  @Test func `a decision is named as what keeps a pair apart`() throws {
    let pair = records.pairOfOne()
    try folder.write(
      "decided.csv", "left,right,decision,who,why\n\(pair.0),\(pair.1),must-not-link,li,twins\n")
    let outcome = try folder.guiyi(
      "explain", "people.csv", "--id", "no", "--decisions", "decided.csv", "--pair", pair.0, pair.1)
    #expect(outcome.output.contains("decided by a person (row 2)"), "\(outcome.output)")
    #expect(outcome.output.contains("li, twins"))
  }

  @Test func `phones are masked unless revealed`() throws {
    let row = records.rows.first { !$0[4].isEmpty } ?? []
    let masked = try folder.guiyi("explain", "people.csv", "--id", "no", "--entity", row[0])
    #expect(!masked.output.contains(row[4]))
    let shown = try folder.guiyi("explain", "people.csv", "--id", "no", "--entity", row[0], "--reveal")
    #expect(shown.output.contains(row[4]))
  }
}
