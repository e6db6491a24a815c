import GuiyiColumns
import GuiyiSpace
import Testing

@Suite struct SystemDecisionTests {
  static let centre = GeoPoint(longitude: 113.3, latitude: 33.75)

  /// Places around the centre as a feed writes them; the known points are some tens of metres off.
  private static func feed(
    _ system: CoordinateSystem, count: Int = 20, isAnchored: Bool, zone: Int? = nil
  ) -> [AnchoredPair] {
    var random = SplitMix64(seed: 0xFEED)
    return (0..<count).compactMap { _ in
      let point = GeoPoint(
        longitude: centre.longitude + Double(random.next() % 60_000) / 100_000 - 0.3,
        latitude: centre.latitude + Double(random.next() % 40_000) / 100_000 - 0.2)
      let (east, north) = system.coordinates(of: point)
      let pair = CoordinatePair(longitude: east + Double(zone ?? 0) * 1_000_000, latitude: north)
      let known = GeoPoint(
        longitude: point.longitude + Double(random.next() % 60) / 100_000 - 0.0003,
        latitude: point.latitude + Double(random.next() % 60) / 100_000 - 0.0003)
      return pair.map { AnchoredPair($0, known: isAnchored ? known : nil) }
    }
  }

  @Test(arguments: [CoordinateSystem.cgcs2000, .init(.gcj02), .init(.bd09)])
  func `known places tell the system of degrees`(system: CoordinateSystem) throws {
    let decision = try #require(
      SystemDecision(declared: nil, pairs: Self.feed(system, isAnchored: true), centre: Self.centre))
    #expect(decision == SystemDecision(system, .detected, anchorCount: 20))
  }

  @Test func `degrees that nothing tells of are assumed, and the error covers every system`() throws {
    let pairs = Self.feed(.init(.bd09), isAnchored: false)
    let decision = try #require(SystemDecision(declared: nil, pairs: pairs, centre: Self.centre))
    #expect(decision == SystemDecision(.cgcs2000, .assumed))
    let pair = pairs[0].pair
    let meant = CoordinateSystem(.bd09).point(east: pair.east, north: pair.north)
    let taken = decision.system.point(east: pair.east, north: pair.north)
    #expect(decision.errorMetres(of: pair, halfStep: 0.000_000_5) >= meant.metres(to: taken))
    #expect(decision.errorMetres(of: pair, halfStep: 0.000_000_5) < 2000)
  }

  @Test func `few known places tell nothing`() throws {
    let pairs = Self.feed(.init(.gcj02), count: 4, isAnchored: true)
    #expect(
      SystemDecision(declared: nil, pairs: pairs, centre: Self.centre)
        == SystemDecision(.cgcs2000, .assumed))
  }

  @Test func `what a feed names is believed`() {
    let pairs = Self.feed(.init(.gcj02), isAnchored: true)
    #expect(
      SystemDecision(declared: .init(.wgs84), pairs: pairs, centre: nil)
        == SystemDecision(.init(.wgs84), .declared))
  }

  @Test(arguments: [(114, 38), (111, 37), (111, 19)])
  func `the number before the easting tells the zone`(meridian: Int, zone: Int) throws {
    let system = CoordinateSystem(.cgcs2000, centralMeridian: meridian)
    let pairs = Self.feed(system, isAnchored: false, zone: zone)
    #expect(
      SystemDecision(declared: nil, pairs: pairs, centre: nil) == SystemDecision(system, .detected))
    // The catalog names the datum, the numbers the zone.
    #expect(
      SystemDecision(declared: .init(.xian80, centralMeridian: 117), pairs: pairs, centre: nil)
        == SystemDecision(.init(.xian80, centralMeridian: meridian), .declared))
  }

  @Test func `metres without a zone are told by the city, else not at all`() {
    let system = CoordinateSystem(.cgcs2000, centralMeridian: 114)
    let pairs = Self.feed(system, isAnchored: false)
    #expect(
      SystemDecision(declared: nil, pairs: pairs, centre: Self.centre) == SystemDecision(system, .detected))
    #expect(SystemDecision(declared: .cgcs2000, pairs: pairs, centre: nil) == nil)
    #expect(
      SystemDecision(declared: .init(.cgcs2000, centralMeridian: 114), pairs: pairs, centre: nil)
        == SystemDecision(system, .declared))
  }

  @Test func `old systems keep their doubt`() throws {
    let pairs = Self.feed(.init(.xian80), isAnchored: false)
    let decision = try #require(SystemDecision(declared: .init(.xian80), pairs: pairs, centre: nil))
    #expect(decision.errorMetres(of: pairs[0].pair, halfStep: 0) >= 100)
  }
}
