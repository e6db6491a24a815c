import Foundation
import GuiyiColumns
import GuiyiIngest

/// A hash of everything a run depends on: two runs with one fingerprint give the same results.
struct Fingerprint {
  let text: String
  /// The size of all pool files.
  let poolByteCount: Int

  /// The engine's own version: results of an older engine are made anew.
  static let engine = "guiyi 3"

  /// Reads every file of the workspace but `state/`, of which only the departments' answers count.
  /// - Parameter asOf: the run's date, which is part of what results depend on.
  init(root: String, asOf: String, workers: Workers) throws(RunError) {
    var paths: [String] = []
    for folder in [
      "guiyi.yaml", "disputes.yaml", "catalog", "pools", "sharing", "topics", "rules", "state/answers",
    ] {
      paths.append(contentsOf: try Self.files(root: root, below: folder))
    }
    paths.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let sorted = paths
    let results = workers.map(sorted.count) { FileDigest(path: root + "/" + sorted[$0]) }
    var state = StableHash.hash(Array("\(Self.engine) \(asOf)".utf8).span)
    var poolByteCount = 0
    for (path, result) in zip(sorted, results) {
      guard let result else {
        throw RunError(
          .input, "cannot read \(path)",
          nextStep: "Make the file readable and run again; nothing was written.")
      }
      state = StableHash.mix(state, StableHash.hash(Array(path.utf8).span))
      state = StableHash.mix(state, result.hash)
      if path.hasPrefix("pools/") { poolByteCount += result.byteCount }
    }
    let digits = String(state, radix: 16)
    text = String(repeating: "0", count: 16 - digits.count) + digits
    self.poolByteCount = poolByteCount
  }

  /// The regular files at or below a path, relative to the workspace.
  private static func files(root: String, below path: String) throws(RunError) -> [String] {
    let full = target(root + "/" + path)
    guard let type = fileType(full) else { return [] }
    if type != .typeDirectory { return [path] }
    guard let walker = FileManager.default.enumerator(atPath: full) else {
      throw RunError(.input, "cannot list \(path)", nextStep: "Make the folder readable and run again.")
    }
    var found: [String] = []
    while let name = walker.nextObject() as? String {
      if fileType(full + "/" + name) == .typeRegular { found.append(path + "/" + name) }
    }
    return found
  }

  /// Where a path leads: folders and files may be links to where they really lie.
  private static func target(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  private static func fileType(_ path: String) -> FileAttributeType? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: target(path))
    return attributes?[.type] as? FileAttributeType
  }
}
