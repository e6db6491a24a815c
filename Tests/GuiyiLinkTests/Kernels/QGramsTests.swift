import GuiyiColumns
import GuiyiLink
import Testing

@Suite struct QGramsTests {
  @Test func `agrees with sets`() {
    var random = SplitMix64(seed: 5)
    let weights = (0..<16).map { _ in Float(1 + random.next() % 9) }
    func weigh(_ set: Set<UInt32>) -> Float { set.reduce(0) { $0 + weights[Int($1)] } }
    var wrong = 0
    for _ in 0..<20_000 {
      let a = Set((0..<random.next() % 9).map { _ in UInt32(random.next() % 16) })
      let b = Set((0..<random.next() % 9).map { _ in UInt32(random.next() % 16) })
      let expected = a.isEmpty && b.isEmpty ? 0 : weigh(a.intersection(b)) / weigh(a.union(b))
      let found = QGrams.weightedOverlap(a.sorted().span, b.sorted().span, weights: weights.span)
      if abs(found - expected) > 0.000_1 { wrong += 1 }
    }
    #expect(wrong == 0)
  }
}

@Suite struct DigitWordTests {
  private func digits(_ number: UInt64) -> [Character] {
    let text = String(number)
    return Array(String(repeating: "0", count: 8 - text.count) + text)
  }

  @Test func `finds one slip as the textbook does`() {
    var random = SplitMix64(seed: 9)
    var wrong = 0
    var slips = 0
    for _ in 0..<50_000 {
      let a = random.next() % 100_000_000
      var other = digits(a)
      for _ in 0..<random.next() % 3 {
        let place = Int(random.next() % 7)
        if random.next() % 2 == 0 { other.swapAt(place, place + 1) } else { other[place] = "7" }
      }
      let b = UInt64(String(other))!
      let different = zip(digits(a), other).enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset)
      let swapped =
        different.count == 2 && different[1] == different[0] + 1
        && digits(a)[different[0]] == other[different[1]]
        && digits(a)[different[1]] == other[different[0]]
      let expected = different.count == 1 || swapped
      if expected { slips += 1 }
      if DigitWord.isOneSlip(DigitWord.pack(a, width: 8), DigitWord.pack(b, width: 8)) != expected {
        wrong += 1
      }
    }
    #expect(wrong == 0 && slips > 10_000)
  }

  @Test func `finds a digit too many wherever it stands`() {
    let number = Array("13800138001")
    let whole = DigitWord.pack(13_800_138_001, width: 11)
    for place in number.indices {
      var shorter = number
      shorter.remove(at: place)
      #expect(DigitWord.isOneDigitMore(whole, DigitWord.pack(UInt64(String(shorter))!, width: 10)))
    }
    #expect(!DigitWord.isOneDigitMore(whole, DigitWord.pack(1_390_013_800, width: 10)))
  }
}
