internal import GuiyiLedger
internal import GuiyiModel
internal import GuiyiSharing

/// What became of the findings: new, repaired, repeated, overdue; and the trend over runs.
extension DepartmentPage {
  mutating func progress() {
    let own = input.lives.filter { $0.department == facts.department.code }
    guard let run = own.last?.runNumber else { return }
    html.section(t(.progress))
    html.element("p", class: "note", t(.progressNote))
    html.lifeTable(own.filter { $0.runNumber == run }.map { ($0.kind.name(language), $0) }, language)
    if let due = deadline(.repairData) {
      html.element(
        "p", class: "note", t(.repairBy) + language.colon + due.text + language.bracketed(due.source))
    }
    trend(own)
  }

  private mutating func trend(_ own: [LifeCount]) {
    var runs: [Int] = []
    for count in own where runs.last != count.runNumber { runs.append(count.runNumber) }
    guard runs.count > 1 else { return }
    html.element("p", class: "sub", t(.trend))
    html.legend([
      (t(.again), ChartColour.bad), (t(.newFindings), ChartColour.warn),
      (t(.repairedFindings), ChartColour.good),
    ])
    // Errors and conflicts each on their own: they never add up.
    for kind in [FindingKind.error, .conflict] {
      let counts = runs.suffix(12).compactMap { run in own.last { $0.runNumber == run && $0.kind == kind } }
      guard counts.contains(where: { $0.open + $0.repaired > 0 }) else { continue }
      html.element("p", class: "note", kind.name(language))
      html.lifeChart(counts)
    }
  }
}

extension HTMLText {
  /// Lives by a name: a kind of finding, or a department.
  mutating func lifeTable(_ lines: [(name: String, count: LifeCount)], _ language: ReportLanguage) {
    markup("<table>")
    let names: [ReportText] = [
      .openFindings, .newFindings, .overdueFindings, .repairedFindings, .removedRows, .lapsedFindings,
    ]
    headers([("", false)] + names.map { ($0(language), true) })
    for (name, count) in lines {
      markup("<tr>")
      element("td", name)
      for value in [count.open, count.new, count.overdue, count.repaired, count.removed, count.lapsed] {
        number(value)
      }
      markup("</tr>\n")
    }
    markup("</tbody></table>\n")
  }

  /// A bar for each run: what stands open, new above old; and what was repaired beside it.
  mutating func lifeChart(_ counts: [LifeCount]) {
    let (width, height) = (900, 150)
    let top = max(1, counts.map { max($0.open, $0.repaired) }.max() ?? 1)
    let step = width / max(counts.count, 6)
    func length(_ count: Int) -> Int { count == 0 ? 0 : max(1, count * (height - 40) / top) }
    markup("<svg width=\"100%\" viewBox=\"0 0 \(width) \(height)\" role=\"img\">")
    markup("<line x1=\"0\" y1=\"\(height - 20)\" x2=\"\(width)\" y2=\"\(height - 20)\" stroke=\"#d9e0e6\"/>")
    for (index, count) in counts.enumerated() {
      let x = index * step + step / 8
      let bar = max(4, step / 4)
      let base = height - 20
      let (old, new, repaired) = (length(count.open - count.new), length(count.new), length(count.repaired))
      rectangle(x, base - old, bar, old, ChartColour.bad)
      rectangle(x, base - old - new, bar, new, ChartColour.warn)
      rectangle(x + bar + 3, base - repaired, bar, repaired, ChartColour.good)
      label(x + bar / 2, base - old - new - 5, grouped(count.open))
      if count.repaired > 0 { label(x + bar + 3 + bar / 2, base - repaired - 5, grouped(count.repaired)) }
      label(x + bar, height - 5, GuiyiReport.text(of: count.day))
    }
    markup("</svg>\n")
  }

  private mutating func rectangle(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ colour: String) {
    guard height > 0 else { return }
    markup("<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" fill=\"\(colour)\"/>")
  }

  private mutating func label(_ x: Int, _ y: Int, _ text: String) {
    markup("<text x=\"\(x)\" y=\"\(y)\" font-size=\"11\" text-anchor=\"middle\" fill=\"#5c6b7a\">")
    self.text(text)
    markup("</text>")
  }
}
