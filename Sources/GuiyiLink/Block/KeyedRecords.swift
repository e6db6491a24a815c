internal import GuiyiColumns

/// The keys of some records and whose they are, by the part that each key is in, by record within a part.
///
/// Parts of the keys by their leading bits: each is sorted within the caches, by whichever thread is free.
struct KeyedRecords: Sendable {
  private(set) var keys: [UInt64] = []
  private(set) var records: [UInt32] = []
  /// One more than parts.
  private var starts: [Int]

  /// How many leading bits of a key number its part.
  static func partBits(recordCount: Int) -> Int { recordCount < 1 << 15 ? 0 : 6 }

  /// - Parameter partBits: a key is in the part that its leading bits number.
  init(_ source: RecordKeys, of range: Range<Int>, partBits: Int) {
    starts = [Int](repeating: 0, count: 1 << partBits + 1)
    let single = source.singleKeys(of: range)
    if source.hasOneAtMost(range, single: single) {
      deal(single.span, partBits: partBits) { UInt32(truncatingIfNeeded: range.lowerBound &+ $0) }
    } else {
      let (keys, records) = source.keys(of: range, single: single)
      deal(keys.span, partBits: partBits) { records[$0] }
    }
  }

  /// - Parameter keys: that of each record of the range, `DerivedKeys.noKey` where it has none.
  init(_ keys: [UInt64], of range: Range<Int>, partBits: Int) {
    starts = [Int](repeating: 0, count: 1 << partBits + 1)
    deal(keys.span, partBits: partBits) { UInt32(truncatingIfNeeded: range.lowerBound &+ $0) }
  }

  /// Puts keys into their parts; places without a key are left out.
  @inline(__always) private mutating func deal(
    _ found: Span<UInt64>, partBits: Int, record: (Int) -> UInt32
  ) {
    // A shift by 64 gives 0: all of one part.
    let shift = UInt64(64 - partBits)
    var next = starts
    for place in found.indices where found[place] != DerivedKeys.noKey {
      next[Int(truncatingIfNeeded: found[place] >> shift) &+ 1] &+= 1
    }
    for part in 0..<1 << partBits { next[part + 1] += next[part] }
    starts = next
    var keys = [UInt64](repeating: 0, count: starts[1 << partBits])
    var records = [UInt32](repeating: 0, count: keys.count)
    for place in found.indices where found[place] != DerivedKeys.noKey {
      let part = Int(truncatingIfNeeded: found[place] >> shift)
      keys[next[part]] = found[place]
      records[next[part]] = record(place)
      next[part] &+= 1
    }
    self.keys = keys
    self.records = records
  }

  /// The places of a part.
  func places(_ part: Int) -> Range<Int> { starts[part]..<starts[part + 1] }

  /// The keys of one part of all pieces, ascending, and whose they are, by record where keys are equal.
  static func sorted(
    _ part: Int, of pieces: [KeyedRecords], partBits: Int
  ) -> (keys: [UInt64], records: [UInt32]) {
    var keys: [UInt64] = []
    var records: [UInt32] = []
    let count = pieces.reduce(0) { $0 + $1.places(part).count }
    keys.reserveCapacity(count)
    records.reserveCapacity(count)
    for piece in pieces {
      keys.append(contentsOf: piece.keys[piece.places(part)])
      records.append(contentsOf: piece.records[piece.places(part)])
    }
    HashGrouping.sort(keys: &keys, values: &records, sharedBits: partBits)
    return (keys, records)
  }
}
