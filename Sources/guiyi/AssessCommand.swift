import ArgumentParser
import GuiyiReport
import GuiyiRun

struct AssessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract:
      "Evaluate a year after Article 20: provision, timeliness, quality, use and disputes of departments.",
    discussion: """
      Everything comes from counts that the runs have stored, and is printed with its A, B and formula. Pages in Chinese and
      English and one table are written beside the reports of the current run.

      EXAMPLES
        guiyi assess my-city
        guiyi assess my-city --year 2026
      """)

  @Argument(help: "The workspace.") var workspace: String
  @Option(help: "The year, such as 2026; that of the last run where left out.") var year: Int?

  func validate() throws {
    if let year, !(1900...9999).contains(year) { throw ValidationError("--year is a year such as 2026") }
  }

  func run() throws {
    try reporting {
      let (assessment, names, files) = try assessYear(workspace: workspace, year: year)
      var table = TerminalTable(
        [TerminalTable.Column("部门", isNumber: false, widest: 30)]
          + YearMeasure.Aspect.allCases.map {
            TerminalTable.Column($0.name(.chinese), isNumber: false, widest: 12)
          })
      for department in assessment.departments {
        table.add(
          [names[department.department] ?? department.department]
            + YearMeasure.Aspect.allCases.map { aspect in
              department.measures.filter { $0.aspect == aspect }.compactMap(\.grade).max()?.name(.chinese)
                ?? "–"
            })
      }
      tell(
        "\(assessment.year) 年度评估，批次 \(assessment.runNumbers.map(String.init).joined(separator: "、"))；各方面取所含指标最低的一级，A/B 和口径见页面。"
      )
      tell(table.text)
      for file in files { tell("\(workspace)/\(file)") }
    }
  }
}
