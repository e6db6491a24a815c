import ArgumentParser
import GuiyiIdentifiers
import GuiyiReport
import GuiyiRun

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show how an entity came to be, what changed in it, and what became of it.",
    discussion: """
      An id that was merged away is followed to the one that stands for it today. People's values are masked; --reveal
      shows them to those who may see them. With --as-of: the values that stood for the entity on that date, by the
      dates of the runs.

      EXAMPLES
        guiyi history my-city P000000001
        guiyi history my-city P000000001 --as-of 2026-11-01
      """)

  @Argument(help: "The workspace.") var workspace: String
  @Argument(help: "An entity id, such as P000000001; also one that is no longer in use.") var entity: String
  @Option(help: "A date as yyyy-MM-dd.") var asOf: String?
  @Flag(help: "Show people's values in full.") var reveal = false
  @Flag(help: "In English.") var english = false

  func validate() throws {
    if let asOf, CivilDate(ascii: Array(asOf.utf8).span) == nil {
      throw ValidationError("--as-of is a date such as 2026-11-01, not '\(asOf)'")
    }
  }

  func run() throws {
    try reporting {
      let history = try EntityHistoryText(
        workspace: workspace, id: entity, isRevealed: reveal, language: english ? .english : .chinese)
      let day = asOf.flatMap { CivilDate(ascii: Array($0.utf8).span) }
      for line in try day.map({ try history.lines(asOf: "\($0)") }) ?? history.lines() { print(line) }
    }
  }
}
