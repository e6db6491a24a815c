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
    self =
      Self.hasBlanks(column.dictionary)
      ? Self.trimming(column, order: order) : Self.renumbering(column, order: order)
  }

  private init(dictionary: ByteDictionary, ids: [UInt32]) {
    self.dictionary = dictionary
    self.ids = ids
  }

  private static func trimming(_ column: ResourceColumn, order: [UInt32]) -> TrimmedColumn {
    var meaning = [UInt32](repeating: .max, count: column.dictionary.count)
    meaning[0] = 0
    var dictionary = ByteDictionary()
    dictionary.reserve(valueCount: column.dictionary.count, byteCount: column.dictionary.bytes.count)
    let source = column.dictionary.bytes.span
    let ids = order.map { row in
      let raw = column.ids[Int(row)]
      let known = meaning[Int(raw)]
      if known != .max { return known }
      let range = column.dictionary.range(of: raw)
      let fresh = dictionary.intern(source.extracting(trimmed(source, range)))
      meaning[Int(raw)] = fresh
      return fresh
    }
    return TrimmedColumn(dictionary: dictionary, ids: ids)
  }

  private static func renumbering(_ column: ResourceColumn, order: [UInt32]) -> TrimmedColumn {
    var meaning = [UInt32](repeating: .max, count: column.dictionary.count)
    meaning[0] = 0
    var former: [UInt32] = [0]
    former.reserveCapacity(column.dictionary.count)
    let ids = order.map { row in
      let raw = Int(column.ids[Int(row)])
      if meaning[raw] == .max {
        meaning[raw] = UInt32(truncatingIfNeeded: former.count)
        former.append(UInt32(truncatingIfNeeded: raw))
      }
      return meaning[raw]
    }
    // A value that no row of the order has, were there one, comes last.
    for raw in meaning.indices where meaning[raw] == .max { former.append(UInt32(truncatingIfNeeded: raw)) }
    return TrimmedColumn(dictionary: column.dictionary.renumbered(former), ids: ids)
  }

  /// Whether any value begins or ends with a blank, or may: few do, and then all are looked at closely.
  private static func hasBlanks(_ dictionary: ByteDictionary) -> Bool {
    let bytes = dictionary.bytes.span
    for id in 1..<max(1, UInt32(truncatingIfNeeded: dictionary.count)) {
      let range = dictionary.range(of: id)
      if trimmed(bytes, range) != range { return true }
    }
    return false
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
