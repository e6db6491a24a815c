import GuiyiColumns
import GuiyiLink
import Testing

/// Jaro similarity as the textbook has it: flags, a window and a second walk.
private func naiveJaro(_ a: [UInt16], _ b: [UInt16]) -> Double {
  if a.isEmpty || b.isEmpty { return a.isEmpty && b.isEmpty ? 1 : 0 }
  let window = max(0, max(a.count, b.count) / 2 - 1)
  var takenA = [Bool](repeating: false, count: a.count)
  var takenB = [Bool](repeating: false, count: b.count)
  for j in b.indices {
    for i in a.indices where !takenA[i] && abs(i - j) <= window && a[i] == b[j] {
      takenA[i] = true
      takenB[j] = true
      break
    }
  }
  let left = a.indices.filter { takenA[$0] }.map { a[$0] }
  let right = b.indices.filter { takenB[$0] }.map { b[$0] }
  if left.isEmpty { return 0 }
  let swaps = zip(left, right).filter { $0 != $1 }.count / 2
  let m = Double(left.count)
  return (m / Double(a.count) + m / Double(b.count) + (m - Double(swaps)) / m) / 3
}

@Suite struct JaroTests {
  @Test(arguments: [
    ("MARTHA", "MARHTA", 0.944, 0.961), ("DIXON", "DICKSONX", 0.767, 0.813),
    ("DWAYNE", "DUANE", 0.822, 0.840),
    ("欧阳娜娜", "欧阳娜", 0.917, 0.942), ("王", "", 0, 0), ("", "", 1, 1), ("王伟", "王伟", 1, 1),
  ])
  func `agrees with worked examples`(a: String, b: String, jaro: Double, winkler: Double) {
    #expect(abs(Jaro.similarity(codes(a).span, codes(b).span) - jaro) < 0.0006)
    #expect(abs(Jaro.winkler(codes(a).span, codes(b).span) - winkler) < 0.0006)
  }

  @Test func `agrees with the textbook version on every short pair`() {
    let strings = allStrings(over: [1, 65, 2], upTo: 5)
    var wrong = 0
    for a in strings {
      for b in strings where Jaro.similarity(a.span, b.span) != naiveJaro(a, b) { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  @Test func `agrees with the textbook version on random pairs up to the limit`() {
    var random = SplitMix64(seed: 3)
    var wrong = 0
    for turn in 0..<20_000 {
      let (a, b) = randomPair(&random, alphabet: turn % 2 == 0 ? 6 : 900, upTo: 58)
      if Jaro.similarity(a.span, b.span) != naiveJaro(a, b) { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  @Test func `pieces of one text are as similar as they are alone`() {
    var random = SplitMix64(seed: 5)
    var wrong = 0
    for turn in 0..<40_000 {
      let (a, b) = randomPair(&random, alphabet: turn % 2 == 0 ? 4 : 900, upTo: turn % 3 == 0 ? 70 : 18)
      // What follows is of other values, or the end of the text.
      let rest = (0..<Int(random.next() % 20)).map { _ in UInt16(0x4E00 + random.next() % 4) }
      let text = b + a + rest
      let (x, y) = (b.count..<b.count + a.count, 0..<b.count)
      if Jaro.winkler(text.span, x, y, leastShares: 0) != Jaro.winkler(a.span, b.span) { wrong += 1 }
      if Jaro.winkler(text.span, y, x, leastShares: 0) != Jaro.winkler(b.span, a.span) { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  @Test func `where too few characters match, the answer is 0 or what it is`() {
    var random = SplitMix64(seed: 6)
    var cut = 0
    for _ in 0..<20_000 {
      let (a, b) = randomPair(&random, alphabet: 6, upTo: 12)
      let text = a + b + [UInt16](repeating: 1, count: 16)
      let found = Jaro.winkler(text.span, 0..<a.count, a.count..<a.count + b.count, leastShares: 1400)
      let whole = Jaro.winkler(a.span, b.span)
      // Shares of 1.4 are what a similarity of 0.8 without a common prefix takes.
      if found == 0 && whole > 0 { cut += 1 } else { #expect(found == whole) }
      if found == 0 && whole > 0 && (a.first != b.first) { #expect(whole < 0.8) }
    }
    #expect(cut > 1_000)
  }

  @Test func `reads no further than the limit`() {
    let a = [UInt16](repeating: 7, count: 64) + [1, 2, 3]
    let b = [UInt16](repeating: 7, count: 64) + [UInt16](repeating: 9, count: 400)
    #expect(Jaro.similarity(a.span, b.span) == 1)
  }
}
