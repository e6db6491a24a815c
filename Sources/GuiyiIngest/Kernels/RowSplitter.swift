internal import CGuiyiScan

/// What became of the bytes of a row.
enum RowEnding: Sendable {
  case complete, unclosedQuote, tooLong
}

/// Takes the cells and rows that a `RowSplitter` finds, in order.
protocol RowSink {
  /// A cell at `start..<end` of the text.
  mutating func takeCell(start: Int, end: Int)
  /// A quoted cell with something to undo: doubled marks in `start..<end`, then a literal tail.
  mutating func takeEscapedCell(start: Int, end: Int, tail: Range<Int>)
  /// The row at `start..<end` is over; false to stop.
  mutating func endRow(_ ending: RowEnding, start: Int, end: Int) -> Bool
}

/// Where splitting stopped.
struct SplitStop: Equatable {
  /// The start of the next row, or where to look for it.
  var position: Int
  /// The text ends before the next row does: go on from `position` with more of it.
  var needsMore = false
  /// The rest of a broken line is to be passed over: go on behind the first line break from `position`.
  var isSkipping = false
}

/// Finds rows and cells in UTF-8.
///
/// What a row is depends only on the bytes from its start on, never on how the text was cut into blocks.
struct RowSplitter {
  /// Bytes that must be readable behind the text, so that vectors may overrun it.
  static let padding = 64

  let dialect: Dialect

  /// Splits the rows that start in `start..<limit`.
  /// - Parameters:
  ///   - text: UTF-8, or bytes that claim to be; `padding` more bytes are readable behind it.
  ///   - isFinal: whether nothing comes behind the text.
  func split(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, until limit: Int, isFinal: Bool,
    into sink: inout some RowSink
  ) -> SplitStop {
    let count = text.count
    let delimiter = dialect.delimiter
    guard start < limit, start < count else { return SplitStop(position: start) }
    let base = unsafe UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
    var rowStart = start
    var cellStart = start
    var position = start
    while true {
      if position >= count {
        if !isFinal && count &- rowStart <= dialect.rowByteLimit {
          return SplitStop(position: rowStart, needsMore: true)
        }
        if count &- rowStart <= dialect.rowByteLimit {
          if rowStart < count {
            sink.takeCell(start: cellStart, end: count)
            _ = sink.endRow(.complete, start: rowStart, end: count)
          }
          return SplitStop(position: count)
        }
      }
      if position &- rowStart > dialect.rowByteLimit {
        let goesOn = sink.endRow(.tooLong, start: rowStart, end: rowStart &+ dialect.rowByteLimit)
        let next = unsafe self.lineAfter(rowStart &+ dialect.rowByteLimit, text, isFinal: isFinal)
        if next.isSkipping || next.position >= limit || next.position >= count || !goesOn { return next }
        rowStart = next.position
        cellStart = rowStart
        position = rowStart
        continue
      }
      // SAFETY: `padding` bytes are readable behind the text; bits beyond its end are cleared.
      var mask = unsafe guiyi_scan_any4(base + position, delimiter, 0x22, 0x0A, 0x0D)
      if position &+ 64 > count { mask &= ~(~0 &<< UInt64(count &- position)) }
      var nextPosition = position &+ 64
      while mask != 0 {
        var place = position &+ mask.trailingZeroBitCount
        // SAFETY: place < count, because the mask has no bits beyond.
        var byte = unsafe text[place]
        if byte == delimiter {
          sink.takeCell(start: cellStart, end: place)
          cellStart = place &+ 1
          mask &= mask &- 1
          continue
        }
        if byte == 0x22 {
          if place != cellStart {
            mask &= mask &- 1
            continue
          }
          if place &- rowStart > dialect.rowByteLimit {
            mask = 0
            nextPosition = rowStart &+ dialect.rowByteLimit &+ 1
            continue
          }
          let quoted = unsafe self.quotedCell(openedAt: place, rowStart: rowStart, text, isFinal: isFinal)
          switch quoted.outcome {
          case .needsMore: return SplitStop(position: rowStart, needsMore: true)
          case .tooLong:
            // The limit above takes over: no line break comes before it.
            mask = 0
            nextPosition = rowStart &+ dialect.rowByteLimit &+ 1
            continue
          case .unclosed:
            let goesOn = sink.endRow(.unclosedQuote, start: rowStart, end: place)
            let next = unsafe self.lineAfter(place, text, isFinal: isFinal)
            if next.isSkipping || next.position >= limit || next.position >= count || !goesOn { return next }
            rowStart = next.position
            cellStart = rowStart
            mask = 0
            nextPosition = rowStart
            continue
          case .closed:
            if quoted.isEscaped || quoted.end > quoted.contentEnd &+ 1 {
              sink.takeEscapedCell(
                start: place &+ 1, end: quoted.contentEnd,
                tail: min(quoted.contentEnd &+ 1, quoted.end)..<quoted.end)
            } else {
              sink.takeCell(start: place &+ 1, end: quoted.contentEnd)
            }
            place = quoted.end
          }
          if place >= count && place &- rowStart <= dialect.rowByteLimit {
            _ = sink.endRow(.complete, start: rowStart, end: place)
            return SplitStop(position: count)
          }
          if place &- rowStart > dialect.rowByteLimit {
            mask = 0
            nextPosition = rowStart &+ dialect.rowByteLimit &+ 1
            continue
          }
          // SAFETY: place < count by the test above.
          byte = unsafe text[place]
          if byte == delimiter {
            cellStart = place &+ 1
            let next = cellStart &- position
            if next < 64 {
              mask &= ~0 &<< UInt64(next)
            } else {
              mask = 0
              nextPosition = cellStart
            }
            continue
          }
        } else {
          sink.takeCell(start: cellStart, end: place)
        }
        // A line break at `place` ends the row.
        var next = place &+ 1
        if byte == 0x0D {
          if next < count {
            // SAFETY: next < count.
            if unsafe text[next] == 0x0A { next &+= 1 }
          } else if !isFinal {
            return SplitStop(position: rowStart, needsMore: true)
          }
        }
        if place &- rowStart > dialect.rowByteLimit {
          mask = 0
          nextPosition = rowStart &+ dialect.rowByteLimit &+ 1
          continue
        }
        let goesOn = sink.endRow(.complete, start: rowStart, end: place)
        rowStart = next
        cellStart = next
        if next >= limit || !goesOn { return SplitStop(position: next) }
        if next &- position < 64 {
          mask &= ~0 &<< UInt64(next &- position)
        } else {
          mask = 0
          nextPosition = next
        }
      }
      position = nextPosition
    }
  }

