internal import GuiyiColumns
internal import GuiyiIdentifiers
internal import GuiyiModel
internal import GuiyiSharing

/// Which columns are compared with which values: the part of the definition that the catalog decides.
struct ViolationPlan: Sendable {
  private let context: ViolationContext
  private(set) var checks: [PlannedCheck] = []
  /// The columns whose values are read by entity, each list once.
  private var valueLists: [ValueList] = []

  private struct ValueList: Hashable {
    let element: DataElement
    let places: [ColumnPlace]
  }

  /// The list of people's birth dates; nil where no column holds any.
  private(set) var births: Int?

  private let grants: GrantIndex
  private let sources: SourceList

  init(_ context: ViolationContext) {
    self.context = context
    grants = GrantIndex(context.city.catalog)
    sources = SourceList(context.city.catalog)
    for resource in context.city.catalog.resources {
      let table = context.city.tables[resource.index]
      for column in table.columns.indices { plan(resource, column, table.columns[column].itemIndex) }
    }
    // Ages matter to columns of codes that may be hidden ones, and to nothing else.
    guard checks.contains(where: { $0.kind == .hidden && $0.element.kind.isCode }) else { return }
    let places = context.city.catalog.resources.flatMap { resource in
      resource.items.indices.filter { resource.items[$0].element == .personBirthDate }.compactMap { item in
        group(resource.index, item).map { ColumnPlace(resource: resource.index, column: item, group: $0) }
      }
    }
    if !places.isEmpty { births = list(.personBirthDate, places) }
  }

  func readValues(_ workers: Workers) -> [EntityValues] {
    workers.map(valueLists.count) { index in
      EntityValues(
        element: valueLists[index].element, places: valueLists[index].places, in: context.city,
        days: context.days, workers: workers)
    }
  }

  // MARK: One column

  private mutating func plan(_ resource: Resource, _ column: Int, _ itemIndex: Int?) {
    let item = itemIndex.map { resource.items[$0] }
    if let item, let element = item.element {
      // Values that say who a row is about or when it was made are lawful (Article 12).
      if element.isIdentity || element.subject == .row { return }
      planMapped(resource, column, item, element)
    }
    planHidden(resource, column, item)
  }

  private mutating func planMapped(_ resource: Resource, _ column: Int, _ item: Item, _ element: DataElement)
  {
    if item.isAuthoritative || item.origin == .generated || item.collection != nil { return }
    guard let group = group(resource.index, column) else { return }
    let place = ColumnPlace(resource: resource.index, column: column, group: group)
    let kind: ViolationKind = item.origin == .shared ? .undeclaredShare : .declared
    if sources[element].isEmpty {
      planWithoutSource(resource, place, item, element)
      return
    }
    guard let source = source(of: element, for: resource) else { return }
    add(kind, place, element, source, item, contrast: nil)
  }

  /// Several departments collect an element that nobody is the source of; or it came around the platform.
  private mutating func planWithoutSource(
    _ resource: Resource, _ place: ColumnPlace, _ item: Item, _ element: DataElement
  ) {
    let catalog = context.city.catalog
    var others: [ColumnPlace] = []
    var collectors: Set<Int> = []
    for other in catalog.resources where other.departmentIndex != resource.departmentIndex {
      for (index, otherItem) in other.items.enumerated() where otherItem.element == element {
        guard let group = group(other.index, index) else { continue }
        let isAsked = otherItem.origin == .collected && otherItem.collection == nil
        if isAsked { collectors.insert(other.departmentIndex) }
        if isAsked || item.origin == .shared {
          others.append(ColumnPlace(resource: other.index, column: index, group: group))
        }
      }
    }
    let filter: RowFilter
    let windows = grants.windows(consumer: catalog.department(of: resource).code, element: element)
    var checks = [ExemptionCheck("identity", "no"), ExemptionCheck("source", "none-named")]
    if item.origin == .shared {
      guard !isCovered(windows, resource) else { return }
      filter = RowFilter(
        published: RowDays.undated, granted: windows.map { $0.from...max($0.from, $0.until) })
      checks.append(ExemptionCheck("grant", windows.isEmpty ? "none" : "partly"))
    } else {
      guard !collectors.isEmpty else { return }
      filter = RowFilter(published: RowDays.undated, granted: [])
    }
    checks.append(ExemptionCheck("origin", item.origin.rawValue))
    checks.append(ExemptionCheck("collection", "none"))
    self.checks.append(
      PlannedCheck(
        kind: item.origin == .shared ? .undeclaredShare : .multiHead, place: place, element: element,
        valuesIndex: others.isEmpty ? nil : list(element, others), contrastIndex: nil, sourceResource: nil,
        filter: filter, checks: checks, highestLevel: item.origin == .shared ? .evidenced : .lead,
        ownIndex: item.origin == .shared ? nil : list(element, [place])))
  }

  private mutating func planHidden(_ resource: Resource, _ column: Int, _ item: Item?) {
    if let item, item.collection != nil || item.isAuthoritative { return }
    let own = item?.element
    if own != nil && item?.origin == .generated { return }
    for element in DataElement.all where element != own && !element.isIdentity && element.subject != .row {
      guard let source = source(of: element, for: resource) else { continue }
      // A grant explains how the values came here.
      let windows = grants.windows(
        consumer: context.city.catalog.department(of: resource).code, element: element)
      if isCovered(windows, resource) { continue }
      var contrast: Int?
      if let own, own.kind == element.kind {
        guard own.subject == element.subject else { continue }
        let places = sources[own].filter { $0.resourceIndex != resource.index }.flatMap(places)
        guard !places.isEmpty else { continue }
        contrast = list(own, places)
      }
      for (group, description) in context.city.groups[resource.index].enumerated()
      where description.subject == element.subject {
        add(
          .hidden, ColumnPlace(resource: resource.index, column: column, group: group), element, source, item,
          contrast: contrast)
      }
    }
  }

