internal import GuiyiColumns

/// Levels of addresses: how far down the two agree, from the town to the room.
struct AddressLevels: LevelSource {
  let column: PartsColumn

  private enum Part {
    static let region = 0
    static let town = 1
    static let community = 2
    static let road = 3
    static let door = 4
    static let compound = 5
    static let building = 6
    static let unit = 7
    static let room = 8
    static let rest = 9
  }

  private enum Level {
    static let missing: UInt8 = 0
    static let different: UInt8 = 1
    static let town: UInt8 = 2
    static let road: UInt8 = 3
    static let compound: UInt8 = 4
    static let building: UInt8 = 5
    static let room: UInt8 = 6
  }

  init(_ dictionary: ByteDictionary, _ workers: Workers) {
    column = PartsColumn(
      dictionary,
      foldings: [.region, .place, .place, .text, .number, .place, .number, .number, .number, .text],
      whole: Part.rest,
      workers: workers)
  }

  func isBlank(_ id: UInt32) -> Bool {
    for part in 0..<column.partCount where column.number(id, part) != 0 { return false }
    return true
  }

  func fetch(_ id: UInt32) { column.fetch(id) }

  func keys(of id: UInt32, part: BlockingPart, _ body: (UInt64) -> Void) -> Bool {
    switch part {
    case .part(let index):
      guard index >= 0 && index < column.partCount else { return true }
      let hash = column.hash(id, index)
      if hash != 0 { body(hash) }
    default: return false
    }
    return true
  }

  func level(_ a: UInt32, _ b: UInt32) -> UInt8 {
    let region = column.regionAgreement(a, b, Part.region)
    if region == .conflict { return Level.different }
    let community = column.nameAgreement(a, b, Part.community)
    let road = column.nameAgreement(a, b, Part.road)
    let door = column.agreement(a, b, Part.door)
    let compound = column.nameAgreement(a, b, Part.compound)
    let rest = column.agreement(a, b, Part.rest)
    if isPlace(a, b, community, road, door, compound, rest) { return inside(a, b, rest) }
    if road == .equal || community == .equal { return Level.road }
    let town = column.nameAgreement(a, b, Part.town)
    if town == .equal { return Level.town }
    if town == .missing && community == .missing && road == .missing && compound == .missing
      && door == .missing
    {
      // Nothing but running text, or nothing that both have.
      return rest == .missing ? Level.missing : textual(a, b)
    }
    return Level.different
  }

  /// Whether both mean the same house or compound.
  private func isPlace(
    _ a: UInt32, _ b: UInt32, _ community: PartsColumn.Agreement, _ road: PartsColumn.Agreement,
    _ door: PartsColumn.Agreement, _ compound: PartsColumn.Agreement, _ rest: PartsColumn.Agreement
  ) -> Bool {
    // A compound on a corner has two roads and two numbers, and towns change: its name decides.
    if compound == .equal { return true }
    if compound == .conflict { return false }
    if door == .equal { return road == .equal || (road == .missing && community == .equal) }
    // A village has no roads; its groups stand in the rest.
    return door == .missing && road == .missing && community == .equal
      && (rest == .equal || column.agreement(a, b, Part.building) == .equal
        || column.agreement(a, b, Part.room) == .equal)
  }

  private func inside(_ a: UInt32, _ b: UInt32, _ rest: PartsColumn.Agreement) -> UInt8 {
    let building = column.agreement(a, b, Part.building)
    let unit = column.agreement(a, b, Part.unit)
    let room = column.agreement(a, b, Part.room)
    if building == .conflict { return Level.compound }
    if unit == .conflict || room == .conflict { return building == .equal ? Level.building : Level.compound }
    if room == .equal { return Level.room }
    if isNothing(a, b, Part.building) && isNothing(a, b, Part.unit) && isNothing(a, b, Part.room) {
      // No building named at all: a house of its own, which the door is the end of.
      return rest == .conflict || column.agreement(a, b, Part.door) != .equal && rest != .equal
        ? Level.compound : Level.room
    }
    return building == .equal ? Level.building : Level.compound
  }

  private func isNothing(_ a: UInt32, _ b: UInt32, _ part: Int) -> Bool {
    column.number(a, part) == 0 && column.number(b, part) == 0
  }

  private func textual(_ a: UInt32, _ b: UInt32) -> UInt8 {
    let longer = max(column.range(a, Part.rest).count, column.range(b, Part.rest).count)
    let distance = column.distance(a, b, Part.rest)
    if distance * 10 <= longer { return Level.compound }
    return distance * 4 <= longer ? Level.road : Level.different
  }
}
