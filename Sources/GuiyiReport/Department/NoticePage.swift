internal import GuiyiLedger
public import GuiyiModel
internal import GuiyiSharing

/// The draft of a notice after Article 27, as a letter on A4: what was found, by when, and what exempts.
///
/// A draft, because a person decides (Article 28). In Chinese only: it is an act of the office.
public struct NoticePage {
  private let input: ReportInput
  private let facts: DepartmentFacts
  private var html = HTMLText()

  /// The items of Article 27 that the run has evidence for.
  private struct Item {
    let title: String
    var lines: [String]
  }

  /// The letter as HTML; nil where nothing calls for one.
  public static func render(_ input: ReportInput, facts: DepartmentFacts) -> String? {
    var page = NoticePage(input, facts)
    return page.render() ? page.html.page : nil
  }

  /// The name of a department's letter without folder.
  public static func fileName(_ department: Department) -> String {
    pageFileName(department).replacing(".html", with: "-notice.html")
  }

  private init(_ input: ReportInput, _ facts: DepartmentFacts) {
    self.input = input
    self.facts = facts
  }

  private mutating func render() -> Bool {
    let (unpublished, late, unfit) = (notPublished(), notCorrected(), notToStandard())
    let items = [unpublished, collectedAgain(), late, unfit].compactMap { $0 }
    guard !items.isEmpty else { return false }
    html.begin(title: "整改通知（草稿） · \(facts.department.name)", language: .chinese)
    html.markup("<div class=\"letter\">")
    html.element("p", class: "note", "草稿：由数据主管部门核定、编号、盖章后发出。是否构成违规由人认定。")
    html.element("h1", "关于整改政务数据问题的通知")
    html.element("p", class: "number", "工单号 \(orderNumber)")
    html.element("p", facts.department.name + "：")
    html.element(
      "p", class: "body",
      "截至 \(text(of: input.asOf))，对你单位报送的政务数据进行了核查（第 \(input.runID) 批次）。依据《平顶山市政务数据管理办法（试行）》第二十七条，现将有关问题通知如下，请于期限内整改并答复。"
    )
    for (index, item) in items.enumerated() {
      html.element("h3", "\(["一", "二", "三", "四"][index])、\(item.title)")
      html.markup("<ul>")
      for line in item.lines {
        html.markup("<li>")
        html.delivered(line, limit: 400)
        html.markup("</li>")
      }
      html.markup("</ul>\n")
    }
    // A question of repeated collection has had its own deadline since it was first asked.
    deadlines(late != nil || unfit != nil, unpublished != nil)
    html.element(
      "p", class: "body",
      "按照规定开展政务数据活动，并履行了监督管理职责、合理注意义务或者存在不可抗力情形的，依第二十八条不承担或者免于承担相应责任；请在答复中附已履行职责的证明。法律法规另有规定、已登记的联合采集、现场核验等情形，请注明依据。"
    )
    html.element(
      "p", class: "body", "未在期限内完成整改的，将依第二十七条报市政府办公室纳入督查督办。明细见随附工作簿和报告，请在工作簿中逐项答复后送回。")
    html.markup("<p class=\"sign\">")
    html.text("（数据主管部门盖章）")
    html.markup("<br>")
    html.text("　　　年　　月　　日")
    html.markup("</p></div>\n")
    html.end("\(facts.department.name) · \(text(of: input.asOf)) · \(input.runID)")
    return true
  }

  private var orderNumber: String {
    let digits = input.runID
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits + "-" + facts.department.code
  }

  private mutating func deadlines(_ isDataWrong: Bool, _ isCatalogWrong: Bool) {
    var duties: [(Duty, String)] = []
    if isDataWrong { duties.append((.repairData, "更正数据并重新报送")) }
    if isCatalogWrong { duties.append((.updateCatalog, "更新目录、补报数据")) }
    if duties.isEmpty { return }
    html.markup("<table>")
    html.headers([("事项", false), ("期限", false), ("依据", false)])
    for (duty, name) in duties {
      guard let period = input.periods.period(of: duty, on: input.asOf) else { continue }
      let due = input.calendar.deadline(after: input.asOf, workingDays: period.workingDays)
      html.markup("<tr>")
      html.element("td", name)
      html.element(
        "td",
        "\(text(of: due.day))\(due.isProvisional ? "（跨入尚未公布放假安排的年份，暂定）" : "")，\(period.workingDays) 个工作日")
      html.element("td", period.chineseSource)
      html.markup("</tr>\n")
    }
    html.markup("</tbody></table>\n")
  }

  // MARK: Article 27, (1) to (4)

  private var resources: [Resource] {
    input.catalog.resources.filter { $0.departmentIndex == facts.department.index }
  }

  private func notPublished() -> Item? {
    var lines = resources.filter { input.tables[$0.index].files.isEmpty }
      .map { "《\($0.name)》（\($0.code)）目录已登记，未报送任何文件。" }
    for index in facts.catalogFindings {
      let finding = input.catalog.findings[index]
      lines.append("\(finding.resource)：" + finding.rule.message(.chinese, detail: finding.detail))
    }
    return lines.isEmpty ? nil : Item(title: "未按规定发布或者更新政务数据、目录（第一项）", lines: lines)
  }

  private func collectedAgain() -> Item? {
    let lines = facts.violations.map { input.violations[$0] }.filter { $0.level >= .evidenced }.map {
      violation in
      let own = input.catalog.resources[violation.resourceIndex]
      let source = violation.sourceResourceIndex.map { input.catalog.resources[$0] }
      let due = input.notices[violation.key(in: input.catalog)].map { "；答复期限 \(text(of: $0.dueDay))" } ?? ""
      return "《\(own.name)》“\(violation.heading)”列（\(violation.element.chineseName)）："
        + "可从\(source.map { "\(input.catalog.department(of: $0).name)《\($0.name)》（\($0.code)）" } ?? "数源部门")共享获取；"
        + "比对 \(grouped(violation.evidence.compared)) 个主体，相同 \(grouped(violation.evidence.equal))，"
        + "录入差异 \(grouped(violation.evidence.typing))\(due)。"
    }
    return lines.isEmpty ? nil : Item(title: "重复采集可以从政务数据共享平台获取的数据（第二项）", lines: lines)
  }

  private func notCorrected() -> Item? {
    guard let run = input.lives.last?.runNumber else { return nil }
    let late = input.lives.filter {
      $0.department == facts.department.code && $0.runNumber == run && $0.kind == .error && $0.overdue > 0
    }
    let lines = late.map { "已通知而逾期未更正、未说明的错误 \(grouped($0.overdue)) 处。" }
    return lines.isEmpty ? nil : Item(title: "对已经发现不完整或者有错误的数据未补充、校核和更正（第三项）", lines: lines)
  }

  private func notToStandard() -> Item? {
    let lines = facts.rules.filter { $0.rule.severity == .blocking }.map { count in
      "\(count.rule.sentences(.chinese, detail: "…").problem)：\(grouped(count.count)) 处。"
    }
    return lines.isEmpty ? nil : Item(title: "提供的政务数据不符合统一的标准和规范（第四项）", lines: lines)
  }
}
