public import GuiyiModel
internal import GuiyiSpace
public import GuiyiStore

/// What makes a base database an OGC GeoPackage 1.3: programs for maps open its table `entity` as a layer of points.
///
/// The file stays what it was for readers of tables. It has two names, `place.sqlite` and `place.gpkg`, for map programs go by the
/// ending; the second is a symbolic link, so that whoever writes through it uses the very same journal.
/// - SeeAlso: OGC 12-128r17.
enum GeoPackage {
  /// The layer's table and its column of geometries.
  static let table = "entity"
  static let column = "geom"
  /// EPSG:4490, CGCS2000 in degrees.
  static let referenceSystem: Int32 = 4490

  /// The columns behind a golden record, for subjects that have points; the original coordinates stay what they were.
  static let columns = """
    , cgcs2000_longitude DOUBLE, cgcs2000_latitude DOUBLE, coordinate_system TEXT, system_basis TEXT,
    error_metres DOUBLE, point_source TEXT, geom POINT
    """

  /// How many columns that are.
  static let columnCount = 7

  /// Tables that the standard asks for, and its two marks in the file's header: 'GPKG' and the version 1.3.
  private static let tables = """
    PRAGMA application_id = 1196444487;
    PRAGMA user_version = 10300;
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
      organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
    CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
      description TEXT DEFAULT '',
      last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
      min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
      CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
    CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
      geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
      CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
      CONSTRAINT uk_gc_table_name UNIQUE (table_name),
      CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
      CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
    CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
      definition TEXT NOT NULL, scope TEXT NOT NULL,
      CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
    INSERT INTO gpkg_spatial_ref_sys VALUES
      ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
      ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
      ('WGS 84 geodetic', 4326, 'EPSG', 4326, '\(wgs84)', 'longitude and latitude in degrees on WGS 84'),
      ('China Geodetic Coordinate System 2000', 4490, 'EPSG', 4490, '\(cgcs2000)',
        'longitude and latitude in degrees of CGCS2000');
    """

  private static let wgs84 = """
    GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],\
    AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],\
    UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]
    """
  private static let cgcs2000 = """
    GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",\
    SPHEROID["CGCS2000",6378137,298.257222101,AUTHORITY["EPSG","1024"]],AUTHORITY["EPSG","1043"]],\
    PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],\
    AUTHORITY["EPSG","4490"]]
    """

  /// Makes the file a GeoPackage once its entities are written.
  ///
  /// - Parameter asOf: the run's date: a clock would make two equal runs differ.
  static func finish(_ database: DatabaseBuilder, declaration: BaseDeclaration, asOf: String)
    throws(StoreError)
  {
    try finishLayer(database, declaration: declaration, asOf: asOf, key: "entity_no")
    try database.execute(
      """
      INSERT INTO gpkg_contents VALUES ('source_file', 'attributes', 'source_file', 'files that the rows came from',
        '\(asOf)T00:00:00.000Z', NULL, NULL, NULL, NULL, NULL);
      """)
  }

  /// Makes a file whose table `entity` has points a GeoPackage of one layer.
  ///
  /// - Parameter key: the column that numbers the rows.
  static func finishLayer(
    _ database: DatabaseBuilder, declaration: BaseDeclaration, asOf: String, key: String
  ) throws(StoreError) {
    let layer = "'\(table)'"
    try database.execute(schema(key: key))
    try database.execute(
      """
      INSERT INTO gpkg_contents SELECT \(layer), 'features', '\(declaration.chineseName)',
        '\(declaration.subject.name)', '\(asOf)T00:00:00.000Z', min(cgcs2000_longitude), min(cgcs2000_latitude),
        max(cgcs2000_longitude), max(cgcs2000_latitude), \(referenceSystem) FROM \(table);
      INSERT INTO gpkg_geometry_columns VALUES (\(layer), '\(column)', 'POINT', \(referenceSystem), 0, 0);
      INSERT INTO gpkg_extensions VALUES (\(layer), '\(column)', 'gpkg_rtree_index',
        'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
      """)
    try PackedTree.fill(
      tree, of: database,
      from: """
        SELECT \(key), cgcs2000_longitude, cgcs2000_latitude FROM \(table) WHERE \(column) IS NOT NULL ORDER BY \(key)
        """)
  }

