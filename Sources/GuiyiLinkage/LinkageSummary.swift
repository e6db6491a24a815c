internal import GuiyiDiscovery
internal import GuiyiLink
internal import GuiyiReport

/// What a linkage came to, for a terminal and for programs.
public struct LinkageSummary: Sendable {
  private let linkage: LinkedFiles
  private let seconds: Double
  /// How many clusters there are of each size, from 1; sizes that do not occur are left out.
  let sizes: [(size: Int, count: Int)]

  public init(_ linkage: LinkedFiles, seconds: Double) {
    self.linkage = linkage
    self.seconds = seconds
    sizes = linkage.clusterSizes
  }

  /// The summary, a line at a time.
  public func lines(_ language: Language) -> [String] {
    let result = linkage.result
    let records = linkage.table.recordCount
    let several = result.clusterCount - (sizes.first { $0.size == 1 }?.count ?? 0)
    let used = linkage.profiles.filter(\.isUsed).map { "\($0.name) (\($0.kind.rawValue))" }
    var lines = [
      language.say(
        "\(grouped(records)) records in \(grouped(result.clusterCount)) clusters, \(grouped(several)) of them of two records or more",
        "\(grouped(records)) 条记录归并为 \(grouped(result.clusterCount)) 个主体，其中 \(grouped(several)) 个有两条以上记录"),
      language.say("compared: ", "比对列：") + used.joined(separator: ", "),
      language.say(
        "\(grouped(result.statistics.pairCount)) pairs compared, \(grouped(result.links.count)) links from probability "
          + "\(linkage.spec.thresholds.linkProbability), \(grouped(result.reviews.count)) pairs to be looked at",
        "比对 \(grouped(result.statistics.pairCount)) 对，概率 \(linkage.spec.thresholds.linkProbability) 以上的关联 "
          + "\(grouped(result.links.count)) 对，待核对 \(grouped(result.reviews.count)) 对"),
      language.say(
        "blocking reaches about \(percent(result.statistics.estimatedRecall)) of the true pairs, as far as its rules tell",
        "分块估计可达真实匹配对的 \(percent(result.statistics.estimatedRecall))"),
    ]
    let once = result.uniqueSources.map { linkage.input.sources[Int($0)].name }
    if !once.isEmpty && linkage.spec.uniqueSources.isEmpty {
      lines.append(
        language.say(
          "taken to hold each entity only once, by the links: \(once.joined(separator: ", ")) (--no-one-to-one if that is wrong)",
          "由关联结果判定每个主体只出现一次的文件：\(once.joined(separator: "、"))（如有误，用 --no-one-to-one）"))
    }
    if let labels = linkage.labelReport {
      lines.append(
        language.say(
          "labels: \(grouped(labels.matchCount)) matching pairs"
            + (labels.threshold.map { ", best told apart from others at \($0)" } ?? ""),
          "标注：匹配 \(grouped(labels.matchCount)) 对" + (labels.threshold.map { "，最佳阈值 \($0)" } ?? "")))
    }
    lines.append("\((seconds * 100).rounded() / 100) s")
    return lines
  }

