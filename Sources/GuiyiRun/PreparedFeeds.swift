import GuiyiCatalog
import GuiyiColumns
import GuiyiIdentifiers
import GuiyiIngest
import GuiyiModel
import GuiyiNormalize
import GuiyiValidate

/// The feeds of a run that stand, with their normal forms, and what is said of each as a whole.
struct PreparedFeeds: Sendable {
  /// One per resource; a stopped one is empty.
  var ingested: [IngestedResource]
  var values = ElementValues()
  /// One per resource.
  var normalized: [NormalizedTable] = []
  /// One per resource.
  var verdicts: [FeedVerdict] = []
  /// By resource: the rows that the next delivery is compared with; nil before there was any.
  var comparableRowCounts: [Int?] = []
}

extension Pipeline {
  /// Normal forms of the feeds that stand; a feed above a limit that stops it is set aside as a whole.
  ///
  /// What a stopped feed holds leaves no trace: the others are normalized again, as if it had not been delivered.
  /// - Parameter formerRowCounts: the rows of the last delivery that stood, by the resource's code.
  func prepare(_ ingested: [IngestedResource], formerRowCounts: [String: Int]) -> PreparedFeeds {
    clock.time(.normalize, amount: { $0.values.dictionaries.reduce(0) { $0 + $1.count - 1 } }) {
      var feeds = normalized(PreparedFeeds(ingested: ingested))
      feeds.verdicts = verdicts(feeds, formerRowCounts: formerRowCounts)
      let stopped = feeds.verdicts.indices.filter { feeds.verdicts[$0].isStopped }
      feeds.comparableRowCounts = catalog.resources.indices.map { index in
        let former = formerRowCounts[catalog.resources[index].code]
        let isThere = !ingested[index].table.files.isEmpty && !feeds.verdicts[index].isStopped
        return isThere ? ingested[index].table.rowCount : former
      }
      if stopped.isEmpty { return feeds }
      for resource in stopped { feeds.ingested[resource].setAside() }
      return normalized(feeds)
    }
  }

  private func normalized(_ feeds: PreparedFeeds) -> PreparedFeeds {
    var feeds = feeds
    (feeds.values, feeds.normalized) = normalize(
      tables: feeds.ingested.map(\.table), catalog: catalog, context: context, workers: workers)
    return feeds
  }

  private func verdicts(_ feeds: PreparedFeeds, formerRowCounts: [String: Int]) -> [FeedVerdict] {
    var verdicts = workers.map(catalog.resources.count) { resource in
      var sum = RowSum()
      for one in feeds.ingested[resource].sums { sum += one }
      return checkFeed(
        DeliveredFeed(
          table: feeds.ingested[resource].table, normalized: feeds.normalized[resource], sum: sum,
          formerRowCount: formerRowCounts[catalog.resources[resource].code]),
        workspace.settings.thresholds(ofResource: catalog.resources[resource].code))
    }
    let off = Set(workspace.settings.rulesOff)
    let stopping = workspace.ownRules.filter { $0.stopShare != nil && !off.contains($0.rule) }
    if stopping.isEmpty { return verdicts }
    let tables = feeds.ingested.map(\.table)
    let findings = validateOwn(
      stopping,
      ValidationInput(
        catalog: catalog, tables: tables, normalized: feeds.normalized, values: feeds.values,
        absentColumns: absentColumns(feeds.ingested)), asOf: DayNumber(asOf.daysSinceEpoch),
      formerRowCounts: formerRowCounts, workers: workers)
    addStops(of: stopping, findings: findings, tables: tables, to: &verdicts)
    return verdicts
  }
}

/// A feed that was left out of a run, or warned of, as messages tell it.
public struct FeedNotice: Sendable {
  public let isStopped: Bool
  public let department: String
  public let resource: String
  public let resourceCode: String
  /// What is above its limit: A of B, and the limit.
  public let reason: String
}

/// The verdicts as messages, in the order of the resources.
func feedNotices(_ verdicts: [FeedVerdict], _ catalog: Catalog) -> [FeedNotice] {
  verdicts.enumerated().flatMap { index, verdict in
    [(true, verdict.stops), (false, verdict.warnings)].filter { !$0.1.isEmpty }.map { isStopped, excesses in
      FeedNotice(
        isStopped: isStopped, department: catalog.department(of: catalog.resources[index]).name,
        resource: catalog.resources[index].name, resourceCode: catalog.resources[index].code,
        reason: excesses.map(\.text).joined(separator: "；"))
    }
  }
}
