public import GuiyiColumns
internal import GuiyiDiscovery
internal import GuiyiLink
internal import GuiyiReport

/// One page about a linkage that needs nothing beside itself: what was chosen, what it weighs, and what is doubtful.
public struct LinkagePage {
  /// Pairs shown on each side of the threshold.
  static let exampleCount = 6
  static let doubtfulCount = 10

  let linkage: LinkedFiles
  let language: Language
  let explainer: LinkExplainer
  let display: ValueDisplay
  let linkWeight: Int32
  let reviewWeight: Int32

  public init(_ linkage: LinkedFiles, language: Language, isRevealed: Bool, workers: Workers) {
    self.linkage = linkage
    self.language = language
    explainer = LinkExplainer(
      linkage.table, spec: linkage.spec, model: linkage.result.model, workers: workers)
    display = ValueDisplay(linkage, isRevealed: isRevealed)
    linkWeight = MatchWeight.millibits(probability: linkage.spec.thresholds.linkProbability)
    reviewWeight = MatchWeight.millibits(probability: linkage.spec.thresholds.reviewProbability)
  }

  func say(_ english: String, _ chinese: String) -> String { language.say(english, chinese) }

  /// The page; the same for the same records, whatever their order.
  public var html: String {
    var page = HTMLText()
    head(&page)
    cards(&page)
    warnings(&page)
    columns(&page)
    weights(&page)
    blocking(&page)
    sizes(&page)
    scores(&page)
    examples(&page)
    doubtful(&page)
    page.element(
      "footer",
      say(
        "Made by guiyi link. Identifiers, phones and mailboxes are masked unless --reveal was given.",
        "由 guiyi link 生成。证件号码、电话和邮箱默认脱敏，--reveal 显示全部。"))
    page.markup("\n</main></body></html>\n")
    return page.page
  }

  private func head(_ page: inout HTMLText) {
    let title = say("Linkage report", "关联报告")
    page.markup("<!doctype html>\n<html lang=\"\(language.rawValue)\"><head><meta charset=\"utf-8\">")
    page.markup(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )
    page.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
    page.element("title", title)
    page.markup("<style>\(ReportStyle.text)\nh3{margin:18px 0 4px}.rule h3{margin:0}</style></head>\n")
    page.markup("<body><main>\n<header>")
    page.element("p", class: "over", "guiyi link")
    page.element("h1", title)
    page.markup("<dl>")
    var facts = linkage.input.sources.map {
      ($0.name, say("\(grouped($0.recordCount)) records", "\(grouped($0.recordCount)) 条记录"))
    }
    facts.append((say("mode", "方式"), linkage.mode == .dedupe ? say("dedupe", "去重") : say("link", "跨文件关联")))
    facts.append(
      (say("link from probability", "关联阈值（概率）"), YAMLText.number(linkage.spec.thresholds.linkProbability)))
    facts.append((say("look at from", "核对阈值"), YAMLText.number(linkage.spec.thresholds.reviewProbability)))
    for (name, value) in facts {
      page.markup("<div>")
      page.element("dt", name)
      page.element("dd", value)
      page.markup("</div>")
    }
    page.markup("</dl></header>\n")
  }

  private func cards(_ page: inout HTMLText) {
    let result = linkage.result
    let single = linkage.clusterSizes.first { $0.size == 1 }?.count ?? 0
    page.markup("<div class=\"cards\">")
    for (style, number, name) in [
      ("brand", linkage.table.recordCount, say("records", "条记录")),
      ("brand", result.clusterCount, say("clusters", "个主体")),
      ("brand", result.clusterCount - single, say("of two records or more", "个有两条以上记录")),
      ("calm", result.statistics.pairCount, say("pairs compared", "对已比对")),
      ("warn", result.reviews.count, say("pairs to be looked at", "对待核对")),
    ] {
      page.markup("<div class=\"card \(style)\"><b>\(grouped(number))</b>")
      page.element("span", name)
      page.markup("</div>")
    }
    page.markup("</div>\n")
  }

