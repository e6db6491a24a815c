internal import GuiyiColumns
package import GuiyiStore

/// An R-tree of points that is packed at once: points along a curve that keeps neighbours together, as many in a node as it takes.
///
/// Putting points in one by one costs ten times as much and leaves nodes half full. What is written are the three tables below SQLite's
/// module `rtree`, whose form is part of its file format.
/// - SeeAlso: https://www.sqlite.org/rtree.html, "Shadow Tables"; Kamel and Faloutsos 1993, "On Packing R-trees".
package struct PackedTree {
  /// A box with what it belongs to: a point's id in a leaf, else a node.
  private struct Box {
    var id: Int64
    var minX: Float
    var maxX: Float
    var minY: Float
    var maxY: Float

    mutating func include(_ other: Box) {
      (minX, maxX) = (min(minX, other.minX), max(maxX, other.maxX))
      (minY, maxY) = (min(minY, other.minY), max(maxY, other.maxY))
    }
  }

  /// Nodes from the leaves up to the root, which is number 1.
  private var nodes: [(number: Int64, boxes: ArraySlice<Box>)] = []
  private var depth = 0
  /// The node of each point, and of each node but the root.
  private var leafOf: [(id: Int64, node: Int64)] = []
  private var parentOf: [(id: Int64, node: Int64)] = []

  /// - Parameters:
  ///   - ids: of the points, ascending.
  ///   - capacity: how many boxes a node takes, at least 2.
  init(ids: [Int64], longitudes: [Double], latitudes: [Double], capacity: Int) {
    let order = RadixSort.order(
      of: ids.indices.map { Self.curve(longitude: longitudes[$0], latitude: latitudes[$0]) })
    var level = order.map { index in
      let (x, y) = (longitudes[Int(index)], latitudes[Int(index)])
      return Box(
        id: ids[Int(index)], minX: Self.below(x), maxX: Self.above(x), minY: Self.below(y),
        maxY: Self.above(y))
    }
    var next: Int64 = 2
    var isLeaf = true
    while true {
      let nodeCount = max(1, (level.count + capacity - 1) / capacity)
      var parents: [Box] = []
      for place in 0..<nodeCount {
        // Even shares: no node is left with one box.
        let range = level.count * place / nodeCount..<level.count * (place + 1) / nodeCount
        let number = nodeCount == 1 ? 1 : next
        next += 1
        nodes.append((number, level[range]))
        for box in level[range] {
          if isLeaf { leafOf.append((box.id, number)) } else { parentOf.append((box.id, number)) }
        }
        if var box = level[range].first {
          box.id = number
          for other in level[range].dropFirst() { box.include(other) }
          parents.append(box)
        }
      }
      if nodeCount == 1 { break }
      level = parents
      isLeaf = false
      depth += 1
    }
  }

  /// The place of a point on Hilbert's curve over the earth in degrees, 16 bits a side.
  private static func curve(longitude: Double, latitude: Double) -> UInt64 {
    func cell(_ degrees: Double) -> UInt32 { UInt32(min(65_535, max(0, (degrees + 180) / 360 * 65_536))) }
    var (x, y) = (cell(longitude), cell(latitude))
    var distance: UInt64 = 0
    var side: UInt32 = 32_768
    while side > 0 {
      let (right, upper) = (x & side != 0, y & side != 0)
      distance += UInt64(side) * UInt64(side) * (right ? (upper ? 2 : 3) : (upper ? 1 : 0))
      if !upper {
        if right { (x, y) = (65_535 - x, 65_535 - y) }
        swap(&x, &y)
      }
      side >>= 1
    }
    return distance
  }

  /// The nearest number of 32 bits that is not above; a box must hold its point.
  private static func below(_ value: Double) -> Float {
    let near = Float(value)
    return Double(near) > value ? near.nextDown : near
  }

  private static func above(_ value: Double) -> Float {
    let near = Float(value)
    return Double(near) < value ? near.nextUp : near
  }

  private static let headByteCount = 4
  private static let boxByteCount = 24

  /// Fills the tables of an empty tree of two dimensions.
  ///
  /// - Parameters:
  ///   - tree: the name of the virtual table, which has been made.
  ///   - query: gives the points: id, longitude and latitude, the ids ascending.
  package static func fill(_ tree: String, of database: DatabaseBuilder, from query: String)
    throws(StoreError)
  {
    var ids: [Int64] = []
    var longitudes: [Double] = []
    var latitudes: [Double] = []
    try database.forEach(query) { row in
      guard let id = row.integer(0), let longitude = row.real(1), let latitude = row.real(2) else { return }
      ids.append(id)
      longitudes.append(longitude)
      latitudes.append(latitude)
    }
    guard let byteCount = try database.integer("SELECT length(data) FROM \(tree)_node WHERE nodeno = 1")
    else {
      throw StoreError(file: tree, message: "the tree has no root")
    }
    let packed = PackedTree(
      ids: ids, longitudes: longitudes, latitudes: latitudes,
      capacity: (Int(byteCount) - headByteCount) / boxByteCount)
    try database.execute("DELETE FROM \(tree)_node;")
    var bytes: [UInt8] = []
    try database.insert(into: "\(tree)_node", columnCount: 2) { writer in
      for node in packed.nodes.sorted(by: { $0.number < $1.number }) {
        bytes.removeAll(keepingCapacity: true)
        append(UInt16(node.number == 1 ? packed.depth : 0), to: &bytes)
        append(UInt16(node.boxes.count), to: &bytes)
        for box in node.boxes {
          append(box.id, to: &bytes)
          for edge in [box.minX, box.maxX, box.minY, box.maxY] { append(edge.bitPattern, to: &bytes) }
        }
        bytes.append(contentsOf: repeatElement(0, count: Int(byteCount) - bytes.count))
        writer.integer(node.number)
        writer.numbers(bytes.span)
        try writer.endRow()
      }
    }
    try insert(packed.leafOf.sorted { $0.id < $1.id }, into: "\(tree)_rowid", of: database)
    try insert(packed.parentOf.sorted { $0.id < $1.id }, into: "\(tree)_parent", of: database)
  }

  private static func insert(
    _ rows: [(id: Int64, node: Int64)], into table: String, of database: DatabaseBuilder
  ) throws(StoreError) {
    try database.insert(into: table, columnCount: 2) { writer in
      for row in rows {
        writer.integer(row.id)
        writer.integer(row.node)
        try writer.endRow()
      }
    }
  }

  private static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
    for shift in stride(from: Number.bitWidth - 8, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number &>> Number(shift)))
    }
  }
}
