import ArgumentParser
import GuiyiCity

@main
struct GuiyiCityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guiyi-city",
    abstract: "Makes an invented city's department feeds and scores a run on them.",
    subcommands: [Generate.self, Traps.self, ScoreExports.self])
}

struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a workspace with its truth beside it.",
    discussion: "Example: guiyi-city generate --people 50000 --seed 1 --output city-50k")

  @Option(help: "Residents of the city, 1,000 to 10,000,000.") var people = 2_000
  @Option(help: "Organizations; a seventh of the people unless given.") var organizations: Int?
  @Option(help: "The same seed gives the same bytes.") var seed: UInt64 = 7
  @Option(help: "Folder of the workspace.") var output: String
  @Flag(help: "Leaves out every citizen identity number and what carries one inside; the truth stays.")
  var withoutNumbers = false

  func run() throws {
    let summary = try generateCity(
      CityOptions(
        peopleCount: people, organizationCount: organizations, seed: seed, output: output,
        hidesNumbers: withoutNumbers))
    print(
      "\(summary.peopleCount) people in \(summary.householdCount) households, \(summary.organizationCount) organizations:",
      "\(summary.rowCount) rows, \(summary.recordCount) records, \(summary.defectCount) planted defects")
  }
}

struct Traps: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a small city whose rows set traps for linking, with its truth.",
    discussion: """
      Twins, fathers and sons of one name at one address, a shared telephone, a thousand 王伟, borrowed numbers, branches, \
      names of firms taken up again. Example: guiyi-city traps --output traps
      """)

  @Option(help: "Folder of the workspace.") var output: String

  func run() throws {
    let summary = try generateTrapCity(output: output)
    print(
      "\(summary.peopleCount) people, \(summary.organizationCount) organizations:",
      "\(summary.rowCount) rows, \(summary.recordCount) records")
  }
}

struct ScoreExports: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Holds a run's exports against the truth.",
    discussion: """
      EXPORTS holds links.csv, entities-person.csv, entities-organization.csv, findings.csv and violations.csv \
      as `guiyi export` writes them. Example: guiyi-city score exports city-50k/truth --check
      """)

  @Argument(help: "Folder with the exports.") var exports: String
  @Argument(help: "The truth folder of the workspace.") var truth: String
  @Flag(help: "Prints JSON.") var json = false
  @Flag(help: "Exits 1 where a target is missed, naming it.") var check = false
  @Option(help: "Targets of one's own, a line each: person.pairwise.f1 >= 0.995") var targets: String?

  func run() throws {
    let result: Score
    let bounds: [ScoreTarget]
    do {
      result = try score(exports: exports, truth: truth)
      bounds = try targets.map(ScoreTarget.read) ?? ScoreTarget.standard
    } catch {
      print("guiyi-city: \(error)")
      throw ExitCode(3)
    }
    print(json ? result.json : result.table, terminator: "")
    guard check || targets != nil else { return }
    let missed = result.missed(bounds)
    if !json { print(missed.isEmpty ? "\nall targets kept" : "") }
    for line in missed where !json { print("MISSED \(line)") }
    if !missed.isEmpty { throw ExitCode(1) }
  }
}
