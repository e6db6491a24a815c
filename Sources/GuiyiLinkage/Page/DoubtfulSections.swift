internal import GuiyiLink
internal import GuiyiReport

extension LinkagePage {
  /// Pairs on both sides of the link threshold, each with its waterfall.
  func examples(_ page: inout HTMLText) {
    section(
      &page, say("Around the threshold", "阈值附近的例子"),
      say(
        "The lightest pairs that were linked, and the heaviest that were not. The dashed line is what a link needs.",
        "权重最低的已关联对，以及权重最高的未关联对；虚线为关联所需。"))
    let above = linkage.result.merges.filter { $0.ground == .link }.map(\.pair)
      .sorted { ($0.weight, $0.left, $0.right) < ($1.weight, $1.left, $1.right) }
    let below = linkage.result.reviews.filter { $0.reason == .uncertain }.map(\.pair)
      .sorted { ($1.weight, $0.left, $0.right) < ($0.weight, $1.left, $1.right) }
    for (title, pairs) in [(say("Linked", "已关联"), above), (say("Not linked", "未关联"), below)] {
      page.element("p", class: "sub", title)
      if pairs.isEmpty { page.element("p", class: "note", say("None.", "无。")) }
      for pair in pairs.prefix(Self.exampleCount) { example(&page, pair.left, pair.right) }
    }
  }

  private func example(_ page: inout HTMLText, _ a: UInt32, _ b: UInt32) {
    let story = PairStory(a, b, explainer: explainer, display: display, spec: linkage.spec)
    page.markup("<div class=\"rule\"><div class=\"head\"><h3>")
    page.delivered(place(story.left))
    page.text(" ↔ ")
    page.delivered(place(story.right))
    page.markup("</h3><span class=\"count\">\(bits(story.explanation.weight))</span></div>\n")
    page.waterfall(story, threshold: linkWeight, language: language)
    page.markup("</div>\n")
  }

  private func place(_ record: UInt32) -> String {
    let id = display.id(linkage.input.id(record))
    return linkage.input.sources.count > 1 ? "\(linkage.input.source(record).name) \(id)" : id
  }

  /// A cluster that hangs together by little.
  private struct Doubt {
    let cluster: UInt32
    let weakest: MergeStep
    let size: Int
    /// Links among its records over all pairs of them.
    let density: Double
  }

  /// Clusters that hang by a weak link, and links that were refused.
  func doubtful(_ page: inout HTMLText) {
    section(
      &page, say("Doubtful clusters", "存疑的主体"),
      say(
        "Held together by the weakest links, with three records or more. Density is the share of their pairs that are links of their own.",
        "由最弱的关联维系、且有三条以上记录的主体。密度为其中直接关联的对所占比例。"))
    headers(
      &page,
      [
        (say("cluster", "主体"), true), (say("records", "记录数"), true), (say("density", "密度"), true),
        (say("weakest link", "最弱的一环"), false), (say("bits", "比特"), true),
      ])
    for doubt in doubts() {
      page.markup("<tr>")
      number(&page, Int(linkage.clusters.numberOf[Int(doubt.weakest.pair.left)]))
      number(&page, doubt.size)
      page.markup("<td class=\"r\">\(percent(doubt.density))</td><td>")
      page.delivered(place(doubt.weakest.pair.left) + " = " + place(doubt.weakest.pair.right))
      page.markup("</td><td class=\"r\">\(bits(doubt.weakest.pair.weight))</td></tr>\n")
    }
    page.markup("</tbody></table>\n")
    refusals(&page)
  }

  private func doubts() -> [Doubt] {
    let clusterOf = linkage.result.clusterOf
    var sizes = [Int](repeating: 0, count: linkage.result.clusterCount)
    for cluster in clusterOf { sizes[Int(cluster)] += 1 }
    var links = [Int](repeating: 0, count: sizes.count)
    for link in linkage.result.links where clusterOf[Int(link.left)] == clusterOf[Int(link.right)] {
      links[Int(clusterOf[Int(link.left)])] += 1
    }
    var weakest = [MergeStep?](repeating: nil, count: sizes.count)
    for merge in linkage.result.merges where merge.ground != .decision {
      let cluster = Int(clusterOf[Int(merge.pair.left)])
      if merge.pair.weight < weakest[cluster]?.pair.weight ?? .max { weakest[cluster] = merge }
    }
    let found = sizes.indices.compactMap { cluster -> Doubt? in
      guard sizes[cluster] > 2, let merge = weakest[cluster] else { return nil }
      return Doubt(
        cluster: UInt32(cluster), weakest: merge, size: sizes[cluster],
        density: Double(links[cluster]) / Double(sizes[cluster] * (sizes[cluster] - 1) / 2))
    }
    return Array(
      found.sorted { ($0.weakest.pair.weight, $0.cluster) < ($1.weakest.pair.weight, $1.cluster) }
        .prefix(Self.doubtfulCount))
  }

  /// Pairs that weigh enough and were not joined.
  private func refusals(_ page: inout HTMLText) {
    let refused = linkage.result.reviews.filter { $0.reason != .uncertain }
    section(
      &page, say("Links that were refused", "未予采纳的关联"),
      say(
        "Pairs that weigh enough, or nearly, and were not joined because of what else is known.",
        "权重足够或接近，但因其他依据而未合并的对。"))
    headers(
      &page, [(say("why", "原因"), false), (say("pairs", "对数"), true), (say("heaviest", "权重最高者"), false)])
    let explanation = LinkageExplanation(linkage, language: language, explainer: explainer, display: display)
    for reason in [
      ReviewReason.weakBridge, .ambiguous, .keptApart, .differentIdentifiers, .lacksEvidence,
    ] {
      let pairs = refused.filter { $0.reason == reason }.map(\.pair)
      if pairs.isEmpty { continue }
      page.markup("<tr>")
      page.element("td", explanation.reason(reason))
      number(&page, pairs.count)
      page.markup("<td>")
      for (index, pair) in pairs.prefix(3).enumerated() {
        if index > 0 { page.markup("; ") }
        page.delivered("\(place(pair.left)) = \(place(pair.right)) \(bits(pair.weight))")
      }
      page.markup("</td></tr>\n")
    }
    page.markup("</tbody></table>\n")
  }
}
