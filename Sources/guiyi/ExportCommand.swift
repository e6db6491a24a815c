import ArgumentParser
import Foundation
import GuiyiModel
import GuiyiReport
import GuiyiRun

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write links, entities, findings, violations and more as CSV or JSON lines.",
    discussion: """
      EXAMPLES
        guiyi export my-city links --output links.csv
        guiyi export my-city entities --subject person --format jsonl
        guiyi export my-city findings > findings.csv
        guiyi export my-city changes --subject person --since 134912 --format jsonl
      """)

  @Argument(help: "The workspace.") var workspace: String
  @Argument(help: ArgumentHelp("What to export: \(Export.names.joined(separator: ", ")).")) var what: String
  @Option(
    help:
      "The subject of 'entities' and 'changes': person, organization, credit, place, estate or certificate.")
  var subject: String?
  @Option(help: "With 'changes': only what is behind this cursor, the last one that you have read.")
  var since: Int64?
  @Option(help: "csv or jsonl.") var format = "csv"
  @Option(name: .shortAndLong, help: "The file to write; standard output where left out.") var output: String?

  func run() throws {
    let export = try self.export()
    guard let format = ExportFormat(rawValue: format) else {
      throw ValidationError("--format is csv or jsonl, not '\(format)'")
    }
    try reporting {
      guard let output else {
        _ = try export.write(workspace: workspace, format: format, to: STDOUT_FILENO)
        return
      }
      // Written beside its place and renamed, so that nobody reads half of it.
      let part = output + ".part"
      guard FileManager.default.createFile(atPath: part, contents: nil),
        let file = FileHandle(forWritingAtPath: part)
      else {
        throw RunError(.machine, "cannot write \(output)", nextStep: "Check the folder and its permissions.")
      }
      let count = try export.write(workspace: workspace, format: format, to: file.fileDescriptor)
      try file.close()
      if FileManager.default.fileExists(atPath: output) { try FileManager.default.removeItem(atPath: output) }
      try FileManager.default.moveItem(atPath: part, toPath: output)
      complain("\(output): \(grouped(count)) rows")
    }
  }

  private func export() throws -> Export {
    if what != "changes", since != nil { throw ValidationError("--since belongs to 'changes'") }
    switch what {
    case "links": return .links
    case "findings": return .findings
    case "violations": return .violations
    case "reviews": return .reviews
    case "relations": return .relations
    case "locations": return .locations
    case "entities": return .entities(try knownSubject())
    case "changes":
      let since = since ?? 0
      if since < 0 { throw ValidationError("--since is a cursor of the feed, 0 for all of it") }
      return .changes(try knownSubject(), since: since)
    default:
      throw ValidationError(
        "'\(what)' cannot be exported; it is one of \(Export.names.joined(separator: ", "))")
    }
  }

  private func knownSubject() throws -> Subject {
    guard let subject else { throw ValidationError("'\(what)' needs --subject, such as --subject person") }
    guard let known = Subject(name: subject), known != .row else {
      throw ValidationError(
        "'\(subject)' is no subject; it is one of \(Subject.entities.map(\.name).joined(separator: ", "))")
    }
    return known
  }
}
