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
    let generic: [String]

    func profile(isUsed: Bool) -> ColumnProfile {
      ColumnProfile(
        name: field.name, kind: decision.kind, filledCount: facts.filledCount,
        distinctCount: facts.distinctCount, reason: decision.reason, isUsed: isUsed, genericValues: generic)
    }
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
    var fields: [LinkField] = []
    for column in columns {
      let own = FieldChoice.drafts(column.field.name, column.decision.kind, column.evidence)
      // A specification may name a column for which there is no room here.
      fields.append(column.field)
      // A swap comparison may still come.
      if drafts.count + own.count > LinkSpec.comparisonCapacity - 1 { continue }
      drafts += own
      for draft in own where !fields.contains(where: { $0.name == draft.spec.field }) {
        fields.append(derived(draft, column))
      }
    }
    let swap = swap(columns)
    if let swap {
      drafts.append(swap.draft)
      fields.append(swap.field)
    }
    let ready = LinkTable(fields: fields, sources: table.sources)
    let choice = rules(ready, drafts, columns)
    var spec = LinkSpec(comparisons: drafts.map(\.spec), rules: choice.rules)
    if let place = drafts.firstIndex(where: \.isSwap) {
      spec.rules.append(BlockingRule(name: "swapped names", keys: [BlockingKey(place, .soundUnordered)]))
      spec.dependences = drafts.indices.filter {
        drafts[$0].kind == .givenName || drafts[$0].kind == .familyName
      }.map { Dependence(given: .atLeast($0, 3), comparison: place) }
    }
    spec.contradictions = ContradictionChoice(drafts).contradictions
    spec.scope = scope
    spec.training.learnsGroups = true
    spec.training.countsRarity = true
    spec.training.learnsFromAllRules = true
    spec.training.priorShare = 0.1
    // Where the expected F1 is highest: a link is taken when it is more likely right than wrong.
    spec.thresholds = LinkThresholds(linkProbability: 0.5, reviewProbability: 0.1)
    let used = Set(drafts.map(\.spec.name))
    let profiles = zip(order, columns).map { ($0, $1.profile(isUsed: used.contains($1.field.name))) }
    return Discovery(
      profiles: profiles.sorted { $0.0 < $1.0 }.map(\.1), table: ready, spec: spec,
      expectedPairsPerRecord: choice.pairsPerRecord, expectedReach: choice.reach)
  }

  private func rules(_ ready: LinkTable, _ drafts: [FieldDraft], _ columns: [Column]) -> RuleChoice.Choice {
    let records = Double(max(1, table.recordCount))
    var shares: [String: Double] = [:]
    for column in columns { shares[column.field.name] = column.facts.filledShare(of: table.recordCount) }
    // The swap comparison has a rule of its own.
    let keyed = drafts.map { draft in
      var copy = draft
      if draft.isSwap { copy.outcomes = [] }
      return copy
    }
    return RuleChoice(
      ready, drafts: keyed, filledShares: keyed.map { shares[$0.spec.name] ?? 1 }, workers: workers
    )
    .choose(
      budget: max(10, min(40, 2_000_000 / records)), leastGain: 0.001 * min(1, max(0.02, records / 200_000)))
  }

  private func derived(_ draft: FieldDraft, _ column: Column) -> LinkField {
    switch draft.spec.kind {
    case .parts(.address):
      DerivedFields.addressParts(column.field, name: draft.spec.field, workers: workers)
    case .parts(.organizationName):
      DerivedFields.organizationParts(column.field, name: draft.spec.field, workers: workers)
    default: DerivedFields.soundIdentifiers(column.field, name: draft.spec.field, workers: workers)
    }
  }

  /// Where there is one given and one family name, the two may have changed places.
  private func swap(_ columns: [Column]) -> (draft: FieldDraft, field: LinkField)? {
    let given = columns.filter { $0.decision.kind == .givenName }
    let family = columns.filter { $0.decision.kind == .familyName }
    guard let first = given.first, given.count == 1, let last = family.first, family.count == 1 else {
      return nil
    }
    let name = "\(first.field.name) ↔ \(last.field.name)"
    guard let field = SwappedNames.field(given: first.field, family: last.field, name: name) else {
      return nil
    }
    let isHan = first.evidence.hasHan >= 0.3
    let draft = FieldChoice.swap(name, isHan: isHan, chance: first.facts.agreement * last.facts.agreement)
    return (draft, field)
  }

  private func column(_ field: LinkField) -> Column {
    let facts = ColumnFacts(field)
    let evidence = ValueEvidence(facts.sample, field.dictionary, asOf: CivilDate.last)
    let decision =
      kinds[field.name].map { KindDecision($0, "given in the specification") }
      ?? KindDecision(heading: field.name, facts: facts, evidence: evidence)
    let generic = decision.kind == .noise ? [] : GenericValues.find(field, facts, kind: decision.kind)
    return Column(
      field: GenericValues.blank(generic, in: field), facts: facts, evidence: evidence, decision: decision,
      generic: generic.map { field.dictionary.string($0) }.sorted())
  }
}
