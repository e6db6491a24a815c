internal import GuiyiColumns
internal import GuiyiIdentifiers
internal import GuiyiText

/// What a column's sampled cells look like together; shares are of the cells that were looked at.
struct ValueEvidence: Sendable {
  private(set) var cellCount = 0
  private(set) var digits = 0.0
  private(set) var number = 0.0
  private(set) var decimals = 0.0
  /// Numbers with zeros that can be left out: 07, 3.0.
  private(set) var paddedNumber = 0.0
  private(set) var words = 0.0
  private(set) var hasDigit = 0.0
  private(set) var hasHan = 0.0
  private(set) var email = 0.0
  private(set) var date = 0.0
  private(set) var year = 0.0
  /// Whether the years of the dates lie as far apart as those in which people alive were born.
  private(set) var spansLives = false
  private(set) var phoneWriting = 0.0
  private(set) var mayBePhone = 0.0
  private(set) var postcodeWriting = 0.0
  private(set) var checkedIdentifier = 0.0
  private(set) var coordinate = 0.0
  private(set) var hanPerson = 0.0
  private(set) var hanOrganization = 0.0
  private(set) var hanAddress = 0.0
  private(set) var organizationWord = 0.0
  private(set) var streetWord = 0.0
  private(set) var givenName = 0.0
  private(set) var familyName = 0.0
  private(set) var commaName = 0.0
  /// Words, and scalars, of a cell on average.
  private(set) var meanWordCount = 0.0
  private(set) var meanLength = 0.0
  /// The share of the most frequent length.
  private(set) var oneLength = 0.0
  /// Whether values are the same but for case, spaces and signs: m and M, $ 0.99 and $0.99.
  private(set) var hasWritings = false
  /// The kind of check-digit identifier that most of the recognized cells are.
  private(set) var identifierKind = IdentifierKind.unrecognized

  /// Years between the early and the late ones, a twentieth at each end left out.
  private static let livesSpan = 40

  init(_ ids: [UInt32], _ dictionary: ByteDictionary, asOf: CivilDate) {
    var text = ScalarText()
    var lengths: [Int: Int] = [:]
    var kinds = [Int](repeating: 0, count: 32)
    var writings: [[UInt32]: UInt32] = [:]
    var years: [Int] = []
    for id in ids {
      dictionary.withBytes(of: id) { text.fold($0) }
      if text.isEmpty { continue }
      cellCount += 1
      let shape = ValueShape(text.scalars)
      // Few values are all that is asked about.
      if writings.count <= 300 && !hasWritings {
        let plain = text.scalars.filter { $0 >= 0x80 || isDigit($0) || isLatinLetter($0) }.map {
          isLatinLetter($0) ? $0 | 0x20 : $0
        }
        if let other = writings[plain] { hasWritings = other != id } else { writings[plain] = id }
      }
      add(shape)
      if let year = ValueTests.yearOfDate(text.scalars) { years.append(year) }
      lengths[shape.length, default: 0] += 1
      look(text.scalars, shape, asOf: asOf)
      let kind = Self.checkedKind(of: id, dictionary, shape, asOf: asOf)
      if kind != .unrecognized {
        checkedIdentifier += 1
        kinds[Int(kind.rawValue)] += 1
      }
    }
    oneLength = Double(lengths.values.max() ?? 0)
    years.sort()
    if years.count * 2 > cellCount {
      spansLives = years[years.count * 19 / 20] - years[years.count / 20] >= Self.livesSpan
    }
    if let most = kinds.indices.max(by: { (kinds[$0], $1) < (kinds[$1], $0) }), kinds[most] > 0 {
      identifierKind = IdentifierKind(rawValue: UInt8(most)) ?? .unrecognized
    }
    scale()
  }

  private mutating func add(_ shape: ValueShape) {
    if shape.isDigits { digits += 1 }
    if shape.isNumber { number += 1 }
    if shape.isNumber && shape.hasDecimalPoint { decimals += 1 }
    if shape.isNumber && (shape.startsWithZero || shape.hasDecimalPoint) { paddedNumber += 1 }
    if shape.isWords { words += 1 }
    if shape.digitCount > 0 { hasDigit += 1 }
    if shape.hanCount > 0 { hasHan += 1 }
    if shape.hanCount >= 2 && shape.hanCount <= 4 && shape.startsWithSurname { hanPerson += 1 }
    if shape.isNumber && shape.decimalCount >= 3 { coordinate += 1 }
    meanWordCount += Double(shape.wordCount)
    meanLength += Double(shape.length)
  }

