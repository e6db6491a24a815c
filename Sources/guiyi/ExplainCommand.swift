import ArgumentParser
import GuiyiLinkage
import GuiyiReport
import GuiyiRun

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Show where an entity's values came from, why its records are one, and why two records are apart.",
    discussion: """
      Of a workspace: an entity, or a pair of entities or rows. Of any files (with --id, as 'guiyi link' reads them): a
      pair of records, or the cluster of one. Identifiers and phones are masked; --reveal shows them to those who may
      see them.

      EXAMPLES
        guiyi explain my-city P000000001
        guiyi explain my-city P000000001 P000000002
        guiyi explain my-city P000000001 --language en
        guiyi explain my-city police/residents.csv:17 civil/marriages.csv:4 --reveal
        guiyi explain people.csv --id unique_id --pair 17 4711
        guiyi explain a.csv b.csv --id rec_id --mode link --spec link.yaml --entity rec-12-org
      """)

  @Argument(help: "The workspace and an entity id or two, or two rows (FILE:ROW); or the files of a linkage.")
  var what: [String]
  @OptionGroup var how: LinkageFiles
  @Option(parsing: .upToNextOption, help: "With --id: the ids of two records ('source:id' where ids repeat).")
  var pair: [String] = []
  @Option(help: "With --id: the id of a record whose cluster is explained.") var entity: String?
  @Option(help: "en or zh; left out: zh for a workspace, by the headings for files.")
  var language: Language?
  @Flag(help: "Show people's values in full.") var reveal = false

  func validate() throws {
    if how.id != nil {
      if entity == nil && pair.isEmpty {
        throw ValidationError("say which records: --pair ID ID, or --entity ID")
      }
      if !pair.isEmpty && pair.count != 2 { throw ValidationError("--pair takes two ids, not \(pair.count)") }
    } else if entity != nil || !pair.isEmpty {
      throw ValidationError("--pair and --entity need --id, the column that names each row of the files")
    } else if !(2...3).contains(what.count) {
      throw ValidationError("a workspace and one entity id, or two ids or rows, are needed")
    }
  }

  func run() throws {
    try reporting {
      let lines = try how.id.map { try linkageLines(id: $0) } ?? workspaceLines()
      for line in lines { print(line) }
    }
  }

  private func workspaceLines() throws -> [String] {
    let language: ReportLanguage = language == .english ? .english : .chinese
    if what.count == 3 {
      return try PairExplanationText(workspace: what[0], isRevealed: reveal, language: language)
        .lines(what[1], what[2])
    }
    return try EntityExplanationText(
      workspace: what[0], id: what[1], isRevealed: reveal, language: language
    ).lines()
  }

  private func linkageLines(id: String) throws -> [String] {
    let settings = try how.settings()
    let mode = settings.mode ?? .dedupe
    let input = try LinkageInput(paths: what, id: id, scope: mode.scope, workers: how.workers)
    let linkage = try LinkedFiles(input, mode: mode, settings: settings, workers: how.workers)
    let explanation = LinkageExplanation(
      linkage, language: language ?? .of(input), isRevealed: reveal, workers: how.workers)
    var lines: [String] = []
    if !pair.isEmpty { lines += try explanation.pair(pair[0], pair[1]) }
    if let entity { lines += (lines.isEmpty ? [] : [""]) + (try explanation.entity(entity)) }
    return lines
  }
}
