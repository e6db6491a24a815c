import Foundation
import GuiyiBase
import GuiyiCatalog
import GuiyiColumns
import GuiyiIdentifiers
import GuiyiMerge
public import GuiyiModel
import GuiyiPublish
import GuiyiRecords
import GuiyiReport
import GuiyiResolve
import GuiyiSharing
import GuiyiStore

/// What a person asks to be published.
public struct PublishOptions: Sendable {
  /// The reading department's code.
  public var reader: String
  /// The base databases; all where neither they nor topics are named.
  public var subjects: [Subject]
  /// Topic databases by their names.
  public var topics: [String] = []
  /// A folder; made where it is not there.
  public var folder: String
  /// nil is one per processor.
  public var threadCount: Int?
  public init(reader: String, subjects: [Subject], folder: String) {
    self.reader = reader
    self.subjects = subjects
    self.folder = folder
  }
}

/// A base database that was written for a reader.
public struct PublishedBase: Sendable {
  public let subject: Subject
  public let elements: [DataElement]
  public let rowCount: Int
  /// Whether it was written as a layer of points, too.
  public let hasMap: Bool
}

/// A topic database that was written for a reader, or why it was not.
public struct PublishedTopicResult: Sendable {
  public let name: String
  public let rowCount: Int
  /// The first column that the reader may not see; nil where the topic was written.
  public let obstacle: String?
}

/// Everything that was written for a reader.
public struct PublishedSet: Sendable {
  public var bases: [PublishedBase] = []
  public var topics: [PublishedTopicResult] = []
  /// How many relations between rows of the bases; nil where the reader may have none.
  public var relationCount: Int?
}

