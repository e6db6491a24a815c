internal import GuiyiColumns
internal import GuiyiLink

/// Levels of pairs of distinct values: every other pair is one slip apart, the rest were drawn by chance.
///
/// Preparing a column happens once for each distinct value and is not in these figures.
func comparisonKernels() -> [Kernel] {
  var maker = TextMaker()
  let hanNames = pairs(&maker, make: { $0.hanName() }, slip: { $0.slip(inHanName: $1) })
  let words = pairs(&maker, make: { $0.word() }, slip: { $0.slip(inASCII: $1) })
  let longer = pairs(&maker, make: { $0.word() + " " + $0.word() }, slip: { $0.slip(inASCII: $1) })
  let mails = pairs(
    &maker, make: { "\($0.word()).\($0.word())\($0.number(below: 2000))@mail.test" },
    slip: { $0.slip(inASCII: $1) })
  let dates = pairs(&maker, make: { $0.date() }, slip: { $0.slip(inASCII: $1) })
  return [
    kernel("han name, 2 to 3 characters", .hanName, hanNames),
    kernel("Jaro-Winkler, one word", .jaroWinkler, words),
    kernel("Jaro-Winkler, two words", .jaroWinkler, longer),
    kernel("edit distance, one word", .editDistance, words),
    kernel("edit distance, two words", .editDistance, longer),
    kernel("Latin name, two words", .latinName, longer),
    kernel("e-mail", .email, mails),
    kernel("date", .date, dates),
  ]
}

private struct ValuePairs {
  var dictionary = ByteDictionary()
  var left: [UInt32] = []
  var right: [UInt32] = []
}

private func pairs(
  _ maker: inout TextMaker, make: (inout TextMaker) -> String, slip: (inout TextMaker, String) -> String
) -> ValuePairs {
  var result = ValuePairs()
  for index in 0..<300_000 {
    let text = make(&maker)
    let other = index.isMultiple(of: 2) ? slip(&maker, text) : make(&maker)
    let (left, right) = (result.dictionary.intern(text), result.dictionary.intern(other))
    // Equal values never reach a comparison: the engine tells them apart by their numbers.
    if left == right { continue }
    result.left.append(left)
    result.right.append(right)
  }
  return result
}

private func kernel(_ name: String, _ kind: ComparisonKind, _ pairs: ValuePairs) -> Kernel {
  let comparison = PreparedComparison(
    kind: kind, dictionary: pairs.dictionary, workers: Workers(threadCount: 1))
  let (left, right) = (pairs.left, pairs.right)
  let scratch = LevelBuffer(count: left.count)
  return Kernel(name: name, operationCount: left.count) { scratch.fill(comparison, left, right) }
}

/// Room for the levels of all pairs, kept from call to call.
private final class LevelBuffer {
  private var levels: [UInt8]

  init(count: Int) { levels = [UInt8](repeating: 0, count: count) }

  /// The sum of the levels.
  func fill(_ comparison: PreparedComparison, _ left: [UInt32], _ right: [UInt32]) -> UInt64 {
    var room = levels.mutableSpan
    comparison.levels(left.span, right.span, stride: 1, offset: 0, into: &room)
    return levels.reduce(0) { $0 &+ UInt64($1) }
  }
}
