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
    // How many records each value has, then where they end; those with no value come first.
    var ends = [UInt32](repeating: 0, count: valueCount)
    for value in values { ends[Int(value)] += 1 }
    // How many are still to come.
    var left = ends
    var total = 0
    for value in ends.indices {
      let count = Int(ends[value])
      if value > 0 {
        total += count * max(0, count - 1) / 2
        ends[value] += ends[value - 1]
      }
    }
    totalCount = total
    let draw = EvenDraw(total, wanted: wanted)
    if draw.count == 0 { return }
    var members = [UInt32](repeating: 0, count: values.count)
    var next = left
    for (record, value) in values.enumerated() where value != 0 {
      members[Int(ends[Int(value)] - next[Int(value)])] = UInt32(record)
      next[Int(value)] -= 1
    }
    lefts.reserveCapacity(draw.count)
    rights.reserveCapacity(draw.count)
    var record = -1
    // Pairs of the records before this one, and of this one with those behind it.
    var (before, later) = (0, 0)
    for stretch in 0..<draw.count {
      let place = draw.place(stretch)
      while before + later <= place {
        before += later
        record += 1
        let value = Int(values[record])
        left[value] -= 1
        later = value == 0 ? 0 : Int(left[value])
      }
      lefts.append(UInt32(record))
      rights.append(members[Int(ends[Int(values[record])]) - later + place - before])
    }
  }
}
