internal import GuiyiColumns
internal import GuiyiHan

/// The parts of all values of a column, each folded in the way its meaning asks for.
struct PartsColumn: Sendable {
  enum Folding: Sendable {
    /// Letters and characters, without spaces and punctuation.
    case text
    /// The same without 省, 市, 区, 县 and the like, so that an abbreviated region is a piece of a full one.
    case region
    /// A name of a place without the word that says what kind of place it is.
    case place
    /// Digits and letters, Chinese numerals as digits, without the words for house, building, unit and room.
    case number
  }

  /// Parts of more characters are cut; hashes see all of them.
  static let lengthLimit = 64

  let partCount: Int
  let codes: [UInt16]
  /// The folded character of each code.
  let scalars: [UInt32]
  /// What every pair looks at, `stride` words for each value: the number of each part, where the first one starts in `codes`, and
  /// where each ends relative to that, two ends a word. Ten parts fill one line of the cache.
  private let words: [UInt32]
  private let stride: Int
  /// The hash of each number.
  private let hashes: [UInt64]

  /// - Parameters:
  ///   - foldings: one for each part, in order.
  ///   - whole: the part that a value without separators is taken for.
  ///   - workers: the threads for folding.
  init(_ dictionary: ByteDictionary, foldings: [Folding], whole: Int, workers: Workers) {
    partCount = foldings.count
    stride = partCount + 1 + (partCount + 1) / 2
    let pieces = workers.mapChunks(dictionary.count, size: Self.chunkSize) { range in
      Piece(dictionary, range, foldings: foldings, whole: whole)
    }
    // Codes and numbers come in the order of the values, whatever the threads did.
    let numbers: [UInt32]
    ((codes, scalars), (numbers, hashes)) = workers.both {
      Self.coded(pieces)
    } _: {
      Self.numbered(pieces)
    }
    var firstCodes: [Int] = []
    var codeCount = 0
    for piece in pieces {
      firstCodes.append(codeCount)
      codeCount += piece.letters.count
    }
    let (firsts, partCount, stride) = (firstCodes, partCount, stride)
    words = workers.filled(dictionary.count, width: stride, size: Self.chunkSize) { range, words in
      let chunk = range.lowerBound / Self.chunkSize
      let ends = pieces[chunk].ends
      var place = 0
      for value in 0..<range.count {
        let first = value == 0 ? 0 : ends[value * partCount - 1]
        words[place + partCount] = UInt32(truncatingIfNeeded: firsts[chunk]) &+ first
        for part in 0..<partCount {
          words[place + part] = numbers[(range.lowerBound + value) * partCount + part]
          words[place + partCount + 1 + part / 2] |=
            (ends[value * partCount + part] &- first) << UInt32(part % 2 * 16)
        }
        place += stride
      }
    }
  }

  private static let chunkSize = 8192

  /// The letters of all pieces as codes, and the letter of each code.
  private static func coded(_ pieces: [Piece]) -> (codes: [UInt16], scalars: [UInt32]) {
    var codeOf = CharacterCodes()
    var codes: [UInt16] = []
    var scalars: [UInt32] = []
    codes.reserveCapacity(pieces.reduce(0) { $0 + $1.letters.count })
    for piece in pieces {
      for scalar in piece.letters {
        let code = codeOf.code(of: scalar)
        if Int(code) == scalars.count { scalars.append(scalar) }
        codes.append(code)
      }
    }
    return (codes, scalars)
  }

  /// The hashes of all pieces as numbers, and the hash of each number; 0 for 0.
  private static func numbered(_ pieces: [Piece]) -> (numbers: [UInt32], hashes: [UInt64]) {
    var numberOf = ByteDictionary()
    var numbers: [UInt32] = []
    var hashes: [UInt64] = [0]
    numbers.reserveCapacity(pieces.reduce(0) { $0 + $1.hashes.count })
    for piece in pieces {
      for hash in piece.hashes {
        if hash == 0 {
          numbers.append(0)
          continue
        }
        let bytes = InlineArray<8, UInt8> { UInt8(truncatingIfNeeded: hash &>> UInt64($0 &* 8)) }
        let number = numberOf.intern(bytes.span, hash: hash)
        if Int(number) == hashes.count { hashes.append(hash) }
        numbers.append(number)
      }
    }
    return (numbers, hashes)
  }

  /// The folded parts of some values.
  private struct Piece: Sendable {
    /// Of each part at most `lengthLimit`.
    var letters: [UInt32] = []
    /// Where each part ends in `letters`.
    var ends: [UInt32] = []
    /// Of each part with all its letters; 0 for an empty one.
    var hashes: [UInt64] = []

