internal import GuiyiIdentifiers

/// Checks of identifiers, typed result and reasons included.
func identifierKernels() -> [Kernel] {
  // Invented people live where no region code was ever given out.
  let regions = RegionTable(extras: [(code: 990_402, name: "示例一区")])
  guard let asOf = CivilDate(year: 2026, month: 11, day: 1) else { return [] }
  var maker = TextMaker()
  var (plain, dirty, codes) = (Values(), Values(), Values())
  let organizationAlphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
  for _ in 0..<500_000 {
    let day = CivilDate(
      year: 1930 + maker.number(below: 90), month: 1 + maker.number(below: 12),
      day: 1 + maker.number(below: 28))
    guard let day,
      let number = makeIdentityNumber(region: 990_402, birth: day, sequence: maker.number(below: 990))
    else { continue }
    let text = number.description
    plain.append(text.utf8)
    dirty.append(soiled(text, &maker).utf8)
    let body = (0..<8).map { _ in organizationAlphabet[maker.number(below: organizationAlphabet.count)] }
    guard let code = makeUSCC(department: 0x39, category: 0x31, region: 990_402, orgBody: body.span) else {
      continue
    }
    codes.append(code.description.utf8)
  }
  return [
    Kernel(name: "identity number, plain", operationCount: plain.count) {
      plain.sum { checkIdentityNumber($0, asOf: asOf, regions: regions).isValid ? 1 : 0 }
    },
    Kernel(name: "identity number, one in ten soiled", operationCount: dirty.count) {
      dirty.sum { checkIdentityNumber($0, asOf: asOf, regions: regions).isValid ? 1 : 0 }
    },
    Kernel(name: "unified social credit code", operationCount: codes.count) {
      codes.sum { checkUnifiedCode($0, regions: regions).isValid ? 1 : 0 }
    },
  ]
}

/// One number in ten as departments deliver it: a wrong digit, 15 digits, letter O, full width, a space.
private func soiled(_ number: String, _ maker: inout TextMaker) -> String {
  guard maker.number(below: 10) == 0 else { return number }
  switch maker.number(below: 5) {
  case 0: return maker.slip(inASCII: number)
  case 1: return String(number.prefix(6)) + String(number.dropFirst(8).prefix(9))
  case 2: return String(number.map { $0 == "0" ? "O" : $0 })
  case 3: return "１" + number.dropFirst()
  default: return number.prefix(6) + " " + number.dropFirst(6)
  }
}
