import GuiyiBase
import GuiyiCatalog
import GuiyiColumns
import GuiyiIdentifiers
import GuiyiIngest
import GuiyiLink
import GuiyiMerge
import GuiyiModel
import GuiyiNormalize
import GuiyiRecords
import GuiyiResolve
import GuiyiValidate

/// The stages of one run that turn what was read into results; nothing is written here.
struct Pipeline {
  let workspace: Workspace
  let asOf: CivilDate
  let workers: Workers
  let clock: StageClock
  /// What normal forms depend on: made once, for it holds every place name.
  let context: NormalizationContext
  /// What is wrong within rows is found before anybody is linked, the rest when all are.
  private let validation: StageSpan

  init(
    workspace: Workspace, asOf: CivilDate, context: NormalizationContext, workers: Workers, clock: StageClock
  ) {
    self.workspace = workspace
    self.asOf = asOf
    self.context = context
    self.workers = workers
    self.clock = clock
    validation = StageSpan(.validate, of: clock, pieceCount: 2)
  }

  var catalog: Catalog { workspace.catalog }

  /// From normal forms to entities and golden records, and what is wrong within rows.
  /// - Parameter formerRowCounts: the rows of the former run, by the resource's code.
  func resolve(_ feeds: PreparedFeeds, formerRowCounts: [String: Int]) -> (
    state: CityState, rowFindings: [FindingList]
  ) {
    let tables = feeds.ingested.map(\.table)
    let normalized = feeds.normalized
    // What numbers say joins the dictionaries behind all that the records hold.
    let (records, (facts, settled)) = workers.both {
      clock.time(.records, amount: { $0.subjects.reduce(0) { $0 + $1.count } }) {
        CityRecords(
          tables: tables, normalized: normalized, values: feeds.values, catalog: catalog, workers: workers)
      }
    } _: {
      var values = feeds.values
      let facts = NumberFacts(values: &values, asOf: asOf, regions: context.regions)
      return (facts, values)
    }
    let (organizations, fields) = clock.time(.linkOrganizations, amount: { $0.organizations.entityCount }) {
      linkOrganizations(records, tables: tables, values: settled, facts: facts)
    }
    let peopleSpan = StageSpan(.linkPeople, of: clock, pieceCount: 2)
    let mergeSpan = StageSpan(.merge, of: clock, pieceCount: 2)
    let otherSpan = StageSpan(.linkOthers, of: clock, pieceCount: 2)
    let first = peopleSpan.piece(amount: { _ in 0 }) {
      PeopleLinkage(
        fields, city: records, tables: tables, organizations: organizations,
        thresholds: thresholds(workspace.settings.personLink, .person), workers: workers)
    }
    @Sendable func merged(_ resolution: Resolution) -> GoldenTable {
      golden(resolution, records, values: settled, facts: facts)
    }
    // Joining people one by one keeps one thread; all that does not wait for them is done beside it.
    let (people, (others, rowFindings, points)) = workers.both {
      peopleSpan.piece(amount: { $0.entityCount }) { first.settled(workers: workers) }
    } _: {
      let keyed = otherSpan.piece(amount: { $0.reduce(0) { $0 + $1.entityCount } }) {
        Subject.entities.filter(\.isKeyed).map { Resolution.keyed($0, city: records) }
      }
      let others = mergeSpan.piece(amount: { $0.reduce(0) { $0 + $1.resolution.entityCount } }) {
        ([organizations] + keyed).map { MergedSubject(resolution: $0, golden: merged($0)) }
      }
      let findings = findingsOfRows(feeds, records, values: settled, formerRowCounts: formerRowCounts)
      guard let places = others.first(where: { $0.resolution.subject == .place }) else {
        preconditionFailure("places have official keys")
      }
      let points = PlacePoints(
        city: records, tables: tables, values: settled, entityOf: places.resolution.entityOf,
        gazetteer: context.gazetteer, workers: workers)
      return (others, findings, points)
    }
    let credit = otherSpan.piece(amount: { $0.entityCount }) {
      Resolution.credit(city: records, people: people, organizations: organizations)
    }
    let last = mergeSpan.piece(amount: { $0.reduce(0) { $0 + $1.resolution.entityCount } }) {
      [people, credit].map { MergedSubject(resolution: $0, golden: merged($0)) }
    }
    let subjects = (others + last).sorted { $0.resolution.subject.rawValue < $1.resolution.subject.rawValue }
    let state = CityState(
      tables: tables, normalized: normalized, values: settled, records: records,
      resolutions: subjects.map(\.resolution), golden: subjects.map(\.golden), points: points)
    return (state, rowFindings)
  }

  /// The golden records of a subject.
  private func golden(
    _ resolution: Resolution, _ records: CityRecords, values: ElementValues, facts: NumberFacts
  ) -> GoldenTable {
    let own = records[resolution.subject]
    return survive(
      own, entityOf: resolution.entityOf, entityCount: resolution.entityCount, values: values,
      context: SurvivorshipContext(
        isAuthoritative: SurvivorshipContext.authority(for: own, catalog: catalog, groups: records.groups),
        departmentOfResource: catalog.resources.map(\.departmentIndex),
        derived: resolution.subject == .person
          ? [.personBirthDate: facts.birth, .personSex: facts.sex] : [:],
        derivedFrom: resolution.subject == .person ? .personNumber : nil,
        rules: workspace.settings.survivorship, resourceCodes: catalog.resources.map(\.code),
        asOf: DayNumber(asOf.daysSinceEpoch)),
      workers: workers)
  }