  // MARK: Sources and grants

  /// The source that the department could have had it from; nil where the definition exempts it.
  ///
  /// Of several, the one that was published first: it could be had for the longest time.
  private func source(of element: DataElement, for resource: Resource) -> SourceList.Source? {
    let catalog = context.city.catalog
    let all = sources[element]
    if all.contains(where: { catalog.resources[$0.resourceIndex].departmentIndex == resource.departmentIndex }
    ) {
      return nil
    }
    return all.filter { source in
      let candidate = catalog.resources[source.resourceIndex]
      return candidate.share.isObtainable && (candidate.published ?? DayNumber.min) < context.city.asOf
    }.min { a, b in
      (catalog.resources[a.resourceIndex].published ?? DayNumber.max)
        < (catalog.resources[b.resourceIndex].published ?? DayNumber.max)
    }
  }

  private func places(of source: SourceList.Source) -> [ColumnPlace] {
    source.itemIndices.compactMap { item in
      group(source.resourceIndex, item).map {
        ColumnPlace(resource: source.resourceIndex, column: item, group: $0)
      }
    }
  }

  private func group(_ resource: Int, _ column: Int) -> Int? {
    context.city.groups[resource].firstIndex { $0.columns.contains { $0.columnIndex == column } }
  }

  /// Whether grants explain every row: an undated copy has the benefit of the doubt.
  private func isCovered(_ windows: [GrantWindow], _ resource: Resource) -> Bool {
    guard !windows.isEmpty else { return false }
    let days = context.days[resource.index]
    if days.basis == .none { return true }
    var dated = 0
    var covered = 0
    for day in days.days where day != RowDays.undated {
      dated += 1
      if windows.cover(day) { covered += 1 }
    }
    // A few dates outside are slips of the pen, not another way of getting the data.
    return covered * 20 >= dated * 19
  }

  private mutating func add(
    _ kind: ViolationKind, _ place: ColumnPlace, _ element: DataElement, _ source: SourceList.Source,
    _ item: Item?,
    contrast: Int?
  ) {
    let catalog = context.city.catalog
    let resource = catalog.resources[place.resource]
    let published = catalog.resources[source.resourceIndex].published
    var granted: [ClosedRange<DayNumber>] = []
    let windows = grants.windows(consumer: catalog.department(of: resource).code, element: element)
    if kind != .declared {
      if isCovered(windows, resource) { return }
      granted = windows.map { $0.from...max($0.from, $0.until) }
    }
    let checks = [
      ExemptionCheck("identity", "no"),
      ExemptionCheck("source", catalog.resources[source.resourceIndex].code),
      ExemptionCheck("share", catalog.resources[source.resourceIndex].share.type.rawValue),
      ExemptionCheck("published", published.map { text(of: $0) } ?? "unknown"),
      ExemptionCheck("dates", context.days[place.resource].basis.rawValue),
      ExemptionCheck("origin", item?.origin.rawValue ?? "undeclared-column"),
      ExemptionCheck("collection", "none"),
      ExemptionCheck("grant", windows.isEmpty ? "none" : kind == .declared ? "unused" : "partly"),
    ]
    self.checks.append(
      PlannedCheck(
        kind: kind, place: place, element: element, valuesIndex: list(element, places(of: source)),
        contrastIndex: contrast, sourceResource: source.resourceIndex,
        filter: RowFilter(published: published ?? RowDays.undated, granted: granted), checks: checks,
        // A source whose day is unknown may not have been there at all.
        highestLevel: published == nil ? .lead : .evidenced, ownIndex: nil))
  }

  private mutating func list(_ element: DataElement, _ places: [ColumnPlace]) -> Int {
    let wanted = ValueList(element: element, places: places)
    if let index = valueLists.firstIndex(of: wanted) { return index }
    valueLists.append(wanted)
    return valueLists.count - 1
  }

  // MARK: Conclusion

  /// Puts the results in order; a column hides at most one element, the one it agrees with best.
  func conclude(_ results: [Violation?], _ values: [EntityValues]) -> [Violation] {
    var kept: [Violation] = []
    for (index, result) in results.enumerated() {
      guard var violation = result else { continue }
      if violation.kind == .multiHead {
        violation.advisedResourceIndex = advisedResource(checks[index], values)
        violation.coveredCount = checks[index].ownIndex.map { values[$0].entityCount }
      }
      if violation.kind == .hidden,
        let rival = kept.firstIndex(where: {
          $0.kind == .hidden && $0.resourceIndex == violation.resourceIndex
            && $0.columnIndex == violation.columnIndex
        })
      {
        if violation.evidence.equal > kept[rival].evidence.equal { kept[rival] = violation }
      } else {
        kept.append(violation)
      }
    }
    return kept
  }

  /// The resource that holds a multi-headed element for most people or bodies, the first of equals.
  private func advisedResource(_ check: PlannedCheck, _ values: [EntityValues]) -> Int? {
    guard check.kind == .multiHead else { return nil }
    var best: (resource: Int, count: Int)?
    for other in checks where other.kind == .multiHead && other.element == check.element {
      guard let own = other.ownIndex else { continue }
      let count = values[own].entityCount
      if best.map({ count > $0.count }) ?? (count > 0) { best = (other.place.resource, count) }
    }
    return best?.resource
  }
}

/// `2022-06-01`.
func text(of day: DayNumber) -> String {
  CivilDate(daysSinceEpoch: Int(day))?.description ?? ""
}
