import GuiyiCatalog
import GuiyiColumns
import GuiyiModel
import Testing

/// Invented numbers under the unassigned prefix 99, and codes of invented bodies with right check characters.
private let people = ["990402198005061233", "990402199001021220"]

private func file(_ headings: [String], _ rows: [[String]] = []) -> InspectedFile {
  InspectedFile(
    path: "police/rk 户籍.csv", encoding: "gb18030", delimiter: 0x7C, headerRowNumber: 2, headings: headings,
    rows: rows)
}

/// The proposal in short: `heading=element/role`.
private func proposed(_ headings: [String], _ rows: [[String]] = []) -> [String] {
  proposeItems(file(headings, rows)).map { item in
    "\(item.column)=\(item.element?.name ?? "-")" + (item.role.isEmpty ? "" : "/\(item.role)")
  }
}

@Suite struct InspectTests {
  @Test(arguments: [
    ("公民身份号码", "person.id-number"), ("SFZHM", "person.id-number"), ("gmsfhm", "person.id-number"),
    ("ＸＭ", "person.name"), ("CSRQ 出生日期", "person.birth-date"), ("姓 名", "person.name"),
    ("户主身份证号", "person.id-number/household-head"), ("监护人2姓名", "person.name/guardian"),
    ("母亲证件号码", "person.id-number/mother"), ("逝者身份证号", "person.id-number"),
    ("男方姓名", "person.name/husband"), ("NVFSFZH", "person.id-number/wife"), ("经办人", "person.name/handler"),
    ("FDDBRSFZJHM", "person.id-number/legal-representative"), ("户籍所在地", "person.registered-address"),
    ("统一社会信用代码（身份证号码）", "organization.uscc"), ("UNISCID", "organization.uscc"),
    ("NSRSBH", "organization.uscc"), ("采集日期", "row.collected-on"), ("person.ethnicity", "person.ethnicity"),
    ("备注", "-"), ("", "-"), ("标签", "-"), ("地址", "-"), ("监护人备注", "-"),
  ])
  func `reads a heading`(heading: String, expected: String) {
    #expect(proposed([heading]) == ["\(heading)=\(expected)"])
  }

