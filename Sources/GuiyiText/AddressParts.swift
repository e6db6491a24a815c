/// A Chinese address taken apart, from the county down to the room.
///
/// 平顶山市新华区光明路街道阳光社区建设路12号院3号楼2单元501 has the region 新华区, the town 光明路, the community 阳光, the road 建设路, the
/// number 12, the building 3, the unit 2 and the room 501, and so has 新华区光明路街道办事处阳光社区建设路12-3-2-501.
/// A value is reused; parsing allocates nothing after the first few addresses.
public struct AddressParts: Sendable {
  /// The parts in the order of `joinedParts`.
  public enum Part: Int, Sendable, CaseIterable {
    /// The county; with its city before it where that is not the home city.
    case region
    /// Street office, town or township, without its level: 龙泉镇 was 龙泉乡.
    case town
    /// Community or village, without its level.
    case community
    /// The road with its section: `建设路`, `建设路东段`.
    case road
    /// The number at the road or in the village: `12`, `甲12`, `12-1`.
    case doorNumber
    /// Housing compound or house with a name: `阳光花园`, `国贸大厦`, `5号院`.
    case compound
    case building
    case unit
    /// The room; a floor and a short number become one: 5层1室 is `501`.
    case room
    /// The group of a village, `3组`, and whatever else is said.
    case rest
  }

  public static let partCount = 10
  /// Where the group of a village is kept until it is written, in front of the rest.
  static let group = 10

  var list = PartList()
  /// The address in canonical writing, for the normal form.
  var canonical: [UInt32] = []
  var work: [UInt32] = []
  private var folded = ScalarText()
  var tokens: [AddressToken] = []
  /// Whether words stand among the numbers that are no plain name.
  var isIrregular = false

  public init() {
    canonical.reserveCapacity(64)
    work.reserveCapacity(64)
  }

  @inline(__always) public func isEmpty(_ part: Part) -> Bool {
    list.isEmpty(part.rawValue) && (part != .rest || list.isEmpty(Self.group))
  }

  /// A part as UTF-8.
  public func bytes(of part: Part) -> [UInt8] {
    var bytes: [UInt8] = []
    if part == .rest { list.append(Self.group, to: &bytes) }
    list.append(part.rawValue, to: &bytes)
    return bytes
  }

  /// Hands over the characters of a part, without a copy; the group of a village is no part of the rest here.
  public func withScalars<Result>(of part: Part, _ body: (Span<UInt32>) -> Result) -> Result {
    body(list.scalars.span.extracting(list.range(part.rawValue)))
  }

  /// Hands over the group of a village, `3组`; nothing where none is named.
  public func withScalarsOfGroup<Result>(_ body: (Span<UInt32>) -> Result) -> Result {
    body(list.scalars.span.extracting(list.range(Self.group)))
  }

  /// Appends region, town, community, road, doorNumber, compound, building, unit, room, rest, separated by byte 0x1F.
  public func joinedParts(into bytes: inout [UInt8]) {
    list.join(Self.partCount, prefixOfLast: Self.group, into: &bytes)
  }

  /// Appends the address in one writing for all: levels in full, digits, 号楼, 单元, 室.
  public func appendCanonical(to bytes: inout [UInt8]) { appendScalars(canonical.span, to: &bytes) }

  /// Whether nothing was recognized but words.
  public var isOnlyRest: Bool {
    for part in 0..<Part.rest.rawValue where !list.isEmpty(part) { return false }
    return true
  }

  /// Takes an address apart.
  ///
  /// - Parameters:
  ///   - address: UTF-8, in normal form or not.
  ///   - gazetteer: the names of regions, and the home city.
  public mutating func parse(_ address: Span<UInt8>, gazetteer: Gazetteer) {
    folded.fold(address)
    parse(folded.scalars, gazetteer: gazetteer)
  }

  /// As above, of a folded address.
  public mutating func parse(_ scalars: [UInt32], gazetteer: Gazetteer) {
    list.removeAll()
    canonical.removeAll(keepingCapacity: true)
    tokens.removeAll(keepingCapacity: true)
    isIrregular = false
    takeUp(scalars)
    let reading = gazetteer.readRegion(work.span, from: 0)
    writeRegion(reading, gazetteer)
    var place = reading.end
    takeNamedLevels(&place)
    takeNumbers(place)
  }

  /// As `parse`, and writes the canonical form until writing it again changes nothing.
  ///
  /// What is left over moves behind everything else, so it may read differently there.
  public mutating func parseToCanonical(_ scalars: [UInt32], gazetteer: Gazetteer) {
    parse(scalars, gazetteer: gazetteer)
    var turns = 0
    while isIrregular || !list.isEmpty(Part.rest.rawValue), turns < 4 {
      let before = canonical
      parse(before, gazetteer: gazetteer)
      if canonical == before { return }
      turns += 1
    }
  }

