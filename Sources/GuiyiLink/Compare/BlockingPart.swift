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
