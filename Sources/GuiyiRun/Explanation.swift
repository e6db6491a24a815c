import GuiyiBase
import GuiyiLink
import GuiyiModel
public import GuiyiReport
import GuiyiStore
import GuiyiValidate

/// What a finished run can say of one entity: where every value came from, and how its records came together.
public struct EntityExplanationText {
  private let entity: NamedEntity
  private let run: FinishedRun
  private let declaration: BaseDeclaration
  private let number: UInt32
  private let base: DatabaseReader
  /// Whether people's values are shown in full.
  private let isRevealed: Bool
  private let language: ReportLanguage

  /// - Parameters:
  ///   - id: an entity id such as `P000000001`.
  public init(workspace: String, id: String, isRevealed: Bool, language: ReportLanguage) throws {
    let entity = try NamedEntity(workspace: workspace, id: id)
    self.entity = entity
    run = entity.run
    declaration = entity.declaration
    number = entity.number
    base = entity.base
    self.isRevealed = isRevealed
    self.language = language
  }

  private func say(_ text: ExplanationText) -> String { text(language) }

  /// The explanation, a line at a time.
  public func lines() throws -> [String] {
    let id = declaration.entityID(number)
    let base = language == .chinese ? declaration.chineseName : declaration.subject.name
    guard try self.base.text("SELECT entity_id FROM entity WHERE entity_no = ?", [String(number)]) != nil
    else { return [say(.isNoEntity(id, of: base)), "", say(.history)] + (try history()) }
    var lines = ["\(id)  \(base)", "", say(.golden)]
    lines += try golden()
    lines += ["", say(.losing)] + orNone(try losers())
    lines += ["", say(.disputes)] + orNone(try disputes())
    lines += ["", say(.records)] + (try records())
    lines += ["", say(.grounds)] + orNone(try alike() + links())
    lines += ["", say(.relations)] + orNone(try relations())
    lines += ["", say(.history)] + (try history())
    return lines
  }

  private func orNone(_ lines: [String]) -> [String] { lines.isEmpty ? ["  " + say(.none)] : lines }

  /// What stands before a value: the name of its element.
  private func label(_ element: DataElement?) -> String {
    (language == .chinese ? element?.chineseName : element?.name) ?? ""
  }

  private func place(_ file: String?, _ row: String?) -> String {
    say(.row(file: file ?? "", number: row ?? ""))
  }

  private func shown(_ value: String?, _ element: DataElement?) -> String {
    guard let value else { return "" }
    return isRevealed ? value : maskedForDisplay(value, element)
  }

  private func element(_ key: String) -> DataElement? {
    DataElement(name: "\(declaration.subject.name).\(key)")
  }

  private func golden() throws -> [String] {
    var lines: [String] = []
    try base.forEach(
      """
      SELECT element, value, reason, reason_chinese, file, row, day, since_run, disputed FROM provenance
      WHERE entity_no = ?
      """, [String(number)]
    ) { row in
      let element = element(row.text(0) ?? "")
      let mark = row.integer(8) == 1 ? "  " + say(.disputed) : ""
      let reason = row.text(language == .chinese ? 3 : 2) ?? ""
      lines.append(
        "  \(label(element))\(language.colon)\(shown(row.text(1), element))\(mark)  ← "
          + place(row.text(4), row.text(5))
          + say(.origin(reason: reason, day: row.text(6), run: row.text(7) ?? "")))
    }
    return lines
  }

  private func losers() throws -> [String] {
    var lines: [String] = []
    try base.forEach(
      """
      SELECT l.element, l.value, r.name, r.chinese, f.file, s.row FROM losing_value l
        JOIN record s USING (entity_no, record_no) JOIN source_file f USING (file_no) JOIN reason r USING (reason_no)
      WHERE l.entity_no = ? ORDER BY l.rowid
      """, [String(number)]
    ) { row in
      let element = element(row.text(0) ?? "")
      lines.append(
        "  \(label(element))\(language.colon)\(shown(row.text(1), element))  "
          + place(row.text(4), row.text(5)) + "  "
          + say(.lostBy(row.text(language == .chinese ? 3 : 2) ?? "")))
    }
    return lines
  }

  private func disputes() throws -> [String] {
    var lines: [String] = []
    try base.forEach(
      "SELECT element, since, by, reason, status FROM dispute WHERE entity_no = ? ORDER BY rowid",
      [String(number)]
    ) { row in
      let status: ExplanationText =
        switch row.text(4) ?? "" {
        case "upheld": .upheld
        case "dismissed": .dismissed
        default: .open
        }
      lines.append(
        "  \(label(element(row.text(0) ?? "")))\(language.colon)\(row.text(1) ?? "") \(row.text(2) ?? "")"
          + language.colon + (row.text(3) ?? "") + language.bracketed(say(status)))
    }
    return lines
  }

