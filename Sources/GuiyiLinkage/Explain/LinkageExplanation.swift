public import GuiyiColumns
internal import GuiyiLink

/// Explains a linkage in text: a pair, an entity, or why two records are apart.
public struct LinkageExplanation {
  private let linkage: LinkedFiles
  private let finder: RecordFinder
  private let explainer: LinkExplainer
  private let display: ValueDisplay
  private let language: Language

  public init(_ linkage: LinkedFiles, language: Language, isRevealed: Bool, workers: Workers) {
    self.linkage = linkage
    self.language = language
    finder = RecordFinder(linkage.input)
    explainer = LinkExplainer(
      linkage.table, spec: linkage.spec, model: linkage.result.model, workers: workers)
    display = ValueDisplay(linkage, isRevealed: isRevealed)
  }

  init(_ linkage: LinkedFiles, language: Language, explainer: LinkExplainer, display: ValueDisplay) {
    self.linkage = linkage
    self.language = language
    self.explainer = explainer
    self.display = display
    finder = RecordFinder(linkage.input)
  }

  private func say(_ english: String, _ chinese: String) -> String { language.say(english, chinese) }

  private func place(_ record: UInt32) -> String {
    let row = linkage.input.rowNumbers[Int(record)]
    let source = linkage.input.source(record).name
    return display.id(linkage.input.id(record)) + say(" (\(source), row \(row))", "（\(source) 第 \(row) 行）")
  }

  // MARK: A pair

  /// Why two records are together or apart.
  /// - Parameters:
  ///   - first: an id, or `source:id` where ids repeat.
  /// - Throws: where an id is not known or not enough.
  public func pair(_ first: String, _ second: String) throws(LinkageError) -> [String] {
    let a = try finder.record(first)
    let b = try finder.record(second)
    guard a != b else {
      throw LinkageError(.settings, "'\(first)' is one record", nextStep: "Name two records.")
    }
    let story = PairStory(a, b, explainer: explainer, display: display, spec: linkage.spec)
    var lines = [say("left:  ", "左：") + place(story.left), say("right: ", "右：") + place(story.right), ""]
    lines += waterfall(story) + [""]
    let clusters = linkage.result.clusterOf
    if clusters[Int(a)] == clusters[Int(b)] {
      lines += together(story)
    } else {
      lines += apart(story)
    }
    return lines
  }

  /// The prior, each comparison, and what they come to; in columns.
  private func waterfall(_ story: PairStory) -> [String] {
    var rows = [
      [
        say("comparison", "比对"), say("left", "左"), say("right", "右"), say("level", "级别"), say("bits", "比特"),
        "",
      ],
      [say("before looking", "比对之前"), "", "", "", bits(story.prior), ""],
    ]
    for step in story.steps {
      var why: [String] = []
      if abs(step.rarityWeight) >= 50 {
        why.append(say("rarity \(bits(step.rarityWeight))", "罕见度 \(bits(step.rarityWeight))"))
      }
      if abs(step.dependenceWeight) >= 50 {
        why.append(
          say("told before \(bits(step.dependenceWeight))", "与其他比对重复 \(bits(step.dependenceWeight))"))
      }
      rows.append([
        step.name, step.left, step.right, step.level, step.isMissing ? "0" : bits(step.weight),
        why.joined(separator: ", "),
      ])
    }
    if story.explanation.groupWeight != 0 {
      rows.append([say("shared by a group", "同组共有"), "", "", "", bits(story.explanation.groupWeight), ""])
    }
    let weight = story.explanation.weight
    rows.append([
      say("together", "合计"), "", "", "", bits(weight), say("probability ", "概率 ") + probability(weight),
    ])
    return columns(rows)
  }

  private func together(_ story: PairStory) -> [String] {
    let number = linkage.clusters.numberOf[Int(story.left)]
    var lines = [say("They are in one cluster, number \(number).", "两条记录在同一主体中，编号 \(number)。")]
    let path = path(from: story.left, to: story.right)
    if path.count == 1, let step = path.first {
      lines.append("  " + ground(step))
    } else if !path.isEmpty {
      lines.append(say("Not by a link of their own, but through others:", "并非直接关联，而是经由："))
      lines += path.map {
        "  \(place($0.pair.left)) = \(place($0.pair.right))  \(bits($0.pair.weight))  " + ground($0)
      }
    }
    return lines
  }

