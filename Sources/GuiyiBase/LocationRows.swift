internal import GuiyiModel
internal import GuiyiRecords
internal import GuiyiStore

/// Where the addresses of entities lie: `location` in numbers, the view `located_at` to read.
enum LocationSchema {
  static let tables = """
    CREATE TABLE place_level (level_no INTEGER PRIMARY KEY, name TEXT NOT NULL, chinese TEXT NOT NULL);
    -- The place that the golden value of an address lies in; confidence in thousandths.
    CREATE TABLE location (entity_no INTEGER NOT NULL, element_no INTEGER NOT NULL, place_no INTEGER NOT NULL,
      level_no INTEGER NOT NULL, confidence INTEGER NOT NULL, PRIMARY KEY (entity_no, element_no)) WITHOUT ROWID;
    """

  static var view: String {
    """
    CREATE VIEW located_at AS SELECT l.entity_no, e.entity_id, m.name AS element,
      '\(BaseDeclaration.of(.place).idPrefix)' || printf('%09d', l.place_no) AS place_id, v.name AS level,
      v.chinese AS level_chinese, l.confidence / 1000.0 AS confidence
      FROM location l JOIN entity e USING (entity_no) JOIN element m USING (element_no)
        JOIN place_level v USING (level_no);
    """
  }
}

/// Writes the places of all entities, in the order of their numbers.
func writeLocations(
  _ stored: StoredLocations, _ content: BaseContent, order: EntityOrder, database: DatabaseBuilder
) throws(StoreError) {
  try database.execute(LocationSchema.tables)
  try database.insert(into: "place_level", columnCount: 3) { writer in
    for (number, level) in stored.levels.enumerated() {
      writer.integer(number)
      writer.text(level.name)
      writer.text(level.chineseName)
      try writer.endRow()
    }
  }
  let places = stored.byElement.map { content.records.column($0.element) }
  try database.insert(into: "location", columnCount: 5) { writer in
    for entity in order.entities.lazy.map({ Int($0) }) {
      for (place, entry) in zip(places, stored.byElement) {
        guard let location = entry.locations[entity] else { continue }
        writer.integer(Int64(content.numbers[entity]))
        writer.integer(place)
        writer.integer(Int64(location.placeNumber))
        writer.integer(Int64(location.levelIndex))
        writer.integer(Int64(location.confidence))
        try writer.endRow()
      }
    }
  }
  try database.execute(LocationSchema.view)
}
