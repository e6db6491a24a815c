import GuiyiColumns
import GuiyiSpace
import Testing

@Suite struct CoordinateSystemTests {
  private func read(_ name: String) -> CoordinateSystem? {
    let bytes = Array(name.utf8)
    return CoordinateSystem(name: bytes.span)
  }

  @Test(arguments: [
    ("EPSG:4526", "CGCS2000 / Gauss-Kruger CM 114E"), ("4547", "CGCS2000 / Gauss-Kruger CM 114E"),
    ("epsg:4508", "CGCS2000 / Gauss-Kruger CM 111E"), ("EPSG:2362", "西安80 / Gauss-Kruger CM 114E"),
    ("EPSG:21419", "北京54 / Gauss-Kruger CM 111E"), ("EPSG:4490", "CGCS2000"), ("EPSG:4326", "WGS84"),
    ("CGCS2000_3_Degree_GK_Zone_38", "CGCS2000 / Gauss-Kruger CM 114E"),
    ("CGCS2000_3_Degree_GK_CM_114E", "CGCS2000 / Gauss-Kruger CM 114E"),
    ("CGCS2000 / Gauss-Kruger CM 114E", "CGCS2000 / Gauss-Kruger CM 114E"),
    ("2000国家大地坐标系3度带第38带", "CGCS2000 / Gauss-Kruger CM 114E"),
    ("国家大地2000，中央子午线114度", "CGCS2000 / Gauss-Kruger CM 114E"),
    ("西安80 6度带19带", "西安80 / Gauss-Kruger CM 111E"),
    ("Xian_1980_3_Degree_GK_Zone_38", "西安80 / Gauss-Kruger CM 114E"),
    ("1954年北京坐标系", "北京54"), ("WGS 84", "WGS84"), ("2000国家大地坐标系（3度带）", "CGCS2000"),
  ])
  func `reads names and codes`(name: String, form: String) {
    #expect(read(name)?.name == form)
  }

  @Test(arguments: ["", "独立坐标系", "EPSG:9999999999999999999", "38", "EPSG:3857", "带"])
  func `a name of no known system is none`(name: String) {
    #expect(read(name) == nil)
  }

  @Test func `names are read back, and any bytes are read without a trap`() {
    for datum in CoordinateSystem.Datum.allCases {
      for meridian in CoordinateSystem.centralMeridians where datum != .gcj02 && datum != .bd09 {
        let system = CoordinateSystem(datum, centralMeridian: meridian)
        #expect(read(system.name) == system)
      }
    }
    var random = SplitMix64(seed: 0xC25)
    let pieces = ["CGCS", "2000", "带", "3", "度", "EPSG:", "4526", "北京", "中央子午线", "114", " ", "\u{0}", "９"]
    for _ in 0..<20_000 {
      let name = (0..<random.next() % 8).map { _ in pieces[Int(random.next() % 13)] }.joined()
      if let meridian = read(name)?.centralMeridian {
        #expect(CoordinateSystem.centralMeridians.contains(meridian))
      }
    }
  }
}

@Suite struct CoordinatePairTests {
  @Test(arguments: [
    (113.1925, 33.7662, CoordinatePair.Kind.degrees, false), (33.7662, 113.1925, .degrees, true),
    (38_425_194.57, 3_738_021.28, .zonedMetres, false), (3_738_021.28, 38_425_194.57, .zonedMetres, true),
    (19_703_125.99, 3_739_889.02, .zonedMetres, false), (425_194.57, 3_738_021.28, .metres, false),
    (3_738_021.28, 425_194.57, .metres, true),
  ])
  func `tells which number is which`(
    longitude: Double, latitude: Double, kind: CoordinatePair.Kind, isSwapped: Bool
  ) throws {
    let pair = try #require(CoordinatePair(longitude: longitude, latitude: latitude))
    #expect(pair.kind == kind)
    #expect(pair.isSwapped == isSwapped)
    #expect(pair.east == (isSwapped ? latitude : longitude))
  }

  @Test(arguments: [
    (0, 0), (113.2, 113.2), (33.7, 33.7), (113.2, 3_738_021), (425_194, 33.7), (24_425_194, 3_738_021),
    (-113.2, 33.7), (.nan, 33.7), (.infinity, 33.7), (1e300, 1e300), (2.35, 48.85),
  ])
  func `pairs of no Chinese point are none`(longitude: Double, latitude: Double) {
    #expect(CoordinatePair(longitude: longitude, latitude: latitude) == nil)
  }
}
