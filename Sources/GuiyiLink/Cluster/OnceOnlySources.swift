/// Sources that hold each entity only once, told from the links into them.
///
/// A record of another source matches an entity that is there twice in both places: the second match is as heavy as matches
/// are, and no other record fits it better. What is merely alike is matched worse, or belongs to somebody else.
struct OnceOnlySources {
  /// In ascending order.
  private(set) var found: [UInt16] = []

  /// Links into a source without which nothing is told of it.
  private static let leastCount = 20
  /// The share of second links, of those that are as heavy as half of the first ones, which a source with repeated entities has.
  private static let leastHeavy = 0.05
  /// The share of second links whose record fits nobody better where a source repeats entities.
  private static let leastOwn = 0.85
  /// Sources times records above which nothing is told: the table of first links would take gigabytes.
  private static let slotLimit = 1 << 27

  private let sourceCount: Int
  /// By record and source: the place of the heaviest link from one into the other, and whether there is another one.
  private var first: [UInt32]
  private var isRepeated: [Bool]
  private static let none = UInt32.max

  /// - Parameters:
  ///   - links: each between records of two sources, heaviest first.
  ///   - sources: the source of each record.
  init(_ links: [ScoredPair], sources: [UInt16]) {
    sourceCount = Int(sources.max() ?? 0) + 1
    guard sourceCount > 1, sourceCount <= Self.slotLimit / sources.count else {
      (first, isRepeated) = ([], [])
      return
    }
    first = [UInt32](repeating: Self.none, count: sources.count * sourceCount)
    isRepeated = [Bool](repeating: false, count: first.count)
    var firstWeights = [[Int32]](repeating: [], count: sourceCount)
    var seconds = [[UInt32]](repeating: [], count: sourceCount)
    for (place, link) in links.enumerated() {
      for (record, other) in [(link.left, link.right), (link.right, link.left)] {
        let source = sources[Int(other)]
        let slot = slot(record, source)
        if first[slot] == Self.none {
          first[slot] = UInt32(place)
          firstWeights[Int(source)].append(link.weight)
        } else if !isRepeated[slot] {
          isRepeated[slot] = true
          seconds[Int(source)].append(UInt32(place))
        }
      }
    }
    for source in 0..<sourceCount where firstWeights[source].count >= Self.leastCount {
      let usual = firstWeights[source][firstWeights[source].count / 2]
      let heavy = firstWeights[source].count { $0 >= usual }
      let own = seconds[source].filter { place in
        let link = links[Int(place)]
        let isLeft = Int(sources[Int(link.left)]) == source
        let (inside, outside) = isLeft ? (link.left, link.right) : (link.right, link.left)
        return links[Int(first[slot(inside, sources[Int(outside)])])].weight == link.weight
      }
      let all = Double(max(1, seconds[source].count))
      let usualShare = Double(heavy) / Double(firstWeights[source].count)
      let heavyShare = Double(own.count { links[Int($0)].weight >= usual }) / all
      if heavyShare < Self.leastHeavy * usualShare && Double(own.count) < Self.leastOwn * all {
        found.append(UInt16(source))
      }
    }
  }

  private func slot(_ record: UInt32, _ source: UInt16) -> Int { Int(record) * sourceCount + Int(source) }
}
