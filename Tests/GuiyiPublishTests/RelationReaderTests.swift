import GuiyiColumns
import GuiyiMerge
import GuiyiModel
import GuiyiPublish
import GuiyiRecords
import GuiyiSharing
import GuiyiTesting
import Testing

/// Who belongs to whom, of what a reader may not see, has no way into what it is given: 100,000 small worlds.
///
/// `Scripts/checks/readers` asks it under all policies that there are for these columns, each many times.
@Suite struct RelationReaderTests {
  private static let resourceCount = 4
  /// A child and who looks after it, or a worker and the employer, in one row.
  private static let columns: [[(name: String, role: String)]] = [
    [("person.name", ""), ("person.phone", ""), ("person.name", "guardian"), ("row.since", "")],
    [("person.name", ""), ("organization.name", "employer"), ("row.since", "")],
    [("person.name", ""), ("person.former-name", "guardian"), ("person.phone", "guardian")],
    [
      ("person.former-name", ""), ("person.phone", ""), ("organization.address", "employer"),
      ("row.until", ""),
    ],
  ]
  private static let words: [String: [String]] = [
    "person.name": ["王伟", "李娜", "张敏", ""], "person.phone": ["13900000001", "13900000002", ""],
    "person.former-name": ["王小伟", "李小娜", ""], "organization.name": ["甲公司", "乙公司", ""],
    "organization.address": ["一号", "二号", ""], "row.since": ["2024-01-01", "2025-01-01", ""],
    "row.until": ["2026-01-01", "2026-02-01", ""],
  ]

  private static let rules: SurvivorshipRules = {
    var rules = SurvivorshipRules()
    for element in DataElement.all where element.subject != .row {
      rules[element] = SurvivorshipRule(
        criteria: SurvivorshipCriterion.allCases, halfLifeDays: 90, halfLifeDaysOfResource: [:],
        sourceOrder: [])
    }
    return rules
  }()

  private struct Worlds {
    /// By resource, then column, then row.
    var cells: [[[String]]] = []
    /// By resource and row: the people and bodies that the sides of the row are.
    var sides: [[(left: Int, right: Int)]] = []

    init(_ random: inout SplitMix64) {
      for columns in columns {
        let rows = (0..<ReaderPolicies.worldCount).flatMap { world in (0..<2).map { _ in world } }
        sides.append(
          rows.map {
            ($0 * 3 + Int.random(in: 0..<3, using: &random), $0 * 3 + Int.random(in: 0..<3, using: &random))
          })
        cells.append(
          columns.map { column in
            rows.map { _ in words[column.name]?.randomElement(using: &random) ?? "" }
          })
      }
    }

    /// - Returns: how many cells have another value.
    mutating func changeHidden(_ rights: ReaderRights, _ random: inout SplitMix64) -> Int {
      var count = 0
      for resource in cells.indices {
        for (place, column) in columns[resource].enumerated() {
          guard let element = DataElement(name: column.name), !rights.cover(element, of: resource) else {
            continue
          }
          for row in cells[resource][place].indices {
            let word = words[column.name]?.randomElement(using: &random) ?? ""
            if word != cells[resource][place][row] { count += 1 }
            cells[resource][place][row] = word
          }
        }
      }
      return count
    }

