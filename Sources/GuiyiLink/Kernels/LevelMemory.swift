/// The levels that two values of a column came to lately: records of one entity, and entities of common names, bring the same two
/// values again and again.
package struct LevelMemory {
  /// Slots; a power of two, so that what a column remembers stays in the second cache.
  private static let slotCount = 8192
  /// Levels lie below; from here on a slot names a pair of the batch whose level is being found.
  private static let firstPlace: UInt16 = 16

  /// The two values of each slot, 0 where there are none.
  private var keys: [UInt64]
  /// Their level, or a place from `firstPlace` on.
  private var levels: [UInt16]
  /// What each pair of the batch is told by, as in `levels`.
  private var sources: [UInt16]
  /// The pairs of the batch that have to be compared.
  private var lefts: [UInt32]
  private var rights: [UInt32]
  private var found: [UInt8]

  /// - Parameter batchSize: pairs asked for at a time, 32,768 at most; 0 for a memory that is never asked.
  package init(batchSize: Int) {
    precondition(batchSize <= 1 << 15, "a place of a batch fits beside the levels")
    let slotCount = batchSize == 0 ? 0 : Self.slotCount
    keys = [UInt64](repeating: 0, count: slotCount)
    levels = [UInt16](repeating: 0, count: slotCount)
    sources = [UInt16](repeating: 0, count: batchSize)
    lefts = [UInt32](repeating: 0, count: batchSize)
    rights = lefts
    found = [UInt8](repeating: 0, count: batchSize)
  }

  package var isEmpty: Bool { keys.isEmpty }

  /// The levels of pairs of values, neither of them 0.
  ///
  /// - Parameters:
  ///   - count: as many pairs, a batch at most.
  ///   - compare: finds the levels of as many pairs as it is told, 15 at most each.
  package mutating func recall(
    _ xs: [UInt32], _ ys: [UInt32], count: Int, into result: inout [UInt8],
    compare: ([UInt32], [UInt32], Int, inout [UInt8]) -> Void
  ) {
    var asked = 0
    for pair in 0..<count {
      let key = Self.key(xs[pair], ys[pair])
      let slot = Self.slot(key)
      if keys[slot] == key {
        sources[pair] = levels[slot]
      } else {
        let place = Self.firstPlace &+ UInt16(truncatingIfNeeded: asked)
        keys[slot] = key
        levels[slot] = place
        sources[pair] = place
        lefts[asked] = xs[pair]
        rights[asked] = ys[pair]
        asked &+= 1
      }
    }
    compare(lefts, rights, asked, &found)
    for place in 0..<asked {
      let key = Self.key(lefts[place], rights[place])
      // Another two values may have taken the slot since.
      if keys[Self.slot(key)] == key { levels[Self.slot(key)] = UInt16(found[place]) }
    }
    for pair in 0..<count {
      let source = sources[pair]
      result[pair] =
        source < Self.firstPlace ? UInt8(truncatingIfNeeded: source) : found[Int(source &- Self.firstPlace)]
    }
  }

  @inline(__always) private static func key(_ x: UInt32, _ y: UInt32) -> UInt64 {
    UInt64(x) &<< 32 | UInt64(y)
  }

  @inline(__always) private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 51)
  }
}
