import ArgumentParser
import Foundation
import GuiyiLedger
import GuiyiRun

struct AnswerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer", abstract: "Read the answers of a workbook that a department sent back.",
    discussion: """
      Answers are found by the numbers of findings, so rows may be sorted, filtered and hidden. They count from the next run.

      EXAMPLES
        guiyi answer my-city 11410400MB0000001X.xlsx
        guiyi answer my-city 11410400MB0000001X.xlsx --received 2026-11-26
      """)

  @Argument(help: "The workspace.") var workspace: String
  @Argument(help: "The workbook as it came back.") var workbook: String
  @Option(help: "The day it came in, as 2026-11-26; today where left out.") var received: String?

  func run() throws {
    try reporting {
      let summary = try readAnswers(
        workspace: workspace, workbook: workbook, received: received ?? Self.today())
      let counts = summary.counts.map { "\($0.answer.chineseName) \(grouped($0.count))" }
      tell("收到答复 \(grouped(summary.takenCount)) 条：\(counts.joined(separator: "，"))")
      if summary.noticeCount > 0 { tell("其中重复采集核查答复 \(grouped(summary.noticeCount)) 条。") }
      if summary.standingCount > 0 { tell("另有 \(grouped(summary.standingCount)) 条与已有答复相同，日期不变。") }
      for row in summary.notUnderstood.prefix(20) {
        complain("未采纳：“\(row.sheet)”第 \(row.row) 行，\(row.reason)")
      }
      if summary.notUnderstood.count > 20 { complain("…… 另有 \(summary.notUnderstood.count - 20) 行") }
      tell("下次 guiyi run \(workspace) 时生效。")
    }
  }

  private static func today() -> String {
    let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
    func two(_ number: Int?) -> String {
      let text = String(number ?? 0); return text.count < 2 ? "0" + text : text
    }
    return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day))"
  }
}
