import GuiyiColumns
import GuiyiModel
import GuiyiNormalize
import Testing

@Suite struct NormalizeTests {
  static let headings: [(heading: String, element: String?)] = [
    ("身份证号", "person.id-number"), ("姓名", "person.name"), ("性别", "person.sex"), ("信用代码", "organization.uscc"),
    ("税号", "organization.tax-number"), ("注册资本(万元)", "organization.registered-capital"), ("备注", nil),
  ]

  static func catalog() throws -> Catalog {
    let site = Site(file: "catalog/test.yaml", lineNumber: 1)
    let items = try headings.map { heading, element in
      Item(
        column: heading, element: try element.map { try #require(DataElement(name: $0)) }, role: "",
        isRequired: false,
        isAuthoritative: false, origin: .collected, collection: nil, site: site)
    }
    let resources = (0..<2).map { index in
      Resource(
        index: index, code: "R\(index)", name: "测试", departmentIndex: 0, files: "*.csv",
        format: DeclaredFormat(),
        updateCycle: nil, published: nil, share: Share(type: .unconditional, condition: nil, basis: nil),
        items: items,
        site: site)
    }
    return Catalog(
      departments: [Department(index: 0, code: "11410400MB0000001X", name: "测试局")], resources: resources,
      grants: [],
      findings: [])
  }

  static func table(_ index: Int, _ cells: [[String]]) -> ResourceTable {
    let columns = headings.indices.map { place in
      var column = ResourceColumn(heading: headings[place].heading, itemIndex: place)
      for row in cells { column.ids.append(column.dictionary.intern(row[place])) }
      return column
    }
    return ResourceTable(resourceIndex: index, files: ["a.csv"], columns: columns)
  }

  static let rows = [
    ["41042119500101001x", "王　伟", "1", "91410400MA3X12345J", "410400MA3X12345", "100", "x"],
    ["410421500101001", "张三（已故）", "0", "MA3X1234-5", "91410400MA3X12345J", "0.5", "y"],
    ["", "王伟", "1", "无", "", "50万美元", ""],
  ]

  @Test func `numbers equal forms alike, wherever they stand`() throws {
    let tables = [Self.table(0, Self.rows), Self.table(1, Self.rows.reversed())]
    let (values, normalized) = normalize(
      tables: tables, catalog: try Self.catalog(), context: Normalizing.context,
      workers: Workers(threadCount: 1))
    let number = try #require(normalized[0].columns[0])
    // The old number and the new one are the same number, one of them in doubt.
    #expect(number.values.map(\.id) == [0, 1, 1])
    #expect(number.values.map(\.quality) == [.missing, .sound, .doubtful])
    #expect(number.issues.map(\.rule.code) == ["nonstandard-writing", "old-number"])
    #expect(number.issues.map(\.rawID) == [1, 2])
    let detail = number.issues[1].detail
    #expect(normalized[0].details.string(detail) == "（15位）")
    #expect(values[.personNumber].string(1) == "41042119500101001X")
    #expect(values[.personName].count == 3)
    #expect(try #require(normalized[0].columns[1]).values.map(\.id) == [0, 1, 2, 1])
    // 0 and 1 alone: 0 is female.
    let sexes = try #require(normalized[0].columns[2]).values.map { values[.personSex].string($0.id) }
    #expect(sexes == ["", "男", "女"])
    #expect(normalized[0].columns[6] == nil)
  }

  @Test func `files numbers under the element they are`() throws {
    let (values, normalized) = normalize(
      tables: [Self.table(0, Self.rows)], catalog: try Self.catalog(), context: Normalizing.context,
      workers: Workers(threadCount: 2))
    let codes = try #require(normalized[0].columns[3]).values
    let taxes = try #require(normalized[0].columns[4]).values
    #expect(codes[1].elementIndex == DataElement.organizationUSCC.index)
    #expect(codes[2].elementIndex == DataElement.organizationCode.index)
    #expect(taxes[1] == NormalValue(id: codes[2].id, elementIndex: codes[2].elementIndex, quality: .sound))
    #expect(taxes[2].id == codes[1].id)
    #expect(
      codes[3] == NormalValue(id: 0, elementIndex: DataElement.organizationUSCC.index, quality: .missing))
    let capital = try #require(DataElement(name: "organization.registered-capital"))
    let amounts = try #require(normalized[0].columns[5]).values.map { values[capital].string($0.id) }
    #expect(amounts == ["", "1000000", "5000", "500000美元"])
  }

  @Test func `gives the same numbers with one thread and with four`() throws {
    var random = SplitMix64(seed: 7)
    let rows = (0..<30_000).map { _ in
      Self.rows[Int(random.next() % 3)].map { cell in
        random.next() % 2 == 0 ? cell : String(decoding: mutated(cell, &random), as: UTF8.self)
      }
    }
    let tables = [Self.table(0, rows), Self.table(1, Array(rows.prefix(9_000)))]
    let catalog = try Self.catalog()
    let one = normalize(
      tables: tables, catalog: catalog, context: Normalizing.context, workers: Workers(threadCount: 1))
    let four = normalize(
      tables: tables, catalog: catalog, context: Normalizing.context, workers: Workers(threadCount: 4))
    for (a, b) in zip(one.tables, four.tables) {
      for (x, y) in zip(a.columns, b.columns) {
        #expect(x?.values == y?.values)
        #expect(x?.issues == y?.issues)
      }
      #expect(a.details.bytes == b.details.bytes)
    }
    for (a, b) in zip(one.values.dictionaries, four.values.dictionaries) { #expect(a.bytes == b.bytes) }
  }

  @Test func `sees that a column headed in ten thousands holds single units`() {
    var column = ResourceColumn(heading: "注册资本（万元）", itemIndex: 0)
    for value in ["1000000", "500000", "30000000", "2000000元"] { _ = column.dictionary.intern(value) }
    guard let capital = DataElement(name: "organization.registered-capital") else { return }
    #expect(!ColumnConvention(of: column, as: capital).isInTenThousands)
    _ = column.dictionary.intern("500")
    #expect(ColumnConvention(of: column, as: capital).isInTenThousands)
  }
}
