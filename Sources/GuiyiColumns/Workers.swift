internal import Synchronization

/// The threads a stage may use; stages get one and never make threads themselves.
///
/// Results never depend on `threadCount`: work is cut into the same pieces for every count, and a piece
/// writes only to its own place. A piece may have pieces of its own: whichever thread is free takes them.
public struct Workers: Sendable {
  /// At least 1.
  public let threadCount: Int
  private let pool: WorkPool
  private let betweenSteps: (@Sendable () -> Void)?

  /// - Parameters:
  ///   - beforePiece: called before every piece, by the thread that does it.
  ///   - betweenSteps: called where one step has freed what the next has no use for.
  public init(
    threadCount: Int, beforePiece: (@Sendable () -> Void)? = nil, betweenSteps: (@Sendable () -> Void)? = nil
  ) {
    self.threadCount = max(1, threadCount)
    self.betweenSteps = betweenSteps
    pool = WorkPool(laneLimit: self.threadCount - 1, beforePiece: beforePiece)
  }

  /// Does what is done before every piece: for a piece that is long.
  public func pause() { pool.beforePiece?() }

  /// Says that a step is over: much of what it used is free.
  public func endStep() { betweenSteps?() }

  /// Runs `body` once for every index below `count`, on all threads; pieces may differ in size.
  public func forEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
    if threadCount == 1 || count < 2 {
      pool.runInOrder(count, body)
      return
    }
    pool.run(PieceOrder(count: count), body)
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

  /// As `map`, the largest pieces begun first: all threads would wait for a large one that is begun last.
  ///
  /// - Parameter sizes: how much there is to do, by index.
  public func mapLargestFirst<Result: Sendable>(
    _ sizes: [Int], _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    let order = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    let results = map(order.count) { body(order[$0]) }
    return order.indices.sorted { order[$0] < order[$1] }.map { results[$0] }
  }

  /// As `map`, for work that can fail; the error of the lowest index is thrown.
  public func tryMap<Result: Sendable>(
    _ count: Int, _ body: @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    try map(count) { index in Swift.Result { try body(index) } }.map { try $0.get() }
  }

  /// As `mapLargestFirst`, for work that can fail; the error of the lowest index is thrown.
  public func tryMapLargestFirst<Result: Sendable>(
    _ sizes: [Int], _ body: @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    try mapLargestFirst(sizes) { index in Swift.Result { try body(index) } }.map { try $0.get() }
  }

  /// The results of `body` for consecutive ranges of at most `size` that cover `0..<count`, in order.
  public func mapChunks<Result: Sendable>(
    _ count: Int, size: Int, _ body: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let pieces = (count + size - 1) / size
    return map(pieces) { piece in body(piece * size..<min(count, (piece + 1) * size)) }
  }

  /// `count` × `width` numbers, told by chunks of at most `size`: each chunk writes its own part in place.
  ///
  /// - Parameter body: gets a range of the `count`, and the numbers of just that range, which are 0.
  public func filled<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ count: Int, width: Int = 1, size: Int,
    _ body: @Sendable (Range<Int>, inout MutableSpan<Element>) -> Void
  ) -> [Element] {
    unsafe [Element](unsafeUninitializedCapacity: count * width) { buffer, initializedCount in
      unsafe forEachPart(of: buffer, count: count, width: width, size: size) { range, part in
        // As bytes: nothing here is compiled for the type of the numbers.
        let bytes = UnsafeMutableRawBufferPointer(part)
        unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0)
        _ = unsafe bytes.bindMemory(to: Element.self)
        var numbers = unsafe part.mutableSpan
        body(range, &numbers)
      }
      initializedCount = count * width
    }
  }

  /// Changes `count` × `width` numbers by chunks of at most `size`: each chunk writes its own part in place.
  public func update<Element: BitwiseCopyable & Sendable>(
    _ numbers: inout [Element], width: Int = 1, size: Int,
    _ body: @Sendable (Range<Int>, inout MutableSpan<Element>) -> Void
  ) {
    let count = width == 0 ? 0 : numbers.count / width
    unsafe numbers.withUnsafeMutableBufferPointer { buffer in
      unsafe forEachPart(of: buffer, count: count, width: width, size: size) { range, part in
        var numbers = unsafe part.mutableSpan
        body(range, &numbers)
      }
    }
  }

  private func forEachPart<Element: BitwiseCopyable & Sendable>(
    of buffer: UnsafeMutableBufferPointer<Element>, count: Int, width: Int, size: Int,
    _ body: @Sendable (Range<Int>, UnsafeMutableBufferPointer<Element>) -> Void
  ) {
    nonisolated(unsafe) let slots = unsafe buffer
    forEach((count + size - 1) / size) { piece in
      let range = piece * size..<min(count, (piece + 1) * size)
      // SAFETY: the ranges cover everything below `count` once, so no two threads write to one part.
      unsafe body(
        range,
        UnsafeMutableBufferPointer(rebasing: slots[range.lowerBound * width..<range.upperBound * width]))
    }
  }

  /// The results of two pieces of work that are done side by side.
  public func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    let results = map(2) { index -> (First?, Second?) in index == 0 ? (first(), nil) : (nil, second()) }
    guard let first = results[0].0, let second = results[1].1 else { preconditionFailure("both have run") }
    return (first, second)
  }

  /// The results of pieces of work of which some need others: each begins once all that it needs is done and a thread is free, the
  /// first of the list first.
  ///
  /// After a failure no further piece is begun; of several the error of the first in the list is thrown.
  /// - Parameters:
  ///   - needs: for each piece the indices of those that it waits for.
  ///   - body: gets the index of a piece, and the results of those that it needs in the order of `needs`.
  /// - Precondition: a piece stands behind all that it needs.
  public func tryMap<Result: Sendable>(
    after needs: [[Int]], _ body: @Sendable (Int, [Result]) throws -> Result
  ) throws -> [Result] {
    let outcomes = Outcomes<Result>(count: needs.count)
    @Sendable func piece(_ index: Int) {
      if let inputs = outcomes.results(of: needs[index]) {
        outcomes.set(Swift.Result { try body(index, inputs) }, at: index)
      }
    }
    if threadCount == 1 {
      pool.runInOrder(needs.count, piece)
    } else {
      pool.run(PieceOrder(needs: needs), piece)
    }
    return try outcomes.all()
  }
}

/// What pieces of work came to so far.
private final class Outcomes<Value: Sendable>: Sendable {
  private let outcomes: Mutex<[Result<Value, any Error>?]>

  init(count: Int) { outcomes = Mutex(Array(repeating: nil, count: count)) }

  func set(_ outcome: Result<Value, any Error>, at index: Int) { outcomes.withLock { $0[index] = outcome } }

  /// The results of pieces that are done; nil once any piece has failed.
  func results(of indices: [Int]) -> [Value]? {
    outcomes.withLock { outcomes in
      if outcomes.contains(where: { if case .failure = $0 { true } else { false } }) { return nil }
      return indices.map { index in
        guard case .success(let value) = outcomes[index] else {
          preconditionFailure("a piece is begun too early")
        }
        return value
      }
    }
  }

  /// - Throws: the first error.
  func all() throws -> [Value] {
    let outcomes = outcomes.withLock { $0 }
    for case .failure(let error) in outcomes { throw error }
    return outcomes.map { outcome in
      guard case .success(let value) = outcome else { preconditionFailure("a piece was never done") }
      return value
    }
  }
}
