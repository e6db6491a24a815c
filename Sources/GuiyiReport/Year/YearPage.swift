internal import GuiyiLedger
internal import GuiyiModel

extension YearMeasure.Aspect {
  public func name(_ language: ReportLanguage) -> String {
    let words =
      switch self {
      case .provision: ("提供", "Provision")
      case .timeliness: ("时效", "Timeliness")
      case .quality: ("质量", "Quality")
      case .use: ("使用", "Use")
      case .disputes: ("争议处理", "Disputes")
      }
    return language == .chinese ? words.0 : words.1
  }
}

extension YearMeasure.Name {
  public func name(_ language: ReportLanguage) -> String {
    language == .chinese ? words.chinese : words.english
  }

  /// What A and B count, as it is printed under the table.
  public func formula(_ language: ReportLanguage) -> String {
    language == .chinese ? words.chineseFormula : words.englishFormula
  }

  private var words: (chinese: String, english: String, chineseFormula: String, englishFormula: String) {
    switch self {
    case .delivered:
      (
        "资源报送", "Resources delivered", "A：全年各批次中有文件报送的资源数之和；B：各批次目录登记的资源数之和",
        "A: resources with a file, summed over the year's runs; B: resources in the catalog, summed over the same runs"
      )
    case .standing:
      (
        "整批可用", "Deliveries that stood", "A：报送且未被停用的资源数之和；B：报送的资源数之和",
        "A: resources delivered and not stopped, summed over runs; B: resources delivered"
      )
    case .fresh:
      (
        "按周期更新", "Up to date", "A：最新一行不早于更新周期所许的资源数之和；B：登记了周期且行内有日期的资源数之和",
        "A: resources whose newest row is within their update cycle, summed over runs; B: resources with a cycle and dated rows"
      )
    case .filled:
      (
        "必填项完整", "Required cells filled", "A：已填的必填单元格之和；B：应填的单元格之和",
        "A: required cells that are filled, summed over runs; B: cells that should be"
      )
    case .standardValues:
      (
        "取值合乎标准", "Standard values", "A：规范性无误的单元格之和；B：已填且有数据元的单元格之和",
        "A: cells without an error of normativity, summed over runs; B: filled cells with an element"
      )
    case .correctValues:
      (
        "取值正确", "Correct values", "A：准确性无误的单元格之和；B：已填且有数据元的单元格之和",
        "A: cells without an error of accuracy, summed over runs; B: filled cells with an element"
      )
    case .consistentRows:
      (
        "行内一致", "Consistent rows", "A：无一致性错误的行之和；B：入库行之和",
        "A: rows without an error of consistency, summed over runs; B: rows accepted"
      )
    case .settled:
      (
        "按期整改", "Repaired in time", "A：期限在本年内，且于期限前销号或说明不能整改的问题；B：期限在本年内的问题",
        "A: findings due within the year that ended, or were answered by a department that cannot repair, by their day; B: findings due within the year"
      )
    case .used:
      (
        "共享替代采集", "Shared instead of collected", "A：年末批次中经授权共享获取的数据项；B：A 加上可共享而仍采集或绕开平台的列",
        "A: items obtained by a grant in the year's last run; B: A and the columns that could be had and are still collected, or came around the platform"
      )
    case .answered:
      (
        "按期答复核查", "Questions answered in time", "A：期限在本年内且按期答复的重复采集核查；B：期限在本年内的核查",
        "A: questions of repeated collection due within the year and answered by their day; B: questions due within the year"
      )
    case .disputed:
      (
        "提出异议", "Disputed findings", "A：答复为不属实或非本部门的问题；B：本年内答复的问题。异议是权利，只列数，不评级",
        "A: findings answered as not true or not ours; B: findings answered within the year. To object is a right: told, never graded"
      )
    }
  }
}

/// The yearly evaluation as one page that needs no network.
public struct YearPage {
  private let assessment: YearAssessment
  private let names: [String: String]
  private let language: ReportLanguage
  private var html = HTMLText()

  /// - Parameter names: of departments, by their codes.
  public static func render(
    _ assessment: YearAssessment, cityName: String, names: [String: String], language: ReportLanguage
  ) -> String {
    var page = YearPage(assessment: assessment, names: names, language: language)
    page.render(cityName)
    return page.html.page
  }

