/// The columns of a resource that speak of one subject in one role: every row gives at most one record of it.
public struct RecordGroup: Sendable {
  public let subject: Subject
  public let role: String
  /// What the role means, in the words of `RolePart`.
  public let part: String
  /// The table's columns with their elements, in catalog order. An element may come twice.
  public let columns: [(element: DataElement, columnIndex: Int)]
  public init(subject: Subject, role: String, columns: [(element: DataElement, columnIndex: Int)]) {
    self.subject = subject
    self.role = role
    part = RolePart.of(role)
    self.columns = columns
  }
}

extension Resource {
  /// The record groups of the resource, in the order in which their first items stand in the catalog.
  ///
  /// `row.*` items describe the row and make no group.
  public var recordGroups: [RecordGroup] {
    var keys: [(subject: Subject, role: String)] = []
    var columns: [[(element: DataElement, columnIndex: Int)]] = []
    for (index, item) in items.enumerated() {
      guard let element = item.element, element.subject != .row else { continue }
      if let place = keys.firstIndex(where: { $0.subject == element.subject && $0.role == item.role }) {
        columns[place].append((element, index))
      } else {
        keys.append((element.subject, item.role))
        columns.append([(element, index)])
      }
    }
    return zip(keys, columns).map { RecordGroup(subject: $0.subject, role: $0.role, columns: $1) }
  }
}

/// Everything known after linking: the rows, their normal forms, and the entity of every record.
public struct ResolvedCity: Sendable {
  /// Stands in `entityOfRow` where a row gives no record in that group.
  public static let noEntity = UInt32.max

  public let catalog: Catalog
  /// The run's date.
  public let asOf: DayNumber
  /// One per resource, at `Resource.index`.
  public let tables: [ResourceTable]
  /// One per resource.
  public let normalized: [NormalizedTable]
  public let values: ElementValues
  /// The record groups of each resource.
  public let groups: [[RecordGroup]]
  /// By resource, then by group: the entity's index within its subject for each row of the table.
  /// Exact repeats carry the entity of the row that they repeat.
  public let entityOfRow: [[[UInt32]]]
  /// How many entities each subject has, at `Subject.rawValue`.
  public let entityCounts: [Int]

  public init(
    catalog: Catalog, asOf: DayNumber, tables: [ResourceTable], normalized: [NormalizedTable],
    values: ElementValues, groups: [[RecordGroup]], entityOfRow: [[[UInt32]]], entityCounts: [Int]
  ) {
    self.catalog = catalog
    self.asOf = asOf
    self.tables = tables
    self.normalized = normalized
    self.values = values
    self.groups = groups
    self.entityOfRow = entityOfRow
    self.entityCounts = entityCounts
  }

  /// The normal value of a cell, or nil where it is missing or the column has no element.
  public func value(resource: Int, column: Int, row: Int) -> NormalValue? {
    guard let normal = normalized[resource].columns[column] else { return nil }
    let value = normal.values[Int(tables[resource].columns[column].ids[row])]
    return value.id == 0 ? nil : value
  }
}
