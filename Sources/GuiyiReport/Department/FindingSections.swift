internal import GuiyiColumns
internal import GuiyiModel
internal import GuiyiSharing

/// The sections about the data itself.
extension DepartmentPage {
  mutating func findings() {
    html.section(t(.findings), count: facts.rules.count)
    if facts.rules.isEmpty {
      html.element("p", t(.noFindings))
      return
    }
    html.element("p", class: "note", t(.findingsNote))
    if let name = input.findingsFileName?(facts.department) {
      html.markup("<p><a href=\"")
      html.text(name)
      html.markup("\">")
      html.text(t(.allFindings))
      html.markup("</a></p>\n")
    }
    for (kind, title) in [
      (FindingKind.error, ReportText.errors), (.conflict, .conflicts), (.suspicion, .suspicions),
    ] {
      let counts = facts.rules.filter { $0.rule.kind == kind }
      guard !counts.isEmpty else { continue }
      html.element("p", class: "sub", t(title))
      for count in counts { rule(count) }
    }
  }

  private mutating func rule(_ count: RuleCount) {
    let (problem, remedy) = count.rule.sentences(language, detail: "…")
    html.markup(
      "<div class=\"rule\"><div class=\"head\"><span class=\"tag \(count.rule.severity.rawValue)\">")
    html.text(count.rule.severity.name(language))
    html.markup("</span>")
    html.element("h3", problem)
    html.markup("<span class=\"tag line\">")
    html.text(count.rule.dimension.name(language))
    html.markup("</span><span class=\"count\">\(grouped(count.count))")
    html.text(t(.times))
    html.markup("</span></div>")
    if !remedy.isEmpty { html.element("p", class: "do", remedy) }
    let examples = count.examples.map { input.findings.findings[$0] }
    let hasDetail = examples.contains { $0.detail != 0 }
    html.markup("<table><thead><tr>")
    for (name, style) in [(t(.file), "f"), (t(.row), "r"), (t(.column), "c"), (t(.value), "")] {
      html.element("th", class: style, name)
    }
    if hasDetail { html.element("th", t(.detail)) }
    html.markup("</tr></thead><tbody>\n")
    for finding in examples { example(finding, hasDetail: hasDetail) }
    html.markup("</tbody></table></div>\n")
  }

  private mutating func example(_ finding: Finding, hasDetail: Bool) {
    let resource = input.catalog.resources[Int(finding.resourceIndex)]
    let table = input.tables[resource.index]
    let hasColumn = finding.columnIndex >= 0 && Int(finding.columnIndex) < table.columns.count
    let column = hasColumn ? table.columns[Int(finding.columnIndex)] : nil
    html.markup("<tr><td>")
    if Int(finding.fileIndex) < table.files.count {
      html.delivered(table.files[Int(finding.fileIndex)])
    } else {
      html.text(resource.code)
    }
    html.markup("</td>")
    html.element("td", class: "r", finding.rowNumber == 0 ? "–" : String(finding.rowNumber))
    html.markup("<td>")
    html.delivered(column?.heading ?? t(.wholeRow))
    html.markup("</td><td>")
    if finding.value != 0 {
      let element = column?.itemIndex.flatMap { resource.items[$0].element }
      var shown: [UInt8] = []
      input.findings.texts.withBytes(of: finding.value) { input.display($0, element, &shown) }
      html.delivered(String(decoding: shown, as: UTF8.self))
    }
    html.markup("</td>")
    if hasDetail {
      html.markup("<td>")
      html.delivered(input.findings.texts.string(finding.detail))
      html.markup("</td>")
    }
    html.markup("</tr>\n")
  }

  mutating func columns() {
    guard !facts.columns.isEmpty else { return }
    html.section(t(.byColumn))
    html.markup("<table>")
    html.headers([
      (t(.column), false), (t(.element), false), (t(.errors), true), (t(.conflicts), true),
      (t(.suspicions), true),
    ])
    var lastResource = -1
    for count in facts.columns {
      let resource = input.catalog.resources[count.resourceIndex]
      if lastResource != count.resourceIndex {
        lastResource = count.resourceIndex
        html.markup("<tr><td class=\"res\" colspan=\"5\">")
        html.text(resource.name)
        html.markup("</td></tr>\n")
      }
      let column = count.columnIndex >= 0 ? input.tables[resource.index].columns[count.columnIndex] : nil
      html.markup("<tr><td>")
      html.delivered(column?.heading ?? t(.wholeRow))
      html.markup("</td>")
      html.element("td", column?.itemIndex.flatMap { resource.items[$0].element?.title(language) } ?? "–")
      for number in [count.errors, count.conflicts, count.suspicions] { html.number(number) }
      html.markup("</tr>\n")
    }
    html.markup("</tbody></table>\n")
  }

  mutating func catalogFindings() {
    guard !facts.catalogFindings.isEmpty else { return }
    html.section(t(.catalogFindings), count: facts.catalogFindings.count)
    if let due = deadline(.updateCatalog) {
      html.element(
        "p", class: "note", t(.catalogFix) + language.colon + due.text + language.bracketed(due.source))
    }
    html.markup("<table>")
    html.headers([(t(.resource), false), (t(.column), false), (t(.findings), false), (t(.place), false)])
    for index in facts.catalogFindings {
      let finding = input.catalog.findings[index]
      html.markup("<tr><td>")
      html.delivered(finding.resource)
      html.markup("</td><td>")
      html.delivered(finding.column)
      html.markup("</td>")
      html.element("td", finding.rule.message(language, detail: finding.detail))
      html.markup("<td>")
      html.delivered("\(finding.site.file):\(finding.site.lineNumber)")
      html.markup("</td></tr>\n")
    }
    html.markup("</tbody></table>\n")
  }
}
