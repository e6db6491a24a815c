internal import GuiyiColumns

/// Levels of names in alphabetic scripts, word by word.
struct LatinNameLevels: LevelSource {
  /// The letters of each name without spaces.
  let column: TextColumn
  /// The end of each word relative to the start of its name.
  private var ends: [UInt8] = []
  /// Beside `ends`: which given name the word is a form of, 0 where none.
  private var forms: [UInt16] = []
  private var names: [Name] = []

  private struct Name {
    /// The same for any order of words; 0 for a name of one word.
    let unordered: UInt64
    let sound: UInt64
    /// Where its words start in `ends`.
    var firstWord: UInt32
    let wordCount: UInt8
    /// The form of its first word.
    let form: UInt16

    @inline(__always) var words: Range<Int> { Int(firstWord)..<Int(firstWord) &+ Int(wordCount) }
  }

  private enum Level {
    static let different: UInt8 = 1
    static let similar: UInt8 = 2
    static let shortened: UInt8 = 3
    static let close: UInt8 = 4
    static let rearranged: UInt8 = 5
    static let folded: UInt8 = 6
  }

  /// What is known of the words of some names.
  private struct Piece {
    var ends: [UInt8] = []
    var forms: [UInt16] = []
    var names: [Name] = []
  }

  init(_ dictionary: ByteDictionary, _ workers: Workers) {
    let (column, pieces) = workers.both(
      {
        var letters: [UInt32] = []
        return TextColumn(dictionary) { bytes, scalars in
          letters.removeAll(keepingCapacity: true)
          Self.fold(bytes, to: &letters)
          for letter in letters where letter != 0x20 { scalars.append(letter) }
        }
      },
      { workers.mapChunks(dictionary.count, size: 8192) { Self.words(of: $0, dictionary) } })
    self.column = column
    names.reserveCapacity(dictionary.count)
    for piece in pieces {
      let firstWord = UInt32(truncatingIfNeeded: ends.count)
      for var name in piece.names {
        name.firstWord &+= firstWord
        names.append(name)
      }
      ends += piece.ends
      forms += piece.forms
    }
  }

  private static func words(of ids: Range<Int>, _ dictionary: ByteDictionary) -> Piece {
    var piece = Piece()
    piece.names.reserveCapacity(ids.count)
    var letters: [UInt32] = []
    for id in ids {
      let firstWord = piece.ends.count
      letters.removeAll(keepingCapacity: true)
      dictionary.withBytes(of: UInt32(id)) { fold($0, to: &letters) }
      var (end, wordCount, sum) = (0, 0, 0 as UInt64)
      TextFolding.forEachWord(letters) { word in
        end += word.count
        wordCount += 1
        sum &+= HanNameColumn.hash(word)
        if end <= TextColumn.lengthLimit - 1 && wordCount <= 8 {
          piece.ends.append(UInt8(end))
          piece.forms.append(NameForms.form(word))
        }
      }
      piece.names.append(
        Name(
          unordered: wordCount > 1 ? sum : 0, sound: PhoneticKey.hash(letters),
          firstWord: UInt32(truncatingIfNeeded: firstWord),
          wordCount: UInt8(truncatingIfNeeded: piece.ends.count - firstWord),
          form: firstWord < piece.forms.count ? piece.forms[firstWord] : 0))
    }
    return piece
  }

  /// The folded words of a name, its titles left out.
  private static func fold(_ bytes: Span<UInt8>, to letters: inout [UInt32]) {
    TextFolding.append(bytes, keepsSpaces: true, to: &letters)
    guard letters.contains(0x20) else { return }
    // Most names lose nothing, and need no lists of their words.
    var (count, mayLose) = (0, false)
    TextFolding.forEachWord(letters) { word in
      count += 1
      mayLose = mayLose || NameForms.isTitle(word) || (count > 2 && NameForms.isCredential(word))
    }
    if !mayLose { return }
    let words = letters.split(separator: 0x20)
    var kept = words.filter { !NameForms.isTitle($0) }
    while kept.count > 2, let last = kept.last, NameForms.isCredential(last) { kept.removeLast() }
    if kept.isEmpty || kept.count == words.count { return }
    letters = Array(kept.joined(separator: [0x20]))
  }

  func isBlank(_ id: UInt32) -> Bool { column[id].hash == 0 }

