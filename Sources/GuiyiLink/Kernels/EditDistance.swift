/// Optimal string alignment: insertions, deletions, substitutions and swaps of two neighbours, each costing one.
///
/// - SeeAlso: Hyyrö (2003), "A bit-vector algorithm for computing Levenshtein and Damerau edit distances",
///   Nordic Journal of Computing 10.
package enum EditDistance {
  /// Longer strings are cut; a column holds no more of a value.
  package static let lengthLimit = 256

  /// The distance of two strings; the order of the two does not matter.
  ///
  /// - Complexity: O(`b.count` × `a.count` / 64). Allocates nothing.
  package static func between(_ a: Span<UInt16>, _ b: Span<UInt16>) -> Int {
    var (low, endA, endB) = (0, min(a.count, lengthLimit), min(b.count, lengthLimit))
    // SAFETY: every index stays below the end of its string.
    while endA > 0, endB > 0, unsafe a[unchecked: endA &- 1] == b[unchecked: endB &- 1] {
      endA &-= 1
      endB &-= 1
    }
    // SAFETY: as above.
    while low < endA, low < endB, unsafe a[unchecked: low] == b[unchecked: low] { low &+= 1 }
    let first = a.extracting(low..<endA)
    let second = b.extracting(low..<endB)
    if first.isEmpty { return second.count }
    if second.isEmpty { return first.count }
    if first.count == 1 && second.count == 1 { return 1 }
    // The shorter one is the pattern that is held in bits.
    return first.count <= second.count ? measured(first, second) : measured(second, first)
  }

  @inline(__always) private static func measured(_ pattern: Span<UInt16>, _ text: Span<UInt16>) -> Int {
    pattern.count <= 64 ? oneWord(pattern, text) : manyWords(pattern, text)
  }

  private static func oneWord(_ pattern: Span<UInt16>, _ text: Span<UInt16>) -> Int {
    let table = CharacterSlots(pattern)
    let slots = table.slots.span
    let last = UInt64(1) &<< UInt64(pattern.count &- 1)
    var (positive, negative, diagonal, previous) = (~(0 as UInt64), 0 as UInt64, 0 as UInt64, 0 as UInt64)
    var distance = pattern.count
    for index in text.indices {
      // SAFETY: the index comes from the span's own range.
      let here = unsafe CharacterSlots.places(text[unchecked: index], in: pattern, slots)
      let swapped = ((~diagonal & here) &<< 1) & previous
      diagonal = (((here & positive) &+ positive) ^ positive) | here | negative | swapped
      var up = negative | ~(diagonal | positive)
      var down = diagonal & positive
      if up & last != 0 { distance &+= 1 }
      if down & last != 0 { distance &-= 1 }
      up = up &<< 1 | 1
      down = down &<< 1
      positive = down | ~(diagonal | up)
      negative = up & diagonal
      previous = here
    }
    return distance
  }

  /// The same over up to four words, the carries handed from word to word.
  private static func manyWords(_ pattern: Span<UInt16>, _ text: Span<UInt16>) -> Int {
    let words = (pattern.count &+ 63) / 64
    var slots = InlineArray<4, CharacterSlots>(repeating: CharacterSlots(pattern.extracting(0..<0)))
    for word in 0..<words {
      slots[word] = CharacterSlots(pattern.extracting(word * 64..<min(pattern.count, word * 64 + 64)))
    }
    let last = UInt64(1) &<< UInt64((pattern.count &- 1) & 63)
    var positive = InlineArray<4, UInt64>(repeating: ~0)
    var negative = InlineArray<4, UInt64>(repeating: 0)
    var diagonal = InlineArray<4, UInt64>(repeating: 0)
    var previous = InlineArray<4, UInt64>(repeating: 0)
    var distance = pattern.count
    for index in text.indices {
      let code = text[index]
      var (upCarry, downCarry) = (1 as UInt64, 0 as UInt64)
      // What the word below saw in this column, and its diagonal in the column before.
      var (belowHere, belowDiagonal) = (0 as UInt64, ~0 as UInt64)
      for word in 0..<words {
        let part = pattern.extracting(word &* 64..<min(pattern.count, word &* 64 &+ 64))
        let here = CharacterSlots.places(code, in: part, slots[word].slots.span)
        let swapped =
          (((~diagonal[word] & here) &<< 1) | ((~belowDiagonal & belowHere) &>> 63)) & previous[word]
        let reached = here | downCarry
        let before = diagonal[word]
        let now =
          (((reached & positive[word]) &+ positive[word]) ^ positive[word]) | reached | negative[word]
          | swapped
        var up = negative[word] | ~(now | positive[word])
        var down = now & positive[word]
        if word == words &- 1 {
          if up & last != 0 { distance &+= 1 }
          if down & last != 0 { distance &-= 1 }
        }
        let (upOut, downOut) = (up &>> 63, down &>> 63)
        up = up &<< 1 | upCarry
        down = down &<< 1 | downCarry
        (upCarry, downCarry) = (upOut, downOut)
        positive[word] = down | ~(now | up)
        negative[word] = up & now
        diagonal[word] = now
        previous[word] = here
        (belowHere, belowDiagonal) = (here, before)
      }
    }
    return distance
  }
}
