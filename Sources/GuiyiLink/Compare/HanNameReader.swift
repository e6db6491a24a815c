internal import GuiyiColumns
internal import GuiyiHan

/// One personal name taken apart: characters, sounds and components, ready to be compared.
struct HanNameForm {
  /// Folded characters; `lost` where one cannot be read, `pinyin` + syllable where one is spelled out.
  var scalars: [UInt32] = []
  /// The index behind the last character of each component.
  var ends: [Int] = []
  var isHan = false

  static let lost: UInt32 = 0x20_0000
  static let pinyin: UInt32 = 0x30_0000
}

/// Takes names apart as departments write them: dots of many kinds, spaces for alignment, masks and lost
/// characters, remarks in brackets, characters described by their parts or spelled in pinyin.
struct HanNameReader {
  private let syllables: [UInt64: UInt16]
  private var raw: [UInt32] = []

  init() {
    var numbers: [UInt64: UInt16] = [:]
    for syllable in 1..<UInt16(Han.syllableCount) {
      var word: UInt64 = 0
      Han.spell(syllable) { word = word &<< 8 | UInt64($0) }
      numbers[word] = syllable
    }
    syllables = numbers
  }

  /// Overwrites `form`, whose room is used again.
  mutating func read(_ bytes: Span<UInt8>, into form: inout HanNameForm) {
    raw.removeAll(keepingCapacity: true)
    form.scalars.removeAll(keepingCapacity: true)
    form.ends.removeAll(keepingCapacity: true)
    var hanCount = 0
    TextFolding.forEachScalar(bytes) { scalar in
      if raw.count < 256 { raw.append(scalar) }
      if Han.isHan(scalar) { hanCount += 1 }
    }
    form.isHan = hanCount > 0
    if form.isHan { readHan(hanCount, into: &form) } else { readOther(bytes, into: &form) }
    close(&form)
  }

  private func readHan(_ hanCount: Int, into form: inout HanNameForm) {
    var index = 0
    // A label in front (户主：) ends with a colon.
    if let colon = raw.lastIndex(where: { $0 == 0x3A || $0 == 0xFF1A }),
      raw[(colon + 1)...].contains(where: Han.isHan)
    {
      index = colon + 1
    }
    // What is a dot in a long name is a lost character in a short one.
    let isLong = hanCount > 4
    while index < raw.count {
      let scalar = raw[index]
      index += 1
      if Han.isHan(scalar) {
        form.scalars.append(Han.folded(scalar))
      } else if scalar &- 0x2FF0 < 0x10 {
        index = behindDescription(index, scalar)
        form.scalars.append(HanNameForm.lost)
      } else if Self.isOpening(scalar) {
        index = readBracket(index, into: &form)
      } else if Self.isLetter(scalar) {
        index = readSpelled(index - 1, into: &form)
      } else if Self.isMask(scalar) {
        if isLong && (scalar == 0x3F || scalar == 0x2A || scalar == 0x25CB || scalar == 0x25CF) {
          close(&form)
        } else {
          form.scalars.append(HanNameForm.lost)
        }
      } else if Self.isDot(scalar) || Self.isSpace(scalar) {
        close(&form)
      }
    }
    if isLong { unify(&form) }
  }

  private func close(_ form: inout HanNameForm) {
    if form.scalars.count > (form.ends.last ?? 0) { form.ends.append(form.scalars.count) }
  }

  /// Replaces writings of transliterated parts, component by component.
  private func unify(_ form: inout HanNameForm) {
    close(&form)
    var scalars: [UInt32] = []
    var ends: [Int] = []
    var start = 0
    for end in form.ends {
      var component = Array(form.scalars[start..<end])
      Transliteration.unify(&component)
      scalars += component
      ends.append(scalars.count)
      start = end
    }
    form.scalars = scalars
    form.ends = ends
  }

  /// The index behind a character described by its parts (⿱龙天).
  private func behindDescription(_ start: Int, _ sign: UInt32) -> Int {
    func arity(_ sign: UInt32) -> Int { sign == 0x2FF2 || sign == 0x2FF3 ? 3 : sign >= 0x2FFE ? 1 : 2 }
    var index = start
    var open = arity(sign)
    while open > 0 && index < raw.count {
      open += raw[index] &- 0x2FF0 < 0x10 ? arity(raw[index]) - 1 : -1
      index += 1
    }
    return index
  }

  /// The index behind a bracket; a description in words (上龙下天) stands for one lost character.
  private func readBracket(_ start: Int, into form: inout HanNameForm) -> Int {
    var index = start
    var places = 0
    while index < raw.count && !Self.isClosing(raw[index]) {
      // 上 下 左 右 内 外
      switch raw[index] {
      case 0x4E0A, 0x4E0B, 0x5DE6, 0x53F3, 0x5185, 0x5916: places += 1
      default: break
      }
      index += 1
    }
    if places >= 2 { form.scalars.append(HanNameForm.lost) }
    return index + 1
  }

  /// The index behind a run of letters; a syllable stands for its sound, an x or × for a masked character.
  private func readSpelled(_ start: Int, into form: inout HanNameForm) -> Int {
    var index = start
    var word: UInt64 = 0
    while index < raw.count, Self.isLetter(raw[index]) {
      let letter = TextFolding.folded(raw[index])
      word = word &<< 8 | UInt64(raw[index] == 0xFC || raw[index] == 0xDC ? 0x76 : letter & 0xFF)
      index += 1
    }
    if index - start <= 6, let syllable = syllables[word] {
      form.scalars.append(HanNameForm.pinyin + UInt32(syllable))
    } else {
      form.scalars.append(HanNameForm.lost)
    }
    return index
  }

  private func readOther(_ bytes: Span<UInt8>, into form: inout HanNameForm) {
    var words: [UInt32] = []
    TextFolding.append(bytes, keepsSpaces: true, to: &words)
    for scalar in words {
      if scalar == 0x20 { close(&form) } else { form.scalars.append(scalar) }
    }
  }

  private static func isLetter(_ scalar: UInt32) -> Bool {
    let folded = TextFolding.folded(scalar)
    return folded &- 0x61 < 26
  }

  private static func isMask(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2A, 0x3F, 0xD7, 0x2588, 0x25A0, 0x25A1, 0x25A2, 0x25CB, 0x25CF, 0x3013, 0xFF0A, 0xFF1F, 0xFFFD:
      true
    case 0xE000...0xF8FF, 0xF0000...0x10FFFD: true
    default: false
    }
  }

  private static func isDot(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2D, 0x2E, 0x5F, 0xB7, 0x2D9, 0x387, 0x16EB, 0x2014, 0x2022, 0x2027, 0x2219, 0x22C5, 0x25E6, 0x2E31,
      0x3001,
      0x3002, 0x30FB, 0x318D, 0xFE52, 0xFF0E, 0xFF65:
      true
    default: false
    }
  }

  private static func isSpace(_ scalar: UInt32) -> Bool {
    scalar <= 0x20 || scalar == 0xA0 || scalar == 0x3000 || scalar &- 0x2000 < 0xB
  }

  private static func isOpening(_ scalar: UInt32) -> Bool {
    scalar == 0x28 || scalar == 0x5B || scalar == 0xFF08 || scalar == 0xFF3B || scalar == 0x3010
      || scalar == 0x3014
  }

  private static func isClosing(_ scalar: UInt32) -> Bool {
    scalar == 0x29 || scalar == 0x5D || scalar == 0xFF09 || scalar == 0xFF3D || scalar == 0x3011
      || scalar == 0x3015
  }
}