/// Writes base and topic databases for one reader: SQLite, CSV, JSON lines, for small ones Excel, for places and estates
/// GeoPackages, and the relations between what it is given; with what its grants cover and nothing else.
///
/// Golden values are chosen anew among the source values that the reader may see. Which rows are one person or body was
/// decided from all data: only that is taken over.
/// - Throws: `RunError`; files that are done are put in place one by one.
public func publish(workspace path: String, options: PublishOptions) throws -> PublishedSet {
  let workspace: Workspace
  do { workspace = try readWorkspace(at: path) } catch { throw RunError(error) }
  let catalog = workspace.catalog
  let run = try FinishedRun.current(workspace: path)
  guard
    catalog.departments.contains(where: { $0.code == options.reader })
      || catalog.grants.contains(where: { $0.consumer == options.reader })
  else {
    throw RunError(
      .settings, "'\(options.reader)' is no department of the catalog and has no grant",
      nextStep: "Name a reader by its unified social credit code, as in catalog/ and sharing/grants.yaml.")
  }
  guard let asOf = try run.meta("as_of"), let day = CivilDate(ascii: Array(asOf.utf8).span) else {
    throw RunError(.machine, "run.sqlite has no date", nextStep: "Run 'guiyi run \(path) --force'.")
  }
  let rights = ReaderRights(reader: options.reader, catalog: catalog, on: DayNumber(day.daysSinceEpoch))
  do {
    try FileManager.default.createDirectory(atPath: options.folder, withIntermediateDirectories: true)
  } catch {
    throw RunError(
      .machine, "cannot make \(options.folder): \(error)", nextStep: "Check the path and its permissions.")
  }
  let workers = Workers(threadCount: options.threadCount ?? ProcessInfo.processInfo.activeProcessorCount)
  let log = PublicationLog(workspace: path)
  let runNumber = try run.meta("run") ?? ""
  var published = PublishedSet()
  let isAll = options.subjects.isEmpty && options.topics.isEmpty
  let maps = PublishedMap.subjects(rights, catalog: catalog)
  var numbers: [Subject: [UInt32]] = [:]
  var numberOf: [Subject: [Int]] = [:]
  for subject in isAll ? Subject.entities : options.subjects {
    // Nothing is covered: an empty file would only say that there is something.
    if rights.elements(of: subject).isEmpty { continue }
    var stored = try StoredRecords(subject, folder: run.folder, catalog: catalog)
    let table = try publishedTable(
      &stored, workspace: workspace, rights: rights, asOf: day, workers: workers)
    let base = PublishedBase(
      subject: subject, elements: table.elements, rowCount: table.rows.count,
      hasMap: maps.contains(subject))
    // Logged first: nothing leaves that nobody can tell of afterwards.
    try log.append(
      subject.name, contents: base.elements.map(\.key).joined(separator: " "), rowCount: base.rowCount,
      reader: options.reader, folder: options.folder, runNumber: runNumber)
    try PublishedFiles(
      subject: subject, table: table, values: stored.values, reader: options.reader, asOf: asOf,
      day: DayNumber(day.daysSinceEpoch)
    )
    .write(to: options.folder)
    if base.hasMap {
      try PublishedMap(subject: subject).write(
        table, values: stored.values, numbers: stored.numbers, baseFolder: run.folder + "/base", asOf: asOf,
        to: options.folder)
    }
    numbers[subject] = stored.numbers
    numberOf[subject] = table.numberOf
    published.bases.append(base)
  }
  let relationRights = RelationRights(rights, resources: catalog.resources)
  if relationRights.coverAny(between: Set(numbers.keys)) {
    let files = try RelationFiles(
      folder: run.folder, catalog: catalog, rights: relationRights, numbers: numbers, numberOf: numberOf)
    let count = files.relations.rows.count
    try log.append(
      "relation", contents: "relation", rowCount: count, reader: options.reader, folder: options.folder,
      runNumber: runNumber)
    try files.write(to: options.folder)
    published.relationCount = count
  }
  let built = PublishedTopic.names(in: run.folder + "/topic")
  if let unknown = options.topics.first(where: { !built.contains($0) }) {
    throw RunError(
      .settings, "the run has no topic '\(unknown)'; it has \(built.joined(separator: ", "))",
      nextStep: "Name one of them, or run 'guiyi run \(path)' again.")
  }
  for name in isAll ? built : options.topics {
    let topic = try PublishedTopic(
      name, folder: run.folder + "/topic", asOf: DayNumber(day.daysSinceEpoch))
    let obstacle = try topic.obstacle(rights: rights, catalog: catalog)
    var rowCount = 0
    if obstacle == nil {
      rowCount = try topic.rowCount()
      try log.append(
        name, contents: "topic", rowCount: rowCount, reader: options.reader, folder: options.folder,
        runNumber: runNumber)
      try topic.write(to: options.folder)
    }
    published.topics.append(PublishedTopicResult(name: name, rowCount: rowCount, obstacle: obstacle))
  }
  return published
}

private func publishedTable(
  _ stored: inout StoredRecords, workspace: Workspace, rights: ReaderRights, asOf: CivilDate, workers: Workers
) throws -> PublishedTable {
  let catalog = workspace.catalog
  let isPerson = stored.records.subject == .person
  let regions = RegionTable(workspace.settings)
  let facts = isPerson ? NumberFacts(values: &stored.values, asOf: asOf, regions: regions) : nil
  let context = SurvivorshipContext(
    isAuthoritative: SurvivorshipContext.authority(
      for: stored.records, catalog: catalog, groups: catalog.resources.map(\.recordGroups)),
    departmentOfResource: catalog.resources.map(\.departmentIndex),
    derived: facts.map { [DataElement.personBirthDate: $0.birth, .personSex: $0.sex] } ?? [:],
    derivedFrom: isPerson ? .personNumber : nil, rules: workspace.settings.survivorship,
    resourceCodes: catalog.resources.map(\.code), asOf: DayNumber(asOf.daysSinceEpoch))
  return PublishedTable(
    stored.records, entityOf: stored.entityOf, entityCount: stored.entityCount, values: stored.values,
    context: context, rights: rights,
    dayElements: catalog.resources.map { resource in
      resource.items.compactMap(\.element).filter { $0 == .rowUpdatedOn || $0 == .rowCollectedOn }
    }, workers: workers)
}
