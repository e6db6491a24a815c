internal import Foundation
internal import GuiyiBase
internal import GuiyiCatalog
internal import GuiyiColumns
internal import GuiyiIdentifiers
internal import GuiyiIngest
internal import GuiyiLedger
public import GuiyiModel
internal import GuiyiNormalize
internal import GuiyiResolve
internal import GuiyiStore
internal import GuiyiTopic
internal import GuiyiValidate

/// What a person may set for one run on the command line.
public struct RunOptions: Sendable {
  /// nil is the workspace's setting, else one per processor.
  public var threadCount: Int?
  /// In bytes; nil is the workspace's setting, else 2 GiB.
  public var memoryByteCount: Int?
  /// Whether to run although nothing changed; topics are made whole then.
  public var isForced = false
  public init() {}
}

/// What a run came to.
public struct RunSummary: Sendable {
  public let runNumber: Int
  /// The folder that readers see, relative to the workspace.
  public let folder: String
  /// Whether the former results stand because nothing changed.
  public let isUnchanged: Bool
  /// What became of the rows, all resources added up.
  public var rows = RowSum()
  /// Records and entities by subject, those with none left out.
  public var subjects: [(subject: Subject, recordCount: Int, entityCount: Int)] = []
  /// Findings by kind.
  public var findingCounts: [(kind: FindingKind, count: Int)] = []
  public var reviewCount = 0
  /// The table of repeated collection as the screen shows it.
  public var violationTable = ""
  public var violationCount = 0
  /// What the topics found, by topic and kind.
  public var topicFindings: [(topic: String, code: String, title: String, count: Int)] = []
  /// Feeds that were left out, or warned of, in the order of the resources.
  public var feeds: [FeedNotice] = []
  /// Topics that could not be built, each with its place.
  public var topicMistakes: [String] = []
  /// Topics that hold anything of the former run.
  public var refreshedTopicCount = 0
  /// Refreshes of topics that were given up, each with its reason: the topics were made whole.
  public var topicRefreshFailures: [String] = []
  /// Places of disputes.yaml that name no entity and no row of this run.
  public var unmatchedDisputes: [String] = []
  /// Files below pools/ that no resource of the catalog claims.
  public var unclaimedFiles: [String] = []
}

