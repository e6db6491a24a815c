/// Cells in columns, as wide as their widest.
func columns(_ rows: [[String]]) -> [String] {
  let count = rows.map(\.count).max() ?? 0
  let widths = (0..<count).map { column in
    rows.map { $0.indices.contains(column) ? displayWidth($0[column]) : 0 }.max() ?? 0
  }
  return rows.map { row in
    var line = " "
    for (column, cell) in row.enumerated() {
      line += " " + cell + String(repeating: " ", count: max(0, widths[column] - displayWidth(cell)) + 1)
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}

/// The places that a text takes; Chinese characters and their kin take two.
func displayWidth(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + (isWide($1.value) ? 2 : 1) }
}

/// The beginning of a text that is too wide, with a mark.
func shortened(_ text: String, toWidth limit: Int) -> String {
  if displayWidth(text) <= limit { return text }
  var result = ""
  var width = 1
  for character in text {
    width += displayWidth(String(character))
    if width > limit { break }
    result.append(character)
  }
  return result + "…"
}

private func isWide(_ value: UInt32) -> Bool {
  (0x1100...0x115F).contains(value) || (0x2E80...0xA4CF).contains(value) || (0xAC00...0xD7A3).contains(value)
    || (0xF900...0xFAFF).contains(value) || (0xFE30...0xFE6F).contains(value)
    || (0xFF00...0xFF60).contains(value)
    || (0x20000...0x3FFFF).contains(value)
}
