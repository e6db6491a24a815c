internal import Foundation

/// The versions of a workspace's results: each is written aside and put in place in one step.
///
/// `state/runs/000007/` holds run 7 whole; `state/current` is a link to the newest complete one. A reader follows
/// the link once and sees one whole version; a run that is killed leaves only a folder that no link points to.
public struct Publication: Sendable {
  /// The workspace's `state` folder.
  public let stateFolder: String

  /// What sorts lay aside from now on lies in the folder as well, that of the process's first workspace.
  public init(stateFolder: String) {
    self.stateFolder = stateFolder
    sortRows(in: stateFolder)
  }

  private var runsFolder: String { stateFolder + "/runs" }
  private var link: String { stateFolder + "/current" }

  /// The folder of the newest complete run with its number, or nil before the first.
  public var current: (folder: String, runNumber: Int)? {
    guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link),
      let number = Int((target as NSString).lastPathComponent)
    else { return nil }
    return (runsFolder + "/" + (target as NSString).lastPathComponent, number)
  }

  /// Makes the folder of the next run, after removing what killed runs left.
  ///
  /// Only one run works on a workspace at a time: the lock is held until the process ends.
  public func begin() throws(StoreError) -> PendingRun {
    do {
      let files = FileManager.default
      try files.createDirectory(atPath: runsFolder, withIntermediateDirectories: true)
      let lock = unsafe open(stateFolder + "/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
      guard lock >= 0 else { throw StoreError.system(file: "lock") }
      var isHandedOver = false
      defer { if !isHandedOver { letGo(lock) } }
      guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
        throw StoreError(file: "lock", message: "another run is working on this workspace")
      }
      for name in try files.contentsOfDirectory(atPath: runsFolder) where name.hasSuffix(".part") {
        try files.removeItem(atPath: runsFolder + "/" + name)
      }
      let former = current?.runNumber ?? 0
      guard (0..<1_000_000_000).contains(former) else {
        throw StoreError(file: "current", message: "it points to a run that has no number of ours")
      }
      let number = former + 1
      let name = String(repeating: "0", count: max(0, 6 - String(number).count)) + String(number)
      let folder = runsFolder + "/" + name + ".part"
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      isHandedOver = true
      return PendingRun(publication: self, folder: folder, name: name, runNumber: number, lock: lock)
    } catch { throw StoreError(error, file: "runs") }
  }

  func publish(_ run: PendingRun) throws {
    let folder = runsFolder + "/" + run.name
    if FileManager.default.fileExists(atPath: folder) { try FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.moveItem(atPath: run.folder, toPath: folder)
    try synchronize(runsFolder)
    let next = link + ".next"
    try? FileManager.default.removeItem(atPath: next)
    try FileManager.default.createSymbolicLink(atPath: next, withDestinationPath: "runs/" + run.name)
    guard unsafe rename(next, link) == 0 else { throw StoreError.system(file: "current") }
    try synchronize(stateFolder)
  }

  /// Removes the oldest complete runs beyond the newest `count`; the current one always stays.
  public func prune(keeping count: Int) throws(StoreError) {
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: runsFolder)
        .filter { !$0.hasSuffix(".part") }.sorted()
      let currentName = current.map { ($0.folder as NSString).lastPathComponent }
      for name in names.dropLast(max(1, count)) where name != currentName {
        try FileManager.default.removeItem(atPath: runsFolder + "/" + name)
      }
    } catch { throw StoreError(error, file: "runs") }
  }

  private func synchronize(_ folder: String) throws {
    let descriptor = unsafe open(folder, O_RDONLY)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw StoreError.system(file: folder) }
  }
}

/// A run being written; readers do not see it before `publish`.
public final class PendingRun: Sendable {
  private let publication: Publication
  public let folder: String
  let name: String
  public let runNumber: Int
  private let lock: Int32

  init(publication: Publication, folder: String, name: String, runNumber: Int, lock: Int32) {
    self.publication = publication
    self.folder = folder
    self.name = name
    self.runNumber = runNumber
    self.lock = lock
  }

  deinit {
    // After `publish` nothing is at this path; a run that gave up leaves nothing. The lock goes last.
    try? FileManager.default.removeItem(atPath: folder)
    letGo(lock)
  }

  /// Makes a folder inside the run.
  public func makeFolder(_ name: String) throws(StoreError) -> String {
    do {
      let path = folder + "/" + name
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      return path
    } catch { throw StoreError(error, file: name) }
  }

  /// Makes this run the one that readers see, in one step.
  public func publish() throws(StoreError) {
    do { try publication.publish(self) } catch { throw StoreError(error, file: name) }
  }
}

/// Gives up a lock, by name as well as by closing its file: a process that another thread starts just now has that open too.
private func letGo(_ lock: Int32) {
  flock(lock, LOCK_UN)
  close(lock)
}
