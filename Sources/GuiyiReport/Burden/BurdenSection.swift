internal import GuiyiModel

/// The words of the burden on people, each once in both languages.
private enum BurdenText {
  case title, note, element, askedBy, departments, people, repeated, undated, none, perPerson, perPersonNote
  case times, orMore, lawful, file

  func callAsFunction(_ language: ReportLanguage) -> String {
    let words =
      switch self {
      case .title: ("采集负担", "Burden of collection")
      case .note:
        (
          "近十二个月内，同一个人或单位被多少个部门要求填报同一数据项。按目录登记为采集的列和查出的隐蔽采集列计数，标识类数据项（第十二条）不计；只计数，不含任何人的取值。",
          "Within twelve months, by how many departments the same person or body was asked for the same element: columns that the catalog says are collected, and hidden ones. Identity elements (Article 12) do not count. Counts only, nobody's values."
        )
      case .element: ("数据项", "Element")
      case .askedBy: ("被几个部门采集（人或单位数）", "Asked by so many departments (people or bodies)")
      case .departments: ("采集部门（主体数）", "Departments (people or bodies asked)")
      case .people: ("主体数", "Asked")
      case .repeated: ("重复次数", "Repeated askings")
      case .undated: ("下列资源的行没有日期，未计入：", "Not counted, since their rows carry no day: ")
      case .none: ("近十二个月内没有可计数的采集。", "Nothing was collected within twelve months that could be counted.")
      case .perPerson: ("同一主体被重复要求的总次数", "Repeated askings of one person or body, all elements")
      case .perPersonNote:
        ("每项从第二个部门起计一次。", "Every department beyond the first counts once for each element.")
      case .times: ("次", "times")
      case .orMore: ("及以上", " or more")
      case .lawful: ("（数源、法定或登记采集）", " (source, law or register)")
      case .file: ("全部计数（可用 WPS 或 Excel 打开）", "All counts (opens in a spreadsheet)")
      }
    return language == .chinese ? words.0 : words.1
  }
}

extension HTMLText {
  /// The table of elements and the distribution over people.
  mutating func burden(
    _ burden: CollectionBurden, catalog: Catalog, fileName: String?, _ language: ReportLanguage
  ) {
    func t(_ text: BurdenText) -> String { text(language) }
    section(t(.title), count: burden.elements.count)
    element(
      "p", class: "note",
      "\(GuiyiReport.text(of: burden.first)) – \(GuiyiReport.text(of: burden.last))" + language.colon
        + t(.note))
    if burden.elements.isEmpty { element("p", t(.none)) }
    if !burden.elements.isEmpty {
      if let fileName {
        markup("<p><a href=\"")
        text(fileName)
        markup("\">")
        text(t(.file))
        markup("</a></p>\n")
      }
      burdenTable(burden, catalog, language)
      distribution(burden, language)
    }
    if !burden.undatedResources.isEmpty {
      let names = burden.undatedResources.map { catalog.resources[$0] }.map {
        catalog.department(of: $0).name + language.titled($0.name)
      }
      element("p", class: "note", t(.undated) + names.joined(separator: language.listComma))
    }
  }

  /// Departments from the fourth on stand in one column.
  private static var columnCount: Int { 4 }

  private mutating func burdenTable(
    _ burden: CollectionBurden, _ catalog: Catalog, _ language: ReportLanguage
  ) {
    func t(_ text: BurdenText) -> String { text(language) }
    markup("<table>")
    let columns = (1...Self.columnCount).map { $0 == Self.columnCount ? "\($0)" + t(.orMore) : "\($0)" }
    headers(
      [(t(.element), false)] + columns.map { ($0, true) } + [(t(.repeated), true), (t(.departments), false)])
    for line in burden.elements {
      markup("<tr>")
      element("td", line.element.title(language))
      for column in 0..<Self.columnCount {
        let isLast = column == Self.columnCount - 1
        let counts =
          isLast ? line.entityCounts.dropFirst(column) : line.entityCounts.dropFirst(column).prefix(1)
        number(counts.reduce(0, +))
      }
      number(line.repeatedAskings)
      element(
        "td",
        line.departments.map { department in
          catalog.departments[department.departmentIndex].name + " " + grouped(department.entityCount)
            + (department.isLawful ? t(.lawful) : "")
        }.joined(separator: language.listComma))
      markup("</tr>\n")
    }
    markup("</tbody></table>\n")
    element("p", class: "note", t(.askedBy))
  }

  private mutating func distribution(_ burden: CollectionBurden, _ language: ReportLanguage) {
    guard !burden.repeatedPerEntity.isEmpty else { return }
    func t(_ text: BurdenText) -> String { text(language) }
    element("p", class: "sub", t(.perPerson))
    element("p", class: "note", t(.perPersonNote))
    let shown = 8
    let most = burden.repeatedPerEntity.max() ?? 1
    markup("<table>")
    headers([(t(.times), false), (t(.people), true), ("", false)])
    for index in 0..<min(shown, burden.repeatedPerEntity.count) {
      let isLast = index == shown - 1 && burden.repeatedPerEntity.count > shown
      let count =
        isLast ? burden.repeatedPerEntity.dropFirst(index).reduce(0, +) : burden.repeatedPerEntity[index]
      markup("<tr>")
      element("td", "\(index + 1)" + (isLast ? t(.orMore) : ""))
      number(count)
      markup("<td>")
      bar([(count, ChartColour.warn), (max(0, most - count), "#e6ebef")], width: 420)
      markup("</td></tr>\n")
    }
    markup("</tbody></table>\n")
  }
}

extension CollectionBurden {
  /// The file beside the overview.
  public static let fileName = "burden.csv"

  static let headings = [
    "数据项 element", "主体 subject", "采集部门数 departments", "主体数 people or bodies",
  ]

  /// The headings and rows of the file: how many people or bodies were asked by exactly so many departments.
  public var table: (headings: [String], rows: [[String]]) {
    (
      Self.headings,
      elements.flatMap { line in
        line.entityCounts.enumerated().filter { $0.element > 0 }.map {
          [line.element.name, line.element.subject.name, "\($0.offset + 1)", "\($0.element)"]
        }
      }
    )
  }
}
