public import Foundation

/// A folder of its own for one test, removed when the test lets go of it.
public final class ScratchFolder: Sendable {
  /// Without a slash at the end.
  public let path: String

  public init(_ name: String = "scratch") {
    path = NSTemporaryDirectory() + "guiyi-\(name)-\(UUID().uuidString)"
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch { preconditionFailure("no scratch folder: \(error)") }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and the folders above it.
  /// - Parameter name: relative to the folder.
  public func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  public func write(_ name: String, _ bytes: Data) throws {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try bytes.write(to: URL(fileURLWithPath: file))
  }

  public func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)), as: UTF8.self)
  }

  public func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

  public func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }

  public func rename(_ name: String, to other: String) throws {
    try FileManager.default.moveItem(atPath: path + "/" + name, toPath: path + "/" + other)
  }

  /// Copies the content of another folder into this one.
  public func copy(from folder: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try FileManager.default.copyItem(atPath: folder + "/" + name, toPath: path + "/" + name)
    }
  }

  /// The names directly below a folder, sorted; none where there is no folder.
  public func names(in name: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path + "/" + name)) ?? []).sorted()
  }

  /// Every regular file below a folder with its content, by its path relative to the folder.
  public func contents(below name: String) throws -> [String: Data] {
    var result: [String: Data] = [:]
    guard let walker = FileManager.default.enumerator(atPath: path + "/" + name) else { return result }
    while let file = walker.nextObject() as? String {
      let full = path + "/" + name + "/" + file
      let type = try FileManager.default.attributesOfItem(atPath: full)[.type] as? FileAttributeType
      if type == .typeRegular { result[file] = try Data(contentsOf: URL(fileURLWithPath: full)) }
    }
    return result
  }
}
