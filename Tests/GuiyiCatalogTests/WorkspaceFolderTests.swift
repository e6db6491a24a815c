import FoundationEssentials
import GuiyiCatalog
import GuiyiModel
import Testing

@Suite struct WorkspaceFolderTests {
  /// A folder of its own for each test, gone afterwards.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "guiyi-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test func `a new workspace reads without a mistake`() throws {
    try withFolder { folder in
      let made = try initWorkspace(at: folder)
      #expect(made == ["catalog/", "pools/", "sharing/", "state/", "guiyi.yaml", "sharing/grants.yaml"])
      let read = try readWorkspace(at: folder)
      #expect(read.settings.city.name == "平顶山市")
      #expect(read.catalog.resources.isEmpty)
      #expect(try initWorkspace(at: folder) == [])
    }
  }

  @Test func `every key of the template is known`() throws {
    let opened = settingsTemplate.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      // Comments of words stay, comments of keys are opened.
      guard line.hasPrefix("# "), line.utf8.allSatisfy({ $0 < 0x80 }) || line.contains("\"990402\""),
        line.contains(": ") || line.hasSuffix(":"), !line.contains(";"), !line.contains("Match")
      else { return String(line) }
      return String(line.dropFirst(2))
    }
    let read = try readWorkspace(settings: Array(opened.joined(separator: "\n").utf8), catalogs: [])
    #expect(read.settings.threads == 2)
    #expect(read.settings.memoryBytes == 1_610_612_736)
    #expect(read.settings.regions == [.init(code: "990402", name: "示例一区")])
    #expect(read.settings.organizationLink == .init(link: 0.98, review: 0.5))
    #expect(read.settings.rulesOff == [.duplicateKey])
  }

  @Test func `asks for guiyi.yaml where there is none`() throws {
    try withFolder { folder in
      #expect(throws: SettingsError.self) { try readWorkspace(at: folder) }
      #expect(throws: SettingsError.self) { try readWorkspace(at: folder + "/nowhere") }
    }
  }

  @Test func `reads the files of a folder, links followed, hidden ones left out`() throws {
    try withFolder { folder in
      try initWorkspace(at: folder)
      try Data(sampleCatalog.utf8).write(to: URL(filePath: folder + "/elsewhere"))
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/catalog/police.yaml", withDestinationPath: folder + "/elsewhere")
      try Data("{".utf8).write(to: URL(filePath: folder + "/catalog/.police.yaml"))
      try Data("{".utf8).write(to: URL(filePath: folder + "/catalog/police.yaml~"))
      try FileManager.default.createDirectory(
        atPath: folder + "/catalog/old", withIntermediateDirectories: true)
      #expect(try readWorkspace(at: folder).catalog.resources.count == 1)
      try FileManager.default.createDirectory(
        atPath: folder + "/catalog/folder.yaml", withIntermediateDirectories: true)
      do {
        _ = try readWorkspace(at: folder)
        Issue.record("a folder was read as a file")
      } catch let error as SettingsError {
        #expect(error.description == "catalog/folder.yaml:1: not a regular file")
      }
    }
  }
}
