/// How the sketches of a column are read: 64 bits for each value that tell most values that differ apart, so that their texts are
/// looked at only where they may be alike.
///
/// A sketch of 0 says nothing of its value.
package enum ValueSketch: Sendable {
  /// The column has none.
  case none
  /// Of letters, for the levels of a comparison.
  case edits, jaroWinkler, latinName, email
  /// Of whole dates.
  case date

  /// What two sketches tell of two different values. Found without a branch: nothing foretells which values are alike.
  package struct Told: Sendable {
    /// No higher level is reached; 15 where nothing is told.
    package let ceiling: UInt8
    /// Whether just that level is reached.
    package let isCertain: Bool

    @inline(__always) fileprivate init(ceiling: UInt8, isCertain: Bool) {
      self.ceiling = ceiling
      self.isCertain = isCertain
    }

    /// One of eight ceilings, each a digit of `ceilings`, the first one lowest; nothing is below the lowest level, 1.
    @inline(__always) fileprivate init(_ ceilings: UInt32, _ place: UInt32) {
      ceiling = UInt8(truncatingIfNeeded: ceilings &>> (place &* 4) & 15)
      isCertain = ceiling == 1
    }

    @inline(__always) static var nothing: Told { Told(ceiling: 15, isCertain: false) }
  }

  /// What two sketches tell of the level of two different values. For tests: scoring asks for one kind in a loop of its own.
  package func told(_ a: UInt64, _ b: UInt64) -> Told {
    switch self {
    case .none: .nothing
    case .edits: Self.byEdits(a, b)
    case .jaroWinkler: Self.byJaroWinkler(a, b)
    case .latinName: Self.byName(a, b)
    case .email: Self.byEmail(a, b)
    case .date: Self.byDate(a, b)
    }
  }

  @inline(__always) static func byDate(_ a: UInt64, _ b: UInt64) -> Told {
    let (a, b) = (a & (1 &<< width &- 1), b & (1 &<< width &- 1))
    let isKnown = bit(a != 0) & bit(b != 0) & bit(a != b) == 1
    let level = DateLevels.levelOfWhole(a, b)
    return Told(ceiling: isKnown ? level : 15, isCertain: isKnown)
  }

  /// 1 where something holds.
  @inline(__always) private static func bit(_ holds: Bool) -> UInt32 { holds ? 1 : 0 }

  /// From this bit on a sketch is 0: there is room for something else that is known of a value.
  package static let width: UInt64 = 58

  // The slots of the letters, their number, the first two, what the name sounds like, and its form.
  private static let slotCount: UInt64 = 36
  private static let slots: UInt64 = (1 << slotCount) - 1
  private static let (first, second, sound, form): (UInt64, UInt64, UInt64, UInt64) = (42, 46, 50, 54)

  /// Of a value of a column; 0 for one without characters, and for long ones.
  static func letters(_ value: TextColumn.Value) -> UInt64 {
    if value.hash == 0 || value.count == 0 || value.count > 63 { return 0 }
    return (value.mask | value.mask >> slotCount) & slots | UInt64(value.count) << slotCount
      | (value.head & 15) << first | (value.head >> 16 & 15) << second
  }

  /// Of a name of one word.
  ///
  /// - Parameters:
  ///   - sound: a hash of what it sounds like.
  ///   - form: which given name it is a form of, 0 where none.
  static func name(_ value: TextColumn.Value, sound: UInt64, form: UInt16) -> UInt64 {
    let letters = letters(value)
    if letters == 0 { return 0 }
    return letters | (sound & 15) << Self.sound | (form == 0 ? 0 : UInt64(form % 15) + 1) << Self.form
  }

  @inline(__always) private static func count(_ sketch: UInt64) -> Int {
    Int(truncatingIfNeeded: sketch &>> slotCount & 63)
  }

  @inline(__always) private static func isSame(_ a: UInt64, _ b: UInt64, _ place: UInt64) -> Bool {
    (a ^ b) &>> place & 15 == 0
  }

  /// How many of the first four letters may be the same: 0 for none, 1 for one, 2 for more.
  @inline(__always) private static func prefix(_ a: UInt64, _ b: UInt64) -> UInt32 {
    bit(isSame(a, b, first)) &+ (bit(isSame(a, b, first)) & bit(isSame(a, b, second)))
  }

  /// Thousandths that the shares of both come to at least where a Jaro-Winkler similarity is reached, by `prefix`, 16 bits each:
  /// found as those of `LeastSimilarity`.
  private enum Shares {
    static let eight: UInt64 = 1400 | 1333 << 16 | 1100 << 32
    static let eightyEight: UInt64 = 1640 | 1600 << 16 | 1400 << 32
    static let ninetyTwo: UInt64 = 1760 | 1733 << 16 | 1600 << 32
  }

  /// The letters of two values.
  private struct Letters {
    /// How many they are; 0 where nothing is known.
    let x: Int
    let y: Int
    /// How many of each have no equal in the other, at least.
    let ofA: Int
    let ofB: Int

    @inline(__always) init(_ a: UInt64, _ b: UInt64) {
      x = ValueSketch.count(a)
      y = ValueSketch.count(b)
      ofA = (a & ~b & ValueSketch.slots).nonzeroBitCount
      ofB = (b & ~a & ValueSketch.slots).nonzeroBitCount
    }

    @inline(__always) var areUnknown: Bool { x == 0 || y == 0 }

    /// No edit distance is below.
    @inline(__always) var leastDistance: Int { max(max(ofA, ofB), abs(x &- y)) }

    /// Whether the shares of both that may match come to some thousandths; 1 where they do.
    @inline(__always) func share(_ thousandths: Int) -> UInt32 {
      ValueSketch.bit(min(x &- ofA, y &- ofB) &* (x &+ y) &* 1000 >= thousandths &* x &* y)
    }

    @inline(__always) func share(_ thousandths: UInt64, _ prefix: UInt32) -> UInt32 {
      share(Int(truncatingIfNeeded: thousandths &>> UInt64(prefix &* 16) & 0xFFFF))
    }
  }

  @inline(__always) static func byEdits(_ a: UInt64, _ b: UInt64) -> Told {
    let letters = Letters(a, b)
    let distance = letters.leastDistance
    let isFar = distance > max(2, max(letters.x, letters.y) / 4)
    let place = bit(isFar) &+ bit(distance > 2) &+ bit(distance > 1)
    return Told(0x123F, letters.areUnknown ? 0 : place)
  }

  @inline(__always) static func byEmail(_ a: UInt64, _ b: UInt64) -> Told {
    let letters = Letters(a, b)
    let distance = UInt32(truncatingIfNeeded: min(letters.leastDistance, 3))
    return Told(0x12FF, letters.areUnknown ? 0 : distance)
  }

  @inline(__always) static func byJaroWinkler(_ a: UInt64, _ b: UInt64) -> Told {
    let letters = Letters(a, b)
    let prefix = prefix(a, b)
    let place =
      letters.share(LeastSimilarity.seven.shares(0)) &+ letters.share(Shares.eight, prefix)
      &+ letters.share(Shares.eightyEight, prefix)
    return Told(0xF321, letters.areUnknown ? 3 : place)
  }

  @inline(__always) static func byName(_ a: UInt64, _ b: UInt64) -> Told {
    let letters = Letters(a, b)
    let prefix = prefix(a, b)
    let (formA, formB) = (a &>> form & 15, b &>> form & 15)
    let isOneForm = bit(formA != 0) & bit(formA == formB)
    // All letters of the shorter one are in the other, which may begin with it.
    let isWithin = bit(prefix == 2) & bit((letters.x < letters.y ? letters.ofA : letters.ofB) == 0)
    // Close, or the same letters; of a few letters nothing is told.
    let isOpen =
      bit(min(letters.x, letters.y) < 4) | bit(letters.leastDistance <= 1)
      | letters.share(Shares.ninetyTwo, prefix)
    let isSimilar = bit(isSame(a, b, sound)) | letters.share(Shares.eight, prefix)
    return Told(0xFFFF_3321, isOpen &<< 2 | (isOneForm | isWithin) &<< 1 | isSimilar)
  }
}
