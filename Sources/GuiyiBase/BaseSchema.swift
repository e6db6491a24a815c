internal import GuiyiModel

/// The tables of a base database, the same for every subject but for the element columns.
///
/// A record is named by its entity's number and its own among the entity's records, so that what belongs to an entity lies together.
enum BaseSchema {
  /// A golden value's source is packed in `golden_source` as record number × 16 + reason.
  static let reasonBits = 4

  /// How many records' keys share a row of `number_key`.
  static let keysPerBlock = 65_536

  static func tables(_ declaration: BaseDeclaration) -> String {
    let elements = DataElement.of(declaration.subject)
    let texts = elements.map { "\($0.columnName) TEXT" }.joined(separator: ", ")
    let sources = elements.map { "\($0.columnName) INTEGER" }.joined(separator: ", ")
    return """
      CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE source_file (file_no INTEGER PRIMARY KEY, resource TEXT NOT NULL, file TEXT NOT NULL);
      -- What each resource is, and the keys of its row.* items between blanks: ' household since '.
      CREATE TABLE resource (resource TEXT PRIMARY KEY, name TEXT NOT NULL, department TEXT NOT NULL,
        registers TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE reason (reason_no INTEGER PRIMARY KEY, name TEXT NOT NULL, chinese TEXT NOT NULL);
      CREATE TABLE element (element_no INTEGER PRIMARY KEY, name TEXT NOT NULL, chinese TEXT NOT NULL);
      CREATE TABLE entity (entity_no INTEGER PRIMARY KEY, entity_id TEXT NOT NULL, \(texts),
        record_count INTEGER NOT NULL, disputed TEXT\(declaration.isGeoPackage ? GeoPackage.columns : ""));
      -- record_no * 16 + reason_no of each golden value; the view provenance reads it.
      CREATE TABLE golden_source (entity_no INTEGER PRIMARY KEY, \(sources));
      -- quality has two bits for each element: 0 no value, 1 faulty, 2 doubtful, 3 sound. The view source_record has the values.
      -- same_as is the record that stood for it in linking, because both have one sound number and name, or all values alike.
      CREATE TABLE record (entity_no INTEGER NOT NULL, record_no INTEGER NOT NULL, file_no INTEGER NOT NULL,
        row INTEGER NOT NULL, role TEXT NOT NULL, day INTEGER, quality INTEGER NOT NULL, same_as INTEGER,
        PRIMARY KEY (entity_no, record_no)) WITHOUT ROWID;
      -- The values of records that are not their entity's golden ones.
      CREATE TABLE variant (entity_no INTEGER NOT NULL, record_no INTEGER NOT NULL, element_no INTEGER NOT NULL,
        value TEXT NOT NULL, PRIMARY KEY (entity_no, record_no, element_no)) WITHOUT ROWID;
      CREATE TABLE repeated_row (entity_no INTEGER NOT NULL, record_no INTEGER NOT NULL, file_no INTEGER NOT NULL,
        row INTEGER NOT NULL, role TEXT NOT NULL);
      CREATE TABLE losing_value (entity_no INTEGER NOT NULL, element TEXT NOT NULL, value TEXT NOT NULL,
        record_no INTEGER NOT NULL, reason_no INTEGER NOT NULL);
      CREATE TABLE link (left_entity INTEGER NOT NULL, left_record INTEGER NOT NULL, right_entity INTEGER NOT NULL,
        right_record INTEGER NOT NULL, weight_millibits INTEGER NOT NULL, levels INTEGER NOT NULL);
      CREATE TABLE conflict (left_entity INTEGER NOT NULL, left_record INTEGER NOT NULL, right_entity INTEGER NOT NULL,
        right_record INTEGER NOT NULL, reason TEXT NOT NULL);
      CREATE TABLE relation (kind TEXT NOT NULL, entity_no INTEGER NOT NULL, other_subject TEXT NOT NULL,
        other_no INTEGER NOT NULL, other_id TEXT NOT NULL, file_no INTEGER NOT NULL, row INTEGER NOT NULL,
        since_day INTEGER, until_day INTEGER, share TEXT);
      \(declaration.subject == .person ? households : "")
      \(hasStandings(declaration.subject) ? standings : "")
      CREATE TABLE run (run INTEGER PRIMARY KEY, as_of TEXT NOT NULL);
      -- Golden values that somebody says are wrong; entity.disputed names the elements of those still open.
      CREATE TABLE dispute (entity_no INTEGER NOT NULL, element TEXT NOT NULL, since TEXT NOT NULL, by TEXT NOT NULL,
        reason TEXT NOT NULL, status TEXT NOT NULL);
      -- What happened since the first run, in the order of the change feed; the view baseline is what was before it.
      CREATE TABLE change (cursor INTEGER PRIMARY KEY, run INTEGER NOT NULL, entity_no INTEGER NOT NULL,
        event TEXT NOT NULL, other_no INTEGER, element TEXT, old TEXT, new TEXT);
      -- What the next run finds its entities by: 64-bit keys and 32-bit entity numbers, one per record.
      CREATE TABLE number_key (block_no INTEGER PRIMARY KEY, record_keys BLOB NOT NULL, identity_keys BLOB NOT NULL,
        entity_nos BLOB NOT NULL);
      -- What the next run finds changed entities by: 64-bit keys of all that is stored of each, and the ends of its relations.
      CREATE TABLE entity_key (block_no INTEGER PRIMARY KEY, entity_nos BLOB NOT NULL, entity_keys BLOB NOT NULL,
        record_keys BLOB NOT NULL, household_keys BLOB NOT NULL, relation_keys BLOB NOT NULL, row_keys BLOB NOT NULL);
      CREATE TABLE relation_end (block_no INTEGER PRIMARY KEY, left_nos BLOB NOT NULL, right_nos BLOB NOT NULL,
        right_subjects BLOB NOT NULL);
      -- Whose golden record holds a value that many may hold: 32-bit hashes in the order of entity_key, 0 for none.
      CREATE TABLE value_key (element_no INTEGER NOT NULL, block_no INTEGER NOT NULL, value_keys BLOB NOT NULL,
        PRIMARY KEY (element_no, block_no)) WITHOUT ROWID;
      """
  }

