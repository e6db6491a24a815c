import GuiyiBase
import GuiyiCatalog
import GuiyiColumns
import GuiyiIdentifiers
import GuiyiIngest
import GuiyiLink
import GuiyiModel
import GuiyiNormalize
import GuiyiReport
import GuiyiRecords
import GuiyiResolve
import GuiyiStore
import GuiyiText
import GuiyiTopic
import GuiyiValidate

/// Everything that a run found out, on its way to the disk.
struct Results {
  let workspace: Workspace
  let ingested: [IngestedResource]
  let state: CityState
  let context: NormalizationContext
  let findings: FindingList
  let asOf: CivilDate
  let fingerprint: String
  let run: PendingRun
  let workers: Workers
  let clock: StageClock

  /// Writes base databases, topics, reports and `run.sqlite` into the pending run.
  func write(topics: [TopicDeclaration], former: [FormerEntities]) throws -> RunSummary {
    let writer = ResultWriter(
      state: state, catalog: workspace.catalog, run: run, asOf: "\(asOf)", workers: workers)
    _ = try clock.time(.write, amount: { (numbers: [EntityNumbers]) in numbers.reduce(0) { $0 + $1.numbers.count } }) {
      try writer.writeBases(former: former)
    }
    let mistakes = try clock.time(.topics, amount: { topics.count - $0.count }) {
      try writer.writeTopics(topics)
    }
    let catalog = workspace.catalog
    let resolved = state.resolved(catalog: catalog, asOf: DayNumber(asOf.daysSinceEpoch))
    let violations = clock.time(.violations, amount: { $0.count }) {
      findViolations(in: resolved, normalizer: CellNormalizer(context: context), workers: workers)
    }
    let reviews = writer.reviews()
    try writeRunDatabase(
      RunContent(
        sums: ingested.map(\.sums),
        encodings: ingested.map { $0.fileFormats.map { $0.map { $0.encoding.rawValue } ?? "" } },
        findings: findings, violations: violations.map { $0.exportCells(in: catalog) },
        violationColumns: Violation.exportColumns, reviews: reviews,
        models: state.resolutions.compactMap { resolution in
          resolution.model.map { (resolution.subject, $0.text) }
        },
        meta: [
          ("fingerprint", fingerprint), ("run", String(run.runNumber)), ("as_of", "\(asOf)"),
          ("city", workspace.settings.city.name),
        ]),
      tables: state.tables, catalog: catalog, path: run.folder + "/run.sqlite", display: maskedForDisplay)
    let reports = ReportWriter(run: run, workers: workers)
    _ = try clock.time(.reports, amount: { (count: Int) in count }) {
      try reports.write(
        ReportInput(
          cityName: workspace.settings.city.name, catalog: catalog, tables: state.tables,
          sums: ingested.map(\.sums), findings: findings, violations: violations,
          overlaps: countOverlaps(in: resolved, workers: workers), asOf: DayNumber(asOf.daysSinceEpoch),
          runID: String(run.runNumber),
          display: { cell, element in
            Array(maskedForDisplay(cell.text, element).utf8)
          }))
    }
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
    summary.reviewCount = reviews.count
    summary.violationCount = violations.count
    summary.violationTable = violationsTable(violations, catalog: catalog)
    summary.topicMistakes = mistakes.map(\.description)
    summary.unclaimedFiles = PoolFiles(folder: workspace.root + "/pools")
      .unclaimed(by: catalog.resources.map(\.files))
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
