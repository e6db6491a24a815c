/// Two numbers of a feed as east and north, whichever column each stood in.
///
/// In China no longitude can be a latitude, and no northing an easting: each pair tells its own order.
public struct CoordinatePair: Sendable, Hashable {
  public enum Kind: UInt8, Sendable {
    case degrees
    /// Metres, the zone's number before the easting.
    case zonedMetres
    /// Metres from a central meridian that the numbers do not tell.
    case metres
  }

  public let east: Double
  public let north: Double
  public let kind: Kind
  /// Whether the column of longitudes held the latitude.
  public let isSwapped: Bool

  /// - Parameters:
  ///   - longitude: what stands in the column of longitudes or eastings.
  ///   - latitude: what stands in the column of latitudes or northings.
  public init?(longitude: Double, latitude: Double) {
    if let kind = Self.kind(longitude, latitude) {
      (east, north, isSwapped) = (longitude, latitude, false)
      self.kind = kind
    } else if let kind = Self.kind(latitude, longitude) {
      (east, north, isSwapped) = (latitude, longitude, true)
      self.kind = kind
    } else {
      return nil
    }
  }

  private static func kind(_ east: Double, _ north: Double) -> Kind? {
    switch (axis(east), axis(north)) {
    case (.longitude, .latitude): .degrees
    case (.zonedEasting, .northing): .zonedMetres
    case (.easting, .northing): .metres
    default: nil
    }
  }

  /// What a number can be in China; nil for none.
  public enum Axis: Sendable {
    case longitude, latitude, easting, zonedEasting, northing

    /// Whether it belongs into a column of longitudes.
    public var isEast: Bool {
      switch self {
      case .longitude, .easting, .zonedEasting: true
      case .latitude, .northing: false
      }
    }
  }

  public static func axis(_ value: Double) -> Axis? {
    switch value {
    case GeoPoint.chineseLongitudes: .longitude
    case GeoPoint.chineseLatitudes: .latitude
    // Zones are at most six degrees wide, 334 km to either side at the equator.
    case 160_000...840_000: .easting
    // From the south of Hainan; smaller northings could be eastings.
    case 1_900_000...6_000_000: .northing
    case 13_000_000..<46_000_000:
      CoordinateSystem.centralMeridian(ofZone: Int(value / 1_000_000)) != nil
        && (160_000...840_000).contains(value.truncatingRemainder(dividingBy: 1_000_000))
        ? .zonedEasting : nil
    default: nil
    }
  }

  /// The central meridian that the zone's number before the easting tells.
  public var centralMeridian: Int? {
    kind == .zonedMetres ? CoordinateSystem.centralMeridian(ofZone: Int(east / 1_000_000)) : nil
  }
}
