import GuiyiIdentifiers

// Numbers with right check characters. Their parts are the generator's own, so a number that cannot be made is its mistake.

/// A citizen identity number of 18 characters.
func identityNumber(region: Int, birth: Day, sequence: Int) -> String {
  made(makeIdentityNumber(region: region, birth: birth, sequence: sequence))
}

/// The form of 15 digits that cards had until 1999.
func oldIdentityNumber(_ number: String) -> String {
  let bytes = Array(number.utf8)
  return String(decoding: bytes[0..<6] + bytes[8..<17], as: UTF8.self)
}

/// A unified social credit code; `body` are the first eight characters of the organization code.
func creditCode(kind: String, region: Int, body: [UInt8]) -> String {
  let kind = Array(kind.utf8)
  return made(makeUSCC(department: kind[0], category: kind[1], region: region, orgBody: body.span))
}

/// The alphabet of GB 32100: no I, O, S, V, Z.
let creditCodeAlphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

/// A business registration number of 15 digits.
func registrationNumber(region: Int, sequence: Int) -> String {
  made(makeRegistrationNumber(region: region, number: sequence))
}

/// The identifier of an electronic certificate.
func certificateIdentifier(type: String, issuer: String, serial: String, version: String) -> String {
  let parts = Array((type + issuer + serial + version).utf8)
  guard let check = CheckCharacters.mod37ThirtySix(parts.span) else {
    preconditionFailure("no certificate identifier of \(type)")
  }
  return "1.2.156.3005.2.\(type).\(issuer).\(serial).\(version).\(UnicodeScalar(check))"
}

private func made(_ number: (some CustomStringConvertible)?) -> String {
  guard let number else { preconditionFailure("the parts of a number do not fit") }
  return number.description
}

/// Hands out sequence numbers so that no two people share region, birth date and sequence.
///
/// Memory: two counters for each region and day, whatever the number of people.
struct SequenceAllocator {
  private static let firstDay = Day(1905, 1, 1).number
  private static let dayCount = Day(2030, 1, 1).number - firstDay
  private var counts: [UInt16]

  init(regionCount: Int) { counts = [UInt16](repeating: 0, count: regionCount * Self.dayCount * 2) }

  /// An odd sequence for men, an even one for women; 996 to 999 stay free for people over a hundred.
  mutating func next(regionIndex: Int, birth: Day, isMale: Bool) -> Int {
    let day = min(max(birth.number - Self.firstDay, 0), Self.dayCount - 1)
    let slot = (regionIndex * Self.dayCount + day) * 2 + (isMale ? 1 : 0)
    let count = Int(counts[slot])
    counts[slot] &+= 1
    // 497 = 7 × 71 is prime to 37: all 497 sequences come once before one comes again.
    let place = (count * 37 + slot * 13) % 497
    return isMale ? 2 * place + 1 : 2 * place + 2
  }
}
