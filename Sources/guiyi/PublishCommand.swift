import ArgumentParser
import GuiyiModel
import GuiyiRun

struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Write base and topic databases for one reader: only what its grants cover.",
    discussion: """
      A reader sees its own resources, what is shared without condition, and what sharing/grants.yaml grants it on the
      date of the run. Golden values are chosen among the values that it may see; rows carry no entity id. A topic goes
      whole to a reader who may see every column of the resources that it is built from, and to nobody else. What is
      small is written as Excel, too. Relations between the rows are written where the reader may see both sides of the
      rows that state them, places and estates as GeoPackages where it may see all that they follow from. Every publication is logged in state/publications.jsonl.

      EXAMPLES
        guiyi publish my-city --to out --reader 11410400MB0000002X
        guiyi publish my-city --to out --reader 11410400MB0000002X --database person
        guiyi publish my-city --to out --reader 11410400MB0000002X --topic old-and-young
      """)

  @Argument(help: "The workspace.") var workspace: String
  @Option(help: "The folder to write into: SQLite, CSV, JSON lines, Excel.") var to: String
  @Option(help: "The reading department's unified social credit code.") var reader: String
  @Option(
    help:
      "person, organization, credit, place, estate or certificate; all where left out. May be given several times."
  )
  var database: [String] = []
  @Option(help: "A topic by its name, such as old-and-young. May be given several times.")
  var topic: [String] = []
  @Option(help: "Threads to use; one per processor where left out.") var threads: Int?

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads is 1 or more") }
    _ = try subjects()
  }

  private func subjects() throws -> [Subject] {
    try database.map { name in
      guard let subject = Subject(name: name), subject != .row else {
        throw ValidationError(
          "'\(name)' is no base database; it is one of \(Subject.entities.map(\.name).joined(separator: ", "))"
        )
      }
      return subject
    }
  }

  func run() throws {
    try reporting {
      var options = PublishOptions(reader: reader, subjects: try subjects(), folder: to)
      options.topics = topic
      options.threadCount = threads
      let published = try publish(workspace: workspace, options: options)
      for base in published.bases {
        tell("\(to)/\(base.subject.name).*  \(grouped(base.rowCount)) 行，\(base.elements.count) 项")
      }
      for base in published.bases where base.hasMap { tell("\(to)/\(base.subject.name).gpkg") }
      if let count = published.relationCount { tell("\(to)/relation.*  \(grouped(count)) 条关系") }
      for topic in published.topics {
        if let obstacle = topic.obstacle {
          tell("未发布主题库 \(topic.name)：该部门不可读 \(obstacle)")
        } else {
          tell("\(to)/\(topic.name).*  \(grouped(topic.rowCount)) 行")
        }
      }
      if published.bases.isEmpty, published.topics.allSatisfy({ $0.obstacle != nil }) {
        tell("没有该部门可读的内容，未写文件。")
      }
    }
  }
}
