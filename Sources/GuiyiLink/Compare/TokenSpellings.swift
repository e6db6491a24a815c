internal import GuiyiHan

/// The letters of the tokens of a column: tells mistyped and shortened words from others.
struct TokenSpellings: Sendable {
  private var codes: [UInt16] = []
  private var starts: [UInt32] = [0]
  private var masks: [UInt64] = []
  /// Whether a token may be compared by its letters: no numbers, no Chinese characters.
  private var isWord: [Bool] = []
  private var codeOf = CharacterCodes()

  /// Longer tokens are no words.
  private static let lengthLimit = 32

  mutating func append(_ letters: ArraySlice<UInt32>) {
    var mask: UInt64 = 0
    var isWord = letters.count <= Self.lengthLimit
    for letter in letters {
      if letter &- 0x30 < 10 || Han.isHan(letter) { isWord = false }
      let code = codeOf.code(of: letter)
      mask |= 1 &<< UInt64(code & 63)
      codes.append(code)
    }
    starts.append(UInt32(truncatingIfNeeded: codes.count))
    masks.append(mask)
    self.isWord.append(isWord)
  }

  private func range(_ token: UInt32) -> Range<Int> {
    Int(starts[Int(token)])..<Int(starts[Int(token) &+ 1])
  }

  /// How far two different tokens stand for one word, in percent.
  func credit(_ a: UInt32, _ b: UInt32) -> Int {
    guard isWord[Int(a)], isWord[Int(b)] else { return 0 }
    let (x, y) = (range(a), range(b))
    let (shorter, longer) = x.count <= y.count ? (x, y) : (y, x)
    if shorter.count == 1 || shorter.count >= 3, shorter.count < longer.count {
      var place = 0
      while place < shorter.count && codes[shorter.lowerBound + place] == codes[longer.lowerBound + place] {
        place += 1
      }
      // An initial, or a word that was cut.
      if place == shorter.count { return place == 1 ? 60 : 80 }
    }
    if shorter.count < 4 || longer.count - shorter.count > 2 { return 0 }
    let (v, w) = (masks[Int(a)], masks[Int(b)])
    let most = longer.count >= 8 ? 2 : 1
    if max((v & ~w).nonzeroBitCount, (w & ~v).nonzeroBitCount) > most { return 0 }
    let distance = EditDistance.between(codes.span.extracting(x), codes.span.extracting(y))
    return distance > most ? 0 : distance == 1 ? 90 : 75
  }
}

/// The tokens of one value that the other one does not hold, the first ones.
struct TokenRest {
  private(set) var tokens = InlineArray<24, UInt32>(repeating: 0)
  private(set) var count = 0

  mutating func append(_ token: UInt32) {
    if count == 24 { return }
    tokens[count] = token
    count += 1
  }
}
