internal import GuiyiColumns

/// The blocking keys of every distinct value of a comparison.
struct DerivedKeys: Sendable {
  /// Where no value has two keys: the key of each value, 0 for none; else empty.
  let only: [UInt64]
  /// One more than values; empty where `only` says it all.
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
        // Key 0 stands for none.
        if id != 0 { comparison.blockingKeys(of: UInt32(id), part: part) { keys.append(max($0, 1)) } }
        counts.append(UInt32(keys.count - before))
      }
      return (counts: counts, keys: keys)
    }
    if pieces.allSatisfy({ $0.counts.allSatisfy { $0 <= 1 } }) {
      var only = [UInt64](repeating: 0, count: valueCount)
      var value = 0
      for piece in pieces {
        var next = 0
        for count in piece.counts {
          if count == 1 {
            only[value] = piece.keys[next]
            next += 1
          }
          value += 1
        }
      }
      self.only = only
      offsets = []
      keys = []
      return
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
    only = []
    self.offsets = offsets
    keys = pieces.flatMap(\.keys)
  }

  /// Calls `body` with each key of a value.
  @inline(__always) func forEach(_ value: UInt32, _ body: (UInt64) -> Void) {
    if !only.isEmpty {
      let key = only[Int(value)]
      if key != 0 { body(key) }
      return
    }
    var place = Int(offsets[Int(value)])
    let end = Int(offsets[Int(value) &+ 1])
    while place < end {
      body(keys[place])
      place &+= 1
    }
  }
}
