internal import GuiyiColumns

/// Pairs of sketches that are looked at together, and what each tells of the level of its two values.
package struct SketchPairs {
  /// How many there is room for.
  package static let capacity = 64

  /// What is told of a pair: no higher level is reached; from `certain` on, it is just that level.
  static let certain: Int32 = 16
  /// Nothing is told.
  static let nothing: Int32 = 15

  /// Halves of the sketches, `capacity` of each: the lower and the upper ones of one value of each pair, then those of the other.
  private var halves = [Int32](repeating: 0, count: 4 * capacity)
  package private(set) var told = [Int32](repeating: nothing, count: capacity)
  package private(set) var above = [Int32](repeating: 0, count: capacity)

  package init() {}

  /// Puts the sketches of the values of pairs into places side by side.
  ///
  /// - Parameters:
  ///   - pairs: a bit for each pair.
  ///   - rows: where the rows of the two records of each pair start in `matrix`.
  ///   - column: the place of the values in a row.
  ///   - sketches: by value, from `start` on.
  /// - Returns: how many places are taken.
  package mutating func gather(
    _ pairs: UInt64, rows: Span<Rows>, column: Int, of matrix: Span<UInt32>, _ sketches: Span<UInt64>,
    from start: Int
  ) -> Int {
    precondition(rows.count >= Self.capacity, "two rows for each bit")
    var halves = halves.mutableSpan
    var rest = pairs
    var place = 0
    while rest != 0 {
      // SAFETY: a bit's place and the number of bits before it are below `capacity`.
      let rows = unsafe rows[unchecked: rest.trailingZeroBitCount]
      let first = sketches[start &+ Int(matrix[rows.first &+ column])]
      let second = sketches[start &+ Int(matrix[rows.second &+ column])]
      unsafe halves[unchecked: place] = Int32(truncatingIfNeeded: first)
      unsafe halves[unchecked: Self.capacity &+ place] = Int32(truncatingIfNeeded: first &>> 32)
      unsafe halves[unchecked: 2 &* Self.capacity &+ place] = Int32(truncatingIfNeeded: second)
      unsafe halves[unchecked: 3 &* Self.capacity &+ place] = Int32(truncatingIfNeeded: second &>> 32)
      place &+= 1
      rest &= rest &- 1
    }
    return place
  }

  /// Begins to bring what `gather` asks for.
  static func fetch(
    _ pairs: UInt64, rows: Span<Rows>, column: Int, of matrix: Span<UInt32>, _ sketches: Span<UInt64>,
    from start: Int
  ) {
    precondition(rows.count >= capacity, "two rows for each bit")
    var rest = pairs
    while rest != 0 {
      // SAFETY: a bit's place is below `capacity`.
      let rows = unsafe rows[unchecked: rest.trailingZeroBitCount]
      sketches.fetch(start &+ Int(matrix[rows.first &+ column]))
      sketches.fetch(start &+ Int(matrix[rows.second &+ column]))
      rest &= rest &- 1
    }
  }

  /// Where the rows of two records start.
  package struct Rows: Sendable {
    package var first = 0
    package var second = 0

    package init(first: Int = 0, second: Int = 0) { (self.first, self.second) = (first, second) }
  }

  /// Finds the lower one of what stands above the two sketches of the first `count` pairs.
  package mutating func lookAbove(count: Int) {
    Self.look(halves, count, into: &above) { _, a, _, b in
      let shift = Int32(ValueSketch.width) - 32
      return Lanes.lower(a.shiftedDown(shift), b.shiftedDown(shift))
    }
  }

  /// Tells the first `count` pairs by the sketches of one kind.
  package mutating func tell(_ kind: ValueSketch, count: Int) {
    switch kind {
    case .none: for place in 0..<count { told[place] = Self.nothing }
    case .edits: Self.look(halves, count, into: &told) { LetterLanes($0, $1, $2, $3).byEdits }
    case .jaroWinkler: Self.look(halves, count, into: &told) { LetterLanes($0, $1, $2, $3).byJaroWinkler }
    case .latinName: Self.look(halves, count, into: &told) { LetterLanes($0, $1, $2, $3).byName }
    case .email: Self.look(halves, count, into: &told) { LetterLanes($0, $1, $2, $3).byEmail }
    case .date: Self.look(halves, count, into: &told) { a, _, b, _ in DateLanes.told(a, b) }
    }
  }

  /// Writes what looks at eight pairs at a time find: each gets the lower and the upper halves of one value's sketches, then of the
  /// other's.
  @inline(__always) private static func look(
    _ halves: [Int32], _ count: Int, into found: inout [Int32], _ look: (Lanes, Lanes, Lanes, Lanes) -> Lanes
  ) {
    precondition(count >= 0 && count <= capacity, "there is room for so many")
    unsafe halves.withUnsafeBytes { halves in
      unsafe found.withUnsafeMutableBytes { found in
        let size = MemoryLayout<Int32>.stride * capacity
        // SAFETY: `capacity` is a multiple of the lanes of one look, and there are so many of each half.
        for place in stride(from: 0, to: count &* 4, by: Lanes.scalarCount &* 4) {
          let lanes = unsafe look(
            halves.loadUnaligned(fromByteOffset: place, as: Lanes.self),
            halves.loadUnaligned(fromByteOffset: size &+ place, as: Lanes.self),
            halves.loadUnaligned(fromByteOffset: 2 &* size &+ place, as: Lanes.self),
            halves.loadUnaligned(fromByteOffset: 3 &* size &+ place, as: Lanes.self))
          unsafe found.storeBytes(of: lanes, toByteOffset: place, as: Lanes.self)
        }
      }
    }
  }
}

