import GuiyiColumns
import Testing

/// Looks at several numbers at once, held against looks at one after the other.
@Suite struct SpanLooksTests {
  @Test func `eight numbers are compared with eight others`() {
    var random = SplitMix64(seed: 61)
    // Few different numbers, 0 among them, and such as differ in the highest bit only.
    let some: [UInt32] = [0, 1, 2, 1 << 31, 1 << 31 | 1, .max]
    let numbers = (0..<4_096).map { _ in some[Int(random.next() % 6)] }
    var wrong = 0
    for _ in 0..<20_000 {
      let (a, b) = (Int(random.next() % 4_089), Int(random.next() % 4_089))
      let found = numbers.span.compare8(a, b)
      var (equal, missing): (UInt32, UInt32) = (0, 0)
      for place in 0..<8 {
        let (x, y) = (numbers[a + place], numbers[b + place])
        if x == y { equal |= 1 << UInt32(place) }
        if x == 0 || y == 0 { missing |= 1 << UInt32(place) }
      }
      if found.equal != equal || found.missing != missing { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  @Test func `one bit of 64 bytes`() {
    var random = SplitMix64(seed: 62)
    for _ in 0..<500 {
      let bytes = (0..<64).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      for place in 0..<8 {
        var wanted: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
          wanted |= UInt64(byte >> UInt8(place) & 1) << UInt64(index)
        }
        #expect(bytes.span.bits(place) == wanted)
      }
    }
  }
}