  /// What a person should know and has not asked for.
  public func warnings(_ language: Language) -> [String] {
    var lines: [String] = []
    for (path, rows) in lostRows {
      let places = rows.prefix(5).map { "\($0.rowNumber) (\($0.rule))" }.joined(separator: ", ")
      lines.append(
        language.say(
          "\(path): \(rows.count) rows could not be read and are in no cluster: rows \(places)\(rows.count > 5 ? " …" : "")",
          "\(path)：\(rows.count) 行无法读取，未参与归并：第 \(places) 行\(rows.count > 5 ? " …" : "")"))
    }
    for pair in linkage.input.pairedColumns {
      lines.append(
        language.say(
          "'\(pair.heading)' of \(pair.source) and '\(pair.otherHeading)' of \(pair.otherSource) are taken for one column, '\(pair.heading)'",
          "\(pair.source) 的“\(pair.heading)”与 \(pair.otherSource) 的“\(pair.otherHeading)”视为同一列，称“\(pair.heading)”"
        ))
    }
    for column in linkage.input.partialColumns {
      let sources = column.sources.joined(separator: ", ")
      lines.append(
        language.say(
          "only \(sources) has a column '\(column.heading)'" + (column.isUsed ? "" : ": it is not compared"),
          "只有 \(sources) 有“\(column.heading)”列" + (column.isUsed ? "" : "，不参与比对")))
    }
    for problem in linkage.result.decisionProblems {
      let decision = linkage.decisions.line(of: problem.decision)
      let against = linkage.decisions.line(of: problem.against)
      let left = "\(decision?.left ?? "") = \(decision?.right ?? "")"
      let right = "\(against?.left ?? "") ≠ \(against?.right ?? "")"
      let rows = "\(decision?.rowNumber ?? 0), \(against?.rowNumber ?? 0)"
      lines.append(
        language.say(
          "decisions contradict each other (rows \(rows)): \(left)\(by(decision)), but \(right)\(by(against)); they stay apart until one is withdrawn",
          "决定互相矛盾（第 \(rows) 行）：\(left)\(by(decision))，而 \(right)\(by(against))；撤回其中一项之前保持分开"))
    }
    if !linkage.decisions.idle.isEmpty {
      let rows = linkage.decisions.idle.prefix(5).map { String($0.rowNumber) }.joined(separator: ", ")
      lines.append(
        language.say(
          "\(linkage.decisions.idle.count) decisions are about records that are not there: rows \(rows)",
          "\(linkage.decisions.idle.count) 项决定所指记录不存在：第 \(rows) 行"))
    }
    return lines
  }

  private func by(_ line: DecisionFile.Line?) -> String {
    guard let line else { return "" }
    let words = [line.who, line.when, line.why].filter { !$0.isEmpty }
    return words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
  }

  private var lostRows: [(path: String, rows: [FileTable.LostRow])] {
    linkage.input.sources.compactMap { source in
      let rows = linkage.input.lostRows.filter { $0.path == source.path }
      return rows.isEmpty ? nil : (source.path, rows)
    }
  }

  /// The summary as an object for JSON.
  public var object: [String: any Sendable] {
    let result = linkage.result
    let statistics = result.statistics
    var object: [String: any Sendable] = [
      "event": "summary", "mode": linkage.mode.rawValue, "records": linkage.table.recordCount,
      "clusters": result.clusterCount, "links": result.links.count, "reviews": result.reviews.count,
      "pairs": statistics.pairCount, "estimated-recall": statistics.estimatedRecall,
      "link-threshold": linkage.spec.thresholds.linkProbability, "seconds": seconds,
      "sources": linkage.input.sources.map { source -> [String: any Sendable] in
        ["source": source.name, "records": source.recordCount]
      },
      "columns": linkage.profiles.map { profile -> [String: any Sendable] in
        [
          "column": profile.name, "kind": profile.kind.rawValue, "filled": profile.filledCount,
          "distinct": profile.distinctCount, "used": profile.isUsed, "reason": profile.reason,
        ]
      },
      "rules": statistics.rules.map { rule -> [String: any Sendable] in
        [
          "rule": rule.name, "pairs": rule.pairCount, "largest-block": rule.largestBlockSize,
          "split-blocks": rule.splitBlockCount, "unreached-pairs": rule.unreachedPairCount,
        ]
      },
      "cluster-sizes": sizes.map { ["size": $0.size, "clusters": $0.count] },
      "lost-rows": linkage.input.lostRows.count, "decisions": linkage.decisions.decisions.count,
      "decision-problems": result.decisionProblems.count,
    ]
    if let labels = linkage.labelReport {
      var told: [String: any Sendable] = ["matches": labels.matchCount, "others": labels.otherCount]
      if let threshold = labels.threshold { told["threshold"] = threshold }
      if let f1 = labels.f1 { told["f1"] = f1 }
      object["labels"] = told
    }
    return object
  }
}

extension LinkedFiles {
  /// How many clusters there are of each size, by size.
  var clusterSizes: [(size: Int, count: Int)] {
    var members = [Int](repeating: 0, count: result.clusterCount)
    for cluster in result.clusterOf { members[Int(cluster)] += 1 }
    var counts = [Int](repeating: 0, count: (members.max() ?? 0) + 1)
    for size in members { counts[size] += 1 }
    return counts.indices.filter { counts[$0] > 0 }.map { ($0, counts[$0]) }
  }

  /// What was chosen, as link.yaml says it.
  public var specificationText: String {
    GuiyiLinkage.specificationText(
      spec, profiles: profiles, mode: mode, sources: input.sources.map(\.name))
  }
}
