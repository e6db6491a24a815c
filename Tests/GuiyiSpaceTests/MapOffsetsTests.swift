import GuiyiColumns
import GuiyiSpace
import Testing

@Suite struct MapOffsetsTests {
  private func point(_ longitude: Double, _ latitude: Double) -> GeoPoint {
    GeoPoint(longitude: longitude, latitude: latitude)
  }

  /// The test points of eviltransform and coordtransform, which everyone's maps are held against, and one at Pingdingshan.
  @Test(arguments: [
    (121.5272106, 31.1774276, 121.531541859215, 31.17530398364597),
    (113.912316, 22.543847, 113.9171764808363, 22.540796131694766),
    (116.377817, 39.911954, 116.38404722455657, 39.91334545536069),
    (116.404, 39.915, 116.41024449916938, 39.91640428150164),
    (113.1925, 33.7662, 113.19876902, 33.76476417),
  ])
  func `moves to GCJ-02 and back`(longitude: Double, latitude: Double, east: Double, north: Double) {
    let (earth, map) = (point(longitude, latitude), point(east, north))
    #expect(MapOffsets.gcj02(earth).metres(to: map) < 0.1)
    #expect(MapOffsets.fromGCJ02(map).metres(to: earth) < 0.1)
  }

  @Test(arguments: [
    (116.404, 39.915, 116.41036949371029, 39.92133699351021),
    (113.19876902, 33.76476417, 113.20532763, 33.77061776),
  ])
  func `moves from GCJ-02 to BD-09 and back`(
    longitude: Double, latitude: Double, east: Double, north: Double
  ) {
    let (map, baidu) = (point(longitude, latitude), point(east, north))
    #expect(MapOffsets.bd09(fromGCJ02: map).metres(to: baidu) < 0.01)
    #expect(MapOffsets.gcj02(fromBD09: baidu).metres(to: map) < 0.01)
  }

  @Test func `the way to BD-09 and back leads over GCJ-02`() {
    let (earth, baidu) = (point(113.1925, 33.7662), point(113.20532763, 33.77061776))
    #expect(MapOffsets.bd09(earth).metres(to: baidu) < 0.01)
    #expect(MapOffsets.fromBD09(baidu).metres(to: earth) < 0.01)
  }

  @Test func `every point of China comes back to less than a millimetre`() {
    var random = SplitMix64(seed: 0x6C02)
    var worst = 0.0
    for _ in 0..<50_000 {
      let earth = point(
        73 + Double(random.next() % 63_000_001) / 1e6, 3 + Double(random.next() % 51_000_001) / 1e6)
      worst = max(worst, MapOffsets.fromGCJ02(MapOffsets.gcj02(earth)).metres(to: earth))
      worst = max(worst, MapOffsets.fromBD09(MapOffsets.bd09(earth)).metres(to: earth))
    }
    #expect(worst < 0.001)
  }

  @Test func `leaves points outside China where they are`() {
    let paris = point(2.35, 48.85)
    #expect(MapOffsets.gcj02(paris) == paris)
  }
}
