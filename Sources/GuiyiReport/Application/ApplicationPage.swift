public import GuiyiModel
internal import GuiyiSharing

/// The words of applications, each once in both languages.
private enum ApplicationText {
  case title, draft, applicant, provider, resource, share, condition, basis, published, cycle, decides
  case byPlatform, byProvider, byNobody, items, own, compared, purpose, lawfulUse, period, toFill, entry,
    covers
  case unconditional, conditional, after

  func callAsFunction(_ language: ReportLanguage) -> String {
    let words =
      switch self {
      case .title: ("政务数据共享申请表", "Application for shared data")
      case .draft:
        (
          "草稿：空白处由申请部门填写，经共享交换平台提交（第十八条）。列出的是本部门采集过、而数源部门可共享提供的数据项。",
          "A draft: the department fills in what is blank and submits it through the sharing platform (Article 18). Listed is what was collected here and could be had from its source."
        )
      case .applicant: ("申请部门", "Applicant")
      case .provider: ("数源部门", "Provider")
      case .resource: ("申请资源", "Resource")
      case .share: ("共享类型", "Share type")
      case .condition: ("共享条件", "Condition")
      case .basis: ("限制依据", "Basis of the restriction")
      case .published: ("平台发布日", "On the platform since")
      case .cycle: ("更新周期", "Update cycle")
      case .decides: ("由谁决定", "Decided by")
      case .byPlatform: ("平台管理机构批准，无须提供方同意", "the platform's manager; the provider is not asked")
      case .byProvider: ("提供方", "the provider, within ")
      case .byNobody: ("不予共享，附法律依据；本表不能提交", "not shared, by law; this form cannot be submitted")
      case .items: ("申请的数据项", "Elements applied for")
      case .own: ("取代本部门的列", "Takes the place of the own column")
      case .compared: ("数源已有的主体数", "People or bodies the source has")
      case .purpose: ("用途和使用范围", "Purpose and scope of use")
      case .lawfulUse: ("履职依据", "Duty that it is needed for, with its law")
      case .period: ("使用期限", "Period of use")
      case .toFill: ("（请填写）", "(please fill in)")
      case .entry:
        ("批准后由数据主管部门登记到 sharing/grants.yaml：", "Entered in sharing/grants.yaml once it is granted:")
      case .covers: ("共 ", "In all ")
      case .unconditional: ("无条件共享", "unconditional")
      case .conditional: ("有条件共享", "conditional")
      case .after: ("内决定，今日提交则不晚于 ", "; submitted today, by ")
      }
    return language == .chinese ? words.0 : words.1
  }
}

/// The applications of one department as a page, ready to be filled in; one form on a sheet of paper.
public struct ApplicationPage {
  private let input: ReportInput
  private let language: ReportLanguage
  private var html = HTMLText()

  /// The page as HTML; nil where there is nothing to apply for.
  public static func render(
    _ input: ReportInput, facts: DepartmentFacts, language: ReportLanguage = .chinese
  ) -> String? {
    let applications = SharingApplication.all(of: facts, input)
    guard !applications.isEmpty else { return nil }
    var page = ApplicationPage(input: input, language: language)
    page.render(applications, facts.department)
    return page.html.page
  }

  /// The name of a department's page without folder.
  public static func fileName(_ department: Department, language: ReportLanguage = .chinese) -> String {
    pageFileName(department, language: language)
      .replacing(
        language == .chinese ? ".html" : ".en.html",
        with: "-application" + (language == .chinese ? ".html" : ".en.html"))
  }

  /// The name of the same as a table.
  public static func tableFileName(_ department: Department) -> String {
    pageFileName(department).replacing(".html", with: "-application.csv")
  }

  private init(input: ReportInput, language: ReportLanguage) {
    self.input = input
    self.language = language
  }

  private func t(_ text: ApplicationText) -> String { text(language) }