  /// Links organizations while the columns of people are filled: either alone would leave a thread idle.
  private func linkOrganizations(
    _ records: CityRecords, tables: [ResourceTable], values: ElementValues, facts: NumberFacts
  ) -> (organizations: Resolution, fields: PersonFields) {
    let thresholds = thresholds(workspace.settings.organizationLink, .organization)
    let (context, workers) = (context, workers)
    return workers.both {
      Resolution.organizations(
        city: records, tables: tables, values: values, gazetteer: context.gazetteer, thresholds: thresholds,
        workers: workers)
    } _: {
      PersonFields(
        city: records, tables: tables, values: values, facts: facts, gazetteer: context.gazetteer,
        workers: workers)
    }
  }

  /// Every finding about rows, files and merged records, in one order.
  /// - Parameter rowFindings: what `resolve` found within rows.
  func validate(_ feeds: PreparedFeeds, _ state: CityState, rowFindings: [FindingList]) -> FindingList {
    let off = Set(workspace.settings.rulesOff)
    return validation.piece(amount: { $0.findings.count }) {
      mergeFindings(
        [fileFindings(feeds.ingested), feedFindings(feeds.verdicts, off: off)] + rowFindings + [
          validatePoints(state.points.doubts, tables: state.tables, off: off),
          validateResolved(
            state.resolved(catalog: catalog, asOf: DayNumber(asOf.daysSinceEpoch)), workers: workers, off: off
          ),
        ])
    }
  }

  /// What can be said of rows before anybody is linked.
  private func findingsOfRows(
    _ feeds: PreparedFeeds, _ records: CityRecords, values: ElementValues, formerRowCounts: [String: Int]
  ) -> [FindingList] {
    let off = Set(workspace.settings.rulesOff)
    let input = ValidationInput(
      catalog: catalog, tables: feeds.ingested.map(\.table), normalized: feeds.normalized, values: values,
      groups: records.groups, absentColumns: absentColumns(feeds.ingested))
    // All findings are counted when they are put in one order.
    return validation.piece(amount: { _ in 0 }) {
      [
        validateRows(input, workers: workers, off: off),
        validateOwn(
          workspace.ownRules, input, asOf: DayNumber(asOf.daysSinceEpoch), formerRowCounts: formerRowCounts,
          workers: workers, off: off),
      ]
    }
  }

  /// What ingest found about files, and the rows that it set aside.
  private func fileFindings(_ ingested: [IngestedResource]) -> FindingList {
    var list = FindingList()
    for resource in ingested {
      list.append(resource.findings)
      for row in resource.quarantined {
        let detail = list.texts.intern(row.detail)
        list.findings.append(
          Finding(
            rule: row.rule, resourceIndex: UInt16(resource.table.resourceIndex),
            fileIndex: UInt16(row.fileIndex), columnIndex: Finding.wholeRow, rowNumber: row.rowNumber,
            value: 0, detail: detail))
      }
    }
    return list
  }

  /// The columns that whole files lack: told once, not for every row.
  func absentColumns(_ ingested: [IngestedResource]) -> [AbsentColumn] {
    ingested.flatMap { resource in
      resource.findings.findings.filter { $0.rule == .columnMissing && $0.columnIndex >= 0 }.map {
        AbsentColumn(
          resourceIndex: resource.table.resourceIndex, fileIndex: Int($0.fileIndex),
          columnIndex: Int($0.columnIndex))
      }
    }
  }

  private func thresholds(_ settings: Settings.LinkThresholds, _ subject: Subject) -> LinkThresholds {
    let standard = Resolution.standardThresholds(for: subject)
    return LinkThresholds(
      linkProbability: settings.link ?? standard.linkProbability,
      reviewProbability: settings.review ?? standard.reviewProbability)
  }
}

extension NormalizationContext {
  /// What a workspace's settings make of it.
  init(_ settings: Settings, asOf: CivilDate) {
    self.init(
      asOf: DayNumber(asOf.daysSinceEpoch), regions: RegionTable(settings),
      cityCode: Int(settings.city.code) ?? 0)
  }
}

extension RegionTable {
  /// The regions that are built in, and those that a workspace's settings add.
  init(_ settings: Settings) {
    self.init(extras: settings.regions.compactMap { region in Int(region.code).map { ($0, region.name) } })
  }
}

/// The entities of a subject with their golden records.
private struct MergedSubject: Sendable {
  let resolution: Resolution
  let golden: GoldenTable
}

extension Subject {
  /// Whether its entities are told by official keys alone; a credit item is told by whose it is as well.
  fileprivate var isKeyed: Bool {
    switch self {
    case .place, .estate, .certificate: true
    case .person, .organization, .credit, .row: false
    }
  }
}

/// Everything that is known once the golden records are chosen.
struct CityState: Sendable {
  let tables: [ResourceTable]
  let normalized: [NormalizedTable]
  let values: ElementValues
  let records: CityRecords
  /// One per subject, at `Subject.rawValue`.
  let resolutions: [Resolution]
  /// One per subject, at `Subject.rawValue`.
  let golden: [GoldenTable]
  /// The points of the places in one coordinate system.
  let points: PlacePoints

  /// The same as validation and reports see it: the entity of every row.
  func resolved(catalog: Catalog, asOf: DayNumber) -> ResolvedCity {
    let entityOfRow = records.groups.enumerated().map { resource, groups in
      groups.enumerated().map { index, group in
        let entityOf = resolutions[Int(group.subject.rawValue)].entityOf
        return records.recordOfRow[resource][index].map { record in
          record == CityRecords.noRecord ? ResolvedCity.noEntity : entityOf[Int(record)]
        }
      }
    }
    return ResolvedCity(
      catalog: catalog, asOf: asOf, tables: tables, normalized: normalized, values: values,
      groups: records.groups, entityOfRow: entityOfRow, entityCounts: resolutions.map(\.entityCount))
  }
}
