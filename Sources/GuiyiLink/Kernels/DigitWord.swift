/// Up to sixteen decimal digits in one word, a nibble each, the last digit lowest.
package enum DigitWord {
  /// The last `width` digits of a number.
  package static func pack(_ number: UInt64, width: Int) -> UInt64 {
    var word: UInt64 = 0
    var rest = number
    for place in 0..<UInt64(min(max(width, 0), 16)) {
      word |= (rest % 10) &<< (place &* 4)
      rest /= 10
    }
    return word
  }

  /// Whether two words of equal width differ in exactly one digit, or in two neighbours that changed places.
  package static func isOneSlip(_ a: UInt64, _ b: UInt64) -> Bool {
    let difference = a ^ b
    let low = UInt64(truncatingIfNeeded: difference.trailingZeroBitCount) & 60
    let high = UInt64(truncatingIfNeeded: 63 &- difference.leadingZeroBitCount) & 60
    // Found without a branch: of two digits nothing is known beforehand.
    let isOne = low == high ? 1 : 0
    let isNext = high == low &+ 4 ? 1 : 0
    let changedPlaces = (a &>> low ^ b &>> high) & 15 | (a &>> high ^ b &>> low) & 15 == 0 ? 1 : 0
    return (isOne | isNext & changedPlaces) & (difference == 0 ? 0 : 1) == 1
  }

  /// Whether the longer word is the shorter one with one digit more somewhere.
  package static func isOneDigitMore(_ longer: UInt64, _ shorter: UInt64) -> Bool {
    let difference = longer ^ shorter
    let low = difference == 0 ? 60 : UInt64(difference.trailingZeroBitCount) & ~3
    let below: UInt64 = (1 &<< low) &- 1
    return (longer &>> 4) & ~below | longer & below == shorter
  }
}
