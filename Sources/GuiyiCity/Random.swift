/// A seeded stream of pseudo-random numbers (SplitMix64), the same on every machine.
///
/// Every household, organization and row draws from a stream of its own, so that a change in one feed's
/// dirt leaves all other people as they were.
struct RandomStream: Sendable {
  /// What a stream is for; part of its seed.
  enum Lane: UInt64, Sendable {
    case household = 1
    case address, organization, rows, dirt, relations, place
  }

  private var state: UInt64

  init(seed: UInt64, lane: Lane, index: Int) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 ^ lane.rawValue &* 0xD1B5_4A32_D192_ED03
    state &+= UInt64(truncatingIfNeeded: index) &* 0xBF58_476D_1CE4_E5B9
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }

  /// A number in 0 ..< bound; `bound` must be positive.
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// A number in 0 ..< 1.
  mutating func unit() -> Double { Double(next() &>> 11) * 0x1p-53 }

  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }

  /// Prefers the front of the list: the place is the square of a uniform number.
  mutating func pickSkewed<Element>(_ choices: [Element]) -> Element {
    let u = unit()
    return choices[Int(u * u * Double(choices.count))]
  }
}