  static func views(_ declaration: BaseDeclaration) -> String {
    let elements = DataElement.of(declaration.subject)
    let provenance = elements.map { element in
      let column = element.columnName
      return """
        SELECT e.entity_no, e.entity_id, '\(element.key)' AS element, e.\(column) AS value, r.name AS reason,
          r.chinese AS reason_chinese, f.resource, f.file, s.row, s.role, s.record_no,
          date(s.day * 86400, 'unixepoch') AS day,
          coalesce((SELECT max(c.run) FROM change c WHERE c.entity_no = e.entity_no AND c.element = '\(element.key)'),
            (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'baseline_run')) AS since_run,
          EXISTS (SELECT 1 FROM dispute d WHERE d.entity_no = e.entity_no AND d.element = '\(element.key)'
            AND d.status = 'open') AS disputed
        FROM entity e JOIN golden_source g USING (entity_no)
          JOIN record s ON s.entity_no = e.entity_no AND s.record_no = g.\(column) >> \(reasonBits)
          JOIN reason r ON r.reason_no = g.\(column) & \(1 << reasonBits - 1)
          JOIN source_file f USING (file_no)
        WHERE e.\(column) IS NOT NULL
        """
    }.joined(separator: "\nUNION ALL ")
    let values = elements.enumerated().map { place, element in
      """
      CASE WHEN r.quality >> \(2 * place) & 3 THEN coalesce((SELECT v.value FROM variant v
          WHERE v.entity_no = r.entity_no AND v.record_no = r.record_no AND v.element_no = \(place)),
          e.\(element.columnName)) END AS \(element.columnName)
      """
    }.joined(separator: ",\n  ")
    return """
      CREATE VIEW provenance AS \(provenance);
      \(relationView(hasHouseholds: declaration.subject == .person))
      \(standingView(declaration.subject))
      CREATE VIEW source_record AS SELECT r.entity_no, e.entity_id, r.record_no, f.resource, f.file, r.row, r.role,
        date(r.day * 86400, 'unixepoch') AS day,
        \(values)
        FROM record r JOIN entity e USING (entity_no) JOIN source_file f USING (file_no);
      \(ChangeSchema.views(declaration))
      """
  }
}
