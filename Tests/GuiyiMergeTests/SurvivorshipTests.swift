import GuiyiCatalog
import GuiyiColumns
import GuiyiMerge
import GuiyiModel
import GuiyiRecords
import GuiyiTesting
import Testing

/// A value that one department says, with all that survivorship asks about it.
struct Claim: Sendable, CustomTestStringConvertible {
  var value: String
  var department = 0
  var isAuthoritative = false
  var day = ""

  init(_ value: String, by department: Int = 0, authoritative: Bool = false, on day: String = "") {
    self.value = value
    self.department = department
    isAuthoritative = authoritative
    self.day = day
  }

  var testDescription: String { "\(value) by \(department)\(isAuthoritative ? "*" : "") \(day)" }
}

@Suite struct SurvivorshipTests {
  static let number = "990402199001011234"
  /// 2026-11-01.
  static let asOf: DayNumber = 20_758

  /// The golden record of one element, all claims about one entity.
  private func golden(
    _ element: String, _ claims: [Claim], number: String? = nil, rules: SurvivorshipRules = .builtIn
  ) -> (
    value: String, reason: SurvivorshipReason, losers: [String: SurvivorshipReason]
  ) {
    var tables = TestTables()
    for (index, claim) in claims.enumerated() {
      tables.add(
        "R\(index)", department: claim.department,
        [
          TestColumn(element, authoritative: claim.isAuthoritative, [claim.value]),
          TestColumn("row.updated-on", [claim.day]),
        ])
    }
    if let number { tables.add("N", department: 60, [TestColumn("person.id-number", [number])]) }
    _ = tables.intern("1990-01-01", .personBirthDate)
    let table = merge(tables, entityOf: nil, rules: rules)
    let place = table.elements.firstIndex { $0.name == element } ?? 0
    let dictionary = tables.values[table.elements[place]]
    return (
      dictionary.string(table.values[place][0]), table.reasons[place][0],
      Dictionary(
        table.losers.filter { $0.elementIndex == table.elements[place].index }.map {
          (dictionary.string($0.value), $0.reason)
        }, uniquingKeysWith: { a, _ in a })
    )
  }

  /// Merges the people (or bodies) of tables; all of one entity where no entities are given.
  private func merge(
    _ tables: TestTables, entityOf: [UInt32]?, threads: Int = 1, rules: SurvivorshipRules = .builtIn
  ) -> GoldenTable {
    var tables = tables
    let births = tables.intern("1990-01-01", .personBirthDate)
    let records = tables.records(threads: threads)
    let subject: Subject = records[.person].count > 0 ? .person : .organization
    let entityOf = entityOf ?? [UInt32](repeating: 0, count: records[subject].count)
    let numbers = tables.values[.personNumber]
    let derived = (0..<UInt32(numbers.count)).map { numbers.string($0) == Self.number ? births : 0 }
    return survive(
      records[subject], entityOf: entityOf, entityCount: Int((entityOf.max() ?? 0) + 1),
      values: tables.values,
      context: SurvivorshipContext(
        isAuthoritative: SurvivorshipContext.authority(
          for: records[subject], catalog: tables.catalog, groups: records.groups),
        departmentOfResource: tables.resources.map(\.departmentIndex), derived: [.personBirthDate: derived],
        derivedFrom: .personNumber, rules: rules, resourceCodes: tables.resources.map(\.code), asOf: Self.asOf
      ),
      workers: Workers(threadCount: threads))
  }

