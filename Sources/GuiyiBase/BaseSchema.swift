import GuiyiModel

/// The tables of a base database, the same for every subject but for the element columns.
enum BaseSchema {
  /// Elements by the bits they are packed with in `golden_source`: record × 16 + reason.
  static let reasonBits = 4

  static func tables(_ declaration: BaseDeclaration) -> String {
    let elements = DataElement.of(declaration.subject)
    let texts = elements.map { "\($0.columnName) TEXT" }.joined(separator: ", ")
    let sources = elements.map { "\($0.columnName) INTEGER" }.joined(separator: ", ")
    return """
      CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE source_file (file_no INTEGER PRIMARY KEY, resource TEXT NOT NULL, file TEXT NOT NULL);
      CREATE TABLE reason (reason_no INTEGER PRIMARY KEY, name TEXT NOT NULL, chinese TEXT NOT NULL);
      CREATE TABLE entity (entity_no INTEGER PRIMARY KEY, entity_id TEXT NOT NULL, \(texts),
        record_count INTEGER NOT NULL);
      CREATE TABLE golden_source (entity_no INTEGER PRIMARY KEY, \(sources));
      CREATE TABLE record (record_id INTEGER PRIMARY KEY, entity_no INTEGER NOT NULL, file_no INTEGER NOT NULL,
        row INTEGER NOT NULL, role TEXT NOT NULL, record_key INTEGER NOT NULL, identity_key INTEGER NOT NULL,
        day INTEGER, quality INTEGER NOT NULL, \(texts));
      CREATE TABLE repeated_row (record_id INTEGER NOT NULL, file_no INTEGER NOT NULL, row INTEGER NOT NULL,
        role TEXT NOT NULL);
      CREATE TABLE losing_value (entity_no INTEGER NOT NULL, element TEXT NOT NULL, value TEXT NOT NULL,
        record_id INTEGER NOT NULL, reason_no INTEGER NOT NULL);
      CREATE TABLE link (left_record INTEGER NOT NULL, right_record INTEGER NOT NULL, weight_millibits INTEGER NOT NULL,
        levels INTEGER NOT NULL);
      CREATE TABLE conflict (left_record INTEGER NOT NULL, right_record INTEGER NOT NULL, reason TEXT NOT NULL);
      CREATE TABLE relation (kind TEXT NOT NULL, entity_no INTEGER NOT NULL, other_subject TEXT NOT NULL,
        other_no INTEGER NOT NULL, other_id TEXT NOT NULL, file_no INTEGER NOT NULL, row INTEGER NOT NULL);
      CREATE TABLE history (entity_no INTEGER NOT NULL, run INTEGER NOT NULL, event TEXT NOT NULL, other_no INTEGER);
      """
  }

  static func indexesAndViews(_ declaration: BaseDeclaration) -> String {
    let elements = DataElement.of(declaration.subject)
    let provenance = elements.map { element in
      let column = element.columnName
      return """
        SELECT e.entity_id, '\(element.key)' AS element, e.\(column) AS value, r.name AS reason,
          r.chinese AS reason_chinese, f.resource, f.file, s.row, s.role, s.record_id
        FROM entity e JOIN golden_source g USING (entity_no)
          JOIN record s ON s.record_id = g.\(column) >> \(reasonBits)
          JOIN reason r ON r.reason_no = g.\(column) & \(1 << reasonBits - 1)
          JOIN source_file f USING (file_no)
        WHERE e.\(column) IS NOT NULL
        """
    }.joined(separator: "\nUNION ALL ")
    let recordColumns = elements.map { "r.\($0.columnName)" }.joined(separator: ", ")
    return """
      CREATE INDEX record_by_entity ON record (entity_no);
      CREATE INDEX losing_value_by_entity ON losing_value (entity_no);
      CREATE INDEX relation_by_entity ON relation (entity_no);
      CREATE INDEX history_by_entity ON history (entity_no);
      CREATE VIEW provenance AS \(provenance);
      CREATE VIEW source_record AS SELECT e.entity_id, f.resource, f.file, r.row, r.role, \(recordColumns)
        FROM record r JOIN entity e USING (entity_no) JOIN source_file f USING (file_no);
      """
  }
}
