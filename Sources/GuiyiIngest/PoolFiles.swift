internal import Glibc

/// The files below pools/.
public struct PoolFiles: Sendable {
  /// Folders inside folders, no deeper than this.
  private static let depthLimit = 64

  /// As it was given.
  public let folder: String

  /// Relative to the folder, in byte order; hidden ones are left out.
  ///
  /// A symbolic link counts as the file it leads to when that is below the folder, too; links to folders
  /// are not followed.
  public let all: [String]

  /// Lists a folder; one that cannot be read has no files.
  public init(folder: String) {
    var found: [String] = []
    if let root = Self.realPath(folder) {
      Self.list(root: root, folder: "", depth: 0, into: &found)
    }
    all = found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.folder = folder
  }

  /// The files that a glob names: `*` and `?` inside a name, `**` for any folders.
  public func matching(_ glob: String) -> [String] {
    let pattern = Glob(glob)
    return all.filter { pattern.matches($0) }
  }

  /// The files that none of the globs names.
  public func unclaimed(by globs: [String]) -> [String] {
    let patterns = globs.map { Glob($0) }
    return all.filter { file in !patterns.contains { $0.matches(file) } }
  }

  private static func list(root: String, folder: String, depth: Int, into found: inout [String]) {
    guard depth < depthLimit, let directory = unsafe opendir(root + "/" + folder) else { return }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { place in
        unsafe String(cString: UnsafeRawPointer(place).assumingMemoryBound(to: CChar.self))
      }
      if !name.hasPrefix(".") && !name.hasPrefix("~$") { names.append(name) }
    }
    unsafe closedir(directory)
    for name in names {
      let relative = folder.isEmpty ? name : folder + "/" + name
      let path = root + "/" + relative
      var status = stat()
      guard unsafe lstat(path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: list(root: root, folder: relative, depth: depth + 1, into: &found)
      case S_IFREG: found.append(relative)
      case S_IFLNK:
        guard let target = realPath(path), target.hasPrefix(root + "/"), unsafe stat(path, &status) == 0,
          status.st_mode & S_IFMT == S_IFREG
        else { continue }
        found.append(relative)
      default: continue
      }
    }
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
