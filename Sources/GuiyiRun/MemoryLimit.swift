internal import CGuiyiMemory
internal import Foundation
internal import GuiyiStore

/// The most memory that a run has: what finds no room waits in a file without a name.
///
/// Columns are filled in one stage and wait for another, so a run over ten times the rows needs ten times the disk, not ten
/// times the memory.
public struct MemoryLimit {
  /// Where nobody says more or less.
  private static let standard = 2 << 30
  /// What cannot wait: small blocks, the databases' caches, the pages in hand.
  private static let least = 512 << 20

  private let byteCount: Int
  /// Whether somebody asked for it; the standard limit is kept where it can be.
  private let isAsked: Bool
  private let scratchFolder: String

  /// - Parameters:
  ///   - byteCount: nil is the standard limit, 2 GiB.
  ///   - scratchFolder: where the file is made; it needs room for several times the limit.
  public init(byteCount: Int?, scratchFolder: String) {
    self.byteCount = byteCount ?? Self.standard
    isAsked = byteCount != nil
    self.scratchFolder = scratchFolder
  }

  /// Has what is freed kept for the next stage instead of given back to the system: a stage makes what the last one freed.
  public static func keepFreed() { guiyi_memory_keep_freed() }

  /// Gives back what is kept and not used, where the next stage has no use for it.
  public static func giveBack() { guiyi_memory_give_back() }

  /// Makes room where the limit is near.
  public static func look() { guiyi_memory_look() }

  /// Keeps this process within the limit from now on; where a run hardly comes near it, nothing is done.
  ///
  /// - Parameters:
  ///   - inputByteCount: the size of all files.
  ///   - usualShare: what is usually needed for each of their bytes, most of it in large columns: a run has needed seven, linking
  ///     files four. A limit that was asked for is kept whatever is usual: files of short rows need more.
  public func apply(inputByteCount: Int, usualShare: Double = 8) throws(RunError) {
    let share = isAsked ? max(8, usualShare) : usualShare
    let need = (64 << 20) + Int(min(Double(inputByteCount) * share, 0x1p62))
    guard need > byteCount / 4 * 3 else { return }
    let least = min(Self.least, need / 4 * 3)
    guard byteCount >= least else {
      throw RunError(
        .settings,
        "a run over these files needs at least \(least >> 20) MiB of memory; the limit is \(byteCount >> 20) MiB",
        nextStep: "Raise 'memory' in guiyi.yaml or --memory.")
    }
    // Each thread may write a topic from up to four databases.
    AttachedDatabases.limitMapping(byteCount: byteCount / 16)
    let fault = unsafe scratchFolder.withCString { unsafe guiyi_memory_limit(byteCount, $0) }
    guard fault == 0 || fault == EALREADY || !isAsked else {
      throw RunError(
        .machine,
        "no file could be made in \(scratchFolder) for what finds no room in \(byteCount >> 20) MiB: "
          + "\(unsafe String(cString: strerror(fault)))",
        nextStep: "Put the workspace on a disk of this machine, or raise 'memory' in guiyi.yaml or --memory.")
    }
  }
}
