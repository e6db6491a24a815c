import Foundation
import GuiyiModel
import GuiyiRun
import GuiyiStore
import GuiyiTesting
import Testing

/// A workspace of places in several coordinate systems, with homes and people at them.
private enum MapCity {
  static let folder = ScratchFolder("map")

  static let path: String = {
    do {
      try write()
      _ = try run(folder.path)
    } catch { preconditionFailure("the map does not run: \(error)") }
    return folder.path
  }()

  private static func write() throws {
    try folder.write("guiyi.yaml", "city: {code: \"410400\", name: 平顶山市}\nas-of: 2026-11-01\n")
    try folder.write("catalog/civil.yaml", catalog)
    var places = [["编码", "地名", "地址", "经度", "纬度", "坐标系"]]
    for index in 0..<24 {
      let (longitude, latitude) = (113.19 + Double(index) / 1000, 33.76 + Double(index) / 2000)
      places.append([
        "99040200000\(100 + index)0000", "阳光花园\(1 + index)号楼",
        "河南省平顶山市新华区光明路街道阳光社区建设路\(100 + index)号阳光花园\(1 + index)号楼", "\(longitude)", "\(latitude)", "CGCS2000",
      ])
    }
    // The point of facts: WGS 84, GCJ-02 and BD-09 of one place; then the metres of zone 38, axes and all.
    places += [
      ["990402000001990001", "原点", "新华区建设路901号", "113.1925", "33.7662", "WGS84"],
      ["990402000001990002", "高德点", "新华区建设路902号", "113.19876902", "33.76476417", "高德"],
      ["990402000001990003", "百度点", "新华区建设路903号", "113.20532763", "33.77061776", "百度"],
      ["990402000001990004", "带号点", "新华区建设路904号", "38425194.570", "3738021.278", "CGCS2000"],
      ["990402000001990005", "颠倒点", "新华区建设路905号", "33.7662", "113.1925", "CGCS2000"],
      ["990402000001990006", "度分秒点", "新华区建设路906号", "东经113°11′33″", "北纬33°45′58.32″", "CGCS2000"],
      ["990402000001990007", "远点", "新华区建设路907号", "116.3913", "39.9075", "CGCS2000"],
      ["990402000001990008", "境外点", "新华区建设路908号", "2.3522", "48.8566", "CGCS2000"],
      ["990402000001990009", "无坐标", "新华区建设路909号", "", "", ""],
    ]
    try folder.write("pools/places/a.csv", csv(places))
    try folder.write(
      "pools/shops/b.csv",
      csv([["编码", "名称", "地址", "X", "Y"], ["990402000001990010", "店", "新华区建设路910号", "113.1925", "33.7662"]]))
    try folder.write(
      "pools/homes/c.csv",
      csv([
        ["单元号", "坐落"], ["990402001002GB00123F00010203", "新华区建设路103号阳光花园4号楼2单元501室"],
        ["990402001002GB00124F00010203", "新华区没有路1号"],
      ]))
    try folder.write(
      "pools/people/d.csv",
      csv(
        [["身份证", "姓名", "住址"]]
          + [
            "平顶山新华区光明路办事处阳光社区建设路103号阳光花园4幢2-501", "新华区建设路901号", "新华区建设路103号", "湛河区建设路901号", "新华区建设路901号对面",
          ].enumerated().map { [inventedPerson($0).number, inventedPerson($0).name, $1] }))
  }

  private static let catalog = """
    department: {code: 11410400MB0000001X, name: 平顶山市民政局}
    resources:
      - code: P1
        name: 地名
        files: places/*.csv
        items:
          - {column: 编码, element: place.code}
          - {column: 地名, element: place.name}
          - {column: 地址, element: place.address}
          - {column: 经度, element: place.longitude}
          - {column: 纬度, element: place.latitude}
          - {column: 坐标系, element: place.crs}
      - code: P2
        name: 店铺
        files: shops/*.csv
        items:
          - {column: 编码, element: place.code}
          - {column: 名称, element: place.name}
          - {column: 地址, element: place.address}
          - {column: X, element: place.longitude}
          - {column: Y, element: place.latitude}
      - code: E1
        name: 房屋
        files: homes/*.csv
        items:
          - {column: 单元号, element: estate.unit-code}
          - {column: 坐落, element: estate.address}
      - code: H1
        name: 人口
        files: people/*.csv
        items:
          - {column: 身份证, element: person.id-number}
          - {column: 姓名, element: person.name}
          - {column: 住址, element: person.residence-address}

    """

