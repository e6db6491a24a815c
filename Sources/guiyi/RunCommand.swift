import ArgumentParser
import Foundation
import GuiyiModel
import GuiyiRun

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Merge the pools of a workspace into base databases, topics and reports.",
    discussion: """
      Reads only the workspace's folder and writes only its state/. A run whose inputs did not change writes nothing.

      EXAMPLES
        guiyi run my-city
        guiyi run my-city --threads 4 --memory 2G
        guiyi run my-city --json | jq .
      """)

  @Argument(help: "The workspace.") var workspace: String
  @Option(help: "Threads to use; one per processor where left out.") var threads: Int?
  @Option(
    help:
      "The most memory to use, such as 512M or 2G (default: 2G); what finds no room waits on the disk of state/."
  )
  var memory: String?
  @Flag(help: "Progress and summary as JSON lines.") var json = false
  @Flag(help: "Run although nothing changed.") var force = false
  @Option(
    name: .customLong("fail-on"),
    help: """
      Exit with 1 when there is an 'error', a 'violation', a 'stopped-feed', or a 'warned-feed', which a stopped one is too. \
      May be given several times.
      """)
  var failOn: [String] = []

  private static let limits = ["error", "violation", "stopped-feed", "warned-feed"]

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads is 1 or more") }
    try checkMemory(memory)
    for limit in failOn where !Self.limits.contains(limit) {
      throw ValidationError("--fail-on is one of \(Self.limits.joined(separator: ", ")), not '\(limit)'")
    }
  }

  func run() throws {
    var options = RunOptions()
    options.threadCount = threads
    options.memoryByteCount = memory.flatMap(byteCount)
    options.isForced = force
    var summary: RunSummary?
    let start = Date()
    try reporting {
      let observer: any RunObserver = json ? JSONObserver() : TerminalObserver(isLive: isTerminal)
      if !json { tell("归一：\(workspace)") }
      summary = try runWorkspace(at: workspace, options: options, observer: observer)
    }
    guard let summary else { return }
    if json {
      JSONObserver().show(object(summary))
    } else {
      show(summary, seconds: Date().timeIntervalSince(start))
    }
    if failOn.contains(where: { isCrossed($0, summary) }) { throw ExitCode(1) }
  }

  private func isCrossed(_ limit: String, _ summary: RunSummary) -> Bool {
    switch limit {
    case "error": summary.findingCounts.contains { $0.kind == .error && $0.count > 0 }
    case "violation": summary.violationCount > 0
    case "stopped-feed": summary.feeds.contains(where: \.isStopped)
    default: !summary.feeds.isEmpty
    }
  }

  /// A stopped feed is told even where nothing changed: its people are missing until it is delivered again.
  private func show(_ feeds: [FeedNotice]) {
    for feed in feeds {
      let place = "\(feed.department)《\(feed.resource)》（\(feed.resourceCode)）"
      complain(
        feed.isStopped
          ? "停用：\(place)整批未并入，其余资源照常；上次的数据不沿用。\(feed.reason)" : "预警：\(place)\(feed.reason)")
    }
    if feeds.contains(where: \.isStopped) {
      complain("请核查导出过程后整文件重新报送；确属实情的，在 guiyi.yaml 的 feeds 中为该资源调整上限后重新运行。")
    }
  }

  private func show(_ summary: RunSummary, seconds: Double) {
    let rows = summary.rows
    if summary.isUnchanged {
      tell("没有变化：第 \(summary.runNumber) 次运行的结果仍然有效（\(summary.folder)）。")
      show(summary.feeds)
      return
    }
    tell("")
    tell(
      "读取 \(grouped(rows.read)) 行 = 入库 \(grouped(rows.accepted)) + 隔离 \(grouped(rows.quarantined))"
        + " + 完全重复 \(grouped(rows.repeated)) + 空行 \(grouped(rows.blank))")
    for (subject, recordCount, entityCount) in summary.subjects {
      tell("\(chineseName(subject))：\(grouped(recordCount)) 条记录归并为 \(grouped(entityCount)) 个主体")
    }
    let findings = summary.findingCounts.map { "\($0.kind.chineseName) \(grouped($0.count))" }
    tell("质量问题：\(findings.joined(separator: "，"))；待人工核对 \(grouped(summary.reviewCount)) 对")
    tell("重复采集：\(summary.violationCount) 项")
    if !summary.violationTable.isEmpty { tell(summary.violationTable) }
    for (topic, _, title, count) in summary.topicFindings where count > 0 {
      tell("\(topic)：\(title) \(grouped(count)) 条线索")
    }
    show(summary.feeds)
    for mistake in summary.topicMistakes { complain("topic left out: \(mistake)") }
    for failure in summary.topicRefreshFailures { complain("主题库未能增量刷新，已整库重做，结果不受影响：\(failure)") }
    for place in summary.unmatchedDisputes { complain("\(place)：异议所指的主体或行不在本次数据中") }
    for file in summary.unclaimedFiles.prefix(5) {
      complain("目录未登记的文件：pools/\(file)（可运行 guiyi inspect 生成目录）")
    }
    if summary.unclaimedFiles.count > 5 { complain("…… 另有 \(summary.unclaimedFiles.count - 5) 个") }
    tell("")
    tell("第 \(summary.runNumber) 次运行，用时 \(readable(seconds: seconds))。结果在 \(workspace)/\(summary.folder)/：")
    tell("  report/index.html  各部门质量报告与重复采集证据")
    tell("  base/*.sqlite      基础库     topic/*.sqlite  主题库")
    tell("导出：guiyi export \(workspace) links|entities|findings|violations|reviews")
  }

  private func chineseName(_ subject: Subject) -> String {
    switch subject {
    case .person: "自然人"
    case .organization: "法人和其他组织"
    case .credit: "信用事项"
    case .place: "地名地址"
    case .estate: "不动产单元"
    case .certificate: "电子证照"
    case .row: "行"
    }
  }

  private func object(_ summary: RunSummary) -> [String: any Sendable] {
    let rows = summary.rows
    return [
      "event": "summary", "run": summary.runNumber, "unchanged": summary.isUnchanged,
      "folder": summary.folder,
      "rows": [
        "read": rows.read, "accepted": rows.accepted, "quarantined": rows.quarantined,
        "repeated": rows.repeated, "blank": rows.blank,
      ],
      "entities": Dictionary(
        uniqueKeysWithValues: summary.subjects.map { ($0.subject.name, $0.entityCount) }),
      "findings": Dictionary(
        uniqueKeysWithValues: summary.findingCounts.map { ($0.kind.rawValue, $0.count) }),
      "topic_findings": Dictionary(
        uniqueKeysWithValues: summary.topicFindings.map { ("\($0.topic).\($0.code)", $0.count) }),
      "refreshed_topics": summary.refreshedTopicCount,
      "topic_refresh_failures": summary.topicRefreshFailures,
      "reviews": summary.reviewCount, "violations": summary.violationCount,
      "stopped_feeds": summary.feeds.filter(\.isStopped).map(\.resourceCode),
      "warned_feeds": summary.feeds.filter { !$0.isStopped }.map(\.resourceCode),
    ]
  }
}

func checkMemory(_ text: String?) throws {
  if let text, byteCount(text) == nil {
    throw ValidationError("--memory is a size such as 512M or 2G, not '\(text)'")
  }
}

/// A size such as 512M or 2G in bytes; nil for anything else.
func byteCount(_ text: String) -> Int? {
  let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
  guard let last = text.uppercased().last else { return nil }
  let unit = units[last]
  let digits = unit == nil ? text[...] : text.dropLast()
  guard let number = Int(digits), number > 0 else { return nil }
  let (product, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
  return overflow ? nil : product
}
