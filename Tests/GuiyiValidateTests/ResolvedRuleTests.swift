import GuiyiColumns
import GuiyiModel
import GuiyiValidate
import Testing

@Suite struct ResolvedRuleTests {
  @Test func `tells a shared number to all, but not to the one whom the source gives it`() {
    var city = SmallCity()
    city.add([.init(element: "person.id-number", cells: [man, man, woman])])
    #expect(
      lines(city.resolvedFindings([[[0, 1, 2]]])) == [
        "r0 2 c0 shared-number [\(man)]", "r0 3 c0 shared-number [\(man)]",
      ])
    city.add([.init(element: "person.id-number", isAuthoritative: true, cells: [man])])
    #expect(lines(city.resolvedFindings([[[0, 1, 2]], [[1]]])) == ["r0 2 c0 shared-number [\(man)]"])
    #expect(lines(city.resolvedFindings([[[0, 0, 2]], [[0]]])).isEmpty)
    // The source itself gives it to two people: nobody is spared.
    city.add([.init(element: "person.id-number", isAuthoritative: true, cells: [man])])
    #expect(lines(city.resolvedFindings([[[0, 1, 2]], [[1]], [[3]]])).count == 4)
  }

  @Test func `a number is whose most rows give it, where no source settles it`() {
    var city = SmallCity()
    city.add([.init(element: "person.id-number", cells: [man, man, man, man])])
    #expect(lines(city.resolvedFindings([[[0, 0, 0, 1]]])) == ["r0 5 c0 shared-number [\(man)]"])
    #expect(lines(city.resolvedFindings([[[0, 0, 1, 1]]])).count == 4)
    #expect(lines(city.resolvedFindings([[[0, 0, 1, 2]]])).count == 4)
  }

  @Test func `tells several numbers of one entity, but for the source's`() {
    var city = SmallCity()
    city.add([.init(element: "organization.uscc", cells: ["A", "B", "C", "!D"])])
    #expect(
      lines(city.resolvedFindings([[[0, 0, 1, 1]]])) == [
        "r0 2 c0 several-numbers [A]", "r0 3 c0 several-numbers [B]",
      ])
    city.add([.init(element: "organization.uscc", isAuthoritative: true, cells: ["B"])])
    #expect(lines(city.resolvedFindings([[[0, 0, 1, 1]], [[0]]])) == ["r0 2 c0 several-numbers [A]"])
  }

  @Test(arguments: [
    ("person.name", "张三", "张山", true), ("person.name", "阿卜杜·买买提", "阿卜杜买买提", false),
    ("person.birth-date", "1980-05-06", "1980-05-07", true),
    ("person.birth-date", "1980-05-06", "1980-05", false),
    ("person.marital-status", "离婚", "已婚", true), ("person.marital-status", "再婚", "已婚", false),
    ("person.marital-status", "再婚", "初婚", true), ("person.education", "博士研究生", "研究生", false),
    ("person.phone", "13800000000", "13900000000", false),
    ("person.residence-address", "建设路1号", "建设路2号", false),
    ("organization.name", "平顶山市归一商贸有限公司", "归一商贸有限责任公司", false),
    ("organization.name", "平顶山市归一商贸有限公司", "平顶山市归二商贸有限公司", true),
    ("organization.name", "归一商贸有限公司", "归一商贸有限公司石龙分公司", true),
    ("organization.kind", "有限责任公司（自然人独资）", "有限责任公司", false),
    ("organization.kind", "有限责任公司", "企业", false), ("organization.kind", "个体工商户", "有限责任公司", true),
    ("organization.status", "存续", "非正常", false), ("organization.status", "存续", "注销", true),
  ])
  func `holds values against the source's with sense`(
    element: String, source: String, other: String, isTold: Bool
  ) {
    var city = SmallCity()
    city.add([.init(element: element, isAuthoritative: true, cells: [source])])
    city.add([.init(element: element, role: "guardian", cells: [other, source])])
    let expected = isTold ? ["r1 2 c0 contradicts-source [\(other)]"] : []
    #expect(lines(city.resolvedFindings([[[0]], [[0, 0]]])) == expected)
  }

  @Test func `knows former names, sources of two minds, and values that were told already`() {
    var city = SmallCity()
    city.add([
      .init(element: "person.name", isAuthoritative: true, cells: ["张三", "李四", "李五"]),
      .init(element: "person.former-name", cells: ["张大", "", ""]),
    ])
    city.add([.init(element: "person.name", cells: ["张大", "张二", "王六", "-"])])
    #expect(
      lines(city.resolvedFindings([[[0, 1, 1]], [[0, 0, 1, 0]]])) == ["r1 3 c0 contradicts-source [张二]"])
  }

  @Test func `a name that fewer departments have is told where no source settles it`() {
    var city = SmallCity()
    for name in ["王浩沐", "王浩沐", "王昊沐"] { city.add([.init(element: "person.name", cells: [name])]) }
    #expect(
      lines(city.resolvedFindings([[[0]], [[0]], [[0]]])) == ["r2 2 c0 outvoted-name [王昊沐]"])
    // As many have each: nobody knows which is wrong.
    #expect(lines(city.resolvedFindings([[[0]], [[1]], [[0]]])).count == 2)
    #expect(lines(city.resolvedFindings([[[0]], [[1]], [[2]]])).isEmpty)
  }

  @Test func `a source stands alone against two that agree, not against one`() {
    var city = SmallCity()
    city.add([.init(element: "person.name", isAuthoritative: true, cells: ["余田鸣", "王昊"])])
    for _ in 0..<2 { city.add([.init(element: "person.name", cells: ["余田明", "王浩"])]) }
    let told = lines(city.resolvedFindings([[[0, 1]], [[0, 1]], [[0, 2]]]))
    #expect(told.filter { $0.contains("outvoted-name") } == ["r0 2 c0 outvoted-name [余田鸣]"])
    #expect(told.filter { $0.contains("contradicts-source") }.count == 3)
  }

  @Test func `other writings, former names and spoilt ones outvote nobody`() {
    var city = SmallCity()
    city.add([
      .init(element: "person.name", cells: ["张三", "阿卜杜·买买提", "李四"]),
      .init(element: "person.former-name", cells: ["张大", "", ""]),
    ])
    city.add([.init(element: "person.name", cells: ["张大", "阿卜杜买买提", "-"])])
    #expect(lines(city.resolvedFindings([[[0, 1, 2]], [[0, 1, 2]]])).isEmpty)
  }

  @Test func `tells rows well after a death, but not those of registers of the dead`() {
    var city = SmallCity()
    city.add([
      .init(element: "person.death-date", cells: ["2024-01-15"]),
      .init(element: "row.updated-on", cells: ["2026-01-01"]),
      .init(element: "person.name", cells: ["张三"]),
    ])
    city.add([
      .init(element: "person.name", cells: ["张三", "张三", "李四"]),
      .init(element: "row.updated-on", cells: ["2024-02-10", "2024-03-01", "2026-01-01"]),
    ])
    #expect(lines(city.resolvedFindings([[[0]], [[0, 0, 1]]])) == ["r1 3 - living-after-death"])
  }

  @Test func `tells shares that make no whole, where every holder has one`() {
    var city = SmallCity()
    city.add([
      .init(element: "estate.unit-code", cells: ["U1", "U1", "U2", "U2", "U3", "U3", "U4", "U4", "U4"]),
      .init(
        element: "person.name", role: "holder", cells: ["甲", "乙", "甲", "乙", "甲", "乙", "甲", "乙", "丙"]),
      .init(
        element: "row.share", cells: ["1/2", "1/4", "1/2", "1/2", "1/4", "", "3333/10000", "1/3", "1/3"]),
    ])
    // U1 lacks a quarter; U3 has a holder without a share; U4's thirds are written in two ways.
    #expect(
      lines(city.resolvedFindings([[[0, 0, 1, 1, 2, 2, 3, 3, 3], [0, 1, 0, 1, 0, 1, 0, 1, 2]]])) == [
        "r0 2 c2 share-sum [1/2]", "r0 3 c2 share-sum [1/4]",
      ])
  }

  @Test func `counts a holder who is listed again once`() {
    var city = SmallCity()
    city.add([
      .init(element: "estate.unit-code", cells: ["U1", "U1"]),
      .init(element: "person.name", role: "holder", cells: ["甲", "甲"]),
      .init(element: "row.share", cells: ["1/1", "1/1"]),
    ])
    #expect(lines(city.resolvedFindings([[[0, 0], [0, 0]]])).isEmpty)
  }

  @Test func `tells one certificate identifier beside two numbers`() {
    var city = SmallCity()
    city.add([
      .init(element: "certificate.identifier", cells: ["I1", "I1", "I2"]),
      .init(element: "certificate.number", cells: ["N1", "N2", "N3"]),
    ])
    #expect(
      lines(city.resolvedFindings([[[0, 0, 1]]])) == [
        "r0 2 c1 certificate-conflict [N1]", "r0 3 c1 certificate-conflict [N2]",
      ])
  }
}