  func writing(_ id: UInt32) -> UInt64 { column[id].hash }

  func fetch(_ id: UInt32) {
    column.fetch(id)
    names.span.fetch(Int(id))
  }

  var sketches: ValueSketch { .latinName }

  func sketch(_ id: UInt32) -> UInt64 {
    let name = names[Int(id)]
    return name.wordCount == 1 ? ValueSketch.name(column[id], sound: name.sound, form: name.form) : 0
  }

  func level(_ a: UInt32, _ b: UInt32) -> UInt8 {
    let (x, y) = (column[a], column[b])
    if x.hash == 0 || y.hash == 0 { return 0 }
    if x.hash == y.hash { return Level.folded }
    let (left, right) = (names[Int(a)], names[Int(b)])
    if left.unordered != 0 && left.unordered == right.unordered { return Level.rearranged }
    let shorter = min(x.count, y.count)
    let score = column.similarity(x, y, least: .eight)
    if shorter >= 4, score >= 0.92 || (x.leastDistance(y) <= 1 && column.distance(x, y) == 1) {
      return isShortened(x, left, y, right) ? Level.shortened : Level.close
    }
    if isShortened(x, left, y, right) { return Level.shortened }
    if shorter == 3 && column.distance(x, y) == 1 { return Level.close }
    if score >= 0.8 { return Level.similar }
    return left.sound == right.sound && shorter >= 3 ? Level.similar : Level.different
  }

  /// Whether each word of the one with fewer has a word of the other that it equals or begins.
  private func isShortened(
    _ a: TextColumn.Value, _ left: Name, _ b: TextColumn.Value, _ right: Name
  ) -> Bool {
    // Of two single words one begins the other, or both are forms of one name: the first letters tell most that do not.
    // A name as long as the limit may have words that are not counted.
    if left.wordCount == 1 && right.wordCount == 1 && max(a.count, b.count) < TextColumn.lengthLimit {
      if left.form != 0 && left.form == right.form { return true }
      let most = min(a.count, b.count)
      if a.prefix(b) < min(4, Int(most)) || (most == 2 && a.count != b.count) { return false }
      return column.begins(a, b)
    }
    return left.wordCount <= right.wordCount && covers(a, left.words, b, right.words)
      || right.wordCount <= left.wordCount && covers(b, right.words, a, left.words)
  }

  private func covers(
    _ a: TextColumn.Value, _ few: Range<Int>, _ b: TextColumn.Value, _ many: Range<Int>
  ) -> Bool {
    var taken: UInt64 = 0
    var low = 0
    var letters = 0
    for word in few {
      let end = Int(ends[word])
      var found = false
      var otherLow = 0
      for other in many {
        let otherEnd = Int(ends[other])
        let bit = UInt64(1) &<< UInt64((other &- many.lowerBound) & 63)
        if !found, taken & bit == 0,
          let shared = forms[word] != 0 && forms[word] == forms[other]
            ? 3 : shared(a, low..<end, b, otherLow..<otherEnd, allowsSlip: few.count > 1)
        {
          found = true
          letters += shared
          taken |= bit
        }
        otherLow = otherEnd
      }
      if !found { return false }
      low = end
    }
    // One initial is all there is to a name of one word; in longer ones, something more must agree.
    return few.count == 1 && many.count == 1 ? letters > 0 : letters >= 3
  }

  /// How many letters two words share where one is the other, its initial or its beginning of three or more, or one
  /// slip away.
  private func shared(
    _ a: TextColumn.Value, _ x: Range<Int>, _ b: TextColumn.Value, _ y: Range<Int>, allowsSlip: Bool
  ) -> Int? {
    let count = min(x.count, y.count)
    if count == 0 || (count == 2 && x.count != y.count) { return nil }
    let (start, other) = (Int(a.start) + x.lowerBound, Int(b.start) + y.lowerBound)
    for index in 0..<count where column.codes[start + index] != column.codes[other + index] {
      guard allowsSlip, count >= 4, max(x.count, y.count) - count <= 1 else { return nil }
      let codes = column.codes.span
      let distance = EditDistance.between(
        codes.extracting(start..<start + x.count), codes.extracting(other..<other + y.count))
      return distance <= 1 ? count - 1 : nil
    }
    return count
  }
}
