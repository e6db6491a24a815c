import GuiyiColumns
import GuiyiMerge
import GuiyiModel
import GuiyiPublish
import GuiyiRecords
import GuiyiSharing
import GuiyiTesting
import Testing

/// What a reader may not see has no way into what it is given: 100,000 small worlds under 2,000 random policies.
///
/// `Scripts/checks/readers` asks it under 100,000 policies.
@Suite struct ReaderTests {
  private static let resourceCount = 4
  private static let names = [
    "person.id-number", "person.name", "person.phone", "person.birth-date", "row.updated-on",
  ]
  private static let dayElement = DataElement.rowUpdatedOn
  private static let words: [[String]] = [
    ["1", "2", "!3", "~2", ""], ["王伟", "王玮", "~王卫", "王伟东", ""],
    ["13900000001", "13900000002", "~13900000003", ""],
    ["1990-01-01", "1990-01-02", "!1990-02-30", ""], ["2026-01-01", "2026-02-01", "2026-03-01", ""],
  ]

  /// Some small worlds: a row is about one of two people of its world.
  private struct Worlds {
    /// By resource, then by column of `names`, then by row.
    var cells: [[[String]]]
    /// By resource, then by row.
    var people: [[Int]]
    var authoritative: [[Bool]]

    init(_ random: inout SplitMix64) {
      cells = []
      people = []
      authoritative = []
      for _ in 0..<resourceCount {
        var rows: [Int] = []
        for world in 0..<ReaderPolicies.worldCount where Int.random(in: 0..<4, using: &random) > 0 {
          rows.append(world * 2 + Int.random(in: 0...1, using: &random))
        }
        people.append(rows)
        cells.append(
          words.map { words in rows.map { _ in words.randomElement(using: &random) ?? "" } })
        authoritative.append(names.map { _ in Int.random(in: 0..<4, using: &random) == 0 })
      }
    }

    /// Other values wherever the reader may not look.
    /// - Returns: how many cells have another value.
    mutating func changeHidden(_ rights: ReaderRights, _ random: inout SplitMix64) -> Int {
      var count = 0
      for resource in cells.indices {
        for column in names.indices {
          guard let element = DataElement(name: names[column]), !rights.cover(element, of: resource) else {
            continue
          }
          for row in cells[resource][column].indices {
            let word = words[column].randomElement(using: &random) ?? ""
            if word != cells[resource][column][row] { count += 1 }
            cells[resource][column][row] = word
          }
        }
      }
      return count
    }

    /// What the reader is given, as text.
    func published(_ rights: ReaderRights, rules: SurvivorshipRules) -> String {
      var tables = TestTables()
      for resource in cells.indices {
        tables.add(
          "R\(resource)", department: resource,
          names.indices.map {
            TestColumn(names[$0], authoritative: authoritative[resource][$0], cells[resource][$0])
          } + [TestColumn("person.employer", people[resource].map { _ in "x" })])
      }
      let births = ["1990-01-01", "1990-01-02"].map { tables.intern($0, .personBirthDate) }
      let city = tables.records()
      let records = city[.person]
      let entityOf = (0..<records.count).map {
        UInt32(people[Int(records.resources[$0])][Int(records.rows[$0])])
      }
      let numbers = tables.values[.personNumber]
      let derived = (0..<UInt32(numbers.count)).map { id in
        switch numbers.string(id) {
        case "1": births[0]
        case "2": births[1]
        default: UInt32(0)
        }
      }
      let context = SurvivorshipContext(
        isAuthoritative: SurvivorshipContext.authority(
          for: records, catalog: tables.catalog, groups: city.groups),
        departmentOfResource: tables.resources.map(\.departmentIndex), derived: [.personBirthDate: derived],
        derivedFrom: .personNumber, rules: rules, resourceCodes: tables.resources.map(\.code), asOf: 20_700)
      let table = PublishedTable(
        records, entityOf: entityOf, entityCount: 100, values: tables.values, context: context,
        rights: rights,
        dayElements: tables.resources.map { _ in [dayElement] }, workers: Workers(threadCount: 1))
      let header = table.elements.map(\.name).joined(separator: ",")
      return header + "\n"
        + table.rows.map { row in
          zip(table.elements, row).map { tables.values[$0].string($1) }.joined(separator: ",") + "\n"
        }.joined()
    }
  }

