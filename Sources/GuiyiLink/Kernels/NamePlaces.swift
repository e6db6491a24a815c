internal import GuiyiHan

/// One character of a name as pairs look at it; eight bytes.
struct NamePlace: Equatable, Sendable {
  /// Sounds from here on are none: each such character sounds like itself only.
  static let silent: UInt16 = 0x8000

  /// The number of the folded character in its column.
  var code: UInt16
  /// The syllable, a surname read as a surname; `silent` + code where there is none.
  var sound: UInt16
  /// A second reading, 0 where there is none.
  var second: UInt16
  /// What dialects make of the syllable, 0 where there is none.
  var soundClass: UInt16
}

/// The loop over the places of two names of equal length.
enum NamePlaces {
  /// How many places are equal, unreadable, alike in sound, nearly alike, and different.
  struct Tally {
    var equal = 0
    var lost = 0
    var sound = 0
    var near = 0
    var different = 0
  }

  /// Compares place by place.
  ///
  /// It stops at what makes two names different for good: then `different` is what is known so far.
  /// - Parameters:
  ///   - surnameCount: as many places at the start hold known surnames; likeness counts one step less there.
  ///   - lost: the code of a character that cannot be read.
  ///   - scalars: the folded character of each code.
  /// - Complexity: O(`a.count`) and the look-alikes of a character. Allocates nothing.
  @inline(__always) static func compare(
    _ a: Span<NamePlace>, _ b: Span<NamePlace>, surnameCount: Int, lost: UInt16, _ scalars: Span<UInt32>
  ) -> Tally {
    precondition(a.count == b.count, "names of one length")
    var tally = Tally()
    var place = 0
    while place < a.count {
      // SAFETY: place < a.count, which is b.count.
      let (x, y) = unsafe (a[unchecked: place], b[unchecked: place])
      if x.code == lost || y.code == lost {
        tally.lost &+= 1
      } else if x.code == y.code {
        tally.equal &+= 1
      } else if sounds(x, y) {
        if place < surnameCount { tally.near &+= 1 } else { tally.sound &+= 1 }
      } else if place < surnameCount {
        // Near in sound or shape makes no one family.
        tally.different &+= 1
        if place == 0 { return tally }
      } else if (x.soundClass == y.soundClass && x.soundClass != 0)
        || Han.looksLike(scalars[Int(x.code)], scalars[Int(y.code)])
      {
        tally.near &+= 1
      } else {
        tally.different &+= 1
        // Of two characters one is the surname: another given name is another person.
        if a.count == 2 { return tally }
      }
      place &+= 1
    }
    return tally
  }

  @inline(__always) private static func sounds(_ x: NamePlace, _ y: NamePlace) -> Bool {
    if x.sound == y.sound { return true }
    if x.second | y.second == 0 { return false }
    return x.sound == y.second || x.second == y.sound || (x.second == y.second && x.second != 0)
  }
}