  private mutating func look(_ scalars: [UInt32], _ shape: ValueShape, asOf: CivilDate) {
    if ValueTests.isEmail(scalars) { email += 1 }
    if ValueTests.isDate(scalars, shape, asOf: asOf) { date += 1 }
    if ValueTests.isYear(scalars, shape) { year += 1 }
    if ValueTests.isPhoneWriting(scalars, shape) { phoneWriting += 1 }
    if ValueTests.mayBePhone(shape) { mayBePhone += 1 }
    if ValueTests.isPostcodeWriting(scalars, shape) { postcodeWriting += 1 }
    if shape.hanCount >= 3 { lookAtHan(scalars, shape) }
    if shape.latinCount >= 1 { lookAtWords(scalars, shape) }
  }

  private mutating func lookAtHan(_ scalars: [UInt32], _ shape: ValueShape) {
    let letters = scalars.filter { $0 >= 0x2E80 && $0 < 0xFF00 || $0 >= 0x20000 }
    let marks = letters.reduce(0) { $0 + (WordLists.hanAddressMarks.contains($1) ? 1 : 0) }
    if marks >= 2 && shape.hanCount >= 5 || marks >= 1 && shape.digitCount > 0 && shape.hanCount >= 3 {
      hanAddress += 1
    }
    let ends = WordLists.hanOrganizationEnds.contains { end in
      letters.count >= end.count + 2 && letters.suffix(end.count).elementsEqual(end)
    }
    if ends && letters.count >= 4 { hanOrganization += 1 }
  }

  private mutating func lookAtWords(_ scalars: [UInt32], _ shape: ValueShape) {
    var isOrganization = false
    var isStreet = false
    var isGiven = false
    var isFamily = false
    var word = ""
    func finish() {
      if word.isEmpty { return }
      if WordLists.organizationWords.contains(word) { isOrganization = true }
      if WordLists.streetWords.contains(word) { isStreet = true }
      if WordLists.givenNames.contains(word) { isGiven = true }
      if WordLists.familyNames.contains(word) { isFamily = true }
      word = ""
    }
    for scalar in scalars {
      if isLatinLetter(scalar) {
        word.unicodeScalars.append(UnicodeScalar(UInt8(scalar | 0x20)))
      } else if scalar >= 0xC0 && scalar < 0x250, let letter = UnicodeScalar(scalar) {
        word.unicodeScalars.append(letter)
      } else if scalar != 0x27 {
        finish()
      }
    }
    finish()
    if isOrganization { organizationWord += 1 }
    if isStreet { streetWord += 1 }
    if isGiven { givenName += 1 }
    if isFamily { familyName += 1 }
    if shape.hasComma && shape.wordCount >= 2 && shape.wordCount <= 4 && shape.digitCount == 0 {
      commaName += 1
    }
  }

  /// The kind of an identifier whose check digits are right.
  private static func checkedKind(
    of id: UInt32, _ dictionary: ByteDictionary, _ shape: ValueShape, asOf: CivilDate
  ) -> IdentifierKind {
    guard shape.digitCount >= 7, shape.length >= 9, shape.length <= 40, shape.hanCount == 0 else {
      return .unrecognized
    }
    let found = dictionary.withBytes(of: id) { recognize($0, hint: .any, asOf: asOf, regions: .builtin) }
    return found.hasRightCheck ? found.kind : .unrecognized
  }

  private mutating func scale() {
    let all = Double(max(1, cellCount))
    digits /= all
    number /= all
    decimals /= all
    paddedNumber /= all
    words /= all
    hasDigit /= all
    hasHan /= all
    email /= all
    date /= all
    year /= all
    phoneWriting /= all
    mayBePhone /= all
    postcodeWriting /= all
    checkedIdentifier /= all
    coordinate /= all
    hanPerson /= all
    hanOrganization /= all
    hanAddress /= all
    organizationWord /= all
    streetWord /= all
    givenName /= all
    familyName /= all
    commaName /= all
    meanWordCount /= all
    meanLength /= all
    oneLength /= all
  }
}