  static func database(_ subject: String) throws -> DatabaseReader {
    try DatabaseReader(path: path + "/state/current/base/\(subject).sqlite")
  }
}

@Suite struct GeoPackageTests {
  @Test(arguments: ["原点", "高德点", "百度点", "带号点", "颠倒点", "度分秒点"])
  func `one point in six writings is one point`(name: String) throws {
    let places = CSVTable(try text(of: .entities(.place), workspace: MapCity.path))
    let place = try #require(places.rows(where: ["name": name]).first)
    let longitude = try #require(Double(place["cgcs2000-longitude"] ?? ""))
    let latitude = try #require(Double(place["cgcs2000-latitude"] ?? ""))
    // A hundred-thousandth of a degree is a metre.
    #expect(abs(longitude - 113.1925) < 0.000_005)
    #expect(abs(latitude - 33.7662) < 0.000_005)
    #expect(place["system-basis"] == "declared")
    // What the feed said stays what it was.
    #expect(name != "高德点" || place["longitude"] == "113.19876902" && place["crs"] == "GCJ02")
  }

  @Test func `coordinates that say too little or too much are told`() throws {
    let findings = CSVTable(try text(of: .findings, workspace: MapCity.path))
    func rows(_ code: String) -> [String] {
      findings.rows(where: ["code": code]).map { ($0["file"] ?? "") + ":" + ($0["row"] ?? "") }
    }
    #expect(rows("coordinate-swapped") == ["places/a.csv:30", "places/a.csv:30"])
    #expect(rows("coordinate-far") == ["places/a.csv:32"])
    #expect(rows("coordinate-outside") == ["places/a.csv:33"])
    #expect(rows("coordinate-system-unknown") == ["shops/b.csv:0"])
    let places = CSVTable(try text(of: .entities(.place), workspace: MapCity.path))
    let shop = try #require(places.rows(where: ["name": "店"]).first)
    #expect(shop["system-basis"] == "assumed")
    #expect(Double(shop["error-metres"] ?? "") ?? 0 > 500)
  }

  @Test func `addresses lead people and homes to places, and to no wrong one`() throws {
    let people = CSVTable(try text(of: .entities(.person), workspace: MapCity.path))
    let places = CSVTable(try text(of: .entities(.place), workspace: MapCity.path))
    let locations = CSVTable(try text(of: .locations, workspace: MapCity.path))
    func place(_ address: String) throws -> (name: String, level: String, confidence: Double)? {
      let person = try #require(people.rows(where: ["residence-address": address]).first?["entity_id"])
      guard let row = locations.rows(where: ["subject": "person", "entity_id": person]).first else {
        return nil
      }
      let found = try #require(places.rows(where: ["entity_id": row["place_id"] ?? ""]).first)
      return (found["name"] ?? "", row["level"] ?? "", Double(row["confidence"] ?? "") ?? 0)
    }
    let home = try #require(try place("平顶山市新华区光明路街道阳光社区建设路103号阳光花园4号楼2单元501室"))
    #expect(home.name == "阳光花园4号楼" && home.level == "building" && home.confidence > 0.9)
    let house = try #require(try place("新华区建设路901号"))
    #expect(house.name == "原点" && house.level == "site" && house.confidence > 0.9)
    // The register has nothing of the compound as a whole, and nothing of this number in another county.
    #expect(try place("新华区建设路103号") == nil)
    #expect(try place("湛河区建设路901号") == nil)
    let opposite = try #require(try place("新华区建设路901号对面"))
    #expect(opposite.confidence < 0.9)
    let estates = CSVTable(try text(of: .entities(.estate), workspace: MapCity.path))
    let located = try #require(estates.rows(where: ["unit-code": "990402001002GB00123F00010203"]).first)
    #expect(located["cgcs2000-longitude"] == "113.193")
    #expect(places.rows(where: ["entity_id": located["point-source"] ?? ""]).first?["name"] == "阳光花园4号楼")
    #expect(estates.rows(where: ["unit-code": "990402001002GB00124F00010203"]).first?["point-source"] == "")
  }

