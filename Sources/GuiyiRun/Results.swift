import GuiyiBase
import GuiyiCatalog
import GuiyiColumns
import GuiyiIdentifiers
import GuiyiIngest
import GuiyiLedger
import GuiyiLink
import GuiyiModel
import GuiyiNormalize
import GuiyiRecords
import GuiyiReport
import GuiyiResolve
import GuiyiStore
import GuiyiText
import GuiyiTopic
import GuiyiValidate

/// Everything that a run found out, on its way to the disk.
struct Results: Sendable {
  let workspace: Workspace
  let feeds: PreparedFeeds
  let state: CityState
  let context: NormalizationContext
  let findings: FindingList
  let relations: CityRelations
  let identities: ResultWriter.Identities
  let publication: Publication
  let asOf: CivilDate
  let fingerprint: String
  let run: PendingRun
  let workers: Workers
  let clock: StageClock

  /// Writes base databases, topics, reports and `run.sqlite` into the pending run.
  ///
  /// - Parameter remakesTopics: whether topics are made whole although the former run has them.
  func write(topics: [TopicDeclaration], former: FormerVersion, remakesTopics: Bool) throws -> RunSummary {
    let writer = ResultWriter(
      state: state, relations: relations, catalog: workspace.catalog, run: run, asOf: "\(asOf)",
      gazetteer: context.gazetteer,
      disputed: workspace.disputes, workers: workers)
    let order = TopicOrder(topics)
    let outputs = RunOutputs(
      results: self, writer: writer, identities: identities, topics: order.rounds.flatMap(\.self),
      former: former, formerTopicFolder: remakesTopics ? nil : former.folder)
    let (disputes, topicResults, collection) = try outputs.write()
    var summary = summary()
    summary.unmatchedDisputes = disputes.unmatched.map { "\($0.site.file):\($0.site.lineNumber)" }
    summary.topicMistakes = (order.mistakes + topicResults.mistakes).map(\.description)
    summary.refreshedTopicCount = topicResults.refreshedCount
    summary.topicRefreshFailures = topicResults.failures
    summary.topicFindings = topicResults.findings.map { ($0.topicTitle, $0.code, $0.title, $0.count) }
    summary.reviewCount = collection.reviews.count
    summary.violationCount = collection.violations.count
    summary.violationTable = violationsTable(collection.violations, catalog: workspace.catalog)
    return summary
  }

  private var ingested: [IngestedResource] { feeds.ingested }

  /// The lives of findings after this run; a run made again from the same inputs leaves them as they were.
  func advanceLedger() throws(RunError) -> Ledger {
    let answers = AnswerFolder.read(workspace: workspace.root)
    let input = LedgerInput(
      catalog: workspace.catalog, tables: state.tables, findings: findings,
      asOf: DayNumber(asOf.daysSinceEpoch), runNumber: run.runNumber,
      calendar: workspace.settings.calendar, periods: workspace.settings.periods,
      answers: answers.findings)
    do {
      guard let current = publication.current else { return Ledger().advanced(by: input, workers: workers) }
      let former = try LedgerDatabase.read(path: current.folder + "/" + LedgerDatabase.fileName)
      let isSame = try FinishedRun(folder: current.folder).meta("fingerprint") == fingerprint
      var ledger =
        isSame && !former.counts.isEmpty
        ? former.recognizing(input, workers: workers) : former.advanced(by: input, workers: workers)
      ledger.take(answers.notices)
      return ledger
    } catch {
      throw RunError(
        .machine, "the findings of the former run cannot be read: \(error)",
        nextStep: "Their history is in state/current/ledger.sqlite; restore it, then run again.")
    }
  }

  /// What was collected again, and what the bureau asks about it.
  /// - Parameter reviews: links that a person must decide.
  func examine(_ ledger: Ledger, reviews: [RunContent.Review]) -> ExaminedCollection {
    let catalog = workspace.catalog
    let resolved = resolvedCity
    var options = ViolationOptions()
    options.answers = ViolationNotices.answers(ledger)
    let collection = examineCollection(
      in: resolved, normalizer: CellNormalizer(context: context), options: options, workers: workers)
    let (violations, ledger) = ViolationNotices.ask(
      collection.violations, ledger,
      undelivered: Set(catalog.resources.filter { state.tables[$0.index].rowCount == 0 }.map(\.code)),
      catalog: catalog, settings: workspace.settings, asOf: DayNumber(asOf.daysSinceEpoch))
    return ExaminedCollection(
      violations: violations, ledger: ledger, burden: collection.burden, newestDays: collection.newestDays,
      reviews: reviews)
  }

