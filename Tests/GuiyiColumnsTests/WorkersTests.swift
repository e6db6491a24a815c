import Dispatch
import GuiyiColumns
import Synchronization
import Testing

@Suite struct WorkersTests {
  private struct Failure: Error, Equatable { let piece: Int }

  /// A mark that pieces of work leave.
  private final class Log: Sendable {
    private let entries = Mutex<[Int]>([])
    func add(_ entry: Int) { entries.withLock { $0.append(entry) } }
    var all: [Int] { entries.withLock { $0 } }
  }

  @Test(arguments: [1, 2, 7]) func `gives results in the order of the indices`(threads: Int) {
    let workers = Workers(threadCount: threads)
    #expect(workers.map(1_000) { $0 * 2 } == (0..<1_000).map { $0 * 2 })
    #expect(workers.mapChunks(10, size: 4) { $0 } == [0..<4, 4..<8, 8..<10])
  }

  @Test(arguments: [1, 2, 7]) func `begins with the largest piece, results are in order`(threads: Int) {
    let sizes = [3, 9, 0, 9, 5]
    let begun = Log()
    let results = Workers(threadCount: threads).mapLargestFirst(sizes) { index in
      begun.add(index)
      return index * 10
    }
    #expect(results == [0, 10, 20, 30, 40])
    if threads == 1 { #expect(begun.all == [1, 3, 4, 0, 2]) }
    #expect(Workers(threadCount: threads).mapLargestFirst([]) { $0 }.isEmpty)
  }

  @Test(arguments: [1, 2, 7]) func `chunks write their own parts of one array`(threads: Int) {
    let workers = Workers(threadCount: threads)
    for count in [0, 1, 9, 10, 1_003] {
      var numbers = workers.filled(count, width: 3, size: 10) { range, part in
        for index in range { part[(index - range.lowerBound) * 3 + 1] = index }
      }
      #expect(numbers == (0..<count).flatMap { [0, $0, 0] })
      workers.update(&numbers, width: 3, size: 10) { range, part in
        for index in range { part[(index - range.lowerBound) * 3] += index }
      }
      #expect(numbers == (0..<count).flatMap { [$0, $0, 0] })
    }
  }

  @Test func `throws the error of the lowest index`() {
    struct Numbered: Error, Equatable { let index: Int }
    let workers = Workers(threadCount: 2)
    #expect(throws: Numbered(index: 3)) {
      try workers.tryMapLargestFirst(Array(0..<100)) { index in
        if index >= 3 { throw Numbered(index: index) }
      }
    }
    #expect(throws: Numbered(index: 3)) {
      try workers.tryMap(100) { index in
        if index >= 3 { throw Numbered(index: index) }
      }
    }
  }

  @Test(arguments: [1, 2, 3, 8])
  func `work within work within work is done whole and in its places, by any number of threads`(
    threadCount: Int
  ) {
    let workers = Workers(threadCount: threadCount)
    for _ in 0..<50 {
      let sums = workers.map(7) { outer in
        workers.map(outer * 3) { middle in
          workers.mapChunks(100, size: 9) { $0.reduce(0, +) * (middle + 1) }.reduce(0, +)
        }.reduce(0, +)
      }
      let naive = (0..<7).map { outer in (0..<outer * 3).reduce(0) { $0 + 4950 * ($1 + 1) } }
      #expect(sums == naive)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a thread that has no more pieces takes inner pieces of those that are under way`() {
    let workers = Workers(threadCount: 2)
    let arrivals = [DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)]
    let outer = workers.map(2) { outer in
      // Either inner piece waits for the other: one thread alone would never end.
      outer == 0
        ? 0
        : workers.map(2) { inner in
          arrivals[inner].signal()
          arrivals[1 - inner].wait()
          return 1
        }.reduce(0, +)
    }
    #expect(outer == [0, 2])
  }

  @Test(arguments: [1, 2, 5])
  func `a piece begins when all that it needs is done, and gets what that came to`(threadCount: Int) throws {
    let workers = Workers(threadCount: threadCount)
    var random = SplitMix64(seed: 11)
    for _ in 0..<200 {
      let count = Int(random.next() % 12)
      let needs = (0..<count).map { index in (0..<index).filter { _ in random.next() % 3 == 0 } }
      // Every piece is one more than all below it; a piece that came too early would trap.
      let results = try workers.tryMap(after: needs) { index, inputs in
        workers.map(4) { $0 }.reduce(0, +) - 5 + inputs.reduce(0, +)
      }
      var naive: [Int] = []
      for needed in needs { naive.append(1 + needed.reduce(0) { $0 + naive[$1] }) }
      #expect(results == naive)
    }
  }

  @Test(arguments: [1, 2, 4])
  func `what comes before pieces comes before each of them, and in pauses`(threadCount: Int) throws {
    let calls = Atomic<Int>(0)
    let begun = Atomic<Int>(0)
    let workers = Workers(threadCount: threadCount) { calls.add(1, ordering: .sequentiallyConsistent) }
    workers.forEach(50) { _ in
      let number = begun.add(1, ordering: .sequentiallyConsistent).newValue
      #expect(calls.load(ordering: .sequentiallyConsistent) >= number)
      workers.pause()
    }
    _ = try workers.tryMap(after: [[], [0], [1]]) { index, _ in index }
    #expect(calls.load(ordering: .sequentiallyConsistent) == 50 + 50 + 3)
  }

  @Test func `with one thread pieces are done in the order of the list`() throws {
    let log = Log()
    _ = try Workers(threadCount: 1).tryMap(after: [[], [0], [], [1, 2]]) { index, _ in log.add(index) }
    #expect(log.all == [0, 1, 2, 3])
  }

  @Test(arguments: [1, 2, 4])
  func `the first error of the list is thrown, and what needs a failed piece is never begun`(threadCount: Int)
  {
    let workers = Workers(threadCount: threadCount)
    let log = Log()
    #expect(throws: Failure(piece: 1)) {
      try workers.tryMap(after: [[], [], [1], [0, 2]]) { index, _ in
        if index == 1 { throw Failure(piece: 1) }
        log.add(index)
      }
    }
    #expect(!log.all.contains(2) && !log.all.contains(3))
    #expect(throws: Failure(piece: 2)) {
      try workers.tryMap(9) { index in if index >= 2 { throw Failure(piece: index) } }
    }
  }

  @Test(arguments: [1, 2, 3])
  func `two pieces side by side give what each gives alone, also where one cuts its work again`(threads: Int)
  {
    let workers = Workers(threadCount: threads)
    let (squares, text) = workers.both {
      workers.map(1_000) { $0 * $0 }
    } _: {
      workers.map(3) { String($0) }.joined()
    }
    #expect(squares == (0..<1_000).map { $0 * $0 })
    #expect(text == "012")
  }
}
