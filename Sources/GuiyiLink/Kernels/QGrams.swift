/// How much two sets share.
package enum QGrams {
  /// The weight of what two sets share over the weight of what either holds, 0 through 1; 0 for two empty sets.
  ///
  /// - Parameters:
  ///   - a: ascending, without repeats, each below `weights.count`.
  ///   - b: the same; the order of the two does not matter.
  ///   - weights: positive.
  /// - Complexity: O(`a.count` + `b.count`). Allocates nothing.
  package static func weightedOverlap(_ a: Span<UInt32>, _ b: Span<UInt32>, weights: Span<Float>) -> Float {
    // Counted in 1/1024 so that the sums do not depend on the order of the two.
    var (shared, all) = (0, 0)
    var (i, j) = (0, 0)
    while i < a.count && j < b.count {
      let (x, y) = (a[i], b[j])
      let weight = Int(weights[Int(min(x, y))] * 1024)
      all &+= weight
      if x == y { shared &+= weight }
      if x <= y { i &+= 1 }
      if y <= x { j &+= 1 }
    }
    while i < a.count {
      all &+= Int(weights[Int(a[i])] * 1024)
      i &+= 1
    }
    while j < b.count {
      all &+= Int(weights[Int(b[j])] * 1024)
      j &+= 1
    }
    return all == 0 ? 0 : Float(shared) / Float(all)
  }
}
