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
    let share = column.overlap(a, b)
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
      // A word that no other value holds meets nothing: more often than not it is mistyped.
      let held = column.tokens[column.range(id)].filter { column.counts[Int($0)] > 1 }
      let rarest = (held.isEmpty ? Array(column.tokens[column.range(id)]) : held).sorted { a, b in
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
  /// By token: how many values hold it.
  private(set) var counts: [UInt32] = []
  /// By token: its letters.
  private var spellings = TokenSpellings()

  init(_ dictionary: ByteDictionary) {
    var numbers: [UInt64: UInt32] = [:]
    var letters: [UInt32] = []
    var own: [UInt32] = []
    for id in 0..<UInt32(dictionary.count) {
      letters.removeAll(keepingCapacity: true)
      own.removeAll(keepingCapacity: true)
      dictionary.withBytes(of: id) { TextFolding.append($0, keepsSpaces: true, to: &letters) }
      Tokenizer.forEachToken(letters) { key, token in
        if own.count == Self.tokenLimit { return }
        if let known = numbers[key] {
          own.append(known)
        } else {
          let number = UInt32(truncatingIfNeeded: keys.count)
          numbers[key] = number
          keys.append(key)
          counts.append(0)
          spellings.append(token)
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

  /// The weight of what two values share over the weight of what either holds; mistyped and shortened words count in part.
  func overlap(_ a: UInt32, _ b: UInt32) -> Float {
    let (left, right) = (range(a), range(b))
    // Counted in 1/1024 so that the sums do not depend on the order of the two.
    var (shared, all) = (0, 0)
    var rests = (TokenRest(), TokenRest())
    var (i, j) = (left.lowerBound, right.lowerBound)
    while i < left.upperBound || j < right.upperBound {
      let x = i < left.upperBound ? tokens[i] : .max
      let y = j < right.upperBound ? tokens[j] : .max
      let weight = Int(weights[Int(min(x, y))] * 1024)
      all &+= weight
      if x == y {
        shared &+= weight
      } else if x < y {
        rests.0.append(x)
      } else {
        rests.1.append(y)
      }
      if x <= y { i &+= 1 }
      if y <= x { j &+= 1 }
    }
    if rests.0.count > 0 && rests.1.count > 0 {
      let (more, less) = alike(rests.0, rests.1)
      shared &+= more
      all &-= less
    }
    return all == 0 ? 0 : Float(shared) / Float(all)
  }

  /// What words that are alike add to what is shared, and take off what either holds, in 1/1024.
  private func alike(_ first: TokenRest, _ second: TokenRest) -> (shared: Int, all: Int) {
    var (shared, all) = (0, 0)
    var taken: UInt32 = 0
    // Greedy matching is not symmetric: the two are put in an order of their content.
    let isSwapped = sum(first) > sum(second)
    let (a, b) = isSwapped ? (second, first) : (first, second)
    for i in 0..<a.count {
      let x = a.tokens[i]
      var best: (credit: Int, key: UInt64, place: Int) = (0, 0, -1)
      for j in 0..<b.count where taken &>> UInt32(j) & 1 == 0 {
        let y = b.tokens[j]
        let credit = spellings.credit(x, y)
        if credit > best.credit || (credit == best.credit && credit > 0 && keys[Int(y)] < best.key) {
          best = (credit, keys[Int(y)], j)
        }
      }
      if best.place < 0 { continue }
      taken |= 1 &<< UInt32(best.place)
      let (v, w) = (Int(weights[Int(x)] * 1024), Int(weights[Int(b.tokens[best.place])] * 1024))
      // The two stand for one word, as rare as the more frequent of them.
      shared &+= min(v, w) &* best.credit / 100
      all &+= max(v, w)
    }
    return (shared, all)
  }

  private func sum(_ rest: TokenRest) -> UInt64 {
    var sum: UInt64 = 0
    for index in 0..<rest.count { sum &+= keys[Int(rest.tokens[index])] }
    return sum
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
    forEachToken(letters) { key, _ in body(key) }
  }

  /// The same with the letters of each token.
  static func forEachToken(_ letters: [UInt32], _ body: (UInt64, ArraySlice<UInt32>) -> Void) {
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
        for place in index..<end - 1 {
          body(HanNameColumn.hash(letters[place...place + 1]), letters[place...place + 1])
        }
      } else {
        body(HanNameColumn.hash(letters[index..<end]), letters[index..<end])
      }
      index = end
    }
  }
}
