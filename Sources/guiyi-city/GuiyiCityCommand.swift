import ArgumentParser
import GuiyiCity

@main
struct GuiyiCityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guiyi-city", abstract: "Makes an invented city's department feeds.",
    subcommands: [Generate.self])
}

struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a workspace with its truth beside it.",
    discussion: "Example: guiyi-city generate --people 50000 --seed 1 --output city-50k")

  @Option(help: "Residents of the city, 1,000 to 10,000,000.") var people = 2_000
  @Option(help: "Organizations; a seventh of the people unless given.") var organizations: Int?
  @Option(help: "The same seed gives the same bytes.") var seed: UInt64 = 7
  @Option(help: "Folder of the workspace.") var output: String

  func run() throws {
    let summary = try generateCity(
      CityOptions(peopleCount: people, organizationCount: organizations, seed: seed, output: output))
    print(
      "\(summary.peopleCount) people in \(summary.householdCount) households, \(summary.organizationCount) organizations:",
      "\(summary.rowCount) rows, \(summary.recordCount) records, \(summary.defectCount) planted defects")
  }
}
