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
  let ingested: [IngestedResource]
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
  func write(topics: [TopicDeclaration], former: FormerVersion) throws -> RunSummary {
    enum Part: Sendable {
      case bases(topicMistakes: [TopicMistake])
      case reports(violations: [Violation], reviewCount: Int)
    }
    let disputes = try writer.disputeMarks(former: former)
    let parts = try workers.tryMap(2) { part in
      part == 0
        ? Part.bases(topicMistakes: try writeBasesAndTopics(topics, former: former))
        : try { () throws -> Part in
          let (violations, reviewCount) = try writeReports(disputes: disputes)
          return .reports(violations: violations, reviewCount: reviewCount)
        }()
    }
    var summary = summary()
    summary.unmatchedDisputes = disputes.unmatched.map { "\($0.site.file):\($0.site.lineNumber)" }
    for part in parts {
      switch part {
      case .bases(let topicMistakes): summary.topicMistakes = topicMistakes.map(\.description)
      case .reports(let violations, let reviewCount):
        summary.reviewCount = reviewCount
        summary.violationCount = violations.count
        summary.violationTable = violationsTable(violations, catalog: workspace.catalog)
      }
    }
    return summary
  }

  private var writer: ResultWriter {
    ResultWriter(
      state: state, catalog: workspace.catalog, run: run, asOf: "\(asOf)", disputed: workspace.disputes,
      workers: workers)
  }

  private func writeBasesAndTopics(
    _ topics: [TopicDeclaration], former: FormerVersion
  ) throws -> [TopicMistake] {
    let writer = writer
    _ = try clock.time(
      .write, amount: { (numbers: [EntityNumbers]) in numbers.reduce(0) { $0 + $1.numbers.count } }
    ) {
      try writer.writeBases(former: former)
    }
    return try clock.time(.topics, amount: { topics.count - $0.count }) { try writer.writeTopics(topics) }
  }

  private func writeReports(disputes: DisputeMarks) throws -> (violations: [Violation], reviewCount: Int) {
    let catalog = workspace.catalog
    let resolved = state.resolved(catalog: catalog, asOf: DayNumber(asOf.daysSinceEpoch))
    var options = ViolationOptions()
    options.answers = ViolationNotices.answers(ledger)
    let found = clock.time(.violations, amount: { $0.count }) {
      findViolations(
        in: resolved, normalizer: CellNormalizer(context: context), options: options, workers: workers)
    }
    let (violations, ledger) = ViolationNotices.ask(
      found, ledger, catalog: catalog, settings: workspace.settings, asOf: DayNumber(asOf.daysSinceEpoch))
    let reviews = writer.reviews()
    _ = try clock.time(.reports, amount: { (count: Int) in count }) {
      try writeRunDatabase(
        content(violations: violations, reviews: reviews), tables: state.tables, catalog: catalog,
        path: run.folder + "/run.sqlite", display: maskedForDisplay)
      var input = ReportInput(
        cityName: workspace.settings.city.name, catalog: catalog, tables: state.tables,
        sums: ingested.map(\.sums), findings: findings, violations: violations,
        overlaps: countOverlaps(in: resolved, workers: workers), asOf: DayNumber(asOf.daysSinceEpoch),
        runID: String(run.runNumber),
        display: { cell, element in Array(maskedForDisplay(cell.text, element).utf8) })
      input.calendar = workspace.settings.calendar
      input.periods = workspace.settings.periods
      input.lives = ledger.counts
      input.disputes = disputes.reported(state)
      input.notices = ViolationNotices.byKey(ledger)
      let facts = ReportFacts(input)
      try write(ledger, facts)
      return try ReportWriter(run: run, workers: workers).write(input, facts: facts)
    }
    return (violations, reviews.count)
  }

  /// The ledger with this run's measures; a run that was made again has them already.
  private func write(_ ledger: Ledger, _ facts: ReportFacts) throws(StoreError) {
    var ledger = ledger
    if ledger.measures.last.map({ $0.runNumber < ledger.lastRun }) ?? true {
      ledger.measures += facts.measures(runNumber: ledger.lastRun, day: DayNumber(asOf.daysSinceEpoch))
    }
    try LedgerDatabase.write(ledger, path: run.folder + "/" + LedgerDatabase.fileName)
  }

  private func content(violations: [Violation], reviews: [RunContent.Review]) -> RunContent {
    RunContent(
      sums: ingested.map(\.sums),
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
    summary.unclaimedFiles = PoolFiles(folder: workspace.root + "/pools")
      .unclaimed(by: workspace.catalog.resources.map(\.files))
    return summary
  }
}

extension Span<UInt8> {
  /// The bytes as text; those that are not UTF-8 are replaced.
  fileprivate var text: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for index in indices { bytes.append(self[index]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
