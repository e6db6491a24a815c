import ArgumentParser
import Foundation
import GuiyiRun

@main enum Main {
  /// Runs the command line; a wrong one ends with the contract's exit code instead of the library's.
  static func main() {
    MemoryLimit.keepFreed()
    do {
      var command = try Guiyi.parseAsRoot()
      try command.run()
    } catch {
      guard Guiyi.exitCode(for: error) == .validationFailure else { Guiyi.exit(withError: error) }
      complain(Guiyi.fullMessage(for: error))
      exit(2)
    }
  }
}

struct Guiyi: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guiyi",
    abstract: "One trustworthy record per person, organization and place, from a city's department feeds.",
    discussion: """
      归一：把各部门的数据归并为可信的基础库。

      EXAMPLES
        guiyi init my-city                     make an empty workspace with a commented guiyi.yaml
        guiyi inspect my-city/pools/a.csv      propose the catalog entry of a file
        guiyi run my-city                      merge, check, report
        guiyi export my-city findings          every finding, never cut off
        guiyi explain my-city P000000001       where a record's values came from, and why
        guiyi history my-city P000000001       what became of it from run to run
        guiyi link a.csv b.csv --id no --output clusters.csv   any other data, without settings
      """,
    version: "guiyi 0.1",
    subcommands: [
      RunCommand.self, InitCommand.self, InspectCommand.self, ExportCommand.self, ExplainCommand.self,
      HistoryCommand.self, PublishCommand.self, ReportCommand.self, AnswerCommand.self, OrdersCommand.self,
      AssessCommand.self, RulesCommand.self, SchemaCommand.self,
      LinkCommand.self, EvaluateCommand.self,
    ])
}
