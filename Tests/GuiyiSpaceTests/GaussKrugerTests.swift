import Foundation
import GuiyiColumns
import GuiyiSpace
import Testing

@Suite struct GaussKrugerTests {
  struct Vector: Sendable {
    let system: CoordinateSystem
    let longitude: Double
    let latitude: Double
    let east: Double
    let north: Double
  }

  static func degrees(_ degrees: Double, _ minutes: Double, _ seconds: Double) -> Double {
    degrees + minutes / 60 + seconds / 3600
  }

  /// Two worked examples of 《大地测量学基础》 (孔祥元) on Krasovsky's ellipsoid, then EPSG:4526, 4508, 4547 and 2382 as PROJ 9.1.1 has them.
  static let vectors: [Vector] = [
    Vector(
      system: .init(.beijing54, centralMeridian: 111), longitude: degrees(113, 25, 31.4880),
      latitude: degrees(21, 58, 47.0845), east: 750_547.403, north: 2_433_586.692),
    Vector(
      system: .init(.beijing54, centralMeridian: 111), longitude: degrees(111, 47, 24.8974),
      latitude: degrees(31, 4, 41.6832), east: 575_412.872, north: 3_439_978.970),
    Vector(
      system: .init(.cgcs2000, centralMeridian: 114), longitude: 113.1925, latitude: 33.7662,
      east: 425_194.570345, north: 3_738_021.278216),
    Vector(
      system: .init(.cgcs2000, centralMeridian: 111), longitude: 113.1925, latitude: 33.7662,
      east: 703_125.985890, north: 3_739_889.021830),
    Vector(
      system: .init(.cgcs2000, centralMeridian: 114), longitude: 116.404, latitude: 39.915,
      east: 705_551.921403, north: 4_422_858.999976),
    Vector(
      system: .init(.cgcs2000, centralMeridian: 111), longitude: 109.5, latitude: 18.2,
      east: 341_307.880687, north: 2_013_767.152348),
    Vector(
      system: .init(.xian80, centralMeridian: 111), longitude: 113.1925, latitude: 33.7662,
      east: 703_126.081589, north: 3_739_890.765207),
  ]

  @Test(arguments: vectors.indices)
  func `agrees with published points to a millimetre, both ways`(index: Int) {
    let vector = Self.vectors[index]
    let point = GeoPoint(longitude: vector.longitude, latitude: vector.latitude)
    let (east, north) = vector.system.coordinates(of: point)
    #expect(abs(east - vector.east) < 0.001)
    #expect(abs(north - vector.north) < 0.001)
    #expect(vector.system.point(east: vector.east, north: vector.north).metres(to: point) < 0.001)
  }

  @Test func `every point of a zone comes back to a hundredth of a millimetre`() {
    var random = SplitMix64(seed: 0x6B7)
    var worst = 0.0
    for _ in 0..<100_000 {
      let meridian = CoordinateSystem.centralMeridians[Int(random.next() % 21)]
      let point = GeoPoint(
        longitude: Double(meridian) + Double(random.next() % 6_000_001) / 1e6 - 3,
        latitude: 3 + Double(random.next() % 51_000_001) / 1e6)
      let system = CoordinateSystem(.cgcs2000, centralMeridian: meridian)
      let (east, north) = system.coordinates(of: point)
      worst = max(worst, system.point(east: east, north: north).metres(to: point))
    }
    #expect(worst < 0.00001)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/gdaltransform")))
  func `agrees with PROJ to a tenth of a millimetre`() throws {
    var random = SplitMix64(seed: 0x9807)
    for (code, meridian) in [(4526, 114), (4525, 111), (4508, 111), (4533, 135), (4534, 75)] {
      let points = (0..<200).map { _ in
        GeoPoint(
          longitude: Double(meridian) + Double(random.next() % 6_000_001) / 1e6 - 3,
          latitude: 3 + Double(random.next() % 51_000_001) / 1e6)
      }
      let theirs = try Self.project(points, code: code)
      try #require(theirs.count == points.count)
      let system = try #require(CoordinateSystem(epsg: code))
      for (point, other) in zip(points, theirs) {
        let (east, north) = system.coordinates(of: point)
        // With the zone's number in front, where the code has it.
        #expect(abs(east - other.east.truncatingRemainder(dividingBy: 1_000_000)) < 0.0001)
        #expect(abs(north - other.north) < 0.0001)
      }
    }
  }

  /// What PROJ makes of degrees of CGCS2000.
  private static func project(_ points: [GeoPoint], code: Int) throws -> [(east: Double, north: Double)] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/gdaltransform")
    process.arguments = ["-output_xy", "-s_srs", "EPSG:4490", "-t_srs", "EPSG:\(code)"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let text = points.map { "\($0.longitude) \($0.latitude)\n" }.joined()
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: answer, as: UTF8.self).split(separator: "\n").compactMap { line in
      let numbers = line.split(separator: " ").compactMap { Double($0) }
      return numbers.count >= 2 ? (numbers[0], numbers[1]) : nil
    }
  }
}