  /// The rights to the elements that the worlds have, by the bits of a number.
  private static func rights(_ bits: Int) -> ReaderRights {
    let elements = names.compactMap { DataElement(name: $0) }
    return ReaderRights(
      covered: (0..<resourceCount).map { resource in
        DataElement.all.map { element in
          guard let place = elements.firstIndex(of: element) else { return false }
          return bits >> (resource * elements.count + place) & 1 == 1
        }
      })
  }

  /// Rules of every kind, so that each criterion has its chance to give something away.
  private static func randomRules(_ random: inout SplitMix64) -> SurvivorshipRules {
    var rules = SurvivorshipRules()
    for element in DataElement.all where element.subject != .row {
      rules[element] = SurvivorshipRule(
        criteria: SurvivorshipCriterion.allCases.shuffled(using: &random), halfLifeDays: 90,
        halfLifeDaysOfResource: ["R1": 10], sourceOrder: ["R2", "R0"])
    }
    return rules
  }

  @Test(arguments: 0..<20)
  func `changing what a reader may not see changes no byte of what it is given`(batch: Int) {
    var random = SplitMix64(seed: UInt64(900 + batch))
    let policies = ReaderPolicies(
      bitCount: Self.resourceCount * Self.names.count, batch: batch, batchCount: 20)
    let everything = ReaderRights(
      covered: (0..<Self.resourceCount).map { _ in DataElement.all.map { _ in true } })
    var (differingCount, seenCount, changeCount) = (0, 0, 0)
    for bits in policies.all {
      let rights = Self.rights(bits)
      let rules = Self.randomRules(&random)
      let worlds = Worlds(&random)
      var other = worlds
      changeCount += other.changeHidden(rights, &random)
      if worlds.published(rights, rules: rules) != other.published(rights, rules: rules) {
        differingCount += 1
      }
      // Who may see everything does see the difference.
      if worlds.published(everything, rules: rules) != other.published(everything, rules: rules) {
        seenCount += 1
      }
    }
    #expect(differingCount == 0)
    #expect(seenCount > policies.all.count * 9 / 10)
    policies.tell("golden", changeCount: changeCount, leakCount: differingCount)
  }

  @Test func `own resources, unconditional ones and open grants are covered, and nothing else`() {
    func resource(_ index: Int, _ department: Int, _ share: ShareType) -> Resource {
      let site = Site(file: "catalog/a.yaml", lineNumber: 1)
      return Resource(
        index: index, code: "R\(index)", name: "", departmentIndex: department, files: "*", format: .init(),
        updateCycle: nil, published: nil, share: Share(type: share, condition: nil, basis: "法"),
        items: [DataElement.personName, .personPhone].map {
          Item(
            column: $0.name, element: $0, role: "", isRequired: false, isAuthoritative: false,
            origin: .collected,
            collection: nil, site: site)
        }, site: site)
    }
    let catalog = Catalog(
      departments: ["D0", "D1"].enumerated().map { Department(index: $0, code: $1, name: $1) },
      resources: [
        resource(0, 0, .none), resource(1, 1, .unconditional), resource(2, 1, .conditional),
        resource(3, 1, .none),
      ],
      grants: [Grant(consumer: "D0", resource: "R2", elements: [.personPhone], from: 100, until: 200)],
      findings: [])
    func covered(_ reader: String, on day: DayNumber) -> [String] {
      let rights = ReaderRights(reader: reader, catalog: catalog, on: day)
      return (0..<4).flatMap { resource in
        DataElement.all.filter { rights.cover($0, of: resource) }.map { "R\(resource) \($0.key)" }
      }
    }
    let open = ["R0 name", "R0 phone", "R1 name", "R1 phone"]
    #expect(covered("D0", on: 99) == open)
    #expect(covered("D0", on: 100) == open + ["R2 phone"])
    #expect(covered("D0", on: 200) == open + ["R2 phone"])
    #expect(covered("D0", on: 201) == open)
    #expect(covered("D9", on: 150) == ["R1 name", "R1 phone"])
  }
}
