// Cells about organizations: codes, names, capital.

extension Row {
  private static let codeRates: [(DefectKind, Double)] = [
    (.creditCodeConfusion, 0.003), (.checkDigit, 0.003), (.length, 0.001), (.placeholder, 0.002),
    (.missing, 0.008), (.fullWidth, 0.003), (.whitespace, 0.008),
  ]

  /// The unified social credit code, or what stands in its column.
  ///
  /// - Parameter oldShare: share of older bodies that still give their tax number of 15 characters.
  func creditCode(_ organization: Organization, oldShare: Double = 0, parentCode: String = "") {
    let code = organization.creditCode
    if organization.hasOldNumbers && random.chance(oldShare) {
      plant(.oldTaxNumber, organization.oldTaxNumber)
      return cells.append(organization.oldTaxNumber)
    }
    if !parentCode.isEmpty && random.chance(0.08) {
      plant(.branchUsesParentCode, parentCode)
      return cells.append(parentCode)
    }
    guard let kind = draw(Self.codeRates, scale: dirt.numbers) else {
      rolesWithOwnNumber.append(role)
      return cells.append(code)
    }
    var bytes = Array(code.utf8)
    var value = code
    switch kind {
    case .creditCodeConfusion:
      let confusions: [UInt8: UInt8] = [48: 79, 49: 73, 50: 90, 53: 83]
      let places = bytes.indices.filter { confusions[bytes[$0]] != nil && $0 > 1 }
      let place = random.pick(places)
      bytes[place] = confusions[bytes[place]] ?? bytes[place]
      value = String(decoding: bytes, as: UTF8.self)
      plant(kind, value)
    case .checkDigit:
      let place = random.within(2...16)
      let old = creditCodeAlphabet.firstIndex(of: bytes[place]) ?? 0
      // Region digits stay digits, so that only the check tells.
      bytes[place] =
        place < 8
        ? UInt8(48 + (old + 1 + random.below(9)) % 10) : creditCodeAlphabet[(old + 1 + random.below(30)) % 31]
      value = String(decoding: bytes, as: UTF8.self)
      plant(kind, value)
    case .length:
      value = String(code.dropLast(random.within(1...2)))
      plant(kind, value)
    case .placeholder:
      value = random.pick(["000000000000000000", "111111111111111111", "无", "待补"])
      plant(kind, value)
    case .missing:
      value = ""
      if isRequired { plant(kind, "") }
    case .fullWidth:
      value = fullWidthDigits(code)
      plant(kind, value)
      rolesWithOwnNumber.append(role)
    default:
      value = random.pick([code + " ", " " + code, "\(code.prefix(8)) \(code.dropFirst(8))", code + "\t"])
      plant(kind, value)
      rolesWithOwnNumber.append(role)
    }
    cells.append(value)
  }

  /// The name as registered, or another writing of it.
  func organizationName(_ organization: Organization, isRegister: Bool = false) {
    var value = organization.name
    if isRegister {
      return cells.append(value)
    }
    let u = random.unit()
    // About every eighth company was renamed; a quarter of its rows elsewhere still have the old name.
    if u < 0.25 && !organization.formerName.isEmpty {
      plant(.formerName, organization.formerName)
      return cells.append(organization.formerName)
    }
    switch u {
    case ..<0.05:
      let suffixes = ["（注销）", " ", "　"] + (organization.kind == .selfEmployed ? ["(个体工商户)"] : [])
      value += random.pick(suffixes)
    case ..<0.09 where value.hasSuffix("有限公司"): value = value.dropLast(4) + "有限责任公司"
    case ..<0.12 where value.hasPrefix("平顶山市"): value = "河南省" + value
    case ..<0.27 where value.contains("（"):
      value = value.replacing("（", with: "(").replacing("）", with: ")")
    case 0.5..<0.506:
      let mistyped = organizationTypo(value)
      if mistyped != value { plant(.nameTypo, mistyped) }
      return cells.append(mistyped)
    default: break
    }
    if value != organization.name { plant(.organizationNameVariant, value) }
    cells.append(value)
  }

  private func organizationTypo(_ name: String) -> String {
    var characters = Array(name)
    for place in characters.indices.dropFirst(3) {
      guard let others = GivenNames.confusions[characters[place]] else { continue }
      characters[place] = Array(others)[random.below(others.count)]
      return String(characters)
    }
    return name
  }

  /// Registered capital in 万元, or in 元 where the file is kept so.
  func capital(_ organization: Organization) {
    if organization.capital == 0 { return cells.append("") }
    if file.amountsInYuan {
      let value = "\(organization.capital * 10_000)"
      plant(.capitalUnit, value)
      return cells.append(value)
    }
    cells.append(random.chance(0.3) ? "\(organization.capital)万元" : "\(organization.capital)")
  }

  /// The name of a representative of whom the row has no number: the present one, or a former one.
  ///
  /// - Returns: whom the row names.
  func representativeName(_ person: Person, formerly other: Person?) -> Person {
    if let other, random.chance(0.05) {
      plant(.legalRepresentativeOutdated, other.name)
      cells.append(other.name)
      return other
    }
    name(person)
    return person
  }
}
