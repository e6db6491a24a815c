import GuiyiColumns
import GuiyiModel
import GuiyiValidate

/// A column of a small table: its place in the catalog, and its cells from the first row on.
struct Column {
  var element: String?
  var role = ""
  var isRequired = false
  var isAuthoritative = false
  var cells: [String]
}

/// A small city in memory: cells are already in normal form, but for what `SmallCity.read` marks.
///
/// A cell beginning with `~` is doubtful, with `!` faulty; `-` stands for empty and has a finding of its own,
/// `_` stands for empty and has none.
struct SmallCity {
  var tables: [ResourceTable] = []
  var normalized: [NormalizedTable] = []
  var values = ElementValues()
  var resources: [Resource] = []

  /// Adds a resource; every row stands in the same file, the first one as row 2.
  /// - Parameter repeats: the first row of each row that repeats one.
  mutating func add(_ columns: [Column], repeats: [Int: Int] = [:]) {
    let index = resources.count
    let items = columns.enumerated().map { number, column in
      Item(
        column: "c\(number)", element: column.element.flatMap { DataElement(name: $0) }, role: column.role,
        isRequired: column.isRequired, isAuthoritative: column.isAuthoritative, origin: .collected,
        collection: nil, site: Site(file: "catalog/a.yaml", lineNumber: number + 1))
    }
    resources.append(
      Resource(
        index: index, code: "r\(index)", name: "r\(index)", departmentIndex: index, files: "*",
        format: .init(),
        updateCycle: nil, published: nil, share: .init(type: .unconditional, condition: nil, basis: nil),
        items: items, site: Site(file: "catalog/a.yaml", lineNumber: 1)))
    var table = ResourceTable(
      resourceIndex: index, files: ["a.csv"],
      columns: columns.indices.map { ResourceColumn(heading: "c\($0)", itemIndex: $0) })
    var normal = NormalizedTable(columns: [])
    let rowCount = columns.first?.cells.count ?? 0
    for (number, column) in columns.enumerated() {
      for cell in column.cells {
        table.columns[number].ids.append(table.columns[number].dictionary.intern(cell))
      }
      normal.columns.append(
        items[number].element.map { normalize($0, table.columns[number].dictionary, &normal.details) })
    }
    table.fileOfRow = [UInt16](repeating: 0, count: rowCount)
    table.rowNumbers = (0..<rowCount).map { UInt32($0) + 2 }
    table.contentHashes = (0..<rowCount).map { UInt64($0) }
    table.repeatOf = (0..<rowCount).map { repeats[$0].map { UInt32($0) } ?? ResourceTable.notARepeat }
    tables.append(table)
    normalized.append(normal)
  }

  private mutating func normalize(
    _ element: DataElement, _ dictionary: ByteDictionary, _ details: inout ByteDictionary
  ) -> NormalizedColumn {
    var column = NormalizedColumn(element: element, values: [], issues: [])
    for id in 0..<UInt32(dictionary.count) {
      let cell = dictionary.string(id)
      var value = NormalValue(id: 0, elementIndex: element.index, quality: .missing)
      switch cell.first {
      case nil, "_": break
      case "-": column.issues.append(ValueIssue(rawID: id, rule: .placeholder, detail: 0))
      case "~": value = intern(cell.dropFirst(), element, .doubtful)
      case "!":
        value = intern(cell.dropFirst(), element, .faulty)
        column.issues.append(ValueIssue(rawID: id, rule: .length, detail: details.intern("17")))
        column.issues.append(ValueIssue(rawID: id, rule: .checkDigit, detail: 0))
      default: value = intern(cell[...], element, .sound)
      }
      column.values.append(value)
    }
    return column
  }

  private mutating func intern(_ text: Substring, _ element: DataElement, _ quality: ValueQuality)
    -> NormalValue
  {
    NormalValue(id: values[element].intern(String(text)), elementIndex: element.index, quality: quality)
  }

  var catalog: Catalog {
    Catalog(
      departments: resources.indices.map { Department(index: $0, code: "11410400MB0000001X", name: "局") },
      resources: resources,
      grants: [], findings: [])
  }

  func rowFindings(threads: Int = 1, absent: [AbsentColumn] = [], off: Set<Rule> = []) -> FindingList {
    validateRows(
      ValidationInput(
        catalog: catalog, tables: tables, normalized: normalized, values: values, absentColumns: absent),
      workers: Workers(threadCount: threads), off: off)
  }

  /// The findings after linking.
  /// - Parameter entities: by resource, then by record group, the entity of each row; -1 is none.
  func resolvedFindings(_ entities: [[[Int]]], threads: Int = 1) -> FindingList {
    let groups = resources.map(\.recordGroups)
    var counts = [Int](repeating: 0, count: Subject.allCases.count)
    for (resource, own) in entities.enumerated() {
      for (group, rows) in own.enumerated() {
        let subject = Int(groups[resource][group].subject.rawValue)
        counts[subject] = max(counts[subject], (rows.max() ?? -1) + 1)
      }
    }
    return validateResolved(
      ResolvedCity(
        catalog: catalog, asOf: 20758, tables: tables, normalized: normalized, values: values, groups: groups,
        entityOfRow: entities.map { $0.map { $0.map { $0 < 0 ? ResolvedCity.noEntity : UInt32($0) } } },
        entityCounts: counts), workers: Workers(threadCount: threads))
  }
}

/// Findings as `r0 2 c1 missing`, with the value and the detail where there are any.
func lines(_ list: FindingList) -> [String] {
  list.findings.map { finding in
    let column = finding.columnIndex == Finding.wholeRow ? "-" : "c\(finding.columnIndex)"
    var line = "r\(finding.resourceIndex) \(finding.rowNumber) \(column) \(finding.rule.code)"
    if finding.value != 0 { line += " [\(list.texts.string(finding.value))]" }
    if finding.detail != 0 { line += " {\(list.texts.string(finding.detail))}" }
    return line
  }
}
