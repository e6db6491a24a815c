import GuiyiColumns
import GuiyiLink
import Testing

/// Remembered levels, beside the comparison itself.
@Suite struct LevelMemoryTests {
  /// The levels of batches of random pairs, and how many pairs were compared for them.
  private func recalled(valueCount: Int, batches: [Int]) -> (isRight: Bool, asked: Int) {
    var memory = LevelMemory(batchSize: batches.max() ?? 0)
    var random = SplitMix64(seed: 11)
    var (isRight, asked) = (true, 0)
    func value() -> UInt32 {
      1 + UInt32(truncatingIfNeeded: random.next().multipliedFullWidth(by: UInt64(valueCount)).high)
    }
    func level(_ x: UInt32, _ y: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: (x &* 7 ^ y &* 13) & 15) }
    for count in batches {
      let (xs, ys) = ((0..<count).map { _ in value() }, (0..<count).map { _ in value() })
      var result = [UInt8](repeating: 99, count: count)
      memory.recall(xs, ys, count: count, into: &result) { xs, ys, count, found in
        asked += count
        for pair in 0..<count { found[pair] = level(xs[pair], ys[pair]) }
      }
      if result != zip(xs, ys).map(level) { isRight = false }
    }
    return (isRight, asked)
  }

  @Test(arguments: [1, 3, 50, 400, 1 << 31])
  func `each pair has its level, remembered or not`(valueCount: Int) {
    let batches = [1000, 1, 0, 1000, 37] + [Int](repeating: 1000, count: 60)
    let found = recalled(valueCount: valueCount, batches: batches)
    #expect(found.isRight)
    #expect(found.asked <= batches.reduce(0, +))
  }

  @Test func `what comes again is not compared again, in one batch or in the next`() {
    #expect(recalled(valueCount: 1, batches: [500, 500]).asked == 1)
    // 2,500 pairs of values; slots that two of them share cost a little more.
    #expect(recalled(valueCount: 50, batches: [Int](repeating: 1000, count: 50)).asked < 15_000)
  }
}
