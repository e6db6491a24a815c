/// Eight ASCII characters in a word, the first in the lowest byte, so that digits are handled eight at a time.
struct PackedDigits {
  /// The characters less 0x30.
  private let values: UInt64
  let areDigits: Bool

  /// Packs the eight characters from an index on; the caller has seen that there are so many.
  @inline(__always)
  init(_ bytes: Span<UInt8>, at start: Int) {
    // The compiler makes one load of these.
    let word =
      UInt64(bytes[start]) | UInt64(bytes[start &+ 1]) &<< 8 | UInt64(bytes[start &+ 2]) &<< 16
      | UInt64(bytes[start &+ 3]) &<< 24 | UInt64(bytes[start &+ 4]) &<< 32 | UInt64(bytes[start &+ 5]) &<< 40
      | UInt64(bytes[start &+ 6]) &<< 48 | UInt64(bytes[start &+ 7]) &<< 56
    values = word ^ 0x3030_3030_3030_3030
    // A byte above 9 has a high nibble, or gets one when 6 is added. A carry out of a byte needs a high nibble there.
    let carried = values &+ 0x0606_0606_0606_0606
    areDigits = (values | carried) & 0xF0F0_F0F0_F0F0_F0F0 == 0
  }

  /// The number the digits spell.
  @inline(__always)
  var number: Int {
    // Neighbours are joined three times: to two digits, to four, to eight.
    let pairs = (values &* 10 &+ values &>> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
    return Int(truncatingIfNeeded: (fours &* 10_000 &+ fours &>> 32) & 0xFFFF_FFFF)
  }

  /// The sum of the digits, each times its weight.
  ///
  /// - Parameters:
  ///   - even: weights of the digits 6, 4, 2, 0 in the 16-bit lanes of a word, the first in the lowest lane.
  ///   - odd: the same of the digits 7, 5, 3, 1.
  @inline(__always)
  func weighted(even: UInt64, odd: UInt64) -> UInt64 {
    // The top lane of the product is the sum over all lanes; no lane reaches 2^16, so none disturbs another.
    let evens = values & 0x00FF_00FF_00FF_00FF
    let odds = values &>> 8 & 0x00FF_00FF_00FF_00FF
    return (evens &* even) &>> 48 &+ (odds &* odd) &>> 48
  }
}
