import Foundation
import GuiyiColumns
import GuiyiRun
import GuiyiTesting
import Testing

/// The same inputs give the same exports, whatever the machine does on the way.
@Suite struct SameResultTests {
  private func expectSame(
    _ found: [String: String], _ expected: [String: String], _ what: String,
    at location: SourceLocation = #_sourceLocation
  ) {
    #expect(found.keys.sorted() == expected.keys.sorted())
    for (name, text) in expected.sorted(by: { $0.key < $1.key }) {
      expectSameLines(found[name] ?? "", text, "\(what): \(name)", at: location)
    }
  }

  @Test func `a second run says that nothing changed and writes nothing`() throws {
    let folder = ScratchFolder("again")
    try SmallCity().write(to: folder)
    let first = try GuiyiProcess.run("run", folder.path)
    #expect(first.status == 0)
    let before = try folder.contents(below: "state")
    let exported = try exports(of: folder.path)
    let second = try GuiyiProcess.run("run", folder.path)
    #expect(second.status == 0)
    #expect(second.output.contains("没有变化"))
    #expect(try folder.contents(below: "state") == before)
    expectSame(try exports(of: folder.path), exported, "second run")
    let summary = try run(folder.path)
    #expect(summary.isUnchanged)
    #expect(summary.runNumber == 1)
    // It says what stands, as the run that made it did.
    let made = try run(folder.path, isForced: true)
    #expect(summary.rows == made.rows)
    #expect(summary.findingCounts.map(\.count) == made.findingCounts.map(\.count))
    #expect(summary.violationCount == made.violationCount)
    #expect(summary.reviewCount == made.reviewCount)
    #expect(summary.subjects.map(\.entityCount) == made.subjects.map(\.entityCount))
    #expect(summary.subjects.map(\.recordCount) == made.subjects.map(\.recordCount))
  }

  @Test(arguments: [
    "pools/police/residents.csv", "catalog/police.yaml", "guiyi.yaml", "sharing/grants.yaml",
    "topics/own.sql",
  ])
  func `a change of any input is seen`(file: String) throws {
    let folder = ScratchFolder("changed")
    try SmallCity().write(to: folder)
    _ = try run(folder.path)
    if file.hasPrefix("topics") {
      try folder.write(
        file,
        "-- topic: own\n-- title: 自有\n-- purpose: 试\n-- basis: 试\n-- uses: person\n-- table: a | 甲\nSELECT 1 AS one;\n"
      )
    } else if file.hasPrefix("pools") {
      try folder.write(file, try folder.read(file) + "\n")
    } else {
      try folder.write(file, try folder.read(file) + "# a remark\n")
    }
    let summary = try run(folder.path)
    #expect(!summary.isUnchanged)
    #expect(summary.runNumber == 2)
  }

  @Test func `pools that lie elsewhere, behind a link, are read, and a change of them is seen`() throws {
    let folder = ScratchFolder("linked")
    try SmallCity().write(to: folder)
    let files = FileManager.default
    try files.moveItem(atPath: folder.path + "/pools", toPath: folder.path + "/elsewhere")
    try files.createSymbolicLink(atPath: folder.path + "/pools", withDestinationPath: "elsewhere")
    let first = try run(folder.path)
    #expect(!first.subjects.isEmpty)
    #expect(try run(folder.path).isUnchanged)
    let file = "elsewhere/police/residents.csv"
    try folder.write(file, try folder.read(file) + "\n")
    #expect(try !run(folder.path).isUnchanged)
  }

  @Test func `a change of a file behind a link is seen`() throws {
    let folder = ScratchFolder("linkedFile")
    try SmallCity().write(to: folder)
    let files = FileManager.default
    try files.moveItem(atPath: folder.path + "/catalog/police.yaml", toPath: folder.path + "/police.yaml")
    try files.createSymbolicLink(
      atPath: folder.path + "/catalog/police.yaml", withDestinationPath: "../police.yaml")
    _ = try run(folder.path)
    #expect(try run(folder.path).isUnchanged)
    try folder.write("police.yaml", try folder.read("police.yaml") + "# a remark\n")
    #expect(try !run(folder.path).isUnchanged)
  }

  @Test func `a forced run over the same inputs keeps every export`() throws {
    let folder = ScratchFolder("forced")
    try SmallCity().write(to: folder)
    _ = try run(folder.path)
    let exported = try exports(of: folder.path)
    #expect(try run(folder.path, isForced: true).runNumber == 2)
    expectSame(try exports(of: folder.path), exported, "forced run")
  }

  @Test(arguments: [1, 2, 5])
  func `exports are the same for any number of threads`(threads: Int) throws {
    let folder = ScratchFolder("threads")
    try SmallCity().write(to: folder)
    _ = try run(folder.path, threads: threads)
    expectSame(try exports(of: folder.path), FinishedCity.exported, "\(threads) threads")
  }

