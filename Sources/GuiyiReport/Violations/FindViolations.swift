public import GuiyiColumns
public import GuiyiModel
internal import GuiyiSharing

/// Finds repeated collection by the contract's definition, with the evidence of the linked rows.
///
/// The order is that of resources, columns, kinds and elements, whatever the number of threads.
/// - Parameters:
///   - normalizer: reads cells of columns that the catalog does not map.
///   - options: limits, and what departments answered to earlier notices.
/// - Complexity: O(rows) for each column and element that can be compared; parallel over these.
public func findViolations(
  in city: ResolvedCity, normalizer: any ElementNormalizing, options: ViolationOptions = ViolationOptions(),
  workers: Workers
) -> [Violation] {
  findViolations(
    in: city, normalizer: normalizer, options: options, days: RowDays.all(of: city, workers), workers: workers
  )
}

/// What the linked rows say about collecting: repeated collection, and what it costs people and bodies.
public struct CollectionFacts: Sendable {
  public let violations: [Violation]
  public let burden: CollectionBurden
  /// By resource: the newest day of a row; nil where none is dated.
  public let newestDays: [DayNumber?]
}

/// Finds repeated collection and counts its burden; the days of rows are read once for both.
public func examineCollection(
  in city: ResolvedCity, normalizer: any ElementNormalizing, options: ViolationOptions, workers: Workers
) -> CollectionFacts {
  let days = RowDays.all(of: city, workers)
  let violations = findViolations(
    in: city, normalizer: normalizer, options: options, days: days, workers: workers)
  return CollectionFacts(
    violations: violations,
    burden: countBurden(in: city, violations: violations, days: days, workers: workers),
    newestDays: days.map(\.newest))
}

private func findViolations(
  in city: ResolvedCity, normalizer: any ElementNormalizing, options: ViolationOptions, days: [RowDays],
  workers: Workers
) -> [Violation] {
  var context = ViolationContext(
    city: city, normalizer: normalizer, options: options, days: days, workers: workers)
  let plan = ViolationPlan(context)
  let values = plan.readValues(workers)
  context.stages = plan.births.map { LifeStages(values[$0], city) }
  let known = context
  let results = workers.map(plan.checks.count) { plan.checks[$0].run(known, values) }
  return plan.conclude(results, values)
}

/// One column held against one element.
struct PlannedCheck: Sendable {
  let kind: ViolationKind
  let place: ColumnPlace
  let element: DataElement
  /// Which of the plan's values it is compared with; nil where nobody else has any.
  let valuesIndex: Int?
  let contrastIndex: Int?
  let sourceResource: Int?
  let filter: RowFilter
  let checks: [ExemptionCheck]
  /// What the catalogs alone allow at most.
  let highestLevel: ViolationLevel
  /// The column's own values, where the one who holds most is looked for.
  let ownIndex: Int?

  func run(_ context: ViolationContext, _ values: [EntityValues]) -> Violation? {
    switch kind {
    case .hidden: hidden(context, values)
    case .declared, .undeclaredShare, .multiHead: compared(context, values)
    }
  }

  private func compared(_ context: ViolationContext, _ values: [EntityValues]) -> Violation? {
    var evidence = ViolationEvidence()
    evidence.dateBasis = context.days[place.resource].basis
    if let valuesIndex {
      evidence =
        ColumnComparison(context: context, place: place, source: values[valuesIndex], filter: filter).run()
    }
    // Values that a grant covers or that came before the source are no finding; none at all delivered, or none
    // of them linked, is still a lead of the catalogs.
    if valuesIndex != nil, evidence.counted == 0, context.city.tables[place.resource].rowCount > 0 {
      return nil
    }
    return violation(evidence, level: level(evidence, context.options), context)
  }

  private func level(_ evidence: ViolationEvidence, _ options: ViolationOptions) -> ViolationLevel {
    guard kind != .multiHead, evidence.compared >= options.leadLimit else { return .lead }
    let agreement = Double(evidence.equal + evidence.typing) / Double(evidence.compared)
    let isTyped = evidence.slips >= options.typedSlips && evidence.slips * 200 >= evidence.compared
    switch kind {
    case .declared: return agreement >= options.plainAgreement ? .evidenced : .suspected
    case .undeclaredShare:
      if agreement < options.plainAgreement { return .lead }
      return isTyped ? .evidenced : .suspected
    case .hidden, .multiHead: return .lead
    }
  }

  private func hidden(_ context: ViolationContext, _ values: [EntityValues]) -> Violation? {
    guard let valuesIndex else { return nil }
    let check = HiddenCheck(
      context: context, place: place, source: values[valuesIndex], filter: filter,
      contrast: contrastIndex.map { values[$0] })
    guard let result = check.run(), result.isAccused else { return nil }
    return violation(result.evidence, level: result.isTyped ? .evidenced : .suspected, context)
  }

  private func violation(
    _ evidence: ViolationEvidence, level: ViolationLevel, _ context: ViolationContext
  ) -> Violation {
    var highest = highestLevel
    // Without dates nobody can show that the source came first.
    if evidence.dateBasis == .none { highest = min(highest, .suspected) }
    let table = context.city.tables[place.resource]
    var violation = Violation(
      kind: kind, level: min(level, highest), status: .open, resourceIndex: place.resource,
      columnIndex: place.column, heading: table.columns[place.column].heading, element: element,
      sourceResourceIndex: sourceResource, advisedResourceIndex: nil, evidence: evidence, checks: checks)
    if let answer = context.options.answers[violation.key(in: context.city.catalog)] {
      violation.take(answer, asOf: context.city.asOf)
    }
    return violation
  }
}
