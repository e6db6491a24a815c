import GuiyiColumns
import GuiyiLink
import Testing

/// What sketches tell of values that look like those of real columns.
@Suite struct ValueSketchTests {
  private static let kinds: [ComparisonKind] = [.editDistance, .jaroWinkler, .latinName, .email, .date]
  private static let names = [
    "robert", "bob", "bobby", "catherine", "katherine", "kathryn", "kate", "smith", "smyth", "schmidt",
    "philip",
    "filip", "jo", "joe", "joseph", "maria", "mary", "mary ann", "o'brien", "obrien", "lee", "leigh", "anna",
    "hannah", "thomas", "tomas", "elizabeth", "beth", "liz", "émile", "emile", "zhang", "zheng",
  ].map { Array($0) }

  /// Values of which many are a slip, a beginning, a nickname or a sound away from others.
  private static func dictionary(_ kind: ComparisonKind) -> ByteDictionary {
    var random = SplitMix64(seed: 51)
    func one<Item>(of items: [Item]) -> Item { items[Int(random.next() % UInt64(items.count))] }
    var dictionary = ByteDictionary()
    for _ in 0..<700 {
      if kind == .date {
        let isFar = random.next() % 8 == 0
        let year = isFar ? one(of: [1, 799, 7999, 8000, 9999]) : 1970 + Int(random.next() % 30)
        let (month, day) = (one(of: ["03", "12", "1", "10"]), one(of: ["12", "03", "21", "30"]))
        _ = dictionary.intern("\(String(repeating: "0", count: 4 - "\(year)".count))\(year)-\(month)-\(day)")
        continue
      }
      var letters = one(of: names)
      for _ in 0..<random.next() % 4 {
        let place = Int(random.next() % UInt64(letters.count))
        switch random.next() % 5 {
        case 0: letters[place] = one(of: Array("abeostz"))
        case 1: letters.insert(one(of: Array("abeostz")), at: place)
        case 2: letters.swapAt(place, letters.count - 1)
        case 3: letters += one(of: names)
        default: if letters.count > 1 { letters.remove(at: place) }
        }
      }
      let text = String(letters)
      _ = dictionary.intern(
        kind == .email ? text + one(of: ["", ".7", ".12"]) + one(of: ["@a.test", "@b.test"]) : text)
    }
    return dictionary
  }

  @Test(arguments: kinds) func `pairs side by side are told as each by itself`(kind: ComparisonKind) {
    let dictionary = Self.dictionary(kind)
    let comparison = PreparedComparison(kind: kind, dictionary: dictionary, workers: Workers(threadCount: 1))
    var random = SplitMix64(seed: 52)
    // Something stands above each, which tells nothing of the level.
    let sketches = (0..<UInt32(dictionary.count)).map { id in
      comparison.sketch(id) | random.next() << ValueSketch.width
    }
    for _ in 0..<200 {
      // Two values a row, behind a cell that means nothing.
      let matrix = (0..<256).map { _ in UInt32(1 + random.next() % UInt64(dictionary.count - 1)) }
      let rows = (0..<64).map { SketchPairs.Rows(first: $0 * 4, second: $0 * 4 + 2) }
      let wanted = random.next() | random.next()
      var pairs = SketchPairs()
      let count = pairs.gather(
        wanted, rows: rows.span, column: 1, of: matrix.span, ([0, 0] + sketches).span, from: 2)
      pairs.tell(comparison.sketches, count: count)
      pairs.lookAbove(count: count)
      let below: UInt64 = 1 << ValueSketch.width - 1
      let values = (0..<64).filter { wanted >> UInt64($0) & 1 == 1 }.map { pair in
        (sketches[Int(matrix[pair * 4 + 1])], sketches[Int(matrix[pair * 4 + 3])])
      }
      let each = values.map { first, second -> Int32 in
        let told = comparison.sketches.told(first & below, second & below)
        return Int32(told.ceiling) + (told.isCertain ? 16 : 0)
      }
      #expect(Array(pairs.told.prefix(count)) == each)
      #expect(
        Array(pairs.above.prefix(count)) == values.map { Int32(min($0, $1) >> ValueSketch.width) })
    }
  }

  @Test(arguments: kinds) func `no ceiling is below the level, and what is certain is the level`(
    kind: ComparisonKind
  ) {
    let dictionary = Self.dictionary(kind)
    let comparison = PreparedComparison(kind: kind, dictionary: dictionary, workers: Workers(threadCount: 1))
    var (certain, different, wrong) = (0, 0, 0)
    for a in 1..<UInt32(dictionary.count) {
      for b in 1..<a {
        let told = comparison.sketches.told(comparison.sketch(a), comparison.sketch(b))
        let level = comparison.level(a, b)
        if told.isCertain ? told.ceiling != level : told.ceiling < level { wrong += 1 }
        if level == 1 { different += 1 }
        if told.isCertain && level == 1 { certain += 1 }
      }
    }
    #expect(wrong == 0)
    #expect(certain > different / 2, "\(certain) of \(different) that differ are told apart")
  }
}