  private func warnings(_ page: inout HTMLText) {
    let lines = LinkageSummary(linkage, seconds: 0).warnings(language)
    if lines.isEmpty { return }
    page.markup("<div class=\"due\">")
    for line in lines { page.element("p", line) }
    page.markup("</div>\n")
  }

  func section(_ page: inout HTMLText, _ title: String, _ note: String) {
    page.element("h2", title)
    if !note.isEmpty { page.element("p", class: "note", note) }
  }

  func headers(_ page: inout HTMLText, _ names: [(String, Bool)]) {
    page.markup("<table><thead><tr>")
    for (name, isNumber) in names { page.element("th", class: isNumber ? "r" : "", name) }
    page.markup("</tr></thead><tbody>\n")
  }

  func number(_ page: inout HTMLText, _ number: Int) {
    page.markup("<td class=\"r\">\(grouped(number))</td>")
  }

  // MARK: What was chosen

  private func columns(_ page: inout HTMLText) {
    section(
      &page, say("What was chosen", "各列的判定"),
      say(
        "What each column was taken for, and why. --write-spec writes it down to be changed and given back.",
        "每一列被判定为何种内容及其依据；--write-spec 可写出，修改后再用 --spec 读入。"))
    headers(
      &page,
      [
        (say("column", "列"), false), (say("kind", "类别"), false), (say("filled", "有值"), true),
        (say("different", "不同值"), true), (say("compared as", "比对方式"), false), (say("why", "依据"), false),
      ])
    for profile in linkage.profiles {
      page.markup("<tr><td class=\"res\">")
      page.delivered(profile.name)
      page.markup("</td>")
      page.element("td", profile.kind.rawValue)
      page.markup(
        "<td class=\"r\">\(percent(Double(profile.filledCount) / Double(max(1, linkage.table.recordCount))))</td>"
      )
      number(&page, profile.distinctCount)
      let used = linkage.spec.comparisons.filter { $0.field == profile.name }
        .map { SpecificationWords.word($0.kind) + ($0.isKeyOnly ? say(" (keys only)", "（仅分块）") : "") }
      page.element(
        "td",
        used.isEmpty
          ? (profile.isUsed ? say("by its parts", "按组成部分") : say("not compared", "不比对"))
          : used.joined(separator: ", "))
      page.markup("<td>")
      page.delivered(profile.reason, limit: 200)
      if !profile.genericValues.isEmpty {
        page.text(say("; says nothing: ", "；无意义的取值："))
        page.text("\(profile.genericValues.count)")
      }
      page.markup("</td></tr>\n")
    }
    page.markup("</tbody></table>\n")
  }

  private func weights(_ page: inout HTMLText) {
    section(
      &page, say("What agreements weigh", "各级别的证据权重"),
      say(
        "In bits: one bit doubles the odds. m is how often records of one entity reach the level, u how often others do. "
          + "A black line marks what is left where another comparison has told the same fact.",
        "单位为比特：每一比特使可能性加倍。m 为同一主体的记录达到该级别的比例，u 为不同主体的比例；黑线为与其他比对重复时所余权重。"))
    let model = linkage.result.model
    let widest = model.comparisons.flatMap(\.levels).map { abs($0.weight) }.max() ?? 1
    page.element(
      "p",
      say(
        "Before anything is looked at, two records match with odds of \(bits(model.prior)) bits.",
        "比对之前，任意两条记录为同一主体的先验为 \(bits(model.prior)) 比特。"))
    for (place, comparison) in model.comparisons.enumerated() where !linkage.spec.comparisons[place].isKeyOnly
    {
      page.markup("<h3>")
      page.delivered(comparison.name)
      page.markup("<span class=\"code\"> \(SpecificationWords.word(linkage.spec.comparisons[place].kind))")
      if comparison.termFrequency != nil { page.text(say(", rare values weigh more", "，罕见值权重更高")) }
      if let dependence = comparison.dependence {
        page.text(say(", told partly by ", "，部分由此可知："))
        page.delivered(dependence.given)
        if let second = dependence.second {
          page.text(say(" and ", "和"))
          page.delivered(second.given)
        }
      }
      page.markup("</span></h3>\n")
      page.weightBars(comparison, widest: widest)
    }
  }

