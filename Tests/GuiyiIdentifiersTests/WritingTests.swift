import GuiyiIdentifiers
import Testing

@Suite struct WritingTests {
  @Test(arguments: [
    ("４１０４０４１９８５０１０１０３８Ｘ", ["width"]), ("41040419850101038x", ["lowercase"]),
    (" 410404 19850101 038X\t", ["blanks"]), ("\u{FEFF}410404\u{A0}19850101\u{200B}038X\u{3000}", ["blanks"]),
    ("410404-19850101-038X", ["hyphens"]), ("410404－19850101–038X", ["hyphens"]),
    ("'41040419850101038X", ["quotes"]), ("=\"41040419850101038X\"", ["quotes"]),
    ("‘41040419850101038X’", ["quotes"]), ("41040419850101038×", ["multiplication-sign"]),
    ("41040419850101038Х", ["cyrillic-x"]), ("41040419850101038х", ["cyrillic-x"]),
    ("41040419850101038ｘ", ["width", "lowercase"]), ("41040419850101038X", []),
  ])
  func `folds the writings of one number`(raw: String, edits: [String]) {
    let bytes = Array(raw.utf8)
    var normal: [UInt8] = []
    let found = normalizeIdentifier(bytes.span, into: &normal)
    #expect(String(decoding: normal, as: UTF8.self) == "41040419850101038X")
    #expect(Set(found.names) == Set(edits))
    let check = identity(raw)
    #expect(check.isValid && check.reasons.isEmpty && check.edits == found)
    #expect(check.value?.description == "41040419850101038X")
  }

  @Test func `keeps what belongs to no identifier`() {
    let raw = Array("豫工商（①）".utf8)
    var normal: [UInt8] = []
    let edits = normalizeIdentifier(raw.span, into: &normal)
    #expect(edits.isEmpty && normal == raw)
    let broken: [UInt8] = [0x31, 0xFF, 0x20, 0xE4, 0xB8, 0x32]
    let brokenEdits = normalizeIdentifier(broken.span, into: &normal)
    #expect(brokenEdits == [.invalid, .blanks])
    #expect(String(decoding: normal, as: UTF8.self) == "1\u{FFFD}\u{FFFD}\u{FFFD}2")
    #expect(recognized("豫工商第12号", .organization).reasons.contains(.alphabet))
  }

  @Test(arguments: [
    ("", "empty"), ("  \t", "empty"), ("-", "empty"), ("无", "placeholder"), ("不详", "placeholder"),
    ("null", "placeholder"),
    ("N/A", "placeholder"), (" 暂无 ", "placeholder"), ("***", "placeholder"), ("410404********0014", "masked"),
    ("4.10404E+17", "spreadsheet-rounded"), ("410404199706150000", "spreadsheet-rounded"),
    ("000000000000000000", "placeholder"), ("123456789012345678", "placeholder"), ("12345678", "placeholder"),
    ("41040419970615001", "length"), ("4104041997061500144", "length"), ("41040419970615O014", "alphabet"),
    ("4104041997061500141234567890", "alphabet"),
  ])
  func `says why a value is no number`(raw: String, name: String) {
    for hint in [IdentifierHint.person, .organization, .any] {
      let found = recognized(raw, hint)
      #expect(!found.reasons.allowUse && found.reasons.names.contains(name), "\(hint) \(found.reasons.names)")
      #expect(found.reasons.isEmpty || !found.reasons.members[0].chinese.isEmpty)
    }
  }

  @Test func `tells all reasons in their order`() {
    #expect(identity("110x01209913320010").reasons.names == ["alphabet", "date"])
    #expect(identity("990401210013010019").reasons.names == ["region-unknown", "date", "check-digit"])
    let all = IdentifierReasons(rawValue: .max)
    #expect(all.members.count == 28 && Set(all.names).count == 28)
    #expect(all.errors.members.count == 16 && all.warnings.members.count == 12)
    for member in all.members {
      #expect(!member.chinese.isEmpty && !member.english.isEmpty && !member.name.isEmpty)
    }
    #expect(IdentifierReasons().name.isEmpty && IdentifierReasons().chinese.isEmpty)
  }

  @Test(arguments: [
    ("41O4O419850101038X", "41040419850101038X", ["letter-for-digit"]),
    ("4I0404I9850I0I038X", "41040419850101038X", ["letter-for-digit"]),
    ("41040419970615OO14", "410404199706150014", ["letter-for-digit"]),
    ("41040419970615001", "410404199706150014", ["check-appended"]),
    ("41040419850101038*", "41040419850101038X", ["letter-for-digit"]),
    ("4104041985010103810", "41040419850101038X", ["ten-for-x"]),
    ("41042150010100l", "41042119500101001X", ["lowercase", "letter-for-digit", "upgraded"]),
    ("410421500101001", "41042119500101001X", ["upgraded"]),
    ("41040419850101038×", "41040419850101038X", ["multiplication-sign"]),
  ])
  func `suggests the identity number that is meant`(raw: String, meant: String, edits: [String]) throws {
    let repair = try #require(suggestedIdentity(raw))
    #expect(repair.text.description == meant && repair.edits.names == edits)
  }

  @Test(arguments: [
    "410404199706150014", "410404199706150015", "4104041997061500", "41040419970631001", "410404199706150000",
    "111111111111111", "4104041997061500A4", "无", "", "99040119900101001",
  ])
  func `suggests nothing without grounds`(raw: String) {
    #expect(suggestedIdentity(raw) == nil)
  }

  @Test(arguments: [
    ("91410400MA3XI2345J", "91410400MA3X12345J", ["letter-for-digit"]),
    ("914104OOMA3X12345J", "91410400MA3X12345J", ["letter-for-digit"]),
    ("91410400ma3x12345j", "91410400MA3X12345J", ["lowercase"]),
    ("91410400MA3X12345", "91410400MA3X12345J", ["check-appended"]),
    ("91410400 MA3X1234-5J", "91410400MA3X12345J", ["blanks", "hyphens"]),
  ])
  func `suggests the USCC that is meant`(raw: String, meant: String, edits: [String]) throws {
    let repair = try #require(suggestedUnified(raw))
    #expect(repair.text.description == meant && repair.edits.names == edits)
  }

  @Test func `suggests no USCC that its organization code does not vouch for`() {
    for raw in ["91410400MA3X12346", "91410400MA3X12345J", "91410400MA3X123450"] {
      #expect(suggestedUnified(raw) == nil)
    }
    #expect(suggestedOrganization("MA3XI234-5")?.text.description == "MA3X12345")
    #expect(suggestedOrganization("MA3X1234")?.edits == .checkAppended)
  }
}
