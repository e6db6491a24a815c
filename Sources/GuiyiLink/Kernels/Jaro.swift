internal import GuiyiColumns

/// Jaro and Jaro-Winkler similarity of short strings of codes.
///
/// - SeeAlso: Jaro (1989), JASA 84(406); Winkler (1990), "String comparator metrics and enhanced decision rules".
package enum Jaro {
  /// Only this many characters of a string are compared.
  package static let lengthLimit = 64

  /// Jaro similarity, 0 (nothing shared) through 1 (equal).
  ///
  /// Two empty strings score 1, one empty string 0. Greedy matching makes the measure depend on which string
  /// comes first in rare cases; callers that need symmetry order the two by content.
  /// - Complexity: O(`b.count` × equal characters in the window). Allocates nothing.
  package static func similarity(_ a: Span<UInt16>, _ b: Span<UInt16>) -> Double {
    let first = a.count > lengthLimit ? a.extracting(0..<lengthLimit) : a
    let second = b.count > lengthLimit ? b.extracting(0..<lengthLimit) : b
    if first.isEmpty || second.isEmpty { return first.isEmpty && second.isEmpty ? 1 : 0 }
    return first.count &* second.count <= 120 ? short(first, second) : long(first, second)
  }

  /// Jaro similarity raised by a common prefix of up to four characters where it is above 0.7.
  package static func winkler(_ a: Span<UInt16>, _ b: Span<UInt16>) -> Double {
    raised(similarity(a, b), a, b)
  }

  /// The same for two pieces of one text; it may be 0 where too few of their characters match.
  ///
  /// - Parameter leastShares: thousandths that the shares of matching characters of both come to at least.
  package static func winkler(
    _ text: Span<UInt16>, _ a: Range<Int>, _ b: Range<Int>, leastShares: Int
  ) -> Double {
    let (first, second) = (text.extracting(a), text.extracting(b))
    let (x, y) = (a.count, b.count)
    guard x > 0 && y > 0 && x <= 16 && y <= lengthLimit && a.lowerBound &+ 16 <= text.count else {
      return winkler(first, second)
    }
    // All characters of the first are looked at at once; see `short`.
    let window = max(0, max(x, y) / 2 &- 1)
    var (taken, matched) = (0 as UInt64, 0 as UInt64)
    // Places in the window of the character in hand; those behind the end are never found.
    let all = ~0 &>> UInt64(64 &- x) as UInt64
    var near = (2 &<< UInt64(window)) &- 1 as UInt64
    var index = 0
    while index < y {
      // SAFETY: index < y.
      let found =
        UInt64(text.find16(unsafe second[unchecked: index], from: a.lowerBound)) & near & all & ~taken
      taken |= found & (0 &- found)
      matched |= (found == 0 ? 0 : 1) &<< UInt64(index)
      index &+= 1
      near = near &<< 1 | (index <= window ? 1 : 0)
    }
    let count = taken.nonzeroBitCount
    if count &* (x &+ y) &* 1000 < leastShares &* x &* y { return 0 }
    return raised(score(count, outOfOrder(first, taken, second, matched), x, y), first, second)
  }

  @inline(__always) private static func raised(
    _ jaro: Double, _ a: Span<UInt16>, _ b: Span<UInt16>
  ) -> Double {
    if jaro <= 0.7 { return jaro }
    let most = min(4, min(a.count, b.count))
    var prefix = 0
    // SAFETY: prefix < most, which is at most either count.
    while prefix < most, unsafe a[unchecked: prefix] == b[unchecked: prefix] { prefix &+= 1 }
    return jaro + Double(prefix) * 0.1 * (1 - jaro)
  }

  @inline(__always) private static func score(_ matches: Int, _ halves: Int, _ a: Int, _ b: Int) -> Double {
    if matches == 0 { return 0 }
    let shared = Double(matches)
    return (shared / Double(a) + shared / Double(b) + (shared - Double(halves / 2)) / shared) / 3
  }

  /// The window is walked character by character: fastest where both strings are names.
  @inline(__always) private static func short(_ a: Span<UInt16>, _ b: Span<UInt16>) -> Double {
    let window = max(0, max(a.count, b.count) / 2 &- 1)
    var taken: UInt64 = 0
    var matched: UInt64 = 0
    var index = 0
    while index < b.count {
      var place = max(0, index &- window)
      let end = min(a.count, index &+ window &+ 1)
      while place < end {
        // SAFETY: index < b.count and place < end <= a.count.
        if unsafe a[unchecked: place] == b[unchecked: index], taken &>> UInt64(place) & 1 == 0 {
          taken |= 1 &<< UInt64(place)
          matched |= 1 &<< UInt64(index)
          break
        }
        place &+= 1
      }
      index &+= 1
    }
    return score(taken.nonzeroBitCount, outOfOrder(a, taken, b, matched), a.count, b.count)
  }

  /// The characters in the window are looked up as bits: fastest from about a dozen characters on.
  private static func long(_ a: Span<UInt16>, _ b: Span<UInt16>) -> Double {
    let window = max(0, max(a.count, b.count) / 2 &- 1)
    let table = CharacterSlots(a)
    let slots = table.slots.span
    var taken: UInt64 = 0
    var matched: UInt64 = 0
    var index = 0
    while index < b.count {
      // SAFETY: index < b.count.
      let code = unsafe b[unchecked: index]
      // A shift by 64 or more gives 0, so the mask covers places index - window through index + window.
      let mask =
        ~((~0 as UInt64) << UInt64(index &+ window &+ 1))
        & ((~0 as UInt64) << UInt64(max(0, index &- window)))
      var rest = CharacterSlots.candidates(code, slots) & mask & ~taken
      while rest != 0 {
        let place = rest.trailingZeroBitCount
        // SAFETY: a slot holds only bits of places inside `a`.
        if unsafe a[unchecked: place] == code {
          taken |= 1 &<< UInt64(place)
          matched |= 1 &<< UInt64(index)
          break
        }
        rest &= rest &- 1
      }
      index &+= 1
    }
    return score(taken.nonzeroBitCount, outOfOrder(a, taken, b, matched), a.count, b.count)
  }

  /// How many matched characters meet another one when both rows of matches are read side by side.
  @inline(__always) private static func outOfOrder(
    _ a: Span<UInt16>, _ taken: UInt64, _ b: Span<UInt16>, _ matched: UInt64
  ) -> Int {
    var left = taken
    var right = matched
    var count = 0
    while left != 0 {
      // SAFETY: both masks hold equally many bits, each a place inside its string.
      if unsafe a[unchecked: left.trailingZeroBitCount] != b[unchecked: right.trailingZeroBitCount] {
        count &+= 1
      }
      left &= left &- 1
      right &= right &- 1
    }
    return count
  }
}
