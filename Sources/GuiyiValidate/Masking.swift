public import GuiyiModel

/// A delivered cell as a report may show it.
///
/// Reports find a row by its file and number; the value is there to recognize it, not to identify a person. So
/// - identity numbers keep two characters and the last one: in a city everybody shares the first two, and with the birth
///   date beside it the rest still leaves thousands of numbers (region and tail together would leave one);
/// - names keep the surname's first character, phones three digits, addresses the first six characters, birth and death
///   dates the year;
/// - codes and names of organizations are public and stay; a person's number in their place is masked;
/// - a column without an element may hold anything: long runs of digits are masked.
/// - Parameters:
///   - value: the cell as delivered, sound or not.
///   - element: what the column means; nil for an unmapped one.
public func maskedForDisplay(_ value: String, _ element: DataElement?) -> String {
  var value = value
  value.makeContiguousUTF8()
  var masked: [UInt8] = []
  appendMasked(value.utf8.span, element, to: &masked)
  return String(decoding: masked, as: UTF8.self)
}

/// Appends a delivered cell as a report may show it; see `maskedForDisplay`.
///
/// Characters are Unicode scalars; bytes that are not UTF-8 are passed on one by one.
public func appendMasked(_ value: Span<UInt8>, _ element: DataElement?, to output: inout [UInt8]) {
  guard let element else { return appendMaskingNumbers(value, to: &output) }
  switch element.kind {
  case .personNumber: appendKeeping(2, 1, of: value, to: &output)
  case .personName: appendName(value, to: &output)
  case .phone:
    if element.subject == .organization {
      append(value, to: &output)
    } else {
      appendPhone(value, to: &output)
    }
  case .address where element.subject == .person: appendStart(6, of: value, to: &output)
  case .date where element.subject == .person: appendYear(value, to: &output)
  case .organizationNumber, .documentNumber, .text, .organizationName:
    appendMaskingNumbers(value, to: &output)
  default: append(value, to: &output)
  }
}

private let star = UInt8(ascii: "*")

private func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
  for index in text.indices { output.append(text[index]) }
}

private func appendStars(_ count: Int, to output: inout [UInt8]) {
  for _ in 0..<count { output.append(star) }
}

/// Whether a byte begins a character.
@inline(__always) private func begins(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

private func characterCount(_ text: Span<UInt8>) -> Int {
  var count = 0
  for index in text.indices where begins(text[index]) { count += 1 }
  return count
}

/// The end of the first characters, in bytes.
private func end(ofFirst count: Int, in text: Span<UInt8>) -> Int {
  var left = count
  for index in text.indices where begins(text[index]) {
    if left == 0 { return index }
    left -= 1
  }
  return text.count
}

/// The first and the last characters with stars between; the length stays, because it is often what is wrong.
private func appendKeeping(_ first: Int, _ last: Int, of value: Span<UInt8>, to output: inout [UInt8]) {
  let count = characterCount(value)
  guard count >= (first + last) * 2 else { return appendStars(value.isEmpty ? 0 : 3, to: &output) }
  append(value.extracting(0..<end(ofFirst: first, in: value)), to: &output)
  appendStars(count - first - last, to: &output)
  append(value.extracting(end(ofFirst: count - last, in: value)..<value.count), to: &output)
}

private func appendStart(_ count: Int, of value: Span<UInt8>, to output: inout [UInt8]) {
  if characterCount(value) > count {
    append(value.extracting(0..<end(ofFirst: count, in: value)), to: &output)
  }
  appendStars(3, to: &output)
}

/// The first character that is no blank.
private func appendName(_ value: Span<UInt8>, to output: inout [UInt8]) {
  var start = 0
  while start < value.count, case let length = blankLength(value, at: start), length > 0 { start += length }
  guard start < value.count else { return append(value, to: &output) }
  let rest = value.extracting(start..<value.count)
  append(rest.extracting(0..<end(ofFirst: 1, in: rest)), to: &output)
  output.append(star)
}

/// The length of a blank of ASCII, a no-break or an ideographic one; 0 where there is none.
private func blankLength(_ text: Span<UInt8>, at index: Int) -> Int {
  if text[index] == 0x20 || (0x09...0x0D).contains(text[index]) { return 1 }
  if text[index] == 0xC2, index + 1 < text.count, text[index + 1] == 0xA0 { return 2 }
  if text[index] == 0xE3, index + 2 < text.count, text[index + 1] == 0x80, text[index + 2] == 0x80 {
    return 3
  }
  return 0
}

/// The length in bytes of a digit, full width or not; 0 where there is none.
@inline(__always) private func digitLength(_ text: Span<UInt8>, at index: Int) -> Int {
  if (0x30...0x39).contains(text[index]) { return 1 }
  // ０ through ９ are U+FF10 through FF19.
  return text[index] == 0xEF && index + 2 < text.count && text[index + 1] == 0xBC
    && (0x90...0x99).contains(text[index + 2]) ? 3 : 0
}

/// The first three digits; nothing of what has fewer than seven.
private func appendPhone(_ value: Span<UInt8>, to output: inout [UInt8]) {
  var count = 0
  var index = 0
  while index < value.count {
    let length = digitLength(value, at: index)
    if length > 0 { count += 1 }
    index += max(1, length)
  }
  guard count >= 7 else { return appendStars(value.isEmpty ? 0 : 3, to: &output) }
  (count, index) = (0, 0)
  while count < 3 {
    let length = digitLength(value, at: index)
    if length > 0 {
      append(value.extracting(index..<index + length), to: &output)
      count += 1
    }
    index += max(1, length)
  }
  appendStars(4, to: &output)
}

/// The year where the value begins with one, else nothing.
private func appendYear(_ value: Span<UInt8>, to output: inout [UInt8]) {
  var isYear = value.count >= 4
  for index in 0..<min(4, value.count) where !(0x30...0x39).contains(value[index]) { isYear = false }
  if isYear { append(value.extracting(0..<4), to: &output) }
  appendStars(value.isEmpty ? 0 : 4, to: &output)
}

/// Masks whatever may be a person's number or phone: codes with eleven digits or more, but for those of organizations.
private func appendMaskingNumbers(_ value: Span<UInt8>, to output: inout [UInt8]) {
  var index = 0
  while index < value.count {
    var (end, digits) = (index, 0)
    while end < value.count {
      let length = digitLength(value, at: end)
      if length > 0 {
        digits += 1
        end += length
      } else if isLetter(value[end]) {
        end += 1
      } else {
        break
      }
    }
    if end == index {
      output.append(value[index])
      index += 1
      continue
    }
    let code = value.extracting(index..<end)
    if digits >= 11, !isOrganizationCode(code) {
      appendKeeping(2, 1, of: code, to: &output)
    } else {
      append(code, to: &output)
    }
    index = end
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}

/// Whether a code of 15 or 18 characters has no birth date where an identity number has one.
private func isOrganizationCode(_ code: Span<UInt8>) -> Bool {
  let count = characterCount(code)
  guard count == 18 || count == 15 else { return false }
  var digits = InlineArray<18, Int>(repeating: -100)
  var (index, place) = (0, 0)
  while index < code.count, place < count {
    let length = digitLength(code, at: index)
    if length > 0 { digits[place] = Int(code[index + length - 1] & 0x0F) }
    index += max(1, length)
    place += 1
  }
  func pair(_ index: Int) -> Int { digits[index] * 10 + digits[index + 1] }
  return count == 18
    ? !((18...20).contains(pair(6)) && (1...12).contains(pair(10)) && (1...31).contains(pair(12)))
    : !((1...12).contains(pair(8)) && (1...31).contains(pair(10)))
}