  private var resolvedCity: ResolvedCity {
    state.resolved(catalog: workspace.catalog, asOf: DayNumber(asOf.daysSinceEpoch))
  }

  /// Findings as they are shown, masked.
  func shownFindings() -> ShownFindings {
    ShownFindings(
      findings, tables: state.tables, catalog: workspace.catalog, display: { appendMasked($0, $1, to: &$2) })
  }

  /// Writes `run.sqlite`.
  func writeRun(_ collection: ExaminedCollection, findings: ShownFindings) throws {
    try writeRunDatabase(
      content(violations: collection.violations, reviews: collection.reviews, findings: findings),
      tables: state.tables, catalog: workspace.catalog, path: run.folder + "/run.sqlite")
  }

  /// Writes the pages and the ledger.
  /// - Returns: the number of departments.
  func writePages(_ collection: ExaminedCollection, findings shown: ShownFindings, disputes: DisputeMarks)
    throws
    -> Int
  {
    var input = ReportInput(
      cityName: workspace.settings.city.name, catalog: workspace.catalog, tables: state.tables,
      sums: ingested.map(\.sums), findings: findings, violations: collection.violations,
      overlaps: countOverlaps(in: resolvedCity, workers: workers), asOf: DayNumber(asOf.daysSinceEpoch),
      runID: String(run.runNumber),
      display: { appendMasked($0, $1, to: &$2) })
    input.calendar = workspace.settings.calendar
    input.periods = workspace.settings.periods
    input.lives = collection.ledger.counts
    input.burden = collection.burden
    input.newestDays = collection.newestDays
    input.disputes = disputes.reported(state)
    input.notices = ViolationNotices.byKey(collection.ledger)
    let facts = ReportFacts(input)
    try write(collection.ledger, facts, input)
    return try ReportWriter(run: run, workers: workers).write(input, facts: facts, findings: shown)
  }

  /// The ledger with this run's measures; a run that was made again has them already.
  private func write(_ ledger: Ledger, _ facts: ReportFacts, _ input: ReportInput) throws(StoreError) {
    var ledger = ledger
    if ledger.measures.last.map({ $0.runNumber < ledger.lastRun }) ?? true {
      ledger.measures += facts.measures(
        input, runNumber: ledger.lastRun, day: DayNumber(asOf.daysSinceEpoch))
    }
    try LedgerDatabase.write(ledger, path: run.folder + "/" + LedgerDatabase.fileName)
  }

  private func content(
    violations: [Violation], reviews: [RunContent.Review], findings: ShownFindings
  ) -> RunContent {
    RunContent(
      sums: ingested.map(\.sums),
      comparableRowCounts: feeds.comparableRowCounts,
      encodings: ingested.map { $0.fileFormats.map { $0.map { $0.encoding.rawValue } ?? "" } },
      findings: findings, violations: violations.map { $0.exportCells(in: workspace.catalog) },
      violationColumns: Violation.exportColumns, reviews: reviews,
      models: state.resolutions.compactMap { resolution in
        resolution.model.map { (resolution.subject, $0.text) }
      },
      meta: [
        ("fingerprint", fingerprint), ("run", String(run.runNumber)), ("as_of", "\(asOf)"),
        ("city", workspace.settings.city.name),
      ])
  }

  private func summary() -> RunSummary {
    var summary = RunSummary(runNumber: run.runNumber, folder: "state/current", isUnchanged: false)
    for resource in ingested { for sum in resource.sums { summary.rows += sum } }
    precondition(summary.rows.holds, "rows read = accepted + quarantined + exact repeats + blank")
    summary.subjects = state.resolutions.compactMap { resolution in
      let recordCount = state.records[resolution.subject].count
      return recordCount == 0 ? nil : (resolution.subject, recordCount, resolution.entityCount)
    }
    summary.findingCounts = FindingKind.allCases.map { kind in
      (kind, findings.findings.count { $0.rule.kind == kind })
    }
    summary.feeds = feedNotices(feeds.verdicts, workspace.catalog)
    summary.unclaimedFiles = PoolFiles(folder: workspace.root + "/pools")
      .unclaimed(by: workspace.catalog.resources.map(\.files))
    return summary
  }
}
