// Cells about people: numbers, names, codes, phones.

extension Row {
  private static let numberRates: [(DefectKind, Double)] = [
    (.checkDigit, 0.005), (.wrongPersonNumber, 0.003), (.length, 0.002), (.alphabet, 0.0015),
    (.placeholder, 0.004), (.missing, 0.014), (.lowercaseX, 0.03), (.fullWidth, 0.003), (.whitespace, 0.01),
    (.sharedNumber, 0.0003),
  ]

  /// Adds a cell that holds an identity number, or nothing where the city's numbers are left out.
  ///
  /// It is written first in any case, so that all other cells are the same.
  func numberCell(_ write: () -> Void) {
    let (defectCount, ownCount) = (defects.count, rolesWithOwnNumber.count)
    write()
    guard hidesNumbers else { return }
    cells.removeLast()
    defects.removeLast(defects.count - defectCount)
    rolesWithOwnNumber.removeLast(rolesWithOwnNumber.count - ownCount)
    if isRequired { plant(.missing, "") }
    cells.append("")
  }

  /// Whether no row tells the person's number.
  func isNumberless(_ person: Person) -> Bool { hidesNumbers || person.number.isEmpty }

  /// The identity number, or what a clerk made of it.
  ///
  /// - Parameter missing: rate at which the cell is empty, where it is not the common one.
  func identityNumber(_ person: Person, missing: Double? = nil) {
    numberCell { writeNumber(person, missing: missing) }
  }

  private func writeNumber(_ person: Person, missing: Double?) {
    if person.number.isEmpty {
      if isRequired { plant(.missing, "") }
      return cells.append("")
    }
    if let missing, random.chance(missing) {
      if isRequired { plant(.missing, "") }
      return cells.append("")
    }
    if dirt.roundedFile == file.index {
      let value = rounded(person.number)
      plant(.spreadsheetRounded, value)
      return cells.append(value)
    }
    if dirt.clerkFile == file.index && random.chance(0.02), let clerk = strangers.first {
      plant(.clerkNumber, clerk.number)
      return cells.append(clerk.number)
    }
    if dirt.hasOldNumbers && person.age(on: asOf) >= 30 && random.chance(0.04) {
      let value = oldIdentityNumber(person.number)
      plant(.oldNumber15, value)
      rolesWithOwnNumber.append(role)
      deliver(person, Delivered.number)
      return cells.append(value)
    }
    let number = !person.secondNumber.isEmpty && random.chance(0.15) ? person.secondNumber : person.number
    if number != person.number {
      plant(.secondNumber, number)
      return cells.append(number)
    }
    guard let kind = draw(Self.numberRates, scale: dirt.numbers) else {
      rolesWithOwnNumber.append(role)
      deliver(person, Delivered.number)
      return cells.append(file.format.apostrophes ? "'" + number : number)
    }
    cells.append(spoilt(number, kind, of: person))
  }

