internal import GuiyiModel

/// A column of one record group beside the entities of its rows.
struct EntityColumn: Sendable {
  let resource: Int
  /// Column of the table.
  let column: Int
  let ids: [UInt32]
  /// Per raw value: its normal value of the element; 0 where there is none of the quality asked for.
  let normal: [UInt32]
  /// Per row: the entity's index, or `ResolvedCity.noEntity`.
  let entityOfRow: [UInt32]
  let repeatOf: [UInt32]
  /// The catalog calls the column the source of the element.
  let isAuthoritative: Bool

  /// Every column of the element in every role, by resource and in catalog order.
  static func all(
    of element: DataElement, in city: ResolvedCity, atLeast quality: ValueQuality
  ) -> [EntityColumn] {
    city.groups.indices.flatMap { resource in
      city.groups[resource].indices.flatMap { place -> [EntityColumn] in
        let group = city.groups[resource][place]
        guard group.subject == element.subject else { return [] }
        return group.columns(of: element).compactMap { column in
          guard let normal = city.normalized[resource].columns[column] else { return nil }
          return EntityColumn(
            resource: resource, column: column, ids: city.tables[resource].columns[column].ids,
            normal: normalIDs(normal, of: element, atLeast: quality),
            entityOfRow: city.entityOfRow[resource][place], repeatOf: city.tables[resource].repeatOf,
            isAuthoritative: city.catalog.resources[resource].items[column].isAuthoritative)
        }
      }
    }
  }

  /// Calls `body` with the entity and the normal value of every row that has both and is no exact repeat.
  @inline(__always)
  func forEach(_ rows: Range<Int>, _ body: (_ row: Int, _ entity: UInt32, _ value: UInt32) -> Void) {
    for row in rows {
      let value = normal[Int(ids[row])]
      guard value != 0 else { continue }
      let entity = entityOfRow[row]
      guard entity != ResolvedCity.noEntity, repeatOf[row] == ResourceTable.notARepeat else { continue }
      body(row, entity, value)
    }
  }
}

/// The numbers that name one person or one body for life.
let lifelongNumbers: [DataElement] = [.personNumber, .organizationUSCC]

/// Sorts rules that were made for all resources by their resource.
func byResource(_ rules: [(resource: Int, rule: any RowRule)], count: Int) -> [[any RowRule]] {
  var result = [[any RowRule]](repeating: [], count: count)
  for (resource, rule) in rules { result[resource].append(rule) }
  return result
}
