public import GuiyiColumns
public import GuiyiModel

/// A column of the catalog that one file does not have.
public struct AbsentColumn: Sendable, Hashable {
  public let resourceIndex: Int
  /// Index into the resource's files.
  public let fileIndex: Int
  /// Column of the `ResourceTable`.
  public let columnIndex: Int
  public init(resourceIndex: Int, fileIndex: Int, columnIndex: Int) {
    self.resourceIndex = resourceIndex
    self.fileIndex = fileIndex
    self.columnIndex = columnIndex
  }
}

/// What is known before linking: the rows and their normal forms.
public struct ValidationInput: Sendable {
  public let catalog: Catalog
  /// One per resource, at `Resource.index`.
  public let tables: [ResourceTable]
  /// One per resource.
  public let normalized: [NormalizedTable]
  public let values: ElementValues
  /// The record groups of each resource.
  public let groups: [[RecordGroup]]
  /// Already told once for the file, so that not every row is charged with them again.
  public let absentColumns: [AbsentColumn]

  public init(
    catalog: Catalog, tables: [ResourceTable], normalized: [NormalizedTable], values: ElementValues,
    groups: [[RecordGroup]]? = nil, absentColumns: [AbsentColumn] = []
  ) {
    self.catalog = catalog
    self.tables = tables
    self.normalized = normalized
    self.values = values
    self.groups = groups ?? catalog.resources.map(\.recordGroups)
    self.absentColumns = absentColumns
  }
}

/// Checks values, rows and the rows of a resource against one another; everything that needs no linking.
///
/// An exact repeat of a row has one finding, `duplicate-row`, and counts for nothing else.
/// - Parameter off: rules that make no findings.
/// - Returns: findings by resource, file, row, column and rule, the same for every number of threads.
/// - Complexity: O(cells), parallel over resources and ranges of rows.
public func validateRows(
  _ input: ValidationInput, workers: Workers, off: Set<Rule> = []
) -> FindingList {
  let builders: [@Sendable (ResourceScope) -> [any RowRule]] = [
    ValueIssuesRule.rules, MissingRule.rules, BirthMismatchRule.rules, SexMismatchRule.rules,
    DateOrderRule.rules, RoleNumberRepeatedRule.rules, DuplicateRowRule.rules, DuplicateKeyRule.rules,
    CreditItemRule.rules, CreditByNameRule.rules, ParcelMismatchRule.rules,
  ]
  let count = builders.count
  let built = workers.map(input.tables.count * count) { index in
    builders[index % count](ResourceScope(input, resource: index / count))
  }
  let rules = input.tables.indices.map { resource in
    built[resource * count..<(resource + 1) * count].flatMap { $0 }
  }
  return check(rules, tables: input.tables, normalized: input.normalized, workers: workers, off: off)
}

/// Checks every record against the others of its entity and against the authoritative source.
///
/// - Parameter off: rules that make no findings.
/// - Returns: findings in the order of `validateRows`; merge both with `mergeFindings`.
/// - Complexity: O(cells), parallel over resources and ranges of rows.
public func validateResolved(
  _ city: ResolvedCity, workers: Workers, off: Set<Rule> = []
) -> FindingList {
  let builders: [@Sendable (ResolvedCity) -> [[any RowRule]]] = [
    SharedNumberRule.rules, SeveralNumbersRule.rules, LivingAfterDeathRule.rules, ShareSumRule.rules,
    CertificateConflictRule.rules, OutvotedNameRule.rules,
  ]
  let sources = SourceElement.all(of: city)
  let built = workers.map(builders.count + sources.count) { index in
    index < builders.count
      ? builders[index](city) : ContradictsSourceRule.rules(city, sources[index - builders.count])
  }
  let rules = city.tables.indices.map { resource in built.flatMap { $0[resource] } }
  return check(rules, tables: city.tables, normalized: city.normalized, workers: workers, off: off)
}
