internal import GuiyiColumns
internal import GuiyiHan

/// What comparing names needs of each distinct one, computed once.
struct HanNameColumn: Sendable {
  struct Name {
    /// Where the characters start in `codes`, `sounds` and `seconds`.
    var start: UInt32 = 0
    var count: UInt8 = 0
    /// Characters of a known surname at the start: 0, 1 or 2.
    var surnameCount: UInt8 = 0
    var lostCount: UInt8 = 0
    var isHan = false
    var hasComponents = false
    /// Of all folded characters without dots; 0 for a name that says nothing.
    var hash: UInt64 = 0
    /// The same for any order of components.
    var unordered: UInt64 = 0
    /// Of the letters, in pinyin for a Chinese name: surname first, and given name first.
    var letters: UInt64 = 0
    var lettersReversed: UInt64 = 0

    /// Its places in `codes`, `sounds` and `seconds`.
    @inline(__always) var range: Range<Int> { Int(start)..<Int(start) &+ Int(count) }
  }

  private(set) var names: [Name] = []
  private(set) var codes: [UInt16] = []
  /// The syllable at each place, the surname read as a surname; `silent` + code where there is none.
  private(set) var sounds: [UInt16] = []
  private(set) var seconds: [UInt16] = []
  /// The folded character of each code.
  private(set) var scalars: [UInt32] = []
  /// The ends of the components of all names, relative to the name's start.
  private(set) var ends: [UInt8] = []
  private(set) var endStarts: [UInt32] = [0]
  /// The code of a lost character.
  private(set) var lostCode: UInt16 = 0

  /// Whether some names are Chinese characters and some are letters, so that pinyin has to meet characters.
  private(set) var isMixed = false

  /// Sounds from here on are none: each such character sounds like itself only.
  static let silent: UInt16 = 0x8000

  /// Longer names are cut; names that differ only behind are told apart by their hash.
  static let lengthLimit = 64

  init(_ dictionary: ByteDictionary) {
    names.reserveCapacity(dictionary.count)
    codes.reserveCapacity(dictionary.count * 3)
    sounds.reserveCapacity(dictionary.count * 3)
    seconds.reserveCapacity(dictionary.count * 3)
    var codeOf = CharacterCodes()
    var reader = HanNameReader()
    lostCode = codeOf.code(of: HanNameForm.lost)
    scalars.append(HanNameForm.lost)
    for id in 0..<UInt32(dictionary.count) {
      let form = dictionary.withBytes(of: id) { reader.read($0) }
      append(form, &codeOf)
    }
    isMixed = names.contains { $0.isHan } && names.contains { !$0.isHan && $0.hash != 0 }
  }

  private mutating func append(_ form: HanNameForm, _ codeOf: inout CharacterCodes) {
    var characters = form.scalars
    var name = Name(start: UInt32(truncatingIfNeeded: codes.count), isHan: form.isHan)
    var surname: Surname?
    if form.isHan && characters.count <= 5 && form.ends.count <= 2 {
      if characters.count >= 3, let compound = Surname.compound(characters[0], characters[1]) {
        surname = compound
      } else if characters.count >= 2, let single = Surname.single(characters[0]) {
        surname = single
        characters[0] = Surname.representative(characters[0])
      }
    }
    let known = characters.contains { $0 != HanNameForm.lost }
    name.surnameCount = UInt8(surname?.characterCount ?? 0)
    name.count = UInt8(min(characters.count, Self.lengthLimit))
    name.hasComponents = form.ends.count > 1
    for (index, scalar) in characters.prefix(Self.lengthLimit).enumerated() {
      let code = codeOf.code(of: scalar)
      if Int(code) == scalars.count { scalars.append(scalar) }
      codes.append(code)
      var (sound, second) = (Han.syllable(scalar), Han.secondSyllable(scalar))
      if scalar >= HanNameForm.pinyin { sound = UInt16(truncatingIfNeeded: scalar &- HanNameForm.pinyin) }
      if let surname, index < surname.characterCount {
        sound = index == 0 ? surname.syllables.0 : surname.syllables.1
        second = surname.secondSyllable
      }
      sounds.append(sound == 0 ? Self.silent | code : sound)
      seconds.append(second)
      if scalar == HanNameForm.lost { name.lostCount += 1 }
    }
    if known {
      name.hash = Self.hash(characters[...])
      name.unordered = unorderedHash(characters, form.ends)
      if form.isHan {
        hashPinyin(&name)
      } else {
        name.letters = Self.letterHash(characters)
        name.lettersReversed = name.letters
      }
    }
    for end in form.ends where end <= Self.lengthLimit { ends.append(UInt8(end)) }
    endStarts.append(UInt32(truncatingIfNeeded: ends.count))
    names.append(name)
  }

  static func hash(_ characters: ArraySlice<UInt32>) -> UInt64 {
    var hash = StableHash.multiplierForText
    for scalar in characters { hash = StableHash.mix(hash, UInt64(scalar)) }
    return hash | 1
  }

  private func unorderedHash(_ characters: [UInt32], _ ends: [Int]) -> UInt64 {
    var sum: UInt64 = 0
    var start = 0
    for end in ends where end <= characters.count {
      sum &+= Self.hash(characters[start..<end])
      start = end
    }
    return sum
  }

  /// Letters as they are typed for a Chinese name: ü is u, and the passport's LYU and NYU are LU and NU.
  private static func letterHash(_ letters: [UInt32]) -> UInt64 {
    var hash = StableHash.multiplierForText
    for (index, letter) in letters.enumerated() {
      if letter == 0x79, index > 0, index + 1 < letters.count, letters[index + 1] == 0x75 {
        if letters[index - 1] == 0x6C || letters[index - 1] == 0x6E { continue }
      }
      hash = StableHash.mix(hash, UInt64(letter == 0x76 ? 0x75 : letter))
    }
    return hash | 1
  }

  private func hashPinyin(_ name: inout Name) {
    let range = name.range
    if range.contains(where: { sounds[$0] >= Self.silent }) { return }
    let split = range.lowerBound + Int(name.surnameCount)
    func letters(_ places: [Int]) -> UInt64 {
      var text: [UInt32] = []
      for place in places { Han.spell(sounds[place]) { text.append(UInt32($0)) } }
      return Self.letterHash(text)
    }
    name.letters = letters(Array(range))
    name.lettersReversed = letters(Array(split..<range.upperBound) + Array(range.lowerBound..<split))
  }

  /// The ends of a name's components.
  func componentEnds(_ id: UInt32) -> ArraySlice<UInt8> {
    ends[Int(endStarts[Int(id)])..<Int(endStarts[Int(id) + 1])]
  }
}
