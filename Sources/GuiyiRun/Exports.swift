internal import GuiyiBase
public import GuiyiModel
public import GuiyiReport
internal import GuiyiResolve
internal import GuiyiStore

/// What `guiyi export` can write, with its query over the databases of a run.
public enum Export: Sendable, Hashable {
  case links
  case entities(Subject)
  case findings
  case violations
  case reviews
  case relations
  /// The places that addresses lie in.
  case locations
  /// What became of the entities of a subject, behind a place of the feed; 0 for all.
  case changes(Subject, since: Int64)

  /// The columns of the contract first; more may follow.
  struct Source {
    /// Below the run's folder.
    let file: String
    let query: String
    let columns: [String]
  }

  /// The queries whose rows follow one another in the export.
  var sources: [Source] {
    switch self {
    case .links:
      Subject.entities.map { subject in
        Source(
          file: "base/\(BaseDeclaration.of(subject).fileName)",
          query: """
            SELECT '\(subject.name)', f.resource, f.file, x.row, x.role, e.entity_id FROM (
              SELECT file_no, row, role, entity_no FROM record
              UNION ALL
              SELECT file_no, row, role, entity_no FROM repeated_row) x
              JOIN source_file f USING (file_no) JOIN entity e USING (entity_no)
            ORDER BY x.file_no, x.row, x.role
            """,
          columns: ["subject", "resource", "file", "row", "role", "entity_id"])
      }
    case .entities(let subject):
      [
        Source(
          file: "base/\(BaseDeclaration.of(subject).fileName)",
          query: "SELECT entity_id, "
            + (BaseDeclaration.of(subject).feedKeys.map(BaseDeclaration.columnName)
            + BaseDeclaration.of(subject).pointColumns).joined(separator: ", ")
            + " FROM entity ORDER BY entity_no",
          columns: ["entity_id"] + BaseDeclaration.of(subject).feedKeys
            + BaseDeclaration.of(subject).pointColumns.map { String($0.map { $0 == "_" ? "-" : $0 }) })
      ]
    case .findings:
      [
        Source(
          file: "run.sqlite",
          query: """
            SELECT resource, file, row, column_name, role, code, dimension, severity, value, message, kind, message_english
            FROM finding_list ORDER BY finding_no
            """,
          columns: [
            "resource", "file", "row", "column", "role", "code", "dimension", "severity", "value", "message",
            "kind", "message_english",
          ])
      ]
    case .violations:
      [Source(file: "run.sqlite", query: "SELECT * FROM violation ORDER BY rowid", columns: [])]
    case .relations:
      // An estate, a place and a certificate stand on the right of relations only.
      [Subject.person, .organization].map { subject in
        Source(
          file: "base/\(BaseDeclaration.of(subject).fileName)",
          query: """
            SELECT kind, '\(subject.name)', entity_id, other_subject, other_id, since, until, share, resource, file, row
            FROM relationship ORDER BY kind, entity_no, other_subject, other_no, resource, file, row
            """,
          columns: [
            "kind", "subject", "entity_id", "other_subject", "other_id", "since", "until", "share",
            "resource",
            "file", "row",
          ])
      }
    case .reviews:
      [
        Source(
          file: "run.sqlite", query: "SELECT * FROM review_list ORDER BY pair_id",
          columns: [
            "subject", "pair_id", "left_file", "left_row", "left_role", "right_file", "right_row",
            "right_role", "probability", "reason",
          ])
      ]
    case .locations:
      Subject.entities.filter { !PlaceLocations.elements(of: $0).isEmpty }.map { subject in
        Source(
          file: "base/\(BaseDeclaration.of(subject).fileName)",
          query: """
            SELECT '\(subject.name)', entity_id, element, place_id, level, confidence
            FROM located_at ORDER BY entity_no, element
            """,
          columns: ["subject", "entity_id", "element", "place_id", "level", "confidence"])
      }
    case .changes: []
    }
  }
}

extension Export {
  /// The exports by the names in the contract; `entities` and `changes` need a subject.
  public static let names = [
    "links", "entities", "findings", "violations", "reviews", "relations", "locations", "changes",
  ]

  /// Writes the export of a workspace's current run.
  ///
  /// - Parameters:
  ///   - descriptor: open for writing; stays the caller's.
  /// - Returns: the number of rows.
  public func write(workspace: String, format: ExportFormat, to descriptor: Int32) throws -> Int {
    let run = try FinishedRun.current(workspace: workspace)
    if case .changes(let subject, let since) = self {
      let feed = try ChangeFeed(subject, folder: run.folder)
      var writer = ExportWriter(descriptor: descriptor, format: format, columns: ChangeFeed.columns)
      try feed.write(since: since, to: &writer)
      let count = writer.rowCount
      try writer.finish()
      return count
    }
    let sources = sources
    guard let first = sources.first else { return 0 }
    let columns =
      first.columns.isEmpty
      ? try DatabaseReader(path: run.folder + "/" + first.file).columnNames(first.query) : first.columns
    var writer = ExportWriter(descriptor: descriptor, format: format, columns: columns)
    for source in sources {
      try DatabaseReader(path: run.folder + "/" + source.file).forEach(source.query) { row in
        for column in columns.indices {
          // An absent value is an empty cell in CSV and null in JSON.
          if let text = row.text(column) { writer.text(text) } else { writer.null() }
        }
        try writer.endRow()
      }
    }
    let count = writer.rowCount
    try writer.finish()
    return count
  }
}
