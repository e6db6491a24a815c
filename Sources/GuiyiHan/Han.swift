internal import CGuiyiHan

/// Facts about single Chinese characters: how they sound, what they are compared as, what they are mistaken for.
///
/// Sounds are numbers of toneless pinyin syllables, 1 through `syllableCount - 1`; 0 means no reading.
/// Every lookup takes any `UInt32`, Unicode scalar or not, and allocates nothing.
public enum Han {
  /// One more than the highest syllable number.
  public static var syllableCount: Int { Int(guiyi_han_syllable_count) }

  /// Whether the scalar is a Chinese character: the first block, an extension, compatibility forms, or 〇.
  @inlinable public static func isHan(_ scalar: UInt32) -> Bool {
    if scalar &- 0x3400 < 0x6C00 { return scalar &- 0x4DC0 >= 0x40 }
    return scalar == 0x3007 || scalar &- 0xF900 < 0x200 || scalar &- 0x20000 < 0x14000
  }

  /// The usual reading of a character.
  public static func syllable(_ scalar: UInt32) -> UInt16 {
    if scalar &- 0x3400 < 0x6C00 { return guiyi_han_reading(scalar) }
    return scalar < 0x2E80 ? 0 : guiyi_han_find_other(scalar).reading
  }

  /// A second reading in today's language, 0 where there is none.
  public static func secondSyllable(_ scalar: UInt32) -> UInt16 { guiyi_han_other_reading(scalar) }

  /// The character a character is compared as: traditional, variant and compatibility forms become one.
  ///
  /// For comparing only; what is stored keeps its form.
  public static func folded(_ scalar: UInt32) -> UInt32 {
    scalar < 0x2E80 ? scalar : guiyi_han_folded(scalar)
  }

  /// Whether handwriting or a scanner takes one character for the other (己已巳, 侯候); false for equal ones.
  ///
  /// - Parameters:
  ///   - a: a folded character.
  ///   - b: another; the order of the two does not matter.
  public static func looksLike(_ a: UInt32, _ b: UInt32) -> Bool { guiyi_han_looks_like(a, b) }

  /// The number shared by syllables that dialects do not tell apart: zh/z, ch/c, sh/s, n/l, -n/-ng, f/hu.
  public static func soundClass(_ syllable: UInt16) -> UInt16 { guiyi_han_class_of(syllable) }

  /// Hands over the letters of a syllable, lower case, `v` for ü.
  public static func spell(_ syllable: UInt16, _ body: (UInt8) -> Void) {
    for place in 0..<Int32(8) {
      let letter = guiyi_han_letter(syllable, place)
      if letter == 0 { return }
      body(letter)
    }
  }

  /// The spelling of a syllable as text, empty for 0.
  public static func spelling(_ syllable: UInt16) -> String {
    var letters: [UInt8] = []
    spell(syllable) { letters.append($0) }
    return String(decoding: letters, as: UTF8.self)
  }
}
