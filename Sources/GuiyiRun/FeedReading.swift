import Foundation
import GuiyiCatalog
import GuiyiColumns
import GuiyiIngest
import GuiyiModel

/// The first stage of a run: the files of all resources, as columns.
struct FeedReading: Sendable {
  let workspace: Workspace
  let workers: Workers
  let clock: StageClock

  /// Reads every resource's files.
  /// - Parameter poolByteCount: what all files come to, for telling how far reading is.
  func read(poolByteCount: Int) throws(RunError) -> [IngestedResource] {
    let progress = ReadProgress(total: poolByteCount, observer: clock.observer)
    let catalog = workspace.catalog
    do {
      return try clock.time(.read, amount: { $0.reduce(0) { $0 + $1.sums.reduce(0) { $0 + $1.read } } }) {
        // Small files keep one thread busy at best, so resources are read side by side; the largest first, and each by all
        // threads, so that none comes last alone.
        let pools = PoolFiles(folder: workspace.root + "/pools")
        return try workers.tryMapLargestFirst(byteCounts(pools)) { resource in
          try ingest(
            catalog.resources[resource], from: pools, workers: workers, progress: { progress.add($0) })
        }
      }
    } catch let error as IngestError {
      throw RunError(
        error.isMachineFailure ? .machine : .input, "\(error)",
        nextStep: "Nothing was written; repair the file and run again.")
    } catch {
      throw RunError(.machine, "\(error)", nextStep: "Nothing was written; run again.")
    }
  }

  /// The bytes of each resource's files.
  private func byteCounts(_ pools: PoolFiles) -> [Int] {
    workspace.catalog.resources.map { resource in
      pools.matching(resource.files).reduce(0) { sum, file in
        let attributes = try? FileManager.default.attributesOfItem(atPath: pools.folder + "/" + file)
        return sum + (attributes?[.size] as? Int ?? 0)
      }
    }
  }
}
