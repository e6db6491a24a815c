public import GuiyiColumns
internal import GuiyiIdentifiers
public import GuiyiLink
internal import GuiyiText

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

  /// What other columns must tell together for one column not to stand alone, in bits.
  private static let leastOtherBits = 4.0

  private struct Column: Sendable {
    let field: LinkField
    let facts: ColumnFacts
    let evidence: ValueEvidence
    let decision: KindDecision
    let generic: [String]
    /// Records that have a value which is not generic.
    let toldCount: Int

    /// What the column tells of a match, about, in bits: rare agreements on cells that are filled.
    var tellingBits: Double {
      guard facts.filledCount > 0, toldCount > 0, decision.kind != .noise else { return 0 }
      let told = Double(toldCount) / Double(facts.recordCount)
      let chance = max(facts.agreement, 1 / Double(facts.filledCount))
      return told * told * min(-logarithm(chance), 24) * decision.kind.reliability
    }

    /// The binary logarithm to within a tenth, the same on every machine.
    private func logarithm(_ value: Double) -> Double { Double(value.exponent) + value.significand - 1 }

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
    // A specification may name a column for which there is no room here.
    var fields = columns.map(\.field)
    var drafts: [FieldDraft] = []
    for (column, own) in zip(columns, chosenDrafts(columns)) {
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
    let ties = ties(ready, drafts, columns)
    let choice = rules(ready, drafts, columns, ties)
    var spec = LinkSpec(comparisons: drafts.map(\.spec), rules: choice.rules)
    if let place = drafts.firstIndex(where: \.isSwap) {
      spec.rules.append(BlockingRule(name: "swapped names", keys: [BlockingKey(place, .soundUnordered)]))
      spec.dependences = drafts.indices.filter {
        drafts[$0].kind == .givenName || drafts[$0].kind == .familyName
      }.map { Dependence(given: .atLeast($0, 3), comparison: place) }
    }
    spec.contradictions = ContradictionChoice(drafts).contradictions
    spec.scope = scope
    spec.clustering.findsUniqueSources = scope == .acrossSources
    spec.training.learnsGroups = true
    spec.training.countsRarity = true
    spec.training.learnsFromAllRules = true
    spec.training.priorShare = 0.1
    spec.training.lastingComparisons = drafts.indices.filter {
      drafts[$0].isLasting && !drafts[$0].isExtra && !drafts[$0].isSilent && !drafts[$0].isSwap
        && (drafts[$0].kind != .organizationName || ties.shares[$0] == 1)
    }
    spec.training.soleComparison = soleComparison(columns, drafts)
    // Where the expected F1 is highest: a link is taken when it is more likely right than wrong.
    spec.thresholds = LinkThresholds(linkProbability: 0.5, reviewProbability: 0.1)
    let used = Set(drafts.map(\.spec.name))
    let profiles = zip(order, columns).map { ($0, $1.profile(isUsed: used.contains($1.field.name))) }
    return Discovery(
      profiles: profiles.sorted { $0.0 < $1.0 }.map(\.1), table: ready, spec: spec,
      expectedPairsPerRecord: choice.pairsPerRecord, expectedReach: choice.reach)
  }

  /// The comparisons of each column; none where there is no room: what tells least is left out.
  private func chosenDrafts(_ columns: [Column]) -> [[FieldDraft]] {
    let all = columns.map { FieldChoice.drafts($0.field.name, $0.decision.kind, $0.evidence) }
    var chosen = [[FieldDraft]](repeating: [], count: columns.count)
    // A swap comparison may still come.
    var room = LinkSpec.comparisonCapacity - 1
    let byTelling = columns.indices.sorted {
      (columns[$1].tellingBits, $0) < (columns[$0].tellingBits, $1)
    }
    // First each column's own comparison, then what is derived from it beside.
    for place in byTelling where room > 0 && !all[place].isEmpty {
      let own = all[place].filter { !$0.isExtra }
      if own.count > room { continue }
      chosen[place] = own
      room -= own.count
    }
    for place in byTelling where !chosen[place].isEmpty {
      let extra = all[place].filter(\.isExtra)
      if extra.isEmpty || extra.count > room { continue }
      chosen[place] += extra
      room -= extra.count
    }
    return chosen
  }

  private func ties(_ ready: LinkTable, _ drafts: [FieldDraft], _ columns: [Column]) -> EntityTies {
    var agreements: [String: Double] = [:]
    for column in columns { agreements[column.field.name] = column.facts.agreement }
    return EntityTies(
      ready, drafts: drafts, agreements: drafts.map { agreements[$0.spec.name] ?? 1 }, scope: scope,
      workers: workers)
  }

  private func rules(
    _ ready: LinkTable, _ drafts: [FieldDraft], _ columns: [Column], _ ties: EntityTies
  ) -> RuleChoice.Choice {
    let records = Double(max(1, table.recordCount))
    var shares: [String: Double] = [:]
    for column in columns { shares[column.field.name] = Double(column.toldCount) / records }
    // The swap comparison has a rule of its own.
    let keyed = drafts.map { draft in
      var copy = draft
      if draft.isSwap { copy.outcomes = [] }
      return copy
    }
    return RuleChoice(
      ready, drafts: keyed,
      filledShares: zip(keyed, ties.shares).map { (shares[$0.spec.name] ?? 1) * $1.squareRoot() },
      scope: scope,
      workers: workers
    )
    .choose(
      budget: max(10, min(40, 2_000_000 / records)), leastGain: 0.001 * min(1, max(0.02, records / 200_000)))
  }

  /// The place of the comparison that is all there is to tell entities apart.
  private func soleComparison(_ columns: [Column], _ drafts: [FieldDraft]) -> Int? {
    let telling = columns.filter { $0.decision.kind.tellsEntities && $0.tellingBits >= 2 }
    guard telling.count == 1, let column = telling.first, KindDecision.isNearlyUnique(column.facts) else {
      return nil
    }
    let others = columns.reduce(0.0) { $0 + $1.tellingBits } - column.tellingBits
    guard others < Self.leastOtherBits else { return nil }
    return drafts.firstIndex { $0.spec.name == column.field.name && !$0.isExtra && !$0.isSilent }
  }

  private func derived(_ draft: FieldDraft, _ column: Column) -> LinkField {
    switch draft.spec.kind {
    case .parts(.address):
      DerivedFields.addressParts(column.field, name: draft.spec.field, workers: workers)
    case .parts(.organizationName):
      DerivedFields.organizationParts(column.field, name: draft.spec.field, workers: workers)
    case .tokens where draft.isExtra:
      DerivedFields.codes(column.field, name: draft.spec.field, workers: workers)
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
    guard let field = SwappedNames.field(given: first.field, family: last.field, name: name, workers: workers)
    else { return nil }
    let isHan = first.evidence.hasHan >= 0.3
    let draft = FieldChoice.swap(name, isHan: isHan, chance: first.facts.agreement * last.facts.agreement)
    return (draft, field)
  }

  /// Between files, a few values that each file writes in its own way tell nothing.
  private func told(_ field: LinkField, _ facts: ColumnFacts, _ decision: KindDecision) -> KindDecision {
    guard scope == .acrossSources, decision.kind == .category || decision.kind == .word,
      facts.distinctCount <= 40, facts.filledCount >= facts.distinctCount * 15
    else { return decision }
    var keys: [UInt64] = [0]
    var letters = ScalarText()
    for id in 1..<max(1, UInt32(field.dictionary.count)) {
      field.dictionary.withBytes(of: id) { letters.fold($0) }
      keys.append(
        letters.scalars.reduce(7) { key, scalar in
          let isSign = scalar < 0x80 && !isDigit(scalar) && !isLatinLetter(scalar)
          return isSign ? key : StableHash.mix(key, UInt64(isLatinLetter(scalar) ? scalar | 0x20 : scalar))
        })
    }
    var holders: [UInt64: Set<UInt16>] = [:]
    for (record, id) in field.ids.enumerated() where id != 0 {
      holders[keys[Int(id)], default: []].insert(table.sources[record])
    }
    var (shared, all): ([UInt16: Int], [UInt16: Int]) = ([:], [:])
    for (record, id) in field.ids.enumerated() where id != 0 {
      all[table.sources[record], default: 0] += 1
      if holders[keys[Int(id)], default: []].count > 1 { shared[table.sources[record], default: 0] += 1 }
    }
    guard all.count > 1, all.allSatisfy({ (shared[$0.key] ?? 0) * 10 < $0.value * 3 }) else {
      return decision
    }
    return KindDecision(.noise, "each file writes its \(facts.distinctCount) values in a way of its own")
  }

  private func column(_ field: LinkField) -> Column {
    let whole = reading(field)
    // Two numbers in a cell are none: what each value is by itself decides.
    for separators in SeveralValues.Separators.allCases {
      guard let apart = SeveralValues.apart(field, whole.facts, separators) else { continue }
      let parts = reading(apart)
      switch parts.decision.kind {
      case .phone, .email: break
      case .identifier, .checkedIdentifier, .postcode:
        if separators == .loose { continue }
      case .fullName, .organizationName:
        if separators == .loose || !SeveralValues.areOfOne(field, whole.facts, separators) { continue }
      default: continue
      }
      return column(parts)
    }
    return column(whole)
  }

  private struct Reading {
    let field: LinkField
    let facts: ColumnFacts
    let evidence: ValueEvidence
    let decision: KindDecision
  }

  private func reading(_ field: LinkField) -> Reading {
    let facts = ColumnFacts(field)
    let evidence = ValueEvidence(facts.sample, field.dictionary, asOf: CivilDate.last)
    let decision =
      kinds[field.name].map { KindDecision($0, "given in the specification") }
      ?? told(field, facts, KindDecision(heading: field.name, facts: facts, evidence: evidence))
    return Reading(field: field, facts: facts, evidence: evidence, decision: decision)
  }

  private func column(_ reading: Reading) -> Column {
    let (field, facts, decision) = (reading.field, reading.facts, reading.decision)
    let generic = decision.kind == .noise ? [] : GenericValues.find(field, facts, kind: decision.kind)
    return Column(
      field: GenericValues.blank(generic, in: field), facts: facts, evidence: reading.evidence,
      decision: decision,
      generic: generic.map { field.dictionary.string($0) }.sorted(),
      toldCount: facts.filledCount - generic.reduce(0) { $0 + Int(facts.counts[Int($1)]) })
  }
}
