import Foundation
import GuiyiModel
import GuiyiReport
import GuiyiRun
import GuiyiTesting

/// Every export of the contract by its name, as text.
func exports(of workspace: String) throws -> [String: String] {
  var result: [String: String] = [:]
  for name in ["links", "findings", "violations", "reviews", "locations"] {
    result[name] = try export(name, of: workspace)
  }
  for subject in Subject.entities {
    result["entities \(subject.name)"] = try text(of: .entities(subject), workspace: workspace)
  }
  return result
}

/// One export as text.
func export(_ name: String, of workspace: String) throws -> String {
  switch name {
  case "links": try text(of: .links, workspace: workspace)
  case "findings": try text(of: .findings, workspace: workspace)
  case "violations": try text(of: .violations, workspace: workspace)
  case "reviews": try text(of: .reviews, workspace: workspace)
  case "locations": try text(of: .locations, workspace: workspace)
  default: try text(of: .entities(.person), workspace: workspace)
  }
}

func text(of export: Export, workspace: String, format: String = "csv") throws -> String {
  let folder = ScratchFolder("export")
  try folder.write("export", "")
  guard let file = FileHandle(forWritingAtPath: folder.path + "/export") else { return "" }
  _ = try export.write(
    workspace: workspace, format: format == "csv" ? .csv : .jsonl, to: file.fileDescriptor)
  try file.close()
  return try folder.read("export")
}

/// Runs a workspace in this process.
func run(_ workspace: String, threads: Int? = nil, isForced: Bool = false) throws(RunError) -> RunSummary {
  var options = RunOptions()
  options.threadCount = threads
  options.isForced = isForced
  return try runWorkspace(at: workspace, options: options, observer: SilentObserver())
}

/// The small city after one run; made once for all tests that only read.
enum FinishedCity {
  static let city = SmallCity()
  static let folder = ScratchFolder("finished")
  static let path: String = {
    do {
      try city.write(to: folder)
      _ = try GuiyiTesting.GuiyiProcess.run("run", folder.path)
    } catch { preconditionFailure("the small city does not run: \(error)") }
    return folder.path
  }()
  static let exported: [String: String] = {
    do { return try exports(of: path) } catch { preconditionFailure("no exports: \(error)") }
  }()

  static func table(_ name: String) -> CSVTable { CSVTable(exported[name] ?? "") }
}
