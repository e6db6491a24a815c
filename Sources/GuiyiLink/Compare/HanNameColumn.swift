internal import GuiyiColumns
internal import GuiyiHan

/// What comparing names needs of each distinct one, computed once.
struct HanNameColumn: Sendable {
  /// What every pair looks at; sixteen bytes.
  struct Name {
    /// Of all folded characters without dots; 0 for a name that says nothing.
    var hash: UInt64 = 0
    /// Where the characters start in `codes` and `places`.
    var start: UInt32 = 0
    var count: UInt8 = 0
    /// Characters of a known surname at the start: 0, 1 or 2.
    var surnameCount: UInt8 = 0
    var lostCount: UInt8 = 0
    var isHan = false

    /// Its places in `codes` and `places`.
    @inline(__always) var range: Range<Int> { Int(start)..<Int(start) &+ Int(count) }
  }

  /// What some pairs look at.
  struct Details {
    var hasComponents = false
    /// The hash of the name for any order of components.
    var unordered: UInt64 = 0
    /// Of the letters, in pinyin for a Chinese name: surname first, and given name first.
    var letters: UInt64 = 0
    var lettersReversed: UInt64 = 0
  }

  private(set) var names: [Name] = []
  private(set) var details: [Details] = []
  private(set) var codes: [UInt16] = []
  private(set) var places: [NamePlace] = []
  /// The syllable at each place again, for whom only the sound counts.
  private(set) var sounds: [UInt16] = []
  /// The folded character of each code.
  private(set) var scalars: [UInt32] = []
  /// The ends of the components of all names, relative to the name's start.
  private(set) var ends: [UInt8] = []
  private(set) var endStarts: [UInt32] = [0]
  /// The code of a lost character.
  private(set) var lostCode: UInt16 = 0

  /// Whether some names are Chinese characters and some are letters, so that pinyin has to meet characters.
  private(set) var isMixed = false
  private var hanCount = 0
  private var otherCount = 0

  /// Longer names are cut; names that differ only behind are told apart by their hash.
  static let lengthLimit = 64

  init(_ dictionary: ByteDictionary, _ workers: Workers) {
    names.reserveCapacity(dictionary.count)
    codes.reserveCapacity(dictionary.count * 3)
    sounds.reserveCapacity(dictionary.count * 3)
    places.reserveCapacity(dictionary.count * 3)
    details.reserveCapacity(dictionary.count)
    var codeOf = CharacterCodes()
    lostCode = codeOf.code(of: HanNameForm.lost)
    scalars.append(HanNameForm.lost)
    let pieces = workers.mapChunks(dictionary.count, size: 8192) { HanNamePiece(dictionary, $0) }
    // Codes are numbered in the order of the values, whatever the threads did.
    var form = HanNameForm()
    for piece in pieces {
      var (low, lowEnd) = (0, 0)
      for value in piece.values {
        form.scalars.removeAll(keepingCapacity: true)
        form.scalars += piece.scalars[low..<low + Int(value.scalarCount)]
        form.ends.removeAll(keepingCapacity: true)
        for end in piece.ends[lowEnd..<lowEnd + Int(value.endCount)] { form.ends.append(Int(end)) }
        form.isHan = value.isHan
        low += Int(value.scalarCount)
        lowEnd += Int(value.endCount)
        append(&form, &codeOf)
      }
    }
    isMixed = hanCount > 0 && otherCount > 0
    if !isMixed { return }
    for id in names.indices where names[id].isHan && names[id].hash != 0 {
      let (forward, reversed) = pinyinHashes(names[id])
      details[id].letters = forward
      details[id].lettersReversed = reversed
    }
  }