  private func spoilt(_ number: String, _ kind: DefectKind, of person: Person) -> String {
    var bytes = Array(number.utf8)
    var value = number
    var kind: DefectKind? = kind
    switch kind {
    case .checkDigit:
      if random.chance(0.8) {
        let place = random.below(17)
        bytes[place] = 48 + (bytes[place] - 48 + UInt8(random.within(1...9))) % 10
      } else {
        // Two unequal neighbours change places.
        var place = random.within(6...15)
        while place > 6 && bytes[place] == bytes[place + 1] { place -= 1 }
        if bytes[place] == bytes[place + 1] { bytes[16] = 48 + (bytes[16] - 47) % 10 }
        bytes.swapAt(place, place + 1)
      }
      value = String(decoding: bytes, as: UTF8.self)
    case .length:
      switch random.below(3) {
      case 0: value = String(decoding: bytes.dropLast(), as: UTF8.self)
      case 1:
        bytes.insert(bytes[10], at: 10)
        value = String(decoding: bytes, as: UTF8.self)
      default:
        bytes.removeSubrange(8..<10)
        value = String(decoding: bytes, as: UTF8.self)
      }
    case .alphabet:
      if let place = bytes.firstIndex(of: 48) {
        bytes[place] = UInt8(ascii: "O")
      } else if let place = bytes.firstIndex(of: 49) {
        bytes[place] = UInt8(ascii: "I")
      } else {
        bytes[4] = UInt8(ascii: "B")
      }
      value = String(decoding: bytes, as: UTF8.self)
    case .placeholder:
      value = random.pick([
        "111111111111111111", "000000000000000000", "123456789012345678", "999999999999999999", "无", "不详",
        "111111111111111", "123456789012345",
      ])
    case .missing:
      value = ""
      if !isRequired { kind = nil }
    case .wrongPersonNumber:
      if let other = relatives.first(where: { $0.truth != person.truth && !$0.number.isEmpty }) {
        value = other.number
      } else {
        kind = nil
      }
    case .sharedNumber:
      if let other = strangers.last {
        value = other.number
      } else {
        kind = nil
      }
    case .lowercaseX:
      value = number.hasSuffix("X") ? number.dropLast() + "x" : number
      if value == number { kind = nil }
    case .fullWidth: value = fullWidthDigits(number)
    default:
      value = random.pick([
        number + " ", " " + number, number + "\t", "'" + number, number + "\u{A0}",
        "\(number.prefix(6)) \(number.dropFirst(6).prefix(8)) \(number.suffix(4))",
      ])
    }
    if kind?.defectClass != .error && kind != .missing && !value.isEmpty {
      rolesWithOwnNumber.append(role)
      deliver(person, Delivered.number)
    }
    if let kind { plant(kind, value) }
    return value
  }

  /// What is left of 18 digits after a spreadsheet took them for a quantity.
  private func rounded(_ number: String) -> String {
    let digits = Array(number.utf8)
    guard digits.last != UInt8(ascii: "X") else { return number.dropLast(4) + "0000" }
    if random.chance(0.6) { return String(decoding: digits[0..<15], as: UTF8.self) + "000" }
    return String(decoding: digits[0..<1], as: UTF8.self) + "."
      + String(decoding: digits[1..<6], as: UTF8.self) + "E+17"
  }

  /// Six digits, stars, four digits, as courts publish it.
  func maskedNumber(_ person: Person) {
    numberCell {
      let value = person.number.prefix(6) + "********" + person.number.suffix(4)
      plant(.masked, String(value))
      cells.append(String(value))
    }
  }

  // MARK: Names

  private static let nameRates: [(DefectKind, Double)] = [
    (.nameTypo, 0.006), (.formerName, 0.003), (.nameSuffix, 0.002), (.whitespace, 0.01), (.missing, 0.001),
  ]

  func name(_ person: Person) {
    if person.isDotted && random.chance(0.5) {
      let value = person.name.replacing("·", with: random.pick(["•", "・", ".", "．", " ", ""]))
      plant(.dotVariant, value)
      deliver(person, Delivered.name)
      return cells.append(value)
    }
    if let damaged = damagedRareCharacter(person.name), random.chance(0.25 * dirt.names) {
      plant(.lostCharacter, damaged)
      return cells.append(damaged)
    }
    guard let kind = draw(Self.nameRates, scale: dirt.names) else {
      if random.chance(0.02 * dirt.names), let variant = surnameVariant(person) {
        plant(.nameVariant, variant)
        return cells.append(variant)
      }
      deliver(person, Delivered.name)
      return cells.append(person.name)
    }
    var value = person.name
    switch kind {
    case .nameTypo:
      value = typo(in: person.name)
      if value != person.name { plant(.nameTypo, value) }
    case .formerName:
      if !person.formerName.isEmpty {
        value = person.formerName
        plant(.formerName, value)
      }
    case .nameSuffix:
      value += random.pick(["（已迁出）", "2", "(本人)", "（户主）"])
      plant(.nameSuffix, value)
    case .whitespace:
      value = person.name.count == 2 ? "\(person.name.prefix(1))　\(person.name.suffix(1))" : person.name + " "
      plant(.whitespace, value)
    default:
      value = ""
      if isRequired { plant(.missing, "") }
    }
    if value == person.name { deliver(person, Delivered.name) }
    cells.append(value)
  }

