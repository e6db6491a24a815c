internal import CGuiyiMemory
internal import Foundation

/// The most memory that a run has: what finds no room waits in a file without a name below `state/`.
///
/// Columns are filled in one stage and wait for another, so a run over ten times the rows needs ten times the disk, not ten
/// times the memory.
struct MemoryLimit {
  /// Where neither the command line nor guiyi.yaml says more or less.
  static let standard = 2 << 30
  /// What cannot wait: small blocks, the databases' caches, the pages in hand.
  private static let least = 512 << 20

  let byteCount: Int
  let scratchFolder: String

  /// Keeps this process within the limit from now on; where a run hardly comes near it, nothing is done.
  ///
  /// - Parameter poolByteCount: the size of all feeds; a run needs about seven times that, most of it in large columns.
  func apply(poolByteCount: Int) throws(RunError) {
    guiyi_memory_keep_freed()
    let (columns, isTooLarge) = poolByteCount.multipliedReportingOverflow(by: 8)
    let need = isTooLarge ? Int.max : (64 << 20) + min(columns, Int.max / 2)
    guard need > byteCount / 4 * 3 else { return }
    let least = min(Self.least, need / 4 * 3)
    guard byteCount >= least else {
      throw RunError(
        .settings,
        "a run over \(poolByteCount >> 20) MiB of pools needs at least \(least >> 20) MiB of memory; the limit is \(byteCount >> 20) MiB",
        nextStep: "Raise 'memory' in guiyi.yaml or --memory.")
    }
    let fault = unsafe scratchFolder.withCString { unsafe guiyi_memory_limit(byteCount, $0) }
    guard fault == 0 || fault == EALREADY else {
      throw RunError(
        .machine,
        "no file could be made in \(scratchFolder) for what finds no room in \(byteCount >> 20) MiB: "
          + "\(unsafe String(cString: strerror(fault)))",
        nextStep: "Put the workspace on a disk of this machine, or raise 'memory' in guiyi.yaml or --memory.")
    }
  }
}
