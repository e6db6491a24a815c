/// Times stages and tells an observer.
struct StageClock: Sendable {
  let observer: any RunObserver

  func time<Result>(
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
}
