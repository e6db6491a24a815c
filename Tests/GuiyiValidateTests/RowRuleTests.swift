import GuiyiColumns
import GuiyiModel
import GuiyiValidate
import Testing

/// Invented numbers under the unassigned prefix 99: a man of 1980-05-06, a woman of 1990-01-02.
let man = "990402198005061237"
let woman = "990402199001021224"

@Suite struct RowRuleTests {
  private func city(_ columns: Column..., repeats: [Int: Int] = [:]) -> SmallCity {
    var city = SmallCity()
    city.add(columns, repeats: repeats)
    return city
  }

  @Test func `tells what a value showed wherever it stands, and nothing on exact repeats`() {
    let city = city(
      .init(element: "person.id-number", cells: ["!1", man, "!1", "!1"]), repeats: [3: 0])
    #expect(
      lines(city.rowFindings()) == [
        "r0 2 c0 length [!1] {17}", "r0 2 c0 check-digit [!1]", "r0 4 c0 length [!1] {17}",
        "r0 4 c0 check-digit [!1]", "r0 5 - duplicate-row {2}",
      ])
  }

  @Test func `charges an empty required item once`() {
    let city = city(
      .init(element: "person.name", isRequired: true, cells: ["", "_", "-", "张三", ""]),
      .init(element: nil, isRequired: true, cells: ["x", "　 ", "x", "x", ""]),
      .init(element: "person.sex", cells: ["", "", "", "", ""]), repeats: [4: 0])
    #expect(
      lines(city.rowFindings()) == [
        "r0 2 c0 missing", "r0 3 c0 missing [_]", "r0 3 c1 missing [　 ]", "r0 4 c0 placeholder [-]",
        "r0 6 - duplicate-row {2}",
      ])
  }

  @Test func `does not charge every row with a column that the file lacks`() {
    let city = city(.init(element: "person.name", isRequired: true, cells: ["", ""]))
    let absent = AbsentColumn(resourceIndex: 0, fileIndex: 0, columnIndex: 0)
    #expect(lines(city.rowFindings(absent: [absent])).isEmpty)
    #expect(lines(city.rowFindings(off: [.missing])).isEmpty)
  }

  @Test func `holds birth date and sex against sound and upgraded numbers only`() {
    let city = city(
      .init(element: "person.id-number", cells: [man, woman, "~" + man, "!" + man, "K12345678", man]),
      .init(
        element: "person.birth-date",
        cells: ["1980-05-06", "1990-01-03", "1980-05-07", "1980-05-07", "1980-05-07", "1980-05"]),
      .init(element: "person.sex", cells: ["女", "女", "男", "女", "女", ""]))
    let told = lines(city.rowFindings()).filter { $0.contains("mismatch") }
    #expect(
      told == [
        "r0 2 c2 sex-mismatch [女]", "r0 3 c1 birth-mismatch [1990-01-03]",
        "r0 4 c1 birth-mismatch [1980-05-07]",
      ])
  }

  @Test func `tells dates in the wrong order on the later one`() {
    let city = city(
      .init(element: "organization.established-on", cells: ["2020-01-01", "2020-01-01", "!2020-01-01"]),
      .init(element: "organization.closed-on", cells: ["2019-12-31", "2020-01-01", "2019-12-31"]),
      .init(
        element: "person.birth-date", role: "legal-representative", cells: ["1980-01-01", "2022-01-01", ""]),
      .init(element: "row.collected-on", cells: ["2021-01-01", "2021-01-01", "2021-01-01"]))
    #expect(
      lines(city.rowFindings()).filter { $0.contains("date-order") } == [
        "r0 2 c1 date-order [2019-12-31] {注销日期 closed-on < 成立日期 established-on}",
        "r0 3 c3 date-order [2021-01-01] {采集日期 collected-on < 出生日期 birth-date}",
      ])
  }

  @Test func `tells one number on a child and its mother, but not on a household's head`() {
    let city = city(
      .init(element: "person.id-number", cells: [man, man, ""]),
      .init(element: "person.name", cells: ["张三", "张三", "李四"]),
      .init(element: "person.id-number", role: "mother", cells: [man, woman, ""]),
      .init(element: "person.name", role: "mother", cells: ["王五", "张三", "李四"]),
      .init(element: "person.id-number", role: "household-head", cells: [man, man, man]))
    #expect(
      lines(city.rowFindings()) == [
        "r0 2 c2 role-number-repeated [\(man)]", "r0 4 c3 role-number-repeated [李四]",
      ])
  }

  @Test func `tells a register that holds one number twice, on every row but the first`() {
    let numbers = [man, woman, man, man, "!9", "!9"]
    let register = city(
      .init(element: "person.id-number", isRequired: true, isAuthoritative: true, cells: numbers),
      repeats: [3: 0])
    #expect(
      lines(register.rowFindings()).filter { $0.contains("duplicate") } == [
        "r0 4 c0 duplicate-key [\(man)] {2}", "r0 5 - duplicate-row {2}",
      ])
    let list = city(.init(element: "person.id-number", isRequired: true, cells: numbers))
    #expect(!lines(list.rowFindings()).contains { $0.contains("duplicate-key") })
  }

  @Test
  func
    `tells credit items that only a name puts on somebody, that no catalog has, or that must not be collected`()
  {
    let city = city(
      .init(element: "organization.name", cells: ["甲公司", "乙公司", "丙公司", "丁公司", ""]),
      .init(element: "organization.uscc", cells: ["", "A", "!B", "~C", ""]),
      .init(element: "credit.kind", cells: ["行政处罚", "失信惩戒", "~自编类别", "警告", "行政处罚"]),
      .init(element: "credit.content", cells: ["未年报", "", "", "有精神病史的人员", ""]))
    #expect(
      lines(city.rowFindings()).filter { $0.contains("credit-") } == [
        "r0 2 c0 credit-by-name [甲公司]", "r0 3 c2 credit-not-listed [失信惩戒]", "r0 4 c0 credit-by-name [丙公司]",
        "r0 5 c3 credit-forbidden [有精神病史的人员]",
      ])
  }

  @Test func `tells a parcel code that is not the unit's first nineteen characters`() {
    let parcel = "990402001001GB00001"
    let city = city(
      .init(
        element: "estate.unit-code",
        cells: [parcel + "F00010001", parcel + "F00010002", "", parcel + "F00010003"]),
      .init(element: "estate.parcel-code", cells: [parcel, "990402001001GB00002", "990402001001GB00002", ""]))
    #expect(lines(city.rowFindings()) == ["r0 3 c1 parcel-mismatch [990402001001GB00002]"])
  }
}
