internal import Foundation

/// Writes a file beside its place and renames it, so that nobody reads half of it.
/// - Throws: `LinkageError` with code `settings` where the place cannot be a file, `machine` where writing fails.
public func writeWhole(_ text: [UInt8], to path: String) throws(LinkageError) {
  try writeWhole(to: path) { write in try write(text) }
}

/// As above, for a file that is made piece by piece.
/// - Parameter body: hands over the pieces in their order.
public func writeWhole(
  to path: String, _ body: (_ write: ([UInt8]) throws -> Void) throws -> Void
) throws(LinkageError) {
  try checkOutput(path)
  // A link is written through to the file that it leads to, not replaced by one.
  let place = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  // Short, whatever the name of the file is: names have a longest length. New, so that no link of somebody's is followed.
  let part = (place as NSString).deletingLastPathComponent
    .appending("/.guiyi-\(UUID().uuidString).part")
  do {
    let descriptor = unsafe open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure() }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try body { try file.write(contentsOf: Data($0)) }
      // Renamed before its text is on the disk, it might be found empty after a power cut.
      try file.synchronize()
      try file.close()
      guard unsafe rename(part, place) == 0 else { throw failure() }
    } catch {
      try? FileManager.default.removeItem(atPath: part)
      throw error
    }
  } catch {
    throw LinkageError(
      .machine, "cannot write \(path): \(error.localizedDescription)",
      nextStep: "Check the folder, its permissions and the free space; what was there before has not changed."
    )
  }
}

/// What the system said last.
private func failure() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

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

/// Whether what is written leaves what is read alone, and each output has a place of its own.
/// - Throws: `LinkageError` with code `settings` that names the path.
public func checkDistinct(_ outputs: [String], from inputs: [String]) throws(LinkageError) {
  func place(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
  var taken = Set(inputs.map(place))
  for path in outputs where !taken.insert(place(path)).inserted {
    throw LinkageError(
      .settings, "\(path) is read by this command, or is named twice", nextStep: "Name another file to write."
    )
  }
}

private func isFolder(_ path: String) -> Bool {
  (try? URL(fileURLWithPath: path).resolvingSymlinksInPath().resourceValues(forKeys: [.isDirectoryKey]))?
    .isDirectory == true
}
