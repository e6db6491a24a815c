extension Training {
  /// Where m starts: most matches agree, and the nearer a level the likelier it is.
  static func initialM(_ spec: ComparisonSpec, exact: Int) -> [Double] {
    if let given = spec.initialM, given.count == exact { return normalized(given) }
    return normalized(
      (1...max(1, exact)).map { level in
        if level == exact { return 0.8 }
        return level == 1 ? 0.08 : 0.12 * exponential2(Double(level - exact))
      })
  }

  /// Where u stays when nothing can be counted: most pairs differ, and agreement is rare.
  static func generalU(_ spec: ComparisonSpec, exact: Int) -> [Double] {
    if let given = spec.initialU, given.count == exact { return normalized(given) }
    return normalized(
      (1...max(1, exact)).map { level in
        if level == 1 { return 1 }
        return spec.isIdentifier && level == exact ? 1e-7 : 0.05 * exponential2(-Double(level))
      })
  }

  static func initialU(_ spec: ComparisonSpec, exact: Int, chance: ChanceAgreement) -> [Double] {
    if chance.shares.isEmpty || spec.initialU != nil || spec.isIdentifier || spec.training != .both {
      return generalU(spec, exact: exact)
    }
    return chance.shares.map { max($0, 1e-10) }
  }

  private static func normalized(_ shares: [Double]) -> [Double] {
    let positive = shares.map { max($0, 1e-10) }
    let sum = positive.reduce(0, +)
    return positive.map { $0 / sum }
  }

  /// How far two states are apart: the largest change of an m, and the relative change of the match rate.
  static func distance(_ a: State, _ b: State) -> Double {
    var largest = abs(a.matchRate - b.matchRate) / max(a.matchRate, b.matchRate)
    for comparison in a.m.indices {
      for level in a.m[comparison].indices {
        largest = max(largest, abs(a.m[comparison][level] - b.m[comparison][level]))
      }
    }
    return largest
  }

  /// The nearest weights that never fall as levels rise; neighbours that would cross share their mean.
  static func monotonic(_ bits: [Double], sizes: [Double]) -> [Double] {
    var blocks: [(value: Double, size: Double, count: Int)] = []
    for index in bits.indices {
      blocks.append((bits[index], sizes[index], 1))
      while blocks.count > 1, blocks[blocks.count - 2].value > blocks[blocks.count - 1].value {
        let last = blocks.removeLast()
        let before = blocks.removeLast()
        let size = before.size + last.size
        blocks.append(
          ((before.value * before.size + last.value * last.size) / size, size, before.count + last.count))
      }
    }
    return blocks.flatMap { [Double](repeating: $0.value, count: $0.count) }
  }
}
