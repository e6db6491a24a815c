import GuiyiIdentifiers
import Testing

/// Which typing errors the check characters catch: all that the standards promise, and exactly the blind spots they have.
@Suite struct SweepTests {
  static let digits = Array("0123456789".utf8)
  static let capitals = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
  static let unifiedAlphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  /// Every value with one character exchanged for another of its alphabet.
  func substitutions(_ value: [UInt8], _ alphabets: (Int) -> [UInt8], _ body: ([UInt8], Int) -> Void) {
    for place in value.indices {
      for character in alphabets(place) where character != value[place] {
        var changed = value
        changed[place] = character
        body(changed, place)
      }
    }
  }

  /// Every value with two neighbours exchanged.
  func transpositions(_ value: [UInt8], _ body: ([UInt8], Int) -> Void) {
    for place in 0..<(value.count - 1) where value[place] != value[place + 1] {
      var changed = value
      changed.swapAt(place, place + 1)
      body(changed, place)
    }
  }

  @Test func `no single error in an identity number passes`() {
    let regions = RegionTable(extras: [(990_402, "示例一区")])
    var source = SplitMix64(state: 1)
    for _ in 0..<300 {
      let birth = CivilDate(daysSinceEpoch: source.below(18_000))!
      let number = makeIdentityNumber(region: 990_402, birth: birth, sequence: source.below(1000))!.text.bytes
      let isRight = checkIdentityNumber(number.span, asOf: testDay, regions: regions).isValid
      #expect(isRight)
      let x = UInt8(ascii: "X")
      substitutions(number, { $0 == 17 ? Self.digits + [x] : Self.digits }) { changed, _ in
        let found = checkIdentityNumber(changed.span, asOf: testDay, regions: regions)
        if !found.reasons.contains(.checkDigit) {
          Issue.record("\(String(decoding: changed, as: UTF8.self))")
        }
      }
      transpositions(number) { changed, place in
        let found = checkIdentityNumber(changed.span, asOf: testDay, regions: regions)
        // X exchanged with its neighbour leaves a letter among the digits.
        let isCaught = !found.reasons.isDisjoint(with: [.checkDigit, .alphabet])
        if !isCaught { Issue.record("\(String(decoding: changed, as: UTF8.self)) at \(place)") }
      }
    }
  }

  @Test func `no single error in a USCC passes`() {
    var source = SplitMix64(state: 2)
    for _ in 0..<200 {
      let body = (0..<8).map { _ in Self.unifiedAlphabet[source.below(31)] }
      let code = makeUSCC(
        department: UInt8(ascii: "9"), category: UInt8(ascii: "1"), region: 990_402, orgBody: body.span)!
      let value = code.text.bytes
      func isCaught(_ changed: [UInt8]) -> Bool {
        let found = checkUnifiedCode(changed.span, regions: .builtin).reasons
        return !found.isDisjoint(with: [.checkDigit, .alphabet])
      }
      substitutions(value, { _ in Self.unifiedAlphabet }) { changed, place in
        if !isCaught(changed) { Issue.record("\(String(decoding: changed, as: UTF8.self)) at \(place)") }
      }
      transpositions(value) { changed, place in
        if !isCaught(changed) { Issue.record("\(String(decoding: changed, as: UTF8.self)) at \(place)") }
      }
    }
  }

  @Test func `an organization code is blind to values 11, 22 and 33 apart and to nothing else`() {
    var blind: Set<String> = []
    var source = SplitMix64(state: 3)
    for _ in 0..<400 {
      let body = (0..<8).map { _ in Self.capitals[source.below(36)] }
      let value = makeOrganizationCode(body.span)!.text.bytes
      substitutions(value, { $0 == 8 ? Array("0123456789X".utf8) : Self.capitals }) { changed, place in
        guard checkOrganizationCode(changed.span).isValid else { return }
        let pair = [value[place], changed[place]].sorted()
        blind.insert(String(decoding: pair, as: UTF8.self))
      }
      transpositions(value) { changed, place in
        guard checkOrganizationCode(changed.span).isValid else { return }
        let values = [value[place], value[place + 1]].map { Self.capitals.firstIndex(of: $0)! }
        // A check X counts ten at the end and thirty-three before it, which only its swap with 1 makes up for.
        let isBlind = (values[0] - values[1]) % 11 == 0 || place == 7 && values.sorted() == [1, 33]
        if !isBlind { Issue.record("\(String(decoding: changed, as: UTF8.self)) at \(place)") }
      }
    }
    var expected: Set<String> = []
    for low in 0..<36 {
      for high in stride(from: low + 11, to: 36, by: 11) {
        expected.insert(String(decoding: [Self.capitals[low], Self.capitals[high]], as: UTF8.self))
      }
    }
    #expect(expected.count == 42)
    #expect(blind == expected)
  }

  @Test func `the outer check of a USCC sees what the inner one does not`() {
    // 0 for B inside: the organization code still fits, the code around it does not.
    let body = Array("MA0B1234".utf8)
    let other = Array("MAB01234".utf8)
    let code = makeUSCC(
      department: UInt8(ascii: "9"), category: UInt8(ascii: "1"), region: 410_400, orgBody: body.span)!
    var changed = code.text.bytes
    changed.replaceSubrange(8..<16, with: other)
    #expect(unified(String(decoding: changed, as: UTF8.self)).reasons == .checkDigit)
  }

  @Test
  func
    `no single digit error in a registration number passes, and of swaps only some of neighbouring digits`()
  {
    var source = SplitMix64(state: 4)
    var missed: Set<String> = []
    for _ in 0..<2000 {
      let value = makeRegistrationNumber(region: 410_404, number: source.below(100_000_000))!.text.bytes
      substitutions(value, { _ in Self.digits }) { changed, place in
        if CheckCharacters.mod11Ten(changed.span.extracting(0..<14)) == changed[14] {
          Issue.record("\(String(decoding: changed, as: UTF8.self)) at \(place)")
        }
      }
      transpositions(value) { changed, place in
        if CheckCharacters.mod11Ten(changed.span.extracting(0..<14)) == changed[14] {
          missed.insert(String(decoding: [value[place], value[place + 1]].sorted(), as: UTF8.self))
        }
      }
    }
    // The hybrid systems of ISO 7064 promise nearly all swaps; each digit and the next one, 9 and 0 too, have one state they slip through in.
    #expect(missed == ["01", "12", "23", "34", "45", "56", "67", "78", "89", "09"])
  }

  @Test
  func
    `no single character error in a certificate identifier passes, and of swaps only some of neighbouring values`()
  {
    var source = SplitMix64(state: 5)
    var missed: Set<String> = []
    for _ in 0..<200 {
      var value = (0..<52).map { _ in Self.capitals[source.below(36)] }
      value.append(CheckCharacters.mod37ThirtySix(value.span)!)
      substitutions(value, { _ in Self.capitals }) { changed, place in
        if CheckCharacters.mod37ThirtySix(changed.span.extracting(0..<52)) == changed[52] {
          Issue.record("\(String(decoding: changed, as: UTF8.self)) at \(place)")
        }
      }
      transpositions(value) { changed, place in
        if CheckCharacters.mod37ThirtySix(changed.span.extracting(0..<52)) == changed[52] {
          missed.insert(String(decoding: [value[place], value[place + 1]].sorted(), as: UTF8.self))
        }
      }
    }
    for pair in missed {
      let values = pair.utf8.map { Self.capitals.firstIndex(of: $0)! }
      #expect(values[1] - values[0] == 1 || values == [0, 35], "\(pair)")
    }
  }
}
