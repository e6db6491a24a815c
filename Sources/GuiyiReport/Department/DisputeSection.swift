internal import GuiyiModel

/// Values of the department that somebody says are wrong (Article 19), until that is decided.
extension DepartmentPage {
  mutating func disputes() {
    let own = Set(resources.map(\.index))
    let values = input.disputes.filter { own.contains($0.resourceIndex) }
    guard !values.isEmpty else { return }
    html.section(t(.disputes), count: values.count)
    html.element("p", class: "note", t(.disputesNote))
    html.markup("<table>")
    html.headers([
      (t(.resource), false), (t(.file), false), (t(.row), true), (t(.element), false),
      (t(.disputedSince), false), (t(.disputedBy), false), (t(.disputeReason), false),
    ])
    for value in values {
      html.markup("<tr>")
      html.element("td", input.catalog.resources[value.resourceIndex].name)
      html.markup("<td>")
      html.delivered(input.tables[value.resourceIndex].files[value.fileIndex])
      html.markup("</td>")
      html.number(Int(value.rowNumber))
      html.element("td", value.element.title(language))
      html.element("td", text(of: value.since))
      for words in [value.by, value.reason] {
        html.markup("<td>")
        html.delivered(words)
        html.markup("</td>")
      }
      html.markup("</tr>\n")
    }
    html.markup("</tbody></table>\n")
  }
}
