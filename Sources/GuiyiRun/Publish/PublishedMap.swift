import GuiyiBase
import GuiyiColumns
import GuiyiModel
import GuiyiPublish
import GuiyiSharing
import GuiyiStore

/// The places or estates of a reader as a layer of points: `place.gpkg`, `estate.gpkg`.
///
/// Which coordinate system a feed writes is told by all points of the city, an estate lies where the register has its address,
/// and of two points the newer may count: so the layer goes to a reader who may see every column that this follows from, the
/// days of the rows among them, and to nobody else.
struct PublishedMap {
  let subject: Subject

  /// The subjects whose maps a reader may have.
  static func subjects(_ rights: ReaderRights, catalog: Catalog) -> [Subject] {
    func seesAll(_ subject: Subject) -> Bool {
      catalog.resources.allSatisfy { resource in
        let elements = resource.items.compactMap(\.element)
        return !elements.contains { $0.subject == subject }
          || elements.allSatisfy {
            $0.subject != subject && $0.subject != .row || rights.cover($0, of: resource.index)
          }
      }
    }
    guard seesAll(.place) else { return [] }
    return seesAll(.estate) ? [.place, .estate] : [.place]
  }

  private struct Point {
    let number: Int
    let longitude: Double
    let latitude: Double
    let system: String
    let basis: String
    let errorMetres: Double
    let geometry: [UInt8]
  }

  /// Writes the layer: what the table says of a row, and where it lies.
  /// - Parameter numbers: the stable numbers of the subject's entities, ascending.
  func write(
    _ table: PublishedTable, values: ElementValues, numbers: [UInt32], baseFolder: String, asOf: String,
    to folder: String
  ) throws {
    let points = try points(table, numbers: numbers, baseFolder: baseFolder)
    try putAside(folder + "/\(BaseDeclaration.of(subject).mapFileName)") { path in
      let database = try DatabaseBuilder(path: path)
      let columns = table.elements.map { "\($0.columnName) TEXT" }.joined(separator: ", ")
      try database.execute(
        """
        CREATE TABLE entity (fid INTEGER PRIMARY KEY NOT NULL, no INTEGER NOT NULL, \(columns),
          cgcs2000_longitude DOUBLE, cgcs2000_latitude DOUBLE, coordinate_system TEXT, system_basis TEXT,
          error_metres DOUBLE, geom POINT);
        """)
      try database.insert(into: "entity", columnCount: table.elements.count + 8) { writer in
        for (index, point) in points.enumerated() {
          writer.integer(index + 1)
          writer.integer(point.number)
          for (place, value) in table.rows[point.number - 1].enumerated() {
            if value == 0 { writer.null() } else { writer.text(values[table.elements[place]].string(value)) }
          }
          writer.real(point.longitude)
          writer.real(point.latitude)
          writer.text(point.system)
          writer.text(point.basis)
          writer.real(point.errorMetres)
          writer.numbers(point.geometry.span)
          try writer.endRow()
        }
      }
      try finishMapLayer(database, of: subject, asOf: asOf, key: "fid")
      try database.finish()
    }
  }

  /// In the order of the rows; of rows that look alike in that of their coordinates.
  private func points(_ table: PublishedTable, numbers: [UInt32], baseFolder: String) throws -> [Point] {
    var points: [Point] = []
    var entity = 0
    let reader = try DatabaseReader(path: baseFolder + "/" + BaseDeclaration.of(subject).fileName)
    try reader.forEach(
      """
      SELECT entity_no, cgcs2000_longitude, cgcs2000_latitude, coordinate_system, system_basis, error_metres, geom
      FROM entity WHERE geom IS NOT NULL ORDER BY entity_no
      """
    ) { row in
      guard let number = row.integer(0), let longitude = row.real(1), let latitude = row.real(2) else {
        return
      }
      while entity < numbers.count, Int64(numbers[entity]) < number { entity += 1 }
      guard entity < numbers.count, Int64(numbers[entity]) == number, table.numberOf[entity] != 0 else {
        return
      }
      points.append(
        Point(
          number: table.numberOf[entity], longitude: longitude, latitude: latitude,
          system: row.text(3) ?? "", basis: row.text(4) ?? "", errorMetres: row.real(5) ?? 0,
          geometry: row.numbers(6)))
    }
    return points.sorted {
      ($0.number, $0.longitude, $0.latitude, $0.errorMetres) < (
        $1.number, $1.longitude, $1.latitude, $1.errorMetres
      )
    }
  }
}
