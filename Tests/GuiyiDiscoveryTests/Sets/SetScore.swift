import GuiyiColumns
import GuiyiDiscovery
import GuiyiLink

extension GeneratedSet {
  /// The table as the command line hands it over: rows sorted by their content, columns in any order.
  ///
  /// - Parameter columnOrder: the places of the columns; nil for their own order.
  func table(columnOrder: [Int]? = nil) -> (table: LinkTable, order: [Int]) {
    let keys = rows.map { row in
      // Added up, so that the order of the columns does not matter.
      zip(headings, row).reduce(UInt64(0)) { sum, cell in
        let heading = StableHash.hash(Array(cell.0.utf8).span)
        return sum &+ StableHash.mix(heading, StableHash.hash(Array(cell.1.utf8).span))
      }
    }
    let order = RadixSort.order(of: keys).map { Int($0) }
    let fields = (columnOrder ?? Array(headings.indices)).map { column -> LinkField in
      var dictionary = ByteDictionary()
      let ids = order.map { dictionary.intern(rows[$0][column]) }
      return LinkField(name: headings[column], dictionary: dictionary, ids: ids)
    }
    return (LinkTable(fields: fields, sources: [UInt16](repeating: 0, count: rows.count)), order)
  }

  /// The cluster of each row, without a setting.
  func clusters(columnOrder: [Int]? = nil, threadCount: Int = 2) -> [UInt32] {
    let (table, order) = table(columnOrder: columnOrder)
    let workers = Workers(threadCount: threadCount)
    let found = discover(table, scope: .all, workers: workers)
    let result = link(found.table, spec: found.spec, workers: workers)
    var clusters = [UInt32](repeating: 0, count: rows.count)
    for (place, row) in order.enumerated() { clusters[row] = result.clusterOf[place] }
    return clusters
  }

  /// Pairwise precision and recall of clusters against the truth.
  func score(_ clusters: [UInt32]) -> (precision: Double, recall: Double) {
    func pairs(_ groups: [Int]) -> Double {
      var counts: [Int: Int] = [:]
      for group in groups { counts[group, default: 0] += 1 }
      return counts.values.reduce(0.0) { $0 + Double($1 * ($1 - 1) / 2) }
    }
    let both = pairs(clusters.indices.map { Int(clusters[$0]) * 10_000_000 + truth[$0] })
    return (both / max(1, pairs(clusters.map { Int($0) })), both / max(1, pairs(truth)))
  }
}
