internal import GuiyiColumns

/// Records that hold one value, group behind group; those that are alone with theirs are left out.
package struct EqualGroups: Sendable {
  private var records: [UInt32] = []
  /// Where each group ends.
  private var ends: [Int] = []

  /// - Parameters:
  ///   - keys: of the values, ascending.
  ///   - records: one for each key, ascending where keys are equal.
  package init(_ keys: [UInt64], _ records: [UInt32]) {
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count && keys[end] == keys[start] { end += 1 }
      if end - start > 1 {
        self.records += records[start..<end]
        ends.append(self.records.count)
      }
      start = end
    }
  }

  /// The groups of several parts of all values.
  package init(_ parts: [EqualGroups]) {
    for part in parts {
      ends += part.ends.map { records.count + $0 }
      records += part.records
    }
  }

  private func range(_ group: Int) -> Range<Int> { (group == 0 ? 0 : ends[group - 1])..<ends[group] }

  /// A sample of the pairs of records of one group.
  ///
  /// Spread evenly over all pairs, listed group by group in the order of their first records, so that no numbering of values matters.
  /// - Parameter wanted: fewer are taken only where there are fewer.
  package func pairs(wanted: Int) -> (lefts: [UInt32], rights: [UInt32]) {
    var firsts = ends.indices.map { UInt64(records[range($0).lowerBound]) }
    var order = [UInt32](0..<UInt32(ends.count))
    RadixSort.sort(keys: &firsts, values: &order)
    let total = ends.indices.reduce(0) { $0 + range($1).count * (range($1).count - 1) / 2 }
    let draw = EvenDraw(total, wanted: wanted)
    var found = (lefts: [UInt32](), rights: [UInt32]())
    found.lefts.reserveCapacity(draw.count)
    found.rights.reserveCapacity(draw.count)
    var next = order.makeIterator()
    // The left record within what is left of its group, and how many pairs come before it.
    var (rest, before) = (0..<0, 0)
    for stretch in 0..<draw.count {
      let place = draw.place(stretch)
      while place >= before + max(0, rest.count - 1) {
        before += max(0, rest.count - 1)
        rest = rest.dropFirst()
        if rest.isEmpty, let group = next.next() { rest = range(Int(group)) }
      }
      found.lefts.append(records[rest.lowerBound])
      found.rights.append(records[rest.lowerBound + 1 + place - before])
    }
    return found
  }
}
