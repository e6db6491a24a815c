import GuiyiIdentifiers
import Testing

@Suite struct RecognizeTests {
  @Test(arguments: [
    ("H12345679", IdentifierKind.hongKongMacaoPermit, "H12345679"),
    ("M1234567901", .hongKongMacaoPermit, "M12345679"),
    ("05273146", .taiwanPermit, "05273146"), ("0527314602", .taiwanPermit, "05273146"),
    ("E12345679", .chinesePassport, "E12345679"), ("EA1234567", .chinesePassport, "EA1234567"),
    ("C12345679", .exitPermit, "C12345679"), ("CA1234567", .exitPermit, "CA1234567"),
    ("T410012346", .birthCertificate, "T410012346"), ("AB1234567", .passport, "AB1234567"),
    ("410402196203040028 43B1", .disabilityNumber, "410402196203040028"),
  ])
  func `knows a person's other documents`(raw: String, kind: IdentifierKind, key: String) {
    let found = recognized(raw, .person)
    #expect(
      found.kind == kind && found.isValid && found.key.description == key,
      "\(found.kind) \(found.reasons.names)")
  }

  @Test(arguments: [
    ("410404001002GB00123", IdentifierKind.parcelCode, []),
    ("410404 001002 GB00123 F00010203", .estateUnitCode, []),
    ("410404001002GB00123W00000001", .estateUnitCode, ["structure"]),
    ("410404001002RB00123F00010203", .estateUnitCode, ["class-code"]),
    ("410404001002GB00123F0001020", .estateUnitCode, ["length"]),
    ("4104040010020B00123F00010203", .estateUnitCode, ["alphabet", "class-code"]),
  ])
  func `knows parcels and units`(raw: String, kind: IdentifierKind, errors: [String]) {
    let found = recognized(raw, .estate)
    #expect(
      found.kind == kind && found.reasons.errors.names == errors, "\(found.kind) \(found.reasons.names)")
  }

  @Test func `takes a unit apart`() throws {
    let unit = try #require(estateUnit("410404001002GB00123F00010203").value)
    #expect(unit.parcel.description == "410404001002GB00123" && unit.parcel.regionCode == 410_404)
    #expect(unit.building.description == "0001" && unit.unit.description == "0203")
    #expect(unit.fixture == UInt8(ascii: "F") && unit.parcel.ownership == UInt8(ascii: "G"))
    #expect(unit.grouped == "410404 001002 GB00123 F00010203")
  }

  @Test func `takes a certificate apart`() throws {
    let text = "1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F"
    for raw in [text, String(text.dropFirst(15))] {
      let found = try #require(certificate(raw).value)
      #expect(
        found.type.description == "11100000000013338W032" && found.issuer.description == "11220000013544541J")
      #expect(
        found.serial.description == "2430599" && found.version == 1
          && found.checkCharacter == UInt8(ascii: "F"))
    }
    for wrong in [
      "1.2.156.3005.2.", "1.2.156.3005.2.a.b.c.d.e.f", "1.2.156.3005.2.....", String(text.dropLast(2)),
    ] {
      #expect(recognized(wrong, .certificate).reasons.contains(.structure))
    }
    #expect(recognized(String(text.dropLast()) + "G", .certificate).reasons.contains(.checkDigit))
  }

  @Test func `tells a mistyped number of a person from one of a body`() {
    // An operator's number in a column of organizations, with one wrong digit.
    #expect(recognized("410404199706150024", .organization).kind == .identityNumber)
    #expect(recognized("91410400MA3X12345K", .person).kind == .unifiedCode)
    #expect(recognized("91410400MA3X12345K", .organization).reasons == .checkDigit)
    // The letters typed for digits do not make it a body's.
    #expect(recognized("41040419970615OO14", .person).kind == .identityNumber)
    #expect(recognized("41040419970615001", .organization).kind == .identityNumber)
  }

  @Test func `knows the older numbers of organizations`() throws {
    #expect(recognized("4104001000012", .organization).kind == .registrationNumber)
    #expect(recognized("4104001000012", .person).reasons.contains(.length))
    #expect(recognized("410404600012346", .organization).kind == .registrationNumber)
    #expect(registration("410404600012346").value?.kind == .individual)
    #expect(recognized("410404600012348", .organization).reasons.errors == .checkDigit)
    #expect(recognized("410400MA3X12346", .organization).reasons.errors == .checkDigit)
    #expect(recognized("41042119500101001100", .organization).reasons.contains(.checkDigit))
  }

  @Test func `lists the kinds of bodies once each and finds them all`() {
    #expect(OrganizationKind.all.count == 38)
    for kind in OrganizationKind.all {
      let prefix = Array(kind.prefix.utf8)
      #expect(OrganizationKind(department: prefix[0], category: prefix[1]) == kind)
    }
    var known = 0
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max where OrganizationKind(department: first, category: second) != nil {
        known += 1
      }
    }
    #expect(known == 38)
    #expect(unified("A1110000MA27Y4U477").value?.kind?.name == "军队事业单位")
  }

  @Test func `names every kind of identifier`() {
    #expect(Set(IdentifierKind.allCases.map(\.name)).count == IdentifierKind.allCases.count)
    #expect(IdentifierKind.permanentResidenceCard.name == "permanent-residence-card")
    #expect(IdentifierKind.pupilNumber.chineseName == "学籍号")
  }

  @Test func `packs a number into a word and writes it out again`() throws {
    let number = try #require(identity("41040419850101038X").value)
    #expect(number.packed == 41_040_419_850_101_038 && number.text.description == "41040419850101038X")
    #expect(number.birthDate == CivilDate(year: 1985, month: 1, day: 1) && number.sequence == 38)
    #expect(MemoryLayout<IdentityNumber>.stride <= 16 && MemoryLayout<CivilDate>.size == 4)
  }
}
