public import GuiyiColumns

/// One thing found about the data: a rule and the place it speaks of. 24 bytes, no references.
public struct Finding: Sendable, Hashable {
  /// Stands in `itemIndex` where the whole row is meant.
  public static let wholeRow: Int16 = -1

  public var rule: Rule
  public var resourceIndex: UInt16
  /// Index into the resource's files.
  public var fileIndex: UInt16
  /// Column of the `ResourceTable`, or `wholeRow`.
  public var columnIndex: Int16
  /// As a spreadsheet shows it; 0 where a whole file or resource is meant.
  public var rowNumber: UInt32
  /// The cell as delivered, in the `FindingList`'s texts; 0 where there is none.
  public var value: UInt32
  /// What the message puts in for `{detail}`, in the `FindingList`'s texts; 0 where there is none.
  public var detail: UInt32

  public init(
    rule: Rule, resourceIndex: UInt16, fileIndex: UInt16, columnIndex: Int16, rowNumber: UInt32,
    value: UInt32, detail: UInt32
  ) {
    self.rule = rule
    self.resourceIndex = resourceIndex
    self.fileIndex = fileIndex
    self.columnIndex = columnIndex
    self.rowNumber = rowNumber
    self.value = value
    self.detail = detail
  }
}

/// Findings and the texts they point to.
public struct FindingList: Sendable {
  public var findings: [Finding] = []
  public var texts = ByteDictionary()
  public init() {}

  /// Appends another list, renumbering its texts.
  public mutating func append(_ other: FindingList) {
    var renumbered = [UInt32](repeating: 0, count: other.texts.count)
    for id in 0..<UInt32(other.texts.count) {
      renumbered[Int(id)] = other.texts.withBytes(of: id) { texts.intern($0) }
    }
    findings.reserveCapacity(findings.count + other.findings.count)
    for var finding in other.findings {
      finding.value = renumbered[Int(finding.value)]
      finding.detail = renumbered[Int(finding.detail)]
      findings.append(finding)
    }
  }
}
