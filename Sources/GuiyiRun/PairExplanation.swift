import GuiyiBase
import GuiyiModel
import GuiyiStore
import GuiyiValidate

/// What a finished run can say of two records or entities: whether they are one, and if not, what keeps them apart.
public struct PairExplanationText {
  private let workspace: String
  private let run: FinishedRun
  private let isRevealed: Bool

  /// A side of the pair within one base database.
  private struct Side {
    let title: String
    let entityNumber: UInt32
    let entityID: String
    /// A condition on the table `record` that picks the side's records.
    let condition: String
  }

  public init(workspace: String, isRevealed: Bool) throws {
    self.workspace = workspace
    self.isRevealed = isRevealed
    run = try FinishedRun.current(workspace: workspace)
  }

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
          title: "\(stored.text(3) ?? "") 第 \(row) 行" + (role.isEmpty ? "" : "（\(role)）"),
          entityNumber: entity, entityID: declaration.entityID(entity),
          condition: "entity_no = \(stored.integer(1) ?? 0) AND record_no = \(stored.integer(0) ?? 0)"))
    }
    return found
  }

  // MARK: Explaining

  private func explain(
    _ a: Side, _ b: Side, _ declaration: BaseDeclaration, _ base: DatabaseReader
  ) throws -> [String] {
    var lines = ["\(declaration.chineseName)", "  左：\(named(a))", "  右：\(named(b))", ""]
    if a.entityNumber == b.entityNumber {
      lines.append("同属 \(a.entityID)。归并依据：guiyi explain \(workspace) \(a.entityID)")
      return lines
    }
    let facts = try comparisons(a, b, declaration, base)
    lines.append("不是同一主体。")
    let grounds =
      facts.numbers + (try conflicts(a, b, base)) + (try reviews(a, b, declaration.subject, base))
    lines += ["", "分开的依据"]
    lines += grounds.isEmpty ? ["  证据不足：两者之间没有达到核对阈值的关联"] : grounds
    for (title, rows) in [("相同", facts.equal), ("不同", facts.different), ("一方缺值，不能说明问题", facts.missing)] {
      lines += ["", title] + (rows.isEmpty ? ["  无"] : rows)
    }
    return lines
  }

  private func named(_ side: Side) -> String {
    side.title == side.entityID ? side.title : "\(side.title)，主体 \(side.entityID)"
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
      let name = "  \(element.chineseName)："
      let both = left.filter { right.contains($0) }
      if left.isEmpty || right.isEmpty {
        facts.missing.append(name + (left.isEmpty ? "左方无值" : "右方无值"))
      } else if !both.isEmpty {
        facts.equal.append(name + shown(both, element))
      } else {
        facts.different.append(name + shown(left, element) + " ↔ " + shown(right, element))
        if [.personNumber, .organizationNumber].contains(element.kind) {
          facts.numbers.append("  \(element.chineseName)不同：两个不同的有效号码从不归并")
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
    return texts.prefix(3).joined(separator: "、") + (texts.count > 3 ? " 等" : "")
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
      lines.append("  冲突：\(Self.chineseConflict(row.text(0) ?? ""))（\(row.text(1) ?? "") 对记录）")
    }
    return lines
  }

  private static func chineseConflict(_ reason: String) -> String {
    switch reason {
    case "same-number-different-person": "号码相同，其余信息明显是不同的人"
    case "same-number-different-birth": "号码相同，出生日期不同"
    default: reason
    }
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
        "  待核对 \(row.text(0) ?? "")：\(row.text(1) ?? "") 第 \(row.text(2) ?? "") 行 ↔ "
          + "\(row.text(4) ?? "") 第 \(row.text(5) ?? "") 行，概率 \(Self.rounded(row.text(7)))，"
          + Self.chineseReview(row.text(8) ?? ""))
    }
    return lines
  }

  /// Four decimals are enough for people.
  private static func rounded(_ probability: String?) -> Double {
    ((probability.flatMap { Double($0) } ?? 0) * 10_000).rounded() / 10_000
  }

  private static func chineseReview(_ reason: String) -> String {
    switch reason {
    case "uncertain": "介于两个阈值之间"
    case "lacks-evidence": "分值足够但缺少必要证据"
    case "different-identifiers": "其余一致，唯号码不同"
    case "ambiguous": "与另一主体同样相符，无法取舍"
    case "weak-bridge": "两个主体的其他记录互相矛盾"
    case "kept-apart": "合并会使已知不同者成为一体"
    default: reason
    }
  }
}
