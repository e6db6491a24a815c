import GuiyiColumns
import GuiyiLink
import Testing

@Suite struct MonotoneTests {
  @Test func `monotone: a name is never farther from its homophone than from another person`() {
    let name = "王小伟"
    let ladder = ["李明", "王小强", "王晓玮", "王小?", "王　小伟", "王小伟"]
    var dictionary = ByteDictionary()
    let first = dictionary.intern(name)
    let ids = ladder.map { dictionary.intern($0) }
    let comparison = PreparedComparison(
      kind: .hanName, dictionary: dictionary, workers: Workers(threadCount: 1))
    let levels = ids.map { comparison.level(first, $0) }
    #expect(levels == [1, 2, 4, 5, 6, 7])
  }

  @Test func `more typing is never a higher level`() {
    for kind in [ComparisonKind.editDistance, .jaroWinkler] {
      let ladder = ["zzzzzzzz", "jonxxhzn", "jonathzn", "Jonathan", "jonathan"]
      var dictionary = ByteDictionary()
      let ids = ladder.map { dictionary.intern($0) }
      let comparison = PreparedComparison(
        kind: kind, dictionary: dictionary, workers: Workers(threadCount: 1))
      let levels = ids.map { comparison.level(ids[4], $0) }
      #expect(levels == levels.sorted())
    }
  }
}