  private func ground(_ step: MergeStep) -> String {
    switch step.ground {
    case .link: say("linked by itself", "证据足够，直接关联")
    case .decision: say("decided by a person", "由人工决定")
    case .pooledEvidence: say("carried by what the cluster knows together", "由主体各记录的全部取值共同支持")
    }
  }

  /// The links of the cluster that lead from one record to another.
  private func path(from start: UInt32, to goal: UInt32) -> [MergeStep] {
    let cluster = linkage.result.clusterOf[Int(start)]
    let merges = linkage.result.merges.filter { linkage.result.clusterOf[Int($0.pair.left)] == cluster }
    var steps: [UInt32: MergeStep] = [:]
    var seen: Set<UInt32> = [start]
    var waiting = [start]
    var next = 0
    while next < waiting.count && !seen.contains(goal) {
      let record = waiting[next]
      next += 1
      for merge in merges where merge.pair.left == record || merge.pair.right == record {
        let other = merge.pair.left == record ? merge.pair.right : merge.pair.left
        if seen.insert(other).inserted {
          steps[other] = merge
          waiting.append(other)
        }
      }
    }
    var path: [MergeStep] = []
    var record = goal
    while record != start, let step = steps[record] {
      path.append(step)
      record = step.pair.left == record ? step.pair.right : step.pair.left
    }
    return path.reversed()
  }

  private func apart(_ story: PairStory) -> [String] {
    var lines = [say("They are apart. Why:", "两条记录不在同一主体中，原因：")]
    let explanation = story.explanation
    let needed = MatchWeight.millibits(probability: linkage.spec.thresholds.linkProbability)
    for line in decidedApart(story) { lines.append("  " + line) }
    if !explanation.differentIdentifiers.isEmpty {
      let names = explanation.differentIdentifiers.joined(separator: ", ")
      lines.append(
        "  " + say("- two different sound identifiers are never one: \(names)", "- 两个不同的有效号码不能是同一主体：\(names)")
      )
    }
    for name in explanation.contradictions {
      lines.append("  " + say("- a rule keeps them apart: \(name)", "- 矛盾规则：\(name)"))
    }
    if explanation.weight < needed {
      lines.append(
        "  "
          + say(
            "- \(bits(explanation.weight)) bits are \(plainBits(needed - explanation.weight)) too few: a link needs \(bits(needed))",
            "- 证据 \(bits(explanation.weight)) 比特，比关联所需的 \(bits(needed)) 少 \(plainBits(needed - explanation.weight))"
          ))
      lines += against(story)
    } else if !explanation.hasRequiredEvidence {
      lines.append(
        "  "
          + say("- it weighs enough, but the evidence that a link requires is missing", "- 分值足够，但缺少关联所要求的证据"))
    }
    let rules = explainer.sharedRules(story.left, story.right, of: linkage.spec.rules)
    if rules.isEmpty {
      lines.append(
        "  " + say("- no blocking rule brings them together: nobody compared them", "- 没有分块规则把两者放到一起，因此未被比对"))
    } else {
      let names = rules.map { linkage.spec.rules[$0].name }.joined(separator: "; ")
      lines.append("  " + say("- brought together by: \(names)", "- 经由分块规则：\(names)"))
    }
    lines += between(story)
    return lines
  }

  /// Reviews and refusals between the two clusters.
  private func between(_ story: PairStory) -> [String] {
    let clusters = linkage.result.clusterOf
    let ends = Set([clusters[Int(story.left)], clusters[Int(story.right)]])
    let found = linkage.result.reviews.filter {
      Set([clusters[Int($0.pair.left)], clusters[Int($0.pair.right)]]) == ends
    }
    return found.prefix(3).map { review in
      let isOwn = review.pair.left == story.left && review.pair.right == story.right
      let which =
        isOwn ? say("this pair", "此对") : "\(place(review.pair.left)) = \(place(review.pair.right))"
      return "  - \(which) \(bits(review.pair.weight)): " + reason(review.reason)
    }
  }

