import Foundation
import GuiyiModel
import GuiyiReport
import GuiyiRun
import GuiyiTesting
import GuiyiWorkbook
import Testing

/// From a run to a department's workbook, back with answers, and into the next run.
@Suite struct ReportLoopTests {
  static let police = "11410400MB0000001X"

  private func city(_ name: String) throws -> ScratchFolder {
    let folder = ScratchFolder(name)
    try SmallCity().write(to: folder)
    return folder
  }

  private func workbooks(_ folder: ScratchFolder) -> [String] {
    folder.names(in: "state/current/report").filter { $0.hasSuffix(".xlsx") }
  }

  private func findings(_ folder: ScratchFolder, _ workbook: String) throws -> [[String]] {
    var rows: [[String]] = []
    let reader = try WorkbookReader(path: folder.path + "/state/current/report/" + workbook)
    let sheet = try #require(reader.sheetNames.firstIndex(of: "问题明细"))
    try reader.forEachRow(ofSheet: sheet) { _, cells in
      var row = [String](repeating: "", count: 19)
      for cell in cells where cell.column < 19 { row[cell.column] = cell.text }
      rows.append(row)
    }
    return rows
  }

  /// A workbook as a department might send it back: other sheets before it, columns moved, answers chosen.
  private func answer(
    _ numbers: [(number: String, answer: String)], run: String = "1", in folder: ScratchFolder
  ) throws -> String {
    let path = folder.path + "/returned.xlsx"
    var book = try WorkbookWriter(path: path, temporaryFolder: folder.path, createdSeconds: 0)
    book.beginSheet("填报说明", widths: [])
    book.text(0, 0, "说明")
    book.beginSheet("问题明细", widths: [])
    for (column, heading) in ["核实结果（请选择）", "别的", "问题编号", "说明", "批次"].enumerated() {
      book.text(0, column, heading)
    }
    for (row, answer) in numbers.enumerated() {
      book.text(row + 1, 0, answer.answer)
      book.text(row + 1, 2, answer.number)
      book.text(row + 1, 3, "=1+1\t已核\n实")
      book.text(row + 1, 4, run)
    }
    try book.finish()
    return path
  }

  @Test func `every finding of a department stands in its workbook with a number that stays`() throws {
    let folder = try city("loop")
    _ = try run(folder.path)
    #expect(try GuiyiProcess.run("report", folder.path).status == 0)
    let exported = CSVTable(try export("findings", of: folder.path))
    var numbers: [String: [String]] = [:]
    var count = 0
    for workbook in workbooks(folder) {
      let rows = try findings(folder, workbook).dropFirst()
      count += rows.count
      numbers[workbook] = rows.map { $0[0] }
      #expect(Set(rows.map { $0[0] }).count == rows.count)
      #expect(rows.allSatisfy { $0[1] == "新增" })
    }
    #expect(count == exported.rows.count)
    // A delivery with one row more: what was found before keeps its number.
    let file = "pools/police/residents.csv"
    try folder.write(file, try folder.read(file) + "\n")
    _ = try run(folder.path)
    _ = try GuiyiProcess.run("report", folder.path)
    for workbook in workbooks(folder) {
      let rows = try findings(folder, workbook).dropFirst()
      #expect(rows.map { $0[0] } == numbers[workbook])
      #expect(rows.allSatisfy { $0[1] == "重复出现" })
    }
  }

