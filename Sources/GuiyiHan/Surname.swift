internal import CGuiyiHan

/// What is known of a Chinese surname.
public struct Surname: Sendable, Equatable {
  /// 1 for the most frequent; 9999 where it is too rare for the frequency table.
  public let rank: UInt16
  /// The syllables, the second 0 for a surname of one character.
  public let syllables: (UInt16, UInt16)
  /// A second reading of a surname of one character (覃 Qín, Tán), else 0.
  public let secondSyllable: UInt16
  /// 1 or 2.
  public let characterCount: Int

  public static func == (a: Surname, b: Surname) -> Bool {
    a.rank == b.rank && a.syllables == b.syllables && a.secondSyllable == b.secondSyllable
      && a.characterCount == b.characterCount
  }

  /// A surname of one character, nil where the character is none.
  public static func single(_ scalar: UInt32) -> Surname? {
    let found = guiyi_han_find_surname(scalar)
    guard found.rank != 0 else { return nil }
    return Surname(
      rank: found.rank, syllables: (found.reading, 0), secondSyllable: found.second_reading, characterCount: 1
    )
  }

  /// A surname of two characters (欧阳, 尉迟), nil where they are none.
  public static func compound(_ first: UInt32, _ second: UInt32) -> Surname? {
    let found = guiyi_han_find_compound(first, second)
    guard found.rank != 0 else { return nil }
    return Surname(
      rank: found.rank, syllables: (found.first_reading, found.second_reading), secondSyllable: 0,
      characterCount: 2)
  }

  /// The surname character that stands for all lawful writings of one (付 for 傅, 肖 for 萧); others unchanged.
  ///
  /// Different families may bear the two writings, so agreement here is weaker than equality.
  public static func representative(_ scalar: UInt32) -> UInt32 {
    let found = guiyi_han_find_surname(scalar)
    return found.representative == 0 ? scalar : UInt32(found.representative)
  }
}

/// The writings of transliterated name parts (阿卜杜, 阿布都, 阿不都), of which one stands for all.
public enum Transliteration {
  /// Replaces every known writing in a name by the one that stands for it, longest first, left to right.
  public static func unify(_ scalars: inout [UInt32]) {
    var place = 0
    while place < scalars.count {
      if let index = writing(at: place, in: scalars) {
        let length = Int(guiyi_han_writing_length(index))
        let target = (0..<guiyi_han_writing_target_length(index)).map { guiyi_han_writing_target(index, $0) }
        scalars.replaceSubrange(place..<place + length, with: target)
        place += target.count
      } else {
        place += 1
      }
    }
  }

  private static func writing(at place: Int, in scalars: [UInt32]) -> Int32? {
    for index in 0..<guiyi_han_writing_count {
      let length = guiyi_han_writing_length(index)
      guard place + Int(length) <= scalars.count else { continue }
      if (0..<length).allSatisfy({ scalars[place + Int($0)] == guiyi_han_writing_scalar(index, $0) }) {
        return index
      }
    }
    return nil
  }
}