  private func typo(in name: String) -> String {
    var characters = Array(name)
    // The given name is mistyped more often than the surname.
    for place in characters.indices.reversed() {
      guard let others = GivenNames.confusions[characters[place]], place > 0 || random.chance(0.2) else {
        continue
      }
      characters[place] = Array(others)[random.below(others.count)]
      return String(characters)
    }
    return name
  }

  private func surnameVariant(_ person: Person) -> String? {
    guard let first = person.name.first, let other = GivenNames.surnameVariants[first] else { return nil }
    return String(other) + person.name.dropFirst()
  }

  /// The name with a character lost that old systems cannot show; nil where there is none.
  private func damagedRareCharacter(_ name: String) -> String? {
    guard file.format.encoding == .gb18030, name.unicodeScalars.contains(where: { !encoding.isTwoByte($0) })
    else { return nil }
    let lost = random.pick(["?", "□", "*", "〓"])
    return name.unicodeScalars.map { encoding.isTwoByte($0) ? String($0) : lost }.joined()
  }

  // MARK: Codes

  func sex(_ person: Person) {
    var value = person.sex
    if random.chance(0.002 * dirt.dates) {
      value = value == .male ? .female : .male
    } else {
      deliver(person, Delivered.sex)
    }
    let text =
      switch file.sexWords {
      case 0: value == .male ? "男" : "女"
      case 1: value == .male ? "1" : "2"
      default: value == .male ? "男性" : "女性"
      }
    if value != person.sex { plant(isNumberless(person) ? .otherValue : .sexMismatch, text) }
    cells.append(text)
  }

  static let ethnicityWords = [
    1: "汉族", 2: "蒙古族", 3: "回族", 5: "维吾尔族", 6: "苗族", 8: "壮族", 11: "满族",
  ]

  func ethnicity(_ person: Person) {
    if random.chance(0.0005 * dirt.names) {
      plant(.code, "汗族")
      return cells.append("汗族")
    }
    if random.chance(0.03) { return cells.append("") }
    deliver(person, Delivered.ethnicity)
    let word = Self.ethnicityWords[person.ethnicity] ?? "汉族"
    cells.append(file.usesCodes ? twoDigits(person.ethnicity) : word)
  }

  func maritalStatus(_ person: Person) {
    if person.age(on: asOf) < 18 || random.chance(0.03) { return cells.append("") }
    cells.append(file.usesCodes ? "\(person.marital.rawValue)" : person.marital.word)
  }

  // MARK: Phones

  func phone(_ person: Person, empty: Double = 0.05) { phone(person.phone, empty: empty) }

  func phone(_ number: String, empty: Double = 0.05) {
    if random.chance(empty) { return cells.append("") }
    if random.chance(0.003 * dirt.phones) {
      let value = String(number.dropLast())
      plant(.phoneFormat, value)
      return cells.append(value)
    }
    var value = number
    if !number.hasPrefix("0375") {
      switch file.phoneStyle {
      case 1: value = "\(number.prefix(3))-\(number.dropFirst(3).prefix(4))-\(number.suffix(4))"
      case 2: value = random.chance(0.2) ? "+86\(number)" : number
      case 3: value = random.chance(0.1) ? "\(number)、0375-\(2_000_000 + random.below(999_999))" : number
      default: break
      }
    }
    // The writing of a whole file is its style; only what stands out from it is told.
    if value != number && file.phoneStyle != 1 { plant(.phoneVariant, value) }
    cells.append(value)
  }

  // MARK: Addresses

  func address(_ home: Home) {
    if home.districtName.isEmpty || !random.chance(0.45 * dirt.addresses) {
      return cells.append(home.standard)
    }
    if !home.isUrban && random.chance(0.12 * dirt.addresses) {
      plant(.landmarkOnly, home.landmarkOnly)
      return cells.append(home.landmarkOnly)
    }
    var value = home.variant(&random)
    if random.chance(0.02) { value = value.replacing("号", with: "号\n", maxReplacements: 1) }
    plant(.addressVariant, value)
    cells.append(value)
  }
}
