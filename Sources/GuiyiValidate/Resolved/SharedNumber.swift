internal import GuiyiColumns
internal import GuiyiModel

/// `shared-number`: one sound number stands on the records of several entities.
///
/// Where the authoritative source gives the number to exactly one of them, or else three rows and twice as many as of any
/// other are of one of them, only the records of the others are told; otherwise nobody knows whose it is, and all are.
struct SharedNumberRule: RowRule {
  let source: EntityColumn
  /// Per normal value: the one entity that may have it, or one of the two marks below.
  let ownerOf: [UInt32]

  /// The number stands on one entity only.
  private static let unshared = UInt32.max
  /// Shared, and nobody's by right.
  private static let contested = UInt32.max - 1

  static func rules(_ city: ResolvedCity) -> [[any RowRule]] {
    let rules = [DataElement.personNumber, .organizationUSCC, .organizationCode].flatMap { element in
      let columns = EntityColumn.all(of: element, in: city, atLeast: .sound)
      let ownerOf = owners(columns, valueCount: city.values[element].count)
      return columns.map { (resource: $0.resource, rule: SharedNumberRule(source: $0, ownerOf: ownerOf)) }
    }
    return byResource(rules, count: city.tables.count)
  }

  private static func owners(_ columns: [EntityColumn], valueCount: Int) -> [UInt32] {
    // Per value: the first entity, then the first entity in the source; `unshared` stands for none yet.
    var firstOf = [UInt32](repeating: unshared, count: valueCount)
    var ownerOf = [UInt32](repeating: unshared, count: valueCount)
    var isShared = [Bool](repeating: false, count: valueCount)
    for column in columns {
      column.forEach(column.ids.indices) { _, entity, value in
        let value = Int(value)
        if firstOf[value] == unshared {
          firstOf[value] = entity
        } else if firstOf[value] != entity {
          isShared[value] = true
        }
        guard column.isAuthoritative else { return }
        if ownerOf[value] == unshared {
          ownerOf[value] = entity
        } else if ownerOf[value] != entity {
          ownerOf[value] = contested
        }
      }
    }
    let mostRows = usualOwners(columns, isShared: isShared, ownerOf: ownerOf)
    return isShared.indices.map { value in
      guard isShared[value] else { return unshared }
      return ownerOf[value] < contested ? ownerOf[value] : mostRows[UInt32(value)] ?? contested
    }
  }

  /// For shared numbers that the source does not settle: the entity that has by far the most rows of each.
  private static func usualOwners(
    _ columns: [EntityColumn], isShared: [Bool], ownerOf: [UInt32]
  ) -> [UInt32: UInt32] {
    var rows: [(value: UInt32, entity: UInt32)] = []
    for column in columns {
      column.forEach(column.ids.indices) { _, entity, value in
        if isShared[Int(value)], ownerOf[Int(value)] >= contested { rows.append((value, entity)) }
      }
    }
    rows.sort { $0 < $1 }
    var owners: [UInt32: UInt32] = [:]
    var best: (entity: UInt32, count: Int) = (contested, 0)
    var second = 0
    var start = 0
    while start < rows.count {
      var end = start
      while end < rows.count && rows[end] == rows[start] { end += 1 }
      if start == 0 || rows[start].value != rows[start - 1].value { (best, second) = ((contested, 0), 0) }
      if end - start > best.count {
        second = best.count
        best = (rows[start].entity, end - start)
      } else {
        second = max(second, end - start)
      }
      let isLast = end == rows.count || rows[end].value != rows[start].value
      if isLast, best.count >= max(3, 2 * second) { owners[rows[start].value] = best.entity }
      start = end
    }
    return owners
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    source.forEach(rows) { row, entity, value in
      let owner = ownerOf[Int(value)]
      guard owner != Self.unshared, owner != entity else { return }
      drafts.append(
        FindingDraft(
          row: UInt32(row), column: Int16(source.column), rule: .sharedNumber, rawID: source.ids[row]))
    }
  }
}
