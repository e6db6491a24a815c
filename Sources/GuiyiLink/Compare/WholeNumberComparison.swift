internal import GuiyiColumns

/// Levels of whole numbers by how far they are apart, or by what a slip of the hand does to their digits.
struct WholeNumberLevels: LevelSource {
  /// `Int.min` where the value is no number.
  private var values: [Int] = []
  private var blanks: [Bool] = []

  private enum Level {
    static let different: UInt8 = 1
    static let withinTen: UInt8 = 2
    static let withinThree: UInt8 = 3
    static let oneDigit: UInt8 = 4
    static let next: UInt8 = 5
    static let exact: UInt8 = 6
  }

  init(_ dictionary: ByteDictionary) {
    var letters: [UInt32] = []
    for id in 0..<UInt32(dictionary.count) {
      let value = dictionary.withBytes(of: id) { NumberReader.read($0) }.flatMap {
        Int(exactly: $0.rounded())
      }
      letters.removeAll(keepingCapacity: true)
      if value == nil {
        dictionary.withBytes(of: id) { TextFolding.append($0, keepsSpaces: false, to: &letters) }
      }
      values.append(value ?? .min)
      blanks.append(value == nil && letters.isEmpty)
    }
  }

  func isBlank(_ id: UInt32) -> Bool { blanks[Int(id)] }

  func writing(_ id: UInt32) -> UInt64 {
    let value = values[Int(id)]
    return value == .min ? 0 : StableHash.mix(0x6E75_6D62, UInt64(bitPattern: Int64(value))) | 1
  }

  /// Numbers are looked up as numbers, however they are written.
  func keys(of id: UInt32, part: BlockingPart, _ body: (UInt64) -> Void) -> Bool {
    guard part == .folded,
      let number = values[Int(id)] == .min ? nil : UInt64(bitPattern: Int64(values[Int(id)]))
    else {
      return false
    }
    body(StableHash.mix(0x6E75_6D62, number))
    return true
  }

  func level(_ a: UInt32, _ b: UInt32) -> UInt8 {
    let (x, y) = (values[Int(a)], values[Int(b)])
    if x == .min || y == .min { return blanks[Int(a)] || blanks[Int(b)] ? 0 : Level.different }
    if x == y { return Level.exact }
    let gap = x > y ? x.subtractingReportingOverflow(y) : y.subtractingReportingOverflow(x)
    if !gap.overflow && gap.partialValue == 1 { return Level.next }
    if min(x, y) >= 1000, Self.isOneSlip(x, y) { return Level.oneDigit }
    if gap.overflow || gap.partialValue > 10 { return Level.different }
    return gap.partialValue <= 3 ? Level.withinThree : Level.withinTen
  }

  /// One digit changed, or two neighbours swapped, in numbers of equal length.
  private static func isOneSlip(_ a: Int, _ b: Int) -> Bool {
    if max(a, b) >= 10_000_000_000_000_000 { return false }
    return DigitWord.isOneSlip(
      DigitWord.pack(UInt64(a), width: 16), DigitWord.pack(UInt64(b), width: 16))
  }
}
