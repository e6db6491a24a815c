import GuiyiModel
import GuiyiNormalize
import Testing

@Suite struct NumberValueTests {
  @Test(arguments: [
    ("41042119500101001X", "41042119500101001X"), ("410404199706150014", "410404199706150014"),
    ("990401199001010015", "990401199001010015"), ("H12345678", "H12345678"), ("E12345678", "E12345678"),
    ("军字第1234567号", "军字第1234567号"), ("410402196203040028" + "43", "410402196203040028"),
    ("G410402201203040021", "410402201203040021"),
    ("810000199408230021", "810000199408230021"), ("911124198108030024", "911124198108030024"),
  ])
  func `leaves right numbers of people without an issue`(raw: String, form: String) throws {
    let value = try Normalizing.normalize(raw, "person.id-number")
    #expect(
      value == Normalized(form: form, quality: .sound, element: "person.id-number", rules: [], details: []))
  }

  @Test(arguments: [
    "41042119500101001x", "41042119500101001Ｘ", "41042119500101001×", "４１０４２１１９５００１０１００１X",
    " 41042119500101001X", "41042119500101001X\t",
    "410421 19500101 001X", "'41042119500101001X", "\u{FEFF}41042119500101001X", "41042119500101001Х",
  ])
  func `reads other writings for certain`(raw: String) throws {
    let value = try Normalizing.normalize(raw, "person.id-number")
    #expect(value.form == "41042119500101001X")
    #expect(value.quality == .sound)
    #expect(value.rules == ["nonstandard-writing"])
  }

  @Test(arguments: [
    ("410421500101001", "41042119500101001X", ValueQuality.doubtful, ["old-number"]),
    ("41040419970615001", "41040419970615001", .faulty, ["length"]),
    ("4104O4199706150014", "4104O4199706150014", .faulty, ["alphabet"]),
    ("410404199706150015", "410404199706150015", .faulty, ["check-digit"]),
    ("410404199902290014", "410404199902290014", .faulty, ["date-invalid"]),
    ("410404210001010016", "410404210001010016", .faulty, ["date-future"]),
    ("4.10404E+17", "", .missing, ["spreadsheet-rounded"]),
    ("410404199706150000", "410404199706150000", .faulty, ["check-digit", "spreadsheet-rounded"]),
    ("410404********0014", "410404********0014", .faulty, ["masked"]),
    ("111111111111111111", "", .missing, ["placeholder"]), ("无", "", .missing, ["placeholder"]),
    ("123456789012345678", "", .missing, ["placeholder"]),
    ("张三", "", .missing, ["placeholder"]), ("", "", .missing, []), ("  ", "", .missing, []),
    ("L410402201203041234", "L410402201203041234", .faulty, ["wrong-identifier"]),
    ("91410400MA3X12345J", "91410400MA3X12345J", .faulty, ["wrong-identifier"]),
    ("13712345678", "13712345678", .faulty, ["length", "wrong-identifier"]),
    ("4104041985010103810", "4104041985010103810", .faulty, ["length"]),
  ])
  func `tells what is wrong with numbers of people`(
    raw: String, form: String, quality: ValueQuality, rules: [String]
  ) throws {
    let value = try Normalizing.normalize(raw, "person.id-number")
    #expect(value.form == form)
    #expect(value.quality == quality)
    #expect(value.rules == rules, "\(raw)")
    // A person's number is never written down a second time.
    for detail in value.details { #expect(detail.filter(\.isNumber).count < 5) }
  }

  @Test(arguments: [
    ("91410400MA3X12345J", "uscc", "91410400MA3X12345J", "uscc", ValueQuality.sound, []),
    ("91410400MA3X12345J", "tax-number", "91410400MA3X12345J", "uscc", .sound, []),
    ("91410400ma3x12345j", "uscc", "91410400MA3X12345J", "uscc", .sound, ["nonstandard-writing"]),
    ("MA3X1234-5", "uscc", "MA3X12345", "org-code", .sound, ["old-number"]),
    ("MA3X1234-5", "org-code", "MA3X12345", "org-code", .sound, []),
    ("410400MA3X12345", "tax-number", "MA3X12345", "org-code", .sound, ["old-number"]),
    ("410400010000124", "registration-number", "410400010000124", "registration-number", .sound, []),
    ("410400010000124", "uscc", "410400010000124", "registration-number", .sound, ["old-number"]),
    ("410404199706150014", "uscc", "410404199706150014", "tax-number", .doubtful, ["wrong-identifier"]),
    ("410404199706150014", "tax-number", "410404199706150014", "tax-number", .doubtful, []),
    ("41042119500101001X00", "tax-number", "41042119500101001X00", "tax-number", .doubtful, ["old-number"]),
    ("91410400MA3X123450", "uscc", "91410400MA3X123450", "uscc", .faulty, ["check-digit"]),
    ("91410400MA3X123403", "uscc", "91410400MA3X123403", "uscc", .doubtful, ["inner-check"]),
    ("91410400MA3XI2345J", "uscc", "91410400MA3XI2345J", "uscc", .faulty, ["alphabet"]),
    ("9141O400MA3X12345J", "uscc", "9141O400MA3X12345J", "uscc", .faulty, ["alphabet"]),
    ("91410400MA3X12345", "uscc", "91410400MA3X12345", "uscc", .faulty, ["length"]),
    ("企合豫总字第000123号", "uscc", "企合豫总字第000123号", "registration-number", .doubtful, ["old-number"]),
    ("000000000000000000", "uscc", "", "uscc", .missing, ["placeholder"]),
  ])
  func `files numbers of bodies under what they are`(
    raw: String, column: String, form: String, element: String, quality: ValueQuality, rules: [String]
  ) throws {
    let value = try Normalizing.normalize(raw, "organization.\(column)")
    #expect(value.form == form)
    #expect(value.element == "organization.\(element)")
    #expect(value.quality == quality)
    #expect(value.rules == rules, "\(raw)")
  }

  @Test(arguments: [
    ("410404 001002 GB00123 F00010203", "estate.unit-code", "410404001002GB00123F00010203"),
    ("410404001002GB00123F00010203", "estate.parcel-code", "410404001002GB00123"),
    ("410404001002GB00123", "estate.parcel-code", "410404001002GB00123"),
    (
      "1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F", "certificate.identifier",
      "1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F"
    ), ("410402001001a12", "place.code", "410402001001A12"),
  ])
  func `reads codes of land and certificates`(raw: String, element: String, form: String) throws {
    let value = try Normalizing.normalize(raw, element)
    #expect(value.form == form)
    #expect(value.quality == .sound)
    #expect(value.rules.isEmpty)
  }
}
