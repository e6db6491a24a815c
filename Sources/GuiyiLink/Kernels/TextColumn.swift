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

  /// - Parameter keepsSpaces: whether runs of separators stay, as one space.
  init(_ dictionary: ByteDictionary, keepsSpaces: Bool = false) {
    starts.reserveCapacity(dictionary.count + 1)
    masks.reserveCapacity(dictionary.count)
    hashes.reserveCapacity(dictionary.count)
    var codeOf = CharacterCodes()
    var scalars: [UInt32] = []
    for id in 0..<UInt32(dictionary.count) {
      scalars.removeAll(keepingCapacity: true)
      dictionary.withBytes(of: id) { TextFolding.append($0, keepsSpaces: keepsSpaces, to: &scalars) }
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

  @inline(__always) func count(_ id: UInt32) -> Int {
    Int(starts[Int(id) + 1] &- starts[Int(id)])
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
