import GuiyiCatalog
import GuiyiModel
import Testing

@Suite struct SurvivorshipReaderTests {
  private static let city = "city: {code: \"410400\", name: 平顶山市}\n"
  private static let changing: [SurvivorshipCriterion] = [
    .sound, .agreesWithNumber, .authoritative, .validity, .recency, .completeness, .sources,
  ]
  private static let lasting: [SurvivorshipCriterion] = [
    .sound, .agreesWithNumber, .authoritative, .validity, .sources, .recency, .completeness,
  ]

  @Test func `the shipped rules name every element that has a golden value, and what lasts by most sources`()
  {
    for element in DataElement.all where element.subject != .row {
      let isLasting =
        switch element.kind {
        case .personNumber, .personNumberType, .organizationNumber, .personName, .organizationName,
          .estateCode,
          .parcelCode, .certificateIdentifier, .placeCode, .documentNumber, .date, .code(.sex),
          .code(.ethnicity):
          true
        default: false
        }
      var criteria = isLasting ? Self.lasting : Self.changing
      // A name that lost a character is fuller elsewhere, whoever says so.
      if element == .personName { criteria.insert(.whole, at: 2) }
      #expect(SurvivorshipRules.builtIn[element] == SurvivorshipRule(criteria: criteria), "\(element.name)")
    }
    #expect(SurvivorshipRules.builtIn[.rowKey] == nil)
  }

  @Test func `a rule of guiyi.yaml stands above the shipped one, a later one above an earlier`() throws {
    let read = try workspace(
      settings: Self.city + """
        survivorship:
          - elements: [person.phone, person.name]
            criteria: [sound, source-order, trust]
            source-order: [410400-GA-0001]
            half-life: 365
            half-lives: {410400-GA-0001: 30}
          - elements: [person.name]
            half-life: 100

        """)
    let rules = read.settings.survivorship
    #expect(
      rules[.personPhone]
        == SurvivorshipRule(
          criteria: [.sound, .sourceOrder, .trust], halfLifeDays: 365,
          halfLifeDaysOfResource: ["410400-GA-0001": 30], sourceOrder: ["410400-GA-0001"]))
    #expect(rules[.personName]?.halfLifeDays == 100)
    #expect(rules[.personName]?.sourceOrder == ["410400-GA-0001"])
    #expect(rules[.personSex] == SurvivorshipRules.builtIn[.personSex])
  }

  @Test(
    arguments: [
      ("- {elements: [person.fone], criteria: [sound]}", "3: 'person.fone' is no element", "person.phone"),
      ("- {elements: [row.updated-on], criteria: [sound]}", "3: 'row.updated-on' is no element", nil),
      ("- {elements: [person.phone], criteria: [recentcy]}", "3: 'recentcy' is no criterion", "recency"),
      ("- {elements: [person.phone], criteria: [sound, sound]}", "3: 'sound' stands twice", nil),
      ("- {elements: [person.phone], critera: [sound]}", "3: 'critera' is not a key", "criteria"),
      ("- {criteria: [sound]}", "3: 'elements' of a survivorship rule is missing", nil),
      ("- {elements: [person.phone], criteria: [trust]}", "3: 'trust' needs 'half-life'", nil),
      ("- {elements: [person.phone], half-life: 30}", "3: 'half-life' counts only where", nil),
      (
        "- {elements: [person.phone], criteria: [trust], half-life: 0}",
        "3: 'half-life' of a survivorship rule", nil
      ),
      (
        "- {elements: [person.phone], criteria: [source-order], source-order: [410400-GA-001]}",
        "3: '410400-GA-001' is not a resource", "410400-GA-0001"
      ),
      (
        "- {elements: [person.phone], criteria: [trust], half-lives: {410400-GA-0002: 30}}",
        "3: '410400-GA-0002' is not a resource", "410400-GA-0001"
      ),
      ("{person.phone: x}", "2: 'survivorship' of the settings must be a list", nil),
    ] as [(String, String, String?)])
  func `a wrong rule is told with its line and the nearest known word`(
    rule: String, expected: String, nearest: String?
  ) {
    let told = mistakes(settings: Self.city + "survivorship:\n  \(rule)\n")
    let isTold = told.contains { message in
      message.hasPrefix("guiyi.yaml:" + expected)
        && (nearest.map { message.hasSuffix("did you mean '\($0)'?") } ?? true)
    }
    #expect(isTold, "\(told)")
  }

  private func disputes(_ line: String) -> (disputes: [Dispute], mistakes: [String]) {
    do throws(SettingsError) {
      let read = try readWorkspace(
        settings: Array(Self.city.utf8), catalogs: [], disputes: Array("disputes:\n  - \(line)\n".utf8))
      return (read.disputes, [])
    } catch { return ([], error.mistakes.map(\.englishDescription)) }
  }

  @Test func `a dispute names an entity or a row, its element, day, objector and reason`() throws {
    let entity = disputes(
      "{entity: P000000001, element: person.phone, since: 2026-10-20, by: 本人, reason: 停用}")
    #expect(entity.mistakes.isEmpty)
    let first = try #require(entity.disputes.first)
    #expect(first.target == .entity(id: "P000000001"))
    #expect(first.element == .personPhone)
    #expect(first.status == .open)
    let row = disputes(
      "{row: \"police/a:b.csv:17\", element: person.name, since: 2026-10-20, by: 本人, reason: 误, status: upheld}"
    )
    #expect(row.disputes.first?.target == .row(file: "police/a:b.csv", number: 17))
    #expect(row.disputes.first?.status == .upheld)
  }

  @Test(arguments: [
    ("{element: person.phone, since: 2026-10-20, by: x, reason: y}", "names one 'entity' or one 'row'"),
    (
      "{entity: P1, row: \"a:2\", element: person.phone, since: 2026-10-20, by: x, reason: y}",
      "names one 'entity'"
    ),
    ("{row: a.csv, element: person.phone, since: 2026-10-20, by: x, reason: y}", "a row is written as"),
    ("{row: \"a.csv:0\", element: person.phone, since: 2026-10-20, by: x, reason: y}", "a row is written as"),
    (
      "{entity: P1, element: person.fone, since: 2026-10-20, by: x, reason: y}",
      "did you mean 'person.phone'?"
    ),
    ("{entity: P1, element: person.phone, since: 2026-13-20, by: x, reason: y}", "must be a day"),
    ("{entity: P1, element: person.phone, by: x, reason: y}", "'since' of a dispute is missing"),
    ("{entity: P1, element: person.phone, since: 2026-10-20, reason: y}", "'by' of a dispute is missing"),
    (
      "{entity: P1, element: person.phone, since: 2026-10-20, by: x, reason: y, status: opn}",
      "did you mean 'open'?"
    ),
  ])
  func `a wrong dispute is told with its line`(line: String, expected: String) {
    let told = disputes(line).mistakes
    #expect(told.contains { $0.hasPrefix("disputes.yaml:2: ") && $0.contains(expected) }, "\(told)")
  }
}
