import GuiyiIdentifiers
import GuiyiRun
import GuiyiTesting
import Testing

/// Records that say next to nothing of somebody but name the family: the one at the family's home is meant, or nobody.
@Suite struct KinTests {
  private static let birth = CivilDate(year: 2025, month: 3, day: 9)

  private struct City {
    let folder = ScratchFolder("kin")
    private(set) var residents = [["公民身份号码", "姓名", "性别", "出生日期", "户籍地址"]]
    var births = [["新生儿姓名", "新生儿性别", "新生儿出生日期", "母亲姓名", "母亲证件号", "父亲姓名"]]

    init() {
      for person in (0..<60).map(inventedPerson) { add(person.number, person) }
    }

    private mutating func add(_ number: String, _ person: InventedPerson) {
      residents.append([number, person.name, person.sex, person.birthDate, person.address])
    }

    /// Somebody who lives with a resident.
    mutating func add(_ name: String, sex: String, born: CivilDate, sequence: Int, with resident: Int) -> Int
    {
      residents.append([
        inventedNumber(born: born, sequence: sequence), name, sex, "\(born)",
        inventedPerson(resident).address,
      ])
      return residents.count
    }

    /// - Returns: the row of the register of births.
    mutating func bear(_ name: String, sex: String, born: CivilDate, mother: Int, father: String = "") -> Int
    {
      let mother = inventedPerson(mother)
      births.append([name, sex, "\(born)", mother.name, mother.number, father])
      return births.count
    }

    func links() throws -> CSVTable {
      try folder.write(
        "guiyi.yaml",
        """
        city: {code: "410400", name: 平顶山市}
        as-of: 2026-11-01
        regions: {"990402": 示例一区}

        """)
      try folder.write(
        "catalog/city.yaml",
        """
        department: {code: 11410400MB0000001X, name: 平顶山市公安局}
        resources:
          - code: R1
            name: 常住人口登记信息
            files: police/*.csv
            items:
              - {column: 公民身份号码, element: person.id-number, authoritative: true}
              - {column: 姓名, element: person.name, authoritative: true}
              - {column: 性别, element: person.sex}
              - {column: 出生日期, element: person.birth-date}
              - {column: 户籍地址, element: person.registered-address}
          - code: R2
            name: 出生医学信息
            files: births/*.csv
            items:
              - {column: 新生儿姓名, element: person.name, role: newborn}
              - {column: 新生儿性别, element: person.sex, role: newborn}
              - {column: 新生儿出生日期, element: person.birth-date, role: newborn}
              - {column: 母亲姓名, element: person.name, role: mother}
              - {column: 母亲证件号, element: person.id-number, role: mother}
              - {column: 父亲姓名, element: person.name, role: father}

        """)
      try folder.write("pools/police/a.csv", csv(residents))
      try folder.write("pools/births/a.csv", csv(births))
      _ = try run(folder.path)
      return CSVTable(try exports(of: folder.path)["links"] ?? "")
    }
  }

  private func entity(_ links: CSVTable, _ file: String, _ row: Int, role: String = "") -> String? {
    links.rows(where: ["file": file, "row": "\(row)", "role": role]).first?["entity_id"]
  }

  @Test func `a child without a name is the one of that day at its mother's home`() throws {
    let born = try #require(Self.birth)
    var city = City()
    let child = city.add("欧阳晨曦", sex: "女", born: born, sequence: 902, with: 3)
    // Of the same day and sex, elsewhere.
    let other = city.add("王小雨", sex: "女", born: born, sequence: 904, with: 11)
    let row = city.bear("\(inventedPerson(3).name)之女", sex: "女", born: born, mother: 3)
    let links = try city.links()
    #expect(entity(links, "births/a.csv", row, role: "newborn") == entity(links, "police/a.csv", child))
    #expect(entity(links, "births/a.csv", row, role: "newborn") != entity(links, "police/a.csv", other))
  }

  @Test func `twins without names are nobody's rows, and a child of the other sex is not meant`() throws {
    let born = try #require(Self.birth)
    var city = City()
    let twins = [
      city.add("欧阳晨曦", sex: "女", born: born, sequence: 902, with: 3),
      city.add("欧阳晨雨", sex: "女", born: born, sequence: 904, with: 3),
    ]
    let boy = city.add("王小雨", sex: "男", born: born, sequence: 905, with: 11)
    var rows: [Int] = []
    // The second row is no exact repeat of the first.
    for father in ["", "欧阳长风"] {
      rows.append(
        city.bear("\(inventedPerson(3).name)之女", sex: "女", born: born, mother: 3, father: father))
    }
    rows.append(city.bear("\(inventedPerson(11).name)之女", sex: "女", born: born, mother: 11))
    let links = try city.links()
    let residents = Set((twins + [boy]).compactMap { entity(links, "police/a.csv", $0) })
    #expect(residents.count == 3)
    let found = Set(rows.compactMap { entity(links, "births/a.csv", $0, role: "newborn") })
    #expect(found.count == 3 && found.isDisjoint(with: residents))
  }

  @Test func `a father by name alone is the one at the mother's home, never a namesake elsewhere`() throws {
    let born = try #require(Self.birth)
    var city = City()
    let adult = try #require(CivilDate(year: 1988, month: 4, day: 2))
    let old = try #require(CivilDate(year: 1960, month: 11, day: 23))
    let father = city.add("张伟", sex: "男", born: adult, sequence: 911, with: 3)
    let namesake = city.add("张伟", sex: "男", born: old, sequence: 913, with: 11)
    // Father and son of one name in one home: nobody can say who is meant.
    _ = city.add("李强", sex: "男", born: adult, sequence: 915, with: 19)
    _ = city.add("李强", sex: "男", born: old, sequence: 915, with: 19)
    let row = city.bear("张晨曦", sex: "女", born: born, mother: 3, father: "张伟")
    let unclear = city.bear("李晨曦", sex: "女", born: born, mother: 19, father: "李强")
    let links = try city.links()
    let found = entity(links, "births/a.csv", row, role: "father")
    #expect(found == entity(links, "police/a.csv", father))
    #expect(found != entity(links, "police/a.csv", namesake))
    let alone = try #require(entity(links, "births/a.csv", unclear, role: "father"))
    #expect(links.rows(where: ["entity_id": alone]).count == 1)
  }

  @Test func `a child of one name and birth date at the mother's home is one, though its sex was mistaken`()
    throws
  {
    let born = try #require(Self.birth)
    var city = City()
    let child = city.add("王伟", sex: "男", born: born, sequence: 921, with: 27)
    let row = city.bear("王伟", sex: "女", born: born, mother: 27)
    let links = try city.links()
    #expect(entity(links, "births/a.csv", row, role: "newborn") == entity(links, "police/a.csv", child))
  }
}
