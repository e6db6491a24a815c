import GuiyiColumns
import GuiyiModel
import GuiyiRecords
import GuiyiResolve
import GuiyiTesting
import Testing

@Suite struct KeyedEntitiesTests {
  /// The rows of each entity, by the order of their first row.
  private func groups(
    _ subject: Subject, _ columns: [TestColumn], holders: (CityRecords) -> [UInt64]? = { _ in nil }
  )
    -> [[Int]]
  {
    var tables = TestTables()
    tables.add("R", columns)
    let city = tables.records()
    let records = city[subject]
    let entities = KeyedEntities(records, holders: holders(city))
    var rows: [UInt32: [Int]] = [:]
    for (record, entity) in entities.entityOf.enumerated() {
      rows[entity, default: []].append(Int(records.rows[record]))
    }
    #expect(rows.count == entities.entityCount)
    #expect(rows.keys.allSatisfy { $0 < entities.entityCount })
    return rows.values.map { $0.sorted() }.sorted { $0[0] < $1[0] }
  }

  @Test func `records of one official key are one, records without a key stay alone`() {
    #expect(
      groups(
        .credit,
        [
          TestColumn("credit.document-number", ["甲1号", "甲2号", "甲1号", "", ""]),
          TestColumn("credit.content", ["a", "b", "c", "d", "d"]),
        ]) == [[0, 2], [1], [3], [4]])
  }

  @Test func `one document about two subjects is two matters`() {
    let columns = [
      TestColumn("credit.document-number", ["甲1号", "甲1号", "甲1号"]),
      TestColumn("person.name", ["王伟", "李娜", "王伟"]),
      TestColumn("credit.content", ["a", "b", "c"]),
    ]
    let found = groups(.credit, columns) { city in
      city.holders(of: .credit, entityOf: [.person: city[.person].rows.map { $0 == 1 ? 1 : 0 }])
    }
    #expect(found == [[0, 2], [1]])
  }

  @Test func `a weaker key counts only where the stronger is missing`() {
    #expect(
      groups(
        .place,
        [
          TestColumn("place.code", ["1", "2", "", "", "1"]),
          TestColumn("place.address", ["和平路1号", "和平路1号", "和平路1号", "和平路1号", "别处"]),
        ]) == [[0, 4], [1], [2, 3]])
  }

  @Test func `a key of two elements needs both`() {
    #expect(
      groups(
        .certificate,
        [
          TestColumn("certificate.type", ["身份证", "身份证", "驾驶证", "", ""]),
          TestColumn("certificate.number", ["1", "1", "1", "1", "1"]),
          TestColumn("certificate.name", ["a", "b", "c", "d", "e"]),
        ]) == [[0, 1], [2], [3], [4]])
  }

  @Test func `who a record is does not depend on what else its row says`() {
    func keys(_ columns: [TestColumn]) -> [UInt64] {
      var tables = TestTables()
      tables.add("R", columns)
      let records = tables.records()[.person]
      let keys = records.identityKeys(values: tables.values)
      let places = Dictionary(uniqueKeysWithValues: zip(records.rows.map { Int($0) }, keys))
      return (0..<records.count).compactMap { places[$0] }
    }
    let found = keys([
      TestColumn("person.id-number", ["1", "1", "2", "!1", "!1", "", ""]),
      TestColumn("person.name", ["甲", "乙", "甲", "甲", "乙", "甲", "甲"]),
      TestColumn("person.phone", ["", "", "", "", "", "139", "138"]),
    ])
    #expect(found[0] == found[1], "one sound number is one person, whatever the name")
    #expect(Set(found.dropFirst()).count == 6, "without a sound number all that the record says counts")
    let again = keys([
      TestColumn("person.phone", ["139", ""]), TestColumn("person.name", ["甲", "丙"]),
      TestColumn("person.id-number", ["", "1"]),
    ])
    #expect(again == [found[5], found[0]], "keys are the same in another file and another run")
  }
}
