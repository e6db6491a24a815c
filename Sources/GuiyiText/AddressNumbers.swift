/// One number of an address with what stands behind it, or a run of words between numbers.
struct AddressToken: Sendable {
  enum Kind: UInt8, Sendable {
    /// Words, to be read as they are.
    case words
    /// 号, 号院: the house at a road, or a room behind a building.
    case number
    case court
    /// 号楼, 栋, 座.
    case building
    /// `#`: a house or a building, whichever the rest leaves.
    case sharp
    case unit, floor, room, group
    /// 期, 区: belongs to the name of the compound.
    case phase
    /// `-` or nothing.
    case open
  }

  var kind: Kind
  /// Where the number stands in `AddressParts.work`, without what is behind it; for words all of them.
  var start: Int
  var end: Int
  /// The value of a Chinese numeral, -1 where the number stands in digits.
  var value: Int
  /// Where the token ends, with its word.
  var next: Int
}

extension AddressParts {
  /// Everything from the first number on.
  mutating func takeNumbers(_ start: Int) {
    var place = start
    while place < work.count {
      if let token = numberToken(at: place) {
        tokens.append(token)
        place = token.next
        // The dash between two numbers.
        if place < work.count,
          work[place] == 0x2D || work[place] == 0x2C || work[place] == 0x3001 || work[place] == 0x2F
        {
          place += 1
        }
      } else {
        if let last = tokens.last, last.kind == .words, last.next == place {
          tokens[tokens.count - 1].end = place + 1
          tokens[tokens.count - 1].next = place + 1
        } else {
          tokens.append(AddressToken(kind: .words, start: place, end: place + 1, value: -1, next: place + 1))
        }
        place += 1
      }
    }
    assign()
  }

  /// A number that stands for something: digits with letters around them, or a Chinese numeral before a word that counts.
  private func numberToken(at place: Int) -> AddressToken? {
    let scalar = work[place]
    var start = place
    if scalar == 0x7B2C { start += 1 }  // 第
    guard start < work.count else { return nil }
    var end = start
    var value = -1
    if isDigit(work[start]) || isLatinLetter(work[start]) || isStem(work[start]) || work[start] == 0x9644 {
      // 甲12, 附3, A12, 12A
      if isStem(work[start]) || work[start] == 0x9644 {
        guard start + 1 < work.count, isDigit(work[start + 1]) else { return nil }
        end += 1
      }
      while end < work.count, isDigit(work[end]) || isLatinLetter(work[end]) { end += 1 }
      // 12附3, 12之1
      if end + 1 < work.count, work[end] == 0x4E4B || work[end] == 0x9644, isDigit(work[end + 1]) {
        end += 1
        while end < work.count, isDigit(work[end]) { end += 1 }
      }
    } else if let numeral = readChineseNumeral(work.span, at: start, limit: work.count) {
      end = start + numeral.length
      value = numeral.value
    } else if work[start] == 0x4E1C || work[start] == 0x897F {  // 东单元, 西户
      guard start + 1 < work.count, work[start + 1] == 0x5355 || work[start + 1] == 0x6237 else { return nil }
      end = start + 1
    } else {
      return nil
    }
    let word = addressCountWords.longestMatch(in: work.span, at: end)
    let kind = word.flatMap { AddressToken.Kind(rawValue: UInt8(truncatingIfNeeded: $0.number)) }
    // A numeral without a word that counts is part of a name: 五一花园. A letter alone is one, too.
    if kind == nil, value >= 0 || !isDigit(work[start]) && !(end - start > 1 && isDigit(work[end - 1])) {
      return nil
    }
    return AddressToken(
      kind: kind ?? .open, start: start, end: end, value: value, next: end + (word?.length ?? 0))
  }

  /// 甲 乙 丙 丁 before a house number.
  private func isStem(_ scalar: UInt32) -> Bool {
    scalar == 0x7532 || scalar == 0x4E59 || scalar == 0x4E19 || scalar == 0x4E01
  }

  // MARK: What each number is

  private mutating func assign() {
    var index = 0
    // The road may have been left out, or a village stand where it would.
    let hasRoad = !isEmpty(.road)
    if !hasRoad, let first = tokens.first, first.kind == .words {
      index = takeCompound(index)
    }
    var floor = 0..<0
    while index < tokens.count {
      let token = tokens[index]
      let remaining = openRun(from: index)
      switch token.kind {
      case .words: index = takeWords(index)
      case .group: set(.road, token, suffix: 0x7EC4)
      case .phase: extendCompound(token)
      case .unit: set(.unit, token)
      case .building: set(.building, token)
      case .floor: floor = token.start..<token.end
      case .room: setRoom(token, floor)
      case .court:
        if isEmpty(.doorNumber) && isEmpty(.compound) {
          set(.doorNumber, token)
        } else {
          setCompoundNumber(token)
        }
      case .number: assignNumber(token, index, floor)
      case .sharp:
        let isHouse = remaining >= 4 && isEmpty(.doorNumber) && isEmpty(.building)
        set(isHouse ? .doorNumber : isEmpty(.building) ? .building : .room, token)
      case .open: assignOpen(token, remaining, floor)
      }
      if token.kind != .words { index += 1 }
    }
    if !floor.isEmpty, isEmpty(.room) {
      list.append(Part.room.rawValue, work, floor)
      list.append(Part.room.rawValue, 0x5C42)
    }
    writeCanonical()
  }

