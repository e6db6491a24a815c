/// The system that a pair of coordinates is written in.
public struct CoordinateSystem: Sendable, Hashable {
  /// What the degrees refer to.
  public enum Datum: UInt8, Sendable, CaseIterable {
    case cgcs2000, wgs84, gcj02, bd09, xian80, beijing54

    /// The name in data: `CGCS2000`, `GCJ02`, `西安80`.
    public var name: String { Self.names[Int(rawValue)] }
    private static let names = ["CGCS2000", "WGS84", "GCJ02", "BD09", "西安80", "北京54"]

    var ellipsoid: Ellipsoid {
      switch self {
      case .cgcs2000, .gcj02, .bd09: .cgcs2000
      case .wgs84: .wgs84
      case .xian80: .iag75
      case .beijing54: .krasovsky
      }
    }

    /// How far a point of this datum may lie from the same degrees of CGCS2000 for want of published parameters, in metres.
    ///
    /// What moves Xi'an 80 and Beijing 54 to CGCS2000 is known to surveyors of each city and not public.
    public var unknownShiftMetres: Double {
      switch self {
      case .cgcs2000, .wgs84, .gcj02, .bd09: 0
      case .xian80, .beijing54: 150
      }
    }
  }

  public var datum: Datum
  /// The central meridian of a Gauss-Krüger projection in degrees east; nil for degrees.
  public var centralMeridian: Int?

  public init(_ datum: Datum, centralMeridian: Int? = nil) {
    self.datum = datum
    self.centralMeridian = centralMeridian
  }

  public static let cgcs2000 = CoordinateSystem(.cgcs2000)

  /// The normal form: `CGCS2000`, or `CGCS2000 / Gauss-Kruger CM 114E` as EPSG has it.
  public var name: String {
    centralMeridian.map { "\(datum.name) / Gauss-Kruger CM \($0)E" } ?? datum.name
  }

  /// The central meridians of China's zones of 3° and 6°; those of 6° are among them.
  public static let centralMeridians = Array(stride(from: 75, through: 135, by: 3))

  /// The central meridian of a zone: 25 through 45 are zones of 3°, 13 through 23 of 6°, so that a number tells both.
  public static func centralMeridian(ofZone zone: Int) -> Int? {
    switch zone {
    case 25...45: zone * 3
    case 13...23: zone * 6 - 3
    default: nil
    }
  }

  /// The point of a pair in this system.
  ///
  /// - Parameters:
  ///   - east: longitude in degrees; in a projection metres, with a zone's number in front or not.
  ///   - north: latitude in degrees, or metres.
  public func point(east: Double, north: Double) -> GeoPoint {
    var point = GeoPoint(longitude: east, latitude: north)
    if let centralMeridian {
      point = GaussKruger(datum.ellipsoid, centralMeridian: Double(centralMeridian))
        .point(east: east.truncatingRemainder(dividingBy: 1_000_000), north: north)
    }
    switch datum {
    case .gcj02: return MapOffsets.fromGCJ02(point)
    case .bd09: return MapOffsets.fromBD09(point)
    case .cgcs2000, .wgs84, .xian80, .beijing54: return point
    }
  }

  /// How a point is written in this system; metres are without a zone's number.
  public func coordinates(of point: GeoPoint) -> (east: Double, north: Double) {
    var moved = point
    switch datum {
    case .gcj02: moved = MapOffsets.gcj02(point)
    case .bd09: moved = MapOffsets.bd09(point)
    case .cgcs2000, .wgs84, .xian80, .beijing54: break
    }
    guard let centralMeridian else { return (moved.longitude, moved.latitude) }
    return GaussKruger(datum.ellipsoid, centralMeridian: Double(centralMeridian)).project(moved)
  }
}