  private mutating func render(_ applications: [SharingApplication], _ department: Department) {
    html.begin(title: "\(t(.title)) · \(department.name)", language: language)
    html.element("p", class: "note", t(.draft))
    for application in applications { form(application) }
    html.end("\(department.name) · \(text(of: input.asOf)) · \(input.runID)")
  }

  private mutating func form(_ application: SharingApplication) {
    let source = input.catalog.resources[application.sourceIndex]
    html.markup("<div class=\"letter form\">")
    html.element("h1", t(.title))
    html.markup("<table class=\"form\"><tbody>\n")
    line(t(.applicant), "\(application.department.name) \(application.department.code)")
    let provider = input.catalog.department(of: source)
    line(t(.provider), "\(provider.name) \(provider.code)")
    line(t(.resource), "\(source.name) \(source.code)")
    line(t(.share), source.share.type.name(language))
    if let condition = source.share.condition { line(t(.condition), condition) }
    if let basis = source.share.basis { line(t(.basis), basis) }
    line(t(.published), source.published.map { text(of: $0) } ?? "–")
    line(t(.decides), decision(source))
    for blank in [ApplicationText.purpose, .lawfulUse, .period] { line(t(blank), t(.toFill)) }
    html.markup("</tbody></table>\n")
    html.element("p", class: "sub", t(.items))
    html.markup("<table>")
    html.headers([(t(.items), false), (t(.own), false), (t(.compared), true)])
    for item in application.lines {
      html.markup("<tr>")
      html.element("td", item.element.title(language))
      html.markup("<td>")
      html.delivered(input.catalog.resources[item.resourceIndex].name + language.listComma + item.heading)
      html.markup("</td>")
      html.number(item.comparedCount)
      html.markup("</tr>\n")
    }
    html.markup("</tbody></table>\n")
    html.element("p", class: "note", t(.entry))
    html.markup("<p class=\"code\">")
    html.delivered(application.grantEntry(input.catalog), limit: 400)
    html.markup("</p></div>\n")
  }

  private func decision(_ source: Resource) -> String {
    switch source.share.type {
    case .unconditional: return t(.byPlatform)
    case .none: return t(.byNobody)
    case .conditional:
      guard let period = input.periods.period(of: .decideApplication, on: input.asOf) else {
        return t(.byProvider)
      }
      let due = input.calendar.deadline(after: input.asOf, workingDays: period.workingDays)
      return t(.byProvider) + "\(period.workingDays)" + ReportText.workingDays(language) + t(.after)
        + text(of: due.day) + (due.isProvisional ? ReportText.provisional(language) : "")
        + language.bracketed(language == .chinese ? period.chineseSource : period.englishSource)
    }
  }

  private mutating func line(_ name: String, _ value: String) {
    html.markup("<tr>")
    html.element("th", name)
    html.markup("<td>")
    html.delivered(value, limit: 400)
    html.markup("</td></tr>\n")
  }

  static let headings = [
    "申请部门 applicant", "数源部门 provider", "资源代码 resource", "资源 resource name", "数据项 element",
    "共享类型 share type", "共享条件 condition", "依据 basis", "发布日 published", "本部门资源 own resource",
    "本部门列 own column", "数源已有主体数 people or bodies",
  ]

  /// The applications of a department as a table; no rows where there is nothing to apply for.
  public static func table(
    _ input: ReportInput, facts: DepartmentFacts
  ) -> (headings: [String], rows: [[String]]) {
    let rows = SharingApplication.all(of: facts, input).flatMap { application in
      let source = input.catalog.resources[application.sourceIndex]
      return application.lines.map { line in
        [
          application.department.name, input.catalog.department(of: source).name, source.code, source.name,
          line.element.name, source.share.type.rawValue, source.share.condition ?? "",
          source.share.basis ?? "",
          source.published.map { text(of: $0) } ?? "", input.catalog.resources[line.resourceIndex].code,
          line.heading, String(line.comparedCount),
        ]
      }
    }
    return (headings, rows)
  }
}
