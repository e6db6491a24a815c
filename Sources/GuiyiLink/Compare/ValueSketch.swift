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

  /// What two sketches tell of the level of two different values: none is higher, and where it is certain, it is just that one.
  ///
  /// For tests: scoring asks of many pairs together.
  package func told(_ a: UInt64, _ b: UInt64) -> (ceiling: UInt8, isCertain: Bool) {
    var pairs = SketchPairs()
    let rows = [SketchPairs.Rows](repeating: .init(first: 0, second: 1), count: SketchPairs.capacity)
    _ = pairs.gather(1, rows: rows.span, column: 0, of: [0, 1].span, [a, b].span, from: 0)
    pairs.tell(self, count: 1)
    return (UInt8(pairs.told[0] & 15), pairs.told[0] >= SketchPairs.certain)
  }

  /// From this bit on a sketch is 0: there is room for something else that is known of a value.
  package static let width: UInt64 = 54

  // Below, a slot for each letter. Above, their number, the first two, what the name sounds like, and its form; dates have digits below.
  static let countMask: Int32 = 63
  static let fieldMask: Int32 = 15
  static let (first, second, sound, form): (Int32, Int32, Int32, Int32) = (6, 10, 14, 18)

  /// Of a value of a column; 0 for one without characters, and for long ones.
  static func letters(_ value: TextColumn.Value) -> UInt64 {
    if value.hash == 0 || value.count == 0 || value.count > UInt16(countMask) { return 0 }
    let above =
      UInt64(value.count) | (value.head & 15) << UInt64(first) | (value.head >> 16 & 15) << UInt64(second)
    return (value.mask | value.mask >> 32) & 0xFFFF_FFFF | above << 32
  }

  /// Of a name of one word.
  ///
  /// - Parameters:
  ///   - sound: a hash of what it sounds like.
  ///   - form: which given name it is a form of, 0 where none.
  static func name(_ value: TextColumn.Value, sound: UInt64, form: UInt16) -> UInt64 {
    let letters = letters(value)
    if letters == 0 { return 0 }
    let above =
      (sound & 15) << UInt64(Self.sound) | (form == 0 ? 0 : UInt64(form % 15) + 1) << UInt64(Self.form)
    return letters | above << 32
  }
}