    /// Rows and relations of the reader, as text; and how many relations there are.
    func published(_ rights: ReaderRights) -> (text: String, relationCount: Int) {
      var tables = TestTables()
      for resource in cells.indices {
        tables.add(
          "R\(resource)", department: resource,
          columns[resource].enumerated().map { place, column in
            TestColumn(column.name, role: column.role, cells[resource][place])
          })
      }
      let city = tables.records()
      let workers = Workers(threadCount: 1)
      var text = ""
      var numberOf: [Subject: [Int]] = [:]
      for subject in [Subject.person, .organization] {
        let records = city[subject]
        let entityOf = (0..<records.count).map { entity(of: UInt32($0), records, city) }
        let context = SurvivorshipContext(
          isAuthoritative: SurvivorshipContext.authority(
            for: records, catalog: tables.catalog, groups: city.groups),
          departmentOfResource: tables.resources.map(\.departmentIndex), derived: [:], derivedFrom: nil,
          rules: RelationReaderTests.rules, resourceCodes: tables.resources.map(\.code), asOf: 20_700)
        let table = PublishedTable(
          records, entityOf: entityOf.map { UInt32($0) }, entityCount: 150, values: tables.values,
          context: context, rights: rights, dayElements: tables.resources.map { _ in [] }, workers: workers)
        numberOf[subject] = table.numberOf
        for row in table.rows {
          text += zip(table.elements, row).map { tables.values[$0].string($1) }.joined(separator: ",") + "\n"
        }
      }
      let kept = city.relations(
        tables: tables.tables, normalized: tables.normalized, values: tables.values, catalog: tables.catalog,
        workers: workers
      ).map { relation in
        KeptRelation(
          kind: relation.kind.name, left: relation.kind.left,
          leftEntity: entity(of: relation.left, city[relation.kind.left], city), right: relation.kind.right,
          rightEntity: entity(of: relation.right, city[relation.kind.right], city),
          resource: Int(city[relation.kind.left].resources[Int(relation.left)]), since: "\(relation.since)",
          until: "\(relation.until)")
      }
      let relations = PublishedRelations(
        kept, rights: RelationRights(rights, resources: tables.resources), numberOf: numberOf)
      for row in relations.rows { text += "\(row)\n" }
      return (text, relations.rows.count)
    }

    private func entity(of record: UInt32, _ records: SubjectRecords, _ city: CityRecords) -> Int {
      let resource = Int(records.resources[Int(record)])
      let side = sides[resource][Int(records.rows[Int(record)])]
      let role = city.groups[resource][Int(records.groups[Int(record)])].role
      return role.isEmpty ? side.left : side.right
    }
  }

  /// The elements that each resource has, each once.
  private static let elements: [[DataElement]] = columns.map { columns in
    var elements: [DataElement] = []
    for column in columns {
      guard let element = DataElement(name: column.name), !elements.contains(element) else { continue }
      elements.append(element)
    }
    return elements
  }

  /// The rights to these elements, by the bits of a number.
  private static func rights(_ bits: Int) -> ReaderRights {
    var bits = bits
    return ReaderRights(
      covered: elements.map { own in
        defer { bits >>= own.count }
        return DataElement.all.map { element in
          own.firstIndex(of: element).map { bits >> $0 & 1 == 1 } ?? false
        }
      })
  }

  @Test(arguments: 0..<20)
  func `changing what a reader may not see changes no relation that it is given`(batch: Int) {
    var random = SplitMix64(seed: UInt64(1_900 + batch))
    let policies = ReaderPolicies(
      bitCount: Self.elements.reduce(0) { $0 + $1.count }, batch: batch, batchCount: 20)
    var (differingCount, seenCount, relationCount, changeCount) = (0, 0, 0, 0)
    let everything = ReaderRights(
      covered: (0..<Self.resourceCount).map { _ in DataElement.all.map { _ in true } })
    for bits in policies.all {
      let rights = Self.rights(bits)
      let worlds = Worlds(&random)
      var other = worlds
      changeCount += other.changeHidden(rights, &random)
      let (before, after) = (worlds.published(rights), other.published(rights))
      if before.text != after.text { differingCount += 1 }
      relationCount += before.relationCount
      if worlds.published(everything).text != other.published(everything).text { seenCount += 1 }
    }
    #expect(differingCount == 0)
    #expect(seenCount > policies.all.count / 4)
    #expect(relationCount > policies.all.count, "readers are given relations")
    policies.tell("relations", changeCount: changeCount, leakCount: differingCount)
  }
}
