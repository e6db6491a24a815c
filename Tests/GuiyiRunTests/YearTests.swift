import Foundation
import GuiyiModel
import GuiyiRun
import GuiyiStore
import GuiyiTesting
import Testing

/// Twelve monthly runs of the small city, with wrong cells that come, stay, go and come back.
@Suite struct YearTests {
  private static let patients = "pools/health/visits-2.csv"
  private static let insured = "pools/labour/insured.tsv"
  private static let wrongDay = "2026-02-30"

  /// The pools of a month, from 1.
  private func deliver(_ month: Int, to folder: ScratchFolder) throws {
    for (name, rows) in SmallCity().pools {
      var rows = rows
      switch "pools/" + name {
      case Self.patients:
        // Wrong until April, and again from July to September.
        let isRepaired = (4...6).contains(month) || month > 9
        rows = rows.map { $0.map { $0 == Self.wrongDay && isRepaired ? "2026-02-28" : $0 } }
        // A file of the month: its rows move down.
        rows.insert(contentsOf: (0..<month).map { ["", "新增患者\($0)", "", "", "", "", ""] }, at: 1)
      case Self.insured:
        // A row that comes in May with a wrong date, and is gone in August.
        if (5...7).contains(month) {
          let person = inventedPerson(1)
          rows.append([
            person.number, person.name, person.phone, "汉", inventedUSCC(1), rows[1][5], "2025-13-45",
          ])
        }
      default: break
      }
      let text = name.hasSuffix(".tsv") ? rows.map { $0.joined(separator: "\t") + "\n" }.joined() : csv(rows)
      try folder.write("pools/" + name, text)
    }
    let settings = try folder.read("guiyi.yaml").split(separator: "\n").filter { !$0.hasPrefix("as-of") }
    try folder.write(
      "guiyi.yaml", settings.joined(separator: "\n") + "\nas-of: 2026-\(month < 10 ? "0" : "")\(month)-15\n")
  }

  private struct Life: Hashable {
    let number: String
    let rule: String
    let value: String
    let first: String
    let seen: Int
    let opened: Int
    let due: String
    let ended: String
  }

  private func lives(_ folder: ScratchFolder) throws -> [Life] {
    var lives: [Life] = []
    try DatabaseReader(path: folder.path + "/state/current/ledger.sqlite").forEach(
      "SELECT number, rule, column_name, first_seen, seen, opened_run, due, ended FROM finding_life ORDER BY number"
    ) { row in
      lives.append(
        Life(
          number: row.text(0) ?? "", rule: row.text(1) ?? "", value: row.text(2) ?? "",
          first: row.text(3) ?? "",
          seen: Int(row.integer(4) ?? 0), opened: Int(row.integer(5) ?? 0), due: row.text(6) ?? "",
          ended: row.text(7) ?? ""))
    }
    return lives
  }

  private struct Count: Hashable {
    var open = 0
    var new = 0
    var overdue = 0
    var repaired = 0
    var removed = 0
    var lapsed = 0
  }

  /// Of one department's errors, by run.
  private func counts(_ folder: ScratchFolder, _ department: String) throws -> [Count] {
    var counts: [Count] = []
    try DatabaseReader(path: folder.path + "/state/current/ledger.sqlite").forEach(
      """
      SELECT open, new, overdue, repaired, removed, lapsed FROM life_count
      WHERE kind = 'error' AND department = ? ORDER BY run
      """, [department]
    ) { row in
      let numbers = (0..<6).map { Int(row.integer($0) ?? -1) }
      counts.append(
        Count(
          open: numbers[0], new: numbers[1], overdue: numbers[2], repaired: numbers[3], removed: numbers[4],
          lapsed: numbers[5]))
    }
    return counts
  }

  /// - Parameter isKilled: whether runs are killed in the middle and taken up again.
  private func year(isKilled: Bool) throws -> ScratchFolder {
    let folder = ScratchFolder("year")
    try SmallCity().write(to: folder)
    for month in 1...12 {
      try deliver(month, to: folder)
      if isKilled, month.isMultiple(of: 3) {
        let process = try GuiyiProcess(["run", folder.path])
        // Whenever it is: before it has begun, in the middle, or when it is done.
        while process.isRunning, !folder.names(in: "state/runs").contains(where: { $0.hasSuffix(".part") }) {
          usleep(1_000)
        }
        process.kill()
        _ = try process.wait()
      }
      _ = try run(folder.path)
    }
    return folder
  }

