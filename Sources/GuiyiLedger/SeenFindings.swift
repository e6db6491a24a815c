internal import GuiyiColumns
internal import GuiyiModel

/// The findings of one run with the keys that they are known by.
struct SeenFindings {
  struct Seen {
    var matchKey: UInt64
    var secondKey: UInt64
    var rowKey: UInt64
    var secondRowKey: UInt64
    var contentHash: UInt64
  }

  private(set) var seen: [Seen] = []
  /// By resource.
  private(set) var keys: [RowKeys]

  init(_ input: LedgerInput, workers: Workers) {
    let (tables, resources) = (input.tables, input.catalog.resources)
    keys = workers.map(tables.count) { RowKeys(tables[$0], resources[$0]) }
    seen.reserveCapacity(input.findings.findings.count)
    let ruleHashes = Rule.all.map { StableHash.hash(Array($0.code.utf8).span) }
    var cursor = RowCursor()
    var columnHashes: [UInt64] = []
    for finding in input.findings.findings {
      let resource = Int(finding.resourceIndex)
      let table = tables[resource]
      if cursor.resource != resource {
        cursor = RowCursor(resource: resource)
        columnHashes = table.columns.map { column in
          let role = column.itemIndex.map { resources[resource].items[$0].role } ?? ""
          return StableHash.hash(Array("\(column.heading)\t\(role)".utf8).span)
        }
      }
      let row = cursor.row(of: finding, in: table)
      var keys = keys(of: row, finding, resource, table, code: resources[resource].code)
      var what = ruleHashes[Int(finding.rule.index)]
      if finding.columnIndex >= 0, Int(finding.columnIndex) < columnHashes.count {
        what = StableHash.mix(what, columnHashes[Int(finding.columnIndex)])
      }
      // The value is the cell as delivered. What is said of a whole file has none; its detail may count, and a count
      // that differs is no other finding.
      what = StableHash.mix(
        what, input.findings.texts.withBytes(of: finding.value) { StableHash.hash($0) })
      keys.matchKey = StableHash.mix(keys.rowKey, what)
      keys.secondKey = StableHash.mix(keys.secondRowKey, what)
      seen.append(keys)
    }
    number(\.matchKey, workers)
    number(\.secondKey, workers)
  }

  private func keys(
    of row: Int?, _ finding: Finding, _ resource: Int, _ table: ResourceTable, code: String
  ) -> Seen {
    if let row {
      return Seen(
        matchKey: 0, secondKey: 0, rowKey: keys[resource].first[row],
        secondRowKey: keys[resource].second[row], contentHash: table.contentHashes[row])
    }
    // A row that could not be read is known by its place; a file or a resource by nothing but the resource.
    var key = StableHash.hash(Array(code.utf8).span, seed: 3)
    if finding.rowNumber > 0, Int(finding.fileIndex) < table.files.count {
      key = StableHash.mix(key, StableHash.hash(Array(table.files[Int(finding.fileIndex)].utf8).span))
      key = StableHash.mix(key, UInt64(finding.rowNumber))
    }
    return Seen(matchKey: 0, secondKey: 0, rowKey: key, secondRowKey: key, contentHash: 0)
  }

  /// Tells findings with one key apart by their order: the second of two is mixed with 1, and so on.
  private mutating func number(_ path: WritableKeyPath<Seen, UInt64>, _ workers: Workers) {
    var sorted = seen.map { $0[keyPath: path] }
    var order = [UInt32](0..<UInt32(seen.count))
    RadixSort.sort(keys: &sorted, values: &order)
    var ordinal: UInt64 = 0
    for place in order.indices {
      ordinal = place > 0 && sorted[place] == sorted[place - 1] ? ordinal + 1 : 0
      if ordinal > 0 {
        seen[Int(order[place])][keyPath: path] = StableHash.mix(sorted[place], ordinal)
      }
    }
  }
}

/// Finds the rows of findings that come in the order of the table.
private struct RowCursor {
  var resource = -1
  private var next = 0

  init(resource: Int = -1) { self.resource = resource }

  mutating func row(of finding: Finding, in table: ResourceTable) -> Int? {
    guard finding.rowNumber > 0 else { return nil }
    while next < table.rowCount,
      (table.fileOfRow[next], table.rowNumbers[next]) < (finding.fileIndex, finding.rowNumber)
    { next += 1 }
    guard next < table.rowCount, table.fileOfRow[next] == finding.fileIndex,
      table.rowNumbers[next] == finding.rowNumber
    else { return nil }
    return next
  }
}
