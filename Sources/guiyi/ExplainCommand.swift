import ArgumentParser
import GuiyiRun

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show where an entity's values came from, and why its records are one.",
    discussion: """
      People's values are masked; --reveal shows them to those who may see them.

      EXAMPLES
        guiyi explain my-city P000000001
        guiyi explain my-city O000000012 --reveal
      """)

  @Argument(help: "The workspace.") var workspace: String
  @Argument(help: "An entity id, from 'guiyi export … links'.") var entity: String
  @Flag(help: "Show people's values in full.") var reveal = false

  func run() throws {
    try reporting {
      for line in try EntityExplanationText(workspace: workspace, id: entity, isRevealed: reveal).lines() {
        print(line)
      }
    }
  }
}
