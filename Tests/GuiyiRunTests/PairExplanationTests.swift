import GuiyiTesting
import Testing

/// Why two records or entities of a finished run are one, or apart.
@Suite struct PairExplanationTests {
  /// The rows of the export of links about people, each with its place and entity.
  private func people() -> [(place: String, entity: String)] {
    let table = CSVTable(FinishedCity.exported["links"] ?? "")
    return table.rows(where: ["subject": "person"]).map { row in
      ("\(row["file"] ?? ""):\(row["row"] ?? "")", row["entity_id"] ?? "")
    }
  }

  @Test func `two people are shown side by side, masked unless revealed`() throws {
    let ids = Array(Set(people().map(\.entity))).sorted().prefix(2)
    try #require(ids.count == 2)
    let masked = try GuiyiProcess.run("explain", FinishedCity.path, ids[0], ids[1])
    #expect(masked.status == 0, "\(masked.complaints)")
    for part in ["不是同一主体", "分开的依据", "相同", "不同", "一方缺值"] {
      #expect(masked.output.contains(part), "\(part) in \(masked.output)")
    }
    let shown = try GuiyiProcess.run("explain", FinishedCity.path, ids[0], ids[1], "--reveal")
    #expect(shown.output != masked.output)
    #expect(masked.output.contains("*"))
  }

  @Test func `in English what stands before a value is English, and as much is told`() throws {
    let ids = Array(Set(people().map(\.entity))).sorted().prefix(2)
    try #require(ids.count == 2)
    for what in [[ids[0]], [ids[0], ids[1]]] {
      let chinese = try GuiyiProcess(["explain", FinishedCity.path] + what).wait()
      let english = try GuiyiProcess(["explain", FinishedCity.path] + what + ["--language", "en"]).wait()
      #expect(english.status == 0, "\(english.complaints)")
      let lines = english.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == chinese.output.split(separator: "\n", omittingEmptySubsequences: false).count)
      // Values stay as they are; what stands before the first colon, and headings, are ours.
      for line in lines {
        let own = line.prefix { $0 != ":" }
        #expect(own.unicodeScalars.allSatisfy { !(0x4E00...0x9FFF).contains($0.value) }, "\(line)")
        #expect(!line.contains("第 "), "\(line)")
      }
    }
  }

  @Test func `two rows of one person lead to their entity`() throws {
    let rows = people()
    let first = try #require(
      rows.first { row in rows.contains { $0.entity == row.entity && $0.place != row.place } })
    let second = try #require(rows.first { $0.entity == first.entity && $0.place != first.place })
    let outcome = try GuiyiProcess.run("explain", FinishedCity.path, first.place, second.place)
    #expect(outcome.status == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains("同属 \(first.entity)"), "\(outcome.output)")
  }

  @Test(arguments: [("P000000001", "O000000001"), ("P000000001", "nowhere.csv:3"), ("P000000001", "x")])
  func `what cannot be one is refused with the next step`(first: String, second: String) throws {
    let outcome = try GuiyiProcess.run("explain", FinishedCity.path, first, second)
    #expect(outcome.status == 2)
    #expect(outcome.complaints.split(separator: "\n").count >= 2, "\(outcome.complaints)")
  }
}
