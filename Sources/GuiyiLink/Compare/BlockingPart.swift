/// What of a value must be equal for two records to be worth comparing.
public enum BlockingPart: Sendable, Equatable, Hashable {
  /// The bytes as they are.
  case whole
  /// Letters without case and accents, Chinese characters without variants, no spaces or punctuation.
  case folded
  /// How the value sounds: pinyin without tones and dialect differences, or the phonetic key of each word.
  case sound
  /// As `sound`, whatever the order of the parts.
  case soundUnordered
  /// The first characters of the folded value.
  case prefix(Int)
  /// The last characters of the folded value.
  case suffix(Int)
  /// The year of a date.
  case year
  /// Year and month of a date.
  case yearMonth
  /// Month and day of a date, in either order.
  case monthDay
  /// The last digits of every number in the cell.
  case lastDigits(Int)
  /// One part of a value whose parts are separated by byte 0x1F.
  case part(Int)
  /// Every word, or every pair of neighbouring characters where nothing separates words.
  case tokens
  /// The rarest words of the value in this column, at most this many.
  case rareTokens(Int)
  /// The folded value with each single character left out, and whole: meets every value one edit away.
  case deletions
}

extension BlockingPart {
  /// Tells the keys of one part from those of another.
  var seed: UInt64 {
    let (kind, number): (UInt64, Int) =
      switch self {
      case .whole: (1, 0)
      case .folded: (2, 0)
      case .sound: (3, 0)
      case .soundUnordered: (4, 0)
      case .prefix(let count): (5, count)
      case .suffix(let count): (6, count)
      case .year: (7, 0)
      case .yearMonth: (8, 0)
      case .monthDay: (9, 0)
      case .lastDigits(let count): (10, count)
      case .part(let index): (11, index)
      case .tokens: (12, 0)
      case .rareTokens: (13, 0)
      case .deletions: (14, 0)
      }
    return kind &<< 32 | UInt64(truncatingIfNeeded: number) & 0xFFFF_FFFF
  }
}
