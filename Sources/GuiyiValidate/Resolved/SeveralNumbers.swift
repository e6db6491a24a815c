internal import GuiyiModel

/// `several-numbers`: one entity has several sound numbers of a kind of which there is one for life.
///
/// Where the authoritative source gives the entity one number, only the others are told.
struct SeveralNumbersRule: RowRule {
  let source: EntityColumn
  /// Per entity: the number that is right, or one of the two marks below.
  let numberOf: [UInt32]

  /// The entity has at most one number.
  private static let single = UInt32.max
  /// Several, and the source names none or several of them.
  private static let contested = UInt32.max - 1

  static func rules(_ city: ResolvedCity) -> [[any RowRule]] {
    let rules = lifelongNumbers.flatMap { element in
      let columns = EntityColumn.all(of: element, in: city, atLeast: .sound)
      let numberOf = numbers(columns, entityCount: city.entityCounts[Int(element.subject.rawValue)])
      return columns.map { (resource: $0.resource, rule: SeveralNumbersRule(source: $0, numberOf: numberOf)) }
    }
    return byResource(rules, count: city.tables.count)
  }

  private static func numbers(_ columns: [EntityColumn], entityCount: Int) -> [UInt32] {
    // A value's number is never 0, so 0 stands for none yet.
    var firstOf = [UInt32](repeating: 0, count: entityCount)
    var rightOf = [UInt32](repeating: 0, count: entityCount)
    var hasSeveral = [Bool](repeating: false, count: entityCount)
    for column in columns {
      column.forEach(column.ids.indices) { _, entity, value in
        let entity = Int(entity)
        if firstOf[entity] == 0 {
          firstOf[entity] = value
        } else if firstOf[entity] != value {
          hasSeveral[entity] = true
        }
        guard column.isAuthoritative else { return }
        if rightOf[entity] == 0 {
          rightOf[entity] = value
        } else if rightOf[entity] != value {
          rightOf[entity] = contested
        }
      }
    }
    return hasSeveral.indices.map { entity in
      guard hasSeveral[entity] else { return single }
      return rightOf[entity] == 0 ? contested : rightOf[entity]
    }
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    source.forEach(rows) { row, entity, value in
      let right = numberOf[Int(entity)]
      guard right != Self.single, right != value else { return }
      drafts.append(
        FindingDraft(
          row: UInt32(row), column: Int16(source.column), rule: .severalNumbers, rawID: source.ids[row]))
    }
  }
}
