// Identity and organization numbers with right check characters.

/// GB 11643 check character (ISO 7064 MOD 11-2) of the first 17 digits.
func identityCheckCharacter(_ first17: [UInt8]) -> UInt8 {
  var remainder = 0
  for digit in first17 { remainder = (remainder + Int(digit) - 48) * 2 % 11 }
  let check = (12 - remainder) % 11
  return check == 10 ? UInt8(ascii: "X") : UInt8(48 + check)
}

/// A citizen identity number of 18 characters.
func identityNumber(region: Int, birth: Day, sequence: Int) -> String {
  let (y, m, d) = birth.civil
  var bytes = Array("\(region)\(y)\(twoDigits(m))\(twoDigits(d))\(padded(sequence, 3))".utf8)
  bytes.append(identityCheckCharacter(bytes))
  return String(decoding: bytes, as: UTF8.self)
}

/// The form of 15 digits that cards had until 1999.
func oldIdentityNumber(_ number: String) -> String {
  let bytes = Array(number.utf8)
  return String(decoding: bytes[0..<6] + bytes[8..<17], as: UTF8.self)
}

/// GB 11714 check character of the eight characters in front.
func organizationCodeCheckCharacter(_ first8: [UInt8]) -> UInt8 {
  let weights = [3, 7, 9, 10, 5, 8, 4, 2]
  var sum = 0
  for (weight, byte) in zip(weights, first8) {
    sum += weight * (byte < 65 ? Int(byte) - 48 : Int(byte) - 55)
  }
  let check = 11 - sum % 11
  return check == 10 ? UInt8(ascii: "X") : check == 11 ? UInt8(ascii: "0") : UInt8(48 + check)
}

/// The alphabet of GB 32100: no I, O, S, V, Z.
let creditCodeAlphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

/// A unified social credit code; `body` are the first eight characters of the organization code.
func creditCode(kind: String, region: Int, body: [UInt8]) -> String {
  var bytes = Array("\(kind)\(region)".utf8) + body
  bytes.append(organizationCodeCheckCharacter(body))
  var sum = 0
  var weight = 1
  for byte in bytes {
    sum += weight * (creditCodeAlphabet.firstIndex(of: byte) ?? 0)
    weight = weight * 3 % 31
  }
  bytes.append(creditCodeAlphabet[(31 - sum % 31) % 31])
  return String(decoding: bytes, as: UTF8.self)
}

/// GS 15-2006 registration number: check digit by ISO 7064 MOD 11,10.
func registrationNumber(region: Int, sequence: Int) -> String {
  var bytes = Array("\(region)\(padded(sequence, 8))".utf8)
  var product = 10
  for byte in bytes {
    let sum = (product + Int(byte) - 48) % 10
    product = (sum == 0 ? 10 : sum) * 2 % 11
  }
  bytes.append(UInt8(48 + (11 - product) % 10))
  return String(decoding: bytes, as: UTF8.self)
}

/// GB/T 36904 identifier of an electronic certificate; check by ISO 7064 MOD 37,36 over the parts without dots.
func certificateIdentifier(type: String, issuer: String, serial: String, version: String) -> String {
  var product = 36
  for byte in (type + issuer + serial + version).utf8 {
    let sum = (product + (byte < 65 ? Int(byte) - 48 : Int(byte) - 55)) % 36
    product = (sum == 0 ? 36 : sum) * 2 % 37
  }
  let check = (37 - product) % 36
  let last = UInt8(check < 10 ? 48 + check : 55 + check)
  return "1.2.156.3005.2.\(type).\(issuer).\(serial).\(version).\(Character(UnicodeScalar(last)))"
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
