import GuiyiColumns
import GuiyiModel
import GuiyiRecords
import GuiyiTesting
import Testing

@Suite struct RolePartTests {
  @Test(arguments: [
    ("guardian", "guardian"), ("监护人", "guardian"), ("监护人2", "guardian"), ("第二监护人", "guardian"),
    ("guardian-2", "guardian"), ("Guardian", "guardian"), ("法定代表人", "legal-representative"),
    ("legalRepresentative", "legal-representative"), ("legal_representative", "legal-representative"),
    ("负责人", "legal-representative"), ("户主", "householder"), ("household-head", "householder"),
    ("男方", "husband"), ("女方", "wife"), ("配偶", "spouse"), ("新生儿", "newborn"), ("用人单位", "employer"),
    ("权利人", "holder"), ("owner", "holder"), ("", ""), ("本人", ""), ("死者", ""),
  ])
  func `a role is read whatever word a catalog has for it`(role: String, part: String) {
    #expect(RolePart.of(role) == part)
  }

  @Test(arguments: ["witness", "见证人", "x", "2", "---", "father-in-law", "监护人代表"])
  func `a word that is not known is no other part`(role: String) {
    let known = ["", "guardian", "father", "mother", "legal-representative"]
    #expect(!known.contains(RolePart.of(role)))
  }

  @Test func `a relation is stated by a row whose catalog speaks Chinese`() {
    var tables = TestTables()
    tables.add(
      "R",
      [
        TestColumn("person.name", ["令狐知夏"]), TestColumn("person.name", role: "监护人", ["慕容采薇"]),
        TestColumn("organization.name", role: "学校", ["平顶山市鹰城小学"]),
      ])
    let city = tables.records()
    let found = city.relations(
      tables: tables.tables, normalized: tables.normalized, values: tables.values, catalog: tables.catalog,
      workers: Workers(threadCount: 1))
    #expect(found.map(\.kind.name) == ["guardian-of"])
  }
}
