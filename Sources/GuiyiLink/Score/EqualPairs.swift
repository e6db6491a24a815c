internal import GuiyiColumns

/// A sample of the pairs of records that hold one value of a column.
public struct EqualPairs: Sendable {
  public private(set) var lefts: [UInt32] = []
  public private(set) var rights: [UInt32] = []
  /// How many such pairs there are.
  public let totalCount: Int

  /// Spread evenly over all pairs, listed record by record, so that no numbering of values matters.
  ///
  /// - Parameters:
  ///   - values: the value of each record, 0 where it has none.
  ///   - valueCount: one more than the highest value.
  ///   - wanted: fewer are taken only where there are fewer.
  public init(_ values: [UInt32], valueCount: Int, wanted: Int) {
    var starts = [Int](repeating: 0, count: valueCount + 1)
    for value in values where value != 0 { starts[Int(value) + 1] += 1 }
    for value in 0..<valueCount { starts[value + 1] += starts[value] }
    var members = [UInt32](repeating: 0, count: starts[valueCount])
    var places = [Int](repeating: -1, count: values.count)
    var next = starts
    for (record, value) in values.enumerated() where value != 0 {
      places[record] = next[Int(value)]
      members[next[Int(value)]] = UInt32(record)
      next[Int(value)] += 1
    }
    let later = { (record: Int) -> Int in
      places[record] < 0 ? 0 : starts[Int(values[record]) + 1] - places[record] - 1
    }
    totalCount = values.indices.reduce(0) { $0 + later($1) }
    let count = min(totalCount, max(0, wanted))
    lefts.reserveCapacity(count)
    rights.reserveCapacity(count)
    var record = 0
    var before = 0
    for index in 0..<count {
      var random = SplitMix64(seed: UInt64(index))
      // One pair out of each of as many equal stretches of the list.
      let low = totalCount / count * index + totalCount % count * index / count
      let high = totalCount / count * (index + 1) + totalCount % count * (index + 1) / count
      let place = low + Int(random.next().multipliedFullWidth(by: UInt64(max(1, high - low))).high)
      while before + later(record) <= place {
        before += later(record)
        record += 1
      }
      lefts.append(UInt32(record))
      rights.append(members[places[record] + 1 + place - before])
    }
  }
}
