import GuiyiColumns
public import GuiyiModel

/// A column of a small table: what it means, and its cells from the first row on.
public struct TestColumn: Sendable {
  public var element: String?
  public var role: String
  public var isAuthoritative: Bool
  public var cells: [String]

  public init(_ element: String?, role: String = "", authoritative: Bool = false, _ cells: [String]) {
    self.element = element
    self.role = role
    isAuthoritative = authoritative
    self.cells = cells
  }
}

/// Tables in memory whose cells are in normal form already, for the stages behind normalization.
///
/// A cell beginning with `~` is doubtful, with `!` faulty; `-` is a placeholder that stands for no value;
/// `@element=value` holds the value of another element.
public struct TestTables: Sendable {
  public private(set) var tables: [ResourceTable] = []
  public private(set) var normalized: [NormalizedTable] = []
  public private(set) var values = ElementValues()
  public private(set) var resources: [Resource] = []

  public init() {}

  /// Adds a resource of a file of its own; the first row stands in row 2.
  /// - Parameters:
  ///   - department: the index of the department that delivers it.
  ///   - rowNumbers: the rows as a spreadsheet shows them; nil counts from 2.
  ///   - repeats: for a row the earlier row that it repeats.
  public mutating func add(
    _ code: String, department: Int = 0, rowNumbers: [UInt32]? = nil, repeats: [Int: Int] = [:],
    _ columns: [TestColumn]
  ) {
    let index = resources.count
    let headings = columns.map { "\($0.element ?? "备注")/\($0.role)" }
    let items = zip(columns, headings).map { column, heading in
      Item(
        column: heading, element: column.element.flatMap { DataElement(name: $0) }, role: column.role,
        isRequired: false,
        isAuthoritative: column.isAuthoritative, origin: .collected, collection: nil,
        site: Site(file: "catalog/a.yaml", lineNumber: 1))
    }
    resources.append(
      Resource(
        index: index, code: code, name: code, departmentIndex: department, files: "*", format: .init(),
        updateCycle: nil,
        published: nil, share: .init(type: .unconditional, condition: nil, basis: nil), items: items,
        site: Site(file: "catalog/a.yaml", lineNumber: 1)))
    let rowCount = columns.first?.cells.count ?? 0
    var table = ResourceTable(
      resourceIndex: index, files: ["\(code).csv"],
      columns: headings.indices.map { ResourceColumn(heading: headings[$0], itemIndex: $0) })
    table.fileOfRow = [UInt16](repeating: 0, count: rowCount)
    table.rowNumbers = rowNumbers ?? (0..<rowCount).map { UInt32($0) + 2 }
    table.repeatOf = (0..<rowCount).map { repeats[$0].map { UInt32($0) } ?? ResourceTable.notARepeat }
    table.contentHashes = [UInt64](repeating: 0, count: rowCount)
    var normal = NormalizedTable(columns: [])
    for (place, column) in columns.enumerated() {
      for (row, cell) in column.cells.enumerated() {
        table.columns[place].ids.append(table.columns[place].dictionary.intern(cell))
        // Added up, so that the order of columns does not count.
        table.contentHashes[row] &+= StableHash.hash(Array("\(headings[place])=\(cell)".utf8).span)
      }
      let dictionary = table.columns[place].dictionary
      normal.columns.append(
        items[place].element.map { element in
          NormalizedColumn(
            element: element,
            values: (0..<UInt32(dictionary.count)).map { read(dictionary.string($0), element) },
            issues: [])
        })
    }
    tables.append(table)
    normalized.append(normal)
  }

  private mutating func read(_ cell: String, _ element: DataElement) -> NormalValue {
    func value(_ text: Substring, _ element: DataElement, _ quality: ValueQuality) -> NormalValue {
      NormalValue(id: values[element].intern(String(text)), elementIndex: element.index, quality: quality)
    }
    switch cell.first {
    case nil, "-": return NormalValue(id: 0, elementIndex: element.index, quality: .missing)
    case "~": return value(cell.dropFirst(), element, .doubtful)
    case "!": return value(cell.dropFirst(), element, .faulty)
    case "@":
      let parts = cell.dropFirst().split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let other = DataElement(name: String(parts[0])) else {
        preconditionFailure("no element in \(cell)")
      }
      return value(parts[1], other, .sound)
    default: return value(cell[...], element, .sound)
    }
  }

  /// One department for each index that a resource names.
  public var catalog: Catalog {
    let count = (resources.map(\.departmentIndex).max() ?? 0) + 1
    return Catalog(
      departments: (0..<count).map { Department(index: $0, code: "D\($0)", name: "局\($0)") },
      resources: resources,
      grants: [], findings: [])
  }

  /// Interns a value that no table holds, as facts about numbers do.
  public mutating func intern(_ text: String, _ element: DataElement) -> UInt32 {
    values[element].intern(text)
  }
}
