internal import GuiyiColumns

/// Levels of names in alphabetic scripts, word by word.
struct LatinNameLevels: LevelSource {
  /// The letters of each name without spaces.
  let column: TextColumn
  /// The end of each word relative to the start of its name.
  private var ends: [UInt8] = []
  private var endStarts: [UInt32] = [0]
  /// Beside `ends`: which given name the word is a form of, 0 where none.
  private var forms: [UInt16] = []
  /// The same for any order of words; 0 for a name of one word.
  private var unordered: [UInt64] = []
  private var sounds: [UInt64] = []

  private enum Level {
    static let different: UInt8 = 1
    static let similar: UInt8 = 2
    static let shortened: UInt8 = 3
    static let close: UInt8 = 4
    static let rearranged: UInt8 = 5
    static let folded: UInt8 = 6
  }

  init(_ dictionary: ByteDictionary) {
    var letters: [UInt32] = []
    column = TextColumn(dictionary) { bytes, scalars in
      letters.removeAll(keepingCapacity: true)
      Self.fold(bytes, to: &letters)
      for letter in letters where letter != 0x20 { scalars.append(letter) }
    }
    for id in 0..<UInt32(dictionary.count) {
      letters.removeAll(keepingCapacity: true)
      dictionary.withBytes(of: id) { Self.fold($0, to: &letters) }
      var (end, wordCount, sum) = (0, 0, 0 as UInt64)
      for word in letters.split(separator: 0x20) {
        end += word.count
        wordCount += 1
        sum &+= HanNameColumn.hash(word)
        if end <= TextColumn.lengthLimit - 1 && wordCount <= 8 {
          ends.append(UInt8(end))
          forms.append(NameForms.form(word))
        }
      }
      endStarts.append(UInt32(truncatingIfNeeded: ends.count))
      unordered.append(wordCount > 1 ? sum : 0)
      sounds.append(PhoneticKey.hash(letters))
    }
  }

  /// The folded words of a name, its titles left out.
  private static func fold(_ bytes: Span<UInt8>, to letters: inout [UInt32]) {
    TextFolding.append(bytes, keepsSpaces: true, to: &letters)
    guard letters.contains(0x20) else { return }
    let words = letters.split(separator: 0x20)
    var kept = words.filter { !NameForms.isTitle($0) }
    while kept.count > 2, let last = kept.last, NameForms.isCredential(last) { kept.removeLast() }
    if kept.isEmpty || kept.count == words.count { return }
    letters = Array(kept.joined(separator: [0x20]))
  }

  func isBlank(_ id: UInt32) -> Bool { column.hashes[Int(id)] == 0 }

  func writing(_ id: UInt32) -> UInt64 { column.hashes[Int(id)] }

  func level(_ a: UInt32, _ b: UInt32) -> UInt8 {
    let (x, y) = (column.hashes[Int(a)], column.hashes[Int(b)])
    if x == 0 || y == 0 { return 0 }
    if x == y { return Level.folded }
    let sum = unordered[Int(a)]
    if sum != 0 && sum == unordered[Int(b)] { return Level.rearranged }
    let shorter = min(column.range(a).count, column.range(b).count)
    let score = column.similarity(a, b)
    if shorter >= 4, score >= 0.92 || (column.leastDistance(a, b) <= 1 && column.distance(a, b) == 1) {
      return isShortened(a, b) ? Level.shortened : Level.close
    }
    if isShortened(a, b) { return Level.shortened }
    if shorter == 3 && column.distance(a, b) == 1 { return Level.close }
    if score >= 0.8 { return Level.similar }
    return sounds[Int(a)] == sounds[Int(b)] && shorter >= 3 ? Level.similar : Level.different
  }

  private func wordEnds(_ id: UInt32) -> Range<Int> {
    Int(endStarts[Int(id)])..<Int(endStarts[Int(id) + 1])
  }

  /// Whether each word of the one with fewer has a word of the other that it equals or begins.
  private func isShortened(_ a: UInt32, _ b: UInt32) -> Bool {
    let (i, j) = (wordEnds(a), wordEnds(b))
    return i.count <= j.count && covers(a, i, b, j) || j.count <= i.count && covers(b, j, a, i)
  }

  private func covers(_ a: UInt32, _ few: Range<Int>, _ b: UInt32, _ many: Range<Int>) -> Bool {
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
    _ a: UInt32, _ x: Range<Int>, _ b: UInt32, _ y: Range<Int>, allowsSlip: Bool
  ) -> Int? {
    let count = min(x.count, y.count)
    if count == 0 || (count == 2 && x.count != y.count) { return nil }
    let (start, other) = (
      column.range(a).lowerBound + x.lowerBound, column.range(b).lowerBound + y.lowerBound
    )
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
