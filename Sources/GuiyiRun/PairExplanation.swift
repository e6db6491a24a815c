import GuiyiBase
import GuiyiModel
public import GuiyiReport
import GuiyiStore
import GuiyiValidate

/// What a finished run can say of two records or entities: whether they are one, and if not, what keeps them apart.
public struct PairExplanationText {
  private let workspace: String
  private let run: FinishedRun
  private let isRevealed: Bool
  private let language: ReportLanguage

  /// A side of the pair within one base database.
  private struct Side {
    let title: String
    let entityNumber: UInt32
    let entityID: String
    /// A condition on the table `record` that picks the side's records.
    let condition: String
  }

  public init(workspace: String, isRevealed: Bool, language: ReportLanguage) throws {
    self.workspace = workspace
    self.isRevealed = isRevealed
    self.language = language
    run = try FinishedRun.current(workspace: workspace)
  }

  private func say(_ text: ExplanationText) -> String { text(language) }

  /// Explains two entity ids, or two places such as `police/residents.csv:17`.
  /// - Throws: `RunError` where one of them is neither.
  public func lines(_ first: String, _ second: String) throws -> [String] {
    var lines: [String] = []
    var isFound = (false, false)
    for declaration in BaseDeclaration.all {
      let base = try DatabaseReader(path: run.folder + "/base/" + declaration.fileName)
      let left = try sides(first, declaration, base)
      let right = try sides(second, declaration, base)
      isFound = (isFound.0 || !left.isEmpty, isFound.1 || !right.isEmpty)
      for a in left {
        for b in right {
          if !lines.isEmpty { lines.append("") }
          lines += try explain(a, b, declaration, base)
        }
      }
    }
    if lines.isEmpty { throw notComparable(first, second, isFound) }
    return lines
  }

  private func notComparable(_ first: String, _ second: String, _ isFound: (Bool, Bool)) -> RunError {
    if isFound.0 && isFound.1 {
      return RunError(
        .settings, "'\(first)' and '\(second)' are not of one subject",
        nextStep: "Only two people, two organizations … can be one.")
    }
    return RunError(
      .settings, "'\(isFound.0 ? second : first)' is no entity of \(workspace) and no row that was accepted",
      nextStep: "Name two entity ids such as P000000001, or two rows such as police/residents.csv:17.")
  }

  // MARK: Sides

  /// What a text names in one base database: an entity, or the records of a row.
  private func sides(
    _ text: String, _ declaration: BaseDeclaration, _ base: DatabaseReader
  ) throws -> [Side] {
    if let number = declaration.entityNumber(text) {
      let isThere = try base.text("SELECT 1 FROM entity WHERE entity_no = ?", [String(number)]) != nil
      return isThere
        ? [Side(title: text, entityNumber: number, entityID: text, condition: "entity_no = \(number)")] : []
    }
    guard let colon = text.lastIndex(of: ":"), let row = UInt32(text[text.index(after: colon)...]) else {
      return []
    }
    var found: [Side] = []
    try base.forEach(
      """
      SELECT r.record_no, r.entity_no, r.role, f.file FROM record r JOIN source_file f USING (file_no)
      WHERE f.file = ? AND r.row = ? ORDER BY r.role, r.entity_no, r.record_no
      """, [String(text[..<colon]), String(row)]
    ) { stored in
      let entity = UInt32(truncatingIfNeeded: stored.integer(1) ?? 0)
      let role = stored.text(2) ?? ""
      found.append(
        Side(
          title: say(.row(file: stored.text(3) ?? "", number: String(row)))
            + (role.isEmpty ? "" : language.bracketed(role)),
          entityNumber: entity, entityID: declaration.entityID(entity),
          condition: "entity_no = \(stored.integer(1) ?? 0) AND record_no = \(stored.integer(0) ?? 0)"))
    }
    return found
  }

  // MARK: Explaining

  private func explain(
    _ a: Side, _ b: Side, _ declaration: BaseDeclaration, _ base: DatabaseReader
  ) throws -> [String] {
    var lines = [
      language == .chinese ? declaration.chineseName : declaration.subject.name,
      "  " + say(.left(named(a))), "  " + say(.right(named(b))), "",
    ]
    if a.entityNumber == b.entityNumber {
      lines.append(say(.one(a.entityID, workspace: workspace)))
      return lines
    }
    let facts = try comparisons(a, b, declaration, base)
    lines.append(say(.apart))
    let grounds =
      facts.numbers + (try conflicts(a, b, base)) + (try reviews(a, b, declaration.subject, base))
    lines += ["", say(.whyApart)]
    lines += grounds.isEmpty ? ["  " + say(.weak)] : grounds
    let groups: [(ExplanationText, [String])] = [
      (.equal, facts.equal), (.different, facts.different), (.missing, facts.missing),
    ]
    for (title, rows) in groups { lines += ["", say(title)] + (rows.isEmpty ? ["  " + say(.none)] : rows) }
    return lines
  }