/// What sketches of letters tell of eight pairs.
private struct LetterLanes {
  /// How many letters they are; 0 where nothing is known.
  private let x: Lanes
  private let y: Lanes
  /// How many of each have no equal in the other, at least.
  private let ofA: Lanes
  private let ofB: Lanes
  private let above: Lanes
  /// Of the first ones.
  private let aboveA: Lanes

  /// - Parameters: the lower halves of two sketches, each with its upper one.
  @inline(__always) init(_ a: Lanes, _ aboveA: Lanes, _ b: Lanes, _ aboveB: Lanes) {
    x = aboveA & .all(ValueSketch.countMask)
    y = aboveB & .all(ValueSketch.countMask)
    ofA = (a & b.inverted).bitCount
    ofB = (b & a.inverted).bitCount
    above = aboveA ^ aboveB
    self.aboveA = aboveA
  }

  @inline(__always) private var areUnknown: Lanes { x.isZero | y.isZero }

  /// No edit distance is below.
  @inline(__always) private var leastDistance: Lanes {
    .higher(.higher(ofA, ofB), .higher(x &- y, y &- x))
  }

  @inline(__always) private func isSame(_ field: Int32) -> Lanes {
    (above & .all(ValueSketch.fieldMask &<< field)).isZero
  }

  /// Whether the first letters may be the same, and the first two.
  @inline(__always) private var prefix: (one: Lanes, two: Lanes) {
    let one = isSame(ValueSketch.first)
    return (one, one & isSame(ValueSketch.second))
  }

  /// Thousandths that the shares of both come to at least where a Jaro-Winkler similarity is reached, by how many of the first letters
  /// are the same: none, one, more. Found as those of `LeastSimilarity`.
  private struct Shares {
    let none: Int32
    let one: Int32
    let two: Int32

    // Reckoned each time, for nothing: a stored one would be asked for whether it is there.
    @inline(__always) static var seven: Shares { Shares(.seven) }
    @inline(__always) static var eight: Shares { Shares(.eight) }
    @inline(__always) static var eightyEight: Shares { Shares(none: 1640, one: 1600, two: 1400) }
    @inline(__always) static var ninetyTwo: Shares { Shares(none: 1760, one: 1733, two: 1600) }

    @inline(__always) private init(none: Int32, one: Int32, two: Int32) {
      (self.none, self.one, self.two) = (none, one, two)
    }

    /// Behind the first two letters up to four may be the same.
    @inline(__always) private init(_ least: LeastSimilarity) {
      self.init(
        none: Int32(least.shares(0)), one: Int32(least.shares(1)), two: Int32(least.shares(4)))
    }
  }

  /// Whether the shares of both that may match come to some thousandths.
  @inline(__always) private func reaches(_ shares: Shares, _ prefix: (one: Lanes, two: Lanes)) -> Lanes {
    let thousandths = prefix.two.chosen(
      .all(shares.two), else: prefix.one.chosen(.all(shares.one), else: .all(shares.none)))
    // Masks say that products are of short numbers: one instruction multiplies them.
    let matching = Lanes.lower(x &- ofA, y &- ofB) & .all(63)
    let (sum, product) = ((x &+ y) & .all(127), (x &* y) & .all(0xFFF))
    return (((matching &* sum) & .all(0x1FFF)) &* .all(1000)).isBelow(thousandths &* product).inverted
  }

  /// A ceiling as it is told: nothing is below the lowest level, 1.
  @inline(__always) private func told(_ ceiling: Lanes) -> Lanes {
    let known = areUnknown.chosen(.all(SketchPairs.nothing), else: ceiling)
    return known | ((known ^ .all(1)).isZero & .all(SketchPairs.certain))
  }

