internal import GuiyiHan

/// The letters of the tokens of a column: tells mistyped and shortened words from others.
struct TokenSpellings: Sendable {
  private var codes: [UInt16] = []
  private var starts: [UInt32] = [0]
  private var masks: [UInt64] = []
  /// Whether a token may be compared by its letters: no numbers, no Chinese characters.
  private var isWord: [Bool] = []
  /// Whether a token has letters and digits, as model numbers have.
  private var isCode: [Bool] = []
  private var codeOf = CharacterCodes()

  /// Longer tokens are no words.
  private static let lengthLimit = 32

  mutating func append(_ letters: ArraySlice<UInt32>) {
    var mask: UInt64 = 0
    var isWord = letters.count <= Self.lengthLimit
    var (digits, others) = (0, 0)
    for letter in letters {
      if letter &- 0x30 < 10 || Han.isHan(letter) { isWord = false }
      if letter &- 0x30 < 10 { digits += 1 } else { others += 1 }
      let code = codeOf.code(of: letter)
      mask |= 1 &<< UInt64(code & 63)
      codes.append(code)
    }
    starts.append(UInt32(truncatingIfNeeded: codes.count))
    masks.append(mask)
    self.isWord.append(isWord)
    isCode.append(digits >= 2 && others >= 1 && letters.count >= 5 && letters.count <= Self.lengthLimit)
  }

  private func range(_ token: UInt32) -> Range<Int> {
    Int(starts[Int(token)])..<Int(starts[Int(token) &+ 1])
  }

  /// How far two different tokens stand for one word, in percent.
  func credit(_ a: UInt32, _ b: UInt32) -> Int {
    let isCode = isCode[Int(a)] && isCode[Int(b)]
    guard isCode || isWord[Int(a)] && isWord[Int(b)] else { return 0 }
    let (x, y) = (range(a), range(b))
    let (shorter, longer) = x.count <= y.count ? (x, y) : (y, x)
    // A model number without the letter or two that name its colour.
    if isCode && (longer.count == shorter.count || longer.count - shorter.count > 2) { return 0 }
    if shorter.count == 1 || shorter.count >= 3, shorter.count < longer.count {
      var place = 0
      while place < shorter.count && codes[shorter.lowerBound + place] == codes[longer.lowerBound + place] {
        place += 1
      }
      // An initial, or a word that was cut.
      if place == shorter.count { return place == 1 ? 60 : 80 }
    }
    if isCode { return 0 }
    if shorter.count < 4 || longer.count - shorter.count > 2 { return 0 }
    let (v, w) = (masks[Int(a)], masks[Int(b)])
    let most = longer.count >= 8 ? 2 : 1
    if max((v & ~w).nonzeroBitCount, (w & ~v).nonzeroBitCount) > most { return 0 }
    let distance = EditDistance.between(codes.span.extracting(x), codes.span.extracting(y))
    return distance > most ? 0 : distance == 1 ? 90 : 75
  }
}

/// The tokens of one value that the other one does not hold, by their keys: no numbering of tokens matters.
struct TokenRest {
  private static let capacity = 24

  private(set) var tokens = InlineArray<24, UInt32>(repeating: 0)
  private var keys = InlineArray<24, UInt64>(repeating: 0)
  private(set) var count = 0

  /// Keeps the tokens with the lowest keys, ascending.
  mutating func insert(_ token: UInt32, key: UInt64) {
    if count == Self.capacity {
      if key >= keys[count - 1] { return }
      count -= 1
    }
    var place = count
    while place > 0 && keys[place - 1] > key {
      keys[place] = keys[place - 1]
      tokens[place] = tokens[place - 1]
      place -= 1
    }
    keys[place] = key
    tokens[place] = token
    count += 1
  }
}
