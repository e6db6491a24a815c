import GuiyiColumns
import GuiyiLink
import Testing

/// The name of the level that two values reach in a column that holds nothing else, seen from both sides.
func levelName(_ kind: ComparisonKind, _ a: String, _ b: String) -> String {
  var dictionary = ByteDictionary()
  let left = dictionary.intern(a)
  let right = dictionary.intern(b)
  let comparison = PreparedComparison(kind: kind, dictionary: dictionary, workers: Workers(threadCount: 1))
  let level = comparison.level(left, right)
  #expect(level == comparison.level(right, left), "\(a) and \(b) are compared differently from the two sides")
  return kind.levelNames[Int(level)]
}

/// The keys of each value of a column.
func keysOfColumn(_ kind: ComparisonKind, _ values: [String], _ part: BlockingPart) -> [Set<UInt64>] {
  var dictionary = ByteDictionary()
  let ids = values.map { dictionary.intern($0) }
  let comparison = PreparedComparison(kind: kind, dictionary: dictionary, workers: Workers(threadCount: 1))
  return ids.map { id in
    var result: Set<UInt64> = []
    comparison.blockingKeys(of: id, part: part) { result.insert($0) }
    return result
  }
}

/// The keys of a value, sorted.
func keys(_ kind: ComparisonKind, _ value: String, _ part: BlockingPart) -> [UInt64] {
  keysOfColumn(kind, [value], part)[0].sorted()
}

/// Whether two values share a blocking key.
func meet(_ kind: ComparisonKind, _ part: BlockingPart, _ a: String, _ b: String) -> Bool {
  !Set(keys(kind, a, part)).isDisjoint(with: keys(kind, b, part))
}