  private func blocking(_ page: inout HTMLText) {
    let statistics = linkage.result.statistics
    let tenths = statistics.pairCount * 10 / max(1, linkage.table.recordCount)
    let perRecord = "\(grouped(tenths / 10)).\(tenths % 10)"
    section(
      &page, say("Which pairs were compared", "比对了哪些对"),
      say(
        "A pair is compared once, under the first rule that proposes it: \(grouped(statistics.pairCount)) pairs, "
          + "\(perRecord) for each record. The rules reach about "
          + "\(percent(statistics.estimatedRecall)) of the true pairs, as far as they tell about each other.",
        "每对只比对一次，归入最先提出它的规则：共 \(grouped(statistics.pairCount)) 对，平均每条记录 "
          + "\(perRecord) 对。据各规则互相印证，估计可达真实匹配对的 \(percent(statistics.estimatedRecall))。"
      ))
    headers(
      &page,
      [
        (say("rule", "规则"), false), (say("pairs", "对数"), true), (say("blocks", "块数"), true),
        (say("largest", "最大块"), true), (say("split", "拆分"), true), (say("not reached", "未达"), true),
        (say("worst blocks", "最大的块"), false),
      ])
    for (place, rule) in statistics.rules.enumerated() {
      page.markup("<tr><td>")
      page.delivered(rule.name)
      page.markup("</td>")
      for count in [
        rule.pairCount, rule.blockCount, rule.largestBlockSize, rule.splitBlockCount, rule.unreachedPairCount,
      ] { number(&page, count) }
      page.markup("<td>")
      for (index, block) in rule.worstBlocks.prefix(3).enumerated() {
        if index > 0 { page.markup("; ") }
        page.delivered(blockValues(place, block.record), limit: 40)
        page.markup(" \(grouped(block.size))")
      }
      page.markup("</td></tr>\n")
    }
    page.markup("</tbody></table>\n")
  }

  /// What the records of a block have in common, as one of them has it.
  private func blockValues(_ rule: Int, _ record: UInt32) -> String {
    guard linkage.spec.rules.indices.contains(rule) else { return "" }
    return linkage.spec.rules[rule].keys.map { key in
      let field = linkage.table.fieldIndex(named: linkage.spec.comparisons[key.comparison].field) ?? 0
      return display.text(key.comparison, linkage.table.fields[field].ids[Int(record)])
    }.joined(separator: " + ")
  }

  private func sizes(_ page: inout HTMLText) {
    section(&page, say("How large the clusters are", "主体的记录数"), "")
    headers(
      &page, [(say("records", "记录数"), true), (say("clusters", "主体数"), true), ("", false)])
    let sizes = linkage.clusterSizes
    let most = sizes.map(\.count).max() ?? 1
    for (size, count) in sizes.prefix(20) {
      page.markup("<tr>")
      number(&page, size)
      number(&page, count)
      let width = max(1, Int(Double(count) / Double(most) * 600))
      page.markup(
        "<td><svg width=\"\(width)\" height=\"10\"><rect width=\"\(width)\" height=\"10\" fill=\"var(--calm)\"/></svg></td></tr>\n"
      )
    }
    page.markup("</tbody></table>\n")
    if sizes.count > 20, let largest = sizes.last {
      page.element(
        "p", class: "note",
        say(
          "… and \(sizes.count - 20) more sizes, up to \(largest.size).",
          "……另有 \(sizes.count - 20) 种大小，最大 \(largest.size)。"))
    }
  }

  private func scores(_ page: inout HTMLText) {
    section(
      &page, say("What the compared pairs weigh", "已比对各对的权重分布"),
      say(
        "Pairs by match weight in bits, on a scale of powers of ten. Pairs that no threshold could reach were left early and are not here.",
        "按匹配权重（比特）统计的对数，纵轴为十的幂。明显达不到阈值的对已提前放弃，不在其中。"))
    page.histogram(
      linkage.result.statistics.histogram, link: linkWeight, review: reviewWeight, language: language)
  }
}
