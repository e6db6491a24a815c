internal import GuiyiColumns

/// The blocking keys of every distinct value of a comparison.
struct DerivedKeys: Sendable {
  /// One more than values.
  private let offsets: [UInt32]
  private let keys: [UInt64]

  init(_ comparison: PreparedComparison, valueCount: Int, part: BlockingPart, workers: Workers) {
    let pieces = workers.mapChunks(valueCount, size: 8192) { range in
      var counts: [UInt32] = []
      var keys: [UInt64] = []
      counts.reserveCapacity(range.count)
      keys.reserveCapacity(range.count)
      for id in range {
        let before = keys.count
        if id != 0 { comparison.blockingKeys(of: UInt32(id), part: part) { keys.append($0) } }
        counts.append(UInt32(keys.count - before))
      }
      return (counts: counts, keys: keys)
    }
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(valueCount + 1)
    var sum: UInt32 = 0
    for piece in pieces {
      for count in piece.counts {
        sum += count
        offsets.append(sum)
      }
    }
    self.offsets = offsets
    keys = pieces.flatMap(\.keys)
  }

  /// Calls `body` with each key of a value.
  @inline(__always) func forEach(_ value: UInt32, _ body: (UInt64) -> Void) {
    var place = Int(offsets[Int(value)])
    let end = Int(offsets[Int(value) &+ 1])
    while place < end {
      body(keys[place])
      place &+= 1
    }
  }
}

/// The combined keys of records: one key for each way to fill all positions of a rule.
struct RecordKeys: Sendable {
  /// More ways than this are cut off: a cell of hundreds of words must not multiply with another one.
  static let capacity = 64

  let table: PreparedTable
  let parts: [(comparison: Int, keys: DerivedKeys)]

  /// Appends the keys of a record, without repeats.
  func append(_ record: UInt32, to keys: inout [UInt64], scratch: inout [UInt64]) {
    let start = keys.count
    keys.append(0x9E37_79B9_7F4A_7C15)
    for part in parts {
      scratch.removeAll(keepingCapacity: true)
      table.forEachValue(record, part.comparison) { value in
        part.keys.forEach(value) { scratch.append($0) }
      }
      if scratch.isEmpty {
        keys.removeLast(keys.count - start)
        return
      }
      let former = keys.count - start
      for index in 0..<min(scratch.count, Self.capacity) {
        for place in 0..<former where keys.count - start < Self.capacity * 2 {
          keys.append(StableHash.mix(keys[start + place], scratch[index]))
        }
      }
      keys.removeSubrange(start..<start + former)
      if keys.count - start > Self.capacity { keys.removeLast(keys.count - start - Self.capacity) }
    }
    // A word twice in one cell is one key.
    if keys.count - start > 1 {
      keys[start...].sort()
      var kept = start
      for place in start + 1..<keys.count where keys[place] != keys[kept] {
        kept += 1
        keys[kept] = keys[place]
      }
      keys.removeLast(keys.count - kept - 1)
    }
  }
}
