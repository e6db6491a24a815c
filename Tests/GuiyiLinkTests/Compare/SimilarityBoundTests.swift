import GuiyiColumns
import GuiyiLink
import Testing

/// Comparisons that leave the measure out where a cheap bound is against it, held against the measure itself.
@Suite struct SimilarityBoundTests {
  /// Names of few letters: half come from one another by a few slips.
  private func pairs(_ count: Int, letters: UInt64, upTo length: UInt64) -> [([UInt16], [UInt16])] {
    var random = SplitMix64(seed: 21)
    return (0..<count).map { _ in
      let (a, b) = randomPair(&random, alphabet: letters, upTo: length)
      return (a.map { $0 - 0x4E00 + 0x61 }, b.map { $0 - 0x4E00 + 0x61 })
    }
  }

  private func text(_ codes: [UInt16]) -> String { String(decoding: codes, as: UTF16.self) }

  /// The similarity from both sides: greedy matching may depend on which string comes first.
  private func scores(_ a: [UInt16], _ b: [UInt16]) -> [Double] {
    [Jaro.winkler(a.span, b.span), Jaro.winkler(b.span, a.span)]
  }

  private func level(_ kind: ComparisonKind, _ pairs: [([UInt16], [UInt16])]) -> [UInt8] {
    var dictionary = ByteDictionary()
    let ids = pairs.map { (dictionary.intern(text($0.0)), dictionary.intern(text($0.1))) }
    let comparison = PreparedComparison(
      kind: kind, dictionary: dictionary, workers: Workers(threadCount: 1))
    return ids.map { comparison.level($0.0, $0.1) }
  }

  @Test(arguments: [3, 6, 26] as [UInt64])
  func `levels by similarity are those of the measure`(letters: UInt64) {
    let pairs = pairs(20_000, letters: letters, upTo: 12).filter {
      !$0.0.isEmpty && !$0.1.isEmpty && $0.0 != $0.1
    }
    for (pair, level) in zip(pairs, level(.jaroWinkler, pairs)) {
      let wanted = scores(pair.0, pair.1).map { score -> UInt8 in
        score >= 0.94 ? 5 : score >= 0.88 ? 4 : score >= 0.8 ? 3 : score >= 0.7 ? 2 : 1
      }
      #expect(wanted.contains(level), "\(text(pair.0)) \(text(pair.1))")
    }
  }

  @Test(arguments: [3, 6, 26] as [UInt64])
  func `names that are similar by the measure are never taken for different ones`(letters: UInt64) {
    let pairs = pairs(20_000, letters: letters, upTo: 12).filter {
      !$0.0.isEmpty && !$0.1.isEmpty && $0.0 != $0.1
    }
    var similar = 0
    for (pair, level) in zip(pairs, level(.latinName, pairs)) {
      if scores(pair.0, pair.1).allSatisfy({ $0 >= 0.8 }) {
        similar += 1
        #expect(level > 1, "\(text(pair.0)) \(text(pair.1))")
      }
    }
    #expect(similar > 1_000, "many pairs are similar")
  }

  /// More letters than a sketch has slots, and values as long as it counts, among them.
  @Test(arguments: [(3, 12), (26, 12), (90, 12), (26, 66)] as [(UInt64, UInt64)])
  func `sketches tell no ceiling below the level`(letters: UInt64, length: UInt64) {
    let pairs = pairs(6_000, letters: letters, upTo: length)
    for kind in [ComparisonKind.editDistance, .jaroWinkler, .latinName, .email] {
      var dictionary = ByteDictionary()
      let ids = pairs.map { (dictionary.intern(text($0.0)), dictionary.intern(text($0.1))) }
      let comparison = PreparedComparison(
        kind: kind, dictionary: dictionary, workers: Workers(threadCount: 1))
      for (a, b) in ids where a != b {
        let told = comparison.sketches.told(comparison.sketch(a), comparison.sketch(b))
        let level = comparison.level(a, b)
        #expect(told.isCertain ? told.ceiling == level : told.ceiling >= level)
      }
    }
  }
}