  /// How many numbers follow one another from here without a word that says what they are, this one included.
  private func openRun(from index: Int) -> Int {
    var count = 1
    while index + count < tokens.count,
      tokens[index + count].kind == .open || tokens[index + count].kind == .room
    { count += 1 }
    return count
  }

  private mutating func assignNumber(_ token: AddressToken, _ index: Int, _ floor: Range<Int>) {
    let isLast = index == tokens.count - 1
    if !isEmpty(.unit) || !isEmpty(.building) { return setRoom(token, floor) }
    if isEmpty(.doorNumber), isEmpty(.compound) || isLast && value(token) < 1000 && !followsBuilding(index) {
      return set(isEmpty(.compound) ? .doorNumber : .building, token)
    }
    if isLast, value(token) >= 100 { return setRoom(token, floor) }
    set(.building, token)
  }

  private func followsBuilding(_ index: Int) -> Bool { index > 0 && tokens[index - 1].kind == .building }

  /// A number that says nothing of itself: what it is follows from how many come after it.
  private mutating func assignOpen(_ token: AddressToken, _ remaining: Int, _ floor: Range<Int>) {
    if !isEmpty(.unit) { return remaining > 1 ? setFloorOrUnit(token) : setRoom(token, floor) }
    if !isEmpty(.building) {
      if remaining >= 2 { return set(.unit, token) }
      return setRoom(token, floor)
    }
    let isVillage = isEmpty(.compound) && !isEmpty(.community) && isEmpty(.road)
    let wantsHouse = isEmpty(.compound) && isEmpty(.doorNumber)
    switch remaining {
    case 4...: set(isEmpty(.doorNumber) ? .doorNumber : .building, token)
    case 3: set(wantsHouse && isLastRoomless(remaining) ? .doorNumber : .building, token)
    case 2: set(wantsHouse ? .doorNumber : .building, token)
    default:
      if isVillage || wantsHouse { return set(.doorNumber, token) }
      if value(token) >= 100 { setRoom(token, floor) } else { set(.building, token) }
    }
  }

  /// Three numbers at a road are house, building and room; in a compound they are building, unit and room.
  private func isLastRoomless(_ remaining: Int) -> Bool { !isEmpty(.road) }

  private mutating func setFloorOrUnit(_ token: AddressToken) {
    // 2单元5-501: the floor says nothing that the room does not.
    if isEmpty(.room) { return }
    set(.rest, token)
  }

  private func value(_ token: AddressToken) -> Int {
    if token.value >= 0 { return token.value }
    var value = 0
    for index in token.start..<token.end where isDigit(work[index]) {
      value = min(value * 10 + Int(work[index] - 0x30), 1_000_000)
    }
    return value
  }

  private mutating func set(_ part: Part, _ token: AddressToken, suffix: UInt32 = 0) {
    guard isEmpty(part) || part == .rest else {
      return part == .rest ? () : appendRest(token.start, token.next)
    }
    write(token, to: part)
    if suffix != 0 { list.append(part.rawValue, suffix) }
  }

  private mutating func write(_ token: AddressToken, to part: Part) {
    if token.value >= 0 { return list.appendNumber(part.rawValue, token.value) }
    var isLeading = true
    for index in token.start..<token.end {
      var scalar = work[index]
      // 012 is 12, 0 is 0, 0101 of a room stays.
      if isLeading, scalar == 0x30, index + 1 < token.end, isDigit(work[index + 1]), part != .room {
        continue
      }
      isLeading = false
      if scalar == 0x4E4B { scalar = 0x2D }
      if scalar >= 0x61, scalar <= 0x7A { scalar -= 0x20 }
      list.append(part.rawValue, scalar)
    }
  }

  private mutating func setRoom(_ token: AddressToken, _ floor: Range<Int>) {
    guard isEmpty(.room) else { return appendRest(token.start, token.next) }
    var floorValue = 0
    for index in floor where isDigit(work[index]) {
      floorValue = min(floorValue * 10 + Int(work[index] - 0x30), 1000)
    }
    if floorValue == 0, !floor.isEmpty,
      let numeral = readChineseNumeral(work.span, at: floor.lowerBound, limit: floor.upperBound)
    {
      floorValue = numeral.value
    }
    let number = value(token)
    if floorValue > 0, floorValue < 100, number > 0, number < 100 {
      list.appendNumber(Part.room.rawValue, floorValue * 100 + number)
    } else {
      write(token, to: .room)
    }
  }

