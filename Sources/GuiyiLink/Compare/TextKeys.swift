internal import GuiyiColumns
internal import GuiyiHan

/// Blocking keys of any text.
enum TextKeys {
  /// Longer texts get no deletion keys: they would be many, and one edit is rare to be all that differs.
  static let deletionLimit = 24

  /// The folded text of a value, with spaces between its words and without.
  struct Scratch {
    fileprivate var words: [UInt32] = []
    fileprivate var letters: [UInt32] = []
    fileprivate var isFolded = false

    /// Another value comes: what was folded is of no use for it.
    mutating func forget() { isFolded = false }
  }

  /// - Parameter scratch: what it has folded is taken for this value's: parts of one value fold it once.
  static func emit(
    _ bytes: Span<UInt8>, _ part: BlockingPart, _ scratch: inout Scratch, _ body: (UInt64) -> Void
  ) {
    if part == .whole {
      body(StableHash.hash(bytes))
      return
    }
    if case .part(let index) = part {
      partKey(bytes, index, &scratch, body)
      return
    }
    if !scratch.isFolded {
      scratch.words.removeAll(keepingCapacity: true)
      TextFolding.append(bytes, keepsSpaces: true, to: &scratch.words)
      scratch.letters.removeAll(keepingCapacity: true)
      scratch.letters.append(addingCapacity: scratch.words.count) { letters in
        for letter in scratch.words where letter != 0x20 { letters.append(letter) }
      }
      scratch.isFolded = true
    }
    if scratch.words.isEmpty { return }
    emit(words: scratch.words, letters: scratch.letters, part, body)
  }

  private static func emit(
    words: [UInt32], letters: [UInt32], _ part: BlockingPart, _ body: (UInt64) -> Void
  ) {
    switch part {
    case .folded: body(HanNameColumn.hash(letters[...]))
    case .sound: body(PhoneticKey.hash(spoken(words)))
    case .soundUnordered:
      body(spoken(words).split(separator: 0x20).reduce(0) { $0 &+ PhoneticKey.ofWord($1) })
    case .prefix(let count): body(HanNameColumn.hash(letters.prefix(max(1, count))))
    case .suffix(let count): body(HanNameColumn.hash(letters.suffix(max(1, count))))
    case .lastDigits(let count):
      let digits = letters.filter { $0 &- 0x30 < 10 }
      if digits.count >= max(1, count) { body(HanNameColumn.hash(digits.suffix(max(1, count)))) }
    case .tokens: Tokenizer.forEach(words, body)
    case .deletions: deletions(letters, body)
    case .whole, .part, .year, .yearMonth, .monthDay, .rareTokens: break
    }
  }

  /// The whole text, and the text without each of its characters.
  static func deletions(_ letters: [UInt32], _ body: (UInt64) -> Void) {
    body(HanNameColumn.hash(letters[...]))
    guard letters.count >= 3 && letters.count <= deletionLimit else { return }
    // The hash of what stands before each place goes on behind it.
    var head = HanNameColumn.hashOfNothing
    for place in letters.indices {
      if place == 0 || letters[place] != letters[place - 1] {
        body(HanNameColumn.hash(letters[(place + 1)...], from: head))
      }
      head = StableHash.mix(head, UInt64(letters[place]))
    }
  }

  /// The hash of how Chinese characters sound, dialects merged; characters without a reading sound like themselves.
  static func sound(of letters: ArraySlice<UInt32>) -> UInt64 {
    HanNameColumn.hash(letters.map(soundNumber)[...])
  }

  static func soundNumber(_ letter: UInt32) -> UInt32 {
    let number = Han.soundClass(Han.syllable(letter))
    return number == 0 ? letter : 0x110000 + UInt32(number)
  }

  private static func spoken(_ words: [UInt32]) -> [UInt32] {
    // Scalars below the first Chinese character's sound like themselves.
    words.contains { $0 >= 0x2E80 } ? words.map(soundNumber) : words
  }

  private static func partKey(
    _ bytes: Span<UInt8>, _ wanted: Int, _ scratch: inout Scratch, _ body: (UInt64) -> Void
  ) {
    var (low, index) = (0, 0)
    while low <= bytes.count {
      var high = low
      while high < bytes.count, bytes[high] != 0x1F { high += 1 }
      if index == wanted {
        scratch.forget()
        scratch.letters.removeAll(keepingCapacity: true)
        TextFolding.append(bytes.extracting(low..<high), keepsSpaces: false, to: &scratch.letters)
        if !scratch.letters.isEmpty { body(HanNameColumn.hash(scratch.letters[...])) }
        return
      }
      index += 1
      low = high + 1
    }
  }
}
