internal import GuiyiModel
internal import GuiyiText

/// Telephone numbers: `13712345678`, `0375-2345678`, `0375-2345678-801`; several in a cell joined by 、 in their order.
extension ValueNormalizer {
  mutating func normalizePhone(_ raw: Span<UInt8>) {
    text.fold(raw)
    if text.isEmpty { return }
    let scalars = text.scalars
    if isPlaceholderText(scalars.span) { return makeMissing(.placeholder) }
    if isScientific(scalars) {
      keepFaulty()
      return report(.spreadsheetRounded)
    }
    var start = 0
    var placeholders = 0
    var wrong = 0
    var incomplete = 0
    var digitsBefore = 0
    var index = 0
    while index <= scalars.count {
      let isEnd = index == scalars.count
      if !isEnd, isDigit(scalars[index]) { digitsBefore += 1 }
      if isEnd || separates(scalars, index, digitsBefore: digitsBefore) {
        let before = bytes.count
        if before > 0 { bytes.append(contentsOf: [0xE3, 0x80, 0x81]) }
        let from = bytes.count
        switch appendPhone(scalars, start..<index) {
        case .sound: break
        case .none: bytes.removeLast(bytes.count - before)
        case .placeholder:
          placeholders += 1
          bytes.removeLast(bytes.count - before)
        case .withoutAreaCode: incomplete += 1
        case .wrong: wrong += 1
        }
        if bytes.count > from, isRepeated(from) { bytes.removeLast(bytes.count - before) }
        start = index + 1
        digitsBefore = 0
      }
      index += 1
    }
    if bytes.isEmpty {
      if placeholders > 0 || !scalars.isEmpty { makeMissing(placeholders > 0 ? .placeholder : .format) }
      return
    }
    quality = wrong > 0 ? .faulty : incomplete > 0 ? .doubtful : .sound
    if wrong > 0 { report(.format, "（号码位数或号段不对）") }
    if placeholders > 0 { report(.placeholder) }
    if text.edits.contains(.width) { report(.nonstandardWriting, "（全角）") }
  }

  private enum Phone { case sound, withoutAreaCode, placeholder, wrong, none }

  /// Whether a sign parts two numbers; a blank or a dash does only where enough digits stand before it.
  private func separates(_ scalars: [UInt32], _ index: Int, digitsBefore: Int) -> Bool {
    switch scalars[index] {
    case 0x3001, 0x2C, 0x3B, 0x2F, 0x7C, 0x5C, 0x3002,
      0x2B where index > 0 && digitsBefore >= 7:
      return true
    case 0x6216, 0x548C, 0x53CA: return true  // 或 和 及
    case 0x20:
      return digitsBefore >= 11 || digitsBefore >= 7 && digitsBefore <= 8 && nextRun(scalars, index) >= 7
    default: return false
    }
  }

  private func nextRun(_ scalars: [UInt32], _ index: Int) -> Int {
    var end = index + 1
    while end < scalars.count, isDigit(scalars[end]) { end += 1 }
    return end - index - 1
  }

  /// 1.37E+10
  private func isScientific(_ scalars: [UInt32]) -> Bool {
    guard scalars.count >= 5, scalars.count <= 16, isDigit(scalars[0]), scalars[1] == 0x2E else {
      return false
    }
    return scalars.contains(0x45) && scalars.contains(0x2B)
  }

