package import GuiyiColumns

/// Records that hold one value, group behind group: of one part of all values, where these are sorted by parts.
package struct EqualGroups: Sendable {
  private var records: [UInt32] = []
  /// Where each group ends.
  private var ends: [Int] = []
  private var pairCount = 0

  /// - Parameters:
  ///   - keys: of the values, ascending.
  ///   - records: one for each key.
  package init(_ keys: [UInt64], _ records: [UInt32]) {
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count && keys[end] == keys[start] { end += 1 }
      if end - start > 1 {
        self.records += records[start..<end]
        ends.append(self.records.count)
        pairCount += (end - start) * (end - start - 1) / 2
      }
      start = end
    }
  }

  /// A sample of the pairs of records of one group, spread evenly over all of them as the parts list them.
  ///
  /// - Parameter wanted: fewer are taken only where there are fewer.
  package static func pairs(
    of parts: [EqualGroups], wanted: Int, workers: Workers
  ) -> (lefts: [UInt32], rights: [UInt32]) {
    var starts = [0]
    for part in parts { starts.append(starts[starts.count - 1] + part.pairCount) }
    let draw = EvenDraw(starts[parts.count], wanted: wanted)
    let all = starts
    let found = workers.map(parts.count) { part in
      parts[part].pairs(at: draw.places(all[part]..<all[part + 1]).map { $0 - all[part] })
    }
    return (found.flatMap(\.lefts), found.flatMap(\.rights))
  }

  /// - Parameter places: of the list of the pairs here, ascending.
  private func pairs(at places: [Int]) -> (lefts: [UInt32], rights: [UInt32]) {
    var found = (lefts: [UInt32](), rights: [UInt32]())
    found.lefts.reserveCapacity(places.count)
    found.rights.reserveCapacity(places.count)
    var (group, left) = (0, 0)
    // Pairs of the records before the left one.
    var before = 0
    for place in places {
      while place >= before + ends[group] - left - 1 {
        before += ends[group] - left - 1
        left += 1
        if left == ends[group] { group += 1 }
      }
      found.lefts.append(records[left])
      found.rights.append(records[left + 1 + place - before])
    }
    return found
  }
}
