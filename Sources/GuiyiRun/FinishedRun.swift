import Foundation
import GuiyiBase
import GuiyiModel
import GuiyiStore

/// A complete run, for reading.
struct FinishedRun {
  let folder: String
  private let reader: DatabaseReader

  init(folder: String) throws {
    self.folder = folder
    reader = try DatabaseReader(path: folder + "/run.sqlite")
  }

  /// The run that readers see, or an error that says how to make one.
  static func current(workspace: String) throws(RunError) -> FinishedRun {
    guard let current = Publication(stateFolder: workspace + "/state").current else {
      throw RunError(
        .input, "\(workspace) has no results yet", nextStep: "Run 'guiyi run \(workspace)' first.")
    }
    do { return try FinishedRun(folder: current.folder) } catch {
      throw RunError(
        .machine, "the results of \(workspace) cannot be read: \(error)",
        nextStep: "Run 'guiyi run \(workspace) --force' to make them anew.")
    }
  }

  func meta(_ key: String) throws -> String? {
    try reader.text("SELECT value FROM meta WHERE key = ?", [key])
  }

  /// What the run came to, where it was made from just these inputs; nil where something changed.
  func summary(ifMadeFrom fingerprint: String) throws -> RunSummary? {
    guard try meta("fingerprint") == fingerprint, let number = try meta("run").flatMap({ Int($0) }) else {
      return nil
    }
    var summary = RunSummary(runNumber: number, folder: "state/current", isUnchanged: true)
    try reader.forEach(
      "SELECT sum(rows_read), sum(accepted), sum(quarantined), sum(repeated), sum(blank) FROM source_file"
    ) { row in
      summary.rows.read = Int(row.integer(0) ?? 0)
      summary.rows.accepted = Int(row.integer(1) ?? 0)
      summary.rows.quarantined = Int(row.integer(2) ?? 0)
      summary.rows.repeated = Int(row.integer(3) ?? 0)
      summary.rows.blank = Int(row.integer(4) ?? 0)
    }
    // A limit that the results cross is crossed again, though nothing was made anew.
    var counts: [String: Int] = [:]
    try reader.forEach("SELECT u.kind, count(*) FROM finding JOIN rule u USING (rule_no) GROUP BY u.kind") {
      row in
      counts[row.text(0) ?? ""] = Int(row.integer(1) ?? 0)
    }
    summary.findingCounts = FindingKind.allCases.map { ($0, counts[$0.rawValue] ?? 0) }
    summary.reviewCount = try count("review")
    summary.violationCount = try count("violation")
    try reader.forEach(
      """
      SELECT u.code, r.department_name, r.name, r.code, f.detail FROM finding f JOIN rule u USING (rule_no)
        JOIN resource r USING (resource_no) WHERE u.code IN (?, ?) ORDER BY r.resource_no, u.rule_no
      """, [Rule.feedStopped.code, Rule.feedWarning.code]
    ) { row in
      summary.feeds.append(
        FeedNotice(
          isStopped: row.text(0) == Rule.feedStopped.code, department: row.text(1) ?? "",
          resource: row.text(2) ?? "", resourceCode: row.text(3) ?? "", reason: row.text(4) ?? ""))
    }
    for subject in Subject.entities {
      let base = try DatabaseReader(path: folder + "/base/" + BaseDeclaration.of(subject).fileName)
      let recordCount = try base.text("SELECT count(*) FROM record").flatMap { Int($0) } ?? 0
      let entityCount = try base.text("SELECT count(*) FROM entity").flatMap { Int($0) } ?? 0
      if recordCount > 0 { summary.subjects.append((subject, recordCount, entityCount)) }
    }
    return summary
  }

  private func count(_ table: String) throws -> Int {
    try reader.text("SELECT count(*) FROM \(table)").flatMap { Int($0) } ?? 0
  }
}