  @Test(arguments: [
    // A wrong value never beats one that may be right, whoever says it.
    (
      "person.id-number", [Claim("!1", authoritative: true), Claim("~2", by: 1)], "2",
      SurvivorshipReason.soundness
    ),
    // What the sound number says beats the authoritative source.
    (
      "person.birth-date",
      [Claim("1990-01-02", authoritative: true), Claim("1990-01-01", by: 1)], "1990-01-01", .number
    ),
    // A character that the register lost is known elsewhere.
    ("person.name", [Claim("王?", authoritative: true), Claim("王䶮", by: 1)], "王䶮", .completeness),
    // The authoritative source beats more, newer and better written ones.
    (
      "person.ethnicity",
      [
        Claim("~回族", authoritative: true, on: "2020-01-01"), Claim("汉族", by: 1, on: "2026-01-01"),
        Claim("汉族", by: 2, on: "2026-01-01"),
      ], "回族", .authority
    ),
    (
      "person.phone", [Claim("~13900000001", on: "2026-01-01"), Claim("13900000002", by: 1)], "13900000002",
      .quality
    ),
    // What lasts for life goes by how many say so …
    (
      "person.name",
      [Claim("王伟", on: "2026-01-01"), Claim("王玮", by: 1), Claim("王玮", by: 2, on: "2019-01-01")], "王玮",
      .sources
    ),
    // … and one department that says it twice is one.
    ("person.name", [Claim("王伟", on: "2026-01-01"), Claim("王玮", by: 1), Claim("王玮", by: 1)], "王伟", .recency),
    // What changes goes by the newest row.
    (
      "person.phone",
      [Claim("13900000009", on: "2026-01-01"), Claim("13900000001", by: 1), Claim("13900000001", by: 2)],
      "13900000009", .recency
    ),
    (
      "person.residence-address",
      [Claim("和平路1号"), Claim("和平路1号2单元301室", by: 1), Claim("和平路1号", by: 2)], "和平路1号2单元301室", .completeness
    ),
    (
      "person.residence-address", [Claim("和平路2号"), Claim("和平路1号", by: 1), Claim("和平路2号", by: 2)], "和平路2号",
      .sources
    ),
    ("person.residence-address", [Claim("和平路2号"), Claim("和平路1号", by: 1)], "和平路1号", .order),
    ("person.phone", [Claim("13900000001"), Claim("13900000001", by: 1)], "13900000001", .only),
    ("person.id-number", [Claim("!1")], "1", .only),
  ])
  func `the reasons are asked in their order`(
    element: String, claims: [Claim], expected: String, reason: SurvivorshipReason
  ) {
    let number = element == "person.birth-date" ? Self.number : nil
    for claims in [claims, claims.reversed()] {
      let result = golden(element, claims, number: number)
      #expect(result.value == expected)
      #expect(result.reason == reason)
      let others = Set(claims.map { $0.value.filter { !"~!".contains($0) } }).subtracting([expected])
      #expect(Set(result.losers.keys) == others)
      #expect(others.isEmpty || result.losers.values.contains(reason))
    }
  }

  @Test func `a day that no calendar has gives way to the number's`() {
    let result = golden("person.birth-date", [Claim("!1990-02-30", authoritative: true)], number: Self.number)
    #expect(result.value == "1990-01-01")
    #expect(result.reason == .derived)
    #expect(result.losers == ["1990-02-30": .soundness])
  }

  private func rule(_ element: DataElement, _ rule: SurvivorshipRule) -> SurvivorshipRules {
    var rules = SurvivorshipRules.builtIn
    rules[element] = rule
    return rules
  }