/// Runs a workspace from its pools to its reports.
///
/// A run whose inputs are those of the former one writes nothing and says so.
/// - Parameter path: the workspace's folder.
/// - Throws: `RunError` with the contract's exit code; the former results stay as they are.
public func runWorkspace(
  at path: String, options: RunOptions, observer: any RunObserver
) throws(RunError) -> RunSummary {
  let workspace: Workspace
  do { workspace = try readWorkspace(at: path) } catch { throw RunError(error) }
  let workers = Workers(
    threadCount: options.threadCount ?? workspace.settings.threads
      ?? ProcessInfo.processInfo.activeProcessorCount, beforePiece: MemoryLimit.look)
  let asOf = workspace.settings.asOf.flatMap { CivilDate(daysSinceEpoch: Int($0)) } ?? today()
  let fingerprint = try Fingerprint(root: path, asOf: "\(asOf)", workers: workers)
  let publication = Publication(stateFolder: path + "/state")
  if !options.isForced, let current = publication.current,
    let summary = try? FinishedRun(folder: current.folder).summary(ifMadeFrom: fingerprint.text)
  {
    return summary
  }
  let (topics, topicMistakes) = try readTopics(workspace: path)

  let run: PendingRun
  do { run = try publication.begin() } catch { throw RunError(error) }
  try MemoryLimit(
    byteCount: options.memoryByteCount ?? workspace.settings.memoryBytes, scratchFolder: path + "/state"
  ).apply(inputByteCount: fingerprint.poolByteCount)
  let clock = StageClock(observer: observer)
  // What normal forms depend on is made by one thread: files are read beside it.
  let (read, context) = workers.both {
    Result { () throws(RunError) in
      try FeedReading(workspace: workspace, workers: workers, clock: clock)
        .read(poolByteCount: fingerprint.poolByteCount)
    }
  } _: {
    NormalizationContext(workspace.settings, asOf: asOf)
  }
  let ingested = try read.get()
  let pipeline = Pipeline(
    workspace: workspace, asOf: asOf, context: context, workers: workers, clock: clock)
  guard ingested.contains(where: { $0.table.rowCount > 0 }) else {
    throw RunError(
      .input, "no resource of the catalog has a readable row below \(path)/pools",
      nextStep: "Put the departments' files below pools/, and check the globs under 'files:' in catalog/.")
  }
  let formerRowCounts = FormerRun.rowCounts(folder: publication.current?.folder)
  let feeds = pipeline.prepare(ingested, formerRowCounts: formerRowCounts)
  guard feeds.ingested.contains(where: { $0.table.rowCount > 0 }) else { throw allStopped(feeds, workspace) }
  let (state, rowFindings) = pipeline.resolve(feeds, formerRowCounts: formerRowCounts)
  do {
    let former = try FormerVersion(folder: publication.current?.folder)
    let (findings, (relations, identities)) = workers.both {
      pipeline.validate(feeds, state, rowFindings: rowFindings)
    } _: {
      workers.both {
        CityRelations(
          state, catalog: workspace.catalog, asOf: DayNumber(asOf.daysSinceEpoch), workers: workers)
      } _: {
        ResultWriter.Identities(state, former: former, runNumber: run.runNumber, workers: workers)
      }
    }
    let results = Results(
      workspace: workspace, feeds: feeds, state: state, context: pipeline.context, findings: findings,
      relations: relations, identities: identities, publication: publication, asOf: asOf,
      fingerprint: fingerprint.text, run: run, workers: workers, clock: clock)
    var summary = try results.write(topics: topics, former: former, remakesTopics: options.isForced)
    summary.topicMistakes = topicMistakes.map(\.description) + summary.topicMistakes
    try run.publish()
    try publication.prune(keeping: workspace.settings.retainRuns)
    return summary
  } catch let error as StoreError {
    throw RunError(error)
  } catch let error as RunError {
    throw error
  } catch {
    throw RunError(
      .machine, "\(error)", nextStep: "The former results are untouched; see the message, then run again.")
  }
}

/// A run of nothing is no run.
private func allStopped(_ feeds: PreparedFeeds, _ workspace: Workspace) -> RunError {
  let reasons = feedNotices(feeds.verdicts, workspace.catalog).map { "\($0.resourceCode): \($0.reason)" }
  return RunError(
    .input, "every feed is above a limit that stops it:\n\(reasons.joined(separator: "\n"))",
    nextStep: "Nothing was written; have the files delivered again, or change 'feeds' in guiyi.yaml.")
}

/// The machine's own calendar day.
private func today() -> CivilDate {
  let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
  return CivilDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0) ?? CivilDate.first
}

/// The built-in topics and those in the workspace's `topics/`; one of the same name takes the built-in's place.
///
/// A file with a mistake is left out and told; the other topics are built.
private func readTopics(
  workspace: String
) throws(RunError) -> (topics: [TopicDeclaration], mistakes: [TopicMistake]) {
  var topics: [TopicDeclaration]
  do { topics = try TopicDeclaration.builtIn() } catch {
    preconditionFailure("a built-in topic is wrong: \(error)")
  }
  var mistakes: [TopicMistake] = []
  let folder = workspace + "/topics"
  let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".sql") }.sorted()
  for name in names {
    guard let text = try? String(contentsOfFile: folder + "/" + name, encoding: .utf8) else {
      throw RunError(
        .settings, "topics/\(name) is not readable as UTF-8", nextStep: "Save it as UTF-8 and run again.")
    }
    do {
      let topic = try TopicDeclaration(text: text, file: "topics/" + name)
      topics.removeAll { $0.name == topic.name }
      topics.append(topic)
    } catch {
      mistakes.append(error)
    }
  }
  return (topics, mistakes)
}