  @Test(arguments: ["place", "estate"])
  func `the file has what the standard asks for`(subject: String) throws {
    let reader = try MapCity.database(subject)
    #expect(try reader.text("PRAGMA integrity_check") == "ok")
    #expect(try reader.text("PRAGMA foreign_key_check") == nil)
    #expect(try reader.text("PRAGMA application_id") == "1196444487")
    #expect(try reader.text("PRAGMA user_version") == "10300")
    let tables = "gpkg_spatial_ref_sys gpkg_contents gpkg_geometry_columns gpkg_extensions rtree_entity_geom"
    for table in tables.split(separator: " ") {
      #expect(try reader.text("SELECT name FROM sqlite_master WHERE name = ?", [String(table)]) != nil)
    }
    #expect(try reader.text("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'") == "6")
    // Every point is in the tree, within the precision of its boxes.
    let strays = """
      SELECT count(*) FROM entity e LEFT JOIN rtree_entity_geom t ON t.id = e.entity_no WHERE (e.geom IS NULL) != (t.id IS NULL)
        OR e.cgcs2000_longitude NOT BETWEEN t.minx AND t.maxx OR e.cgcs2000_latitude NOT BETWEEN t.miny AND t.maxy
      """
    #expect(try reader.text(strays) == "0")
    #expect(Int(try reader.text("SELECT count(*) FROM rtree_entity_geom") ?? "") ?? 0 > 0)
    // The blob says what the columns say: magic, then the two numbers of the well-known binary.
    let start =
      "SELECT count(*) FROM entity WHERE hex(geom) NOT LIKE '475000018A11000001010000%' AND geom IS NOT NULL"
    #expect(try reader.text(start) == "0")
    #expect(try reader.text("SELECT count(*) FROM entity WHERE length(geom) != 29") == "0")
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/ogrinfo")), arguments: ["place", "estate"])
  func `GDAL opens it as a layer without a complaint`(subject: String) throws {
    let file = MapCity.path + "/state/current/base/\(subject).gpkg"
    let (output, complaints, status) = try ogrinfo("-ro", "-so", file, "entity")
    #expect(status == 0)
    #expect(complaints.isEmpty, "\(complaints)")
    #expect(output.contains("using driver `GPKG' successful"))
    #expect(output.contains("Geometry: Point"))
    #expect(output.contains("FID Column = entity_no"))
    #expect(output.contains("Geometry Column = geom"))
    #expect(output.contains("ID[\"EPSG\",4490]"))
    let list = try ogrinfo("-ro", file)
    #expect(list.output.contains("entity (Point)"))
    // Tables of the engine's own are no layers.
    #expect(!list.output.contains("number_key"))
    // A box around one place goes through the tree.
    let box = try ogrinfo("-ro", "-so", file, "entity", "-spat", "113.1929", "33.7614", "113.1931", "33.7616")
    #expect(box.output.contains("Feature Count: 1"))
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/ogrinfo")), arguments: ["place", "estate"])
  func `GDAL opens a published map as a layer without a complaint`(subject: String) throws {
    let folder = ScratchFolder("published-map")
    let options = PublishOptions(
      reader: "11410400MB0000001X", subjects: [.place, .estate], folder: folder.path + "/out")
    let published = try publish(workspace: MapCity.path, options: options)
    #expect(published.bases.map(\.hasMap) == [true, true])
    let file = folder.path + "/out/\(subject).gpkg"
    let reader = try DatabaseReader(path: file)
    #expect(try reader.text("PRAGMA integrity_check") == "ok")
    let count = try reader.text("SELECT count(*) FROM entity WHERE geom IS NOT NULL")
    #expect(try reader.text("SELECT count(*) FROM rtree_entity_geom") == count)
    let (output, complaints, status) = try ogrinfo("-ro", "-so", file, "entity")
    #expect(status == 0)
    #expect(complaints.isEmpty, "\(complaints)")
    #expect(output.contains("using driver `GPKG' successful"))
    #expect(output.contains("Geometry: Point"))
    #expect(output.contains("Feature Count: \(count ?? "")"))
    #expect(output.contains("FID Column = fid"))
    #expect(output.contains("ID[\"EPSG\",4490]"))
    if subject == "place" {
      // A box around one place goes through the tree.
      let box = try ogrinfo(
        "-ro", "-so", file, "entity", "-spat", "113.1929", "33.7614", "113.1931", "33.7616")
      #expect(box.output.contains("Feature Count: 1"))
    }
  }

  /// A picture of the city's middle, a pixel for each 0.0001°; points lie in the middles of pixels.
  private struct Picture {
    static let (west, north, width, height) = (113.18495, 33.77505, 350, 200)
    let bytes: [UInt8]

    /// The pixels with ink, each by its column and row from the north-west.
    var ink: Set<[Int]> {
      Set(bytes.indices.filter { bytes[$0] != 0 }.map { [$0 % Self.width, $0 / Self.width] })
    }

    static func pixel(_ longitude: Double, _ latitude: Double) -> [Int] {
      [Int((longitude - west) * 10_000), Int((north - latitude) * 10_000)]
    }

    /// Has GDAL draw a layer.
    init(_ file: String) throws {
      let folder = ScratchFolder("picture")
      let image = folder.path + "/picture.img"
      let (east, south) = (Self.west + Double(Self.width) / 10_000, Self.north - Double(Self.height) / 10_000)
      let (_, complaints, status) = try output(
        of: "/usr/bin/gdal_rasterize", "-q", "-burn", "255", "-ot", "Byte", "-of", "ENVI", "-te",
        "\(Self.west)",
        "\(south)", "\(east)", "\(Self.north)", "-ts", "\(Self.width)", "\(Self.height)", "-l", "entity",
        file, image)
      #expect(status == 0 && complaints.isEmpty, "\(complaints)")
      bytes = Array(try Data(contentsOf: URL(filePath: image)))
      #expect(bytes.count == Self.width * Self.height)
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/gdal_rasterize")))
  func `drawn as a map, ink is where the places are and nowhere else`() throws {
    let base = MapCity.path + "/state/current/base/"
    let houses = (0..<24).map { Picture.pixel(113.19 + Double($0) / 1000, 33.76 + Double($0) / 2000) }
    // Written in six ways, and all of them one place.
    let origin = Picture.pixel(113.1925, 33.7662)
    #expect(try Picture(base + "place.gpkg").ink == Set(houses + [origin]))
    #expect(try Picture(base + "estate.gpkg").ink == [houses[3]])
  }

  private func ogrinfo(_ arguments: String...) throws -> (output: String, complaints: String, status: Int32) {
    try output(of: "/usr/bin/ogrinfo", arguments)
  }
}

private func output(
  of program: String, _ arguments: String...
) throws -> (output: String, complaints: String, status: Int32) {
  try output(of: program, arguments)
}

/// What a program of GDAL's says.
private func output(
  of program: String, _ arguments: [String]
) throws -> (output: String, complaints: String, status: Int32) {
  let process = Process()
  process.executableURL = URL(filePath: program)
  process.arguments = arguments
  let (output, complaints) = (Pipe(), Pipe())
  process.standardOutput = output
  process.standardError = complaints
  try process.run()
  let text = try output.fileHandleForReading.readToEnd() ?? Data()
  let errors = try complaints.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return (
    String(decoding: text, as: UTF8.self), String(decoding: errors, as: UTF8.self), process.terminationStatus
  )
}
