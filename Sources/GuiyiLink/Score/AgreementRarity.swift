/// How much rarer than the average agreement each agreement of a pair is: what term frequencies say while a model is
/// still being learned.
///
/// Blocking brings frequent values together far more often than rare ones. Without this, a thousand pairs of one
/// frequent name in one big town would pass for matches.
struct AgreementRarity: Sendable {
  /// By comparison: the bits of each value in 1/256, empty where rarity does not count.
  private let tables: [[Int16]]
  /// By comparison and level: how far rarity counts, in 1/256.
  private let shares: [[Int32]]
  /// By comparison: the levels at which rarity counts, a bit each.
  private let countingLevels: [UInt16]

  /// A value is never taken for rarer than this many bits: an entity's own records make it frequent.
  private static let most = 4.0
  private static let least = -14.0

  /// - Parameter isCounted: whether rarity counts at all while learning.
  init(_ table: PreparedTable, isCounted: Bool) {
    var tables: [[Int16]] = []
    var shares: [[Int32]] = []
    for (comparison, spec) in table.specs.enumerated() {
      let counts = table.valueCounts[comparison]
      let total = Double(counts.reduce(0) { $0 + Int($1) })
      // Whole numbers are summed: the order of the values leaves no trace.
      let pairs = counts.reduce(0) { $0 + Int($1) * max(0, Int($1) - 1) }
      if !isCounted || spec.termFrequency.isEmpty || spec.isKeyOnly || pairs == 0 || total < 2 {
        tables.append([])
        shares.append([])
        continue
      }
      let average = Double(pairs) / total
      let bits = { (count: Double) -> Int16 in
        let rarity = logarithm2(average / max(count - 1, 0.5))
        return Int16((min(max(rarity, Self.least), Self.most) * 256).rounded())
      }
      let low = (0..<256).map { bits(Double($0)) }
      tables.append(counts.map { $0 < 256 ? low[Int($0)] : bits(Double($0)) })
      shares.append(
        (0..<16).map { Int32((min(max(spec.termFrequency[UInt8($0)] ?? 0, 0), 1) * 256).rounded()) })
    }
    self.tables = tables
    self.shares = shares
    countingLevels = shares.map { shares in
      shares.indices.reduce(0) { $0 | (shares[$1] > 0 ? 1 << UInt16($1) : 0) }
    }
  }

  /// The rarity of a pair in whole bits, from -64 to 63.
  func bits(_ levels: UInt64, _ a: UInt32, _ b: UInt32, _ table: PreparedTable) -> Int {
    var sum: Int32 = 0
    for comparison in tables.indices where !tables[comparison].isEmpty {
      let share = shares[comparison][Int(levels >> UInt64(comparison * 4) & 15)]
      if share == 0 { continue }
      let x = table.matrix[Int(a) * table.width + comparison]
      let y = table.matrix[Int(b) * table.width + comparison]
      let own = tables[comparison]
      sum += Int32(min(own[Int(x)], own[Int(y)])) * share / 256
    }
    return min(max(Int((Double(sum) / 256).rounded()), -64), 63)
  }

  /// The comparisons whose rarity counts at the levels of a pair, a bit each.
  func counting(_ levels: UInt64) -> UInt16 {
    var mask: UInt16 = 0
    for comparison in countingLevels.indices {
      let level = UInt16(truncatingIfNeeded: levels >> UInt64(comparison * 4) & 15)
      mask |= (countingLevels[comparison] >> level & 1) << UInt16(comparison)
    }
    return mask
  }
}