  /// The start of the line behind the first line break at or after `place`.
  func lineAfter(_ place: Int, _ text: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> SplitStop {
    var index = place
    while index < text.count {
      // SAFETY: index < text.count; vectors may overrun by `padding`, and `found` is checked.
      let mask = unsafe guiyi_scan_any4(
        UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped) + index, 0x0A, 0x0D, 0x0A, 0x0D)
      if mask == 0 {
        index &+= 64
        continue
      }
      let found = index &+ mask.trailingZeroBitCount
      if found >= text.count { break }
      if unsafe text[found] == 0x0A { return SplitStop(position: found &+ 1) }
      if found &+ 1 < text.count {
        return SplitStop(position: unsafe text[found &+ 1] == 0x0A ? found &+ 2 : found &+ 1)
      }
      if isFinal { return SplitStop(position: text.count) }
      return SplitStop(position: found, isSkipping: true)
    }
    return SplitStop(position: text.count, isSkipping: !isFinal)
  }

  private enum QuotedOutcome { case closed, unclosed, tooLong, needsMore }

  private struct QuotedCell {
    var outcome: QuotedOutcome
    /// Of the closing mark.
    var contentEnd = 0
    /// Of the delimiter or line break behind the cell, or of the text's end.
    var end = 0
    var isEscaped = false
  }

  /// Reads the quoted cell whose opening mark is at `open`.
  ///
  /// A mark inside that is neither doubled nor followed by a delimiter or line break closes the cell with
  /// a literal tail when it is on the same line; on a later line it is more likely the opening mark of
  /// another row's cell, so that the one at `open` was never closed.
  private func quotedCell(
    openedAt open: Int, rowStart: Int, _ text: UnsafeBufferPointer<UInt8>, isFinal: Bool
  ) -> QuotedCell {
    let count = text.count
    let first = open &+ 1
    let bound = first &+ dialect.quotedByteLimit
    var index = first
    var lineCount = 0
    var isEscaped = false
    let base = unsafe UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
    while index < min(count, bound) {
      // SAFETY: `padding` bytes are readable behind the text; `place` is checked against its end.
      let mask = unsafe guiyi_scan_any4(base + index, 0x22, 0x0A, 0x0D, 0x22)
      if mask == 0 {
        index &+= 64
        continue
      }
      let place = index &+ mask.trailingZeroBitCount
      if place >= min(count, bound) { break }
      if place &+ 1 >= count && !isFinal { return QuotedCell(outcome: .needsMore) }
      // SAFETY: place < count; the byte behind the text is padding and counts as a line break below.
      let byte = unsafe text[place]
      let following: UInt8 = place &+ 1 < count ? unsafe text[place &+ 1] : 0x0A
      if byte != 0x22 {
        lineCount &+= 1
        if lineCount > dialect.quotedLineLimit { return QuotedCell(outcome: .unclosed) }
        index = byte == 0x0D && following == 0x0A ? place &+ 2 : place &+ 1
        continue
      }
      if following == 0x22 {
        isEscaped = true
        index = place &+ 2
        continue
      }
      if following == dialect.delimiter || following == 0x0A || following == 0x0D {
        return QuotedCell(outcome: .closed, contentEnd: place, end: place &+ 1, isEscaped: isEscaped)
      }
      if lineCount > 0 { return QuotedCell(outcome: .unclosed) }
      let tail = unsafe cellEnd(place &+ 1, text)
      if tail &- rowStart > dialect.rowByteLimit { return QuotedCell(outcome: .tooLong) }
      if tail >= count && !isFinal { return QuotedCell(outcome: .needsMore) }
      return QuotedCell(outcome: .closed, contentEnd: place, end: min(tail, count), isEscaped: isEscaped)
    }
    return QuotedCell(outcome: count < bound && !isFinal ? .needsMore : .unclosed)
  }

  /// The first delimiter or line break at or after `place`, or the end of the text.
  private func cellEnd(_ place: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int {
    var index = place
    while index < text.count {
      // SAFETY: `padding` bytes are readable behind the text.
      let mask = unsafe guiyi_scan_any4(
        UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped) + index, dialect.delimiter, 0x0A, 0x0D, 0x0A)
      if mask != 0 { return min(text.count, index &+ mask.trailingZeroBitCount) }
      index &+= 64
    }
    return text.count
  }
}