  private mutating func append(_ form: inout HanNameForm, _ codeOf: inout CharacterCodes) {
    var name = Name(start: UInt32(truncatingIfNeeded: codes.count), isHan: form.isHan)
    var surname: Surname?
    if form.isHan && form.scalars.count <= 5 && form.ends.count <= 2 {
      if form.scalars.count >= 3, let compound = Surname.compound(form.scalars[0], form.scalars[1]) {
        surname = compound
      } else if form.scalars.count >= 2, let single = Surname.single(form.scalars[0]) {
        surname = single
        form.scalars[0] = Surname.representative(form.scalars[0])
      }
    }
    let known = form.scalars.contains { $0 != HanNameForm.lost }
    name.surnameCount = UInt8(surname?.characterCount ?? 0)
    name.count = UInt8(min(form.scalars.count, Self.lengthLimit))
    var detail = Details(hasComponents: form.ends.count > 1)
    for (index, scalar) in form.scalars.prefix(Self.lengthLimit).enumerated() {
      let code = codeOf.code(of: scalar)
      if Int(code) == scalars.count { scalars.append(scalar) }
      codes.append(code)
      var (sound, second) = (Han.syllable(scalar), Han.secondSyllable(scalar))
      if scalar >= HanNameForm.pinyin { sound = UInt16(truncatingIfNeeded: scalar &- HanNameForm.pinyin) }
      if let surname, index < surname.characterCount {
        sound = index == 0 ? surname.syllables.0 : surname.syllables.1
        second = surname.secondSyllable
      }
      if sound == 0 { sound = NamePlace.silent | code }
      sounds.append(sound)
      places.append(NamePlace(code: code, sound: sound, second: second, soundClass: Han.soundClass(sound)))
      if scalar == HanNameForm.lost { name.lostCount += 1 }
    }
    if known {
      name.hash = Self.hash(form.scalars[...])
      detail.unordered = unorderedHash(form.scalars, form.ends)
      if form.isHan {
        hanCount += 1
      } else {
        otherCount += 1
        detail.letters = Self.letterHash(form.scalars)
        detail.lettersReversed = detail.letters
      }
    }
    for end in form.ends where end <= Self.lengthLimit { ends.append(UInt8(end)) }
    endStarts.append(UInt32(truncatingIfNeeded: ends.count))
    names.append(name)
    details.append(detail)
  }

  /// The hash of folded characters, the same in every column and run; never 0.
  static func hash(_ characters: ArraySlice<UInt32>, from head: UInt64 = hashOfNothing) -> UInt64 {
    var hash = head
    for scalar in characters { hash = StableHash.mix(hash, UInt64(scalar)) }
    return hash | 1
  }

  /// What `hash` begins with.
  static let hashOfNothing = StableHash.multiplierForText

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

  /// Of the pinyin letters, surname first and given name first; 0 where a character has no reading.
  private func pinyinHashes(_ name: Name) -> (UInt64, UInt64) {
    let range = name.range
    if range.contains(where: { sounds[$0] >= NamePlace.silent }) { return (0, 0) }
    let split = range.lowerBound + Int(name.surnameCount)
    func letters(_ places: [Int]) -> UInt64 {
      var text: [UInt32] = []
      for place in places { Han.spell(sounds[place]) { text.append(UInt32($0)) } }
      return Self.letterHash(text)
    }
    return (letters(Array(range)), letters(Array(split..<range.upperBound) + Array(range.lowerBound..<split)))
  }

  /// The ends of a name's components.
  func componentEnds(_ id: UInt32) -> ArraySlice<UInt8> {
    ends[Int(endStarts[Int(id)])..<Int(endStarts[Int(id) + 1])]
  }
}

/// The forms of some names behind one another.
private struct HanNamePiece: Sendable {
  struct Value {
    var scalarCount: UInt16
    var endCount: UInt16
    var isHan: Bool
  }

  var values: [Value] = []
  var scalars: [UInt32] = []
  var ends: [UInt16] = []

  init(_ dictionary: ByteDictionary, _ range: Range<Int>) {
    var reader = HanNameReader()
    var form = HanNameForm()
    values.reserveCapacity(range.count)
    for id in range {
      dictionary.withBytes(of: UInt32(id)) { reader.read($0, into: &form) }
      // Text in letters may be of any length; what is cut here tells no two people apart.
      let count = min(form.scalars.count, 4096)
      scalars += form.scalars.prefix(count)
      let before = ends.count
      for end in form.ends where end <= count { ends.append(UInt16(end)) }
      values.append(
        Value(scalarCount: UInt16(count), endCount: UInt16(ends.count - before), isHan: form.isHan))
    }
  }
}
