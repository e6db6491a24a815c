internal import GuiyiLedger
internal import GuiyiModel

/// The name of the overview without folder.
public func overviewFileName(_ language: ReportLanguage) -> String {
  language == .chinese ? "index.html" : "index.en.html"
}

/// The page of the data bureau: all departments, the city's totals, leads and advice.
public struct OverviewPage {
  private let input: ReportInput
  private let facts: ReportFacts
  private let language: ReportLanguage
  private var html = HTMLText()

  /// The page as HTML; departments are in the order of their codes, not ranked.
  public static func render(_ input: ReportInput, facts: ReportFacts, language: ReportLanguage = .chinese)
    -> String
  {
    var page = OverviewPage(input: input, facts: facts, language: language)
    page.render()
    return page.html.page
  }

  private init(input: ReportInput, facts: ReportFacts, language: ReportLanguage) {
    self.input = input
    self.facts = facts
    self.language = language
  }

  private func t(_ text: ReportText) -> String { text(language) }

  private mutating func render() {
    var sum = RowSum()
    for department in facts.departments { sum += department.sum }
    func total(_ kind: FindingKind) -> Int { facts.departments.reduce(0) { $0 + $1.count(kind) } }
    html.begin(title: "\(input.cityName) · \(t(.overviewTitle))", language: language)
    html.heading(
      input.cityName, t(.overviewTitle),
      [(t(.dataAsOf), text(of: input.asOf)), (t(.run), input.runID), (t(.basis), t(.basisText))])
    if input.hasOtherLanguage {
      html.otherLanguage(overviewFileName(language.other), t(.otherLanguage))
    }
    html.section(t(.summary))
    html.markup("<div class=\"cards\">")
    html.card("brand", sum.read, t(.rowsRead))
    html.card("bad", total(.error), t(.errors))
    html.card("warn", total(.conflict), t(.conflicts))
    html.card("calm", total(.suspicion), t(.suspicions))
    html.card("bad", facts.departments.reduce(0) { $0 + $1.violations.count }, t(.repeatedCollection))
    html.markup("</div>\n")
    html.element("p", class: "note", t(.notAdded))
    if !sum.holds { html.element("p", class: "due", t(.equationFails)) }
    departments(sum)
    progress()
    list(t(.repeatedCollection), input.violations.filter { $0.level > .lead })
    multiHeads()
    if let burden = input.burden {
      html.burden(
        burden, catalog: input.catalog,
        fileName: input.findingsFileName == nil ? nil : CollectionBurden.fileName,
        language)
    }
    list(t(.leads), input.violations.filter { $0.level == .lead && $0.kind != .multiHead })
    html.end("\(input.cityName) · \(text(of: input.asOf)) · \(input.runID)")
  }

  private mutating func departments(_ sum: RowSum) {
    html.section(t(.departments), count: facts.departments.count)
    html.element("p", class: "note", t(.equation))
    html.markup("<table>")
    html.headers([
      (t(.department), false), (t(.rowsRead), true), (t(.accepted), true), (t(.quarantined), true),
      (t(.repeated), true), (t(.blank), true), (t(.errors), true), (t(.conflicts), true),
      (t(.suspicions), true),
      (t(.repeatedCollection), true),
    ])
    for department in facts.departments {
      html.markup("<tr><td><a href=\"")
      html.text(pageFileName(department.department, language: language))
      html.markup("\">")
      html.text(department.department.name)
      html.markup("</a></td>")
      numbers(department.sum)
      for kind in FindingKind.allCases { html.number(department.count(kind)) }
      html.number(department.violations.count)
      html.markup("</tr>\n")
    }
    html.markup("<tr class=\"sum\">")
    html.element("td", t(.total))
    numbers(sum)
    for kind in FindingKind.allCases { html.number(facts.departments.reduce(0) { $0 + $1.count(kind) }) }
    html.number(facts.departments.reduce(0) { $0 + $1.violations.count })
    html.markup("</tr></tbody></table>\n")
  }

  /// Errors of all departments; conflicts are between departments and stand on their pages.
  private mutating func progress() {
    guard let run = input.lives.last?.runNumber else { return }
    html.section(t(.progress) + language.bracketed(t(.errors)))
    html.element("p", class: "note", t(.progressNote))
    html.lifeTable(
      input.lives.filter { $0.runNumber == run && $0.kind == .error }.map { count in
        (input.catalog.departments.first { $0.code == count.department }?.name ?? count.department, count)
      }, language)
  }

  private mutating func numbers(_ sum: RowSum) {
    for count in [sum.read, sum.accepted, sum.quarantined, sum.repeated, sum.blank] { html.number(count) }
  }

  private mutating func list(_ title: String, _ violations: [Violation]) {
    guard !violations.isEmpty else { return }
    html.section(title, count: violations.count)
    html.markup("<table>")
    html.headers([
      (t(.department), false), (t(.resource), false), (t(.column), false), (t(.element), false),
      (t(.kind), false),
      (t(.level), false), (t(.compared), true), (t(.equal), true), (t(.couldHaveHad), false),
    ])
    for violation in violations {
      let resource = input.catalog.resources[violation.resourceIndex]
      html.markup("<tr>")
      html.element("td", input.catalog.department(of: resource).name)
      html.element("td", resource.name)
      html.markup("<td>")
      html.delivered(violation.heading)
      html.markup("</td>")
      html.element("td", class: "k", violation.element.title(language))
      html.element("td", class: "k", violation.kind.name(language))
      html.markup("<td><span class=\"tag \(violation.level.rawValue)\">")
      html.text(violation.level.name(language))
      html.markup("</span></td>")
      html.number(violation.evidence.compared)
      html.number(violation.evidence.equal)
      html.element("td", violation.sourceResourceIndex.map { input.catalog.resources[$0].name } ?? "–")
      html.markup("</tr>\n")
    }
    html.markup("</tbody></table>\n")
  }

  private mutating func multiHeads() {
    let heads = input.violations.filter { $0.kind == .multiHead }
    guard !heads.isEmpty else { return }
    let elements = Set(heads.map(\.element)).sorted()
    html.section(t(.multiHead), count: elements.count)
    html.element("p", class: "note", t(.multiHeadNote))
    html.markup("<table class=\"heads\">")
    html.headers([(t(.element), false), (t(.advised), false), (t(.departments), false)])
    for element in elements {
      // Who covers most comes first; of equals the first in the catalog.
      let own = heads.filter { $0.element == element }.enumerated().sorted {
        let (a, b) = ($0.element.coveredCount ?? 0, $1.element.coveredCount ?? 0)
        return a != b ? a > b : $0.offset < $1.offset
      }.map(\.element)
      let names = own.map { violation in
        let resource = input.catalog.resources[violation.resourceIndex]
        return input.catalog.department(of: resource).name + language.titled(resource.name) + " "
          + grouped(violation.coveredCount ?? 0)
      }
      html.markup("<tr>")
      html.element("td", element.title(language))
      html.element(
        "td",
        own.first?.advisedResourceIndex.map { index in
          let resource = input.catalog.resources[index]
          return "\(input.catalog.department(of: resource).name)《\(resource.name)》"
        } ?? "–")
      // A line for each: fifty departments in one sentence are read by nobody.
      html.markup("<td><ul class=\"many\">")
      for name in names { html.element("li", name) }
      html.markup("</ul></td></tr>\n")
    }
    html.markup("</tbody></table>\n")
  }
}
