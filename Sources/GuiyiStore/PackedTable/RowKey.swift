internal import Foundation

/// The key of the last row of a table whose rows have no number.
@safe struct RowKey {
  private let columns: [Int]
  private var words: [Int64]
  private var texts: [[UInt8]]
  private var kinds: [RowWriter.Kind]
  private var isEmpty = true

  init(columns: [Int]) {
    self.columns = columns
    words = Array(repeating: 0, count: columns.count)
    texts = Array(repeating: [], count: columns.count)
    kinds = Array(repeating: .null, count: columns.count)
  }

  /// Whether it lies before a row's key; false where kinds of cells mix, whose order is SQLite's to tell.
  func isBelow(_ cells: UnsafePointer<RowWriter.Cell>, _ bytes: UnsafeRawPointer) -> Bool {
    for place in columns.indices {
      let cell = unsafe cells[columns[place]]
      if cell.kind != .integer && cell.kind != .text { return false }
      if isEmpty { continue }
      if cell.kind != kinds[place] { return false }
      if cell.kind == .integer {
        if words[place] != cell.word { return words[place] < cell.word }
      } else {
        let shared = min(texts[place].count, Int(cell.count))
        let order = unsafe texts[place].withUnsafeBytes { text in
          shared == 0 ? 0 : unsafe memcmp(text.baseAddress!, bytes + Int(cell.word), shared)
        }
        if order != 0 { return order < 0 }
        if texts[place].count != Int(cell.count) { return texts[place].count < Int(cell.count) }
      }
    }
    return isEmpty
  }

  mutating func keep(_ cells: UnsafePointer<RowWriter.Cell>, _ bytes: UnsafeRawPointer) {
    isEmpty = false
    for place in columns.indices {
      let cell = unsafe cells[columns[place]]
      kinds[place] = cell.kind
      if cell.kind == .integer {
        words[place] = cell.word
      } else {
        texts[place].removeAll(keepingCapacity: true)
        unsafe texts[place].append(
          contentsOf: UnsafeRawBufferPointer(start: bytes + Int(cell.word), count: Int(cell.count)))
      }
    }
  }
}
