import GuiyiIdentifiers
import Testing

/// Bytes of every sort through every door: nothing traps, and what is found right is right again when written out.
@Suite struct FuzzTests {
  static let seeds: [String] = [
    "41040419850101038X", "410421500101001", "911124198108030024", "KAZ110090123105", "91410400MA3X12345J",
    "MA3X1234-5",
    "410404600012346", "410400MA3X12345", "41042119500101001X00", "41042150010100100000",
    "G410402201203040021",
    "1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F", "41040219620304002843",
    "410404001002GB00123F00010203", "4.10404E+17", "４１０４０４１９８５０１０１０３８Ｘ", "=\"410404\"", "豫工商第1号", "H12345678",
    "",
  ]
  static let pieces: [[UInt8]] = [
    [0xEF, 0xBB, 0xBF], [0xC2, 0xA0], [0xE3, 0x80, 0x80], [0xFF], [0xC3], [0xE4, 0xB8],
    [0xF0, 0x9F, 0x98, 0x80],
    [0xF4, 0x90, 0x80, 0x80], [0xED, 0xA0, 0x80], Array("×".utf8), Array("Х".utf8), Array("．".utf8),
    Array("E+".utf8), [0x2E],
    [0x00], Array("0000000".utf8), Array("**".utf8),
  ]

  func mutated(_ source: inout SplitMix64) -> [UInt8] {
    if source.below(8) == 0 {
      return (0..<source.below(40)).map { _ in UInt8(truncatingIfNeeded: source.next()) }
    }
    var bytes = Array(Self.seeds[source.below(Self.seeds.count)].utf8)
    for _ in 0..<source.below(5) {
      let place = source.below(bytes.count + 1)
      switch source.below(6) {
      case 0: bytes.insert(UInt8(truncatingIfNeeded: source.next()), at: place)
      case 1: if place < bytes.count { bytes.remove(at: place) }
      case 2: bytes.insert(contentsOf: Self.pieces[source.below(Self.pieces.count)], at: place)
      case 3: bytes.removeSubrange(place...)
      case 4: if place < bytes.count { bytes[place] = Array("0123456789XABOISZ.-* ".utf8)[source.below(21)] }
      default: bytes += bytes.prefix(source.below(200))
      }
    }
    return bytes
  }

  @Test func `no bytes trap, and right values come round again`() throws {
    var source = SplitMix64(state: 20_261_101)
    let regions = RegionTable(extras: [(990_402, "示例一区")])
    let hints: [IdentifierHint] = [.any, .person, .organization, .estate, .certificate]
    var validCount = 0
    var normal: [UInt8] = []
    for _ in 0..<100_000 {
      let bytes = mutated(&source)
      let hint = hints[source.below(hints.count)]
      let found = recognize(bytes.span, hint: hint, asOf: testDay, regions: regions)
      normalizeIdentifier(bytes.span, into: &normal)
      let again = recognize(normal.span, hint: hint, asOf: testDay, regions: regions)
      if again.kind != found.kind || again.text != found.text
        || again.reasons.allowUse != found.reasons.allowUse
      {
        Issue.record("\(bytes) folded reads otherwise: \(found.kind) \(again.kind)")
      }
      if found.reasons.isEmpty && found.kind == .unrecognized { Issue.record("\(bytes) has no reason") }
      if found.isValid && !found.text.isEmpty {
        validCount += 1
        let written = found.text.bytes
        if !recognize(written.span, hint: hint, asOf: testDay, regions: regions).isValid {
          Issue.record("\(bytes) is right, \(found.text) is not")
        }
      }
      if let repair = suggestIdentityNumber(for: bytes.span, asOf: testDay, regions: regions) {
        let written = repair.text.bytes
        if !checkIdentityNumber(written.span, asOf: testDay, regions: regions).isValid {
          Issue.record("\(bytes): a repair that is wrong itself")
        }
      }
      _ = suggestUnifiedCode(for: bytes.span, regions: regions)
      _ = suggestOrganizationCode(for: bytes.span)
      _ = checkPupilNumber(bytes.span, asOf: testDay, regions: regions)
      _ = checkDisabilityNumber(bytes.span, asOf: testDay, regions: regions)
      _ = checkTaxNumber(bytes.span, asOf: testDay, regions: regions)
      _ = checkTravelDocument(bytes.span, asOf: testDay)
      _ = checkCertificateIdentifier(bytes.span, regions: regions)
      _ = CivilDate(ascii: bytes.span)
    }
    #expect(validCount > 10_000)
  }

  @Test func `a very long cell is told apart without being held`() {
    let bytes = [UInt8](repeating: 0x31, count: 1 << 20)
    #expect(recognized(String(decoding: bytes, as: UTF8.self), .person).reasons.contains(.placeholder))
    var mixed: [UInt8] = []
    for index in 0..<100_000 { mixed += [0xE4, 0xB8, UInt8(0x80 + index % 64)] }
    #expect(!recognized(String(decoding: mixed, as: UTF8.self)).isValid)
  }
}
