internal import GuiyiColumns
public import GuiyiModel

/// The values of findings as others may read them, each distinct one masked once for all who write them.
public struct ShownFindings: Sendable {
  public let list: FindingList
  /// One per finding: where its masked value stands in `offsets`; 0 is none.
  private var numbers: [UInt32] = []
  private var offsets: [Int] = [0, 0]
  private var bytes: [UInt8] = []
  /// The findings of resource `r` are `starts[r]..<starts[r + 1]`.
  private var starts: [Int]

  /// - Parameters:
  ///   - findings: in the order of resource, file, row, column and rule.
  ///   - display: masks a value.
  public init(_ findings: FindingList, tables: [ResourceTable], catalog: Catalog, display: CellDisplay) {
    list = findings
    let elements = tables.map { table in
      table.columns.map { $0.itemIndex.flatMap { catalog.resources[table.resourceIndex].items[$0].element } }
    }
    // Nearly every value stands in columns of one element only.
    var first = [(number: UInt32, element: UInt8)](repeating: (0, 0), count: findings.texts.count)
    var others: [UInt64: UInt32] = [:]
    numbers.reserveCapacity(findings.findings.count)
    starts = [Int](repeating: 0, count: tables.count + 1)
    for finding in findings.findings {
      let resource = Int(finding.resourceIndex)
      starts[resource + 1] += 1
      guard finding.value != 0 else {
        numbers.append(0)
        continue
      }
      let column = Int(finding.columnIndex)
      let element = elements[resource].indices.contains(column) ? elements[resource][column] : nil
      let index = element?.index ?? UInt8.max
      let value = Int(finding.value)
      let key = UInt64(finding.value) &<< 8 | UInt64(index)
      if first[value].number != 0, first[value].element == index {
        numbers.append(first[value].number)
      } else if first[value].number != 0, let known = others[key] {
        numbers.append(known)
      } else {
        let number = UInt32(offsets.count - 1)
        findings.texts.withBytes(of: finding.value) { display($0, element, &bytes) }
        offsets.append(bytes.count)
        if first[value].number == 0 { first[value] = (number, index) } else { others[key] = number }
        numbers.append(number)
      }
    }
    for resource in tables.indices { starts[resource + 1] += starts[resource] }
  }

  /// The places of a resource's findings in the list.
  public func range(ofResource resource: Int) -> Range<Int> { starts[resource]..<starts[resource + 1] }

  /// Calls `body` with the masked value of a finding; nil where it has none.
  public func withValue<Result>(of index: Int, _ body: (Span<UInt8>) throws -> Result) rethrows -> Result? {
    let number = Int(numbers[index])
    if number == 0 { return nil }
    return try body(bytes.span.extracting(offsets[number]..<offsets[number + 1]))
  }
}
