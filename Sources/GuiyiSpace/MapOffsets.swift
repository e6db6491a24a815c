import Glibc

/// The two systems of Chinese web maps, which move every point by some hundred metres.
///
/// GCJ-02 is secret; what everyone uses was found by measuring and is a formula of its own by now. BD-09 moves GCJ-02 on, as Baidu
/// published it. Neither has an inverse in closed form: both are found by iterating, until a step is below a micrometre.
public enum MapOffsets {
  /// WGS 84 or CGCS2000 to GCJ-02; a point outside China stays where it is.
  public static func gcj02(_ point: GeoPoint) -> GeoPoint {
    guard mapped.longitudes.contains(point.longitude), mapped.latitudes.contains(point.latitude) else {
      return point
    }
    let (x, y) = (point.longitude - 105, point.latitude - 35)
    let common = (20 * sin(6 * x * .pi) + 20 * sin(2 * x * .pi)) * 2 / 3
    var north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * x.magnitude.squareRoot() + common
    north += (20 * sin(y * .pi) + 40 * sin(y / 3 * .pi)) * 2 / 3
    north += (160 * sin(y / 12 * .pi) + 320 * sin(y / 30 * .pi)) * 2 / 3
    var east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * x.magnitude.squareRoot() + common
    east += (20 * sin(x * .pi) + 40 * sin(x / 3 * .pi)) * 2 / 3
    east += (150 * sin(x / 12 * .pi) + 300 * sin(x / 30 * .pi)) * 2 / 3
    let latitude = point.latitude * .pi / 180
    let magic = 1 - squaredEccentricity * sin(latitude) * sin(latitude)
    let root = magic.squareRoot()
    return GeoPoint(
      longitude: point.longitude + east * 180 / (semiMajorMetres / root * cos(latitude) * .pi),
      latitude: point.latitude
        + north * 180 / (semiMajorMetres * (1 - squaredEccentricity) / (magic * root) * .pi))
  }

  /// GCJ-02 to BD-09.
  public static func bd09(fromGCJ02 point: GeoPoint) -> GeoPoint {
    let (x, y) = (point.longitude, point.latitude)
    let radius = (x * x + y * y).squareRoot() + 0.00002 * sin(y * turn)
    let angle = atan2(y, x) + 0.000003 * cos(x * turn)
    return GeoPoint(longitude: radius * cos(angle) + 0.0065, latitude: radius * sin(angle) + 0.006)
  }

  /// WGS 84 or CGCS2000 to BD-09.
  public static func bd09(_ point: GeoPoint) -> GeoPoint { bd09(fromGCJ02: gcj02(point)) }

  /// GCJ-02 to CGCS2000.
  public static func fromGCJ02(_ point: GeoPoint) -> GeoPoint { invert(point) { gcj02($0) } }

  /// BD-09 to GCJ-02.
  public static func gcj02(fromBD09 point: GeoPoint) -> GeoPoint {
    invert(point) { bd09(fromGCJ02: $0) }
  }

  /// BD-09 to CGCS2000.
  public static func fromBD09(_ point: GeoPoint) -> GeoPoint { fromGCJ02(gcj02(fromBD09: point)) }

  /// The point that a map moves to `target`: the move changes so slowly that it can be taken back where it led, again and again.
  private static func invert(_ target: GeoPoint, _ move: (GeoPoint) -> GeoPoint) -> GeoPoint {
    var point = target
    for _ in 0..<16 {
      let moved = move(point)
      let east = target.longitude - moved.longitude
      let north = target.latitude - moved.latitude
      point.longitude += east
      point.latitude += north
      if east.magnitude < 1e-11, north.magnitude < 1e-11 { break }
    }
    return point
  }

  private static let semiMajorMetres = 6_378_245.0
  private static let squaredEccentricity = 0.006_693_421_622_965_943_23
  private static let turn = Double.pi * 3000 / 180
  /// Where the maps are moved at all.
  private static let mapped = (longitudes: 72.004...137.8347, latitudes: 0.8293...55.8271)
}
