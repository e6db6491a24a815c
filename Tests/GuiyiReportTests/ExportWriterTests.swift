import Foundation
import GuiyiColumns
import GuiyiReport
import Testing

/// What the writer leaves in a file.
func written(
  _ columns: [String], format: ExportFormat = .csv, options: ExportWriter.Options = [],
  _ body: (inout ExportWriter) throws -> Void
) throws -> String {
  let path = FileManager.default.temporaryDirectory.appending(path: "guiyi-\(UUID().uuidString)").path
  defer { try? FileManager.default.removeItem(atPath: path) }
  #expect(FileManager.default.createFile(atPath: path, contents: nil))
  let file = try #require(FileHandle(forWritingAtPath: path))
  var writer = ExportWriter(
    descriptor: file.fileDescriptor, format: format, columns: columns, options: options)
  try body(&writer)
  try writer.finish()
  try file.close()
  return String(decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
}

/// A strict reader of RFC 4180, for round trips.
func parseCSV(_ text: String) -> [[String]] {
  var rows: [[String]] = []
  var row: [String] = []
  var cell: [UInt8] = []
  var isQuoted = false
  let bytes = Array(text.utf8)
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    if isQuoted {
      if byte == 0x22, index + 1 < bytes.count, bytes[index + 1] == 0x22 {
        cell.append(byte)
        index += 1
      } else if byte == 0x22 {
        isQuoted = false
      } else {
        cell.append(byte)
      }
    } else if byte == 0x22, cell.isEmpty {
      isQuoted = true
    } else if byte == 0x2C || byte == 0x0A {
      row.append(String(decoding: cell, as: UTF8.self))
      cell = []
      if byte == 0x0A {
        rows.append(row)
        row = []
      }
    } else {
      cell.append(byte)
    }
    index += 1
  }
  return rows
}

@Suite struct ExportWriterTests {
  @Test func `cells come back as they went in`() throws {
    let cells = ["", "平凡", "a,b", "say \"no\"", "two\nlines", "cr\rhere", " blank ", "\"", "=1+1", "00012"]
    let text = try written(["甲", "乙"]) { writer in
      for cell in cells {
        writer.text(cell)
        writer.text(cell)
        try writer.endRow()
      }
    }
    let rows = parseCSV(text)
    #expect(rows.first == ["甲", "乙"])
    #expect(rows.dropFirst().map { $0[0] } == cells && rows.dropFirst().map { $0[1] } == cells)
  }

  @Test(arguments: [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "＋1", "－1", "＠x", "\r=1", "%0A=1", "|calc",
    "=HYPERLINK(\"x\")",
  ])
  func `a formula is inert in a file for spreadsheets`(payload: String) throws {
    let text = try written(["a"], options: .spreadsheet) { writer in
      writer.text(payload)
      try writer.endRow()
    }
    #expect(text.hasPrefix("\u{FEFF}a\r\n"))
    // Six bytes: the mark, the heading and its line end.
    let cell = Array(text.utf8.dropFirst(6).prefix(2))
    #expect(cell.first == UInt8(ascii: "'") || cell == Array("\"'".utf8))
  }

  @Test func `long numbers stay text, short ones numbers`() throws {
    let text = try written(["a", "b", "c", "d", "e"], options: .numbersAsText) { writer in
      for cell in ["990402199001010011", "12345", "007", "4E5", "13900001111"] { writer.text(cell) }
      try writer.endRow()
    }
    #expect(text == "a,b,c,d,e\n'990402199001010011,12345,'007,'4E5,13900001111\n")
  }

  @Test func `lines are JSON whatever the bytes`() throws {
    let text = try written(["键\"", "b", "c", "d"], format: .jsonl) { writer in
      writer.text([0x22, 0x5C, 0x0A, 0x01, 0xFF, 0xE4, 0xBD, 0xED, 0xA0, 0x80, 0xE4, 0xBD, 0xA0].span)
      writer.null()
      writer.integer(-3)
      writer.real(.nan)
      try writer.endRow()
    }
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let value = try #require(object?["键\""] as? String)
    #expect(value.hasPrefix("\"\\\n\u{1}\u{FFFD}") && value.hasSuffix("你"))
    #expect(object?["b"] is NSNull && object?["d"] is NSNull && object?["c"] as? Int == -3)
  }

  @Test func `random cells survive the round trip`() throws {
    var random = SplitMix64(seed: 6)
    let alphabet = Array("a,\"\n\r ;'=+一丁0".unicodeScalars)
    var cells: [String] = []
    for _ in 0..<20_000 {
      var cell = ""
      for _ in 0..<Int(random.next() % 6) {
        cell.unicodeScalars.append(alphabet[Int(random.next() % UInt64(alphabet.count))])
      }
      cells.append(cell)
    }
    let text = try written(["x"]) { writer in
      for cell in cells {
        writer.text(cell)
        try writer.endRow()
      }
      #expect(writer.rowCount == cells.count)
    }
    #expect(parseCSV(text).dropFirst().map { $0[0] } == cells)
  }

  @Test func `a closed descriptor is an error, not a loss`() {
    #expect(throws: ExportError.self) {
      var writer = ExportWriter(descriptor: -1, format: .csv, columns: ["a"])
      writer.text("x")
      try writer.endRow()
      try writer.finish()
    }
  }
}