  @Test func `reads the headings of an enterprise register together`() {
    #expect(
      proposed(["统一社会信用代码", "名称", "曾用名", "法定代表人", "证件号码", "联系电话", "地址", "成立日期"]) == [
        "统一社会信用代码=organization.uscc", "名称=organization.name", "曾用名=organization.former-name",
        "法定代表人=person.name/legal-representative", "证件号码=person.id-number/legal-representative",
        "联系电话=organization.phone", "地址=organization.address", "成立日期=organization.established-on",
      ])
    #expect(
      proposed(["企业名称", "法定代表人"]) == ["企业名称=organization.name", "法定代表人=person.name/legal-representative"])
  }

  @Test func `tells the employer of an insured person from the person`() {
    #expect(
      proposed(["社会保障号码", "姓名", "单位名称", "统一社会信用代码", "联系电话"]) == [
        "社会保障号码=person.id-number", "姓名=person.name", "单位名称=organization.name/employer",
        "统一社会信用代码=organization.uscc/employer", "联系电话=person.phone",
      ])
    #expect(proposed(["身份证号", "姓名", "单位名称"])[2] == "单位名称=person.employer")
  }

  @Test func `reads the headings of a list of penalties together`() {
    #expect(
      proposed(["行政相对人名称", "行政相对人代码_1", "决定文书号", "类别", "内容", "有效期至"]) == [
        "行政相对人名称=organization.name", "行政相对人代码_1=organization.uscc", "决定文书号=credit.document-number",
        "类别=credit.kind", "内容=credit.content", "有效期至=credit.valid-until",
      ])
    #expect(proposed(["姓名", "类别", "有效期至"]) == ["姓名=person.name", "类别=-", "有效期至=certificate.valid-until"])
  }

  @Test func `finds the identity number inside a pupil's and a disability certificate's`() {
    #expect(
      proposed(["残疾人证号"], people.map { [$0 + "42"] } + [[people[0] + "31"]]) == ["残疾人证号=person.id-number"])
    #expect(proposed(["学籍号"], (people + people).map { ["G" + $0] }) == ["学籍号=person.id-number"])
  }

  @Test func `finds the meaning of unknown headings in the values`() {
    let rows = [
      [people[0], "张三", "男", "汉族", "13800138000", "甲"], [people[1], "李四", "女", "回族", "13900139000", "乙"],
      [people[0], "王五六", "男", "汉族", "03751234567", "丙"],
    ]
    #expect(
      proposed(["a", "b", "c", "d", "e", "f"], rows) == [
        "a=person.id-number", "b=person.name", "c=person.sex", "d=person.ethnicity", "e=person.phone", "f=-",
      ])
    // Too few to tell.
    #expect(proposed(["a"], [[people[0]], [people[1]]]) == ["a=-"])
    // The mother's number under a heading of its own is not taken for the person's.
    #expect(proposed(["身份证号", "x"], rows.map { [$0[0], $0[0]] }) == ["身份证号=person.id-number", "x=-"])
  }

  @Test func `keeps one column for a meaning and role, the one with more readable values`() {
    let rows = [["", people[0]], ["无", people[1]], ["", people[0]]]
    let items = proposeItems(file(["身份证号", "公民身份号码"], rows))
    #expect(items.map(\.element) == [nil, .personNumber])
    #expect(items[0].english == "means the same as '公民身份号码', which has more readable values or comes first")
  }

  @Test func `believes values against a heading that they plainly contradict`() {
    let rows = [[people[0]], [people[1]], [people[0]]]
    #expect(proposed(["姓名"], rows) == ["姓名=-"])
  }

  @Test func `writes an entry that reads back`() throws {
    let headings = ["公民身份号码", "XM 姓名", "a: b # c", "\"引\\号\"", "", "备注", "备注", "yes", "- x", "换\n行", "1e5"]
    let text = proposeCatalogEntry(file(headings, [people]))
    let read = try readWorkspace(
      settings: Array("city: {code: \"410400\", name: 市}".utf8),
      catalogs: [("catalog/a.yaml", Array(text.utf8))])
    let resource = try #require(read.catalog.resources.first)
    #expect(resource.files == "police/rk 户籍.csv")
    #expect(resource.format == DeclaredFormat(encoding: "gb18030", delimiter: 0x7C, headerRowNumber: 2))
    #expect(
      resource.items.map(\.column)
        == ["公民身份号码", "XM 姓名", "a: b # c", "\"引\\号\"", "备注", "yes", "- x", "换\n行", "1e5"])
    #expect(resource.items[0].element == .personNumber && resource.items[1].element == .personName)
  }

  @Test func `takes any headings and cells, and what it writes reads back`() throws {
    var random = SplitMix64(seed: 5)
    let pieces = [
      "证件", "号码", "户主", "姓名", "\n", "#", "'", "\"", ":", "\u{85}", "\u{FEFF}", "\u{2028}", "é", "👨‍👩‍👦", "1", "9",
      " ", "　",
    ]
    for _ in 0..<3000 {
      func text() -> String {
        (0..<random.next() % 6).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
      }
      let headings = (0..<random.next() % 5).map { _ in text() }
      let rows = (0..<3).map { _ in (0..<random.next() % 6).map { _ in text() } }
      let entry = proposeCatalogEntry(file(headings, rows))
      let read = try readWorkspace(
        settings: Array("city: {code: \"410400\", name: 市}".utf8), catalogs: [("a", Array(entry.utf8))])
      let columns = read.catalog.resources[0].items.map(\.column)
      #expect(columns.allSatisfy { file(headings).headings.contains($0) })
    }
  }
}
