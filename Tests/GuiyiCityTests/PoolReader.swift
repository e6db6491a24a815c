import Foundation
import Glibc

/// Reads pool files the plain way, sharing no code with the generator.
struct PoolFile {
  /// Cells by row number of a spreadsheet; nil where bytes cannot be decoded.
  let rows: [[String]?]

  init(_ url: URL) throws {
    let bytes = [UInt8](try Data(contentsOf: url))
    if bytes.starts(with: [0xFF, 0xFE]) {
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
        UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
      }
      let text = String(decoding: units, as: UTF16.self)
      rows = Self.records(Array(text.utf8)).map { record in
        let line = String(decoding: record, as: UTF8.self)
        return line.contains("\u{FFFD}") ? nil : Self.cells(line, "\t")
      }
      return
    }
    var body = bytes
    while body.starts(with: [0xEF, 0xBB, 0xBF]) { body.removeFirst(3) }
    let isUTF8 = Self.records(body).prefix(3).allSatisfy { String(validating: $0, as: UTF8.self) != nil }
    let lines = Self.records(body).map { isUTF8 ? String(validating: $0, as: UTF8.self) : Self.chinese($0) }
    let head = lines.prefix(4).compactMap { $0 }.last ?? ""
    let delimiter: Character = head.contains("\t") ? "\t" : head.contains("|") ? "|" : ","
    rows = lines.map { $0.map { Self.cells($0, delimiter) } }
  }

  /// Row numbers, from 1, and the cells under a heading.
  func cell(row: Int, column: String) -> String? {
    guard row >= 1, row <= rows.count, let cells = rows[row - 1] else { return nil }
    for header in rows.prefix(4).compactMap({ $0 }) {
      if let place = header.firstIndex(of: column) { return place < cells.count ? cells[place] : nil }
    }
    return nil
  }

  /// Lines outside quotes; neither byte occurs inside a character of any encoding used.
  private static func records(_ bytes: [UInt8]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var line: [UInt8] = []
    var isQuoted = false
    for byte in bytes {
      if byte == 0x22 { isQuoted.toggle() }
      if byte == 0x0A && !isQuoted {
        if line.last == 0x0D { line.removeLast() }
        result.append(line)
        line = []
      } else {
        line.append(byte)
      }
    }
    if !line.isEmpty { result.append(line) }
    return result
  }

  private static func cells(_ line: String, _ delimiter: Character) -> [String] {
    var result: [String] = []
    var cell = ""
    var isQuoted = false
    var previous: Character?
    for character in line {
      if character == "\"" {
        if !isQuoted && previous == "\"" { cell.append("\"") }
        isQuoted.toggle()
      } else if character == delimiter && !isQuoted {
        result.append(cell)
        cell = ""
      } else {
        cell.append(character)
      }
      previous = character
    }
    return result + [cell]
  }

  private static func chinese(_ bytes: [UInt8]) -> String? {
    guard let converter = unsafe iconv_open("UTF-8", "GB18030"), unsafe converter != iconv_t(bitPattern: -1)
    else { return nil }
    defer { unsafe _ = iconv_close(converter) }
    var source = bytes.map { CChar(bitPattern: $0) }
    var target = [CChar](repeating: 0, count: bytes.count * 3 + 8)
    var written = -1
    unsafe source.withUnsafeMutableBufferPointer { from in
      unsafe target.withUnsafeMutableBufferPointer { to in
        var input = from.baseAddress
        var output = to.baseAddress
        var (inputLeft, outputLeft) = (from.count, to.count)
        if unsafe iconv(converter, &input, &inputLeft, &output, &outputLeft) != -1 {
          written = to.count - outputLeft
        }
      }
    }
    return written < 0
      ? nil : String(decoding: target[0..<written].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
