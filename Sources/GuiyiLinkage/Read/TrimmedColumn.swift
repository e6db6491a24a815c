internal import GuiyiColumns
internal import GuiyiModel

/// A column whose values have no blanks around them, its rows in an order of their own.
struct TrimmedColumn {
  let dictionary: ByteDictionary
  let ids: [UInt32]

  /// Numbers the values anew in the order in which the rows name them, so that the numbers depend on nothing else.
  ///
  /// - Parameter order: the rows of the column in the order wanted.
  init(_ column: ResourceColumn, order: [UInt32]) {
    var meaning = [UInt32](repeating: .max, count: column.dictionary.count)
    meaning[0] = 0
    var dictionary = ByteDictionary()
    dictionary.reserve(valueCount: column.dictionary.count, byteCount: column.dictionary.bytes.count)
    let source = column.dictionary.bytes.span
    ids = order.map { row in
      let raw = column.ids[Int(row)]
      let known = meaning[Int(raw)]
      if known != .max { return known }
      let range = column.dictionary.range(of: raw)
      let fresh = dictionary.intern(source.extracting(Self.trimmed(source, range)))
      meaning[Int(raw)] = fresh
      return fresh
    }
    self.dictionary = dictionary
  }

  /// The range without the blanks at its ends: ASCII spaces and controls, and the wide and the unbroken space.
  static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end {
      let length = blankLength(bytes, start, end)
      if length == 0 { break }
      start += length
    }
    trimming: while start < end {
      if bytes[end - 1] <= 0x20 {
        end -= 1
        continue
      }
      for length in 2...3 where end - start >= length && blankLength(bytes, end - length, end) == length {
        end -= length
        continue trimming
      }
      break
    }
    return start..<end
  }

  private static func blankLength(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Int {
    let first = bytes[place]
    if first <= 0x20 { return 1 }
    if first == 0xC2, place + 1 < end, bytes[place + 1] == 0xA0 { return 2 }
    if first == 0xE3, place + 2 < end, bytes[place + 1] == 0x80, bytes[place + 2] == 0x80 { return 3 }
    return 0
  }
}
