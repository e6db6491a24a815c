internal import Foundation

/// Writes a file beside its place and renames it, so that nobody reads half of it.
/// - Throws: `LinkageError` with code `settings` where the place cannot be a file, `machine` where writing fails.
public func writeWhole(_ pieces: [[UInt8]], to path: String) throws(LinkageError) {
  try checkOutput(path)
  let part = path + ".part"
  let manager = FileManager.default
  do {
    guard manager.createFile(atPath: part, contents: nil), let file = FileHandle(forWritingAtPath: part)
    else {
      throw LinkageError(
        .machine, "cannot write \(path)", nextStep: "Check the folder, its permissions and the free space.")
    }
    for piece in pieces { try file.write(contentsOf: piece) }
    try file.close()
    if manager.fileExists(atPath: path) {
      _ = try manager.replaceItemAt(URL(fileURLWithPath: path), withItemAt: URL(fileURLWithPath: part))
    } else {
      try manager.moveItem(atPath: part, toPath: path)
    }
  } catch let error as LinkageError {
    try? manager.removeItem(atPath: part)
    throw error
  } catch {
    try? manager.removeItem(atPath: part)
    throw LinkageError(
      .machine, "cannot write \(path): \(error.localizedDescription)",
      nextStep: "Free space on the disk and run again; what was there before has not changed.")
  }
}

/// Whether a path can become a file; asked before the work is done rather than after.
public func checkOutput(_ path: String) throws(LinkageError) {
  if isFolder(path) {
    throw LinkageError(
      .settings, "\(path) is a folder", nextStep: "Name a file in it, such as \(path)/clusters.csv.")
  }
  let folder = (path as NSString).deletingLastPathComponent
  if path.isEmpty || !folder.isEmpty && !isFolder(folder) {
    throw LinkageError(
      .settings, "there is no folder '\(folder)' to write '\(path)' to", nextStep: "Make it, or name another."
    )
  }
}

private func isFolder(_ path: String) -> Bool {
  (try? URL(fileURLWithPath: path).resolvingSymlinksInPath().resourceValues(forKeys: [.isDirectoryKey]))?
    .isDirectory == true
}
