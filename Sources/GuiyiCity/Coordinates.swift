import Glibc

/// A system that a feed writes points in, by formulas of the generator's own: the truth owes the engine nothing.
enum WrittenSystem: CaseIterable {
  case cgcs2000, gcj02, bd09, projected

  /// The name in the feed's column.
  var name: String {
    switch self {
    case .cgcs2000: "CGCS2000"
    case .gcj02: "GCJ-02"
    case .bd09: "百度"
    case .projected: "CGCS2000_3_Degree_GK_CM_114E"
    }
  }

  /// The two cells of a point.
  func write(longitude: Double, latitude: Double) -> (longitude: String, latitude: String) {
    switch self {
    case .cgcs2000: return (decimal(longitude, 6), decimal(latitude, 6))
    case .gcj02:
      let point = Self.mars(longitude, latitude)
      return (decimal(point.longitude, 6), decimal(point.latitude, 6))
    case .bd09:
      let mars = Self.mars(longitude, latitude)
      let (x, y) = (mars.longitude, mars.latitude)
      let turn = Double.pi * 3000 / 180
      let length = (x * x + y * y).squareRoot() + 2e-5 * sin(y * turn)
      let angle = atan2(y, x) + 3e-6 * cos(x * turn)
      return (decimal(length * cos(angle) + 0.0065, 6), decimal(length * sin(angle) + 0.006, 6))
    case .projected:
      let point = Self.project(longitude, latitude, meridian: 114)
      return (decimal(point.east, 3), decimal(point.north, 3))
    }
  }

  private static func mars(_ longitude: Double, _ latitude: Double) -> (longitude: Double, latitude: Double) {
    let (x, y) = (longitude - 105, latitude - 35)
    let waves = 20 * sin(6 * .pi * x) + 20 * sin(2 * .pi * x)
    let north =
      -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * abs(x).squareRoot()
      + (waves + 20 * sin(.pi * y) + 40 * sin(.pi * y / 3) + 160 * sin(.pi * y / 12) + 320 * sin(.pi * y / 30))
      * 2 / 3
    let east =
      300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * abs(x).squareRoot()
      + (waves + 20 * sin(.pi * x) + 40 * sin(.pi * x / 3) + 150 * sin(.pi * x / 12) + 300 * sin(.pi * x / 30))
      * 2 / 3
    let (a, ee) = (6_378_245.0, 0.006_693_421_622_965_943)
    let sine = sin(latitude * .pi / 180)
    let w = 1 - ee * sine * sine
    let meridianRadius = a * (1 - ee) / (w * w.squareRoot())
    let parallelRadius = a / w.squareRoot() * cos(latitude * .pi / 180)
    return (longitude + east / parallelRadius * 180 / .pi, latitude + north / meridianRadius * 180 / .pi)
  }

  /// Gauss-Krüger by the classical powers of the distance from the meridian.
  private static func project(
    _ longitude: Double, _ latitude: Double, meridian: Double
  ) -> (east: Double, north: Double) {
    let a = 6_378_137.0
    let f = 1 / 298.257_222_101
    let e2 = f * (2 - f)
    let b = latitude * .pi / 180
    let l = (longitude - meridian) * .pi / 180 * cos(b)
    let t2 = tan(b) * tan(b)
    let h2 = e2 / (1 - e2) * cos(b) * cos(b)
    let n = a / (1 - e2 * sin(b) * sin(b)).squareRoot()
    let arc = meridianArc(b, a, e2)
    let north =
      arc + n * tan(b) * l * l
      * (0.5 + l * l * ((5 - t2 + 9 * h2 + 4 * h2 * h2) / 24 + l * l * (61 - 58 * t2 + t2 * t2) / 720))
    let east =
      n * l
      * (1 + l * l * ((1 - t2 + h2) / 6 + l * l * (5 - 18 * t2 + t2 * t2 + 14 * h2 - 58 * t2 * h2) / 120))
    return (east + 500_000, north)
  }

  /// The length of the meridian from the equator, by Simpson's rule.
  private static func meridianArc(_ b: Double, _ a: Double, _ e2: Double) -> Double {
    func radius(_ latitude: Double) -> Double {
      let w = 1 - e2 * sin(latitude) * sin(latitude)
      return a * (1 - e2) / (w * w.squareRoot())
    }
    let count = 200
    let step = b / Double(count)
    var sum = radius(0) + radius(b)
    for index in 1..<count { sum += radius(Double(index) * step) * (index % 2 == 0 ? 2 : 4) }
    return sum * step / 3
  }
}

/// A number with some decimals, without the C library's locale.
func decimal(_ number: Double, _ places: Int) -> String {
  var scale = 1
  for _ in 0..<places { scale *= 10 }
  let scaled = Int((number * Double(scale)).rounded())
  return "\(scaled / scale).\(padded(scaled % scale, places))"
}
