/// Eight whole numbers that are reckoned with together.
///
/// What holds of a lane is told by all of its bits: -1 where it does, 0 where it does not. Masks of the library's own are looped
/// over lane by lane; arithmetic is one instruction for several lanes.
typealias Lanes = SIMD8<Int32>

extension Lanes {
  @inline(__always) static func all(_ number: Int32) -> Lanes { Lanes(repeating: number) }

  @inline(__always) static func level(_ level: UInt8) -> Lanes { .all(Int32(level)) }

  /// Where numbers are below others; each is nearer than 2^31 to its other.
  @inline(__always) func isBelow(_ other: Lanes) -> Lanes { (self &- other) &>> 31 }

  /// Where numbers are 0.
  @inline(__always) var isZero: Lanes { ((self | (Lanes.all(0) &- self)) &>> 31) ^ .all(-1) }

  /// Where it does not hold.
  @inline(__always) var inverted: Lanes { self ^ .all(-1) }

  /// The numbers of one where it holds, of the other elsewhere.
  @inline(__always) func chosen(_ one: Lanes, else other: Lanes) -> Lanes { other ^ ((one ^ other) & self) }

  /// The same shifted, with zeros from above.
  @inline(__always) func shiftedDown(_ bits: Int32) -> Lanes {
    (self &>> Lanes.all(bits)) & .all(Int32(bitPattern: .max &>> UInt32(bits)))
  }

  @inline(__always) static func lower(_ a: Lanes, _ b: Lanes) -> Lanes { a.isBelow(b).chosen(a, else: b) }
  @inline(__always) static func higher(_ a: Lanes, _ b: Lanes) -> Lanes { a.isBelow(b).chosen(b, else: a) }

  /// How many bits are set.
  @inline(__always) var bitCount: Lanes {
    var sums = self &- ((self &>> 1) & .all(0x5555_5555))
    sums = (sums & .all(0x3333_3333)) &+ ((sums &>> 2) & .all(0x3333_3333))
    sums = (sums &+ (sums &>> 4)) & .all(0x0F0F_0F0F)
    sums = sums &+ (sums &>> 8)
    return (sums &+ (sums &>> 16)) & .all(63)
  }
}
