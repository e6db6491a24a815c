import Foundation
import GuiyiBase
import GuiyiCatalog
import GuiyiColumns
import GuiyiIdentifiers
import GuiyiIngest
import GuiyiMerge
import GuiyiModel
import GuiyiNormalize
import GuiyiRecords
import GuiyiResolve
import GuiyiStore

/// One run over a workspace that was read: from pools to everything that will be written.
struct Pipeline {
  let workspace: Workspace
  let asOf: CivilDate
  let workers: Workers
  let observer: any RunObserver
  /// The former run's entities, by subject.
  let former: [Subject: FormerEntities]
  let runNumber: Int

  var catalog: Catalog { workspace.catalog }

  /// Times a stage and tells the observer.
  func stage<Result>(
    _ stage: RunStage, amount: (Result) -> Int?, _ body: () throws -> Result
  ) rethrows -> Result {
    observer.began(stage)
    let start = ContinuousClock.now
    let result = try body()
    let duration = start.duration(to: .now).components
    observer.finished(
      stage, amount: amount(result),
      seconds: Double(duration.seconds) + Double(duration.attoseconds) * 1e-18)
    return result
  }

  /// Reads every resource's files.
  func read(poolByteCount: Int) throws(RunError) -> [IngestedResource] {
    let progress = ReadProgress(total: poolByteCount, observer: observer)
    do {
      return try stage(.read, amount: { $0.reduce(0) { $0 + $1.table.rowCount } }) {
        // Resources one after another: each is read by all threads, so that the largest does not come last alone.
        try catalog.resources.map { resource in
          try ingest(
            resource, poolsFolder: workspace.root + "/pools", options: IngestOptions(), workers: workers,
            progress: { progress.add($0) })
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
}
