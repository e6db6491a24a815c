import ArgumentParser
import GuiyiRun

struct OrdersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "orders",
    abstract: "Show the work orders of departments: issued, due, answered, overdue, closed.",
    discussion: """
      Every run issues an order to each department with new findings; it is closed when none of them is open.

      EXAMPLES
        guiyi orders my-city
        guiyi orders my-city --all
      """)

  @Argument(help: "The workspace.") var workspace: String
  @Flag(help: "Closed orders as well.") var all = false

  func run() throws {
    try reporting {
      for line in try workOrderLines(workspace: workspace, isEverything: all) { print(line) }
    }
  }
}