  private func named(_ side: Side) -> String {
    side.title == side.entityID ? side.title : side.title + language.comma + say(.entity(side.entityID))
  }

  private struct Facts {
    var equal: [String] = []
    var different: [String] = []
    var missing: [String] = []
    /// Numbers in which the two differ.
    var numbers: [String] = []
  }

  /// Each element of the subject: the values of both sides, as the records have them.
  private func comparisons(
    _ a: Side, _ b: Side, _ declaration: BaseDeclaration, _ base: DatabaseReader
  ) throws -> Facts {
    var facts = Facts()
    for element in DataElement.of(declaration.subject) {
      let left = try values(a, element, base)
      let right = try values(b, element, base)
      if left.isEmpty && right.isEmpty { continue }
      let title = language == .chinese ? element.chineseName : element.name
      let name = "  " + title + language.colon
      let both = left.filter { right.contains($0) }
      if left.isEmpty || right.isEmpty {
        facts.missing.append(name + say(left.isEmpty ? .noLeft : .noRight))
      } else if !both.isEmpty {
        facts.equal.append(name + shown(both, element))
      } else {
        facts.different.append(name + shown(left, element) + " ↔ " + shown(right, element))
        if [.personNumber, .organizationNumber].contains(element.kind) {
          facts.numbers.append("  " + say(.differentNumbers(title)))
        }
      }
    }
    return facts
  }

  private func values(_ side: Side, _ element: DataElement, _ base: DatabaseReader) throws -> [String] {
    let column = element.columnName
    var found: [String] = []
    try base.forEach(
      """
      SELECT \(column), count(*) FROM source_record WHERE \(side.condition) AND \(column) IS NOT NULL
      GROUP BY 1 ORDER BY 2 DESC, 1
      """
    ) { row in if let text = row.text(0) { found.append(text) } }
    return found
  }

  /// At most three values; masked they may look the same, and are shown once.
  private func shown(_ values: [String], _ element: DataElement) -> String {
    var texts: [String] = []
    for value in values {
      let text = isRevealed ? value : maskedForDisplay(value, element)
      if !texts.contains(text) { texts.append(text) }
    }
    return texts.prefix(3).joined(separator: language.listComma) + (texts.count > 3 ? say(.andOthers) : "")
  }

  private func conflicts(_ a: Side, _ b: Side, _ base: DatabaseReader) throws -> [String] {
    var lines: [String] = []
    try base.forEach(
      """
      SELECT reason, count(*) FROM conflict
      WHERE left_entity IN (\(a.entityNumber), \(b.entityNumber))
        AND right_entity IN (\(a.entityNumber), \(b.entityNumber)) AND left_entity <> right_entity
      GROUP BY 1 ORDER BY 1
      """
    ) { row in
      lines.append("  " + say(.conflict(row.text(0) ?? "", pairs: row.text(1) ?? "")))
    }
    return lines
  }

  /// The reviews between the records of the two entities.
  private func reviews(
    _ a: Side, _ b: Side, _ subject: Subject, _ base: DatabaseReader
  ) throws -> [String] {
    var entities: [String: UInt32] = [:]
    try base.forEach(
      """
      SELECT f.file, r.row, r.role, r.entity_no FROM record r JOIN source_file f USING (file_no)
      WHERE r.entity_no IN (\(a.entityNumber), \(b.entityNumber))
      """
    ) { row in
      let key = "\(row.text(0) ?? "")\u{1F}\(row.text(1) ?? "")\u{1F}\(row.text(2) ?? "")"
      entities[key] = UInt32(truncatingIfNeeded: row.integer(3) ?? 0)
    }
    var lines: [String] = []
    let runDatabase = try DatabaseReader(path: run.folder + "/run.sqlite")
    try runDatabase.forEach(
      """
      SELECT pair_id, left_file, left_row, left_role, right_file, right_row, right_role, probability, reason
      FROM review_list WHERE subject = ? ORDER BY pair_id
      """, [subject.name]
    ) { row in
      let left = entities["\(row.text(1) ?? "")\u{1F}\(row.text(2) ?? "")\u{1F}\(row.text(3) ?? "")"]
      let right = entities["\(row.text(4) ?? "")\u{1F}\(row.text(5) ?? "")\u{1F}\(row.text(6) ?? "")"]
      guard let left, let right, left != right, lines.count < 5 else { return }
      lines.append(
        "  "
          + say(
            .review(
              row.text(0) ?? "", say(.row(file: row.text(1) ?? "", number: row.text(2) ?? "")),
              say(.row(file: row.text(4) ?? "", number: row.text(5) ?? "")),
              probability: Self.rounded(row.text(7)), reason: row.text(8) ?? "")))
    }
    return lines
  }

  /// Four decimals are enough for people.
  private static func rounded(_ probability: String?) -> Double {
    ((probability.flatMap { Double($0) } ?? 0) * 10_000).rounded() / 10_000
  }
}
