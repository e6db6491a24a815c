internal import GuiyiCatalog
public import GuiyiColumns
public import GuiyiLink

/// What people decided about pairs, as a file says it.
public struct DecisionFile: Sendable {
  /// A line of the file.
  public struct Line: Sendable, Hashable {
    public let rowNumber: UInt32
    public let leftSource: String
    public let left: String
    public let rightSource: String
    public let right: String
    public let kind: Decision.Kind
    public let who: String
    public let when: String
    public let why: String
  }

  public let path: String
  public let lines: [Line]

  private static let words: [(word: String, kind: Decision.Kind)] = [
    ("must-link", .mustLink), ("must-not-link", .mustNotLink), ("必须合并", .mustLink), ("不得合并", .mustNotLink),
  ]

  /// Reads a file with the columns left, right and decision, and perhaps left_source, right_source, who, when, why.
  /// - Throws: `LinkageError` that names the row which is not understood.
  public init(path: String, workers: Workers) throws {
    let table = try FileTable(paths: [path], expected: ["left", "right", "decision"], workers: workers)
    try self.init(table)
  }

  init(_ table: FileTable) throws(LinkageError) {
    path = table.paths[0]
    if let lost = table.lostRows.first {
      throw LinkageError(
        .settings, "row \(lost.rowNumber) of \(lost.path) cannot be read (\(lost.rule))",
        nextStep: "Every row needs as many cells as the heading; correct the file and run again.")
    }
    let nextStep = "A decision is a row with left, right and decision (must-link or must-not-link)."
    let cells = try TextCells(
      table, required: ["left", "right", "decision"],
      optional: ["left_source", "right_source", "who", "when", "why"], nextStep: nextStep)
    var lines: [Line] = []
    for row in 0..<table.rowCount {
      let place = "row \(table.rowNumbers[row]) of \(path)"
      let word = cells.text("decision", row)
      guard let kind = Self.words.first(where: { $0.word == word.lowercased() })?.kind else {
        let nearest =
          nearestWord(to: word, among: Self.words.map(\.word)).map { "; did you mean '\($0)'?" } ?? ""
        throw LinkageError(
          .settings, "\(place): '\(shown(word))' is no decision\(nearest)", nextStep: nextStep)
      }
      let left = cells.text("left", row)
      let right = cells.text("right", row)
      if left.isEmpty || right.isEmpty {
        throw LinkageError(.settings, "\(place) names only one record", nextStep: nextStep)
      }
      lines.append(
        Line(
          rowNumber: table.rowNumbers[row], leftSource: cells.text("left_source", row), left: left,
          rightSource: cells.text("right_source", row), right: right, kind: kind, who: cells.text("who", row),
          when: cells.text("when", row), why: cells.text("why", row)))
    }
    self.lines = lines
  }
}

/// Decisions with the records that they are about.
public struct ResolvedDecisions: Sendable {
  /// In an order that does not depend on the file's.
  public let decisions: [Decision]
  /// The line of each decision.
  public let lines: [DecisionFile.Line]
  /// Lines about records that are not there: kept for another day, without effect on this run.
  public let idle: [DecisionFile.Line]

  init() {
    decisions = []
    lines = []
    idle = []
  }

  /// - Throws: where an id is in several sources and the line does not say which is meant, or names no source.
  init(_ file: DecisionFile, input: LinkageInput) throws(LinkageError) {
    let finder = RecordFinder(input)
    var found: [(decision: Decision, line: DecisionFile.Line)] = []
    var idle: [DecisionFile.Line] = []
    for line in file.lines {
      let left = try Self.record(
        line, source: line.leftSource, id: line.left, side: "left", finder, file.path)
      let right = try Self.record(
        line, source: line.rightSource, id: line.right, side: "right", finder, file.path)
      guard let left, let right else {
        idle.append(line)
        continue
      }
      if left == right {
        throw LinkageError(
          .settings, "row \(line.rowNumber) of \(file.path) names one record twice",
          nextStep: "A decision is about two records.")
      }
      found.append((Decision(line.kind, left, right), line))
    }
    found.sort { a, b in
      let x = (a.decision.left, a.decision.right, a.decision.kind == .mustLink ? 0 : 1)
      let y = (b.decision.left, b.decision.right, b.decision.kind == .mustLink ? 0 : 1)
      return x == y ? a.line.rowNumber < b.line.rowNumber : x < y
    }
    decisions = found.map(\.decision)
    lines = found.map(\.line)
    self.idle = idle
  }

  private static func record(
    _ line: DecisionFile.Line, source: String, id: String, side: String, _ finder: RecordFinder,
    _ path: String
  ) throws(LinkageError) -> UInt32? {
    switch finder.find(source: source, id: id) {
    case .record(let record): return record
    case .nothing, .noSource: return nil
    case .several(let sources):
      throw LinkageError(
        .settings,
        "row \(line.rowNumber) of \(path): the id '\(id)' is in \(sources.joined(separator: " and "))",
        nextStep: "Say which in a column \(side)_source.")
    }
  }

  /// The line behind a decision of the core.
  public func line(of decision: Decision) -> DecisionFile.Line? {
    decisions.firstIndex(of: decision).map { lines[$0] }
  }
}