  @inline(__always) var byEdits: Lanes {
    let distance = leastDistance
    let quarter = Lanes.higher(x, y) &>> 2
    let isFar = Lanes.higher(.all(2), quarter).isBelow(distance)
    // Each that holds is -1.
    let steps = isFar &+ Lanes.all(2).isBelow(distance) &+ Lanes.all(1).isBelow(distance)
    return told(steps.isZero.chosen(.all(SketchPairs.nothing), else: .all(4) &+ steps))
  }

  @inline(__always) var byEmail: Lanes {
    let distance = leastDistance
    let far = Lanes.all(2).isBelow(distance).chosen(.all(1), else: .all(2))
    return told(distance.isBelow(.all(2)).chosen(.all(SketchPairs.nothing), else: far))
  }

  @inline(__always) var byJaroWinkler: Lanes {
    let prefix = prefix
    let seven = reaches(.seven, prefix)
    let eight = reaches(.eight, prefix)
    let eightyEight = reaches(.eightyEight, prefix)
    let low = Lanes.all(1) &- seven &- eight
    return told((seven & eight & eightyEight).chosen(.all(SketchPairs.nothing), else: low))
  }

  @inline(__always) var byName: Lanes {
    let prefix = prefix
    let isOneForm =
      isSame(ValueSketch.form) & (aboveA & .all(ValueSketch.fieldMask &<< ValueSketch.form)).isZero.inverted
    // All letters of the shorter one are in the other, which may begin with it.
    let isWithin = prefix.two & x.isBelow(y).chosen(ofA, else: ofB).isZero
    // Close, or the same letters; of a few letters nothing is told.
    let isOpen =
      Lanes.lower(x, y).isBelow(.all(4)) | leastDistance.isBelow(.all(2)) | reaches(.ninetyTwo, prefix)
    let isSimilar = isSame(ValueSketch.sound) | reaches(.eight, prefix)
    let low = isSimilar.chosen(.all(2), else: .all(1))
    return told(
      isOpen.chosen(.all(SketchPairs.nothing), else: (isOneForm | isWithin).chosen(.all(3), else: low)))
  }
}

/// What sketches of whole dates tell of eight pairs: all that there is to know.
private enum DateLanes {
  /// As `DateLevels.levelOfWhole`.
  @inline(__always) static func told(_ a: Lanes, _ b: Lanes) -> Lanes {
    let difference = a ^ b
    let isSameYear = difference.shiftedDown(16).isZero
    let (isSameMonth, isSameDay) = ((difference & .all(0xFF00)).isZero, (difference & .all(0xFF)).isZero)
    let isSwapped = (((a &>> 8 ^ b) | (a ^ b &>> 8)) & .all(0xFF)).isZero
    let years = year(a) &- year(b)
    let isNear =
      isSameMonth & isSameDay
      & Lanes.all(DateLevels.nearYears)
      .isBelow(.higher(years, Lanes.all(0) &- years)).inverted
    let isSlip = isOneSlip(a, b) | isSameYear & isSwapped
    let isTwoFields = isNear | isSameYear & (isSameMonth | isSameDay)
    let low = isSameYear.chosen(.level(DateLevels.Level.sameYear), else: .level(DateLevels.Level.different))
    let fields = isTwoFields.chosen(.level(DateLevels.Level.twoFields), else: low)
    let level = isSlip.chosen(.level(DateLevels.Level.oneSlip), else: fields)
    let isUnknown = a.isZero | b.isZero | difference.isZero
    return isUnknown.chosen(.all(SketchPairs.nothing), else: level | .all(SketchPairs.certain))
  }

  /// The four digits of the year as a number.
  @inline(__always) private static func year(_ digits: Lanes) -> Lanes {
    func digit(_ place: Int32) -> Lanes { digits.shiftedDown(place) & .all(15) }
    return digit(28) &* .all(1000) &+ digit(24) &* .all(100) &+ digit(20) &* .all(10) &+ digit(16)
  }

  /// As `DigitWord.isOneSlip`.
  @inline(__always) private static func isOneSlip(_ a: Lanes, _ b: Lanes) -> Lanes {
    let difference = a ^ b
    let pairs = difference | difference.shiftedDown(1)
    // A bit for each digit that differs.
    let digits = (pairs | pairs.shiftedDown(2)) & .all(0x1111_1111)
    let lowest = digits & (Lanes.all(0) &- digits)
    let next = lowest &<< 4
    let changed = (a ^ b.shiftedDown(4)) | (a.shiftedDown(4) ^ b)
    let isNext = (digits ^ (lowest | next)).isZero & (changed & (next &- lowest)).isZero
    return (digits.isZero | ((digits ^ lowest).isZero | isNext).inverted).inverted
  }
}