    init(_ dictionary: ByteDictionary, _ range: Range<Int>, foldings: [Folding], whole: Int) {
      var part = PartFolding()
      hashes.reserveCapacity(range.count * foldings.count)
      ends.reserveCapacity(range.count * foldings.count)
      for id in range {
        dictionary.withBytes(of: UInt32(id)) { bytes in
          var low = 0
          let isWhole = !PartsColumn.hasSeparator(bytes)
          for index in foldings.indices {
            var high = low
            while high < bytes.count, bytes[high] != 0x1F { high += 1 }
            part.clear()
            if isWhole {
              if index == whole { part.fold(bytes, foldings[index]) }
            } else if high > low {
              part.fold(bytes.extracting(low..<high), foldings[index])
            }
            low = min(high + 1, bytes.count)
            hashes.append(part.letters.isEmpty ? 0 : HanNameColumn.hash(part.letters[...]))
            letters += part.letters.prefix(PartsColumn.lengthLimit)
            ends.append(UInt32(truncatingIfNeeded: letters.count))
          }
        }
      }
    }
  }

  private static func hasSeparator(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices where bytes[index] == 0x1F { return true }
    return false
  }

  /// A number that equal parts share, 0 for a missing one.
  @inline(__always) func number(_ id: UInt32, _ part: Int) -> UInt32 { words[Int(id) &* stride &+ part] }

  /// A hash of a part, the same in every column and run; 0 for a missing one.
  func hash(_ id: UInt32, _ part: Int) -> UInt64 { hashes[Int(number(id, part))] }

  /// The places of a part in `codes`.
  @inline(__always) func range(_ id: UInt32, _ part: Int) -> Range<Int> {
    let place = Int(id) &* stride &+ partCount
    func end(_ part: Int) -> Int {
      Int(words[place &+ 1 &+ part / 2] &>> UInt32(part % 2 &* 16) & 0xFFFF)
    }
    let first = Int(words[place])
    return first &+ (part == 0 ? 0 : end(part &- 1))..<first &+ end(part)
  }

  /// Has the memory of a value ready for when its parts are looked at.
  @inline(__always) func fetch(_ id: UInt32) {
    words.span.fetch(Int(id) &* stride)
    words.span.fetch(Int(id) &* stride &+ partCount)
  }

  /// How a part of two values compares.
  enum Agreement: Sendable { case missing, equal, conflict }

  @inline(__always) func agreement(_ a: UInt32, _ b: UInt32, _ part: Int) -> Agreement {
    let (x, y) = (number(a, part), number(b, part))
    if x == 0 || y == 0 { return .missing }
    return x == y ? .equal : .conflict
  }

  /// As `agreement`; a region that is a piece of the other one is the same region written shorter.
  func regionAgreement(_ a: UInt32, _ b: UInt32, _ part: Int) -> Agreement {
    let simple = agreement(a, b, part)
    if simple != .conflict { return simple }
    let (x, y) = (range(a, part), range(b, part))
    let (few, many) = x.count <= y.count ? (x, y) : (y, x)
    for start in many.lowerBound...many.upperBound - few.count where isEqual(few, start) { return .equal }
    return .conflict
  }

  /// As `agreement`; one name may begin the other, and one character of a long one may be mistaken for another.
  ///
  /// 建设东路 and 建设西路 are two roads: directions and numerals are never mistaken.
  func nameAgreement(_ a: UInt32, _ b: UInt32, _ part: Int) -> Agreement {
    let simple = agreement(a, b, part)
    if simple != .conflict { return simple }
    let (x, y) = (range(a, part), range(b, part))
    let (few, many) = x.count <= y.count ? (x, y) : (y, x)
    if few.count >= 3 && isEqual(few, many.lowerBound) { return .equal }
    if few.count < 4 || many.count != few.count { return .conflict }
    var mistaken = 0
    for offset in 0..<few.count where codes[few.lowerBound + offset] != codes[many.lowerBound + offset] {
      let from = scalars[Int(codes[few.lowerBound + offset])]
      let to = scalars[Int(codes[many.lowerBound + offset])]
      mistaken += 1
      if mistaken > 1 || !PartFolding.isMistaken(from, to) { return .conflict }
    }
    return .equal
  }

  func distance(_ a: UInt32, _ b: UInt32, _ part: Int) -> Int {
    let all = codes.span
    return EditDistance.between(all.extracting(range(a, part)), all.extracting(range(b, part)))
  }

  private func isEqual(_ few: Range<Int>, _ start: Int) -> Bool {
    for offset in 0..<few.count where codes[few.lowerBound + offset] != codes[start + offset] { return false }
    return true
  }
}

