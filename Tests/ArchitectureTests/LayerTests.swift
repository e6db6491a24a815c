import Foundation
import Testing

/// The layers of ARCHITECTURE.md, held against what the files really import.
@Suite struct LayerTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Who may import whom; a new arrow is an edit here, and so a line in a review.
  static let allowed: [String: Set<String>] = [
    "GuiyiColumns": ["CGuiyiColumns"],
    "GuiyiIdentifiers": ["CGuiyiRegions"],
    "GuiyiModel": ["GuiyiColumns"],
    "GuiyiText": ["CGuiyiICU", "CGuiyiScan", "CGuiyiText", "GuiyiIdentifiers"],
    "GuiyiHan": ["CGuiyiHan"],
    "GuiyiSpace": [],
    "GuiyiStore": ["CGuiyiStore"],
    "GuiyiCatalog": ["CGuiyiSurvivorship", "GuiyiModel", "GuiyiIdentifiers", "GuiyiSharing"],
    "GuiyiIngest": ["GuiyiModel", "GuiyiText", "GuiyiColumns", "CGuiyiScan"],
    "GuiyiNormalize": ["GuiyiModel", "GuiyiText", "GuiyiColumns", "GuiyiIdentifiers", "GuiyiSpace"],
    "GuiyiRecords": ["GuiyiModel", "GuiyiColumns", "GuiyiIdentifiers", "GuiyiHan"],
    "GuiyiCredit": ["CGuiyiCredit", "GuiyiModel", "GuiyiIdentifiers"],
    "GuiyiValidate": ["GuiyiModel", "GuiyiColumns", "GuiyiCredit", "GuiyiSpace"],
    "GuiyiLink": ["GuiyiColumns", "GuiyiHan"],
    "GuiyiDiscovery": ["GuiyiColumns", "GuiyiHan", "GuiyiText", "GuiyiIdentifiers", "GuiyiLink"],
    "GuiyiMerge": ["GuiyiModel", "GuiyiColumns", "GuiyiRecords"],
    "GuiyiRelate": [
      "GuiyiModel", "GuiyiColumns", "GuiyiRecords", "GuiyiMerge", "GuiyiCredit", "GuiyiIdentifiers",
    ],
    "GuiyiPublish": ["GuiyiModel", "GuiyiColumns", "GuiyiRecords", "GuiyiMerge", "GuiyiSharing"],
    "GuiyiHistory": ["GuiyiColumns"],
    "GuiyiBase": [
      "GuiyiModel", "GuiyiColumns", "GuiyiRecords", "GuiyiMerge", "GuiyiRelate", "GuiyiHistory", "GuiyiStore",
      "GuiyiSpace",
    ],
    "GuiyiResolve": [
      "GuiyiModel", "GuiyiColumns", "GuiyiRecords", "GuiyiHistory", "GuiyiBase", "GuiyiLink", "GuiyiText",
      "GuiyiIdentifiers", "GuiyiHan", "GuiyiSpace",
    ],
    "GuiyiTopic": ["GuiyiModel", "GuiyiStore", "CGuiyiTopics", "GuiyiColumns", "GuiyiBase"],
    "GuiyiSharing": ["GuiyiModel", "GuiyiIdentifiers", "CGuiyiSharing"],
    "GuiyiWorkbook": ["CGuiyiWorkbook"],
    "GuiyiLedger": ["GuiyiModel", "GuiyiColumns", "GuiyiSharing"],
    "GuiyiReport": [
      "GuiyiModel", "GuiyiColumns", "GuiyiSharing", "GuiyiIdentifiers", "GuiyiLedger", "GuiyiWorkbook",
    ],
    "GuiyiLinkage": [
      "GuiyiModel", "GuiyiColumns", "GuiyiCatalog", "GuiyiIngest", "GuiyiValidate", "GuiyiReport",
      "GuiyiLink", "GuiyiDiscovery",
    ],
    "GuiyiRun": [
      "CGuiyiMemory", "GuiyiBase", "GuiyiCatalog", "GuiyiColumns", "GuiyiHan", "GuiyiHistory",
      "GuiyiIdentifiers",
      "GuiyiIngest",
      "GuiyiLedger",
      "GuiyiLink", "GuiyiMerge", "GuiyiModel", "GuiyiNormalize", "GuiyiRecords", "GuiyiRelate",
      "GuiyiReport", "GuiyiPublish", "GuiyiResolve",
      "GuiyiSharing", "GuiyiSpace", "GuiyiStore", "GuiyiText", "GuiyiTopic", "GuiyiValidate", "GuiyiWorkbook",
    ],
    "GuiyiCity": ["GuiyiIdentifiers"],
  ]

  @Test(arguments: allowed.keys.sorted())
  func `imports only the layers below it`(target: String) throws {
    let folder = Self.root.appending(path: "Sources/\(target)")
    let permitted = try #require(Self.allowed[target])
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var fileCount = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      fileCount += 1
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        guard let imported = line.firstMatch(of: /^(?:\w+ )?import (C?Guiyi\w+)/)?.1 else { continue }
        #expect(permitted.contains(String(imported)), "\(file.lastPathComponent): \(line)")
      }
    }
    #expect(fileCount > 0, "\(target) has no source")
  }

  @Test func `keeps Foundation out of the layers that run per cell and per pair`() throws {
    for target in [
      "GuiyiColumns", "GuiyiIdentifiers", "GuiyiText", "GuiyiHan", "GuiyiSpace", "GuiyiNormalize",
      "GuiyiLink",
      "GuiyiDiscovery",
    ] {
      let folder = Self.root.appending(path: "Sources/\(target)")
      let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
      for case let file as URL in files where file.pathExtension == "swift" {
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.firstMatch(of: /import Foundation/) == nil, "\(file.lastPathComponent)")
      }
    }
  }

  @Test func `names only paths that exist, and every target`() throws {
    let map = try String(contentsOf: Self.root.appending(path: "ARCHITECTURE.md"), encoding: .utf8)
    var named: Set<String> = []
    for mention in map.matches(of: /`((?:Sources|Tests|Benchmarks)\/[^`]+)`/) {
      let path = String(mention.1)
      named.insert(path)
      #expect(FileManager.default.fileExists(atPath: Self.root.appending(path: path).path), "\(path)")
    }
    for target in Self.allowed.keys.sorted() {
      #expect(named.contains("Sources/\(target)"), "ARCHITECTURE.md does not name \(target)")
    }
  }
}
