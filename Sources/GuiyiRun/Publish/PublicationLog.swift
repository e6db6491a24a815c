import Foundation
import GuiyiModel
import GuiyiReport

/// What was published to whom: `state/publications.jsonl`, a line for each database; lines are kept 24 months.
struct PublicationLog {
  static let columns = ["time", "run", "reader", "database", "elements", "rows", "folder"]
  private let path: String

  init(workspace: String) { path = workspace + "/state/publications.jsonl" }

  /// Adds a line and takes those away that are older than 24 months.
  ///
  /// - Parameter contents: the elements of a base database, or `topic`.
  func append(
    _ database: String, contents: String, rowCount: Int, reader: String, folder: String, runNumber: String
  ) throws {
    // Of two that publish at once each must find the other's line; the lock ends with its file.
    let lock = unsafe open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { if lock >= 0 { close(lock) } }
    guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
      throw RunError(
        .machine, "cannot lock \(path)", nextStep: "Check the permissions of the workspace's state.")
    }
    let now = Date()
    let former = try? String(contentsOfFile: path, encoding: .utf8)
    if former == nil, FileManager.default.fileExists(atPath: path) {
      throw RunError(
        .machine, "\(path) cannot be read", nextStep: "Restore the log, then publish again; it must be kept.")
    }
    let part = path + ".part"
    guard FileManager.default.createFile(atPath: part, contents: nil),
      let file = FileHandle(forWritingAtPath: part)
    else {
      throw RunError(
        .machine, "cannot write \(path)", nextStep: "Check the permissions of the workspace's state.")
    }
    let oldest =
      Calendar(identifier: .gregorian).date(byAdding: .month, value: -24, to: now).map(Self.text) ?? ""
    let kept = (former ?? "").split(separator: "\n").filter { line in
      // Lines begin with their time, which sorts as it reads.
      line.dropFirst(#"{"time":""#.count).prefix(oldest.count) >= oldest
    }
    try file.write(contentsOf: Data(kept.map { $0 + "\n" }.joined().utf8))
    var writer = ExportWriter(descriptor: file.fileDescriptor, format: .jsonl, columns: Self.columns)
    for text in [
      Self.text(now), runNumber, reader, database, contents, String(rowCount), folder,
    ] { writer.text(text) }
    try writer.endRow()
    try writer.finish()
    try file.close()
    if unsafe rename(part, path) != 0 {
      throw RunError(
        .machine, "cannot replace \(path)", nextStep: "Check the permissions of the workspace's state.")
    }
  }

  private static func text(_ date: Date) -> String { date.formatted(.iso8601) }
}
