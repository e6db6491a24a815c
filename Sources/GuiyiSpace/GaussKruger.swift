import Glibc

/// A figure of the earth: half the longer axis in metres, and the flattening.
public struct Ellipsoid: Sendable, Hashable {
  public let semiMajorMetres: Double
  public let inverseFlattening: Double

  public static let cgcs2000 = Ellipsoid(semiMajorMetres: 6_378_137, inverseFlattening: 298.257_222_101)
  public static let wgs84 = Ellipsoid(semiMajorMetres: 6_378_137, inverseFlattening: 298.257_223_563)
  /// IAG 1975, of Xi'an 80.
  public static let iag75 = Ellipsoid(semiMajorMetres: 6_378_140, inverseFlattening: 298.257)
  /// Krasovsky 1940, of Beijing 54.
  public static let krasovsky = Ellipsoid(semiMajorMetres: 6_378_245, inverseFlattening: 298.3)
}

/// The projection of Chinese maps: metres north of the equator and east of a central meridian, on the scale 1.
///
/// Krüger's series to the fourth power of n: within five degrees of the meridian it agrees with the true projection to less than a
/// tenth of a millimetre.
/// - SeeAlso: Krüger (1912), "Konforme Abbildung des Erdellipsoids in der Ebene"; Karney (2011), J. Geodesy 85(8).
// PROJ would be the library for it. It has neither GCJ-02 nor BD-09, the other half of what feeds need, and would be a shared library
// of 35 MB with its data at every run for the fifty lines below. The tests hold these against published points, and against PROJ.
public struct GaussKruger: Sendable {
  /// What every easting has been moved by, so that none is negative.
  public static let falseEasting = 500_000.0

  private let ellipsoid: Ellipsoid
  private let centralMeridian: Double
  private let eccentricity: Double
  /// The radius of the ball whose meridians are as long as the ellipsoid's.
  private let radius: Double
  private let forward: InlineArray<4, Double>
  private let inverse: InlineArray<4, Double>

  /// - Parameter centralMeridian: degrees east.
  public init(_ ellipsoid: Ellipsoid, centralMeridian: Double) {
    self.ellipsoid = ellipsoid
    self.centralMeridian = centralMeridian
    let flattening = 1 / ellipsoid.inverseFlattening
    eccentricity = (flattening * (2 - flattening)).squareRoot()
    let n = flattening / (2 - flattening)
    let (n2, n3, n4) = (n * n, n * n * n, n * n * n * n)
    radius = ellipsoid.semiMajorMetres / (1 + n) * (1 + n2 / 4 + n4 / 64)
    forward = [
      n / 2 - n2 * 2 / 3 + n3 * 5 / 16 + n4 * 41 / 180, n2 * 13 / 48 - n3 * 3 / 5 + n4 * 557 / 1440,
      n3 * 61 / 240 - n4 * 103 / 140, n4 * 49_561 / 161_280,
    ]
    inverse = [
      n / 2 - n2 * 2 / 3 + n3 * 37 / 96 - n4 / 360, n2 / 48 + n3 / 15 - n4 * 437 / 1440,
      n3 * 17 / 480 - n4 * 37 / 840, n4 * 4397 / 161_280,
    ]
  }

  /// Metres east, moved by `falseEasting`, and north.
  public func project(_ point: GeoPoint) -> (east: Double, north: Double) {
    let latitude = point.latitude * .pi / 180
    let longitude = (point.longitude - centralMeridian) * .pi / 180
    let sine = sin(latitude)
    let tangent = sinh(atanh(sine) - eccentricity * atanh(eccentricity * sine))
    let north = atan2(tangent, cos(longitude))
    let east = asinh(sin(longitude) / hypot(tangent, cos(longitude)))
    var (x, y) = (north, east)
    for index in 0..<4 {
      let factor = Double(2 * (index + 1))
      x += forward[index] * sin(factor * north) * cosh(factor * east)
      y += forward[index] * cos(factor * north) * sinh(factor * east)
    }
    return (radius * y + Self.falseEasting, radius * x)
  }

  /// The point of a pair of metres, the easting moved by `falseEasting` and without a zone's number.
  public func point(east: Double, north: Double) -> GeoPoint {
    let (x, y) = (north / radius, (east - Self.falseEasting) / radius)
    var (meridian, parallel) = (x, y)
    for index in 0..<4 {
      let factor = Double(2 * (index + 1))
      meridian -= inverse[index] * sin(factor * x) * cosh(factor * y)
      parallel -= inverse[index] * cos(factor * x) * sinh(factor * y)
    }
    let conformal = sin(meridian) / hypot(sinh(parallel), cos(meridian))
    let longitude = atan2(sinh(parallel), cos(meridian))
    return GeoPoint(
      longitude: longitude * 180 / .pi + centralMeridian, latitude: latitude(conformal) * 180 / .pi)
  }

  /// The latitude in radians whose conformal latitude has this tangent.
  private func latitude(_ conformal: Double) -> Double {
    var tangent = conformal
    // Three steps are enough for all digits.
    for _ in 0..<4 {
      let length = hypot(1, tangent)
      let sigma = sinh(eccentricity * atanh(eccentricity * tangent / length))
      let reached = tangent * hypot(1, sigma) - sigma * length
      let squared = 1 - eccentricity * eccentricity
      tangent +=
        (conformal - reached) / hypot(1, reached) * (1 + squared * tangent * tangent) / (squared * length)
    }
    return atan(tangent)
  }
}
