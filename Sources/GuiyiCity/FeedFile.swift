/// One file of a resource while it is written: counts rows as a spreadsheet does and encodes.
final class FeedFile {
  /// Relative to pools/.
  let name: String
  let dateStyle: DateStyle
  /// Writes the sex as words or as codes.
  let sexWords: Int
  /// Whether codes or words stand for nationality, marital status and the like.
  let usesCodes: Bool
  /// How phone numbers are written.
  let phoneStyle: Int
  let format: FileFormat
  let index: Int
  /// Amounts in 元 instead of 万元.
  let amountsInYuan: Bool
  /// Of the last row written; the first line of the file is 1, title lines and blank rows count.
  private(set) var rowNumber = 0
  private(set) var dataRows = 0
  /// Cells of accepted rows that hold no defect.
  var cleanCells = 0
  /// Rows that the file holds by the engine's own sum: read = accepted + quarantined + repeats + blank.
  var quarantinedRows = 0
  private let sink: FileSink
  private let encoding: ChineseEncoding
  private var pending: [UInt8] = []
  private let columnCount: Int
  private let isReordered: Bool

  init(
    definition: FeedDefinition, index: Int, root: String, variation: Int, encoding: ChineseEncoding
  ) throws {
    name = "\(definition.folder)/\(definition.files[index]).\(definition.fileExtension)"
    var format = definition.format
    if definition.strayFile == index {
      format.encoding = format.encoding == .gb18030 ? .utf8 : .gb18030
    }
    self.format = format
    self.index = index
    self.encoding = encoding
    columnCount = definition.items.count
    isReordered = definition.reorderedFile == index
    let styles: [DateStyle] = [.iso, .compact, .slashes, .dots, .chinese, .serial, .withTime, .iso]
    dateStyle = definition.dirt.dateStyle ?? styles[variation % styles.count]
    sexWords = variation / 3 % 3
    usesCodes = variation / 5 % 2 == 0
    phoneStyle = variation / 7 % 4
    amountsInYuan = variation % 20 == 7
    sink = try FileSink("\(root)/pools/\(name)")
    if format.encoding == .utf8BOM { sink.bytes += [0xEF, 0xBB, 0xBF] }
    if format.hasDoubleMark { sink.bytes += [0xEF, 0xBB, 0xBF] }
    if format.encoding == .utf16 { sink.bytes += [0xFF, 0xFE] }
    for title in format.titles {
      Self.append([title], format, to: &pending)
      _ = try endLine()
    }
    try write(definition.items.map(\.column))
  }

  /// Writes one line of cells and returns its row number.
  @discardableResult
  func write(_ cells: [String]) throws -> Int {
    if isReordered && cells.count > 1 {
      var cells = cells
      cells.swapAt(0, 1)
      Self.append(cells, format, to: &pending)
    } else {
      Self.append(cells, format, to: &pending)
    }
    return try endLine()
  }

  /// A row of data whose bytes are spoilt in the middle so that no decoding accepts them.
  func writeWithBadBytes(_ cells: [String], inColumn column: Int) throws -> Int {
    Self.append(Array(cells[...column]), format, to: &pending)
    try encodePending()
    // No encoding accepts 0xFF here; in UTF-16 it is one half of a surrogate pair.
    sink.bytes += format.encoding == .utf16 ? [0x00, 0xD8] : [0xFF, 0xFF]
    if column + 1 < cells.count {
      pending.append(format.delimiter)
      Self.append(Array(cells[(column + 1)...]), format, to: &pending)
    }
    return try endLine()
  }

  /// An empty line, or one of delimiters only.
  func writeBlank(withDelimiters: Bool) throws {
    if withDelimiters {
      for _ in 1..<columnCount { pending.append(format.delimiter) }
    }
    _ = try endLine()
  }

  func countDataRow() { dataRows += 1 }

  func finish() throws {
    if format.hasTotals {
      var cells = [String](repeating: "", count: columnCount)
      cells[isReordered ? 1 : 0] = "合计"
      cells[columnCount - 1] = "\(dataRows)"
      try write(cells)
    }
    try encodePending()
    try sink.finish()
  }

  private func endLine() throws -> Int {
    if format.endsWithCarriageReturn { pending.append(13) }
    pending.append(10)
    if pending.count > 1 << 14 { try encodePending() }
    rowNumber += 1
    return rowNumber
  }

  private static func append(_ cells: [String], _ format: FileFormat, to bytes: inout [UInt8]) {
    let delimiter = format.delimiter
    for (place, cell) in cells.enumerated() {
      if place > 0 { bytes.append(delimiter) }
      let text = cell.utf8Span.span
      var needsQuotes = format.quotesEverything
      for index in text.indices where text[index] < 45 || text[index] == delimiter {
        let byte = text[index]
        if byte == delimiter || byte == 34 || byte == 10 || byte == 13 { needsQuotes = true }
      }
      if !needsQuotes {
        bytes.append(contentsOf: cell.utf8)
        continue
      }
      bytes.append(34)
      for index in text.indices {
        if text[index] == 34 { bytes.append(34) }
        bytes.append(text[index])
      }
      bytes.append(34)
    }
  }

  private func encodePending() throws {
    switch format.encoding {
    case .utf8, .utf8BOM: sink.bytes += pending
    case .gb18030: encoding.encode(UTF8Scalars(bytes: pending), into: &sink.bytes)
    case .utf16:
      for scalar in UTF8Scalars(bytes: pending) {
        for unit in UTF16.encode(scalar).units {
          sink.bytes.append(UInt8(truncatingIfNeeded: unit))
          sink.bytes.append(UInt8(truncatingIfNeeded: unit >> 8))
        }
      }
    }
    pending.removeAll(keepingCapacity: true)
    try sink.flushIfFull()
  }
}

/// The scalars of bytes that are known to be UTF-8.
private struct UTF8Scalars: Sequence, IteratorProtocol {
  let bytes: [UInt8]
  var place = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> UnicodeScalar? {
    guard place < bytes.count else { return nil }
    let first = UInt32(bytes[place])
    if first < 0x80 {
      place += 1
      return UnicodeScalar(UInt8(first))
    }
    let extra = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
    var value = first & (0x3F >> UInt32(extra))
    for offset in 1...extra where place + offset < bytes.count {
      value = value << 6 | UInt32(bytes[place + offset]) & 0x3F
    }
    place += extra + 1
    return UnicodeScalar(value) ?? "?"
  }
}

extension Optional where Wrapped == UTF16.EncodedScalar {
  /// Every scalar has one or two units.
  fileprivate var units: UTF16.EncodedScalar { self ?? UTF16.encodedReplacementCharacter }
}