  public static func fileName(year: Int, _ language: ReportLanguage) -> String {
    "assessment-\(year)" + (language == .chinese ? ".html" : ".en.html")
  }

  public static func tableFileName(year: Int) -> String { "assessment-\(year).csv" }

  private init(assessment: YearAssessment, names: [String: String], language: ReportLanguage) {
    self.assessment = assessment
    self.names = names
    self.language = language
  }

  private func t(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }

  private mutating func render(_ cityName: String) {
    let title = t("\(assessment.year) 年度政务数据评估", "Evaluation of government data in \(assessment.year)")
    html.begin(title: "\(cityName) · \(title)", language: language)
    html.heading(
      cityName, title,
      [
        (
          t("依据", "Basis"),
          t("《平顶山市政务数据管理办法（试行）》第二十条", "Pingdingshan Measures for Government Data, Article 20")
        ),
        (t("批次", "Runs"), assessment.runNumbers.map(String.init).joined(separator: ", ")),
        (t("统计至", "Known through"), text(of: assessment.knownThrough)),
      ])
    html.otherLanguage(
      YearPage.fileName(year: assessment.year, language.other), ReportText.otherLanguage(language))
    html.element(
      "p", class: "note",
      t(
        "每项均列分子 A 与分母 B，由台账中已存的计数复算即得；部门按代码排列，不作排名，各项含义不同，不作平均。",
        "Every measure shows A and B and can be recomputed from the counts in the ledger. Departments stand in the order of their codes, unranked; unlike measures are not averaged."
      ))
    for aspect in YearMeasure.Aspect.allCases { section(aspect) }
    html.section(t("口径", "What is counted"))
    html.markup("<dl class=\"grid\">")
    for name in YearMeasure.Name.allCases {
      html.element("dt", name.name(language))
      html.element("dd", name.formula(language))
    }
    html.markup("</dl>\n")
    html.element("p", class: "note", Grade.formula(language))
    html.end("\(cityName) · \(assessment.year)")
  }

  private mutating func section(_ aspect: YearMeasure.Aspect) {
    let names = YearMeasure.Name.allCases.filter { $0.aspect == aspect }
    html.section(aspect.name(language))
    html.markup("<table>")
    html.headers(
      [(ReportText.department(language), false)] + names.map { ($0.name(language) + " A/B", true) }
        + [(ReportText.grade(language), true)])
    for department in assessment.departments {
      let own = department.measures.filter { $0.aspect == aspect }
      html.markup("<tr>")
      html.element("td", self.names[department.department] ?? department.department)
      for measure in own {
        html.element(
          "td", class: "r",
          measure.b == 0
            ? "–"
            : "\(grouped(measure.a)) / \(grouped(measure.b))"
              + (measure.isGraded ? " = \(measure.ratio.map { percent($0) } ?? "–")" : ""))
      }
      html.element("td", class: "r", own.compactMap(\.grade).max()?.name(language) ?? "–")
      html.markup("</tr>\n")
    }
    html.markup("</tbody></table>\n")
  }
}

extension YearMeasure {
  /// nil where there was nothing to measure, and for what is never graded.
  public var grade: Grade? { isGraded ? Grade(good: a, of: b) : nil }
}

extension YearAssessment {
  /// Every measure of every department as a table: A, B, the share, the grade and the formula.
  public func table(names: [String: String]) -> (headings: [String], rows: [[String]]) {
    let rows = departments.flatMap { department in
      department.measures.map { measure in
        [
          String(year), department.department, names[department.department] ?? "",
          measure.aspect.name(.chinese), measure.name.rawValue, measure.name.name(.chinese),
          measure.name.name(.english), String(measure.a), String(measure.b),
          measure.isGraded ? measure.ratio.map { percent($0) } ?? "" : "",
          measure.grade?.name(.chinese) ?? "",
          measure.name.formula(.chinese), measure.name.formula(.english),
        ]
      }
    }
    return (
      [
        "年度 year", "部门代码 department", "部门 department name", "方面 aspect", "指标代码 code", "指标 measure",
        "measure in English", "A", "B", "A/B", "等级 grade", "口径 formula", "formula in English",
      ], rows
    )
  }
}
