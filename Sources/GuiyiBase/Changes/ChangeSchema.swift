/// What a base database says of its entities through time, beside the tables `run` and `change`.
enum ChangeSchema {
  /// Made once the changes are written.
  static let index = "CREATE INDEX change_entity ON change (entity_no);"

  /// - `baseline`: the entities that the feed begins with, found by undoing every change since.
  /// - `history`: how entities came and went, from the first run on.
  /// - `redirect`: for an id that was merged away the one that stands for it today.
  static func views(_ declaration: BaseDeclaration) -> String {
    let keys = declaration.feedKeys
    let undone = keys.map { key in
      let column = BaseDeclaration.columnName(key)
      return """
        max(element = '\(key)') AS has_\(column), max(CASE element WHEN '\(key)' THEN old END) AS \(column)
        """
    }.joined(separator: ",\n  ")
    let values = keys.map { key in
      let column = BaseDeclaration.columnName(key)
      return "CASE WHEN u.has_\(column) THEN u.\(column) ELSE e.\(column) END AS \(column)"
    }.joined(separator: ",\n  ")
    return """
      CREATE VIEW baseline AS WITH undone AS (SELECT entity_no, \(undone)
        FROM (SELECT entity_no, element, old, min(cursor) FROM change WHERE event = 'changed'
          GROUP BY entity_no, element)
        GROUP BY entity_no)
        SELECT n.entity_no, \(values)
        FROM (SELECT entity_no FROM entity UNION
          SELECT entity_no FROM change WHERE event IN ('merged', 'retired') AND cursor > 0) n
          LEFT JOIN entity e USING (entity_no) LEFT JOIN undone u USING (entity_no)
        WHERE n.entity_no < (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'baseline_next');
      CREATE VIEW history AS
        SELECT entity_no, (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'baseline_run') AS run,
          'created' AS event, NULL AS other_no
        FROM (SELECT entity_no FROM entity UNION
          SELECT entity_no FROM change WHERE event IN ('merged', 'retired') AND cursor > 0)
        WHERE entity_no < (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'baseline_next')
          AND entity_no NOT IN (SELECT entity_no FROM change WHERE event = 'split')
        UNION ALL SELECT entity_no, run, event, other_no FROM change WHERE event <> 'changed';
      CREATE VIEW redirect AS WITH RECURSIVE step (entity_no, to_no) AS (
        SELECT entity_no, other_no FROM change WHERE event = 'merged'
        UNION SELECT s.entity_no, c.other_no FROM step s JOIN change c ON c.entity_no = s.to_no AND c.event = 'merged')
        SELECT entity_no, to_no FROM step s
        WHERE NOT EXISTS (SELECT 1 FROM change c WHERE c.entity_no = s.to_no AND c.event = 'merged');
      """
  }
}