  @Test func `exports are the same for files and catalogs in another order`() throws {
    let folder = ScratchFolder("renamed")
    // Within a resource the second file comes first, and so do its rows.
    let renamed = ["health/visits-1.csv": "health/z.csv", "health/visits-2.csv": "health/a.csv"]
    try SmallCity().write(to: folder) { renamed[$0] ?? $0 }
    for (index, name) in folder.names(in: "catalog").reversed().enumerated() {
      try folder.rename("catalog/" + name, to: "catalog/\(index).yaml")
    }
    _ = try run(folder.path)
    let found = try exports(of: folder.path).mapValues { text in
      renamed.reduce(text) { $0.replacingOccurrences(of: $1.value, with: $1.key) }
    }
    expectSame(withoutOrder(found), withoutOrder(FinishedCity.exported), "other order")
  }

  /// Exports with their lines sorted, for lists that follow the files, and without example rows, of which a
  /// violation shows the first few.
  private func withoutOrder(_ exports: [String: String]) -> [String: String] {
    var exports = exports
    let violations = CSVTable(exports["violations"] ?? "")
    let examples = violations.columns.firstIndex(of: "examples")
    exports["violations"] = csv(
      ([violations.columns] + violations.rows).map { row in
        row.enumerated().filter { $0.offset != examples }.map(\.element)
      })
    return exports.mapValues { $0.split(separator: "\n").sorted().joined(separator: "\n") }
  }

  @Test func `exports are the same for columns in another order`() throws {
    let folder = ScratchFolder("columns")
    let city = SmallCity()
    try city.write(to: folder)
    for (name, rows) in city.pools where name.hasSuffix(".csv") && !name.hasPrefix("police") {
      try folder.write("pools/" + name, csv(rows.map { $0.reversed() }))
    }
    _ = try run(folder.path)
    expectSame(try exports(of: folder.path), FinishedCity.exported, "other columns")
  }

  /// The limit is far below what the process needs beside its columns: whatever may leave the memory does so all the time.
  @Test func `exports are the same where columns wait on the disk`() throws {
    let plain = try sampleCity("plain")
    let bounded = try sampleCity("bounded")
    #expect(try GuiyiProcess.run("run", plain.path).status == 0)
    let outcome = try GuiyiProcess.run("run", bounded.path, "--memory", "64M")
    #expect(outcome.status == 0, "\(outcome.complaints)")
    expectSame(try exports(of: bounded.path), try exports(of: plain.path), "64 MiB")
    // What waited is gone with the run.
    #expect(bounded.names(in: "state") == plain.names(in: "state"))
  }

  @Test func `a limit that no run can keep is told before anything is read`() throws {
    let folder = ScratchFolder("least")
    try SmallCity().write(to: folder)
    let outcome = try GuiyiProcess.run("run", folder.path, "--memory", "1M")
    #expect(outcome.status == 2, "\(outcome.complaints)")
    #expect(outcome.complaints.contains("needs at least"))
    #expect(!folder.exists("state/current"))
  }

  /// The sample city as it is delivered, not yet run.
  private func sampleCity(_ name: String) throws -> ScratchFolder {
    let folder = ScratchFolder(name)
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    try folder.copy(from: root.path + "/SampleData/city")
    if folder.exists("state") { try folder.remove("state") }
    return folder
  }

  @Test func `exports are the same in ten processes, each with its own hash seed`() throws {
    let folder = ScratchFolder("processes")
    try SmallCity().write(to: folder)
    for number in 1...10 {
      let outcome = try GuiyiProcess.run("run", folder.path, "--force")
      #expect(outcome.status == 0, "\(outcome.complaints)")
      expectSame(try exports(of: folder.path), FinishedCity.exported, "process \(number)")
    }
  }

  @Test func `a run that is killed at any moment leaves the former results, and the next run completes`()
    throws
  {
    let folder = ScratchFolder("killed")
    try SmallCity().write(to: folder)
    let start = ContinuousClock.now
    _ = try run(folder.path)
    let milliseconds = Int(start.duration(to: .now) / .milliseconds(1))
    var random = SplitMix64(seed: 20_261_101)
    var killedCount = 0
    var number = 1
    for attempt in 1...10 {
      let process = try GuiyiProcess(["run", folder.path, "--force"])
      let delay = Int.random(in: 0...max(50, milliseconds), using: &random)
      Thread.sleep(forTimeInterval: Double(delay) / 1_000)
      process.kill()
      let status = try process.wait().status
      if status == -9 { killedCount += 1 } else { number += 1 }
      // A run that was killed after it was put in place counts as done: its results are whole.
      let current = try #require(currentRun(folder))
      #expect(current == number || current == number + 1)
      number = current
      expectSame(try exports(of: folder.path), FinishedCity.exported, "kill \(attempt) after \(delay) ms")
    }
    #expect(killedCount > 0, "no run was killed in time: the delays are too long")
    let summary = try run(folder.path, isForced: true)
    #expect(summary.runNumber == number + 1)
    expectSame(try exports(of: folder.path), FinishedCity.exported, "after the kills")
    #expect(folder.names(in: "state/runs").allSatisfy { !$0.hasSuffix(".part") })
  }

  private func currentRun(_ folder: ScratchFolder) -> Int? {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/state/current"))
      .flatMap { Int(($0 as NSString).lastPathComponent) }
  }
}