  /// The tables that the standard asks for, the tree of the layer, and what keeps it right.
  static func schema(key: String) -> String {
    """
    \(tables)
    CREATE VIRTUAL TABLE \(tree) USING rtree(id, minx, maxx, miny, maxy);
    \(triggers(key: key))
    """
  }

  private static let tree = "rtree_\(table)_\(column)"

  /// What keeps the tree right when a map program writes; the functions in them are that program's.
  private static func triggers(key: String) -> String {
    let box = "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)"
    let isThere = "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))"
    let isGone = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"
    let put = "INSERT OR REPLACE INTO \(tree) VALUES (NEW.\(key), \(box));"
    return """
      CREATE TRIGGER \(tree)_insert AFTER INSERT ON \(table) WHEN \(isThere) BEGIN \(put) END;
      CREATE TRIGGER \(tree)_update1 AFTER UPDATE OF geom ON \(table)
        WHEN OLD.\(key) = NEW.\(key) AND \(isThere) BEGIN \(put) END;
      CREATE TRIGGER \(tree)_update2 AFTER UPDATE OF geom ON \(table)
        WHEN OLD.\(key) = NEW.\(key) AND \(isGone) BEGIN DELETE FROM \(tree) WHERE id = OLD.\(key); END;
      CREATE TRIGGER \(tree)_update3 AFTER UPDATE ON \(table) WHEN OLD.\(key) != NEW.\(key) AND \(isThere)
        BEGIN DELETE FROM \(tree) WHERE id = OLD.\(key); \(put) END;
      CREATE TRIGGER \(tree)_update4 AFTER UPDATE ON \(table) WHEN OLD.\(key) != NEW.\(key) AND \(isGone)
        BEGIN DELETE FROM \(tree) WHERE id IN (OLD.\(key), NEW.\(key)); END;
      CREATE TRIGGER \(tree)_delete AFTER DELETE ON \(table) WHEN OLD.geom NOT NULL
        BEGIN DELETE FROM \(tree) WHERE id = OLD.\(key); END;
      """
  }

  /// A point as the standard's blob: "GP", version, flags, reference system, then well-known binary.
  static func blob(_ point: GeoPoint, into bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    // Little endian, without an envelope, not empty.
    bytes.append(contentsOf: [0x47, 0x50, 0, 1])
    append(UInt32(bitPattern: referenceSystem), &bytes)
    bytes.append(1)
    append(UInt32(1), &bytes)
    append(point.longitude.bitPattern, &bytes)
    append(point.latitude.bitPattern, &bytes)
  }

  private static func append<Number: FixedWidthInteger>(_ number: Number, _ bytes: inout [UInt8]) {
    for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number &>> Number(shift)))
    }
  }
}

extension BaseDeclaration {
  /// Whether its entities are points on a map, so that the file is a GeoPackage.
  public var isGeoPackage: Bool { subject == .place || subject == .estate }

  /// The columns of `entity` that say where an entity lies, but for the geometry; none where it lies nowhere.
  public var pointColumns: [String] {
    isGeoPackage
      ? [
        "cgcs2000_longitude", "cgcs2000_latitude", "coordinate_system", "system_basis", "error_metres",
        "point_source",
      ] : []
  }

  /// The file's other name, for programs that show maps.
  public var mapFileName: String { "\(subject.name).gpkg" }
}

/// Makes a file whose table `entity` has the columns `cgcs2000_longitude`, `cgcs2000_latitude` and `geom`, and numbers its rows by
/// `key`, a GeoPackage with one layer of points.
public func finishMapLayer(_ database: DatabaseBuilder, of subject: Subject, asOf: String, key: String)
  throws(StoreError)
{
  try GeoPackage.finishLayer(database, declaration: BaseDeclaration.of(subject), asOf: asOf, key: key)
}
