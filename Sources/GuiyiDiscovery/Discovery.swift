public import GuiyiColumns
internal import GuiyiIdentifiers
public import GuiyiLink

/// What a table holds, and how its records are to be linked.
public struct Discovery: Sendable {
  /// In the order of the table's fields.
  public let profiles: [ColumnProfile]
  /// The fields for `link()`: the columns, generic values blanked, and fields derived from them.
  public let table: LinkTable
  public let spec: LinkSpec
  /// Candidate pairs for each record, as estimated before the run.
  public let expectedPairsPerRecord: Double
  /// The share of matches that the rules should reach, as estimated before the run.
  public let expectedReach: Double
}

/// Reads a table by itself: tells what each column holds and proposes what to compare and how.
///
/// - Parameters:
///   - table: one field for each column, cells as they are; records in canonical order.
///   - scope: which pairs may be linked at all.
/// - Returns: the same for every number of threads and every order of the columns.
public func discover(_ table: LinkTable, scope: PairScope, workers: Workers) -> Discovery {
  discover(table, kinds: [:], scope: scope, workers: workers)
}

/// As `discover(_:scope:workers:)`, with the kinds of some columns given by a person.
public func discover(
  _ table: LinkTable, kinds: [String: ColumnKind], scope: PairScope, workers: Workers
) -> Discovery {
  Discoverer(table, kinds: kinds, scope: scope, workers: workers).discovery()
}

/// The steps from columns to a specification.
private struct Discoverer {
  let table: LinkTable
  let kinds: [String: ColumnKind]
  let scope: PairScope
  let workers: Workers

  private struct Column: Sendable {
    let field: LinkField
    let facts: ColumnFacts
    let evidence: ValueEvidence
    let decision: KindDecision
  }

  init(_ table: LinkTable, kinds: [String: ColumnKind], scope: PairScope, workers: Workers) {
    self.table = table
    self.kinds = kinds
    self.scope = scope
    self.workers = workers
  }

  func discovery() -> Discovery {
    // By name, so that nothing depends on the order of the columns.
    let order = table.fields.indices.sorted { (table.fields[$0].name, $0) < (table.fields[$1].name, $1) }
    let columns = workers.map(order.count) { column(table.fields[order[$0]]) }
    var drafts: [FieldDraft] = []
    var filledShares: [Double] = []
    for column in columns {
      for draft in FieldChoice.drafts(column.field.name, column.decision.kind, column.evidence)
      where drafts.count < LinkSpec.comparisonCapacity {
        drafts.append(draft)
        filledShares.append(column.facts.filledShare(of: table.recordCount))
      }
    }
    let records = Double(max(1, table.recordCount))
    let choice = RuleChoice(table, drafts: drafts, filledShares: filledShares, workers: workers)
      .choose(budget: max(10, 2_000_000 / records), leastGain: 0.001 * min(1, max(0.02, records / 200_000)))
    var spec = LinkSpec(comparisons: drafts.map(\.spec), rules: choice.rules)
    spec.scope = scope
    spec.training.learnsGroups = true
    spec.training.countsRarity = true
    spec.training.priorShare = 0.1
    spec.thresholds = LinkThresholds(linkProbability: 0.5, reviewProbability: 0.1)
    let used = Set(drafts.map(\.spec.field))
    var profiles: [(Int, ColumnProfile)] = []
    for (place, column) in zip(order, columns) {
      profiles.append(
        (
          place,
          ColumnProfile(
            name: column.field.name, kind: column.decision.kind, filledCount: column.facts.filledCount,
            distinctCount: column.facts.distinctCount, reason: column.decision.reason,
            isUsed: used.contains(column.field.name))
        ))
    }
    return Discovery(
      profiles: profiles.sorted { $0.0 < $1.0 }.map(\.1), table: table, spec: spec,
      expectedPairsPerRecord: choice.pairsPerRecord, expectedReach: choice.reach)
  }

  private func column(_ field: LinkField) -> Column {
    let facts = ColumnFacts(field)
    let evidence = ValueEvidence(facts.sample, field.dictionary, asOf: CivilDate.last)
    let decision =
      kinds[field.name].map { KindDecision($0, "given in the specification") }
      ?? KindDecision(heading: field.name, facts: facts, evidence: evidence)
    return Column(field: field, facts: facts, evidence: evidence, decision: decision)
  }
}
