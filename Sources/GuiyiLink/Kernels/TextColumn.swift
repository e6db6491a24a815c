internal import GuiyiColumns
internal import GuiyiHan

/// The folded characters of all values of a column behind one another, as dense codes.
///
/// Folded means what two writings of one text share: lower case without accents, simplified Chinese, half
/// width, no spaces or punctuation. Codes are numbered as characters first come, so that the frequent ones of
/// an alphabet lie below 64, where the kernels tell them apart by one bit.
struct TextColumn: Sendable {
  /// Kernels look at this many characters of a value; the rest only counts for equality.
  static let lengthLimit = 256

  /// What is known of a value without a look at its characters: half a line of the cache.
  struct Value {
    /// A hash of the whole folded value, the part beyond the limit included; 0 for a value without characters.
    let hash: UInt64
    /// A bit for `code & 63` of each character.
    let mask: UInt64
    /// The first four characters, the first one lowest; all bits are set where there are fewer.
    let head: UInt64
    let start: UInt32
    let count: UInt16

    /// The places of its characters in `codes`.
    @inline(__always) var range: Range<Int> { Int(start)..<Int(start) &+ Int(count) }

    /// How many of the first four characters two different values share.
    @inline(__always) func prefix(_ other: Value) -> Int {
      min((head ^ other.head).trailingZeroBitCount / 16, Int(min(count, other.count)))
    }

    /// A bound that no edit distance of the two values is below.
    @inline(__always) func leastDistance(_ other: Value) -> Int {
      max((mask & ~other.mask).nonzeroBitCount, (other.mask & ~mask).nonzeroBitCount)
    }
  }

  private(set) var codes: [UInt16] = []
  private(set) var values: [Value] = []

  /// Folds values as `TextFolding` does, without spaces.
  init(_ dictionary: ByteDictionary) {
    self.init(dictionary) { TextFolding.append($0, keepsSpaces: false, to: &$1) }
  }

  /// - Parameter fold: appends what of a value is compared.
  init(_ dictionary: ByteDictionary, fold: (Span<UInt8>, inout [UInt32]) -> Void) {
    values.reserveCapacity(dictionary.count)
    // A character takes a byte or more.
    let most = (0..<UInt32(dictionary.count)).reduce(0) {
      $0 + min(dictionary.length(of: $1), Self.lengthLimit)
    }
    codes.reserveCapacity(most)
    var codeOf = CharacterCodes()
    var scalars: [UInt32] = []
    for id in 0..<UInt32(dictionary.count) {
      scalars.removeAll(keepingCapacity: true)
      dictionary.withBytes(of: id) { fold($0, &scalars) }
      let start = codes.count
      var (mask, head) = (0 as UInt64, ~0 as UInt64)
      var hash = StableHash.multiplierForText
      for (index, scalar) in scalars.enumerated() {
        hash = StableHash.mix(hash, UInt64(scalar))
        if index < Self.lengthLimit {
          let code = codeOf.code(of: scalar)
          mask |= 1 &<< UInt64(code & 63)
          if index < 4 { head ^= UInt64(code ^ 0xFFFF) &<< UInt64(index &* 16) }
          codes.append(code)
        }
      }
      values.append(
        Value(
          hash: scalars.isEmpty ? 0 : hash | 1, mask: mask, head: head,
          start: UInt32(truncatingIfNeeded: start), count: UInt16(truncatingIfNeeded: codes.count - start)))
    }
  }

  /// What is known of a value.
  @inline(__always) subscript(_ id: UInt32) -> Value { values[Int(id)] }

  /// Has the memory of a value ready for when it is asked for.
  @inline(__always) func fetch(_ id: UInt32) { values.span.fetch(Int(id)) }

  /// Whether the shorter one of two values is the beginning of the other.
  @inline(__always) func begins(_ a: Value, _ b: Value) -> Bool {
    let (start, other) = (Int(a.start), Int(b.start))
    for place in 0..<Int(min(a.count, b.count)) where codes[start &+ place] != codes[other &+ place] {
      return false
    }
    return true
  }

  /// The edit distance of two values.
  @inline(__always) func distance(_ a: Value, _ b: Value) -> Int {
    let all = codes.span
    return EditDistance.between(all.extracting(a.range), all.extracting(b.range))
  }

  /// The Jaro-Winkler similarity of two different values, or 0 where it is certain to be below `least`.
  ///
  /// The order of the two does not matter.
  @inline(__always) func similarity(_ a: Value, _ b: Value, least: LeastSimilarity) -> Double {
    // Greedy matching is not quite symmetric: the two are put in an order of their content.
    let (first, second) = a.hash < b.hash ? (a, b) : (b, a)
    let (x, y) = (Int(first.count), Int(second.count))
    var shares = 0
    if x <= Jaro.lengthLimit && y <= Jaro.lengthLimit {
      shares = least.shares(first.prefix(second))
      // Characters in slots that the other one does not use cannot match.
      let most = min(
        x &- (first.mask & ~second.mask).nonzeroBitCount, y &- (second.mask & ~first.mask).nonzeroBitCount)
      // most / x + most / y is too little, in whole numbers.
      if most &* (x &+ y) &* 1000 < shares &* x &* y { return 0 }
    }
    return Jaro.winkler(codes.span, first.range, second.range, leastShares: shares)
  }
}

/// From where on a Jaro-Winkler similarity matters.
enum LeastSimilarity {
  case seven, eight

  /// Thousandths that the shares of matching characters of both strings come to at least, rounded down.
  ///
  /// For a similarity of `s`, with `p` characters of a common prefix, Jaro must be (s - p / 10) / (1 - p / 10), and above 0.7 for
  /// the prefix to count; the shares are three times as much, less 1 for characters out of order.
  @inline(__always) func shares(_ prefix: Int) -> Int {
    switch self {
    case .seven: 1100
    case .eight:
      switch prefix {
      case 0: 1400
      case 1: 1333
      case 2: 1250
      case 3: 1142
      default: 1100
      }
    }
  }
}

extension StableHash {
  /// Where hashes of folded text start.
  static let multiplierForText: UInt64 = 0x5851_F42D_4C95_7F2D
}

/// Numbers for the characters of one column, in the order in which they come.
struct CharacterCodes {
  /// Code + 1 of the scalars below 0x10000, 0 where there is none yet.
  private var table = [UInt16](repeating: 0, count: 0x10000)
  private var rare: [UInt32: UInt16] = [:]
  private var next: UInt16 = 0

  /// The code of a scalar; once 65,535 are taken, all new ones share the last.
  mutating func code(of scalar: UInt32) -> UInt16 {
    if scalar < 0x10000 {
      let known = table[Int(scalar)]
      if known != 0 { return known &- 1 }
      let code = take()
      table[Int(scalar)] = code &+ 1
      return code
    }
    if let known = rare[scalar] { return known }
    let code = take()
    rare[scalar] = code
    return code
  }

  private mutating func take() -> UInt16 {
    defer { if next < 65_534 { next += 1 } }
    return next
  }
}
