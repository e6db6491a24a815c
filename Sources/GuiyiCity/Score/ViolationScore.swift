/// Repeated collection: planted cases found and missed, and innocents accused.
public struct ViolationScore: Sendable {
  public var planted = 0
  public var right = 0
  public var missed: [String] = []
  public var wrong: [String] = []

  public var recall: Double { planted == 0 ? 1 : Double(right) / Double(planted) }
  /// Of those told above a lead, the share that is no innocent.
  public var precision: Double {
    right + wrong.count == 0 ? 1 : Double(right) / Double(right + wrong.count)
  }
}

/// Planted and exported violations.
struct ViolationTable {
  private struct Column: Hashable {
    var resource: String
    var column: String
  }

  private var planted: [(column: Column, kind: String, element: String)] = []
  private var plantedColumns: Set<Column> = []
  private var multiHeadElements: Set<String> = []
  private var exported: [(column: Column, kind: String, element: String, level: String)] = []

  mutating func plant(resource: String, column: String, kind: String, element: String, planted: String) {
    guard planted == "violation" else { return }
    if kind == "multi-head" {
      multiHeadElements.insert(element)
    } else {
      let place = Column(resource: resource, column: column)
      self.planted.append((place, kind, element))
      plantedColumns.insert(place)
    }
  }

  mutating func add(resource: String, column: String, kind: String, element: String, level: String) {
    exported.append((Column(resource: resource, column: column), kind, element, level))
  }

  /// A lead is an internal note: it neither finds a planted case nor accuses an innocent.
  /// Advice to name a source counts once for each element.
  func score() -> ViolationScore {
    var score = ViolationScore()
    score.planted = planted.count + multiHeadElements.count
    for case let (column, kind, element) in planted {
      let isFound = exported.contains {
        $0.column == column && $0.kind == kind && $0.element == element && $0.level != "lead"
      }
      if isFound {
        score.right += 1
      } else {
        let near = exported.filter { $0.column == column }.map { "\($0.kind) \($0.element) at \($0.level)" }
        score.missed.append(
          "\(column.resource) \(column.column): \(kind) \(element)"
            + (near.isEmpty ? "" : " (exported as \(near.joined(separator: "; ")))"))
      }
    }
    for element in multiHeadElements.sorted() {
      if exported.contains(where: { $0.kind == "multi-head" && $0.element == element }) {
        score.right += 1
      } else {
        score.missed.append("multi-head \(element)")
      }
    }
    var accused: Set<String> = []
    for entry in exported where entry.level != "lead" {
      let isInnocent =
        entry.kind == "multi-head"
        ? !multiHeadElements.contains(entry.element) : !plantedColumns.contains(entry.column)
      let text =
        "\(entry.column.resource) \(entry.column.column): \(entry.kind) \(entry.element) at \(entry.level)"
      if isInnocent && accused.insert(text).inserted { score.wrong.append(text) }
    }
    return score
  }
}
