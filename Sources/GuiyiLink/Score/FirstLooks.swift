internal import GuiyiColumns

/// The first look at pairs: which values are equal decides for all comparisons at a time, and where they differ their sketches tell
/// what they come to at most.
///
/// Few pairs are of one entity, and nothing foretells which: what most of them need goes on without branches, and no text is looked at.
struct FirstLooks: Sendable {
  /// Comparisons that one look takes in.
  static let width = 8
  private static let patternCount = 1 << width

  /// What some comparisons come to together.
  struct Sum: Sendable {
    var weight: Int32 = 0
    /// A bit for each comparison whose texts have to be looked at.
    var open: UInt16 = 0
    /// The levels of the others, packed.
    var levels: UInt64 = 0
  }

  /// Pairs of a batch that are looked at together: a bit of a word for each.
  static let stretch = SketchPairs.capacity

  /// What two differing values come to, by what their sketches tell.
  private struct Outcome: Sendable {
    /// The weight of the level, or the most that any level weighs that is not ruled out.
    var weight: Int32 = 0
    /// What a step of rarity adds, in 1/65536 of 1/1000 bit, rounded up.
    var rarityOfStep: Int64 = 0
    /// The level where it is certain, packed; else 0.
    var level: UInt64 = 0
    /// All bits, without that of the comparison where the level is certain.
    var open: UInt16 = .max
  }

  /// What sketches may tell: a ceiling, and whether it is certain.
  private static let outcomeCount = Int(2 * SketchPairs.certain)

  let plan: ScoringPlan
  /// By comparison.
  let columns: [ScoredColumn]
  /// By the look, whether values are equal or differ, and the pattern of those that do.
  private let sums: [Sum]
  /// By comparison and what its sketches tell.
  private let outcomes: [Outcome]
  /// By look, a bit for each comparison that counts.
  private let scored: [UInt8]
  /// What is known of the values of columns, behind one another: a sketch each, and how rare it is above it.
  private let sketches: [UInt64]

  init(_ plan: ScoringPlan, workers: Workers) {
    var columns: [ScoredColumn] = []
    var sketchCount = 0
    for comparison in 0..<plan.table.width {
      let column = ScoredColumn(comparison, plan: plan, sketchStart: sketchCount)
      columns.append(column)
      sketchCount += column.sketchCount
    }
    self.plan = plan
    self.columns = columns
    let lookCount = (columns.count + Self.width - 1) / Self.width
    var sums = [Sum](repeating: Sum(), count: lookCount * 2 * Self.patternCount)
    var scored = [UInt8](repeating: 0, count: lookCount)
    for column in columns where column.isScored {
      let (look, bit) = column.comparison.quotientAndRemainder(dividingBy: Self.width)
      scored[look] |= 1 << UInt8(bit)
      let row = column.comparison * ScoringPlan.levelCapacity
      let exact = Int(plan.table.exactLevels[column.comparison])
      let shift = UInt64(column.comparison * 4)
      for pattern in 0..<Self.patternCount where pattern >> bit & 1 == 1 {
        let equal = look * 2 * Self.patternCount + pattern
        sums[equal].weight += plan.weights[row + exact]
        sums[equal].levels |= UInt64(exact) << shift
        let different = equal + Self.patternCount
        // Where nothing but equality counts, the level is known as soon as two values differ, and the weight where no rarity is on top.
        if plan.table.specs[column.comparison].kind == .exact && plan.rarityShares[row + 1] == 0 {
          sums[different].weight += plan.weights[row + 1]
          sums[different].levels |= 1 << shift
        } else {
          sums[different].open |= column.bit
        }
      }
    }
    self.sums = sums
    outcomes = columns.flatMap { Self.outcomes($0, plan: plan) }
    self.scored = scored
    let scoredColumns = columns
    sketches = workers.filled(sketchCount, size: 16384) { range, sketches in
      for column in scoredColumns {
        for place in range.clamped(to: column.sketchStart..<column.sketchStart + column.sketchCount) {
          sketches[place - range.lowerBound] = column.sketch(place - column.sketchStart, plan: plan)
        }
      }
    }
  }

  private static func outcomes(_ column: ScoredColumn, plan: ScoringPlan) -> [Outcome] {
    (0..<outcomeCount).map { told in
      let (level, isCertain) = (told % Int(SketchPairs.certain), told >= Int(SketchPairs.certain))
      let place = column.comparison * ScoringPlan.levelCapacity + level
      let rarity = Int64(column.rarityStep) * Int64(plan.upperShares[place]) * 0x1_0000
      return Outcome(
        weight: (isCertain ? plan.weights : plan.uppers)[place], rarityOfStep: (rarity + 999) / 1000,
        level: isCertain ? UInt64(level) << UInt64(column.comparison * 4) : 0,
        open: isCertain ? ~column.bit : .max)
    }
  }

