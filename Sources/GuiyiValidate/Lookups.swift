internal import GuiyiColumns
internal import GuiyiModel

// What a raw cell means, looked up once for each distinct raw value: the loops over rows only index these.

/// The normal value of each raw value that belongs to `element` and is at least of `quality`; 0 elsewhere.
func normalIDs(
  _ column: NormalizedColumn, of element: DataElement, atLeast quality: ValueQuality
) -> [UInt32] {
  column.values.map { value in
    value.elementIndex == element.index && value.quality >= quality ? value.id : 0
  }
}

/// The day of each raw value as the number yyyymmdd; 0 where there is none or the value has an issue of its own
/// as a date: it is told there, and not again for what it does beside another date.
func compactDays(_ column: NormalizedColumn, _ values: ElementValues) -> [Int32] {
  let dictionary = values[column.element]
  var days = column.values.map { value -> Int32 in
    guard value.id != 0, value.quality >= .doubtful, value.elementIndex == column.element.index else {
      return 0
    }
    return dictionary.withBytes(of: value.id) { compactDay($0) }
  }
  for issue in column.issues where dateRules.contains(issue.rule) { days[Int(issue.rawID)] = 0 }
  return days
}

private let dateRules: Set<Rule> = [.dateInvalid, .dateFuture, .dateSentinel, .dateImplausible, .placeholder]

/// `yyyy-MM-dd` as the number yyyymmdd; 0 for anything else.
private func compactDay(_ text: Span<UInt8>) -> Int32 {
  guard text.count == 10, text[4] == 0x2D, text[7] == 0x2D else { return 0 }
  var number: Int32 = 0
  for index in 0..<10 where index != 4 && index != 7 {
    let digit = Int32(text[index]) - 0x30
    guard digit >= 0, digit <= 9 else { return 0 }
    number = number * 10 + digit
  }
  return number
}

/// What an identity number says about its holder.
struct NumberFacts: Sendable {
  /// yyyymmdd; 0 where the number says nothing.
  var birth: Int32 = 0
  /// 1 male, 2 female, 0 unknown.
  var sex: UInt8 = 0
}

/// The facts of each raw value that is an identity number of 18 characters, sound or upgraded from 15.
func numberFacts(_ column: NormalizedColumn, _ values: ElementValues) -> [NumberFacts] {
  let dictionary = values[.personNumber]
  return column.values.map { value in
    guard value.id != 0, value.quality >= .doubtful, value.elementIndex == DataElement.personNumber.index
    else { return NumberFacts() }
    return dictionary.withBytes(of: value.id) { text in
      // Citizens, residents from Hong Kong, Macao and Taiwan, and foreigners since 2023 share these places.
      guard text.count == 18 else { return NumberFacts() }
      var birth: Int32 = 0
      for index in 0..<17 {
        let digit = Int32(text[index]) - 0x30
        guard digit >= 0, digit <= 9 else { return NumberFacts() }
        if index >= 6, index < 14 { birth = birth * 10 + digit }
      }
      return NumberFacts(birth: birth, sex: text[16] & 1 == 1 ? 1 : 2)
    }
  }
}

/// The sex of each raw value: 1 male, 2 female, 0 unknown (GB/T 2261.1).
func sexes(_ column: NormalizedColumn, _ values: ElementValues) -> [UInt8] {
  let dictionary = values[.personSex]
  var sexOf = [UInt8](repeating: 0, count: dictionary.count)
  for (text, sex) in [("1", 1), ("男", 1), ("2", 2), ("女", 2)] as [(String, UInt8)] {
    if let id = dictionary.find(Array(text.utf8).span) { sexOf[Int(id)] = sex }
  }
  sexOf[0] = 0
  return column.values.map { value in
    value.quality >= .doubtful && value.elementIndex == DataElement.personSex.index ? sexOf[Int(value.id)] : 0
  }
}

extension RecordGroup {
  /// The table's columns of an element, in catalog order.
  func columns(of element: DataElement) -> [Int] {
    columns.filter { $0.element == element }.map(\.columnIndex)
  }
}