  /// Why a person is asked.
  func reason(_ reason: ReviewReason) -> String {
    switch reason {
    case .uncertain: say("between the thresholds, to be looked at", "介于两个阈值之间，待核对")
    case .lacksEvidence: say("weighs enough but lacks required evidence", "分值足够但缺少必要证据")
    case .differentIdentifiers: say("all agrees but the identifier", "其余一致，唯号码不同")
    case .ambiguous: say("fits a second cluster about as well", "与另一主体同样相符，无法取舍")
    case .weakBridge: say("the other records of the two clusters contradict each other", "两个主体的其他记录互相矛盾")
    case .keptApart: say("joining would bring together what is known to be apart", "合并会使已知不同者成为一体")
    }
  }

  /// What weighs against the pair, the heaviest first, and what is missing.
  private func against(_ story: PairStory) -> [String] {
    var lines: [String] = []
    for step in story.steps.filter({ $0.weight < 0 }).sorted(by: { $0.weight < $1.weight }) {
      lines.append("  " + say("- against: ", "- 不利：") + "\(step.name) \(step.level) \(bits(step.weight))")
    }
    let missing = story.steps.filter(\.isMissing).map(\.name)
    if !missing.isEmpty {
      lines.append(
        "  "
          + say(
            "- says nothing, because one side has no value: ", "- 一方缺值，不能说明问题：")
          + missing.joined(separator: ", "))
    }
    return lines
  }

  private func decidedApart(_ story: PairStory) -> [String] {
    let clusters = linkage.result.clusterOf
    let ends = Set([clusters[Int(story.left)], clusters[Int(story.right)]])
    return linkage.decisions.decisions.indices.compactMap { index in
      let decision = linkage.decisions.decisions[index]
      guard decision.kind == .mustNotLink,
        Set([clusters[Int(decision.left)], clusters[Int(decision.right)]]) == ends
      else { return nil }
      let line = linkage.decisions.lines[index]
      let words = [line.who, line.when, line.why].filter { !$0.isEmpty }.joined(separator: ", ")
      return say(
        "- decided by a person (row \(line.rowNumber)): \(line.left) ≠ \(line.right) \(words)",
        "- 人工决定（第 \(line.rowNumber) 行）：\(line.left) ≠ \(line.right) \(words)")
    }
  }

  // MARK: An entity

  /// The records of a cluster, the order in which it grew, and its weakest link.
  public func entity(_ id: String) throws(LinkageError) -> [String] {
    let record = try finder.record(id)
    let entity = explainer.explainEntity(of: record, in: linkage.result)
    let number = linkage.clusters.numberOf[Int(record)]
    var lines = [
      say("Cluster \(number): \(entity.records.count) records", "主体 \(number)：\(entity.records.count) 条记录"),
      "",
    ]
    lines += recordTable(entity.records)
    if entity.merges.isEmpty { return lines + ["", say("Nothing was linked to it.", "没有与其他记录关联。")] }
    lines += ["", say("How it grew:", "归并先后：")]
    for merge in entity.merges {
      lines.append(
        "  \(place(merge.pair.left)) = \(place(merge.pair.right))  \(bits(merge.pair.weight))  "
          + ground(merge))
    }
    if let weakest = entity.weakest {
      let story = PairStory(
        weakest.pair.left, weakest.pair.right, explainer: explainer, display: display, spec: linkage.spec)
      lines += ["", say("Its weakest link:", "最弱的一环："), ""]
      lines += waterfall(story)
    }
    return lines
  }

  /// The records with their values, a line each.
  private func recordTable(_ records: [UInt32]) -> [String] {
    let shown = linkage.spec.comparisons.indices.filter { place in
      let field = linkage.spec.comparisons[place].field
      return linkage.spec.comparisons.firstIndex { $0.field == field } == place
    }
    var rows = [
      [say("source", "来源"), say("row", "行"), linkage.input.idHeading]
        + shown.map { linkage.spec.comparisons[$0].field }
    ]
    let cluster = records.first.map { linkage.result.clusterOf[Int($0)] }
    for record in linkage.clusters.order where linkage.result.clusterOf[Int(record)] == cluster {
      rows.append(
        [
          linkage.input.source(record).name, String(linkage.input.rowNumbers[Int(record)]),
          display.id(linkage.input.id(record)),
        ]
          + shown.map { place in
            let field = linkage.table.fieldIndex(named: linkage.spec.comparisons[place].field) ?? 0
            return display.text(place, linkage.table.fields[field].ids[Int(record)])
          })
    }
    return columns(rows)
  }
}
