/// The check characters of the standards, over ASCII bytes that were folded before.
///
/// Each returns nil where a character has no place in its alphabet or the length is wrong.
public enum CheckCharacters {
  /// ISO 7064 MOD 11-2 over 17 digits: the eighteenth character of an identity number, `X` for ten (GB 11643).
  public static func mod11Two(_ digits: Span<UInt8>) -> UInt8? {
    guard digits.count == 17 else { return nil }
    var sum = 0
    for index in digits.indices {
      guard let digit = digitValue(digits[index]) else { return nil }
      // Horner's rule: the weight of a place is a power of 2 modulo 11.
      sum = (sum &+ digit) &* 2 % 11
    }
    return mod11TwoCharacter((12 &- sum) % 11)
  }

  @inline(__always)
  static func mod11TwoCharacter(_ value: Int) -> UInt8 {
    value == 10 ? UInt8(ascii: "X") : 0x30 &+ UInt8(truncatingIfNeeded: value)
  }

  /// The weighted sum modulo 31 over 17 characters: the last one of a USCC (GB 32100).
  public static func mod31(_ characters: Span<UInt8>) -> UInt8? {
    guard characters.count == 17 else { return nil }
    var sum = 0
    // From the end, so that the weight of a place is a power of 3.
    for index in 1...17 {
      let value = unifiedValue(characters[17 &- index])
      guard value < 31 else { return nil }
      sum = sum &* 3 &+ Int(value)
    }
    return unifiedCharacter((31 &- sum % 31) % 31)
  }

  /// The character of a value in the alphabet of GB 32100.
  static func unifiedCharacter(_ value: Int) -> UInt8 {
    // The letters I, O, S, V and Z are left out.
    let alphabet: InlineArray<31, UInt8> = [
      0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46,
      0x47, 0x48, 0x4A, 0x4B, 0x4C, 0x4D, 0x4E, 0x50, 0x51, 0x52, 0x54, 0x55, 0x57, 0x58, 0x59,
    ]
    return alphabet[value]
  }

  /// The weighted sum modulo 11 over 8 characters: the last one of an organization code, `X` for ten (GB 11714).
  ///
  /// Blind to exchanging characters whose values differ by 11 or 22, such as 0, B and M.
  public static func organizationCode(_ characters: Span<UInt8>) -> UInt8? {
    guard characters.count == 8 else { return nil }
    var seen: UInt8 = 0
    @inline(__always) func value(_ index: Int) -> Int {
      let value = alphanumericValueOrMore(characters[index])
      seen |= value
      return Int(value)
    }
    // Written out: a table of weights would be copied in every turn of a loop.
    let head = value(0) &* 3 &+ value(1) &* 7 &+ value(2) &* 9 &+ value(3) &* 10
    let sum = head &+ value(4) &* 5 &+ value(5) &* 8 &+ value(6) &* 4 &+ value(7) &* 2
    guard seen < 64 else { return nil }
    return mod11TwoCharacter((11 &- sum % 11) % 11)
  }

  /// ISO 7064 MOD 11,10 over digits: the last digit of a business registration number (GS 15).
  public static func mod11Ten(_ digits: Span<UInt8>) -> UInt8? {
    hybrid(digits, modulus: 10).map { 0x30 &+ UInt8(truncatingIfNeeded: $0) }
  }

  /// ISO 7064 MOD 37,36 over digits and capitals: the last character of an electronic certificate's identifier (GB/T 17710).
  public static func mod37ThirtySix(_ characters: Span<UInt8>) -> UInt8? {
    hybrid(characters, modulus: 36).map {
      $0 < 10 ? 0x30 &+ UInt8(truncatingIfNeeded: $0) : 0x37 &+ UInt8(truncatingIfNeeded: $0)
    }
  }

  /// The hybrid systems of ISO 7064, modulus M and M + 1.
  private static func hybrid(_ characters: Span<UInt8>, modulus: Int) -> Int? {
    guard !characters.isEmpty else { return nil }
    var product = modulus
    for index in characters.indices {
      guard let value = alphanumericValue(characters[index]), value < modulus else { return nil }
      var sum = (product &+ value) % modulus
      if sum == 0 { sum = modulus }
      product = sum &* 2 % (modulus &+ 1)
    }
    return (modulus &+ 1 &- product) % modulus
  }

  /// The check digit of machine-readable travel documents, weights 7-3-1 over digits, capitals and `<` (ICAO 9303).
  public static func machineReadable(_ characters: Span<UInt8>) -> UInt8? {
    guard !characters.isEmpty else { return nil }
    var sum = 0
    for index in characters.indices {
      let byte = characters[index]
      guard let value = byte == UInt8(ascii: "<") ? 0 : alphanumericValue(byte) else { return nil }
      sum = (sum &+ value &* (index % 3 == 0 ? 7 : index % 3 == 1 ? 3 : 1)) % 10
    }
    return 0x30 &+ UInt8(truncatingIfNeeded: sum)
  }
}

@inline(__always)
func digitValue(_ byte: UInt8) -> Int? {
  let value = byte &- 0x30
  return value < 10 ? Int(value) : nil
}

/// 0 through 35 for a digit or a capital.
@inline(__always)
func alphanumericValue(_ byte: UInt8) -> Int? {
  let digit = byte &- 0x30
  if digit < 10 { return Int(digit) }
  let letter = byte &- 0x41
  return letter < 26 ? Int(letter) &+ 10 : nil
}

/// 0 through 35 for a digit or a capital, 255 for anything else.
@inline(__always)
func alphanumericValueOrMore(_ byte: UInt8) -> UInt8 {
  let digit = byte &- 0x30
  let letter = byte &- 0x41
  return digit < 10 ? digit : letter < 26 ? letter &+ 10 : 255
}

/// The number that digits spell; nil where one is none. At most 18 digits.
@inline(__always)
func decimal(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
  guard range.upperBound <= bytes.count else { return nil }
  var number = 0
  for index in range {
    guard let digit = digitValue(bytes[index]) else { return nil }
    number = number &* 10 &+ digit
  }
  return number
}

/// Whether a value spells one of the fillers people type where they have no number: one digit repeated, or counting.
func isFillerRun(_ bytes: Span<UInt8>) -> Bool {
  guard bytes.count >= 6 else { return false }
  var equal = true
  var upward = true
  var downward = true
  // The last character may be a check character that somebody computed.
  for index in 1..<(bytes.count &- 1) {
    let step = Int(bytes[index]) &- Int(bytes[index &- 1])
    if step != 0 { equal = false }
    if step != 1 && step != -9 { upward = false }
    if step != -1 && step != 9 { downward = false }
  }
  return equal || (upward || downward) && digitValue(bytes[0]) != nil
}
