import GuiyiColumns
import GuiyiLink
import Testing

/// The sample of equal pairs, beside one taken from a list of all of them.
@Suite struct EqualPairsTests {
  /// All pairs record by record, cut into stretches of which each gives one.
  private func twin(_ values: [UInt32], wanted: Int) -> (pairs: [[Int]], total: Int) {
    var all: [[Int]] = []
    for left in values.indices where values[left] != 0 {
      for right in values.indices.dropFirst(left + 1) where values[right] == values[left] {
        all.append([left, right])
      }
    }
    return (drawn(all, wanted: wanted), all.count)
  }

  private func drawn(_ all: [[Int]], wanted: Int) -> [[Int]] {
    let count = min(all.count, max(0, wanted))
    return (0..<count).map { index in
      let bounds = [index, index + 1].map { all.count / count * $0 + all.count % count * $0 / count }
      var random = SplitMix64(seed: UInt64(index))
      let step = random.next().multipliedFullWidth(by: UInt64(max(1, bounds[1] - bounds[0]))).high
      return all[bounds[0] + Int(step)]
    }
  }

  private func sample(_ values: [UInt32], wanted: Int) -> (pairs: [[Int]], total: Int) {
    let found = EqualPairs(values, valueCount: Int((values.max() ?? 0) + 1), wanted: wanted)
    return (zip(found.lefts, found.rights).map { [Int($0), Int($1)] }, found.totalCount)
  }

  @Test(
    arguments: [
      [0], [3], [1, 1], [0, 1, 1], [1, 0, 1], [1, 1, 0], [2, 2, 2, 2, 2], [1, 2, 3, 4], [0, 0, 0],
      [1, 2, 1, 2, 0, 2, 1, 5],
    ] as [[UInt32]])
  func `what is wanted of small columns, and no more than there is`(values: [UInt32]) {
    for wanted in [-1, 0, 1, 2, 3, 10, 100] {
      let (found, expected) = (sample(values, wanted: wanted), twin(values, wanted: wanted))
      #expect(found.pairs == expected.pairs && found.total == expected.total, "\(wanted) of \(values)")
    }
  }

  @Test func `many columns, whatever their values are numbered`() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<300 {
      let highest = UInt32.random(in: 1...20, using: &random)
      let values = (0..<Int.random(in: 1...120, using: &random)).map { _ in
        UInt32.random(in: 0...highest, using: &random)
      }
      let wanted = Int.random(in: 0...60, using: &random)
      let found = sample(values, wanted: wanted)
      #expect(found == twin(values, wanted: wanted))
      let numbers = [0] + (1...highest).shuffled(using: &random)
      #expect(sample(values.map { numbers[Int($0)] }, wanted: wanted) == found)
    }
  }

  @Test func `groups in parts, whatever their keys are`() {
    var random = SplitMix64(seed: 12)
    for _ in 0..<300 {
      let values = (0..<Int.random(in: 0...120, using: &random)).map { _ in
        Int.random(in: 0...20, using: &random)
      }
      var all: [[Int]] = []
      for left in values.indices where !values[..<left].contains(values[left]) {
        let group = values.indices.filter { values[$0] == values[left] }
        for (place, first) in group.enumerated() { all += group.dropFirst(place + 1).map { [first, $0] } }
      }
      let wanted = Int.random(in: 0...60, using: &random)
      for _ in 0..<2 {
        let keys = (0...20).map { _ in random.next() }
        let order = values.indices.sorted { (keys[values[$0]], $0) < (keys[values[$1]], $1) }
        let parts = (0..<4).map { part in
          let own = order.filter { keys[values[$0]] >> 62 == part }
          return EqualGroups(own.map { keys[values[$0]] }, own.map { UInt32($0) })
        }
        let found = EqualGroups(parts).pairs(wanted: wanted)
        #expect(zip(found.lefts, found.rights).map { [Int($0), Int($1)] } == drawn(all, wanted: wanted))
      }
    }
  }
}