  @Test func `workbooks are the same bytes for any number of threads`() throws {
    let folder = try city("bytes")
    _ = try run(folder.path)
    var former: [String: Data]?
    for threads in ["1", "2", "5"] {
      #expect(try GuiyiProcess.run("report", folder.path, "--threads", threads).status == 0)
      let bytes = try folder.contents(below: "state/runs/000001/report").filter { $0.key.hasSuffix(".xlsx") }
      #expect(!bytes.isEmpty)
      if let former { #expect(bytes == former) }
      former = bytes
    }
    #expect(folder.names(in: "state/current/report").allSatisfy { !$0.hasSuffix(".part") })
  }

  @Test func `a pool that changed since the run is not reported with rows that may have moved`() throws {
    let folder = try city("moved")
    _ = try run(folder.path)
    let file = "pools/police/residents.csv"
    try folder.write(file, try folder.read(file) + "\n")
    let outcome = try GuiyiProcess.run("report", folder.path)
    #expect(outcome.status == 3)
    #expect(outcome.complaints.contains("guiyi run"))
    #expect(workbooks(folder).isEmpty)
  }

  @Test func `an answer is taken once, counts from the next run, and survives it`() throws {
    let folder = try city("answers")
    _ = try run(folder.path)
    _ = try GuiyiProcess.run("report", folder.path)
    let workbook = try #require(workbooks(folder).first)
    let rows = try findings(folder, workbook).dropFirst()
    let first = try #require(rows.first?[0])
    let last = try #require(rows.last?[0])
    let returned = try answer(
      [(first, "源头在上级系统"), (last, " 属实 "), ("0123456789abcdef", "属实"), (first, "也许")], in: folder)
    let taken = try GuiyiProcess.run("answer", folder.path, returned, "--received", "2026-11-02")
    #expect(taken.status == 0)
    #expect(taken.output.contains("收到答复 2 条：属实 1，不属实 0，非本部门 0，源头在上级系统 1"))
    #expect(taken.complaints.contains("第 4 行") && taken.complaints.contains("第 5 行"))
    #expect(folder.names(in: "state/answers").count == 1)
    let again = try GuiyiProcess.run("answer", folder.path, returned, "--received", "2026-11-02")
    #expect(again.output.contains("另有 2 条与已有答复相同"))
    #expect(folder.names(in: "state/answers").count == 1)
    for _ in 0..<2 {
      #expect(try !run(folder.path, isForced: true).isUnchanged)
      _ = try GuiyiProcess.run("report", folder.path)
      let answers = try findings(folder, workbook).dropFirst().filter { !$0[16].isEmpty }
      #expect(Set(answers.map { $0[0] + $0[16] }) == [first + "源头在上级系统", last + "属实"])
    }
    #expect(try run(folder.path).isUnchanged)
    let orders = try GuiyiProcess.run("orders", folder.path)
    #expect(orders.output.contains("已答复") && orders.output.contains("000001-"))
  }

  @Test func `an answer counts for the run of its workbook, and only while that finding lives`() throws {
    let folder = try city("lives")
    let file = "pools/health/visits-2.csv"
    let wrong = try folder.read(file)
    _ = try run(folder.path)
    _ = try GuiyiProcess.run("report", folder.path)
    let workbook = "11410400MB0000002X.xlsx"
    // The invalid date of the tenth patient: repaired in run 2, back in run 3.
    let first = try #require(try findings(folder, workbook).first { $0[9] == "2026-02-30" })
    #expect(first[18] == "1")
    try folder.write(file, wrong.replacing("2026-02-30", with: "2026-02-28"))
    _ = try run(folder.path)
    try folder.write(file, wrong)
    _ = try run(folder.path)
    let late = try GuiyiProcess.run(
      "answer", folder.path, try answer([(first[0], "不属实")], run: "1", in: folder))
    #expect(late.status == 0 && late.output.contains("收到答复 0 条") && late.complaints.contains("再次出现"))
    for run in ["", "4", "0", "x", "99999999999999999999"] {
      let unknown = try GuiyiProcess.run(
        "answer", folder.path, try answer([(first[0], "不属实")], run: run, in: folder))
      #expect(unknown.complaints.contains("批次"), "\(run)")
    }
    let own = try GuiyiProcess.run(
      "answer", folder.path, try answer([(first[0], "不属实")], run: "3", in: folder))
    #expect(own.output.contains("收到答复 1 条"))
  }

  @Test func `an answer that a workbook was sent out with is not received again`() throws {
    let folder = try city("standing")
    _ = try run(folder.path)
    _ = try GuiyiProcess.run("report", folder.path)
    let workbook = try #require(workbooks(folder).first)
    let number = try #require(try findings(folder, workbook).last?[0])
    let returned = try answer([(number, "属实")], in: folder)
    _ = try GuiyiProcess.run("answer", folder.path, returned, "--received", "2026-11-02")
    // Before a run has taken it up, and after.
    for day in ["2026-11-05", "2026-11-09"] {
      let again = try GuiyiProcess.run("answer", folder.path, returned, "--received", day)
      #expect(again.output.contains("收到答复 0 条") && again.output.contains("另有 1 条与已有答复相同"))
      _ = try run(folder.path)
    }
    #expect(folder.names(in: "state/answers").map { String($0.prefix(10)) } == ["2026-11-02"])
  }

  @Test(arguments: ["", "no workbook", "PK\u{3}\u{4}"])
  func `what is no workbook is refused with the next step`(text: String) throws {
    let folder = try city("refused")
    _ = try run(folder.path)
    try folder.write("a.xlsx", text)
    let outcome = try GuiyiProcess.run("answer", folder.path, folder.path + "/a.xlsx")
    #expect(outcome.status == 3)
    #expect(folder.names(in: "state/answers").isEmpty)
  }

  @Test func `raw numbers stand in the department's own workbook and nowhere else`() throws {
    let folder = try city("masked")
    let city = SmallCity()
    var said = ""
    for command in [["run"], ["report"], ["orders"], ["run"]] {
      let outcome = try GuiyiProcess(command + [folder.path]).wait()
      said += outcome.output + outcome.complaints
    }
    var readable = try folder.contents(below: "state/runs/000001/report").filter {
      !$0.key.hasSuffix(".xlsx")
    }
    .mapValues { String(decoding: $0, as: UTF8.self) }
    readable["screen"] = said
    for name in ["findings", "violations", "reviews", "links"] {
      readable[name] = try export(name, of: folder.path)
    }
    for (name, text) in readable {
      for number in city.numbers {
        #expect(!text.contains(number) && !text.contains(number.lowercased()), "\(name)")
      }
      // Nothing that looks like one either: 17 digits and a check character, or 15 digits, in a row.
      #expect(text.firstMatch(of: /(?:^|[^0-9A-Za-z])99[0-9]{15}[0-9Xx](?:$|[^0-9A-Za-z])/) == nil, "\(name)")
    }
    // Each workbook holds numbers of the department's own pool only.
    let folders = [
      "11410400MB0000001X": "police/", "11410400MB0000002X": "health/", "11410400MB0000003X": "labour/",
      "11410400MB0000004X": "civil/", "11410400MB0000005X": "market/", "11410400MB0000006X": "tax/",
    ]
    var shownCount = 0
    for workbook in workbooks(folder) {
      let own = folders.first { workbook.hasPrefix($0.key) }?.value
      let rows = city.pools.filter { own.map($0.name.hasPrefix) ?? true }.flatMap(\.rows).joined().joined(
        separator: "\n")
      let reader = try WorkbookReader(path: folder.path + "/state/current/report/" + workbook)
      for sheet in reader.sheetNames.indices {
        try reader.forEachRow(ofSheet: sheet) { _, cells in
          for cell in cells {
            for number in city.numbers where cell.text.contains(number) {
              shownCount += 1
              #expect(rows.contains(number), "\(workbook)")
            }
          }
        }
      }
    }
    #expect(shownCount > 0)
  }
}
