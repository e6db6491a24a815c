internal import GuiyiColumns
internal import GuiyiModel

/// Reads cells of any column as values of one element, each distinct cell once.
struct CellReading {
  /// Stands for a cell that was not read yet.
  private static let unread = UInt32.max
  /// A value of the element that no mapped column holds.
  static let novel = UInt32.max - 1

  let element: DataElement
  private let cells: ByteDictionary
  private let values: ByteDictionary
  private let reader: any ElementReading
  /// By cell; made with the first value that is remembered.
  private var numbers: [UInt32] = []
  private var buffer: [UInt8] = []

  init(_ column: ResourceColumn, as element: DataElement, _ context: ViolationContext) {
    self.element = element
    cells = column.dictionary
    values = context.city.values[element]
    reader = context.normalizer.makeReader()
  }

  /// The number of a cell's value in the element's dictionary: 0 for no value, `novel` for an unknown one.
  mutating func value(_ cell: UInt32) -> UInt32 {
    if numbers.isEmpty { numbers = [UInt32](repeating: Self.unread, count: cells.count) }
    let known = numbers[Int(cell)]
    if known != Self.unread { return known }
    let number = read(cell)
    numbers[Int(cell)] = number
    return number
  }

  /// The same, not remembered: most columns are looked at only a little.
  mutating func read(_ cell: UInt32) -> UInt32 {
    var number: UInt32 = 0
    // The buffer leaves `self` while the normalizer writes into it.
    var text: [UInt8] = []
    swap(&text, &buffer)
    if normalize(cell, into: &text) { number = values.find(text.span) ?? Self.novel }
    swap(&text, &buffer)
    return number
  }

  /// Calls `body` with the normal form of a cell that has one.
  mutating func withNormalForm<Result>(_ cell: UInt32, _ body: (Span<UInt8>) -> Result) -> Result? {
    var text: [UInt8] = []
    swap(&text, &buffer)
    defer { swap(&text, &buffer) }
    return normalize(cell, into: &text) ? body(text.span) : nil
  }

  /// Reads the cell as it is, else what follows a label, else the telephone number inside a remark.
  private func normalize(_ cell: UInt32, into buffer: inout [UInt8]) -> Bool {
    let range = cells.range(of: cell)
    let bytes = cells.bytes.span.extracting(range)
    buffer.removeAll(keepingCapacity: true)
    let isWhole = reader.normalize(bytes, as: element, into: &buffer) && !buffer.isEmpty
    if isWhole, values.find(buffer.span) != nil { return true }
    if element.kind == .phone {
      guard !isWhole, let number = Self.telephoneNumber(in: bytes) else { return isWhole }
      buffer.removeAll(keepingCapacity: true)
      return reader.normalize(number.span, as: element, into: &buffer) && !buffer.isEmpty
    }
    guard let start = Self.endOfLabel(bytes) else { return isWhole }
    var labelled: [UInt8] = []
    let rest = bytes.extracting(start..<bytes.count)
    guard reader.normalize(rest, as: element, into: &labelled), !labelled.isEmpty,
      !isWhole || values.find(labelled.span) != nil
    else { return isWhole }
    swap(&buffer, &labelled)
    return true
  }

  /// The place after the first colon, wide or not.
  private static func endOfLabel(_ text: Span<UInt8>) -> Int? {
    for index in text.indices {
      if text[index] == UInt8(ascii: ":"), index > 0, index + 1 < text.count { return index + 1 }
      if index > 0, index + 3 < text.count, text[index] == 0xEF, text[index + 1] == 0xBC,
        text[index + 2] == 0x9A
      {
        return index + 3
      }
    }
    return nil
  }

  /// The first run of 7 to 12 digits, blanks and hyphens inside left out; a longer run is another number.
  private static func telephoneNumber(in text: Span<UInt8>) -> [UInt8]? {
    var digits: [UInt8] = []
    for index in 0...text.count {
      let byte = index < text.count ? text[index] : 0
      if (0x30...0x39).contains(byte) {
        digits.append(byte)
      } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: " "), !digits.isEmpty {
        continue
      } else {
        if (7...12).contains(digits.count) { return digits }
        digits.removeAll(keepingCapacity: true)
      }
    }
    return nil
  }
}