  private func records() throws -> [String] {
    var lines: [String] = []
    try base.forEach(
      """
      SELECT f.resource, f.file, r.row, r.role FROM record r JOIN source_file f USING (file_no)
      WHERE r.entity_no = ? ORDER BY r.file_no, r.row, r.role
      """, [String(number)]
    ) { row in
      let role = row.text(3).flatMap { $0.isEmpty ? nil : language.bracketed($0) } ?? ""
      lines.append("  \(row.text(0) ?? "")  " + place(row.text(1), row.text(2)) + role)
    }
    return lines
  }

  /// The records that stood for others in linking, because there was nothing to weigh.
  private func alike() throws -> [String] {
    let ground = say(declaration.subject == .person ? .sameNumberAndName : .sameInAll)
    var lines: [String] = []
    try base.forEach(
      """
      SELECT f.file, s.row, count(*) FROM record r
        JOIN record s ON s.entity_no = r.entity_no AND s.record_no = r.same_as
        JOIN source_file f ON f.file_no = s.file_no
      WHERE r.entity_no = ? GROUP BY r.same_as ORDER BY r.same_as
      """, [String(number)]
    ) { row in
      let count = row.text(2) ?? ""
      lines.append("  " + say(.alike(row: place(row.text(0), row.text(1)), count: count)) + "  \(ground)")
    }
    return lines
  }

  /// Each link that joined the entity, with what every comparison said.
  private func links() throws -> [String] {
    let runDatabase = try DatabaseReader(path: run.folder + "/run.sqlite")
    guard
      let text = try runDatabase.text("SELECT text FROM model WHERE subject = ?", [declaration.subject.name])
    else { return [] }
    let model = try LinkModel(text: text)
    var lines: [String] = []
    try base.forEach(
      """
      SELECT f.file, a.row, g.file, b.row, k.weight_millibits, k.levels FROM link k
        JOIN record a ON a.entity_no = k.left_entity AND a.record_no = k.left_record
        JOIN source_file f ON f.file_no = a.file_no
        JOIN record b ON b.entity_no = k.right_entity AND b.record_no = k.right_record
        JOIN source_file g ON g.file_no = b.file_no
      WHERE k.left_entity = ? ORDER BY k.rowid
      """, [String(number)]
    ) { row in
      let weight = row.integer(4) ?? 0
      let levels = UInt64(bitPattern: row.integer(5) ?? 0)
      let probability = MatchWeight.probability(millibits: Int32(clamping: weight))
      lines.append(
        "  "
          + say(
            .link(
              place(row.text(0), row.text(1)), place(row.text(2), row.text(3)), bits: bits(weight),
              probability: (probability * 10_000).rounded() / 10_000)))
      lines.append("    " + evidence(levels: levels, weight: weight, model: model))
    }
    return lines
  }

  /// The waterfall of one link in a line: the prior, each comparison's level and weight, and what rarity and
  /// dependence between comparisons added or took away.
  private func evidence(levels: UInt64, weight: Int64, model: LinkModel) -> String {
    var parts = [say(.prior(bits(Int64(model.prior))))]
    var sum = Int64(model.prior)
    for (index, comparison) in model.comparisons.enumerated() {
      let level = Int(levels >> UInt64(index * 4)) & 15
      guard level > 0, level < comparison.levels.count, comparison.levels[level].weight != 0 else { continue }
      sum += Int64(comparison.levels[level].weight)
      parts.append(
        "\(comparison.name) \(comparison.levels[level].name) \(bits(Int64(comparison.levels[level].weight)))")
    }
    if sum != weight { parts.append(say(.rest(bits(weight - sum)))) }
    return parts.joined(separator: language.comma)
  }

  /// 1/1000 bit as bits with a sign.
  private func bits(_ millibits: Int64) -> String {
    let tenths = (Double(millibits) / 100).rounded() / 10
    return tenths > 0 ? "+\(tenths)" : "\(tenths)"
  }

  private func relations() throws -> [String] {
    var lines: [String] = []
    try base.forEach(
      """
      SELECT r.kind, r.other_id, min(r.since), max(r.until), max(r.share) FROM relationship r WHERE r.entity_no = ?
      GROUP BY r.kind, r.other_id ORDER BY r.kind, r.other_id
      """, [String(number)]
    ) { row in
      let share = row.text(4).map { language.comma + say(.share($0)) } ?? ""
      let span =
        row.text(2) == nil && row.text(3) == nil
        ? "" : "\(language.comma)\(row.text(2) ?? "")—\(row.text(3) ?? "")"
      lines.append("  \(row.text(0) ?? "") → \(row.text(1) ?? "")\(span)\(share)")
    }
    return lines
  }

  private func history() throws -> [String] {
    try EntityHistoryText(entity, isRevealed: isRevealed, language: language).lines()
  }
}