  @Test func `every finding of a year has its life, and every month adds up`() throws {
    let folder = try year(isKilled: false)
    let all = try lives(folder)
    #expect(Set(all.map(\.number)).count == all.count)
    // The wrong day: seen in January to March and July to September, one finding, repaired in the end.
    let day = try #require(all.first { $0.rule == "date-invalid" && $0.value == "就诊日期" })
    #expect(day.first == "2026-01-15" && day.seen == 6 && day.opened == 7 && day.ended == "repaired")
    // Ten working days from 15 July 2026, a Wednesday.
    #expect(day.due == "2026-07-29")
    // The wrong number: there all year, though its row moves down every month.
    let number = try #require(all.first { $0.rule == "check-digit" })
    #expect(number.seen == 12 && number.opened == 1 && number.ended.isEmpty)
    // 15 January 2026, a Thursday; no holiday falls into the ten days.
    #expect(number.due == "2026-01-29")
    // The row that was taken away.
    let gone = try #require(all.first { $0.rule == "date-invalid" && $0.value == "采集日期" })
    #expect(gone.first == "2026-05-15" && gone.seen == 3 && gone.ended == "removed")

    // Its date, and a hint about how its ethnicity is written.
    let labour = try counts(folder, "11410400MB0000003X")
    #expect(labour.dropFirst().map(\.new) == [0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0])
    #expect(labour.map(\.removed) == [0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0])
    let health = try counts(folder, "11410400MB0000002X")
    #expect(health.count == 12)
    #expect(health[3].repaired == 1 && health[6].new >= 1 && health[9].repaired == 1)
    #expect(health[0].overdue == 0 && health[1].overdue > 0)
    for department in [
      "11410400MB0000001X", "11410400MB0000002X", "11410400MB0000003X", "11410400MB0000006X",
    ] {
      let counts = try counts(folder, department)
      for (former, next) in zip(counts, counts.dropFirst()) {
        #expect(
          former.open + next.new - next.repaired - next.removed - next.lapsed == next.open, "\(department)")
      }
    }
  }

  @Test func `a year of runs that were killed and taken up again is the same year`() throws {
    let (straight, killed) = (try year(isKilled: false), try year(isKilled: true))
    let (a, b) = (try lives(straight), try lives(killed))
    #expect(a == b)
    for name in ["findings", "links", "violations", "entities person"] {
      expectSameLines(try export(name, of: killed.path), try export(name, of: straight.path), name)
    }
  }

  @Test func `the yearly evaluation follows from the stored counts alone`() throws {
    let folder = try year(isKilled: false)
    let outcome = try GuiyiProcess.run("assess", folder.path)
    #expect(outcome.status == 0 && outcome.output.contains("2026 年度评估"))
    let table = CSVTable(
      try folder.read("state/current/report/assessment-2026.csv").replacing("\r", with: ""))
    func cell(_ department: String, _ code: String, _ column: String) -> Int {
      let rows = table.rows.filter { $0[1] == department && $0[4] == code }
      guard rows.count == 1, let index = table.columns.firstIndex(of: column) else { return -1 }
      return Int(rows[0][index]) ?? -1
    }
    let (health, labour) = ("11410400MB0000002X", "11410400MB0000003X")
    #expect(cell(health, "delivered", "A") == 12 && cell(health, "delivered", "B") == 12)
    // Summed over the months: what each run reported.
    for name in ["filled", "correctValues", "consistentRows"] {
      var (a, b) = (0, 0)
      try DatabaseReader(path: folder.path + "/state/current/ledger.sqlite").forEach(
        "SELECT a, b FROM measure WHERE department = ? AND name = ?", [health, name]
      ) { row in
        a += Int(row.integer(0) ?? 0)
        b += Int(row.integer(1) ?? 0)
      }
      #expect(cell(health, name, "A") == a && cell(health, name, "B") == b && b > 0, "\(name)")
    }
    // The wrong day of May fell due on 29 May and was taken away in August.
    #expect(cell(labour, "settled", "B") > cell(labour, "settled", "A"))
    for page in ["assessment-2026.html", "assessment-2026.en.html"] {
      let text = try folder.read("state/current/report/" + page)
      #expect(!text.contains("://") && !text.contains("src="))
    }
    let again = try folder.read("state/current/report/assessment-2026.csv")
    _ = try GuiyiProcess.run("assess", folder.path, "--year", "2026")
    #expect(try folder.read("state/current/report/assessment-2026.csv") == again)
    #expect(try GuiyiProcess.run("assess", folder.path, "--year", "2031").status == 3)
  }
}
