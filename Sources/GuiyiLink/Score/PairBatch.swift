/// Pairs that are scored together, with what is known of each.
struct PairBatch {
  /// Pairs of a batch; their working set stays in the first caches.
  static let size = 1024

  /// What is known of a pair.
  struct Pair {
    /// The two records.
    var left: UInt32 = 0
    var right: UInt32 = 0
    /// The most that the pair can weigh, in 1/1000 bit.
    var bound: Int32 = 0
    /// A bit for each comparison that is open: its level is not known yet.
    var open: UInt16 = 0
    /// The levels that are known, packed.
    var levels: UInt64 = 0
  }

  var pairs = [Pair](repeating: Pair(), count: Self.size)
  var count = 0
  /// The most that each open comparison weighs, pair-major: so much is in the bound until it is settled. Means nothing for others.
  var reserves: [Int32]
  /// Comparisons.
  let width: Int
  /// Of one comparison's values that differ.
  var sketches = SketchPairs()
  /// Where the rows of the pairs that are looked at together start.
  var rows = [SketchPairs.Rows](repeating: .init(), count: SketchPairs.capacity)

  init(width: Int) {
    self.width = width
    reserves = [Int32](repeating: 0, count: Self.size * width)
  }

  /// Adds a pair of which nothing is known but what every pair weighs.
  /// - Precondition: the batch is not full.
  @inline(__always) mutating func append(_ left: UInt32, _ right: UInt32, prior: Int32) {
    pairs[count] = Pair(left: left, right: right, bound: prior)
    count &+= 1
  }
}
