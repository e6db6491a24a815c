internal import Glibc

/// How an export is written.
public enum ExportFormat: String, Sendable, CaseIterable {
  case csv, jsonl
}

/// An export that could not be written: the system's error number and the bytes that did get out.
public struct ExportError: Error, Sendable, CustomStringConvertible {
  public let errorNumber: Int32
  public init(errorNumber: Int32) { self.errorNumber = errorNumber }
  /// Whether the disk is full.
  public var isDiskFull: Bool { errorNumber == ENOSPC || errorNumber == EDQUOT }
  public var description: String {
    let text = unsafe strerror(errorNumber)
    return unsafe text.map { unsafe String(cString: $0) } ?? "error \(errorNumber)"
  }
}

/// Writes rows of text to a file descriptor as CSV (RFC 4180) or as JSON lines.
///
/// Cells are appended one after another, and `endRow` checks that there were as many as columns. The buffer is the
/// only memory, so an export of any length is written whole.
public struct ExportWriter: ~Copyable {
  /// What is done for readers in offices.
  public struct Options: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// A byte order mark, without which spreadsheets in China read UTF-8 as GB18030.
    public static let byteOrderMark = Self(rawValue: 1)
    /// An apostrophe before a cell that a spreadsheet would run as a formula.
    public static let guardFormulas = Self(rawValue: 2)
    /// An apostrophe before long numbers, whose last digits a spreadsheet would round away.
    public static let numbersAsText = Self(rawValue: 4)
    /// CRLF as RFC 4180 has it; LF otherwise.
    public static let carriageReturns = Self(rawValue: 8)
    /// What a file for WPS or Excel needs.
    public static let spreadsheet: Self = [.byteOrderMark, .guardFormulas, .numbersAsText, .carriageReturns]
  }

  private static let flushSize = 1 << 16

  private let descriptor: Int32
  private let format: ExportFormat
  private let options: Options
  private let columnCount: Int
  /// For JSON lines: `"name":` of every column, escaped once.
  private let keys: [[UInt8]]
  private var cellIndex = 0
  private var buffer: [UInt8] = []
  private var failure: Int32 = 0
  /// Rows written, the header not counted.
  public private(set) var rowCount = 0

  /// - Parameters:
  ///   - descriptor: open for writing; stays the caller's.
  ///   - columns: the header of a CSV file, the keys of JSON lines.
  public init(descriptor: Int32, format: ExportFormat, columns: [String], options: Options = []) {
    self.descriptor = descriptor
    self.format = format
    self.options = options
    columnCount = columns.count
    keys = columns.map { name in
      var bytes: [UInt8] = []
      Self.appendJSON(Array(name.utf8).span, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      return bytes
    }
    buffer.reserveCapacity(Self.flushSize + 4_096)
    guard format == .csv else { return }
    if options.contains(.byteOrderMark) { buffer.append(contentsOf: [0xEF, 0xBB, 0xBF]) }
    for (index, name) in columns.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      Self.appendQuoted(Array(name.utf8).span, apostrophe: false, to: &buffer)
    }
    appendLineEnd()
  }

  /// Appends a cell as text.
  public mutating func text(_ cell: Span<UInt8>) {
    beginCell()
    switch format {
    case .jsonl: Self.appendJSON(cell, to: &buffer)
    case .csv: Self.appendQuoted(cell, apostrophe: needsApostrophe(cell), to: &buffer)
    }
    flushIfFull()
  }

  /// Appends a cell as text.
  public mutating func text(_ cell: String) {
    var cell = cell
    cell.makeContiguousUTF8()
    text(cell.utf8.span)
  }

  /// Appends a cell without a value: empty in CSV, `null` in JSON lines.
  public mutating func null() {
    beginCell()
    if format == .jsonl { buffer.append(contentsOf: Array("null".utf8)) }
  }

  /// Appends a whole number.
  public mutating func integer(_ number: Int) {
    beginCell()
    buffer.append(contentsOf: String(number).utf8)
  }

  /// Appends a number as JavaScript and spreadsheets read it; no value where it is not finite.
  public mutating func real(_ number: Double) {
    guard number.isFinite else { return null() }
    beginCell()
    buffer.append(contentsOf: "\(number)".utf8)
  }

  /// Ends the row.
  /// - Precondition: as many cells as columns.
  public mutating func endRow() throws(ExportError) {
    precondition(cellIndex == columnCount, "a row has as many cells as columns")
    if format == .jsonl { buffer.append(UInt8(ascii: "}")) }
    appendLineEnd()
    cellIndex = 0
    rowCount += 1
    flushIfFull()
    if failure != 0 { throw ExportError(errorNumber: failure) }
  }

  /// Writes what is left; without this call the end of the export is lost.
  public consuming func finish() throws(ExportError) {
    flush()
    if failure != 0 { throw ExportError(errorNumber: failure) }
  }

  // MARK: Bytes

  private mutating func beginCell() {
    switch format {
    case .csv:
      if cellIndex > 0 { buffer.append(UInt8(ascii: ",")) }
    case .jsonl:
      buffer.append(cellIndex == 0 ? UInt8(ascii: "{") : UInt8(ascii: ","))
      precondition(cellIndex < columnCount, "a row has as many cells as columns")
      buffer.append(contentsOf: keys[cellIndex])
    }
    cellIndex += 1
  }

  private mutating func appendLineEnd() {
    if format == .csv, options.contains(.carriageReturns) { buffer.append(0x0D) }
    buffer.append(0x0A)
  }

  /// Spreadsheets run a cell that begins with one of these, also behind blanks and in full width.
  private func needsApostrophe(_ cell: Span<UInt8>) -> Bool {
    guard cell.count > 0 else { return false }
    if options.contains(.guardFormulas) {
      var start = 0
      while start < cell.count, case let length = blankLength(cell, at: start), length > 0 { start += length }
      if start < cell.count {
        switch cell[start] {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): return true
        case UInt8(ascii: "|"), UInt8(ascii: "%"): return true
        // ＝ ＋ － ＠ are U+FF1D, FF0B, FF0D, FF20.
        case 0xEF where start + 2 < cell.count && cell[start + 1] == 0xBC:
          switch cell[start + 2] {
          case 0x9D, 0x8B, 0x8D, 0xA0: return true
          default: break
          }
        default: break
        }
      }
      if cell[0] == 0x09 || cell[0] == 0x0D || cell[0] == 0x0A { return true }
    }
    return options.contains(.numbersAsText) && isSpoiltAsNumber(cell)
  }

  /// The length of a blank, or of a character that shows as none, at an index; 0 where there is none.
  private func blankLength(_ cell: Span<UInt8>, at index: Int) -> Int {
    if cell[index] <= 0x20 { return 1 }
    if cell[index] == 0xC2, index + 1 < cell.count, cell[index + 1] == 0xA0 || cell[index + 1] == 0xAD {
      return 2
    }
    guard index + 2 < cell.count else { return 0 }
    switch (cell[index], cell[index + 1], cell[index + 2]) {
    case (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xA8...0xAF), (0xE2, 0x81, 0x9F...0xAF): return 3
    case (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): return 3
    default: return 0
    }
  }

  /// Digits that a spreadsheet would round (more than 11) or strip (a leading zero), or read as 1E3.
  private func isSpoiltAsNumber(_ cell: Span<UInt8>) -> Bool {
    var digitCount = 0
    var hasExponent = false
    for index in cell.indices {
      switch cell[index] {
      case 0x30...0x39: digitCount += 1
      case UInt8(ascii: "E"), UInt8(ascii: "e"):
        if hasExponent || index == 0 || index + 1 == cell.count { return false }
        hasExponent = true
      default: return false
      }
    }
    return digitCount > 11 || hasExponent || (cell.count > 1 && cell[0] == 0x30)
  }

  private static func appendQuoted(_ cell: Span<UInt8>, apostrophe: Bool, to buffer: inout [UInt8]) {
    var needsQuotes = false
    for index in cell.indices {
      let byte = cell[index]
      if byte == 0x22 || byte == 0x2C || byte == 0x0A || byte == 0x0D {
        needsQuotes = true
        break
      }
    }
    // A blank at either end would be trimmed by some readers.
    if cell.count > 0, cell[0] == 0x20 || cell[cell.count - 1] == 0x20 { needsQuotes = true }
    guard needsQuotes else {
      if apostrophe { buffer.append(UInt8(ascii: "'")) }
      unsafe cell.withUnsafeBufferPointer { unsafe buffer.append(contentsOf: $0) }
      return
    }
    buffer.append(0x22)
    if apostrophe { buffer.append(UInt8(ascii: "'")) }
    for index in cell.indices {
      if cell[index] == 0x22 { buffer.append(0x22) }
      buffer.append(cell[index])
    }
    buffer.append(0x22)
  }

  /// A JSON string; bytes that are not UTF-8 become U+FFFD, so that every line is JSON.
  private static func appendJSON(_ cell: Span<UInt8>, to buffer: inout [UInt8]) {
    buffer.append(0x22)
    let hex = Array("0123456789abcdef".utf8)
    var index = 0
    while index < cell.count {
      let byte = cell[index]
      switch byte {
      case 0x22, 0x5C:
        buffer.append(0x5C)
        buffer.append(byte)
      case 0x0A: buffer.append(contentsOf: [0x5C, UInt8(ascii: "n")])
      case 0x0D: buffer.append(contentsOf: [0x5C, UInt8(ascii: "r")])
      case 0x09: buffer.append(contentsOf: [0x5C, UInt8(ascii: "t")])
      case 0..<0x20, 0x7F:
        buffer.append(contentsOf: [
          0x5C, UInt8(ascii: "u"), 0x30, 0x30, hex[Int(byte >> 4)], hex[Int(byte & 15)],
        ])
      case 0x20..<0x7F: buffer.append(byte)
      default:
        let length = utf8Length(cell, at: index)
        if length == 0 {
          buffer.append(contentsOf: [0xEF, 0xBF, 0xBD])
        } else {
          for offset in 0..<length { buffer.append(cell[index + offset]) }
          index += length - 1
        }
      }
      index += 1
    }
    buffer.append(0x22)
  }

  private mutating func flushIfFull() {
    if buffer.count >= Self.flushSize { flush() }
  }

  private mutating func flush() {
    var start = 0
    while start < buffer.count, failure == 0 {
      let written = unsafe buffer.withUnsafeBytes { bytes in
        // SAFETY: start < bytes.count, so the rest of the buffer is what is written.
        unsafe write(descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
      }
      if written < 0 {
        if errno != EINTR { failure = errno }
      } else {
        start += written
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// The length of the well-formed UTF-8 scalar at an index, 2 through 4; 0 where there is none.
func utf8Length(_ text: Span<UInt8>, at index: Int) -> Int {
  func tail(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
    index + offset < text.count && range.contains(text[index + offset])
  }
  switch text[index] {
  case 0xC2...0xDF: return tail(1) ? 2 : 0
  case 0xE0: return tail(1, 0xA0...0xBF) && tail(2) ? 3 : 0
  case 0xED: return tail(1, 0x80...0x9F) && tail(2) ? 3 : 0
  case 0xE1...0xEF: return tail(1) && tail(2) ? 3 : 0
  case 0xF0: return tail(1, 0x90...0xBF) && tail(2) && tail(3) ? 4 : 0
  case 0xF1...0xF3: return tail(1) && tail(2) && tail(3) ? 4 : 0
  case 0xF4: return tail(1, 0x80...0x8F) && tail(2) && tail(3) ? 4 : 0
  default: return 0
  }
}
