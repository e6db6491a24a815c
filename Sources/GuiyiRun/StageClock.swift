internal import Synchronization

/// Times stages and tells an observer.
struct StageClock: Sendable {
  let observer: any RunObserver

  func time<Result>(
    _ stage: RunStage, amount: (Result) -> Int?, _ body: () throws -> Result
  ) rethrows -> Result {
    observer.began(stage)
    let start = ContinuousClock.now
    let result = try body()
    observer.finished(stage, amount: amount(result), seconds: start.secondsUntilNow)
    return result
  }
}

extension ContinuousClock.Instant {
  fileprivate var secondsUntilNow: Double {
    let duration = duration(to: .now).components
    return Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
  }
}

/// A stage whose pieces are done among those of others: it begins with the first and is finished with the last.
///
/// Its time is that in which any of its pieces was under way.
final class StageSpan: Sendable {
  private struct State {
    var hasBegun = false
    /// Since when pieces are under way, and how many.
    var start: ContinuousClock.Instant?
    var openCount = 0
    var leftCount: Int
    var amount = 0
    var seconds = 0.0
  }

  private let stage: RunStage
  private let observer: any RunObserver
  private let state: Mutex<State>

  /// - Parameter pieceCount: a stage of no pieces is not told of.
  init(_ stage: RunStage, of clock: StageClock, pieceCount: Int) {
    self.stage = stage
    observer = clock.observer
    state = Mutex(State(leftCount: pieceCount))
  }

  /// Does one of the stage's pieces.
  /// - Parameter amount: what the piece adds to the amount of the stage.
  func piece<Result>(amount: (Result) -> Int, _ body: () throws -> Result) rethrows -> Result {
    let isFirst = state.withLock { state in
      defer {
        state.hasBegun = true
        state.openCount += 1
        state.start = state.start ?? .now
      }
      return !state.hasBegun
    }
    if isFirst { observer.began(stage) }
    let result = try body()
    let finished = state.withLock { state in
      state.leftCount -= 1
      state.openCount -= 1
      state.amount += amount(result)
      if state.openCount == 0, let start = state.start {
        state.seconds += start.secondsUntilNow
        state.start = nil
      }
      return state.leftCount == 0 ? (amount: state.amount, seconds: state.seconds) : nil
    }
    if let finished { observer.finished(stage, amount: finished.amount, seconds: finished.seconds) }
    return result
  }
}
