internal import GuiyiColumns

/// The combined keys of records: one key for each way to fill all positions of a rule.
struct RecordKeys: Sendable {
  /// More ways than this are cut off: a cell of hundreds of words must not multiply with another one.
  static let capacity = 64

  /// Room for the ways under way and for those one part longer, used again for each record.
  struct Scratch {
    /// Two halves that change places with every part.
    fileprivate var ways = [UInt64](repeating: 0, count: 2 * RecordKeys.capacity)
  }

  private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  private let table: PreparedTable
  private let parts: [(comparison: Int, keys: DerivedKeys)]
  /// The comparisons of the parts, a bit each.
  private let comparisonMask: UInt16

  init(table: PreparedTable, parts: [(comparison: Int, keys: DerivedKeys)]) {
    self.table = table
    self.parts = parts
    comparisonMask = parts.reduce(0) { $0 | 1 << UInt16($1.comparison) }
  }

  /// The keys of a range of records and whose they are, by record; without repeats.
  /// - Parameter single: what `singleKeys` says of the range.
  func keys(of range: Range<Int>, single: [UInt64]) -> (keys: [UInt64], records: [UInt32]) {
    let extras = table.extrasMask
    var found: [UInt64] = []
    var records: [UInt32] = []
    found.reserveCapacity(range.count)
    records.reserveCapacity(range.count)
    var scratch = Scratch()
    for record in range {
      let key = single[record &- range.lowerBound]
      let hasExtras = !extras.isEmpty && extras[record] & comparisonMask != 0
      if key != DerivedKeys.severalKeys && !hasExtras {
        if key == DerivedKeys.noKey { continue }
        found.append(key)
        records.append(UInt32(record))
      } else {
        let before = found.count
        append(UInt32(record), to: &found, scratch: &scratch)
        for _ in before..<found.count { records.append(UInt32(record)) }
      }
    }
    return (found, records)
  }

  /// The combined key of each record by its first values, a part at a time: no key where a part is missing, the
  /// mark of several keys where a part has several.
  func singleKeys(of range: Range<Int>) -> [UInt64] {
    var combined = [UInt64](repeating: Self.seed, count: range.count)
    let ownMatrix = table.matrix
    let matrix = ownMatrix.span
    for part in parts {
      let first = part.keys.first.span
      var place = range.lowerBound &* table.width &+ part.comparison
      for index in combined.indices {
        let key = first[Int(matrix[place])]
        let former = combined[index]
        if key > DerivedKeys.severalKeys && former > DerivedKeys.severalKeys {
          combined[index] = Self.join(former, key)
        } else {
          // No key wins over several ones.
          combined[index] = min(former, key)
        }
        place &+= table.width
      }
    }
    return combined
  }

  /// Whether no record of a range has more than the one key that `singleKeys` tells.
  func hasOneAtMost(_ range: Range<Int>, single: [UInt64]) -> Bool {
    if single.contains(DerivedKeys.severalKeys) { return false }
    return table.extrasMask.isEmpty || !table.extrasMask[range].contains { $0 & comparisonMask != 0 }
  }

  @inline(__always) private static func join(_ a: UInt64, _ b: UInt64) -> UInt64 {
    max(StableHash.mix(a, b), DerivedKeys.severalKeys + 1)
  }

  /// Appends the keys of a record, ascending and without repeats.
  func append(_ record: UInt32, to keys: inout [UInt64], scratch: inout Scratch) {
    let parts = parts.span
    // Most rules miss something; that is told before anything is combined.
    for part in parts.indices where table.value(record, parts[part].comparison) == 0 { return }
    var ways = scratch.ways.mutableSpan
    ways[0] = Self.seed
    var (start, count) = (0, 1)
    for part in parts.indices {
      let comparison = parts[part].comparison
      let target = Self.capacity - start
      var longerCount = 0
      var value = table.value(record, comparison)
      var further = table.furtherPlaces(record, comparison)
      while true {
        for index in 0..<parts[part].keys.count(of: value) {
          let key = parts[part].keys.key(of: value, index)
          for way in 0..<count where longerCount < Self.capacity {
            ways[target &+ longerCount] = Self.join(ways[start &+ way], key)
            longerCount &+= 1
          }
        }
        guard let place = further.popFirst() else { break }
        value = table.furtherValue(comparison, at: place)
      }
      if longerCount == 0 { return }
      (start, count) = (target, longerCount)
    }
    // There are few of them.
    for index in start &+ 1..<start &+ count {
      let way = ways[index]
      var place = index
      while place > start && ways[place &- 1] > way {
        ways[place] = ways[place &- 1]
        place &-= 1
      }
      ways[place] = way
    }
    // A word twice in one cell is one key.
    var last = DerivedKeys.noKey
    for index in start..<start &+ count where ways[index] != last {
      last = ways[index]
      keys.append(last)
    }
  }
}
