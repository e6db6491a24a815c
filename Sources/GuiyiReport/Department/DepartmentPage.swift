internal import GuiyiColumns
internal import GuiyiLedger
internal import GuiyiModel
internal import GuiyiSharing

/// The report of one department as one page that needs no network.
public struct DepartmentPage {
  let input: ReportInput
  let facts: DepartmentFacts
  let language: ReportLanguage
  var html = HTMLText()

  init(_ input: ReportInput, _ facts: DepartmentFacts, _ language: ReportLanguage) {
    self.input = input
    self.facts = facts
    self.language = language
  }

  /// The page as HTML.
  public static func render(
    _ input: ReportInput, facts: DepartmentFacts, language: ReportLanguage = .chinese
  ) -> String {
    var page = DepartmentPage(input, facts, language)
    page.render()
    return page.html.page
  }

  func t(_ text: ReportText) -> String { text(language) }

  var resources: [Resource] {
    input.catalog.resources.filter { $0.departmentIndex == facts.department.index }
  }

  private mutating func render() {
    html.begin(title: "\(facts.department.name) · \(t(.title))", language: language)
    html.heading(
      "\(input.cityName) · \(t(.title))", facts.department.name,
      [
        (t(.dataAsOf), text(of: input.asOf)), (t(.run), input.runID), (t(.basis), t(.basisText)),
      ])
    if input.hasOtherLanguage {
      html.otherLanguage(pageFileName(facts.department, language: language.other), t(.otherLanguage))
    }
    summary()
    progress()
    violations()
    disputes()
    findings()
    columns()
    catalogFindings()
    indicators()
    rowSums()
    overlaps()
    html.section(t(.aboutPage))
    html.element("p", t(.aboutText))
    html.end("\(facts.department.name) · \(text(of: input.asOf)) · \(input.runID) · \(t(.print))")
  }

  // MARK: Summary

  private mutating func summary() {
    html.section(t(.summary))
    html.markup("<div class=\"cards\">")
    html.card("brand", facts.sum.read, t(.rowsRead))
    html.card("bad", facts.count(.error), t(.errors))
    html.card("warn", facts.count(.conflict), t(.conflicts))
    html.card("calm", facts.count(.suspicion), t(.suspicions))
    html.card(facts.violations.isEmpty ? "calm" : "bad", facts.violations.count, t(.repeatedCollection))
    html.markup("</div>\n")
    html.element("p", class: "note", t(.notAdded))
    if let first = facts.violations.map({ input.violations[$0] }).min(by: { dueDay($0) < dueDay($1) }),
      let due = noticeDue(first)
    {
      html.markup("<p class=\"due\">")
      html.text(t(.answerBy) + language.colon)
      html.element("b", due.text)
      html.text(language.bracketed(due.source))
      html.markup("</p>\n")
    }
    // Errors first; of conflicts and suspicions nobody knows yet that there is anything to do.
    let first = facts.rules.filter { $0.rule.kind == .error }.prefix(5)
    html.element("p", class: "sub", t(.doFirst))
    if first.isEmpty && facts.violations.isEmpty {
      html.element("p", t(.nothingToDo))
      return
    }
    html.markup("<ol class=\"todo\">")
    for index in facts.violations.prefix(3) {
      let violation = input.violations[index]
      html.markup("<li><div>")
      html.text(violation.kind.name(language) + language.colon)
      html.delivered(violation.heading)
      html.text(
        language.bracketed(violation.element.title(language)) + (language == .chinese ? "。" : ". ")
          + violation.level.demand(language))
      html.markup("</div><span class=\"many\"><span class=\"tag \(violation.level.rawValue)\">")
      html.text(violation.level.name(language))
      html.markup("</span></span></li>\n")
    }
    for count in first {
      html.markup("<li><div>")
      html.text(count.rule.message(language, detail: "…"))
      html.markup("</div><span class=\"many\">\(grouped(count.count))")
      html.text(t(.more))
      html.markup("</span></li>\n")
    }
    html.markup("</ol>\n")
  }

  private func dueDay(_ violation: Violation) -> DayNumber { notice(violation)?.dueDay ?? DayNumber.max }

  func deadline(_ duty: Duty) -> (text: String, source: String)? {
    guard let period = input.periods.period(of: duty, on: input.asOf) else { return nil }
    let deadline = input.calendar.deadline(after: input.asOf, workingDays: period.workingDays)
    return (
      text(of: deadline.day) + (deadline.isProvisional ? t(.provisional) : ""),
      "\(period.workingDays)\(t(.workingDays))\(language.comma)\(language == .chinese ? period.chineseSource : period.englishSource)"
    )
  }