  /// Copies the address without blanks and with one sign for each meaning.
  private mutating func takeUp(_ scalars: [UInt32]) {
    let changedEnds = Self.changedEnds
    work.removeAll(keepingCapacity: true)
    work.append(addingCapacity: scalars.count) { work in
      for scalar in scalars {
        if changedEnds &>> UInt64(scalar & 63) & 1 == 0 {
          work.append(scalar)
        } else if scalar != 0x20 {
          work.append(Self.sign(scalar))
        }
      }
    }
  }

  /// One bit for the lowest six of each scalar that does not stay as it is: most of the others are told by it alone.
  private static let changedEnds: UInt64 = {
    var bits: UInt64 = 1 << 0x20
    for scalar: UInt32 in 0x21...0xFFFF where sign(scalar) != scalar { bits |= 1 << UInt64(scalar & 63) }
    return bits
  }()

  private static func sign(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x2010...0x2015, 0x2212, 0xFF5E, 0x7E, 0x5F, 0x3C, 0x2192: 0x2D
    case 0x865F: 0x53F7  // 號
    case 0x5C64: 0x5C42  // 層
    case 0x5E62, 0x68DF: 0x680B  // 幢 is a 栋
    case 0x266F, 0xFE5F: 0x23
    case 0xFF08: 0x28
    case 0xFF09: 0x29
    default: scalar
    }
  }

  private mutating func writeRegion(_ reading: RegionReading, _ gazetteer: Gazetteer) {
    if reading.isEmpty { return }
    gazetteer.forEachScalar(ofNameOf: reading.province) { canonical.append($0) }
    gazetteer.forEachScalar(ofNameOf: reading.prefecture) { canonical.append($0) }
    let region = Part.region.rawValue
    let isHome =
      reading.county != 0
      ? reading.county / 100 == gazetteer.cityCode / 100 : reading.prefecture == gazetteer.cityCode
    if !isHome {
      let city =
        reading.county != 0 && reading.prefecture == 0 ? reading.county / 100 * 100 : reading.prefecture
      list.append(region, nameOf: city, in: gazetteer)
      if city == 0, reading.countyRange.isEmpty {
        list.append(region, nameOf: reading.province, in: gazetteer)
      }
    }
    if reading.county != 0 {
      list.append(region, nameOf: reading.county, in: gazetteer)
      gazetteer.forEachScalar(ofNameOf: reading.county) { canonical.append($0) }
    } else if !reading.countyRange.isEmpty {
      list.append(region, work, reading.countyRange)
      appendCanonical(reading.countyRange)
    }
  }

  /// Characters one by one: a slice would be counted as another owner of the text, for each few of them.
  @inline(__always) private mutating func appendCanonical(_ range: Range<Int>) {
    for index in range { canonical.append(work[index]) }
  }

  // MARK: Names

  /// Town, community and road, each up to its word of level.
  private mutating func takeNamedLevels(_ place: inout Int) {
    var last = AddressLevel.none
    var scan = place
    while scan < work.count, scan - place <= 16 {
      // A digit begins the numbers; a name has none, but for a road such as 207国道.
      if isDigit(work[scan]) {
        if let road = numberedRoad(place, scan) {
          take(.road, place, road, road)
          place = road
        }
        return
      }
      guard let word = addressLevelWords.longestMatch(in: work.span, at: scan),
        let level = AddressLevel(rawValue: word.number)
      else {
        scan += 1
        continue
      }
      let end = scan + word.length
      guard scan > place, level > last, accepts(level, place, scan, end) else {
        scan = max(scan + 1, level == .road ? end : scan + 1)
        continue
      }
      take(level, place, scan, end)
      place = end
      scan = end
      last = level
      if level == .road {
        takeRoadSection(&place)
        return
      }
    }
  }

  /// Whether a word of level ends a name here, and is not the beginning or the middle of a longer one.
  private func accepts(_ level: AddressLevel, _ start: Int, _ word: Int, _ end: Int) -> Bool {
    let next = end < work.count ? work[end] : 0
    let isRoadNext = next == 0x8DEF || next == 0x8857 || next == 0x5DF7  // 路 街 巷
    switch level {
    case .town:
      // 曹镇乡 is the township of 曹镇.
      if next == 0x4E61 || next == 0x9547 || next == 0x8857 && end + 1 < work.count && work[end + 1] == 0x9053
      {
        return false
      }
      return !isRoadNext
        && !(next == 0x5927 && end + 1 < work.count && (work[end + 1] == 0x8857 || work[end + 1] == 0x9053))
    case .community:
      // 常村镇 is a town.
      if isRoadNext || next == 0x9547 || next == 0x4E61 { return false }
      // 锦绣新村3号楼 is a compound, 张家新村3组 a village.
      if end - word == 1, work[word] == 0x6751, word - start >= 2, work[word - 1] == 0x65B0 {
        return !isBuildingNext(end)
      }
      return true
    case .road:
      // 光明路街道, 光明路办事处 and 庙街乡 are towns, 铁路小区 and 公路局 are no roads.
      if next == 0x4E61 || next == 0x9547 { return false }
      if next == 0x8857, end + 1 < work.count, work[end + 1] == 0x9053 { return false }
      if next == 0x529E, end + 2 < work.count, work[end + 1] == 0x4E8B, work[end + 2] == 0x5904 {
        return false
      }
      if work[word] == 0x8DEF, word > start, work[word - 1] == 0x94C1 || work[word - 1] == 0x516C {
        return next == 0 || isDigit(next)
      }
      if work[word] == 0x8DEF, next == 0x53E3 || next == 0x6865 { return false }  // 路口 路桥
      return true
    case .none: return false
    }
  }

  /// Whether a building's number follows, and not a group of a village.
  private func isBuildingNext(_ place: Int) -> Bool {
    var index = place
    while index < work.count,
      isDigit(work[index]) || chineseDigit(work[index]) != nil || work[index] == 0x5341
    { index += 1 }
    guard index > place, index < work.count else { return false }
    return work[index] != 0x7EC4 && work[index] != 0x961F && !(work[index] == 0x6751)  // 组 队 村
  }

  /// 207国道, 234省道: the index behind it.
  private func numberedRoad(_ start: Int, _ digits: Int) -> Int? {
    var index = digits
    while index < work.count, isDigit(work[index]) { index += 1 }
    guard index + 1 < work.count, work[index + 1] == 0x9053,
      work[index] == 0x56FD || work[index] == 0x7701 || work[index] == 0x53BF
    else { return nil }
    return index + 2
  }

  private mutating func take(_ level: AddressLevel, _ start: Int, _ word: Int, _ end: Int) {
    switch level {
    case .town:
      list.append(Part.town.rawValue, work, start..<word)
      appendCanonical(start..<word)
      // 街道办事处, 街道办 and 办事处 are 街道.
      let first = work[word]
      if first == 0x8857 || first == 0x529E {
        canonical.append(0x8857)
        canonical.append(0x9053)
      } else {
        appendCanonical(word..<end)
      }
    case .community:
      list.append(Part.community.rawValue, work, start..<word)
      appendCanonical(start..<word)
      // 村委会 and 居委会 are where people live only in name.
      let isVillage = work[word] == 0x6751 || work[word] == 0x884C  // 村 行政村
      canonical.append(isVillage ? 0x6751 : 0x793E)
      if !isVillage { canonical.append(0x533A) }
    case .road:
      appendCanonical(start..<end)
      list.append(Part.road.rawValue, work, start..<end)
    case .none: break
    }
  }

  /// 建设路西段, 建设路中段, 建设路南; the direction belongs to the road.
  private mutating func takeRoadSection(_ place: inout Int) {
    guard place < work.count else { return }
    let scalar = work[place]
    let isDirection =
      scalar == 0x4E1C || scalar == 0x897F || scalar == 0x5357 || scalar == 0x5317 || scalar == 0x4E2D
    guard isDirection, place + 1 < work.count, work[place + 1] == 0x6BB5 else { return }  // 段
    list.append(Part.road.rawValue, work, place..<place + 2)
    appendCanonical(place..<place + 2)
    place += 2
  }
}

/// The levels of an address that have a name.
enum AddressLevel: Int32, Comparable {
  case none = -1
  case town, community, road

  static func < (a: AddressLevel, b: AddressLevel) -> Bool { a.rawValue < b.rawValue }
}

/// Words of level by `AddressLevel`.
private let addressLevelWords: ScalarTrie = {
  var trie = ScalarTrie()
  for word in "街道办事处 街道办 街道 办事处 镇 乡 民族乡 苏木 公社 镇人民政府".split(separator: " ") {
    trie.insert(String(word), AddressLevel.town.rawValue)
  }
  for word in "社区居民委员会 社区居委会 社区 居民委员会 居委会 村民委员会 村委会 行政村 村".split(separator: " ") {
    trie.insert(String(word), AddressLevel.community.rawValue)
  }
  for word in "路 大道 大街 街 巷 胡同 国道 省道 弄 快速路".split(separator: " ") {
    trie.insert(String(word), AddressLevel.road.rawValue)
  }
  return trie
}()
