internal import GuiyiCatalog
public import GuiyiColumns

/// Pairs or entities that are known, as a file says it.
public struct LabelFile: Sendable {
  enum Content: Sendable {
    /// Records of one entity are a match, records of two are none.
    case entities([(source: String, id: String, entity: String)])
    case pairs([(leftSource: String, left: String, rightSource: String, right: String, isMatch: Bool)])
  }

  public let path: String
  let content: Content

  private static let yes: Set<String> = ["1", "true", "yes", "match", "must-link", "是", "必须合并"]
  private static let no: Set<String> = ["0", "false", "no", "non-match", "must-not-link", "否", "不得合并"]

  /// Reads either id and entity (with source where ids repeat), or left, right and match (1 or 0).
  public init(path: String, workers: Workers) throws {
    let table = try FileTable(paths: [path], expected: [], workers: workers)
    self.path = path
    let nextStep = "Labels are a file with id and entity, or one with left, right and match (1 or 0)."
    if let lost = table.lostRows.first {
      throw LinkageError(
        .settings, "row \(lost.rowNumber) of \(path) cannot be read (\(lost.rule))", nextStep: nextStep)
    }
    if table.has("entity", file: 0) {
      let cells = try TextCells(table, required: ["id", "entity"], optional: ["source"], nextStep: nextStep)
      content = .entities(
        (0..<table.rowCount).map {
          (cells.text("source", $0), cells.text("id", $0), cells.text("entity", $0))
        })
      return
    }
    let cells = try TextCells(
      table, required: ["left", "right", "match"], optional: ["left_source", "right_source"],
      nextStep: nextStep)
    content = .pairs(
      try (0..<table.rowCount).map { row in
        let word = cells.text("match", row).lowercased()
        guard Self.yes.contains(word) || Self.no.contains(word) else {
          throw LinkageError(
            .settings, "row \(table.rowNumbers[row]) of \(path): '\(shown(word))' says neither match nor not",
            nextStep: nextStep)
        }
        return (
          cells.text("left_source", row), cells.text("left", row), cells.text("right_source", row),
          cells.text("right", row), Self.yes.contains(word)
        )
      })
  }
}