  /// Finds the bounds of some new pairs of a batch, and the levels that are known without a look at any text.
  ///
  /// - Parameter pairs: `stretch` at most.
  func take(_ pairs: Range<Int>, of batch: inout PairBatch) {
    precondition(pairs.count <= Self.stretch, "a bit of a word for each pair")
    for look in scored.indices { take(look, pairs, of: &batch) }
  }

  /// Takes the comparisons of one look.
  private func take(_ look: Int, _ pairs: Range<Int>, of batch: inout PairBatch) {
    let found = compare(look, pairs, of: batch.count, &batch.pairs, &batch.rows)
    let first = look &* Self.width
    let comparisons = first..<min(columns.count, first &+ Self.width)
    for comparison in comparisons where columns[comparison].sketchCount > 0 {
      fetch(
        columns[comparison], Pairs(found.open.span.bits(comparison &- first), from: pairs.lowerBound), batch)
    }
    for comparison in comparisons where columns[comparison].isScored {
      let column = columns[comparison]
      let place = comparison &- first
      if column.equalShare != 0 {
        let equal = Pairs(found.equal.span.bits(place), from: pairs.lowerBound)
        if !equal.isEmpty { addRarity(column, equal, &batch.pairs, batch.rows) }
      }
      let open = Pairs(found.open.span.bits(place), from: pairs.lowerBound)
      if !open.isEmpty { tell(column, open, &batch) }
      let unknown = Pairs(found.unknown.span.bits(place), from: pairs.lowerBound)
      if !unknown.isEmpty { reserve(column.upperAny, column, unknown, &batch) }
    }
  }

  /// Pairs of a batch, 64 side by side at most.
  private struct Pairs: Sequence, IteratorProtocol {
    private var rest: UInt64
    let first: Int

    /// A bit for each, the first one lowest.
    var bits: UInt64 { rest }

    @inline(__always) init(_ bits: UInt64, from first: Int) {
      rest = bits
      self.first = first
    }

    @inline(__always) var isEmpty: Bool { rest == 0 }

    @inline(__always) mutating func next() -> Int? {
      if rest == 0 { return nil }
      let place = rest.trailingZeroBitCount
      rest &= rest &- 1
      return first &+ place
    }
  }

  /// For each pair of a stretch a bit for each comparison of a look.
  private struct Patterns {
    /// Both values are equal.
    var equal = InlineArray<64, UInt8>(repeating: 0)
    /// They differ, and their texts may be looked at.
    var open = InlineArray<64, UInt8>(repeating: 0)
    /// One of several may be meant: nothing is known before all are compared.
    var unknown = InlineArray<64, UInt8>(repeating: 0)
  }

  /// Tells equal values from others, and adds what that alone comes to.
  ///
  /// - Parameter rows: where the rows of each pair start.
  @inline(__always) private func compare(
    _ look: Int, _ pairs: Range<Int>, of count: Int, _ batch: inout [PairBatch.Pair],
    _ rows: inout [SketchPairs.Rows]
  ) -> Patterns {
    var patterns = Patterns()
    let (ownMatrix, ownExtras, ownSums) = (plan.table.matrix, plan.table.extrasMask, sums)
    let (matrix, extras, sums) = (ownMatrix.span, ownExtras.span, ownSums.span)
    var batch = batch.mutableSpan
    var rows = rows.mutableSpan
    let width = plan.table.width
    let first = look &* Self.width
    let scored = scored[look]
    for pair in pairs {
      if pair &+ 12 < count {
        let (a, b) = (Int(batch[pair &+ 12].left), Int(batch[pair &+ 12].right))
        matrix.fetch(a &* width)
        matrix.fetch(b &* width)
        // Its last line as well; of the left one, pairs side by side have both.
        matrix.fetch(b &* width &+ max(width, Self.width) &- 1)
      }
      let place = pair &- pairs.lowerBound
      let (a, b) = (Int(batch[pair].left), Int(batch[pair].right))
      let row = SketchPairs.Rows(first: a &* width, second: b &* width)
      rows[place] = row
      let found = matrix.compare8(row.first &+ first, row.second &+ first)
      let present = ~UInt8(truncatingIfNeeded: found.missing) & scored
      let several = extras.isEmpty ? 0 : (extras[a] | extras[b]) &>> UInt16(first)
      let unknown = UInt8(truncatingIfNeeded: several) & present
      let equal = UInt8(truncatingIfNeeded: found.equal) & present & ~unknown
      let different = present & ~equal & ~unknown
      let ofEqual = sums[look &* 2 &* Self.patternCount &+ Int(equal)]
      let ofDifferent = sums[(look &* 2 &+ 1) &* Self.patternCount &+ Int(different)]
      batch[pair].bound &+= ofEqual.weight &+ ofDifferent.weight
      batch[pair].levels |= ofEqual.levels | ofDifferent.levels
      batch[pair].open |= ofDifferent.open | UInt16(unknown) &<< UInt16(first)
      patterns.equal[place] = equal
      patterns.open[place] = UInt8(truncatingIfNeeded: ofDifferent.open &>> UInt16(first))
      patterns.unknown[place] = unknown
    }
    return patterns
  }

