public import GuiyiColumns
internal import GuiyiIdentifiers
public import GuiyiModel

/// How many departments asked the same people or bodies for one element within twelve months.
///
/// Counts only: neither values nor anybody's identity are kept.
public struct ElementBurden: Sendable, Hashable {
  public let element: DataElement
  /// At `n - 1`: how many people or bodies were asked by exactly `n` departments.
  public let entityCounts: [Int]
  /// Departments that asked, in the catalog's order, with how many people or bodies each of them asked.
  public let departments: [AskingDepartment]

  public struct AskingDepartment: Sendable, Hashable {
    public let departmentIndex: Int
    public let entityCount: Int
    /// Whether all its columns of the element are the source's, ordered by a law or registered.
    public let isLawful: Bool
  }

  public var askedCount: Int { entityCounts.reduce(0, +) }
  /// Askings beyond the first of each person or body.
  public var repeatedAskings: Int {
    entityCounts.enumerated().reduce(0) { $0 + $1.offset * $1.element }
  }
}

/// The burden of collection on people and bodies, by element.
public struct CollectionBurden: Sendable {
  /// The twelve months that end with the run's day.
  public let first: DayNumber
  public let last: DayNumber
  /// Elements that anybody was asked for, most repeated askings first.
  public let elements: [ElementBurden]
  /// Resources that collect and say no day: they are in no count.
  public let undatedResources: [Int]
  /// At `n - 1`: how many people or bodies were asked `n` times in all for what another department had asked before.
  public let repeatedPerEntity: [Int]
}

/// Counts who was asked for what by how many departments.
///
/// An asking is a filled cell of an item that the catalog says is collected from people or bodies, or of a column that
/// turned out to hide an element, in a row of the last twelve months; identity elements do not count (Article 12).
/// - Complexity: O(rows) for each column that is collected; parallel over elements.
public func countBurden(in city: ResolvedCity, violations: [Violation], workers: Workers) -> CollectionBurden
{
  countBurden(in: city, violations: violations, days: RowDays.all(of: city, workers), workers: workers)
}

func countBurden(
  in city: ResolvedCity, violations: [Violation], days: [RowDays], workers: Workers
) -> CollectionBurden {
  let window = (first: yearBefore(city.asOf), last: city.asOf)
  let (columns, undated) = askingColumns(city, violations, days)
  let elements = DataElement.all.filter { element in columns.contains { $0.element == element } }
  let counted = workers.map(elements.count) { index in
    let own = columns.filter { $0.element == elements[index] }
    return count(elements[index], own, city, days, window)
  }
  var repeated = Subject.allCases.map { subject in
    [UInt8](
      repeating: 0,
      count: Int(subject.rawValue) < city.entityCounts.count ? city.entityCounts[Int(subject.rawValue)] : 0)
  }
  for (element, result) in zip(elements, counted) {
    let subject = Int(element.subject.rawValue)
    for (entity, asked) in result.askedBy.enumerated() where asked > 1 {
      repeated[subject][entity] =
        repeated[subject][entity] &+ min(asked - 1, .max - repeated[subject][entity])
    }
  }
  var distribution = [Int](repeating: 0, count: Int(UInt8.max))
  for counts in repeated { for count in counts where count > 0 { distribution[Int(count) - 1] += 1 } }
  while distribution.last == 0 { distribution.removeLast() }
  return CollectionBurden(
    first: window.first, last: window.last,
    elements: counted.map(\.burden).filter { $0.askedCount > 0 }.sorted {
      $0.repeatedAskings != $1.repeatedAskings
        ? $0.repeatedAskings > $1.repeatedAskings : $0.element < $1.element
    }, undatedResources: undated, repeatedPerEntity: distribution)
}

/// A column that asks for an element.
private struct AskingColumn: Sendable {
  let element: DataElement
  let departmentIndex: Int
  let place: ColumnPlace
  let isLawful: Bool
}

