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
    if difference == 0 { return false }
    let low = UInt64(difference.trailingZeroBitCount) & ~3
    let high = UInt64(63 &- difference.leadingZeroBitCount) & ~3
    if low == high { return true }
    if high != low &+ 4 { return false }
    return a &>> low & 15 == b &>> high & 15 && a &>> high & 15 == b &>> low & 15
  }

  /// Whether the longer word is the shorter one with one digit more somewhere.
  package static func isOneDigitMore(_ longer: UInt64, _ shorter: UInt64) -> Bool {
    let difference = longer ^ shorter
    let low = difference == 0 ? 60 : UInt64(difference.trailingZeroBitCount) & ~3
    let below: UInt64 = (1 &<< low) &- 1
    return (longer &>> 4) & ~below | longer & below == shorter
  }
}
