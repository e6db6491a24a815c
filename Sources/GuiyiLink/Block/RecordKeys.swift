internal import GuiyiColumns

/// The combined keys of records: one key for each way to fill all positions of a rule.
struct RecordKeys: Sendable {
  /// More ways than this are cut off: a cell of hundreds of words must not multiply with another one.
  static let capacity = 64

  private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  private let table: PreparedTable
  private let parts: [(comparison: Int, keys: DerivedKeys)]
  /// The comparisons of the parts, a bit each.
  private let comparisonMask: UInt16
  /// Whether no value of any part has two keys.
  private let isPlain: Bool

  init(table: PreparedTable, parts: [(comparison: Int, keys: DerivedKeys)]) {
    self.table = table
    self.parts = parts
    comparisonMask = parts.reduce(0) { $0 | 1 << UInt16($1.comparison) }
    isPlain = parts.allSatisfy { !$0.keys.only.isEmpty }
  }

  /// The keys of a range of records and whose they are, by record; without repeats.
  func keys(of range: Range<Int>) -> (keys: [UInt64], records: [UInt32]) {
    var found: [UInt64] = []
    var records: [UInt32] = []
    found.reserveCapacity(range.count)
    records.reserveCapacity(range.count)
    // Records with one key at most are done part by part, a column at a time; the others one by one.
    var plain = [UInt64](repeating: isPlain ? Self.seed : 0, count: range.count)
    let (ownExtras, ownMatrix) = (table.extrasMask, table.matrix)
    let extras = ownExtras.span
    if isPlain {
      let matrix = ownMatrix.span
      for part in parts {
        let only = part.keys.only.span
        var place = range.lowerBound &* table.width &+ part.comparison
        for index in plain.indices {
          let key = only[Int(matrix[place])]
          let former = plain[index]
          plain[index] = key == 0 || former == 0 ? 0 : max(StableHash.mix(former, key), 1)
          place &+= table.width
        }
      }
    }
    var scratch: [UInt64] = []
    for record in range {
      if isPlain && (extras.isEmpty || extras[record] & comparisonMask == 0) {
        let key = plain[record &- range.lowerBound]
        if key == 0 { continue }
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

  /// Appends the keys of a record, ascending and without repeats.
  func append(_ record: UInt32, to keys: inout [UInt64], scratch: inout [UInt64]) {
    let start = keys.count
    keys.append(Self.seed)
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
          keys.append(max(StableHash.mix(keys[start + place], scratch[index]), 1))
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