private func askingColumns(
  _ city: ResolvedCity, _ violations: [Violation], _ days: [RowDays]
) -> (columns: [AskingColumn], undatedResources: [Int]) {
  var columns: [AskingColumn] = []
  var undated: [Int] = []
  for resource in city.catalog.resources {
    let groups = city.groups[resource.index]
    var isAsking = false
    func add(_ element: DataElement, _ column: Int, _ group: Int?, isLawful: Bool) {
      isAsking = true
      guard let group, days[resource.index].basis != .none else { return }
      columns.append(
        AskingColumn(
          element: element, departmentIndex: resource.departmentIndex,
          place: ColumnPlace(resource: resource.index, column: column, group: group), isLawful: isLawful))
    }
    for (index, item) in resource.items.enumerated() where item.origin == .collected {
      guard let element = item.element, !element.isIdentity, element.subject != .row else { continue }
      let group = groups.firstIndex { $0.columns.contains { $0.columnIndex == index } }
      add(element, index, group, isLawful: item.isAuthoritative || item.collection != nil)
    }
    for violation in violations
    where violation.kind == .hidden && violation.level > .lead && violation.resourceIndex == resource.index {
      let group = groups.firstIndex { $0.subject == violation.element.subject }
      add(violation.element, violation.columnIndex, group, isLawful: false)
    }
    if isAsking, days[resource.index].basis == .none, city.tables[resource.index].rowCount > 0 {
      undated.append(resource.index)
    }
  }
  // By department, so that one pass counts each of them once for an entity.
  return (
    columns.sorted {
      ($0.departmentIndex, $0.place.resource, $0.place.column) < (
        $1.departmentIndex, $1.place.resource, $1.place.column
      )
    }, undated
  )
}

private func count(
  _ element: DataElement, _ columns: [AskingColumn], _ city: ResolvedCity, _ days: [RowDays],
  _ window: (first: DayNumber, last: DayNumber)
) -> (burden: ElementBurden, askedBy: [UInt8]) {
  let entityCount = city.entityCounts[Int(element.subject.rawValue)]
  var askedBy = [UInt8](repeating: 0, count: entityCount)
  /// The department that asked last, from 1.
  var lastDepartment = [UInt16](repeating: 0, count: entityCount)
  var departments: [ElementBurden.AskingDepartment] = []
  var start = 0
  while start < columns.count {
    let department = columns[start].departmentIndex
    let own = columns[start...].prefix { $0.departmentIndex == department }
    start += own.count
    let mark = UInt16(truncatingIfNeeded: department + 1)
    var asked = 0
    for column in own {
      let place = column.place
      let ids = city.tables[place.resource].columns[place.column].ids
      let entities = city.entityOfRow[place.resource][place.group]
      let rowDays = days[place.resource].days
      // A mapped cell counts where it holds a value: a placeholder is no answer.
      let values = city.normalized[place.resource].columns[place.column]?.values ?? []
      for row in ids.indices where ids[row] != 0 {
        let entity = entities[row]
        guard entity != ResolvedCity.noEntity, window.first <= rowDays[row], rowDays[row] <= window.last,
          lastDepartment[Int(entity)] != mark, values.isEmpty || values[Int(ids[row])].id != 0
        else { continue }
        lastDepartment[Int(entity)] = mark
        if askedBy[Int(entity)] < .max { askedBy[Int(entity)] += 1 }
        asked += 1
      }
    }
    if asked > 0 {
      departments.append(
        .init(departmentIndex: department, entityCount: asked, isLawful: own.allSatisfy(\.isLawful)))
    }
  }
  var counts = [Int](repeating: 0, count: max(1, departments.count))
  for asked in askedBy where asked > 0 { counts[min(Int(asked), counts.count) - 1] += 1 }
  return (ElementBurden(element: element, entityCounts: counts, departments: departments), askedBy)
}

/// The first day of the twelve months that end with a day.
private func yearBefore(_ day: DayNumber) -> DayNumber {
  guard let date = CivilDate(daysSinceEpoch: Int(day)),
    let before = CivilDate(
      year: date.year - 1, month: date.month, day: min(date.day, date.month == 2 ? 28 : 31))
  else { return day - 364 }
  return DayNumber(before.daysSinceEpoch) + 1
}
