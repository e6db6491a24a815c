import Foundation
import GuiyiColumns
import GuiyiIngest
import GuiyiModel
import Testing

/// A folder of its own for one test.
private func withFolder(_ files: [String: String], _ body: (URL) throws -> Void) throws {
  let root = FileManager.default.temporaryDirectory.appending(path: "guiyi-ingest-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: root) }
  for (name, text) in files {
    let file = root.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
  try body(root)
}

@Suite struct PoolFilesTests {
  @Test func `lists files in byte order and leaves hidden ones out`() throws {
    try withFolder([
      "pools/b/2.csv": "", "pools/b/10.csv": "", "pools/公安/x.csv": "", "pools/b.csv": "",
      "pools/b/.DS_Store": "",
      "pools/b/~$2.xlsx": "", "outside.csv": "",
    ]) { root in
      let manager = FileManager.default
      try manager.createSymbolicLink(
        at: root.appending(path: "pools/out.csv"), withDestinationURL: root.appending(path: "outside.csv"))
      try manager.createSymbolicLink(
        at: root.appending(path: "pools/in.csv"), withDestinationURL: root.appending(path: "pools/b/2.csv"))
      try manager.createSymbolicLink(
        at: root.appending(path: "pools/loop"), withDestinationURL: root.appending(path: "pools"))
      let files = PoolFiles(folder: root.appending(path: "pools").path)
      #expect(files.all == ["b.csv", "b/10.csv", "b/2.csv", "in.csv", "公安/x.csv"])
      #expect(files.matching("b/*.csv") == ["b/10.csv", "b/2.csv"])
      #expect(files.unclaimed(by: ["b/*.csv", "公安/**"]) == ["b.csv", "in.csv"])
    }
    #expect(PoolFiles(folder: "/nowhere/at/all").all == [])
  }

  @Test func `a file's digest tells every byte and the length, also of a file longer than a block`() throws {
    let long = String(repeating: "甲乙丙丁\n", count: 40_000)
    try withFolder([
      "a": long, "b": long, "end": long.dropLast() + "x", "start": "x" + long.dropFirst(), "more": long + "x",
      "none": "",
    ]) { root in
      func digest(_ name: String) -> FileDigest? { FileDigest(path: root.appending(path: name).path) }
      #expect(digest("a") == digest("b"))
      #expect(digest("a")?.byteCount == long.utf8.count)
      #expect(digest("none")?.byteCount == 0)
      let hashes = ["a", "end", "start", "more", "none"].map { digest($0)?.hash }
      #expect(Set(hashes).count == hashes.count && !hashes.contains(nil))
      #expect(FileDigest(path: root.appending(path: "missing").path) == nil)
    }
  }

  @Test(
    arguments: [
      ("*.csv", ["a.csv"]), ("**/*.csv", ["a.csv", "d/b.csv", "d/e/c.csv"]),
      ("d/**", ["d/b.csv", "d/e/c.csv"]),
      ("?.csv", ["a.csv"]), ("d/?/*", ["d/e/c.csv"]), ("**/户?.txt", ["d/户籍.txt"]),
      ("d/*/c.csv", ["d/e/c.csv"]),
      ("./d/b.csv", ["d/b.csv"]), ("*", ["a.csv"]), ("x", []), ("", []), ("*a*v*", ["a.csv"]),
    ] as [(String, [String])])
  func `globs`(glob: String, expected: [String]) throws {
    try withFolder(["a.csv": "", "d/b.csv": "", "d/e/c.csv": "", "d/户籍.txt": ""]) { root in
      let expected = glob == "d/**" ? expected + ["d/户籍.txt"] : expected
      #expect(PoolFiles(folder: root.path).matching(glob) == expected)
    }
  }

  @Test func `reads a pool from disk, one unreadable file among the others`() throws {
    try withFolder(["p/1.csv": "a,b\n1,2\n", "p/2.csv": "PK\u{3}\u{4}", "p/3.csv": "b;a\r\n2;1\r\n"]) {
      root in
      var byteCount = 0
      let result = try ingest(
        resource(["a", "b"], files: "p/*.csv"), from: PoolFiles(folder: root.path),
        workers: Workers(threadCount: 2)
      ) { byteCount += $0 }
      #expect(result.table.files == ["p/1.csv", "p/2.csv", "p/3.csv"])
      #expect(result.rows == ["2:1|2", "2:1|2"])
      #expect(result.table.repeatOf == [ResourceTable.notARepeat, 0])
      #expect(result.findings.findings.map(\.rule) == [.fileUnreadable])
      #expect(result.contentDigests[0] != result.contentDigests[2] && result.contentDigests[1] == 0)
      #expect(byteCount == 18)
      let sample = try readSample(path: root.appending(path: "p/3.csv").path, maxRows: 5)
      #expect(sample.format.headings == ["b", "a"] && sample.format.delimiter == 0x3B)
      #expect(sample.rows == [["2", "1"]])
    }
  }

  @Test func `tells a missing file from a folder`() throws {
    try withFolder(["p/1.csv": ""]) { root in
      let missing = root.appending(path: "p/2.csv").path
      #expect(throws: IngestError(.missing, path: missing)) { try sniff(path: missing) }
      #expect(throws: IngestError(.notAFile, path: root.path)) { try sniff(path: root.path) }
      let empty = root.appending(path: "p/1.csv").path
      #expect(throws: IngestError(.empty, path: empty)) { try sniff(path: empty) }
    }
  }

  @Test func `the digest does not depend on blocks`() throws {
    let text = (0..<500).map { "row \($0),\($0 * 7)\n" }.joined()
    var digests: Set<UInt64> = []
    for blockByteCount in [1, 5, 32, 33, 1000, 1 << 20] {
      var options = IngestOptions()
      options.blockByteCount = blockByteCount
      digests.insert(try read("a,b\n\(text)", columns: ["a", "b"], options: options).contentDigests[0])
    }
    #expect(digests.count == 1)
    #expect(try read("a,b\n\(text) ", columns: ["a", "b"]).contentDigests[0] != digests.first)
  }
}
