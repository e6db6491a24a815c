extension AddressParts {
  /// Everything from the first number on.
  mutating func takeNumbers(_ start: Int) {
    var place = start
    // 平安大道与东环路交叉口向东200米: nothing but where it lies.
    if place < work.count, isDirections(place) {
      appendRest(place, work.count)
      place = work.count
    }
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
      case .group: setGroup(token)
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
      case .open:
        if isBranchOfDoor(token) {
          write(token, to: .doorNumber)
        } else {
          assignOpen(token, remaining, floor)
        }
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

  /// 附 and 之 between the number of a house and that of its branch.
  func isBranchSign(_ scalar: UInt32) -> Bool { scalar == 0x9644 || scalar == 0x4E4B }

  private func isBranchOfDoor(_ token: AddressToken) -> Bool {
    isBranchSign(work[token.start]) && !isEmpty(.doorNumber) && isEmpty(.building) && isEmpty(.compound)
  }

  private mutating func assignNumber(_ token: AddressToken, _ index: Int, _ floor: Range<Int>) {
    // 12号附3号
    if isBranchOfDoor(token) { return write(token, to: .doorNumber) }
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

  private mutating func set(_ part: Part, _ token: AddressToken) {
    guard isEmpty(part) || part == .rest else {
      return part == .rest ? () : appendRest(token.start, token.next)
    }
    write(token, to: part)
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
      if floorValue > 0, isSide(work[token.start]) {
        list.appendNumber(Part.room.rawValue, floorValue)
        list.append(Part.room.rawValue, 0x5C42)
      }
      write(token, to: .room)
    }
  }

  /// 东户, 西户: homes without a number.
  private func isSide(_ scalar: UInt32) -> Bool { scalar == 0x4E1C || scalar == 0x897F || scalar == 0x4E2D }

  /// The group of a village; a compound has none.
  private mutating func setGroup(_ token: AddressToken) {
    guard list.isEmpty(Self.group) else { return appendRest(token.start, token.next) }
    if token.value >= 0 {
      list.appendNumber(Self.group, token.value)
    } else {
      list.append(Self.group, work, token.start..<token.end)
    }
    list.append(Self.group, 0x7EC4)
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
    if isName, token.end - token.start >= 2, !isRemark(token) { return takeCompound(index) }
    appendRest(token.start, token.end)
    return index + 1
  }

  private mutating func takeCompound(_ index: Int) -> Int {
    let token = tokens[index]
    guard token.end - token.start >= 2, !isRemark(token) else {
      appendRest(token.start, token.end)
      return index + 1
    }
    var end = token.end
    for index in token.start..<end where !isHan(work[index]) || work[index] == 0x7B2C { isIrregular = true }
    // 国贸大厦（原百货楼）: remarks in brackets are the rest.
    if let open = work[token.start..<token.end].firstIndex(of: 0x28), open - token.start >= 2 {
      end = open
      appendRest(open, token.end)
    }
    list.append(Part.compound.rawValue, work, token.start..<end)
    return index + 1
  }

  /// Words that say where something is seen from elsewhere: 对面, 东侧, brackets.
  private func isRemark(_ token: AddressToken) -> Bool {
    if isDirections(token.start) { return true }
    switch work[token.start] {
    case 0x28, 0x29, 0x5411, 0x9644, 0x2C, 0x3B, 0x3002, 0x2E, 0x2D: return true
    case 0x4E1C, 0x897F, 0x5357, 0x5317, 0x8DEF:
      // 东侧, 路北, 西南角; 东方国际 is a name.
      guard token.start + 1 < token.end else { return true }
      switch work[token.start + 1] {
      case 0x4FA7, 0x8FB9, 0x9762, 0x5934, 0x5357, 0x5317, 0x4E1C, 0x897F, 0x6BB5, 0x89D2, 0x5411, 0x6237:
        return true
      default: return false
      }
    default: return false
    }
  }

  /// 与, 和, 交叉口, 对面 behind a road.
  private func isDirections(_ place: Int) -> Bool {
    switch work[place] {
    case 0x4E0E, 0x548C, 0x53CA, 0x5BF9: return true
    case 0x4EA4: return place + 1 < work.count && (work[place + 1] == 0x53C9 || work[place + 1] == 0x6C47)
    default: return false
    }
  }

  private mutating func appendRest(_ start: Int, _ end: Int) {
    if start < end { list.append(Part.rest.rawValue, work, start..<end) }
  }

  // MARK: Writing

  /// The names are written already; the numbers follow.
  private mutating func writeCanonical() {
    for index in list.range(Self.group) { canonical.append(list.scalars[index]) }
    if !isEmpty(.doorNumber) {
      appendPart(.doorNumber)
      canonical.append(0x53F7)
      if isEmpty(.compound), !isEmpty(.building) { canonical.append(0x9662) }
    }
    appendPart(.compound)
    appendPart(.building, 0x53F7, 0x697C)
    appendPart(.unit, 0x5355, 0x5143)
    if !isEmpty(.room) {
      let last = list.scalars[list.range(Part.room.rawValue).upperBound - 1]
      appendPart(.room)
      if last != 0x5C42 { canonical.append(isSide(last) ? 0x6237 : 0x5BA4) }
    }
    appendPart(.rest)
  }

  private mutating func appendPart(_ part: Part, _ first: UInt32 = 0, _ second: UInt32 = 0) {
    let range = list.range(part.rawValue)
    if range.isEmpty { return }
    for index in range { canonical.append(list.scalars[index]) }
    if first != 0 { canonical.append(first) }
    if second != 0 { canonical.append(second) }
  }
}
