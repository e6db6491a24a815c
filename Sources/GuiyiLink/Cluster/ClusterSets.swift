internal import GuiyiColumns

/// Clusters under way: who is with whom, and who may never be.
struct ClusterSets: Sendable {
  private var sets: DisjointSets
  /// The members of a cluster as a ring.
  private var following: [UInt32]
  private var sizes: [UInt32]
  /// By identifier: the class of value that a cluster holds, 0 for none, at its root.
  private var classes: [[UInt32]]
  /// Where a root's list of records to stay away from is, -1 where it has none.
  private var apartPlaces: [Int32]
  private var apartLists: [[UInt32]] = []
  /// Where a root's list of once-only sources is, -1 where it has none.
  private var sourcePlaces: [Int32] = []
  private var sourceLists: [[UInt16]] = []

  init(_ table: PreparedTable, uniqueSources: [UInt16]) {
    let count = table.recordCount
    sets = DisjointSets(count: count)
    following = [UInt32](0..<UInt32(count))
    sizes = [UInt32](repeating: 1, count: count)
    classes = table.identifierClasses.filter { !$0.isEmpty }
    apartPlaces = [Int32](repeating: -1, count: count)
    guard !uniqueSources.isEmpty else { return }
    sourcePlaces = [Int32](repeating: -1, count: count)
    for record in 0..<count where uniqueSources.contains(table.sources[record]) {
      sourcePlaces[record] = Int32(sourceLists.count)
      sourceLists.append([table.sources[record]])
    }
  }

  /// Begins to bring what is known of a record's set.
  @inline(__always) func fetch(_ record: UInt32) {
    sets.fetch(record)
    apartPlaces.span.fetch(Int(record))
    sizes.span.fetch(Int(record))
  }

  mutating func root(_ record: UInt32) -> UInt32 { sets.find(record) }

  func size(_ root: UInt32) -> Int { Int(sizes[Int(root)]) }

  /// Whether a cluster holds a value of any identifier.
  func hasIdentifier(_ root: UInt32) -> Bool {
    classes.contains { $0[Int(root)] != 0 }
  }

  /// Whether two clusters hold one value of an identifier.
  func sharesIdentifier(_ a: UInt32, _ b: UInt32) -> Bool {
    classes.contains { $0[Int(a)] != 0 && $0[Int(a)] == $0[Int(b)] }
  }

  /// The member that follows another one round its cluster, which ends where it began.
  func member(after record: UInt32) -> UInt32 { following[Int(record)] }

  /// The members of a cluster, at most `limit`.
  func members(_ root: UInt32, limit: Int = .max) -> [UInt32] {
    var found: [UInt32] = []
    var record = root
    repeat {
      found.append(record)
      record = following[Int(record)]
    } while record != root && found.count < limit
    return found
  }

  /// Notes that two records must never share a cluster.
  mutating func keepApart(_ a: UInt32, _ b: UInt32) {
    append(b, toListOf: sets.find(a))
    append(a, toListOf: sets.find(b))
  }

  private mutating func append(_ record: UInt32, toListOf root: UInt32) {
    let place = apartPlaces[Int(root)]
    if place >= 0 {
      apartLists[Int(place)].append(record)
    } else {
      apartPlaces[Int(root)] = Int32(apartLists.count)
      apartLists.append([record])
    }
  }

  /// Whether two records of the clusters must never be together.
  mutating func areKeptApart(_ a: UInt32, _ b: UInt32) -> Bool {
    let first = apartPlaces[Int(a)]
    let second = apartPlaces[Int(b)]
    if first < 0 || second < 0 { return false }
    let isFirstShorter = apartLists[Int(first)].count <= apartLists[Int(second)].count
    let list = apartLists[Int(isFirstShorter ? first : second)]
    let other = isFirstShorter ? b : a
    for record in list where sets.find(record) == other { return true }
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
    let x = sets.find(a)
    let y = sets.find(b)
    if x == y { return }
    sets.join(x, y)
    let root = Int(min(x, y))
    let other = Int(max(x, y))
    following.swapAt(root, other)
    sizes[root] += sizes[other]
    for identifier in classes.indices where classes[identifier][root] == 0 {
      classes[identifier][root] = classes[identifier][other]
    }
    Self.move(from: other, to: root, places: &apartPlaces, lists: &apartLists)
    if !sourcePlaces.isEmpty { Self.move(from: other, to: root, places: &sourcePlaces, lists: &sourceLists) }
  }

  /// Hands the list of one root over to another; the longer list stays where it is.
  private static func move<Item>(
    from other: Int, to root: Int, places: inout [Int32], lists: inout [[Item]]
  ) {
    let second = places[other]
    if second < 0 { return }
    let first = places[root]
    if first < 0 {
      places[root] = second
      return
    }
    let isFirstLonger = lists[Int(first)].count >= lists[Int(second)].count
    let kept = Int(isFirstLonger ? first : second)
    let emptied = Int(isFirstLonger ? second : first)
    let moved = lists[emptied]
    lists[emptied] = []
    lists[kept].append(contentsOf: moved)
    places[root] = Int32(kept)
  }

  /// The cluster of each record, numbered by the lowest record without gaps, and how many there are.
  mutating func numbered() -> (clusterOf: [UInt32], count: Int) {
    var clusterOf = [UInt32](repeating: 0, count: following.count)
    var count: UInt32 = 0
    for record in following.indices {
      let root = Int(sets.find(UInt32(record)))
      // A root is the lowest record of its cluster, so it was numbered before.
      if root == record {
        clusterOf[record] = count
        count += 1
      } else {
        clusterOf[record] = clusterOf[root]
      }
    }
    return (clusterOf, Int(count))
  }
}
