extension LinkModel {
  /// The model after a look at pairs that are known to match.
  ///
  /// What was learned before counts as `strength` known pairs: a few labels correct it, many take its place. u, rarity
  /// and the match rate stay: known pairs are no fair sample of all pairs.
  /// - Parameters:
  ///   - counts: by comparison, from `missing` on, how often each level occurred among the known matches.
  ///   - strength: 0 or more.
  public func sharpened(by counts: [[Double]], spec: LinkSpec, strength: Double) -> LinkModel {
    precondition(counts.count == comparisons.count, "counts for each comparison")
    var copy = self
    for comparison in comparisons.indices {
      let own = spec.comparisons[comparison]
      let total = counts[comparison].dropFirst().reduce(0, +)
      if own.isKeyOnly || own.training == .none || total == 0 { continue }
      let levels = comparisons[comparison].levels
      var bits: [Double] = []
      var sizes: [Double] = []
      for level in levels.indices.dropFirst() {
        let m = (counts[comparison][level] + strength * levels[level].m) / (total + strength)
        copy.comparisons[comparison].levels[level].m = m
        bits.append(
          Double(levels[level].weight) / 1000 + logarithm2(max(m, 1e-6) / max(levels[level].m, 1e-6)))
        sizes.append(m * 1000 + levels[level].u + 1e-9)
      }
      if own.isMonotonic { bits = Training.monotonic(bits, sizes: sizes) }
      for level in levels.indices.dropFirst() {
        let weight = MatchWeight.millibits(bits: bits[level - 1])
        let loss = max(0, levels[level].weight - levels[level].dependentWeight)
        let jointLoss = max(loss, levels[level].weight - levels[level].jointWeight)
        copy.comparisons[comparison].levels[level].weight = weight
        copy.comparisons[comparison].levels[level].dependentWeight = weight - loss
        copy.comparisons[comparison].levels[level].jointWeight = weight - jointLoss
      }
    }
    return copy
  }
}