  private mutating func appendPhone(_ scalars: [UInt32], _ range: Range<Int>) -> Phone {
    scratch.removeAll(keepingCapacity: true)
    var extensionStart = -1
    var foreign = 0
    var hasPlus = false
    for index in range {
      let scalar = scalars[index]
      if isDigit(scalar) {
        scratch.append(scalar)
      } else if scalar == 0x8F6C || scalar == 0x78 || scalar == 0x58 {  // 转 x
        if extensionStart < 0 { extensionStart = scratch.count }
      } else if scalar == 0x2B {
        hasPlus = true
      } else if scalar == 0x2E, index + 2 == range.upperBound, scalars[index + 1] == 0x30, scratch.count >= 7
      {
        // 13712345678.0 of a spreadsheet.
        break
      } else if scalar == 0x2D, scratch.count >= 10 || scratch.count >= 7 && isLocal(scratch[0]) {
        if extensionStart < 0, scratch.count < 16 { extensionStart = scratch.count }
      } else if isLostSign(scalar) {
        foreign += 1
      }
    }
    if scratch.isEmpty { return .none }
    var start = 0
    let hasCountry = hasPlus || startsWith([0, 0, 8, 6]) || scratch.count >= 13 && startsWith([8, 6])
    if startsWith([0, 0, 8, 6]) { start = 4 } else if hasCountry, startsWith([8, 6]) { start = 2 }
    var end = extensionStart >= 0 ? min(extensionStart, scratch.count) : scratch.count
    // 01371234567 8: a zero dialled before a mobile number.
    if end - start == 12, scratch[start] == 0x30, scratch[start + 1] == 0x31 { start += 1 }
    // 86 and an area code without its zero.
    let isShortArea =
      hasCountry && end - start >= 9 && end - start <= 11 && scratch[start] != 0x30 && scratch[start] != 0x31
    if start >= end { return .none }
    if isFiller(start, end) { return .placeholder }
    let first = scratch[start]
    let second = start + 1 < end ? scratch[start + 1] : 0
    let count = end - start
    if hasPlus, !hasCountry || start == 0 {
      bytes.append(0x2B)
      append(start, end)
      return count >= 7 && count <= 15 ? .sound : .wrong
    }
    if foreign > 0 {
      append(start, end)
      return .wrong
    }
    if count == 11, first == 0x31 {
      append(start, end)
      if second < 0x33 { return .wrong }
      appendExtension(end)
      return .sound
    }
    if isShortArea || first == 0x30 {
      if isShortArea { bytes.append(0x30) }
      // 010 and 02x have three digits, all others four.
      let isThree = isShortArea ? first == 0x31 || first == 0x32 : second == 0x31 || second == 0x32
      let area = (isThree ? 3 : 4) - (isShortArea ? 1 : 0)
      let local = count - area
      guard local == 7 || local == 8 else {
        if local > 8, extensionStart < 0, local <= 13 {
          // 0375-2345678801 without a sign before the extension is a guess nobody should make.
          append(start, end)
          return .wrong
        }
        append(start, end)
        return .wrong
      }
      append(start, start + area)
      bytes.append(0x2D)
      append(start + area, end)
      appendExtension(end)
      return .sound
    }
    if count == 10, first == 0x34 || first == 0x38, second == 0x30 {
      append(start, end)
      return .sound
    }
    if count == 7 || count == 8, first >= 0x32 {
      append(start, end)
      appendExtension(end)
      return .withoutAreaCode
    }
    if count == 5, first == 0x31 || first == 0x39 {
      append(start, end)
      return .sound
    }
    end = scratch.count
    append(start, end)
    return .wrong
  }

  /// Whether a number that begins so has no area code: 2 through 9, but for 4 and 8 of 400 and 86.
  private func isLocal(_ first: UInt32) -> Bool {
    first >= 0x32 && first != 0x34 && first != 0x38
  }

  private func startsWith(_ digits: InlineArray<4, UInt32>) -> Bool {
    guard scratch.count >= 4 else { return false }
    for index in 0..<4 where scratch[index] != digits[index] + 0x30 { return false }
    return true
  }

  private func startsWith(_ digits: InlineArray<2, UInt32>) -> Bool {
    scratch.count >= 2 && scratch[0] == digits[0] + 0x30 && scratch[1] == digits[1] + 0x30
  }

  private mutating func append(_ start: Int, _ end: Int) {
    for index in start..<end { bytes.append(UInt8(truncatingIfNeeded: scratch[index])) }
  }

  private mutating func appendExtension(_ end: Int) {
    if end >= scratch.count { return }
    bytes.append(0x2D)
    append(end, scratch.count)
  }

  /// One digit repeated, counting up, and the numbers of films and forms: 13800138000, 13x00000000.
  private func isFiller(_ start: Int, _ end: Int) -> Bool {
    let count = end - start
    guard count >= 5 else { return count <= 2 }
    var isEqual = true
    var isCounting = true
    for index in (start + 1)..<end {
      if scratch[index] != scratch[start] { isEqual = false }
      let step = Int(scratch[index]) - Int(scratch[index - 1])
      if step != 1 && step != -9 { isCounting = false }
    }
    if isEqual || isCounting && count >= 6 && scratch[start] <= 0x31 { return true }
    guard count == 11, scratch[start] == 0x31 else { return isZeros(start + 4, end) && count >= 10 }
    if isZeros(start + 3, end) { return true }
    let famous: InlineArray<11, UInt32> = [1, 3, 8, 0, 0, 1, 3, 8, 0, 0, 0]
    for index in 0..<11 where scratch[start + index] != famous[index] + 0x30 { return false }
    return true
  }

  private func isZeros(_ start: Int, _ end: Int) -> Bool {
    for index in start..<end where scratch[index] != 0x30 { return false }
    return true
  }

  /// Whether the number from an index on stands in the cell before.
  private func isRepeated(_ from: Int) -> Bool {
    let count = bytes.count - from
    var place = 0
    while place + count <= from {
      if bytes[place..<place + count] == bytes[from...],
        place + count == from || bytes[place + count] >= 0x80,
        place == 0 || bytes[place - 1] >= 0x80
      {
        return true
      }
      place += 1
    }
    return false
  }
}
