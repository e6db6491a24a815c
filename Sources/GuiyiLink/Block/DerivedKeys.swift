internal import GuiyiColumns

/// The blocking keys of every distinct value of a comparison.
struct DerivedKeys: Sendable {
  /// Stands in `first` for a value without a key.
  static let noKey: UInt64 = 0
  /// Stands in `first` for a value with several keys.
  static let severalKeys: UInt64 = 1

  /// The key of each value that has one key only.
  let first: [UInt64]
  /// Where the keys of a value with several start in `keys`: one more than values; empty where no value has several.
  private let offsets: [UInt32]
  private let keys: [UInt64]

  /// The keys of some values in one part.
  private struct Piece {
    var counts: [UInt32] = []
    var keys: [UInt64] = []
  }

  /// The keys of all values in some parts, in the order of the parts; those that look at the same folded text share it.
  static func derived(
    _ comparison: PreparedComparison, valueCount: Int, parts: [BlockingPart], workers: Workers
  ) -> [DerivedKeys] {
    let pieces = workers.mapChunks(valueCount, size: 8192) { range in
      var pieces = parts.map { _ in Piece() }
      for part in parts.indices {
        pieces[part].counts.reserveCapacity(range.count)
        pieces[part].keys.reserveCapacity(range.count)
      }
      var scratch = TextKeys.Scratch()
      for id in range {
        scratch.forget()
        for part in parts.indices {
          let before = pieces[part].keys.count
          if id != 0 {
            comparison.blockingKeys(of: UInt32(id), part: parts[part], scratch: &scratch) {
              pieces[part].keys.append(max($0, Self.severalKeys + 1))
            }
          }
          pieces[part].counts.append(UInt32(pieces[part].keys.count - before))
        }
      }
      return pieces
    }
    return workers.map(parts.count) { part in
      DerivedKeys(pieces.map { $0[part] }, valueCount: valueCount, workers)
    }
  }

  private init(_ pieces: [Piece], valueCount: Int, _ workers: Workers) {
    var first = [UInt64](repeating: Self.noKey, count: valueCount)
    var offsets: [UInt32] = [0]
    var keys: [UInt64] = []
    let hasSeveral = pieces.contains { $0.counts.contains { $0 > 1 } }
    if hasSeveral { offsets.reserveCapacity(valueCount + 1) }
    var value = 0
    for piece in pieces {
      workers.pause()
      var next = 0
      for count in piece.counts {
        if count == 1 { first[value] = piece.keys[next] }
        if count > 1 {
          first[value] = Self.severalKeys
          keys.append(contentsOf: piece.keys[next..<next + Int(count)])
        }
        next += Int(count)
        if hasSeveral { offsets.append(UInt32(keys.count)) }
        value += 1
      }
    }
    self.first = first
    self.offsets = hasSeveral ? offsets : []
    self.keys = keys
  }

  /// How many keys a value has.
  @inline(__always) func count(of value: UInt32) -> Int {
    switch first[Int(value)] {
    case Self.noKey: 0
    case Self.severalKeys: Int(offsets[Int(value) &+ 1]) &- Int(offsets[Int(value)])
    default: 1
    }
  }

  /// One of the keys of a value.
  /// - Parameter index: below `count`.
  @inline(__always) func key(of value: UInt32, _ index: Int) -> UInt64 {
    let key = first[Int(value)]
    return key > Self.severalKeys ? key : keys[Int(offsets[Int(value)]) &+ index]
  }
}