  /// Begins to bring what is known of different values: they lie anywhere, and their looks are too long to be under way together.
  private func fetch(_ column: ScoredColumn, _ pairs: Pairs, _ batch: borrowing PairBatch) {
    let (ownMatrix, ownSketches, ownRows) = (plan.table.matrix, sketches, batch.rows)
    SketchPairs.fetch(
      pairs.bits, rows: ownRows.span, column: column.comparison, of: ownMatrix.span, ownSketches.span,
      from: column.sketchStart)
  }

  /// Adds what the rarity of equal values comes to.
  private func addRarity(
    _ column: ScoredColumn, _ pairs: Pairs, _ batch: inout [PairBatch.Pair], _ rows: [SketchPairs.Rows]
  ) {
    let (ownMatrix, ownRarities) = (plan.table.matrix, plan.rarities)
    let (matrix, rarities, rows) = (ownMatrix.span, ownRarities.span, rows.span)
    var batch = batch.mutableSpan
    for pair in pairs {
      let value = matrix[rows[pair &- pairs.first].first &+ column.comparison]
      batch[pair].bound &+= rarities[column.rarityStart &+ Int(value)] &* column.equalShare / 1000
    }
  }

  /// Lets the sketches of different values tell their level, or what they come to at most.
  private func tell(_ column: ScoredColumn, _ pairs: Pairs, _ batch: inout PairBatch) {
    if column.sketchCount == 0 { return reserve(column.upperDifferent, column, pairs, &batch) }
    let (ownMatrix, ownSketches, ownRows) = (plan.table.matrix, sketches, batch.rows)
    let count = batch.sketches.gather(
      pairs.bits, rows: ownRows.span, column: column.comparison, of: ownMatrix.span, ownSketches.span,
      from: column.sketchStart)
    batch.sketches.tell(column.sketches, count: count)
    if column.countsRarity {
      batch.sketches.lookAbove(count: count)
      // Rounded up, for it is a bound: where the level is certain, rarity counts for nothing.
      settle(column, pairs, batch.sketches, &batch.pairs, &batch.reserves) { outcome, steps in
        outcome.weight &+ Int32(truncatingIfNeeded: (Int64(steps) &* outcome.rarityOfStep &+ 0xFFFF) &>> 16)
      }
    } else {
      settle(column, pairs, batch.sketches, &batch.pairs, &batch.reserves) { outcome, _ in outcome.weight }
    }
  }

  /// Takes over what sketches tell.
  /// - Parameter most: what an outcome comes to, by how rare the values are.
  @inline(__always) private func settle(
    _ column: ScoredColumn, _ pairs: Pairs, _ sketches: SketchPairs, _ batch: inout [PairBatch.Pair],
    _ reserves: inout [Int32], _ most: (Outcome, Int32) -> Int32
  ) {
    let ownOutcomes = outcomes
    let outcomes = ownOutcomes.span.extracting(
      column.comparison &* Self.outcomeCount..<(column.comparison &+ 1) &* Self.outcomeCount)
    let width = plan.table.width
    var batch = batch.mutableSpan
    var reserves = reserves.mutableSpan
    let (ownTold, ownAbove) = (sketches.told, sketches.above)
    let (told, above) = (ownTold.span, ownAbove.span)
    var place = 0
    // No branch tells what is certain from what stays open: nothing foretells which it is.
    for pair in pairs {
      let outcome = outcomes[Int(told[place])]
      let most = most(outcome, above[place])
      batch[pair].bound &+= most
      batch[pair].levels |= outcome.level
      batch[pair].open &= outcome.open
      reserves[pair &* width &+ column.comparison] = most
      place &+= 1
    }
  }

  /// Has the most that values come to in the bound.
  private func reserve(_ most: Int32, _ column: ScoredColumn, _ pairs: Pairs, _ batch: inout PairBatch) {
    for pair in pairs {
      batch.pairs[pair].bound &+= most
      batch.reserves[pair &* batch.width &+ column.comparison] = most
    }
  }
}
