import GuiyiBase
import GuiyiColumns
import GuiyiStore
import GuiyiTesting
import Testing

@Suite struct PackedTreeTests {
  /// Points in clusters, as houses lie; some at one place, some far away.
  private static func points(_ count: Int, seed: UInt64) -> [(longitude: Double, latitude: Double)] {
    var random = SplitMix64(seed: seed)
    func share() -> Double { Double(random.next() >> 11) / Double(1 << 53) }
    return (0..<count).map { index in
      switch index % 10 {
      case 0: (share() * 360 - 180, share() * 180 - 90)
      case 1: (113.3, 33.7)
      default: (113 + share() / 4, 33.5 + share() / 4)
      }
    }
  }

  private static func fill(
    _ database: DatabaseBuilder, _ points: [(longitude: Double, latitude: Double)]
  ) throws {
    try database.execute("CREATE TABLE point (id INTEGER PRIMARY KEY, x REAL, y REAL);")
    try database.insert(into: "point", columnCount: 3) { writer in
      for (index, point) in points.enumerated() {
        // Ids with gaps.
        writer.integer(index * 3 + 7)
        writer.real(point.longitude)
        writer.real(point.latitude)
        try writer.endRow()
      }
    }
    try PackedTree.fill("tree", of: database, from: "SELECT id, x, y FROM point ORDER BY id")
  }

  @Test(arguments: [0, 1, 2, 51, 52, 103, 2_601, 2_602, 30_000])
  func `SQLite finds the tree sound, and in every box what lies in it`(count: Int) throws {
    let folder = ScratchFolder()
    let path = folder.path + "/tree.sqlite"
    let points = Self.points(count, seed: UInt64(count))
    let database = try DatabaseBuilder(path: path)
    try database.execute("CREATE VIRTUAL TABLE tree USING rtree(id, minx, maxx, miny, maxy);")
    try Self.fill(database, points)
    try database.finish()
    let reader = try DatabaseReader(path: path)
    #expect(try reader.text("SELECT rtreecheck('tree')") == "ok")
    #expect(try reader.text("SELECT count(*) FROM tree") == String(count))
    var random = SplitMix64(seed: 5)
    for round in 0..<100 {
      let width = round % 4 == 0 ? 90.0 : 0.05
      let x = 113 + Double(random.next() % 1_000) / 4_000
      let y = 33.5 + Double(random.next() % 1_000) / 4_000
      // The tree's boxes may be wider than the points by their rounding; the points decide.
      let found = try reader.text(
        """
        SELECT count(*) FROM tree WHERE maxx >= \(x) AND minx <= \(x + width) AND maxy >= \(y) AND miny <= \(y + width)
        """)
      let inside = points.count {
        $0.longitude >= x && $0.longitude <= x + width && $0.latitude >= y && $0.latitude <= y + width
      }
      let near = points.count {
        $0.longitude >= x - 1e-4 && $0.longitude <= x + width + 1e-4 && $0.latitude >= y - 1e-4
          && $0.latitude <= y + width + 1e-4
      }
      let foundCount = try #require(Int(found ?? ""))
      #expect((inside...near).contains(foundCount))
    }
  }

  @Test func `a tree that was packed takes further points and gives points up`() throws {
    let folder = ScratchFolder()
    let points = Self.points(5_000, seed: 9)
    let database = try DatabaseBuilder(path: folder.path + "/tree.sqlite")
    try database.execute("CREATE VIRTUAL TABLE tree USING rtree(id, minx, maxx, miny, maxy);")
    try Self.fill(database, points)
    for id in 20_000..<20_300 {
      try database.execute("INSERT INTO tree VALUES (\(id), 113.1, 113.1, 33.6, 33.6);")
    }
    try database.execute("DELETE FROM tree WHERE id < 7507;")
    try database.finish()
    let reader = try DatabaseReader(path: folder.path + "/tree.sqlite")
    #expect(try reader.text("SELECT rtreecheck('tree')") == "ok")
    #expect(try reader.text("SELECT count(*) FROM tree") == "2800")
  }
}
