import GuiyiColumns
import GuiyiIdentifiers
import GuiyiModel
import GuiyiReport

func day(_ text: String) -> DayNumber {
  CivilDate(ascii: Array(text.utf8).span).map { DayNumber($0.daysSinceEpoch) } ?? 0
}

/// Normal forms as simple as a test needs them: codes from words, phones from digits, the rest as it is.
struct PlainNormalizer: ElementNormalizing {
  static let ethnicities = [
    "汉族": "01", "汉": "01", "01": "01", "回族": "03", "回": "03", "蒙古族": "02", "满族": "11",
  ]
  static let marital = ["未婚": "10", "1": "10", "已婚": "20", "2": "20", "离婚": "40", "4": "40"]

  func normalize(_ cell: Span<UInt8>, as element: DataElement, into output: inout [UInt8]) -> Bool {
    var bytes: [UInt8] = []
    for index in cell.indices { bytes.append(cell[index]) }
    guard let text = Self.normal(String(decoding: bytes, as: UTF8.self), element) else { return false }
    output.append(contentsOf: Array(text.utf8))
    return true
  }

  func soundsAlike(_ a: UInt32, _ b: UInt32) -> Bool {
    a == 0x4F1F && b == 0x7EAC || a == 0x7EAC && b == 0x4F1F
  }

  static func normal(_ raw: String, _ element: DataElement) -> String? {
    let text = raw.split(separator: " ").joined()
    if text.isEmpty { return nil }
    switch element.kind {
    case .code(.ethnicity): return ethnicities[text]
    case .code(.maritalStatus): return marital[text]
    case .phone:
      let digits = text.filter { $0 != "-" }
      return digits.allSatisfy(\.isNumber) && (7...12).contains(digits.count) ? digits : nil
    case .date: return CivilDate(ascii: Array(text.utf8).span)?.description
    default: return text
    }
  }
}

/// A resolved city of a few rows, with the entities of every row said outright.
struct CityBuilder {
  static let site = Site(file: "catalog/test.yaml", lineNumber: 1)
  static let none = ResolvedCity.noEntity

  struct Column {
    var heading: String
    var element: String?
    var role = ""
    var authoritative = false
    var origin = Origin.collected
    var collection: Collection?
    var isInCatalog = true

    init(
      _ heading: String, _ element: String? = nil, role: String = "", authoritative: Bool = false,
      origin: Origin = .collected, collection: Collection? = nil, isInCatalog: Bool = true
    ) {
      self.heading = heading
      self.element = element
      self.role = role
      self.authoritative = authoritative
      self.origin = origin
      self.collection = collection
      self.isInCatalog = isInCatalog
    }
  }

  private var resources: [Resource] = []
  private var tables: [ResourceTable] = []
  private var entities: [[[UInt32]]] = []
  var grants: [Grant] = []
  var asOf = day("2026-11-01")

  /// - Parameters:
  ///   - rows: cells by column.
  ///   - entities: the person or body of each row, in every record group; row numbers where left out.
  mutating func add(
    _ code: String, department: Int, published: String? = "2022-06-01", share: Share? = nil,
    _ columns: [Column],
    rows: [[String]], entities rowEntities: [UInt32]? = nil
  ) {
    let index = resources.count
    let items = columns.filter(\.isInCatalog).map { column in
      Item(
        column: column.heading, element: column.element.flatMap { DataElement(name: $0) }, role: column.role,
        isRequired: false, isAuthoritative: column.authoritative, origin: column.origin,
        collection: column.collection, site: Self.site)
    }
    let resource = Resource(
      index: index, code: code, name: "资源\(code)", departmentIndex: department, files: "\(code)/*.csv",
      format: DeclaredFormat(), updateCycle: .monthly, published: published.map { day($0) },
      share: share ?? Share(type: .unconditional, condition: nil, basis: nil), items: items, site: Self.site)
    resources.append(resource)
    var table = ResourceTable(resourceIndex: index, files: ["\(code)/a.csv"], columns: [])
    for (place, column) in columns.enumerated() {
      var dictionary = ByteDictionary()
      let ids = rows.map { dictionary.intern($0[place]) }
      table.columns.append(
        ResourceColumn(
          heading: column.heading, itemIndex: column.isInCatalog ? place : nil, dictionary: dictionary,
          ids: ids))
    }
    for row in rows.indices {
      table.fileOfRow.append(0)
      table.rowNumbers.append(UInt32(row + 2))
      table.contentHashes.append(UInt64(row))
      table.repeatOf.append(ResourceTable.notARepeat)
    }
    tables.append(table)
    let ids = rowEntities ?? Array(0..<UInt32(rows.count))
    entities.append(resource.recordGroups.map { _ in ids })
  }

  func build(departments: Int = 4) -> ResolvedCity {
    let catalog = Catalog(
      departments: (0..<departments).map { Department(index: $0, code: "D\($0)", name: "部门\($0)") },
      resources: resources, grants: grants, findings: [])
    var values = ElementValues()
    let normalized = resources.map { resource in
      NormalizedTable(
        columns: tables[resource.index].columns.map { column -> NormalizedColumn? in
          guard let element = column.itemIndex.flatMap({ resource.items[$0].element }) else { return nil }
          let normal = (0..<UInt32(column.dictionary.count)).map { id -> NormalValue in
            guard let text = PlainNormalizer.normal(column.dictionary.string(id), element) else {
              return NormalValue(id: 0, elementIndex: element.index, quality: .missing)
            }
            return NormalValue(id: values[element].intern(text), elementIndex: element.index, quality: .sound)
          }
          return NormalizedColumn(element: element, values: normal, issues: [])
        })
    }
    let largest = entities.joined().joined().filter { $0 != Self.none }.max() ?? 0
    return ResolvedCity(
      catalog: catalog, asOf: asOf, tables: tables, normalized: normalized, values: values,
      groups: resources.map(\.recordGroups), entityOfRow: entities,
      entityCounts: Subject.allCases.map { _ in Int(largest) + 1 })
  }

  func violations(threads: Int = 1, options: ViolationOptions = ViolationOptions()) -> [Violation] {
    findViolations(
      in: build(), normalizer: PlainNormalizer(), options: options, workers: Workers(threadCount: threads))
  }
}

/// Invented values by number.
enum Made {
  static func phone(_ index: Int) -> String { "1390000" + padded(index * 37 % 10_000) }
  static func address(_ index: Int) -> String { "示例市一区第\(index % 7)街道建设路\(index * 13 % 1_000)号\(index)室" }
  static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
  /// Nine in ten are 汉族.
  static func ethnicity(_ index: Int) -> String {
    index % 10 == 7 ? ["回族", "满族", "蒙古族"][index / 10 % 3] : "汉族"
  }
}
