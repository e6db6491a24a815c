import Glibc

/// A point on the earth, in degrees of CGCS2000: east and north are positive.
public struct GeoPoint: Sendable, Hashable {
  public var longitude: Double
  public var latitude: Double

  public init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }

  /// The distance in metres, right to a thousandth within a few hundred kilometres.
  public func metres(to other: GeoPoint) -> Double {
    let north = (latitude - other.latitude) * Self.metresPerDegree
    let middle = (latitude + other.latitude) / 2 * .pi / 180
    let east = (longitude - other.longitude) * Self.metresPerDegree * cos(middle)
    return (north * north + east * east).squareRoot()
  }

  /// Of latitude, and of longitude on the equator: the earth as a ball of its mean radius.
  static let metresPerDegree = 6_371_008.8 * .pi / 180

  /// Whether the point lies between the outermost points of China's land and sea.
  public var isInChina: Bool {
    Self.chineseLongitudes.contains(longitude) && Self.chineseLatitudes.contains(latitude)
  }

  /// From the Pamirs to the mouth of the Wusuli.
  public static let chineseLongitudes = 73.0...136.0
  /// From Zengmu Ansha to the Heilongjiang.
  public static let chineseLatitudes = 3.0...54.0
}