  @Test func `a source order puts the resources as it names them, and those it does not name last`() {
    let claims = [
      Claim("13900000001", authoritative: true, on: "2026-10-01"), Claim("13900000002", by: 1),
      Claim("13900000003", by: 2),
    ]
    let order = rule(.personPhone, SurvivorshipRule(criteria: [.sourceOrder], sourceOrder: ["R2", "R1"]))
    let result = golden("person.phone", claims, rules: order)
    #expect(result.value == "13900000003")
    #expect(result.reason == .sourceOrder)
    #expect(result.losers == ["13900000001": .sourceOrder, "13900000002": .sourceOrder])
    let faulty = rule(
      .personPhone, SurvivorshipRule(criteria: [.sound, .sourceOrder], sourceOrder: ["R2", "R1"]))
    #expect(
      golden("person.phone", [claims[0], claims[1], Claim("!13900000003", by: 2)], rules: faulty).value
        == "13900000002")
  }

  @Test func `trust halves with the half-life of a resource, and a row without a date has none`() {
    // The newer row fades in 30 days, the older one in ten years: after two months the older is trusted more.
    let rules = rule(
      .personPhone,
      SurvivorshipRule(criteria: [.trust], halfLifeDays: 3_650, halfLifeDaysOfResource: ["R1": 30]))
    let slow = Claim("13900000001", on: "2026-01-01")
    let fast = Claim("13900000002", by: 1, on: "2026-09-01")
    #expect(golden("person.phone", [slow, fast], rules: rules).value == slow.value)
    #expect(golden("person.phone", [slow, fast], rules: rules).reason == .trust)
    let fresh = Claim("13900000002", by: 1, on: "2026-10-31")
    #expect(golden("person.phone", [slow, fresh], rules: rules).value == fresh.value)
    #expect(golden("person.phone", [Claim("13900000001"), fast], rules: rules).value == fast.value)
    // A date in the future is as fresh as today's; the smaller text settles what is equal.
    let future = Claim("13900000002", on: "2027-01-01")
    #expect(
      golden("person.phone", [Claim("13900000003", on: "2026-11-01"), future], rules: rules).value
        == future.value)
  }

  @Test func `a birth date that nobody delivered is read from a sound number`() {
    var tables = TestTables()
    tables.add("R", [TestColumn("person.id-number", [Self.number]), TestColumn("person.name", ["王伟"])])
    let table = merge(tables, entityOf: nil)
    let place = table.column(.personBirthDate)
    #expect(table.reasons[place][0] == .derived)
    #expect(table.values[place][0] != 0)
    #expect(table.records[place][0] == table.records[table.column(.personNumber)][0])
    var faulty = TestTables()
    faulty.add("R", [TestColumn("person.id-number", ["!" + Self.number])])
    let none = merge(faulty, entityOf: nil)
    #expect(none.values[place][0] == 0)
    #expect(none.records[place][0] == GoldenTable.noRecord)
  }

  /// A city of random claims about a few values, so that every reason decides somewhere.
  private func randomTables(seed: UInt64, entityCount: Int) -> (
    tables: TestTables, entityOf: [UInt32], claims: [[Claim]]
  ) {
    var random = SplitMix64(seed: seed)
    var tables = TestTables()
    var claims: [[Claim]] = Array(repeating: [], count: entityCount)
    for resource in 0..<6 {
      let department = resource / 2
      var entities: [String] = []
      var names: [String] = []
      var phones: [String] = []
      var days: [String] = []
      for entity in 0..<entityCount where Int.random(in: 0..<3, using: &random) > 0 {
        let claim = Claim(
          ["", "~", "!", ""].randomElement(using: &random)! + ["甲", "乙", "丙丁"].randomElement(using: &random)!,
          by: department,
          authoritative: resource == 3, on: ["", "2026-01-01", "2025-06-01"].randomElement(using: &random)!)
        claims[entity].append(claim)
        entities.append("E\(entity)")
        names.append(claim.value)
        phones.append(claim.value)
        days.append(claim.day)
      }
      tables.add(
        "R\(resource)", department: department,
        [
          TestColumn("person.employer", entities),
          TestColumn("person.name", authoritative: resource == 3, names),
          TestColumn("person.phone", authoritative: resource == 3, phones),
          TestColumn("row.updated-on", days),
        ])
    }
    let records = tables.records()[.person]
    let place = records.elements.firstIndex { $0.name == "person.employer" } ?? 0
    let employers = tables.values[records.elements[place]]
    let entityOf = records.values[place].map { UInt32(employers.string($0).dropFirst()) ?? 0 }
    return (tables, entityOf, claims)
  }

  /// Survivorship as one would say it: drop whoever is beaten, reason by reason.
  private func naive(_ claims: [Claim], isLasting: Bool) -> String {
    struct Candidate {
      var value: String
      var quality = 0
      var isAuthoritative = false
      var day = ""
      var departments: Set<Int> = []
    }
    var candidates: [String: Candidate] = [:]
    for claim in claims {
      let quality = claim.value.hasPrefix("!") ? 0 : claim.value.hasPrefix("~") ? 1 : 2
      let value = claim.value.filter { !"~!".contains($0) }
      var candidate = candidates[value] ?? Candidate(value: value)
      candidate.quality = max(candidate.quality, quality)
      candidate.isAuthoritative = candidate.isAuthoritative || claim.isAuthoritative
      candidate.day = max(candidate.day, claim.day)
      candidate.departments.insert(claim.department)
      candidates[value] = candidate
    }
    var rest = Array(candidates.values)
    func keep(_ rank: (Candidate) -> Int) {
      let best = rest.map(rank).max()
      rest = rest.filter { rank($0) == best }
    }
    keep { $0.quality > 0 ? 1 : 0 }
    keep { $0.isAuthoritative ? 1 : 0 }
    keep(\.quality)
    if isLasting { keep(\.departments.count) }
    let newest = rest.map(\.day).max()
    keep { $0.day == newest ? 1 : 0 }
    keep(\.value.utf8.count)
    keep(\.departments.count)
    return rest.map(\.value).min { $0.utf8.lexicographicallyPrecedes($1.utf8) } ?? ""
  }

  @Test(arguments: 1...20)
  func `agrees with the plain telling of the rules`(seed: UInt64) {
    let (tables, entityOf, claims) = randomTables(seed: seed, entityCount: 60)
    let table = merge(tables, entityOf: entityOf)
    for (element, isLasting) in [(DataElement.personName, true), (.personPhone, false)] {
      let place = table.column(element)
      for entity in 0..<table.entityCount {
        #expect(
          tables.values[element].string(table.values[place][entity])
            == naive(claims[entity], isLasting: isLasting))
      }
    }
  }

  @Test(arguments: 1...10)
  func `without a record an entity is what it would have been if the record had never come`(seed: UInt64) {
    // Both cities hold the same records; in the second, entity 0's first record is an entity of its own.
    let (tables, entityOf, _) = randomTables(seed: seed, entityCount: 8)
    for removed in entityOf.indices where entityOf[removed] == 0 {
      var apart = entityOf
      apart[removed] = 8
      let without = merge(tables, entityOf: apart)
      // The same entity, made of its other records alone.
      var alone = [UInt32](repeating: 1, count: entityOf.count)
      for record in entityOf.indices where entityOf[record] == 0 && record != removed { alone[record] = 0 }
      let expected = merge(tables, entityOf: alone)
      for place in without.elements.indices {
        #expect(without.values[place][0] == expected.values[place][0])
        #expect(without.reasons[place][0] == expected.reasons[place][0])
      }
      #expect(without.losers.filter { $0.entity == 0 } == expected.losers.filter { $0.entity == 0 })
      #expect(
        without.records.allSatisfy { $0[0] != UInt32(removed) },
        "no value comes from a record that is not there")
    }
  }

  @Test func `the result does not depend on threads`() {
    let (tables, entityOf, _) = randomTables(seed: 3, entityCount: 20_000)
    let one = merge(tables, entityOf: entityOf)
    for threads in [2, 5] {
      let other = merge(tables, entityOf: entityOf, threads: threads)
      #expect(other.values == one.values)
      #expect(other.records == one.records)
      #expect(other.reasons == one.reasons)
      #expect(other.losers == one.losers)
      #expect(other.members == one.members)
    }
    #expect(one.starts.last == entityOf.count)
  }

  @Test func `the record behind a value is one that says so`() {
    let (tables, entityOf, _) = randomTables(seed: 5, entityCount: 300)
    let records = tables.records()[.person]
    let table = merge(tables, entityOf: entityOf)
    for place in table.elements.indices {
      for entity in 0..<table.entityCount where table.records[place][entity] != GoldenTable.noRecord {
        let record = Int(table.records[place][entity])
        #expect(entityOf[record] == UInt32(entity))
        #expect(records.values[place][record] == table.values[place][entity])
      }
    }
    for loser in table.losers {
      let place = table.elements.firstIndex { $0.index == loser.elementIndex } ?? 0
      #expect(entityOf[Int(loser.record)] == loser.entity)
      #expect(records.values[place][Int(loser.record)] == loser.value)
      #expect(table.values[place][Int(loser.entity)] != loser.value)
    }
  }
}
