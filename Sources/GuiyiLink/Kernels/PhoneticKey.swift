internal import GuiyiColumns

/// A rough phonetic key of alphabetic words: consonants by kind, vowels dropped behind the first letter.
///
/// - SeeAlso: Russell's Soundex (U.S. patent 1,261,167 of 1918), here with the digraphs ph, gh, ck and wh folded
///   and without a limit of length.
enum PhoneticKey {
  /// The hash of the keys of all words in order; 0 where there is no letter.
  static func hash(_ letters: [UInt32]) -> UInt64 {
    var state = StableHash.multiplierForText
    var any = false
    TextFolding.forEachWord(letters) { word in
      state = StableHash.mix(state, ofWord(word))
      any = true
    }
    return any ? state | 1 : 0
  }

  /// The hash of the key of one word.
  static func ofWord(_ word: ArraySlice<UInt32>) -> UInt64 {
    var state = StableHash.multiplierForText
    var last: UInt32 = 0
    var previous: UInt32 = 0
    for (place, letter) in word.enumerated() {
      var kind = kind(of: letter)
      if letter == 0x68 && (previous == 0x70 || previous == 0x67) {
        // ph sounds like f, which is of the kind of p; gh is silent more often than not.
        kind = 0
      }
      if place == 0 {
        let first = letter == 0x6B || letter == 0x71 ? 0x63 : letter == 0x7A ? 0x73 : letter
        state = StableHash.mix(state, UInt64(first))
      } else if kind != 0 && kind != last {
        state = StableHash.mix(state, UInt64(kind))
      }
      // h and w do not separate two letters of one kind, vowels do.
      if letter != 0x68 && letter != 0x77 { last = kind }
      previous = letter
    }
    return state
  }

  /// 1 through 6 for Latin consonants, 0 for vowels, h and w; other scripts are a kind of their own.
  private static func kind(of letter: UInt32) -> UInt32 {
    switch letter {
    case 0x62, 0x66, 0x70, 0x76: 1
    case 0x63, 0x67, 0x6A, 0x6B, 0x71, 0x73, 0x78, 0x7A: 2
    case 0x64, 0x74: 3
    case 0x6C: 4
    case 0x6D, 0x6E: 5
    case 0x72: 6
    case 0x61...0x7A: 0
    default: letter
    }
  }
}
