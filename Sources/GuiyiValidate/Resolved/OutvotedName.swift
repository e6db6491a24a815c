internal import GuiyiColumns
internal import GuiyiModel

/// `outvoted-name`: a person or a body has another name at other departments, and no source has settled which is right.
///
/// Told is the name that fewer departments have; where as many have each, all are told. What the source contradicts is told
/// by `contradicts-source`; the source itself is told where it stands alone against two departments that agree.
struct OutvotedNameRule: RowRule {
  let source: EntityColumn
  /// Per entity: whether any of its names is told.
  let isConcerned: [Bool]
  /// Pairs of entity and name that are told, ascending.
  let told: [UInt64]
  /// Per raw value: cells whose own finding already says that they cannot be trusted.
  let isDoubted: [Bool]

  static func rules(_ city: ResolvedCity) -> [[any RowRule]] {
    byResource(
      [DataElement.personName, .organizationName].flatMap { rules(city, $0) }, count: city.tables.count)
  }

  private static func rules(
    _ city: ResolvedCity, _ element: DataElement
  ) -> [(resource: Int, rule: any RowRule)] {
    let columns = EntityColumn.all(of: element, in: city, atLeast: .doubtful)
    guard columns.count > 1 else { return [] }
    let entityCount = city.entityCounts[Int(element.subject.rawValue)]
    let doubts = columns.map { doubtedValues(city.normalized[$0.resource].columns[$0.column]) }
    let naming = namings(
      columns, doubts, departments: city.catalog.resources.map(\.departmentIndex), entityCount: entityCount)
    let told = outvoted(
      naming, element: element, values: city.values[element],
      formerNames: FormerNames(of: element, in: city))
    var isConcerned = [Bool](repeating: false, count: entityCount)
    for pair in told { isConcerned[Int(pair &>> 32)] = true }
    return columns.indices.map { index in
      (
        resource: columns[index].resource,
        rule: OutvotedNameRule(
          source: columns[index], isConcerned: isConcerned, told: told, isDoubted: doubts[index])
          as any RowRule
      )
    }
  }

  /// A department that gives an entity a name.
  struct Naming: Comparable {
    /// Entity and value.
    let pair: UInt64
    let department: Int
    let isAuthoritative: Bool

    static func < (a: Naming, b: Naming) -> Bool {
      a.pair != b.pair
        ? a.pair < b.pair
        : a.department != b.department
          ? a.department < b.department : !a.isAuthoritative && b.isAuthoritative
    }
  }

  /// Who gives which name to the entities that have several, ascending.
  private static func namings(
    _ columns: [EntityColumn], _ doubts: [[Bool]], departments: [Int], entityCount: Int
  ) -> [Naming] {
    // A value's number is never 0, so 0 stands for none yet.
    var firstOf = [UInt32](repeating: 0, count: entityCount)
    var hasSeveral = [Bool](repeating: false, count: entityCount)
    for column in columns {
      column.forEach(column.ids.indices) { _, entity, value in
        if firstOf[Int(entity)] == 0 {
          firstOf[Int(entity)] = value
        } else if firstOf[Int(entity)] != value {
          hasSeveral[Int(entity)] = true
        }
      }
    }
    var namings: [Naming] = []
    for (column, isDoubted) in zip(columns, doubts) {
      column.forEach(column.ids.indices) { row, entity, value in
        guard hasSeveral[Int(entity)], !isDoubted[Int(column.ids[row])] else { return }
        namings.append(
          Naming(
            pair: UInt64(entity) &<< 32 | UInt64(value), department: departments[column.resource],
            isAuthoritative: column.isAuthoritative))
      }
    }
    return namings.sorted()
  }

  /// The pairs to tell of each entity's names.
  private static func outvoted(
    _ namings: [Naming], element: DataElement, values: ByteDictionary, formerNames: FormerNames
  ) -> [UInt64] {
    let comparison = ValueComparison(element)
    func bytes(_ pair: UInt64) -> ArraySlice<UInt8> {
      values.bytes[values.range(of: UInt32(truncatingIfNeeded: pair))]
    }
    var told: [UInt64] = []
    var start = 0
    while start < namings.count {
      let entity = namings[start].pair &>> 32
      var end = start
      // Names that are only other writings of one another are one party.
      var parties: [(pairs: [UInt64], departments: Set<Int>, hasSource: Bool)] = []
      while end < namings.count, namings[end].pair &>> 32 == entity {
        let naming = namings[end]
        end += 1
        let place =
          parties.firstIndex { comparison.agrees(bytes($0.pairs[0]), bytes(naming.pair)) } ?? parties.count
        if place == parties.count { parties.append(([], [], false)) }
        if parties[place].pairs.last != naming.pair { parties[place].pairs.append(naming.pair) }
        parties[place].departments.insert(naming.department)
        if naming.isAuthoritative { parties[place].hasSource = true }
      }
      start = end
      parties.removeAll { formerNames.contain($0.pairs[0], like: comparison, values) }
      guard parties.count > 1 else { continue }
      let sources = parties.indices.filter { parties[$0].hasSource }
      // A source of two minds settles nothing, and is nobody's witness.
      if sources.count > 1 { continue }
      if sources.count == 1 {
        let source = parties[sources[0]]
        guard parties.count == 2, source.departments.count == 1,
          parties[1 - sources[0]].departments.count > 1
        else { continue }
        told += source.pairs
        continue
      }
      let most = parties.map(\.departments.count).max() ?? 0
      let isSettled = parties.count { $0.departments.count == most } == 1
      for party in parties where !isSettled || party.departments.count < most { told += party.pairs }
    }
    return told.sorted()
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    source.forEach(rows) { row, entity, value in
      guard isConcerned[Int(entity)], !isDoubted[Int(source.ids[row])] else { return }
      let pair = UInt64(entity) &<< 32 | UInt64(value)
      let place = told.firstAscending(notBelow: pair)
      guard place < told.count, told[place] == pair else { return }
      drafts.append(
        FindingDraft(
          row: UInt32(row), column: Int16(source.column), rule: .outvotedName, rawID: source.ids[row]))
    }
  }
}
