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
  guard let element else { return maskingNumbers(value) }
  switch element.kind {
  case .personNumber: return keeping(2, 1, of: value)
  case .personName: return maskedName(value)
  case .phone: return element.subject == .organization ? value : maskedPhone(value)
  case .address where element.subject == .person: return value.count <= 6 ? "***" : value.prefix(6) + "***"
  case .date where element.subject == .person: return maskedDate(value)
  case .organizationNumber, .documentNumber, .text, .organizationName: return maskingNumbers(value)
  default: return value
  }
}

/// The first and the last characters with stars between; the length stays, because it is often what is wrong.
private func keeping(_ first: Int, _ last: Int, of value: String) -> String {
  let characters = Array(value)
  guard characters.count >= (first + last) * 2 else {
    return characters.isEmpty ? "" : "***"
  }
  return String(characters.prefix(first)) + String(repeating: "*", count: characters.count - first - last)
    + String(characters.suffix(last))
}

private func maskedName(_ value: String) -> String {
  guard let first = value.first(where: { !$0.isWhitespace }) else { return value }
  return "\(first)*"
}

private func maskedPhone(_ value: String) -> String {
  let digits = value.filter(\.isNumber)
  return digits.count < 7 ? (value.isEmpty ? "" : "***") : digits.prefix(3) + "****"
}

/// The year where the value begins with one, else nothing.
private func maskedDate(_ value: String) -> String {
  let year = value.prefix(4)
  let isYear = year.count == 4 && year.allSatisfy { $0.isASCII && $0.isNumber }
  return isYear ? year + "****" : (value.isEmpty ? "" : "****")
}

/// Masks whatever may be a person's number or phone: codes with eleven digits or more, but for those of organizations.
private func maskingNumbers(_ value: String) -> String {
  var result = ""
  var rest = value[...]
  while let character = rest.first {
    let code = rest.prefix(while: isCodeCharacter)
    if code.isEmpty {
      result.append(character)
      rest.removeFirst()
      continue
    }
    let isNumber = code.reduce(0) { $1.isNumber ? $0 + 1 : $0 } >= 11
    result += isNumber && !isOrganizationCode(code) ? keeping(2, 1, of: String(code)) : String(code)
    rest = rest[code.endIndex...]
  }
  return result
}

/// Whether a code of 15 or 18 characters has no birth date where an identity number has one.
private func isOrganizationCode(_ code: Substring) -> Bool {
  let digits = code.map { $0.wholeNumberValue ?? -100 }
  func pair(_ index: Int) -> Int { digits[index] * 10 + digits[index + 1] }
  switch digits.count {
  case 18: return !((18...20).contains(pair(6)) && (1...12).contains(pair(10)) && (1...31).contains(pair(12)))
  case 15: return !((1...12).contains(pair(8)) && (1...31).contains(pair(10)))
  default: return false
  }
}

private func isCodeCharacter(_ character: Character) -> Bool {
  character.isASCII ? character.isNumber || character.isLetter : ("０"..."９").contains(character)
}
