import ArgumentParser
import GuiyiModel
import GuiyiReport
import GuiyiRun

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the departments' workbooks: every finding, and the rows that need work.",
    discussion: """
      The workbooks stand beside the pages of the current run, in state/current/report/. They hold the department's own
      values in full, and nobody else's: give each only to its department. They come back by 'guiyi answer'.

      EXAMPLES
        guiyi report my-city
        guiyi report my-city --department 平顶山市公安局 --english
      """)

  @Argument(help: "The workspace.") var workspace: String
  @Option(help: "A department's code or name; all where left out. May be given several times.")
  var department: [String] = []
  @Flag(help: "Headings and texts in English.") var english = false
  @Option(help: "Threads to use; one per processor where left out.") var threads: Int?

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads is 1 or more") }
  }

  func run() throws {
    try reporting {
      var options = WorkbookOptions()
      options.departments = department
      options.language = english ? .english : .chinese
      options.threadCount = threads
      let written = try writeWorkbooks(at: workspace, options: options)
      for workbook in written {
        tell(
          "\(workspace)/\(workbook.file)  \(workbook.department.name)  \(grouped(workbook.findingCount)) 处问题")
      }
      tell(
        written.isEmpty
          ? "没有需要处理的问题，未写工作簿。" : "\(written.count) 个工作簿。内含部门数据原值，只发给本部门；填好送回后用 guiyi answer 读入。")
    }
  }
}
