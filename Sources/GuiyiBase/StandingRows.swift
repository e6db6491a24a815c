internal import GuiyiMerge
internal import GuiyiModel
internal import GuiyiRelate
internal import GuiyiStore

/// Writes how each decision or certificate stands on the day of the run.
func writeStandings(_ content: BaseContent, order: EntityOrder, database: DatabaseBuilder) throws(StoreError)
{
  if content.standings.isEmpty { return }
  let states = Standing.State.allCases.map { Array($0.name.utf8) }
  try database.insert(into: "standing", columnCount: 6) { writer in
    for entity in order.entities.lazy.map({ Int($0) }) {
      let standing = content.standings[entity]
      writer.integer(Int64(content.numbers[entity]))
      let state = states[Int(standing.state.rawValue)]
      writer.text(state.span)
      if let since = standing.since { writer.integer(Int64(since)) } else { writer.null() }
      if let until = standing.until { writer.integer(Int64(until)) } else { writer.null() }
      writer.text(standing.className)
      writer.text(standing.basis)
      try writer.endRow()
    }
  }
}

extension BaseSchema {
  /// The subjects whose entities stand somehow: public or archived, current or superseded.
  static func hasStandings(_ subject: Subject) -> Bool { subject == .credit || subject == .certificate }

  static let standings = """
    -- How an entity stands on the run's day, since when, the first day on which it does no more, and by which list or law.
    CREATE TABLE standing (entity_no INTEGER PRIMARY KEY, state TEXT NOT NULL, since_day INTEGER, until_day INTEGER,
      class TEXT NOT NULL, basis TEXT NOT NULL);
    """

  /// What others may rely on: items on somebody's record, and certificates, each with its days.
  static func standingView(_ subject: Subject) -> String {
    switch subject {
    case .credit:
      """
      -- Items that are on somebody's credit record: public ones, and archived ones for the authorities alone.
      CREATE VIEW credit_record AS SELECT e.*, s.state, date(s.since_day * 86400, 'unixepoch') AS public_since,
        date(s.until_day * 86400, 'unixepoch') AS public_until, s.class, s.basis
        FROM entity e JOIN standing s USING (entity_no) WHERE s.state IN ('public', 'archived');
      """
    case .certificate:
      """
      CREATE VIEW current_certificate AS SELECT e.*, date(s.since_day * 86400, 'unixepoch') AS since
        FROM entity e JOIN standing s USING (entity_no) WHERE s.state = 'current';
      """
    case .estate:
      """
      -- Units by their parcel: the first 19 characters of the unit's 28.
      CREATE VIEW parcel AS SELECT coalesce(parcel_code, substr(unit_code, 1, 19)) AS parcel_code,
        count(unit_code) AS unit_count, min(entity_no) AS first_entity_no
        FROM entity WHERE coalesce(parcel_code, unit_code) IS NOT NULL GROUP BY 1;
      """
    case .person, .organization, .place, .row: ""
    }
  }
}
