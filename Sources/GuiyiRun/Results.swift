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
  let ledger: Ledger
  let asOf: CivilDate
  let fingerprint: String
  let run: PendingRun
  let workers: Workers
  let clock: StageClock

  /// Writes base databases, topics, reports and `run.sqlite` into the pending run.
  ///
  /// Databases and reports need nothing of each other and are made side by side.
  ///
  /// - Parameter remakesTopics: whether topics are made whole although the former run has them.
  func write(topics: [TopicDeclaration], former: FormerVersion, remakesTopics: Bool) throws -> RunSummary {
    let writer = ResultWriter(
      state: state,
      relations: CityRelations(
        state, catalog: workspace.catalog, asOf: DayNumber(asOf.daysSinceEpoch), workers: workers),
      catalog: workspace.catalog, run: run, asOf: "\(asOf)", gazetteer: context.gazetteer,
      disputed: workspace.disputes, workers: workers)
    let disputes = try writer.disputeMarks(former: former)
    let (bases, reports) = workers.both {
      Result {
        try writeBasesAndTopics(topics, former: former, remakesTopics: remakesTopics, writer: writer)
      }
    } _: {
      Result { try writeReports(writer, disputes: disputes) }
    }
    let topicResults = try bases.get()
    let (violations, reviewCount) = try reports.get()
    var summary = summary()
    summary.unmatchedDisputes = disputes.unmatched.map { "\($0.site.file):\($0.site.lineNumber)" }
    summary.topicMistakes = topicResults.mistakes.map(\.description)
    summary.topicFindings = topicResults.findings.map { ($0.topicTitle, $0.code, $0.title, $0.count) }
    summary.reviewCount = reviewCount
    summary.violationCount = violations.count
    summary.violationTable = violationsTable(violations, catalog: workspace.catalog)
    return summary
  }

  private var ingested: [IngestedResource] { feeds.ingested }

  private func writeBasesAndTopics(
    _ topics: [TopicDeclaration], former: FormerVersion, remakesTopics: Bool, writer: ResultWriter
  ) throws -> TopicResults {
    _ = try clock.time(
      .write, amount: { (numbers: [EntityNumbers]) in numbers.reduce(0) { $0 + $1.numbers.count } }
    ) {
      try writer.writeBases(former: former)
    }
    return try clock.time(.topics, amount: { $0.builtCount }) {
      try writer.writeTopics(topics, formerFolder: remakesTopics ? nil : former.folder)
    }
  }

  private func writeReports(
    _ writer: ResultWriter, disputes: DisputeMarks
  ) throws -> (violations: [Violation], reviewCount: Int) {
    let catalog = workspace.catalog
    let resolved = state.resolved(catalog: catalog, asOf: DayNumber(asOf.daysSinceEpoch))
    var options = ViolationOptions()
    options.answers = ViolationNotices.answers(ledger)
    let collection = clock.time(.violations, amount: { $0.violations.count }) {
      examineCollection(
        in: resolved, normalizer: CellNormalizer(context: context), options: options, workers: workers)
    }
    let (violations, ledger) = ViolationNotices.ask(
      collection.violations, ledger,
      undelivered: Set(catalog.resources.filter { state.tables[$0.index].rowCount == 0 }.map(\.code)),
      catalog: catalog, settings: workspace.settings, asOf: DayNumber(asOf.daysSinceEpoch))
    let reviews = writer.reviews()
    _ = try clock.time(.reports, amount: { (count: Int) in count }) {
      let shown = ShownFindings(
        findings, tables: state.tables, catalog: catalog, display: { appendMasked($0, $1, to: &$2) })
      try writeRunDatabase(
        content(violations: violations, reviews: reviews, findings: shown), tables: state.tables,
        catalog: catalog, path: run.folder + "/run.sqlite")
      var input = ReportInput(
        cityName: workspace.settings.city.name, catalog: catalog, tables: state.tables,
        sums: ingested.map(\.sums), findings: findings, violations: violations,
        overlaps: countOverlaps(in: resolved, workers: workers), asOf: DayNumber(asOf.daysSinceEpoch),
        runID: String(run.runNumber),
        display: { appendMasked($0, $1, to: &$2) })
      input.calendar = workspace.settings.calendar
      input.periods = workspace.settings.periods
      input.lives = ledger.counts
      input.burden = collection.burden
      input.newestDays = collection.newestDays
      input.disputes = disputes.reported(state)
      input.notices = ViolationNotices.byKey(ledger)
      let facts = ReportFacts(input)
      try write(ledger, facts, input)
      return try ReportWriter(run: run, workers: workers).write(input, facts: facts, findings: shown)
    }
    return (violations, reviews.count)
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
