import GuiyiColumns
import GuiyiModel
import GuiyiReport

/// A city with something of everything, for looking at pages.
enum SampleReport {
  /// A cell that tries to leave its place in a page.
  static let hostile = "\"><script>alert(1)</script><img src=http://evil.example/x onerror=alert(2)>'\u{202E}"

  static func city(count: Int = 200, heading: String = "备注") -> CityBuilder {
    var city = CityBuilder()
    city.add(
      "410400-GA-0001", department: 0,
      [
        .init("公民身份号码", "person.id-number", authoritative: true),
        .init("户籍地址", "person.registered-address", authoritative: true),
        .init("民族", "person.ethnicity", authoritative: true), .init("登记日期", "row.updated-on"),
      ],
      rows: (0..<count).map { ["99040\($0)", Made.address($0), Made.ethnicity($0), "2023-01-05"] })
    city.add(
      "410400-RS-0001", department: 1, share: Share(type: .conditional, condition: "仅用于核验", basis: nil),
      [
        .init("社会保障号码", "person.id-number"), .init("姓名", "person.name"),
        .init("户籍地址", "person.registered-address"), .init("民族", "person.ethnicity", origin: .shared),
        .init("手机号", "person.phone"), .init("参保日期", "row.collected-on"), .init(heading),
      ],
      rows: (0..<count).map {
        [
          "99040\($0)", "张\($0)",
          $0 % 20 == 3 ? Made.address($0).replacing("街道", with: "街到") : Made.address($0),
          Made.ethnicity($0), Made.phone($0), "2023-06-0\($0 % 9 + 1)", "",
        ]
      })
    city.add(
      "410400-WG-0001", department: 2,
      [
        .init("姓名", "person.name"), .init("电话", "person.phone"), .init("备注"),
        .init("采集日期", "row.collected-on"),
      ],
      rows: (0..<count).map { ["张\($0)", Made.phone($0), Made.address($0), "2024-01-0\($0 % 9 + 1)"] })
    return city
  }

  static func input(_ city: CityBuilder) -> ReportInput {
    let built = city.build(departments: 3)
    var findings = FindingList()
    func add(_ rule: Rule, resource: Int, column: Int, row: Int, _ value: String, _ detail: String = "") {
      findings.findings.append(
        Finding(
          rule: rule, resourceIndex: UInt16(resource), fileIndex: 0, columnIndex: Int16(column),
          rowNumber: UInt32(row),
          value: findings.texts.intern(value), detail: findings.texts.intern(detail)))
    }
    for row in 2..<9 { add(.checkDigit, resource: 1, column: 0, row: row, "99040219900101001\(row)") }
    add(.missing, resource: 1, column: 1, row: 9, "")
    add(.nameJunk, resource: 1, column: 1, row: 10, hostile, "（括号）")
    add(.length, resource: 1, column: 0, row: 11, "9904021990", "10 位")
    add(.nonstandardWriting, resource: 1, column: 5, row: 12, "２０２３．６．１", "全角数字")
    add(.contradictsSource, resource: 1, column: 2, row: 13, Made.address(11))
    add(.dateImplausible, resource: 1, column: 5, row: 14, "1902-01-01")
    add(.ragged, resource: 1, column: -1, row: 15, "", "7 列，应为 6 列")
    add(.codeUnknown, resource: 2, column: 2, row: 2, "=cmd|' /C calc'!A0")
    var sums = built.tables.map { table in
      var sum = RowSum()
      sum.accepted = table.rowCount
      sum.read = table.rowCount
      return [sum]
    }
    sums[1][0].read += 6
    sums[1][0].quarantined = 1
    sums[1][0].repeated = 3
    sums[1][0].blank = 2
    let names = ["示例市公安局", "示例市人力资源和社会保障局", "示例市委政法委员会（网格中心）"]
    let departments = built.catalog.departments.map {
      Department(index: $0.index, code: "1199040\($0.index)MB000000\($0.index)X", name: names[$0.index])
    }
    let resourceNames = ["常住人口登记信息", "社会保险参保信息", "网格人口采集表"]
    let resources = built.catalog.resources.map {
      Resource(
        index: $0.index, code: $0.code, name: resourceNames[$0.index], departmentIndex: $0.departmentIndex,
        files: $0.files, format: $0.format, updateCycle: $0.updateCycle, published: $0.published,
        share: $0.share,
        items: $0.items, site: $0.site)
    }
    let catalog = Catalog(
      departments: departments, resources: resources, grants: [],
      findings: [
        CatalogFinding(
          rule: .shareWithoutBasis, resource: "410400-RS-0001", column: "", site: CityBuilder.site, detail: ""
        )
      ])
    return ReportInput(
      cityName: "示例市", catalog: catalog, tables: built.tables, sums: sums, findings: findings,
      violations: city.violations(), overlaps: countOverlaps(in: built, workers: Workers(threadCount: 2)),
      asOf: city.asOf, runID: "000012", display: { cell, _, output in output += masked(cell) })
  }

  /// Keeps the first and the last two bytes' worth of digits; other cells are shown.
  static func masked(_ cell: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    for index in cell.indices {
      let isDigit = (0x30...0x39).contains(cell[index])
      bytes.append(isDigit && index >= 4 && index + 2 < cell.count ? UInt8(ascii: "*") : cell[index])
    }
    return bytes
  }
}
