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

  /// Value `id` stands at `starts[id]..<starts[id + 1]`.
  private(set) var codes: [UInt16] = []
  private(set) var starts: [UInt32] = [0]
  /// A bit for `code & 63` of each character of a value.
  private(set) var masks: [UInt64] = []
  /// A hash of the whole folded value, the part beyond the limit included; 0 for a value without characters.
  private(set) var hashes: [UInt64] = []

  /// Folds values as `TextFolding` does, without spaces.
  init(_ dictionary: ByteDictionary) {
    self.init(dictionary) { TextFolding.append($0, keepsSpaces: false, to: &$1) }
  }

  /// - Parameter fold: appends what of a value is compared.
  init(_ dictionary: ByteDictionary, fold: (Span<UInt8>, inout [UInt32]) -> Void) {
    starts.reserveCapacity(dictionary.count + 1)
    masks.reserveCapacity(dictionary.count)
    hashes.reserveCapacity(dictionary.count)
    var codeOf = CharacterCodes()
    var scalars: [UInt32] = []
    for id in 0..<UInt32(dictionary.count) {
      scalars.removeAll(keepingCapacity: true)
      dictionary.withBytes(of: id) { fold($0, &scalars) }
      var mask: UInt64 = 0
      var hash = StableHash.multiplierForText
      for (index, scalar) in scalars.enumerated() {
        hash = StableHash.mix(hash, UInt64(scalar))
        if index < Self.lengthLimit {
          let code = codeOf.code(of: scalar)
          mask |= 1 &<< UInt64(code & 63)
          codes.append(code)
        }
      }
      masks.append(mask)
      hashes.append(scalars.isEmpty ? 0 : hash | 1)
      starts.append(UInt32(truncatingIfNeeded: codes.count))
    }
  }

  /// The places of a value in `codes`.
  @inline(__always) func range(_ id: UInt32) -> Range<Int> {
    Int(starts[Int(id)])..<Int(starts[Int(id) &+ 1])
  }

  /// A bound that no edit distance of the two values is below.
  @inline(__always) func leastDistance(_ a: UInt32, _ b: UInt32) -> Int {
    let (x, y) = (masks[Int(a)], masks[Int(b)])
    return max((x & ~y).nonzeroBitCount, (y & ~x).nonzeroBitCount)
  }

  /// The edit distance of two values.
  @inline(__always) func distance(_ a: UInt32, _ b: UInt32) -> Int {
    let all = codes.span
    return EditDistance.between(all.extracting(range(a)), all.extracting(range(b)))
  }

  /// The Jaro-Winkler similarity of two values, or 0 where it is certain to be below 0.7.
  ///
  /// The order of the two does not matter.
  @inline(__always) func similarity(_ a: UInt32, _ b: UInt32) -> Double {
    // Greedy matching is not quite symmetric: the two are put in an order of their content.
    let (first, second) = hashes[Int(a)] < hashes[Int(b)] ? (a, b) : (b, a)
    let (x, y) = (range(first), range(second))
    if x.count <= Jaro.lengthLimit && y.count <= Jaro.lengthLimit {
      // Characters in slots that the other one does not use cannot match.
      let (mask, other) = (masks[Int(first)], masks[Int(second)])
      let most = min(
        x.count &- (mask & ~other).nonzeroBitCount, y.count &- (other & ~mask).nonzeroBitCount)
      // most / x + most / y + 1 < 3 × 0.7, in whole numbers.
      if most &* (x.count &+ y.count) &* 10 < 11 &* x.count &* y.count { return 0 }
    }
    let all = codes.span
    return Jaro.winkler(all.extracting(x), all.extracting(y))
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
