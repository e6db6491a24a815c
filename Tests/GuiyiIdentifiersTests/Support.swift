import FoundationEssentials
import GuiyiIdentifiers
import Testing

/// The day the tests take as today.
let testDay = CivilDate(year: 2026, month: 11, day: 1)!

/// The pseudo-random numbers of Steele, Lea and Flood (2014); the same in every run.
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

/// The rows of a fixture without its heading and comments; quotes as RFC 4180 has them.
func fixture(_ name: String, file: String = #filePath) throws -> [[String]] {
  let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  let data = try #require(FileManager.default.contents(atPath: "\(folder)/Fixtures/\(name)"))
  let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
  return lines.dropFirst().map { line in
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}

func identity(_ value: String, asOf: CivilDate = testDay, regions: RegionTable = .builtin) -> IdentifierCheck<
  IdentityNumber
> {
  let bytes = Array(value.utf8)
  return checkIdentityNumber(bytes.span, asOf: asOf, regions: regions)
}

func unified(_ value: String, regions: RegionTable = .builtin) -> IdentifierCheck<UnifiedCode> {
  let bytes = Array(value.utf8)
  return checkUnifiedCode(bytes.span, regions: regions)
}

func recognized(
  _ value: String, _ hint: IdentifierHint = .any, regions: RegionTable = .builtin
) -> RecognizedIdentifier {
  let bytes = Array(value.utf8)
  return recognize(bytes.span, hint: hint, asOf: testDay, regions: regions)
}

// The macros of the test library cannot hold a span, so the checks that tests call take text.

func suggestedIdentity(_ value: String) -> IdentifierRepair? {
  let bytes = Array(value.utf8)
  return suggestIdentityNumber(for: bytes.span, asOf: testDay, regions: .builtin)
}

func suggestedUnified(_ value: String) -> IdentifierRepair? {
  let bytes = Array(value.utf8)
  return suggestUnifiedCode(for: bytes.span, regions: .builtin)
}

func suggestedOrganization(_ value: String) -> IdentifierRepair? {
  let bytes = Array(value.utf8)
  return suggestOrganizationCode(for: bytes.span)
}

func estateUnit(_ value: String) -> IdentifierCheck<EstateUnitCode> {
  let bytes = Array(value.utf8)
  return checkEstateUnitCode(bytes.span, regions: .builtin)
}

func certificate(_ value: String) -> IdentifierCheck<CertificateIdentifier> {
  let bytes = Array(value.utf8)
  return checkCertificateIdentifier(bytes.span, regions: .builtin)
}

func registration(_ value: String) -> IdentifierCheck<RegistrationNumber> {
  let bytes = Array(value.utf8)
  return checkRegistrationNumber(bytes.span, regions: .builtin)
}

func date(_ value: String) -> CivilDate? {
  let bytes = Array(value.utf8)
  return CivilDate(ascii: bytes.span)
}