/// What of a part is compared.
struct PartFolding {
  /// The letters of the part that was folded last.
  private(set) var letters: [UInt32] = []
  private var read: [UInt32] = []

  /// Folds a part, in place of the one before; the buffers are used again.
  mutating func fold(_ bytes: Span<UInt8>, _ folding: PartsColumn.Folding) {
    letters.removeAll(keepingCapacity: true)
    if folding == .number {
      read.removeAll(keepingCapacity: true)
      TextFolding.append(bytes, keepsSpaces: true, to: &read)
      return keepNumbers()
    }
    TextFolding.append(bytes, keepsSpaces: false, to: &letters)
    switch folding {
    case .text, .number: break
    case .region:
      // What is nothing but such words stays, for a value must not vanish.
      if letters.contains(where: { !Self.isRegionWord($0) }) { letters.removeAll { Self.isRegionWord($0) } }
    case .place: dropKind()
    }
  }

  /// Forgets the part.
  mutating func clear() { letters.removeAll(keepingCapacity: true) }

  /// 省 市 区 县 州 盟 旗
  private static func isRegionWord(_ letter: UInt32) -> Bool {
    switch letter {
    case 0x7701, 0x5E02, 0x533A, 0x53BF, 0x5DDE, 0x76DF, 0x65D7: true
    default: false
    }
  }

  /// Words for a kind of place, longest first.
  private static let kinds: [[UInt32]] = [
    "居民委员会", "村民委员会", "社区居委会", "居委会", "村委会", "街道办事处", "办事处", "街道", "社区", "小区", "家属院", "镇", "乡", "村",
  ].map { $0.unicodeScalars.map(\.value) }

  private mutating func dropKind() {
    for kind in Self.kinds
    where letters.count >= kind.count + 2 && letters.suffix(kind.count).elementsEqual(kind) {
      letters.removeLast(kind.count)
      return
    }
  }

  /// Whether typing or a scanner puts one character for the other in the name of a place.
  static func isMistaken(_ a: UInt32, _ b: UInt32) -> Bool {
    if isNumeral(a) || isNumeral(b) || isMark(a) || isMark(b) { return false }
    let sound = Han.syllable(a)
    return (sound != 0 && sound == Han.syllable(b)) || Han.looksLike(a, b)
  }

  private mutating func keepNumbers() {
    var wasDigit = false
    var gap = false
    for (place, letter) in read.enumerated() {
      var value = Self.digit(letter)
      if letter == Self.ten {
        // 十 is 10, 十二 is 12, 二十 is 20, and 二十五 is 25.
        let isFollowed = place + 1 < read.count && Self.digit(read[place + 1]) != nil
        if wasDigit && !gap && isFollowed { continue }
        if !(wasDigit && !gap) && !isFollowed { letters.append(0x31) }
        value = (wasDigit && !gap) || !isFollowed ? 0x30 : 0x31
        wasDigit = true
        gap = false
      }
      if let value {
        if gap && wasDigit { letters.append(0x20) }
        // A zero in front says nothing: 01 is 1.
        if value != 0x30 || wasDigit && !gap { letters.append(value) }
        wasDigit = true
        gap = false
      } else if Self.isMark(letter) {
        letters.append(letter)
        wasDigit = false
        gap = false
      } else {
        gap = true
      }
    }
    if letters.isEmpty && wasDigit { letters.append(0x30) }
  }

  private static let ten: UInt32 = 0x5341

  private static func isNumeral(_ letter: UInt32) -> Bool { letter == ten || digit(letter) != nil }

  private static func digit(_ letter: UInt32) -> UInt32? {
    switch letter {
    case 0x30...0x39: letter
    case 0x3007, 0x96F6: 0x30
    case 0x4E00: 0x31
    case 0x4E8C: 0x32
    case 0x4E09: 0x33
    case 0x56DB: 0x34
    case 0x4E94: 0x35
    case 0x516D: 0x36
    case 0x4E03: 0x37
    case 0x516B: 0x38
    case 0x4E5D: 0x39
    default: nil
    }
  }

  /// What tells two houses of one number apart: letters, 甲乙丙丁, 东西南北中, 附.
  private static func isMark(_ letter: UInt32) -> Bool {
    if letter &- 0x61 < 26 { return true }
    switch letter {
    case 0x7532, 0x4E59, 0x4E19, 0x4E01, 0x4E1C, 0x897F, 0x5357, 0x5317, 0x4E2D, 0x9644: return true
    default: return false
    }
  }
}
