/// The value of one Chinese digit, 0 through 9; nil for anything else.
///
/// Reads 〇, 零, ○ and ◯ as zero, 两 as two, and the capital forms of bank notes.
@inline(__always)
public func chineseDigit(_ scalar: UInt32) -> Int? {
  switch scalar {
  case 0x3007, 0x96F6, 0x25CB, 0x25EF: 0  // 〇 零 ○ ◯
  case 0x4E00, 0x58F9, 0x5F0C: 1  // 一 壹 弌
  case 0x4E8C, 0x8D30, 0x4E24, 0x8CB3: 2  // 二 贰 两 貳
  case 0x4E09, 0x53C1, 0x53C3: 3  // 三 叁 參
  case 0x56DB, 0x8086: 4  // 四 肆
  case 0x4E94, 0x4F0D: 5  // 五 伍
  case 0x516D, 0x9646, 0x9678: 6  // 六 陆 陸
  case 0x4E03, 0x67D2: 7  // 七 柒
  case 0x516B, 0x634C: 8  // 八 捌
  case 0x4E5D, 0x7396: 9  // 九 玖
  default: nil
  }
}

/// The value of a Chinese unit: 10, 100, 1000; 20, 30 and 40 of the joined forms stand for themselves.
@inline(__always)
private func chineseUnit(_ scalar: UInt32) -> Int? {
  switch scalar {
  case 0x5341, 0x62FE: 10  // 十 拾
  case 0x767E, 0x4F70: 100  // 百 佰
  case 0x5343, 0x4EDF: 1000  // 千 仟
  default: nil
  }
}

/// Whether a scalar is part of a Chinese numeral below ten thousand.
@inline(__always)
public func isChineseNumeral(_ scalar: UInt32) -> Bool {
  scalar >= 0x25CB
    && (chineseDigit(scalar) != nil || chineseUnit(scalar) != nil || scalar == 0x5EFF || scalar == 0x5345)
}

/// Reads a Chinese numeral: digit by digit (二〇二一), with units (二十一, 一百零三), or 廿 and 卅.
///
/// - Parameters:
///   - text: the text.
///   - index: where the numeral begins.
///   - limit: where reading stops at the latest.
/// - Returns: the number, how many scalars it takes, and how many digits are written (0 where units are used); nil where none begins there or it is
///   not below ten million.
public func readChineseNumeral(
  _ text: Span<UInt32>, at index: Int, limit: Int
) -> (value: Int, length: Int, digitCount: Int)? {
  var end = index
  var hasUnit = false
  while end < limit, isChineseNumeral(text[end]) {
    if chineseDigit(text[end]) == nil { hasUnit = true }
    end &+= 1
  }
  let length = end &- index
  guard length > 0, length <= 10 else { return nil }
  if !hasUnit {
    var value = 0
    guard length <= 8 else { return nil }
    for place in index..<end { value = value &* 10 &+ (chineseDigit(text[place]) ?? 0) }
    return (value, length, length)
  }
  var total = 0
  var pending = -1
  var lastUnit = 10_000
  for place in index..<end {
    if let digit = chineseDigit(text[place]) {
      // Two digits in a row belong to no numeral with units, but zeros join them.
      if pending > 0 { return nil }
      pending = digit
    } else if text[place] == 0x5EFF || text[place] == 0x5345 {  // 廿 卅
      if pending > 0 || lastUnit <= 10 { return nil }
      total &+= text[place] == 0x5EFF ? 20 : 30
      lastUnit = 10
      pending = -1
    } else if let unit = chineseUnit(text[place]) {
      if unit >= lastUnit { return nil }
      total &+= (pending > 0 ? pending : 1) &* unit
      lastUnit = unit
      pending = -1
    }
  }
  if pending > 0 { total &+= pending }
  return (total, length, 0)
}
