internal import Dispatch
internal import Synchronization

/// The threads a stage may use; stages get one and never make threads themselves.
///
/// Results never depend on `threadCount`: work is cut into the same pieces for every count, and a piece
/// writes only to its own place.
public struct Workers: Sendable {
  /// At least 1.
  public let threadCount: Int

  public init(threadCount: Int) {
    self.threadCount = max(1, threadCount)
  }

  /// Runs `body` once for every index below `count`, on all threads; pieces may differ in size.
  public func forEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
    if threadCount == 1 || count < 2 {
      for index in 0..<max(0, count) { body(index) }
      return
    }
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(threadCount, count)) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        if index >= count { return }
        body(index)
      }
    }
  }

  /// Runs two long pieces of work side by side, each of which may use all threads for its own pieces.
  ///
  /// Not a `map` of two: Dispatch gives an iteration within an iteration no threads but the one it runs on, even when the
  /// others have long been done.
  public func both<First, Second: Sendable>(
    _ first: () -> First, _ second: @escaping @Sendable () -> Second
  ) -> (First, Second) {
    if threadCount == 1 { return (first(), second()) }
    let group = DispatchGroup()
    let result = SideResult<Second>()
    DispatchQueue.global().async(group: group) {
      let value = second()
      result.value.withLock { $0 = value }
    }
    let own = first()
    group.wait()
    guard let other = result.value.withLock({ $0 }) else { preconditionFailure("the group has run") }
    return (own, other)
  }

  /// The results of `body` for every index below `count`, in the order of the indices.
  public func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    guard count > 0 else { return [] }
    return unsafe [Result](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      nonisolated(unsafe) let slots = unsafe buffer
      // SAFETY: every index below `count` is handed out exactly once, so each slot is initialized once.
      forEach(count) { index in unsafe slots.initializeElement(at: index, to: body(index)) }
      initializedCount = count
    }
  }

  /// As `map`, for work that can fail; the error of the lowest index is thrown.
  public func tryMap<Result: Sendable>(
    _ count: Int, _ body: @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    try map(count) { index in Swift.Result { try body(index) } }.map { try $0.get() }
  }

  /// The results of `body` for consecutive ranges of at most `size` that cover `0..<count`, in order.
  public func mapChunks<Result: Sendable>(
    _ count: Int, size: Int, _ body: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let pieces = (count + size - 1) / size
    return map(pieces) { piece in body(piece * size..<min(count, (piece + 1) * size)) }
  }
}

/// What the second of two pieces of work came to.
private final class SideResult<Value: Sendable>: Sendable {
  let value = Mutex<Value?>(nil)
}
