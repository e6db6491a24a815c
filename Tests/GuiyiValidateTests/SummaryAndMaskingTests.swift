import GuiyiColumns
import GuiyiModel
import GuiyiValidate
import Testing

@Suite struct FindingSummaryTests {
  @Test func `counts what is right of what could be right`() {
    var city = SmallCity()
    city.add(
      [
        .init(element: "person.id-number", isRequired: true, cells: [man, "!1", "", "-", man]),
        .init(element: "person.birth-date", cells: ["1980-05-07", "", "", "1990-01-01", "1980-05-07"]),
        .init(element: nil, cells: ["x", "x", "x", "x", "x"]),
      ], repeats: [4: 0])
    city.add([.init(element: "person.name", cells: ["张三"])])
    let summary = FindingSummary(
      findings: city.rowFindings(), tables: city.tables, catalog: city.catalog,
      workers: Workers(threadCount: 2))
    #expect(summary.rowCounts == [4, 1])
    #expect(summary.columns[0].map(\.filled) == [3, 2, 4])
    #expect(summary.columns[0].map(\.required) == [4, 0, 0])
    // One cell with two errors is one wrong cell; the placeholder is wrong and counts as empty.
    #expect(summary.quality(resource: 0, .accuracy) == QualityCount(good: 3, total: 5))
    #expect(summary.quality(resource: 0, .completeness) == QualityCount(good: 2, total: 4))
    #expect(summary.quality(resource: 0, .consistency) == QualityCount(good: 3, total: 4))
    #expect(summary.quality(resource: 1, .accuracy).share == 1)
    #expect(summary.quality(resource: 1, .completeness).share == nil)
    #expect(
      summary.lines.map { "\($0.resourceIndex) \($0.columnIndex) \($0.rule.code) \($0.count)" } == [
        "0 -1 duplicate-row 1", "0 0 missing 1", "0 0 length 1", "0 0 check-digit 1", "0 0 placeholder 1",
        "0 1 birth-mismatch 1",
      ])
  }
}

@Suite struct MaskingTests {
  @Test(arguments: [
    ("person.id-number", "990402198005061237", "99***************7"),
    ("person.id-number", "99040219800506123", "99**************3"), ("person.id-number", "12", "***"),
    ("person.id-number", "", ""), ("person.name", "张三丰", "张*"), ("person.name", " 王五", "王*"),
    ("person.name", "", ""), ("organization.legal-representative", "李四", "李*"),
    ("person.phone", "138 0013 8000", "138****"), ("person.phone", "123", "***"),
    ("organization.phone", "0375-1234567", "0375-1234567"),
    ("person.birth-date", "1980-05-06", "1980****"), ("person.birth-date", "不详", "****"),
    ("person.registered-address", "平顶山市石龙区人民路1号", "平顶山市石龙***"),
    ("organization.address", "平顶山市石龙区人民路1号", "平顶山市石龙区人民路1号"),
    ("organization.uscc", "91410400MA3X12345X", "91410400MA3X12345X"),
    ("organization.uscc", "114104000054500005", "114104000054500005"),
    ("organization.uscc", "990402198005061237", "99***************7"),
    ("organization.uscc", "９９０４０２１９８００５０６１２３７", "９９***************７"),
    ("credit.content", "张三（990402198005061237）罚款", "张三（99***************7）罚款"),
    ("person.sex", "男", "男"),
  ])
  func `shows enough to recognize a cell and too little to know a person`(
    element: String, value: String, expected: String
  ) {
    #expect(maskedForDisplay(value, DataElement(name: element)) == expected)
  }

  @Test func `masks numbers in columns without a meaning`() {
    #expect(maskedForDisplay("990402198005061237", nil) == "99***************7")
    #expect(maskedForDisplay("电话13800138000转1", nil) == "电话13********0转1")
    #expect(maskedForDisplay("低保户", nil) == "低保户")
  }
}
