internal import GuiyiColumns
internal import GuiyiLink

/// The blocking keys of evenly spread records: they tell how many pairs a rule would propose.
struct SampledKeys: Sendable {
  /// Records that are looked at.
  static let sampleCount = 4096
  /// Distinct keys of a sample up to which all of them are about seen.
  private static let fewKeys = 300

  let recordCount: Int
  let sampledCount: Int
  /// By key: the hashes of each sampled record, and where each record's start; one more than records.
  private let hashes: [[UInt64]]
  private let starts: [[UInt32]]
  /// The source of each sampled record.
  private let sources: [UInt16]

  init(_ table: LinkTable, drafts: [FieldDraft], keys: [BlockingKey], workers: Workers) {
    recordCount = table.recordCount
    let sampled = min(table.recordCount, Self.sampleCount)
    let total = table.recordCount
    let rows = (0..<sampled).map { $0 * total / max(1, sampled) }
    sampledCount = sampled
    sources = rows.map { table.sources[$0] }
    let columns = workers.map(drafts.count) { index -> (PreparedComparison, [UInt32]) in
      let spec = drafts[index].spec
      guard let place = table.fieldIndex(named: spec.field) else {
        preconditionFailure("a draft names a field of the table")
      }
      let field = table.fields[place]
      var dictionary = ByteDictionary()
      let ids = rows.map { row in field.dictionary.withBytes(of: field.ids[row]) { dictionary.intern($0) } }
      return (
        PreparedComparison(kind: spec.kind, dictionary: dictionary, workers: Workers(threadCount: 1)), ids
      )
    }
    let found = workers.map(keys.count) { index -> (hashes: [UInt64], starts: [UInt32]) in
      let (prepared, ids) = columns[keys[index].comparison]
      var hashes: [UInt64] = []
      var starts: [UInt32] = [0]
      hashes.reserveCapacity(ids.count)
      starts.reserveCapacity(ids.count + 1)
      for id in ids {
        prepared.blockingKeys(of: id, part: keys[index].part) { hashes.append($0) }
        starts.append(UInt32(hashes.count))
      }
      return (hashes, starts)
    }
    hashes = found.map(\.hashes)
    starts = found.map(\.starts)
  }

  /// The share of records whose key stands in another source as well, in the source where it is lowest.
  ///
  /// Two files may write one fact differently throughout. Told only where keys are few enough for the sample to show it.
  func shareAcrossSources(_ key: Int) -> Double {
    var holders: [UInt64: Set<UInt16>] = [:]
    for record in 0..<sampledCount {
      for place in Int(starts[key][record])..<Int(starts[key][record + 1]) {
        holders[hashes[key][place], default: []].insert(sources[record])
      }
    }
    if holders.isEmpty || holders.count > Self.fewKeys || holders.count * 10 > sampledCount { return 1 }
    var (shared, all): ([UInt16: Double], [UInt16: Double]) = ([:], [:])
    for record in 0..<sampledCount {
      let range = Int(starts[key][record])..<Int(starts[key][record + 1])
      if range.isEmpty { continue }
      all[sources[record], default: 0] += 1
      if range.contains(where: { (holders[hashes[key][$0]]?.count ?? 0) > 1 }) {
        shared[sources[record], default: 0] += 1
      }
    }
    return all.map { (shared[$0.key] ?? 0) / $0.value }.min() ?? 1
  }

  /// Pairs for each record that a rule of these keys would propose in the whole table, about.
  func pairsPerRecord(_ keys: [Int]) -> Double {
    var combined: [UInt64] = []
    combined.reserveCapacity(sampledCount)
    var own: [UInt64] = []
    for record in 0..<sampledCount {
      own = [0]
      for key in keys {
        let range = Int(starts[key][record])..<Int(starts[key][record + 1])
        if range.isEmpty {
          own = []
          break
        }
        if range.count == 1 {
          for place in own.indices { own[place] = StableHash.mix(own[place], hashes[key][range.lowerBound]) }
        } else {
          own = own.prefix(16).flatMap { former in range.map { StableHash.mix(former, hashes[key][$0]) } }
        }
      }
      combined.append(contentsOf: own)
    }
    var values = [UInt32](repeating: 0, count: combined.count)
    RadixSort.sort(keys: &combined, values: &values)
    var pairs = 0
    var start = 0
    while start < combined.count {
      var end = start + 1
      while end < combined.count && combined[end] == combined[start] { end += 1 }
      pairs += (end - start) * (end - start - 1) / 2
      start = end
    }
    let scale = Double(recordCount) / Double(max(1, sampledCount))
    return Double(pairs) * scale * scale / Double(max(1, recordCount))
  }
}
