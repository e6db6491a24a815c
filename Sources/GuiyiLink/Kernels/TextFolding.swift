internal import GuiyiHan

/// Reads UTF-8 into the characters that a comparison looks at.
enum TextFolding {
  /// Stands for bytes that are not UTF-8, one for each maximal run.
  static let lost: UInt32 = 0xFFFD

  /// Calls `body` with each scalar; a run of bytes that are not UTF-8 gives U+FFFD once.
  @inline(__always) static func forEachScalar(_ bytes: Span<UInt8>, _ body: (UInt32) -> Void) {
    var index = 0
    var wasLost = false
    let count = bytes.count
    while index < count {
      let first = bytes[index]
      if first < 0x80 {
        body(UInt32(first))
        index += 1
        wasLost = false
        continue
      }
      let length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
      var scalar = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
      var isValid = length != 0 && index + length <= count
      if isValid {
        for offset in 1..<length {
          let byte = bytes[index + offset]
          if byte & 0xC0 != 0x80 { isValid = false }
          scalar = scalar &<< 6 | UInt32(byte & 0x3F)
        }
        if length == 3 && (scalar < 0x800 || scalar &- 0xD800 < 0x800) { isValid = false }
        if length == 4 && (scalar < 0x10000 || scalar > 0x10FFFF) { isValid = false }
      }
      if isValid {
        body(scalar)
        index += length
        wasLost = false
      } else {
        if !wasLost { body(lost) }
        index += 1
        wasLost = true
      }
    }
  }

  /// Appends the folded characters of `bytes`.
  static func append(_ bytes: Span<UInt8>, keepsSpaces: Bool, to scalars: inout [UInt32]) {
    // A space that is kept was a byte, and what becomes two letters was two bytes.
    scalars.append(addingCapacity: bytes.count) { scalars in
      var gap = false
      forEachScalar(bytes) { scalar in
        let letter = scalar < 0x80 ? foldedASCII(scalar) : folded(scalar)
        if letter == 0 {
          gap = true
        } else if letter != ignored {
          if gap && keepsSpaces && !scalars.isEmpty { scalars.append(0x20) }
          gap = false
          scalars.append(letter)
          if scalar >= 0x80, let second = secondLetter(scalar) { scalars.append(second) }
        }
      }
    }
  }

  /// Hands over the words of folded text one after the other.
  @inline(__always) static func forEachWord(_ letters: [UInt32], _ body: (ArraySlice<UInt32>) -> Void) {
    var start = 0
    for place in 0...letters.count where place == letters.count || letters[place] == 0x20 {
      if place > start { body(letters[start..<place]) }
      start = place + 1
    }
  }

  /// As `folded`, of a scalar below 0x80: most are letters of either case.
  @inline(__always) private static func foldedASCII(_ scalar: UInt32) -> UInt32 {
    if scalar &- 0x61 < 26 { return scalar }
    if scalar &- 0x41 < 26 { return scalar &+ 0x20 }
    if scalar &- 0x30 < 10 { return scalar }
    return scalar == 0x27 || scalar == 0x60 ? ignored : 0
  }

  /// A mark that neither counts nor separates: apostrophes, accents of their own, invisible characters.
  static let ignored: UInt32 = 0xFFFF_FFFF

  /// What a scalar is compared as; 0 for spaces and punctuation, `ignored` for marks inside a word.
  static func folded(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x30...0x39, 0x61...0x7A: return scalar
    case 0x41...0x5A: return scalar &+ 0x20
    case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x2BC, 0x300...0x36F, 0x200B...0x200F, 0xFEFF, 0xFE00...0xFE0F,
      0xAD,
      0xE0100...0xE01EF:
      return ignored
    case 0..<0xC0: return scalar == 0xAA || scalar == 0xB5 || scalar == 0xBA ? scalar : 0
    case 0xC0...0x17F: return LatinLetters.base(scalar)
    case 0x391...0x3A9, 0x410...0x42F: return scalar &+ 0x20
    case 0x400...0x40F: return scalar &+ 0x50
    case 0x610...0x6F9: return ArabicLetters.base(scalar)
    case 0x966...0x96F: return scalar &- 0x936
    case 0x2000...0x206F, 0x2E00...0x2E7F, 0x3000...0x3006, 0x3008...0x303F, 0x30FB, 0xFE30...0xFE6F: return 0
    case 0xFF10...0xFF19, 0xFF41...0xFF5A: return scalar &- 0xFEE0
    case 0xFF21...0xFF3A: return scalar &- 0xFEC0
    case 0xFF01...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65: return 0
    case 0x2E80..<0x33FF, 0x3400..<0xA000, 0xF900..<0xFB00, 0x20000...0x323AF: return Han.folded(scalar)
    default: return scalar
    }
  }

  /// The second letter of those that stand for two (ß, æ).
  static func secondLetter(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0xDF: 0x73
    case 0xC6, 0xE6, 0x152, 0x153: 0x65
    default: nil
    }
  }
}

/// Arabic letters as those that are written for them, and Arabic digits as digits.
enum ArabicLetters {
  /// - Parameter scalar: 0x610 through 0x6F9.
  static func base(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x660...0x669: scalar &- 0x630
    case 0x6F0...0x6F9: scalar &- 0x6C0
    case 0x622, 0x623, 0x625, 0x671: 0x627
    case 0x629: 0x647
    case 0x649, 0x6CC: 0x64A
    case 0x6A9: 0x643
    // Vowel signs and the dash that stretches a word.
    case 0x610...0x61A, 0x640, 0x64B...0x65F, 0x670: TextFolding.ignored
    case 0x61B, 0x61F, 0x66A...0x66D, 0x6D4: 0
    default: scalar
    }
  }
}

/// Accented Latin letters as the letter they are an accent of.
enum LatinLetters {
  private static let first: StaticString =
    "aaaaaaaceeeeiiiidnooooo\u{0}ouuuuytsaaaaaaaceeeeiiiidnooooo\u{0}ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggg"
  private static let second: StaticString =
    "gggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

  /// - Parameter scalar: 0xC0 through 0x17F; multiplication and division signs give 0.
  static func base(_ scalar: UInt32) -> UInt32 {
    let index = Int(scalar &- 0xC0)
    let letters = index < 96 ? first : second
    let place = index < 96 ? index : index - 96
    // SAFETY: the place is checked against the length of the literal, which is ASCII.
    guard place < letters.utf8CodeUnitCount else { return scalar }
    return unsafe UInt32(letters.utf8Start[place])
  }
}
