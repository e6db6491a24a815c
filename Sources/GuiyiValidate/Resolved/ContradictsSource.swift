internal import GuiyiColumns
internal import GuiyiModel

/// An element that has an authoritative source, and what its values are compared by.
struct SourceElement: Sendable {
  let element: DataElement
  let columns: [EntityColumn]

  /// The elements whose values can contradict each other: codes, dates and names.
  ///
  /// Phones and addresses are left out, because a person has several; numbers have rules of their own.
  static func all(of city: ResolvedCity) -> [SourceElement] {
    DataElement.all.compactMap { element in
      guard element.subject != .row, isComparable(element) else { return nil }
      let columns = EntityColumn.all(of: element, in: city, atLeast: .doubtful)
      guard columns.contains(where: \.isAuthoritative), columns.count > 1 else { return nil }
      return SourceElement(element: element, columns: columns)
    }
  }

  private static func isComparable(_ element: DataElement) -> Bool {
    switch element.kind {
    // One parcel has a use as land and another one as a building: such codes differ without contradiction.
    case .code(.creditKind), .code(.estateUse), .code(.rightKind): false
    case .code, .date: true
    case .personName, .organizationName: element.key != "former-name" && element.key != "employer"
    default: false
    }
  }
}

/// `contradicts-source`: a value differs from the one that the authoritative source has for the same entity.
///
/// The source's own rows are not told; an entity for which the source has several values is left alone.
struct ContradictsSourceRule: RowRule {
  let source: EntityColumn
  /// Per entity: the source's normal value; 0 where there is none to hold against.
  let expected: [UInt32]
  let comparison: ValueComparison
  let values: ByteDictionary
  let formerNames: FormerNames
  /// Per raw value: cells whose own finding already says that they cannot be trusted.
  let isDoubted: [Bool]

  static func rules(_ city: ResolvedCity, _ source: SourceElement) -> [[any RowRule]] {
    let element = source.element
    let values = city.values[element]
    let comparison = ValueComparison(element)
    let expected = expectedValues(
      source, comparison, values, entityCount: city.entityCounts[Int(element.subject.rawValue)])
    let formerNames = FormerNames(of: element, in: city)
    let rules = source.columns.filter { !$0.isAuthoritative }.map { column in
      (
        resource: column.resource,
        rule: ContradictsSourceRule(
          source: column, expected: expected, comparison: comparison, values: values,
          formerNames: formerNames,
          isDoubted: doubtedValues(city.normalized[column.resource].columns[column.column])) as any RowRule
      )
    }
    return byResource(rules, count: city.tables.count)
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    source.forEach(rows) { row, entity, value in
      let right = expected[Int(entity)]
      guard right != 0, right != value, !isDoubted[Int(source.ids[row])],
        !comparison.agrees(values.bytes[values.range(of: value)], values.bytes[values.range(of: right)]),
        !formerNames.contain(UInt64(entity) &<< 32 | UInt64(value), like: comparison, values)
      else { return }
      drafts.append(
        FindingDraft(
          row: UInt32(row), column: Int16(source.column), rule: .contradictsSource, rawID: source.ids[row]))
    }
  }
}

/// The source's value of each entity; 0 where it has none, or several that disagree.
private func expectedValues(
  _ source: SourceElement, _ comparison: ValueComparison, _ values: ByteDictionary, entityCount: Int
) -> [UInt32] {
  let ambiguous = UInt32.max
  var expected = [UInt32](repeating: 0, count: entityCount)
  for column in source.columns where column.isAuthoritative {
    column.forEach(column.ids.indices) { _, entity, value in
      let known = expected[Int(entity)]
      if known == 0 {
        expected[Int(entity)] = value
      } else if known != value, known != ambiguous,
        !comparison.agrees(values.bytes[values.range(of: known)], values.bytes[values.range(of: value)])
      {
        expected[Int(entity)] = ambiguous
      }
    }
  }
  for entity in expected.indices where expected[entity] == ambiguous { expected[entity] = 0 }
  return expected
}

/// Which raw values have an issue that explains a difference by itself: they are told once, not twice.
func doubtedValues(_ normal: NormalizedColumn?) -> [Bool] {
  guard let normal else { return [] }
  let explaining: Set<Rule> = [
    .lostCharacter, .masked, .mojibake, .privateCharacter, .placeholder, .dateInvalid, .dateFuture,
    .dateSentinel, .dateImplausible, .codeUnknown, .wrongIdentifier,
  ]
  var isDoubted = [Bool](repeating: false, count: normal.values.count)
  for issue in normal.issues where explaining.contains(issue.rule) { isDoubted[Int(issue.rawID)] = true }
  return isDoubted
}

/// The former names that any record of an entity has.
struct FormerNames: Sendable {
  /// Pairs of entity and former name, ascending.
  private var pairs: [UInt64] = []
  private var names = ByteDictionary()

  /// - Parameter element: what may have been called otherwise before; most elements have no former values.
  init(of element: DataElement, in city: ResolvedCity) {
    let former: DataElement
    switch element {
    case .personName: former = .personFormerName
    case .organizationName: former = .organizationFormerName
    default: return
    }
    for column in EntityColumn.all(of: former, in: city, atLeast: .doubtful) {
      column.forEach(column.ids.indices) { _, entity, value in
        pairs.append(UInt64(entity) &<< 32 | UInt64(value))
      }
    }
    pairs.sort()
    names = city.values[former]
  }

  /// Whether an entity once had the name.
  /// - Parameter pair: the entity and the name's number in `values`.
  func contain(_ pair: UInt64, like comparison: ValueComparison, _ values: ByteDictionary) -> Bool {
    let (entity, value) = (pair &>> 32, UInt32(truncatingIfNeeded: pair))
    for pair in pairs[pairs.firstAscending(notBelow: entity &<< 32)...] {
      if pair &>> 32 != entity { return false }
      let former = names.range(of: UInt32(truncatingIfNeeded: pair))
      if comparison.agrees(values.bytes[values.range(of: value)], names.bytes[former]) { return true }
    }
    return false
  }
}

extension [UInt64] {
  /// The index of the first number of an ascending list that is not below another one; `count` where all are.
  func firstAscending(notBelow number: UInt64) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