  // MARK: Measures and sums

  private mutating func indicators() {
    html.section(t(.quality))
    html.element("p", class: "note", t(.qualityNote))
    html.markup("<table>")
    html.headers([
      (t(.dimension), false), (t(.indicator), false), (t(.good), true), (t(.all), true), (t(.ratio), true),
      (t(.grade), false), ("", false),
    ])
    for indicator in facts.indicators {
      html.markup("<tr>")
      html.element("td", indicator.dimension.name(language))
      html.markup("<td>")
      html.text(indicator.name.name(language))
      if indicator.isLowerBetter {
        html.markup("<br><span class=\"code\">")
        html.text(t(.lowerIsBetter))
        html.markup("</span>")
      }
      html.markup("</td>")
      html.number(indicator.a)
      html.number(indicator.b)
      html.element("td", class: "r", indicator.ratio.map { percent($0) } ?? "–")
      html.element("td", Grade(indicator)?.name(language) ?? "–")
      html.markup("<td>")
      if indicator.ratio != nil {
        let rest = indicator.b - indicator.a
        html.bar(
          indicator.isLowerBetter
            ? [(indicator.a, ChartColour.warn), (rest, "#e6ebef")]
            : [(indicator.a, ChartColour.good), (rest, ChartColour.bad)], width: 180)
      } else {
        html.element("span", class: "code", t(.notMeasured))
      }
      html.markup("</td></tr>\n")
    }
    html.markup("</tbody></table>\n")
    if let grade = facts.grade {
      html.markup("<p>")
      html.text(t(.departmentGrade) + language.colon)
      html.element("b", grade.name(language))
      html.markup("</p>\n")
    }
    html.element("p", class: "note", Grade.formula(language))
  }

  private mutating func rowSums() {
    html.section(t(.rowSums))
    html.element("p", class: "note", t(.equation))
    html.legend([
      (t(.accepted), ChartColour.good), (t(.quarantined), ChartColour.bad), (t(.repeated), ChartColour.warn),
      (t(.blank), ChartColour.calm),
    ])
    html.markup("<table>")
    html.headers([
      (t(.file), false), (t(.rowsRead), true), (t(.accepted), true), (t(.quarantined), true),
      (t(.repeated), true),
      (t(.blank), true), ("", false),
    ])
    for resource in resources {
      html.markup("<tr><td class=\"res\" colspan=\"7\">")
      html.text(resource.name)
      html.markup(" <span class=\"code\">")
      html.text(resource.code)
      html.markup("</span></td></tr>\n")
      for (index, file) in input.tables[resource.index].files.enumerated() {
        sumRow(
          file,
          input.sums[resource.index].indices.contains(index) ? input.sums[resource.index][index] : RowSum())
      }
    }
    sumRow(t(.total), facts.sum, style: " class=\"sum\"")
    html.markup("</tbody></table>\n")
    if !facts.sum.holds { html.element("p", class: "due", t(.equationFails)) }
  }

  private mutating func sumRow(_ name: String, _ sum: RowSum, style: String = "") {
    html.markup("<tr\(style)><td>")
    html.delivered(name)
    html.markup("</td>")
    for count in [sum.read, sum.accepted, sum.quarantined, sum.repeated, sum.blank] { html.number(count) }
    html.markup("<td>")
    html.bar(
      [
        (sum.accepted, ChartColour.good), (sum.quarantined, ChartColour.bad),
        (sum.repeated, ChartColour.warn),
        (sum.blank, ChartColour.calm),
      ], width: 150)
    html.markup("</td></tr>\n")
  }

  private mutating func overlaps() {
    let own = Set(resources.map(\.index))
    let lines = input.overlaps.filter { own.contains($0.left) || own.contains($0.right) }
    guard !lines.isEmpty else { return }
    html.section(t(.comparedWith))
    html.element("p", class: "note", t(.comparedNote))
    html.markup("<table>")
    html.headers([
      (t(.resource), false), (t(.otherResource), false), (t(.department), false), (t(.subject), false),
      (t(.inCommon), true),
    ])
    for line in lines {
      let (mine, other) = own.contains(line.left) ? (line.left, line.right) : (line.right, line.left)
      html.markup("<tr>")
      html.element("td", input.catalog.resources[mine].name)
      html.element("td", input.catalog.resources[other].name)
      html.element("td", input.catalog.department(of: input.catalog.resources[other]).name)
      html.element("td", line.subject.title(language))
      html.number(line.entityCount)
      html.markup("</tr>\n")
    }
    html.markup("</tbody></table>\n")
  }
}
