import ArgumentParser
import GuiyiCatalog
import GuiyiModel
import GuiyiRun

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Show the schema of the base databases, as SQL or as a page for people.",
    discussion: """
      基础库的结构：数据项、代码表、键、关系、检查和各表各列的含义。

      EXAMPLES
        guiyi schema                                 all six, as Markdown
        guiyi schema person credit --format sql
        guiyi schema --format html > schema.html
        guiyi schema --check my-city                 whether the run's databases keep it
      """)

  @Argument(
    help: "Base databases: person, organization, credit, place, estate, certificate; all where left out.")
  var subjects: [String] = []
  @Option(help: "sql, markdown or html.") var format = "markdown"
  @Option(help: "A workspace whose base databases are held against the schema; exits 1 where one is broken.")
  var check: String?

  func run() throws {
    guard let format = SchemaPage.Format(rawValue: format) else {
      throw ValidationError("--format is sql, markdown or html, not '\(format)'")
    }
    if let check {
      var broken: [String] = []
      try reporting { broken = try checkBases(workspace: check) }
      for line in broken { complain(line) }
      if !broken.isEmpty { throw ExitCode(1) }
      print("base databases: integrity, and every reference inside and between them: ok")
      return
    }
    let names = Subject.entities.map(\.name)
    let chosen = try subjects.map { name in
      guard let subject = Subject(name: name), subject != .row else {
        let hint = nearestWord(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
        throw ValidationError("'\(name)' is no base database\(hint)")
      }
      return subject
    }
    print(SchemaPage(chosen.isEmpty ? Subject.entities : chosen).text(format), terminator: "")
  }
}
