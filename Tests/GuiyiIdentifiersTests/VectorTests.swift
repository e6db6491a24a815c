import GuiyiIdentifiers
import Testing

/// Every row of the table of published and computed specimens.
@Suite struct VectorTests {
  /// What the library says where the table's word is not simply valid: errors and warnings in order.
  static let reasons: [String: [String]] = [
    "4104041985010103810": ["length"],
    "410426199901010031": ["region-retired-before-birth"],
    "412524197001010031": ["placeholder-suspect"],
    "410400199303030047": ["region-summary"],
    "410404190001010010": ["placeholder", "age-implausible"],
    "410404199902290014": ["date"],
    "410404210001010016": ["date-future"],
    "410404199076150014": ["date", "check-digit"],
    "111111111111111111": ["placeholder", "region-unknown", "date-too-early", "check-digit"],
    "111111111111111": ["placeholder"],
    "111111191111111113": ["placeholder", "region-unknown", "age-implausible"],
    "410421500101001": ["old-form", "unchecked"],
    "410421010203996": ["date-too-early", "old-form", "unchecked"],
    "911124198108030028": ["check-digit"],
    "KAZ110090123105": ["old-form", "century-assumed"],
    "KAZ110090123104": ["check-digit", "old-form", "century-assumed"],
    "990401199001010015": ["region-unknown"],
    "91410400MA3X123450": ["check-digit"],
    "91410400MA3X123403": ["inner-check"],
    "91410400MA3XI2345J": ["alphabet"],
    "110108000000016": ["old-form"],
    "410400010000124": ["old-form"],
    "410404600012346": ["old-form"],
    "410400MA3X12345": ["old-form"],
    "41042119500101001X00": ["old-form"],
    "41042150010100100000": ["old-form", "unchecked"],
    "L410402201203041234": ["unchecked"],
    "410404001002GB00123F00010203": ["unchecked"],
    "410404001002GB00123W00000000": ["unchecked"],
    // Its issuer is made up and fails the checks of a USCC.
    "1.2.156.3005.2.11100000MB03271699022.11410400MB1234567X.2024000123.001.4": ["inner-check"],
  ]

  static let kinds: [String: (kind: IdentifierKind, hint: IdentifierHint)] = [
    "id18": (.identityNumber, .person), "id15": (.identityNumber, .person),
    "id_hk": (.identityNumber, .person), "id_tw": (.identityNumber, .person),
    "id_test": (.identityNumber, .person), "fpr18": (.identityNumber, .person),
    "fpr15": (.permanentResidenceCard, .person), "uscc": (.unifiedCode, .organization),
    "org9": (.organizationCode, .organization), "gs15": (.registrationNumber, .organization),
    "tax15": (.taxNumber, .organization), "tax20": (.taxNumber, .organization),
    "ecert": (.certificateIdentifier, .certificate), "disability20": (.disabilityNumber, .person),
    "student19": (.pupilNumber, .person), "bdcdyh": (.estateUnitCode, .estate),
  ]

  @Test func `every specimen is judged as the table says`() throws {
    let rows = try fixture("test_vectors.csv")
    #expect(rows.count == 62)
    for row in rows {
      let expected = try #require(Self.kinds[row[0]])
      let found = recognized(row[1], expected.hint)
      #expect(found.kind == expected.kind, "\(row)")
      #expect(found.reasons.names == Self.reasons[row[1]] ?? [], "\(row)")
      let word = row[2].split(separator: " ").first.map(String.init) ?? ""
      if word.hasPrefix("valid") || word == "suspicious" || word == "USCC" {
        #expect(found.isValid, "\(row)")
      }
      if word == "invalid" || word == "placeholder" { #expect(!found.isValid, "\(row)") }
      // Without a hint the same is found, but for what is a person's form and an organization's.
      #expect(
        recognized(row[1]).kind == (row[1].count < 19 || found.isValid ? expected.kind : .identityNumber))
    }
  }

  @Test func `specimens tell of their holders`() throws {
    let woman = try #require(identity("810000199408230021").value)
    #expect(woman.kind == .hongKongResident && woman.sex == .female && woman.regionCode == 810_000)
    let foreigner = try #require(identity("911124198108030024").value)
    #expect(foreigner.kind == .foreigner && foreigner.nationality == 124 && foreigner.regionCode == 110_000)
    #expect(Country.letters(of: 124) == "CAN")
    #expect(identity("830000199201300022").value?.kind == .taiwanResident)
    let old = try #require(identity("410421500101001").value)
    #expect(old.description == "41042119500101001X" && old.age(on: testDay) == 76 && old.sex == .male)
    #expect(old == identity("41042119500101001X").value)
    #expect(old.formerText?.description == "410421500101001")
    #expect(identity("410421010203996").reading?.description == "410421180102039960")
    #expect(recognized("41040219620304002843").identity?.description == "410402196203040028")
    #expect(recognized("G410402201203040021").identity?.birthDate == CivilDate(year: 2012, month: 3, day: 4))
    #expect(recognized("L410402201203041234").identity == nil)
    let code = try #require(unified("92410404MA9G567817").value)
    #expect(code.organizationCode.hyphenated == "MA9G5678-1" && code.regionCode == 410_404)
    #expect(code.kind?.name == "个体工商户" && code.kind?.departmentName == "市场监管")
    #expect(recognized("410400MA3X12345", .organization).organizationCode?.description == "MA3X12345")
    #expect(recognized("91410400MA3X12345J", .organization).organizationCode?.description == "MA3X12345")
    #expect(recognized("MA3X1234-5", .organization).organizationCode?.description == "MA3X12345")
    #expect(recognized("41042150010100100000", .organization).identity?.description == "41042119500101001X")
  }
}
