import Foundation
import GuiyiCity
import GuiyiIdentifiers
import Testing

@Suite struct IdentifierTests {
  /// What the identifiers library makes of a cell.
  private func recognized(_ text: String, _ hint: IdentifierHint) throws -> RecognizedIdentifier {
    let regions = RegionTable(extras: Self.declared.map { (code: $0, name: "示例") })
    let day = try #require(CivilDate(year: 2026, month: 11, day: 1))
    return recognize(Array(text.utf8).span, hint: hint, asOf: day, regions: regions)
  }

  static let declared = [
    990400, 990401, 990402, 990403, 990404, 990421, 990422, 990423, 990424, 990481, 990482, 990501, 990502,
    990503, 990504, 990505, 990506,
  ]

  /// Columns of identifiers, with the kinds that a clean cell holds.
  static let columns: [(path: String, column: String, hint: IdentifierHint, kinds: Set<IdentifierKind>)] = [
    ("police/residents/hjrk_990402.csv", "公民身份号码", .person, [.identityNumber]),
    ("civil/marriage/hydj_2021.csv", "女方证件号码", .person, [.identityNumber]),
    ("cl/cjr_1.csv", "残疾人证号", .person, [.disabilityNumber]),
    ("edu/xj/xj_990401.txt", "全国学籍号", .person, [.pupilNumber]),
    ("market/register/qy_jbxx.csv", "统一社会信用代码", .organization, [.unifiedCode]),
    ("market/register/gt_jbxx.csv", "统一社会信用代码", .organization, [.unifiedCode]),
    ("market/register/qy_jbxx.csv", "注册号", .organization, [.registrationNumber]),
    ("tax/nsr_1.txt", "纳税人识别号", .organization, [.unifiedCode, .taxNumber]),
    ("estate/qlrxx_1.csv", "不动产单元号", .estate, [.estateUnitCode]),
    ("data/certificates/dzzz.csv", "电子证照标识", .certificate, [.certificateIdentifier]),
  ]

  @Test(arguments: columns.indices)
  func `writes clean identifiers that the library accepts`(index: Int) throws {
    let (path, column, hint, kinds) = Self.columns[index]
    let city = try SmallCity.shared.get()
    let spoilt = Set(
      try city.table("truth/defects.csv").filter { $0["file"] == path && $0["column"] == column }
        .compactMap { $0["row"] })
    let rows = Set(
      try city.table("truth/links.csv").filter { $0["file"] == path }.compactMap {
        $0["row"].flatMap { Int($0) }
      })
    let file = try PoolFile(city.root.appending(path: "pools/\(path)"))
    var count = 0
    for row in rows.sorted() where !spoilt.contains("\(row)") {
      guard let cell = file.cell(row: row, column: column), !cell.isEmpty else { continue }
      let found = try recognized(cell, hint)
      #expect(
        found.isValid && kinds.contains(found.kind),
        "\(path) row \(row): \(cell) is \(found.kind.name) \(found.reasons)")
      count += 1
    }
    #expect(count > 5, "\(path) \(column)")
  }

  @Test func `spoils numbers so that the library rejects them`() throws {
    let city = try SmallCity.shared.get()
    for defect in try city.table("truth/defects.csv") {
      guard
        ["check-digit", "length", "alphabet", "uscc-confusion", "placeholder"].contains(defect["kind"] ?? ""),
        let value = defect["value"]
      else { continue }
      let isBody =
        value.count == 18
        && ["统一社会信用代码", "纳税人识别号", "社会信用代码（身份证号码）", "行政相对人代码_1"].contains(defect["column"] ?? "")
      #expect(try !recognized(value, isBody ? .organization : .person).isValid, "\(defect)")
    }
  }
}