  private mutating func setCompoundNumber(_ token: AddressToken) {
    guard isEmpty(.building) else { return appendRest(token.start, token.next) }
    write(token, to: .compound)
    for scalar: UInt32 in [0x53F7, 0x9662] { list.append(Part.compound.rawValue, scalar) }
  }

  /// 阳光花园二期, 阳光花园A区
  private mutating func extendCompound(_ token: AddressToken) {
    guard !isEmpty(.compound) else { return appendRest(token.start, token.next) }
    write(token, to: .compound)
    list.append(Part.compound.rawValue, work[token.next - 1])
  }

  // MARK: Words

  /// Words before the first number, or between two.
  private mutating func takeWords(_ index: Int) -> Int {
    let token = tokens[index]
    let isName = isEmpty(.compound) && isEmpty(.building) && isEmpty(.unit) && isEmpty(.room)
    if isName, token.end - token.start >= 2, !isRemark(work[token.start]) { return takeCompound(index) }
    appendRest(token.start, token.end)
    return index + 1
  }

  private mutating func takeCompound(_ index: Int) -> Int {
    let token = tokens[index]
    guard token.end - token.start >= 2, !isRemark(work[token.start]) else {
      appendRest(token.start, token.end)
      return index + 1
    }
    var end = token.end
    // 国贸大厦（原百货楼）: remarks in brackets are the rest.
    if let open = work[token.start..<token.end].firstIndex(of: 0x28), open - token.start >= 2 {
      end = open
      appendRest(open, token.end)
    }
    list.append(Part.compound.rawValue, work, token.start..<end)
    return index + 1
  }

  /// Words that say where something is seen from elsewhere: 与…交叉口, 对面, 东侧, brackets.
  private func isRemark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x28, 0x29, 0x4E0E, 0x548C, 0x5BF9, 0x4EA4, 0x53E3, 0x4E1C, 0x897F, 0x5357, 0x5317, 0x5411, 0x4FA7,
      0x65C1,
      0x9644, 0x2C, 0x3B, 0x3002, 0x2E, 0x2D:
      true
    default: false
    }
  }

  private mutating func appendRest(_ start: Int, _ end: Int) {
    if start < end { list.append(Part.rest.rawValue, work, start..<end) }
  }

  // MARK: Writing

  private mutating func writeCanonical() {
    let hasRoad = !isEmpty(.road)
    if hasRoad, !canonical.hasSuffix(of: list, Part.road.rawValue) { appendPart(.road) }
    if !isEmpty(.doorNumber) {
      appendPart(.doorNumber)
      canonical.append(0x53F7)
      if isEmpty(.compound), !isEmpty(.building) { canonical.append(0x9662) }
    }
    appendPart(.compound)
    appendPart(.building, 0x53F7, 0x697C)
    appendPart(.unit, 0x5355, 0x5143)
    if !isEmpty(.room) {
      appendPart(.room)
      if canonical.last != 0x5C42 { canonical.append(0x5BA4) }
    }
    appendPart(.rest)
  }

  private mutating func appendPart(_ part: Part, _ first: UInt32 = 0, _ second: UInt32 = 0) {
    let range = list.range(part.rawValue)
    if range.isEmpty { return }
    canonical.append(contentsOf: list.scalars[range])
    if first != 0 { canonical.append(first) }
    if second != 0 { canonical.append(second) }
  }
}

extension [UInt32] {
  /// Whether the list ends with a part.
  fileprivate func hasSuffix(of list: PartList, _ part: Int) -> Bool {
    let range = list.range(part)
    guard count >= range.count else { return false }
    for offset in 0..<range.count
    where self[count - range.count + offset] != list.scalars[range.lowerBound + offset] {
      return false
    }
    return true
  }
}

/// The words behind a number by `AddressToken.Kind`.
private let addressCountWords: ScalarTrie = {
  var trie = ScalarTrie()
  func insert(_ words: String, _ kind: AddressToken.Kind) {
    for word in words.split(separator: " ") { trie.insert(String(word), Int32(kind.rawValue)) }
  }
  insert("号", .number)
  insert("号院 号大院 号家属院 #院 院", .court)
  insert("号楼 栋 栋楼 座 #楼 号栋 号座 楼栋", .building)
  insert("# #-", .sharp)
  insert("单元 单元- 门栋", .unit)
  insert("层 楼", .floor)
  insert("室 号室 房 房间 户 号户 号房", .room)
  insert("组 村民组 村民小组 小组 队 生产队 生产组", .group)
  insert("期 区", .phase)
  return trie
}()
