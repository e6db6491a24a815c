import Foundation
import GuiyiStore
import GuiyiTesting
import Testing

@Suite struct PublicationTests {
  let folder = ScratchFolder("publication")
  var publication: Publication { Publication(stateFolder: folder.path + "/state") }

  /// Writes a run that holds one file, and publishes it.
  private func publish(_ text: String) throws {
    let run = try publication.begin()
    try Data(text.utf8).write(to: URL(fileURLWithPath: run.folder + "/result"))
    try run.publish()
  }

  @Test func `nothing is current before the first run`() {
    #expect(publication.current == nil)
  }

  @Test func `a pending run is invisible until it is published, and whole afterwards`() throws {
    let run = try publication.begin()
    #expect(run.runNumber == 1)
    let inner = try run.makeFolder("base")
    try Data("a".utf8).write(to: URL(fileURLWithPath: run.folder + "/result"))
    try Data("b".utf8).write(to: URL(fileURLWithPath: inner + "/person.sqlite"))
    #expect(publication.current == nil)
    #expect(!folder.exists("state/current"))
    try run.publish()
    let current = try #require(publication.current)
    #expect(current.runNumber == 1)
    #expect(current.folder == folder.path + "/state/runs/000001")
    #expect(try folder.read("state/current/result") == "a")
    #expect(try folder.read("state/current/base/person.sqlite") == "b")
  }

  @Test func `the former run stays current while the next one is written`() throws {
    try publish("first")
    let run = try publication.begin()
    try Data("second".utf8).write(to: URL(fileURLWithPath: run.folder + "/result"))
    #expect(try folder.read("state/current/result") == "first")
    try run.publish()
    #expect(try folder.read("state/current/result") == "second")
    #expect(publication.current?.runNumber == 2)
  }

  @Test func `a run that gives up leaves nothing behind`() throws {
    do {
      let run = try publication.begin()
      try Data("half".utf8).write(to: URL(fileURLWithPath: run.folder + "/result"))
    }
    #expect(folder.names(in: "state/runs").isEmpty)
  }

  @Test func `what a killed run left is removed by the next`() throws {
    try publish("first")
    try folder.write("state/runs/000002.part/base/person.sqlite", "half")
    try folder.write("state/runs/000009.part/result", "half")
    let run = try publication.begin()
    #expect(run.runNumber == 2)
    #expect(folder.names(in: "state/runs") == ["000001", "000002.part"])
    #expect(folder.names(in: "state/runs/000002.part").isEmpty)
  }

  @Test func `a second run at the same time is refused, and may come when the first is done`() throws {
    do {
      let first = try publication.begin()
      let error = #expect(throws: StoreError.self) { _ = try publication.begin() }
      #expect(error?.message.contains("another run") == true)
      #expect(
        folder.exists("state/runs/000001.part"), "the refused run has not touched the first one's folder")
      try first.publish()
    }
    let second = try publication.begin()
    #expect(second.runNumber == 2)
  }

  @Test func `a run that cannot begin does not keep the next one from it`() throws {
    try publish("first")
    try folder.remove("state/current")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/state/current", withDestinationPath: "runs/9999999999")
    let error = #expect(throws: StoreError.self) { _ = try publication.begin() }
    #expect(error?.message.contains("no number of ours") == true)
    try folder.remove("state/current")
    #expect(try publication.begin().runNumber == 1)
  }

  @Test func `publishing survives a folder of the same number that never became current`() throws {
    try publish("first")
    try folder.write("state/runs/000002/result", "moved into place, then the power went")
    try publish("second")
    #expect(try folder.read("state/current/result") == "second")
    #expect(publication.current?.runNumber == 2)
  }

  @Test func `a link that a killed run made ready is no obstacle`() throws {
    try publish("first")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/state/current.next", withDestinationPath: "runs/000007")
    try publish("second")
    #expect(try folder.read("state/current/result") == "second")
    #expect(!folder.exists("state/current.next"))
  }

  @Test(arguments: [
    (1, ["000005"]), (2, ["000004", "000005"]), (9, ["000001", "000002", "000003", "000004", "000005"]),
  ])
  func `pruning keeps the newest runs`(count: Int, kept: [String]) throws {
    for number in 1...5 { try publish("\(number)") }
    try publication.prune(keeping: count)
    #expect(folder.names(in: "state/runs") == kept)
    #expect(try folder.read("state/current/result") == "5")
  }

  @Test func `pruning never removes the current run`() throws {
    for number in 1...3 { try publish("\(number)") }
    try folder.remove("state/current")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/state/current", withDestinationPath: "runs/000001")
    try publication.prune(keeping: 0)
    #expect(folder.names(in: "state/runs") == ["000001", "000003"])
    #expect(try folder.read("state/current/result") == "1")
  }

  /// What a sort lays aside is people's data: it lies where the results do. The folder is the whole process's, so the test has
  /// one of its own.
  @Test func `a sort that finds no memory goes on beside the results`() async {
    await #expect(processExitsWith: .success) { exit(try sortBesideResults() ? EXIT_SUCCESS : EXIT_FAILURE) }
  }
}

/// Sorts sixty megabytes.
/// - Returns: whether files came and went meanwhile in the workspace's `state`, and none where they would lie otherwise.
private func sortBesideResults() throws -> Bool {
  let folder = ScratchFolder("sorting")
  let elsewhere = folder.path + "/elsewhere"
  try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: false)
  // Before anything asks SQLite: it reads them once.
  for variable in ["SQLITE_TMPDIR", "TMPDIR"] { _ = unsafe setenv(variable, elsewhere, 1) }
  let run = try Publication(stateFolder: folder.path + "/state").begin()
  let builder = try DatabaseBuilder(path: run.folder + "/t.sqlite")
  // A folder is as old as the last coming or going in it, that of a file without a name as well.
  let long = Date(timeIntervalSince1970: 0)
  for path in [folder.path + "/state", elsewhere] {
    try FileManager.default.setAttributes([.modificationDate: long], ofItemAtPath: path)
  }
  try builder.forEach(
    """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600000)
    SELECT printf('%099d', i * 7919 % 600011) FROM n ORDER BY 1
    """
  ) { _ in }
  func isUntouched(_ path: String) throws -> Bool {
    try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date == long
  }
  return try !isUntouched(folder.path + "/state") && isUntouched(elsewhere)
}
