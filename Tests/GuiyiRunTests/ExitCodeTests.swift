import Foundation
import GuiyiTesting
import Testing

/// The exit codes of the contract, and what is left on the disk with each.
@Suite struct ExitCodeTests {
  private func city() throws -> ScratchFolder {
    let folder = ScratchFolder("exit")
    try SmallCity().write(to: folder)
    return folder
  }

  @Test(arguments: [
    ("guiyi.yaml", "city: {code: \"410400\", name: 平顶山市}\nas-off: 2026-11-01\n", "guiyi.yaml:2", "as-of"),
    ("guiyi.yaml", "city: {code: \"410400\", name: 平顶山市}\nas-of: 2026-02-30\n", "guiyi.yaml:2", "2026-02-30"),
    ("guiyi.yaml", "city: {code: [\n", "guiyi.yaml:2", "YAML"),
    (
      "catalog/tax.yaml", "department: {code: 11410400MB0000006X, name: 税务局}\nresorces: []\n",
      "catalog/tax.yaml:2", "resources"
    ),
    ("sharing/grants.yaml", "grants:\n  - {consumer: x}\n", "sharing/grants.yaml:2", "resource"),
  ])
  func `a mistake in the settings is 2, names its place and leaves nothing`(
    file: String, text: String, place: String, hint: String
  ) throws {
    let folder = try city()
    try folder.write(file, text)
    let outcome = try GuiyiProcess.run("run", folder.path)
    #expect(outcome.status == 2)
    #expect(outcome.complaints.contains(place), "\(outcome.complaints)")
    #expect(outcome.complaints.contains(hint), "\(outcome.complaints)")
    #expect(!folder.exists("state"))
  }

  @Test(arguments: [
    ["run"], ["run", "a", "--threads", "0"], ["run", "a", "--memory", "much"],
    ["run", "a", "--fail-on", "bad"],
    ["export", "a", "everything"], ["export", "a", "entities"], ["export", "a", "links", "--format", "xls"],
    ["nothing"],
  ])
  func `a wrong command line is 2`(arguments: [String]) throws {
    let outcome = try GuiyiProcess(arguments).wait()
    #expect(!outcome.complaints.isEmpty)
    #expect(outcome.status == 2)
  }

  @Test func `a workspace that is not there is 2`() throws {
    let outcome = try GuiyiProcess.run("run", "/nonexistent/workspace")
    #expect(outcome.status == 2)
    #expect(outcome.complaints.contains("guiyi.yaml"))
  }

  @Test func `pools without a readable row are 3, and no result is written`() throws {
    let folder = try city()
    try folder.remove("pools")
    let outcome = try GuiyiProcess.run("run", folder.path)
    #expect(outcome.status == 3)
    #expect(outcome.complaints.contains("pools"))
    #expect(!folder.exists("state/current"))
    #expect(folder.names(in: "state/runs").isEmpty)
  }

  @Test func `an unreadable pool leaves the former results`() throws {
    let folder = try city()
    #expect(try GuiyiProcess.run("run", folder.path).status == 0)
    try folder.remove("pools")
    #expect(try GuiyiProcess.run("run", folder.path).status == 3)
    let found = try exports(of: folder.path)
    #expect(found == FinishedCity.exported)
  }

  @Test func `an export before the first run is 3`() throws {
    let folder = try city()
    let outcome = try GuiyiProcess.run("export", folder.path, "links")
    #expect(outcome.status == 3)
    #expect(outcome.output.isEmpty)
  }

  @Test(arguments: ["error", "violation"])
  func `a limit that was crossed is 1, and the results are there`(limit: String) throws {
    let folder = try city()
    let outcome = try GuiyiProcess.run("run", folder.path, "--fail-on", limit)
    #expect(outcome.status == 1)
    #expect(try exports(of: folder.path) == FinishedCity.exported)
    // Nothing changed since, and the limit is crossed all the same.
    #expect(try GuiyiProcess.run("run", folder.path, "--fail-on", limit).status == 1)
  }

  @Test func `an id that is none is 2, and one that is not there is told`() throws {
    #expect(try GuiyiProcess.run("explain", FinishedCity.path, "person-1").status == 2)
    let outcome = try GuiyiProcess.run("explain", FinishedCity.path, "P000999999")
    #expect(outcome.output.contains("P000999999"))
  }

  @Test func `a disk that takes no more is 4, and the former results stay`() throws {
    let folder = try city()
    #expect(try GuiyiProcess.run("run", folder.path).status == 0)
    // A limit on the size of files stands for the full disk; the signal that comes with it is ignored.
    let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" run \"$1\" --force"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script, GuiyiProcess.executable, folder.path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 4)
    #expect(try exports(of: folder.path) == FinishedCity.exported)
    #expect(folder.names(in: "state/runs") == ["000001"])
  }
}
