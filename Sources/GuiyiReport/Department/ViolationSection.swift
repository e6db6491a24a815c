internal import GuiyiLedger
internal import GuiyiModel
internal import GuiyiSharing

/// The section about repeated collection: evidence, what could have been had, and the deadline.
extension DepartmentPage {
  mutating func violations() {
    html.section(t(.repeatedCollection), count: facts.violations.count)
    if facts.violations.isEmpty {
      html.element("p", t(.noViolations))
      return
    }
    html.element("p", class: "note", t(.violationNote))
    if input.findingsFileName != nil,
      facts.violations.contains(where: { input.violations[$0].sourceResourceIndex != nil })
    {
      html.markup("<p><a href=\"")
      html.text(ApplicationPage.fileName(facts.department, language: language))
      html.markup("\">")
      html.text(language == .chinese ? "可共享获取的数据：申请表（待填写）" : "What could be had: applications to fill in")
      html.markup("</a></p>\n")
    }
    for index in facts.violations { violation(input.violations[index]) }
  }

  private mutating func violation(_ violation: Violation) {
    let resource = input.catalog.resources[violation.resourceIndex]
    let evidence = violation.evidence
    html.markup("<div class=\"rule\"><div class=\"head\"><span class=\"tag \(violation.level.rawValue)\">")
    html.text(violation.level.name(language))
    html.markup("</span><h3>")
    html.delivered(violation.heading)
    html.text(" · \(violation.element.title(language))")
    html.markup(" <span class=\"code\">")
    html.text("\(resource.name) \(resource.code)")
    html.markup("</span></h3><span class=\"tag line\">")
    html.text(violation.kind.name(language))
    html.markup("</span></div>")
    html.element(
      "p", class: "do", violation.kind.meaning(language) + language.gap + violation.level.demand(language))
    html.bar(
      [
        (evidence.equal, ChartColour.brand), (evidence.typing, ChartColour.warn),
        (evidence.different, ChartColour.calm),
      ], width: 620, height: 12)
    html.legend([
      ("\(t(.compared)) \(grouped(evidence.compared))", "transparent"),
      ("\(t(.equal)) \(grouped(evidence.equal))", ChartColour.brand),
      ("\(t(.typing)) \(grouped(evidence.typing))", ChartColour.warn),
      ("\(t(.different)) \(grouped(evidence.different))", ChartColour.calm),
    ])
    html.markup("<dl class=\"grid\">")
    if let source = violation.sourceResourceIndex.map({ input.catalog.resources[$0] }) {
      let share =
        source.share.type.name(language)
        + (source.share.condition.map { language.semicolon + t(.condition) + language.colon + $0 } ?? "")
      line(
        t(.couldHaveHad),
        input.catalog.department(of: source).name + language.titled(source.name) + " \(source.code)"
          + language.bracketed(share + language.semicolon + violation.element.title(language))
      )
      line("", t(.apply))
    }
    if let first = evidence.firstCollected, let last = evidence.lastCollected {
      line(t(.collectedBetween), "\(text(of: first)) – \(text(of: last))")
    } else {
      line(t(.collectedBetween), t(.undated))
    }
    if let chance = evidence.chanceAgreement { line(t(.chance), percent(chance)) }
    if !evidence.examples.isEmpty {
      line(t(.exampleRows), examples(evidence.examples))
    }
    line(t(.checked), violation.checks.map { $0.title(language) }.joined(separator: language.semicolon))
    if let due = noticeDue(violation) { line(t(.askedTo), due.text + language.bracketed(due.source)) }
    if let answer = notice(violation)?.answer {
      line(t(.answered), answerText(answer, notice(violation)?.reason ?? ""))
    }
    html.markup("</dl></div>\n")
  }

  func notice(_ violation: Violation) -> NoticeLife? { input.notices[violation.key(in: input.catalog)] }

  private func answerText(_ answer: NoticeAnswer, _ reason: String) -> String {
    // Remarks are free text: departments write numbers of people into them.
    var shown: [UInt8] = []
    input.display(Array(reason.utf8).span, nil, &shown)
    return (language == .chinese ? answer.chineseName : answer.englishName)
      + (reason.isEmpty ? "" : language.colon + String(decoding: shown, as: UTF8.self))
  }

  /// When an answer is due: by the day on which it was first asked, not by the run's.
  func noticeDue(_ violation: Violation) -> (text: String, source: String)? {
    guard let notice = notice(violation) else { return deadline(.answerNotice) }
    guard let period = input.periods.period(of: .answerNotice, on: notice.askedDay) else { return nil }
    let isLate = violation.status == .overdue
    return (
      text(of: notice.dueDay) + (notice.isProvisional ? t(.provisional) : "") + (isLate ? t(.late) : ""),
      "\(period.workingDays)\(t(.workingDays))\(language.comma)\(language == .chinese ? period.chineseSource : period.englishSource)"
    )
  }

  /// `a.csv row 5, 25; b.csv row 7`, each file once.
  private func examples(_ rows: [ExampleRow]) -> String {
    var files: [String] = []
    for row in rows where !files.contains(row.file) { files.append(row.file) }
    return files.map { file in
      let numbers = rows.filter { $0.file == file }.map { String($0.rowNumber) }
      return "\(file) \(t(.row)) \(numbers.joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  private mutating func line(_ name: String, _ value: String) {
    html.element("dt", name)
    html.markup("<dd>")
    html.delivered(value, limit: 600)
    html.markup("</dd>")
  }
}

extension ExemptionCheck {
  /// The check in words of the reader's language.
  func title(_ language: ReportLanguage) -> String {
    guard language == .chinese else { return "\(name): \(result)" }
    let names = [
      "identity": "标识类数据项", "source": "数源资源", "share": "共享类型", "published": "平台发布日", "dates": "采集日依据",
      "origin": "登记来源", "collection": "法定或登记采集", "grant": "共享授权",
    ]
    let results = [
      "no": "否", "none": "无", "none-named": "未明确", "unconditional": "无条件", "conditional": "有条件",
      "collected": "采集",
      "shared": "共享", "generated": "自产", "collected-on": "采集日期列", "updated-on": "更新日期列",
      "undeclared-column": "目录未登记的列", "unused": "有授权而未用", "partly": "仅覆盖部分日期", "unknown": "未登记",
    ]
    return "\(names[name] ?? name)：\(results[result] ?? result)"
  }
}
