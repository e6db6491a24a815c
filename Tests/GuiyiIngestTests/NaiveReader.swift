import GuiyiIngest
import GuiyiText

/// The reader once more, a byte at a time over the whole text, as its documentation reads.
struct NaiveReader {
  enum Fate: Equatable {
    case accepted([String]), blank
    case setAside(String)
  }

  let text: [UInt8]
  let dialect: Dialect

  private func isBreak(_ index: Int) -> Bool { text[index] == 0x0A || text[index] == 0x0D }

  private func afterBreak(from place: Int) -> Int {
    var index = place
    while index < text.count, !isBreak(index) { index += 1 }
    if index >= text.count { return text.count }
    return text[index] == 0x0D && index + 1 < text.count && text[index + 1] == 0x0A ? index + 2 : index + 1
  }

  private func cellEnd(from place: Int) -> Int {
    var index = place
    while index < text.count, !isBreak(index), text[index] != dialect.delimiter { index += 1 }
    return index
  }

  private enum Quoted { case unclosed, tooLong, closed(cell: [UInt8], end: Int) }

  private func quoted(open: Int, rowStart: Int) -> Quoted {
    var index = open + 1
    var lines = 0
    var cell: [UInt8] = []
    while index < text.count, index < open + 1 + dialect.quotedByteLimit {
      if isBreak(index) {
        lines += 1
        if lines > dialect.quotedLineLimit { return .unclosed }
        let next = afterBreak(from: index)
        cell += text[index..<next]
        index = next
      } else if text[index] != 0x22 {
        cell.append(text[index])
        index += 1
      } else if index + 1 < text.count, text[index + 1] == 0x22 {
        cell.append(0x22)
        index += 2
      } else if index + 1 >= text.count || isBreak(index + 1) || text[index + 1] == dialect.delimiter {
        return .closed(cell: cell, end: index + 1)
      } else if lines > 0 {
        return .unclosed
      } else {
        let end = cellEnd(from: index + 1)
        if end - rowStart > dialect.rowByteLimit { return .tooLong }
        return .closed(cell: cell + text[(index + 1)..<end], end: end)
      }
    }
    return .unclosed
  }

  /// All rows, each with the place where the next one starts.
  func rows(header: [[UInt8]], columnCount: Int) -> [Fate] {
    var fates: [Fate] = []
    var start = 0
    rows: while start < text.count {
      var cells: [[UInt8]] = []
      var place = start
      while true {
        if place < text.count, text[place] == 0x22 {
          if place - start > dialect.rowByteLimit {
            fates.append(.setAside("row-too-long"))
            start = afterBreak(from: start + dialect.rowByteLimit)
            continue rows
          }
          switch quoted(open: place, rowStart: start) {
          case .unclosed:
            fates.append(.setAside("unclosed-quote"))
            start = afterBreak(from: place)
            continue rows
          case .tooLong:
            fates.append(.setAside("row-too-long"))
            start = afterBreak(from: start + dialect.rowByteLimit)
            continue rows
          case .closed(let cell, let end):
            cells.append(cell)
            place = end
          }
        } else {
          let end = cellEnd(from: place)
          cells.append(Array(text[place..<end]))
          place = end
        }
        if place < text.count, text[place] == dialect.delimiter {
          place += 1
          continue
        }
        break
      }
      if place - start > dialect.rowByteLimit {
        fates.append(.setAside("row-too-long"))
        start = afterBreak(from: start + dialect.rowByteLimit)
        continue
      }
      fates.append(fate(of: cells, row: Array(text[start..<place]), header: header, columnCount: columnCount))
      start = place < text.count ? afterBreak(from: place) : place
    }
    return fates
  }

  private func fate(of cells: [[UInt8]], row: [UInt8], header: [[UInt8]], columnCount: Int) -> Fate {
    guard let line = String(validating: row, as: UTF8.self), !line.utf8.contains(0) else {
      return .setAside("bad-bytes")
    }
    let texts = cells.map { String(decoding: $0, as: UTF8.self) }
    if texts.allSatisfy({ isBlank($0) }) { return .blank }
    let first = texts.firstIndex { !isBlank($0) } ?? 0
    let letters = String(String.UnicodeScalarView(texts[first].unicodeScalars.filter { !isBlank($0) }))
    if ["合计", "总计", "小计", "共计"].contains(where: { letters.utf8.starts(with: $0.utf8) }) {
      let wordy = texts[(first + 1)...].filter { cell in
        !cell.utf8.allSatisfy { (0x2B...0x39).contains($0) && $0 != 0x2F || [0x20, 0x25, 0x09].contains($0) }
      }
      if wordy.count * 3 < max(columnCount, cells.count) { return .setAside("total-row") }
    }
    if !header.isEmpty, cells.starts(with: header) { return .setAside("total-row") }
    if cells.count < columnCount || !texts[columnCount...].allSatisfy({ isBlank($0) }) {
      return .setAside("ragged")
    }
    return .accepted(Array(texts.prefix(columnCount)))
  }

  private func isBlank(_ text: String) -> Bool { text.unicodeScalars.allSatisfy { isBlank($0) } }

  private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7F, 0xA0, 0x2000...0x200D, 0x202F, 0x3000, 0xFEFF: true
    default: false
    }
  }
}
