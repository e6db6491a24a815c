/// The first rows of a text, each with its cells: for looking at, not for loading.
@safe struct SampleRows: RowSink {
  struct Row {
    var ending: RowEnding
    var cells: [[UInt8]]
    /// Where the next row starts.
    var end: Int

    /// Whether no cell has more than blanks.
    var isBlank: Bool {
      cells.allSatisfy { cell in
        unsafe cell.withUnsafeBufferPointer { bytes in
          unsafe CellText.firstInk(bytes, 0..<bytes.count) == bytes.count
        }
      }
    }
  }

  private let text: UnsafeBufferPointer<UInt8>
  private let rowLimit: Int
  private var cells: [[UInt8]] = []
  private(set) var rows: [Row] = []

  private init(_ text: UnsafeBufferPointer<UInt8>, rowLimit: Int) {
    unsafe self.text = unsafe text
    self.rowLimit = rowLimit
  }

  /// Splits the first rows of `text`; a last row that the text may cut short is left out.
  static func split(_ text: [UInt8], dialect: Dialect, isFinal: Bool, rowLimit: Int) -> [Row] {
    let padded = text + [UInt8](repeating: 0, count: RowSplitter.padding)
    return unsafe padded.withUnsafeBufferPointer { buffer in
      let window = unsafe UnsafeBufferPointer(rebasing: buffer[..<text.count])
      let splitter = RowSplitter(dialect: dialect)
      var rows: [Row] = []
      var start = 0
      // Row by row, because a row's end is known only as the next one's start.
      while rows.count < rowLimit {
        var sink = unsafe SampleRows(window, rowLimit: 1)
        let stop = unsafe splitter.split(window, from: start, until: start + 1, isFinal: isFinal, into: &sink)
        guard var row = sink.rows.first else { break }
        row.end = stop.position
        rows.append(row)
        if stop.needsMore || stop.isSkipping { break }
        start = stop.position
      }
      return rows
    }
  }

  mutating func takeCell(start: Int, end: Int) {
    unsafe cells.append(Array(text[start..<end]))
  }

  mutating func takeEscapedCell(start: Int, end: Int, tail: Range<Int>) {
    var cell: [UInt8] = []
    var index = start
    while index < end {
      // SAFETY: the splitter found start..<end inside the text.
      let byte = unsafe text[index]
      cell.append(byte)
      index += byte == 0x22 ? 2 : 1
    }
    unsafe cell.append(contentsOf: text[tail])
    cells.append(cell)
  }

  mutating func endRow(_ ending: RowEnding, start: Int, end: Int) -> Bool {
    rows.append(Row(ending: ending, cells: ending == .complete ? cells : [], end: end))
    cells = []
    return rows.count < rowLimit
  }
}
