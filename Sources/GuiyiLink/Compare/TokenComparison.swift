internal import GuiyiColumns
internal import GuiyiHan

/// Levels of texts as sets of tokens, each weighing the more the fewer values hold it.
struct TokenLevels: LevelSource {
  let column: TokenColumn

  init(_ dictionary: ByteDictionary) { column = TokenColumn(dictionary) }

  func isBlank(_ id: UInt32) -> Bool { column.range(id).isEmpty }

  func level(_ a: UInt32, _ b: UInt32) -> UInt8 {
    let (left, right) = (column.range(a), column.range(b))
    if left.isEmpty || right.isEmpty { return 0 }
    let share = QGrams.weightedOverlap(
      column.tokens.span.extracting(left), column.tokens.span.extracting(right), weights: column.weights.span)
    if share >= 0.999 { return left.count == right.count ? 6 : 5 }
    return share >= 0.85 ? 5 : share >= 0.65 ? 4 : share >= 0.45 ? 3 : share >= 0.2 ? 2 : 1
  }
}

extension TokenLevels {
  func keys(of id: UInt32, part: BlockingPart, _ body: (UInt64) -> Void) -> Bool {
    switch part {
    case .tokens:
      for token in column.tokens[column.range(id)] { body(column.keys[Int(token)]) }
    case .rareTokens(let count):
      let rarest = column.tokens[column.range(id)].sorted { a, b in
        let (x, y) = (column.weights[Int(a)], column.weights[Int(b)])
        // Equally rare ones are put in an order of their content, not of the rows.
        return x != y ? x > y : column.keys[Int(a)] < column.keys[Int(b)]
      }
      for token in rarest.prefix(max(0, count)) { body(column.keys[Int(token)]) }
    default: return false
    }
    return true
  }
}

/// The distinct tokens of each value in ascending order, and what each weighs.
struct TokenColumn: Sendable {
  /// Values keep at most this many tokens, the first ones.
  static let tokenLimit = 128

  private(set) var tokens: [UInt32] = []
  private(set) var starts: [UInt32] = [0]
  /// By token: the bits of information that a value holds it.
  private(set) var weights: [Float] = []
  /// By token: a hash that is the same in every column and run.
  private(set) var keys: [UInt64] = []

  init(_ dictionary: ByteDictionary) {
    var numbers: [UInt64: UInt32] = [:]
    var counts: [UInt32] = []
    var letters: [UInt32] = []
    var own: [UInt32] = []
    for id in 0..<UInt32(dictionary.count) {
      letters.removeAll(keepingCapacity: true)
      own.removeAll(keepingCapacity: true)
      dictionary.withBytes(of: id) { TextFolding.append($0, keepsSpaces: true, to: &letters) }
      Tokenizer.forEach(letters) { key in
        if own.count == Self.tokenLimit { return }
        if let known = numbers[key] {
          own.append(known)
        } else {
          let number = UInt32(truncatingIfNeeded: keys.count)
          numbers[key] = number
          keys.append(key)
          counts.append(0)
          own.append(number)
        }
      }
      own.sort()
      var last: UInt32?
      for token in own where token != last {
        tokens.append(token)
        counts[Int(token)] += 1
        last = token
      }
      starts.append(UInt32(truncatingIfNeeded: tokens.count))
    }
    let total = Double(dictionary.count) + 1
    weights = counts.map { Float(1 + Self.binaryLogarithm(total / Double($0))) }
  }

  @inline(__always) func range(_ id: UInt32) -> Range<Int> {
    Int(starts[Int(id)])..<Int(starts[Int(id) + 1])
  }

  /// The logarithm to within a tenth of a bit, the same on every machine.
  private static func binaryLogarithm(_ value: Double) -> Double {
    Double(value.exponent) + (value.significand - 1)
  }
}

/// Cuts folded text into words, and runs of Chinese characters into pairs of neighbours.
enum Tokenizer {
  /// Hands over the hash of each token, in order and repeated as it is in the text.
  static func forEach(_ letters: [UInt32], _ body: (UInt64) -> Void) {
    var index = 0
    while index < letters.count {
      if letters[index] == 0x20 {
        index += 1
        continue
      }
      let isHan = Han.isHan(letters[index])
      var end = index
      while end < letters.count, letters[end] != 0x20, Han.isHan(letters[end]) == isHan { end += 1 }
      if isHan && end - index > 1 {
        for place in index..<end - 1 { body(HanNameColumn.hash(letters[place...place + 1])) }
      } else {
        body(HanNameColumn.hash(letters[index..<end]))
      }
      index = end
    }
  }
}
