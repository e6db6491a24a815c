import GuiyiColumns
import GuiyiLink
import Testing

/// Optimal string alignment as the textbook has it: the whole table.
private func naiveDistance(_ a: [UInt16], _ b: [UInt16]) -> Int {
  var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
  for i in 0...a.count { table[i][0] = i }
  for j in 0...b.count { table[0][j] = j }
  guard !a.isEmpty && !b.isEmpty else { return a.count + b.count }
  for i in 1...a.count {
    for j in 1...b.count {
      let substitution = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
      table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, substitution)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
      }
    }
  }
  return table[a.count][b.count]
}

@Suite struct EditDistanceTests {
  @Test(arguments: [
    ("kitten", "sitting", 3), ("CA", "ABC", 3), ("ab", "ba", 1), ("张三丰", "张三风", 1), ("", "abc", 3),
    ("", "", 0),
    ("平顶山市新华区", "平顶山新华区", 1), ("王小明", "王明小", 1),
  ])
  func `agrees with worked examples`(a: String, b: String, expected: Int) {
    #expect(EditDistance.between(codes(a).span, codes(b).span) == expected)
    #expect(EditDistance.between(codes(b).span, codes(a).span) == expected)
  }

  @Test func `agrees with the textbook version on every short pair`() {
    let strings = allStrings(over: [1, 65, 2], upTo: 5)
    var wrong = 0
    for a in strings {
      for b in strings where EditDistance.between(a.span, b.span) != naiveDistance(a, b) { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  @Test(arguments: [(60, 5), (64, 700), (130, 5), (255, 4), (255, 900)])
  func `agrees with the textbook version on long random pairs`(length: UInt64, alphabet: UInt64) {
    var random = SplitMix64(seed: length)
    var wrong = 0
    for _ in 0..<300 {
      var (a, b) = randomPair(&random, alphabet: alphabet, upTo: length)
      a = Array(a.prefix(EditDistance.lengthLimit))
      b = Array(b.prefix(EditDistance.lengthLimit))
      if EditDistance.between(a.span, b.span) != naiveDistance(a, b) { wrong += 1 }
    }
    #expect(wrong == 0)
  }
}
