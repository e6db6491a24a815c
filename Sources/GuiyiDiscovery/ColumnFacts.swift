internal import GuiyiColumns
internal import GuiyiLink

/// How the values of one column are spread over the records.
struct ColumnFacts: Sendable {
  /// How many records have each value, by its number; 0 for number 0.
  let counts: [UInt32]
  let recordCount: Int
  let filledCount: Int
  let distinctCount: Int
  /// The probability that two records which have a value have the same one.
  let agreement: Double
  /// Numbers of values on evenly spread records that have one, at most `sampleCount`.
  let sample: [UInt32]

  /// Cells from which the kind of a column is told.
  static let sampleCount = 2000

  init(_ field: LinkField) {
    var counts = [UInt32](repeating: 0, count: field.dictionary.count)
    for id in field.ids { counts[Int(id)] += 1 }
    let filled = field.ids.count - Int(counts.first ?? 0)
    if !counts.isEmpty { counts[0] = 0 }
    var distinct = 0
    var pairs = 0
    for count in counts where count > 0 {
      distinct += 1
      pairs += Int(count) * (Int(count) - 1)
    }
    self.counts = counts
    recordCount = field.ids.count
    filledCount = filled
    distinctCount = distinct
    agreement = filled < 2 ? 0 : Double(pairs) / Double(filled) / Double(filled - 1)
    sample = Self.sample(field.ids, filledCount: filled)
  }

  /// Evenly spread in the order of the records, so that no numbering of values matters.
  private static func sample(_ ids: [UInt32], filledCount: Int) -> [UInt32] {
    let wanted = min(filledCount, sampleCount)
    var sample: [UInt32] = []
    sample.reserveCapacity(wanted)
    // The k-th chosen value is the one with number k × filled / wanted among the filled ones.
    var seen = 0
    var next = 0
    for id in ids where id != 0 {
      if seen == next {
        sample.append(id)
        if sample.count == wanted { break }
        next = sample.count * filledCount / wanted
      }
      seen += 1
    }
    return sample
  }
}
