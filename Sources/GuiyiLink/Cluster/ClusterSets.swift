internal import GuiyiColumns

/// Clusters under way: who is with whom, and who may never be.
struct ClusterSets: Sendable {
  /// What is known of a record and, at a root, of its cluster: side by side, for records come from anywhere.
  private struct Node {
    /// Towards the root, which is the lowest member of its cluster.
    var parent: UInt32
    /// The next one of the members, which are a ring.
    var following: UInt32
    /// Of a root.
    var size: UInt32
    /// Where a root's list of records to stay away from is, -1 where it has none.
    var apartPlace: Int32
  }

  private var nodes: [Node]
  /// By identifier: the class of value that a cluster holds, 0 for none, at its root.
  private var classes: [[UInt32]]
  private var apartLists: [[UInt32]] = []
  /// Where a root's list of once-only sources is, -1 where it has none.
  private var sourcePlaces: [Int32] = []
  private var sourceLists: [[UInt16]] = []

  init(_ table: PreparedTable, uniqueSources: [UInt16]) {
    let count = table.recordCount
    nodes = (0..<UInt32(count)).map { Node(parent: $0, following: $0, size: 1, apartPlace: -1) }
    classes = table.identifierClasses.filter { !$0.isEmpty }
    guard !uniqueSources.isEmpty else { return }
    sourcePlaces = [Int32](repeating: -1, count: count)
    for record in 0..<count where uniqueSources.contains(table.sources[record]) {
      sourcePlaces[record] = Int32(sourceLists.count)
      sourceLists.append([table.sources[record]])
    }
  }

  /// Begins to bring what is known of a record's set.
  @inline(__always) func fetch(_ record: UInt32) { nodes.span.fetch(Int(record)) }

  /// The lowest member of a record's cluster.
  mutating func root(_ record: UInt32) -> UInt32 {
    var node = record
    while nodes[Int(node)].parent != node {
      nodes[Int(node)].parent = nodes[Int(nodes[Int(node)].parent)].parent
      node = nodes[Int(node)].parent
    }
    return node
  }

  func size(_ root: UInt32) -> Int { Int(nodes[Int(root)].size) }

  /// Whether a cluster holds a value of any identifier.
  func hasIdentifier(_ root: UInt32) -> Bool {
    classes.contains { $0[Int(root)] != 0 }
  }

  /// Whether two clusters hold one value of an identifier.
  func sharesIdentifier(_ a: UInt32, _ b: UInt32) -> Bool {
    classes.contains { $0[Int(a)] != 0 && $0[Int(a)] == $0[Int(b)] }
  }

  /// The member that follows another one round its cluster, which ends where it began.
  func member(after record: UInt32) -> UInt32 { nodes[Int(record)].following }

  /// The members of a cluster, at most `limit`.
  func members(_ root: UInt32, limit: Int) -> [UInt32] {
    var found: [UInt32] = []
    list(root, limit: limit, in: &found)
    return found
  }

  /// The same in the place of what `found` held.
  func list(_ root: UInt32, limit: Int, in found: inout [UInt32]) {
    found.removeAll(keepingCapacity: true)
    var record = root
    repeat {
      found.append(record)
      record = nodes[Int(record)].following
    } while record != root && found.count < limit
  }

  /// Notes that two records must never share a cluster.
  mutating func keepApart(_ a: UInt32, _ b: UInt32) {
    append(b, toListOf: root(a))
    append(a, toListOf: root(b))
  }

  private mutating func append(_ record: UInt32, toListOf root: UInt32) {
    let place = nodes[Int(root)].apartPlace
    if place >= 0 {
      apartLists[Int(place)].append(record)
    } else {
      nodes[Int(root)].apartPlace = Int32(apartLists.count)
      apartLists.append([record])
    }
  }

  /// Whether two records of the clusters must never be together.
  mutating func areKeptApart(_ a: UInt32, _ b: UInt32) -> Bool {
    let first = nodes[Int(a)].apartPlace
    let second = nodes[Int(b)].apartPlace
    if first < 0 || second < 0 { return false }
    let isFirstShorter = apartLists[Int(first)].count <= apartLists[Int(second)].count
    let list = apartLists[Int(isFirstShorter ? first : second)]
    let other = isFirstShorter ? b : a
    for record in list where root(record) == other { return true }
    return false
  }

  /// Whether two clusters hold different values of an identifier.
  func haveDifferentIdentifiers(_ a: UInt32, _ b: UInt32) -> Bool {
    for values in classes {
      let x = values[Int(a)]
      let y = values[Int(b)]
      if x != 0 && y != 0 && x != y { return true }
    }
    return false
  }

  private func shareOnceOnlySource(_ a: UInt32, _ b: UInt32) -> Bool {
    if sourcePlaces.isEmpty { return false }
    let first = sourcePlaces[Int(a)]
    let second = sourcePlaces[Int(b)]
    if first < 0 || second < 0 { return false }
    let others = sourceLists[Int(second)]
    return sourceLists[Int(first)].contains { others.contains($0) }
  }

  /// Whether nothing that is known forbids the two clusters to be one.
  mutating func mayJoin(_ a: UInt32, _ b: UInt32) -> Bool {
    !haveDifferentIdentifiers(a, b) && !shareOnceOnlySource(a, b) && !areKeptApart(a, b)
  }

  /// Makes two clusters one, whatever forbids it: the caller has asked before.
  mutating func join(_ a: UInt32, _ b: UInt32) {
    let x = root(a)
    let y = root(b)
    if x == y { return }
    let root = Int(min(x, y))
    let other = Int(max(x, y))
    nodes[other].parent = UInt32(root)
    let next = nodes[root].following
    nodes[root].following = nodes[other].following
    nodes[other].following = next
    nodes[root].size += nodes[other].size
    for identifier in classes.indices where classes[identifier][root] == 0 {
      classes[identifier][root] = classes[identifier][other]
    }
    nodes[root].apartPlace = Self.joined(nodes[root].apartPlace, nodes[other].apartPlace, &apartLists)
    if !sourcePlaces.isEmpty {
      sourcePlaces[root] = Self.joined(sourcePlaces[root], sourcePlaces[other], &sourceLists)
    }
  }

  /// Where a list lies that takes over what stands in another; the longer one stays where it is.
  private static func joined<Item>(_ first: Int32, _ second: Int32, _ lists: inout [[Item]]) -> Int32 {
    if second < 0 { return first }
    if first < 0 { return second }
    let isFirstLonger = lists[Int(first)].count >= lists[Int(second)].count
    let kept = isFirstLonger ? first : second
    let emptied = Int(isFirstLonger ? second : first)
    let moved = lists[emptied]
    lists[emptied] = []
    lists[Int(kept)].append(contentsOf: moved)
    return kept
  }

  /// The cluster of each record, numbered by the lowest record without gaps, and how many there are.
  mutating func numbered() -> (clusterOf: [UInt32], count: Int) {
    var clusterOf = [UInt32](repeating: 0, count: nodes.count)
    var count: UInt32 = 0
    for record in nodes.indices {
      let lowest = Int(root(UInt32(record)))
      // A root is the lowest record of its cluster, so it was numbered before.
      if lowest == record {
        clusterOf[record] = count
        count += 1
      } else {
        clusterOf[record] = clusterOf[lowest]
      }
    }
    return (clusterOf, Int(count))
  }
}
