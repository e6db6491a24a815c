import GuiyiColumns
import GuiyiLink
import Testing

private let kinds: [ComparisonKind] = [
  .exact, .editDistance, .jaroWinkler, .hanName, .latinName, .date, .phone, .email, .number, .tokens,
  .parts(.address),
  .parts(.organizationName),
]

private let blockingParts: [BlockingPart] = [
  .whole, .folded, .sound, .soundUnordered, .prefix(2), .prefix(-1), .suffix(99), .year, .yearMonth,
  .monthDay,
  .lastDigits(4), .lastDigits(0), .lastDigits(99), .part(1), .part(-1), .part(99), .tokens, .rareTokens(2),
  .rareTokens(-1), .deletions,
]

/// Pieces that real cells are made of, and pieces that break them.
private let pieces: [[UInt8]] =
  [
    "王", "伟", "玮", "欧阳", "娜", "張", "阿卜杜拉", "买买提", "·", "•", "?", "*", "□", "〓", "　", " ", "(", "上", "下", ")",
    "：", "⿱", "⿲",
    "zhe", "Lyu", "Smith", "J", "O'Brien", "é", "ß", "1980", "-", "03", "/", "15", "年", "Mar", "13800138001",
    "0375", "、", "转", "@",
    "mail.test", "+", ".", "e", "99999999", "万", "亿", "\u{1F}", "\u{1F}\u{1F}", "号楼", "十", "二", "有限公司", "鑫源",
    "分公司", "𬱖", "\u{E000}",
  ].map { Array($0.utf8) } + [
    [0xFF], [0xE4], [0xE4, 0xBD], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0],
    [0xF0, 0x9F],
  ]

private func randomValue(_ random: inout SplitMix64) -> [UInt8] {
  if random.next() % 8 == 0 {
    return (0..<random.next() % 24).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  }
  var bytes: [UInt8] = []
  let count = random.next() % 40 == 0 ? 120 : random.next() % 7
  for _ in 0..<count { bytes += pieces[Int(random.next() % UInt64(pieces.count))] }
  return bytes
}

private func randomDictionary(seed: UInt64, count: Int) -> ByteDictionary {
  var random = SplitMix64(seed: seed)
  var dictionary = ByteDictionary()
  for _ in 0..<count { _ = dictionary.intern(randomValue(&random).span) }
  return dictionary
}

@Suite struct PropertyTests {
  @Test(arguments: kinds)
  func `any bytes have a level, the same from both sides and in bulk`(kind: ComparisonKind) {
    let dictionary = randomDictionary(seed: 11, count: 9_000)
    let comparison = PreparedComparison(kind: kind, dictionary: dictionary, workers: Workers(threadCount: 2))
    var random = SplitMix64(seed: 12)
    let total = UInt64(dictionary.count)
    let left = (0..<100_000).map { _ in UInt32(random.next() % total) }
    let right = (0..<100_000).map { _ in UInt32(random.next() % total) }
    var bulk = [UInt8](repeating: 0xEE, count: left.count * 3)
    var room = bulk.mutableSpan
    comparison.levels(left.span, right.span, stride: 3, offset: 1, into: &room)
    var wrong = 0
    for index in left.indices {
      let level = comparison.level(left[index], right[index])
      if level != comparison.level(right[index], left[index]) || level > comparison.exactLevel { wrong += 1 }
      if bulk[index * 3 + 1] != level || bulk[index * 3] != 0xEE || bulk[index * 3 + 2] != 0xEE { wrong += 1 }
      if left[index] == 0 && level != 0 { wrong += 1 }
      if level == comparison.exactLevel && kind == .exact && left[index] != right[index] { wrong += 1 }
    }
    #expect(wrong == 0)
    for id in 0..<UInt32(dictionary.count) {
      let level = comparison.level(id, id)
      #expect(level == 0 || level == comparison.exactLevel)
    }
  }

  @Test(arguments: kinds)
  func `any bytes have blocking keys, the same wherever the value stands`(kind: ComparisonKind) {
    let dictionary = randomDictionary(seed: 21, count: 3_000)
    var reversed = ByteDictionary()
    for id in (1..<UInt32(dictionary.count)).reversed() {
      _ = dictionary.withBytes(of: id) { reversed.intern($0) }
    }
    let one = PreparedComparison(kind: kind, dictionary: dictionary, workers: Workers(threadCount: 1))
    let two = PreparedComparison(kind: kind, dictionary: reversed, workers: Workers(threadCount: 1))
    var wrong = 0
    for id in 0..<UInt32(dictionary.count) {
      let other = dictionary.withBytes(of: id) { reversed.find($0)! }
      for part in blockingParts {
        var (a, b): ([UInt64], [UInt64]) = ([], [])
        one.blockingKeys(of: id, part: part) { a.append($0) }
        two.blockingKeys(of: other, part: part) { b.append($0) }
        if a.sorted() != b.sorted() || (id == 0 && !a.isEmpty) { wrong += 1 }
      }
    }
    #expect(wrong == 0)
  }

  @Test(arguments: kinds)
  func `levels do not depend on the order of the dictionary`(kind: ComparisonKind) {
    let dictionary = randomDictionary(seed: 31, count: 400)
    var reversed = ByteDictionary()
    for id in (1..<UInt32(dictionary.count)).reversed() {
      _ = dictionary.withBytes(of: id) { reversed.intern($0) }
    }
    let one = PreparedComparison(kind: kind, dictionary: dictionary, workers: Workers(threadCount: 1))
    let two = PreparedComparison(kind: kind, dictionary: reversed, workers: Workers(threadCount: 1))
    var wrong = 0
    for a in 0..<UInt32(dictionary.count) {
      for b in 0..<a {
        let (x, y) = (
          dictionary.withBytes(of: a) { reversed.find($0)! },
          dictionary.withBytes(of: b) { reversed.find($0)! }
        )
        if one.level(a, b) != two.level(x, y) { wrong += 1 }
      }
    }
    #expect(wrong == 0)
  }

  @Test(arguments: kinds)
  func `what sketches tell of any bytes is true`(kind: ComparisonKind) {
    let dictionary = randomDictionary(seed: 41, count: 2_000)
    let comparison = PreparedComparison(kind: kind, dictionary: dictionary, workers: Workers(threadCount: 1))
    var wrong = 0
    for a in 0..<UInt32(dictionary.count) {
      if comparison.sketch(a) >> ValueSketch.width != 0 { wrong += 1 }
      for b in 0..<a {
        let told = comparison.sketches.told(comparison.sketch(a), comparison.sketch(b))
        let level = comparison.level(a, b)
        if told.isCertain ? told.ceiling != level : told.ceiling < level { wrong += 1 }
      }
    }
    #expect(wrong == 0)
  }
}
