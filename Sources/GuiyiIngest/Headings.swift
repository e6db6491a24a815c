/// A heading as it is compared with others: without case, width, spaces and marks of spreadsheets.
public func headingKey(_ heading: String) -> [UInt8] { Headings.key(heading.utf8) }

/// Headings as they are compared: width, spaces, case and marks of spreadsheets do not count.
enum Headings {
  /// Folds full-width forms to ASCII and upper case to lower, and drops spaces, line breaks, byte order
  /// marks, zero-width characters and a leading asterisk, which marks required columns.
  static func key(_ heading: some Sequence<UInt8>) -> [UInt8] {
    var key: [UInt8] = []
    var decoder = UTF8()
    var bytes = heading.makeIterator()
    while true {
      let scalar: Unicode.Scalar
      switch decoder.decode(&bytes) {
      case .emptyInput: return key
      case .error: scalar = "\u{FFFD}"
      case .scalarValue(let value): scalar = value
      }
      var value = scalar.value
      if value >= 0xFF01 && value <= 0xFF5E { value -= 0xFEE0 }
      switch value {
      case 0...0x20, 0x7F...0xA0, 0x2000...0x200D, 0x202F, 0x3000, 0xFEFF: continue
      case 0x2A where key.isEmpty: continue
      case 0x41...0x5A: key.append(UInt8(value) | 0x20)
      case 0x21...0x7E: key.append(UInt8(value))
      default: key.append(contentsOf: scalar.utf8)
      }
    }
  }

  /// A heading for people: without byte order marks, and without spaces around it.
  static func trimmed(_ heading: [UInt8]) -> [UInt8] {
    unsafe heading.withUnsafeBufferPointer { bytes in
      var start = 0
      var end = bytes.count
      while start < end, case let length = unsafe CellText.blankLength(bytes, at: start, end: end), length > 0
      {
        start += length
      }
      trimming: while end > start {
        for length in 1...3 where end - length >= start {
          if unsafe CellText.blankLength(bytes, at: end - length, end: end) == length {
            end -= length
            continue trimming
          }
        }
        break
      }
      return unsafe Array(bytes[start..<end])
    }
  }

  /// The columns of a header: trailing empty cells are none, an empty heading is named by its place, and
  /// the second of two equal ones gets a number.
  static func columns(_ cells: [[UInt8]]) -> (headings: [String], keys: [[UInt8]]) {
    var count = cells.count
    while count > 0, key(cells[count - 1]).isEmpty { count -= 1 }
    var headings: [String] = []
    var keys: [[UInt8]] = []
    var seen: Set<[UInt8]> = []
    for index in 0..<count {
      var heading = String(decoding: trimmed(cells[index]), as: UTF8.self)
      if key(cells[index]).isEmpty { heading = "#\(index + 1)" }
      var candidate = heading
      var number = 1
      while !seen.insert(key(candidate.utf8)).inserted {
        number += 1
        candidate = "\(heading) (\(number))"
      }
      headings.append(candidate)
      keys.append(key(candidate.utf8))
    }
    return (headings, keys)
  }
}
