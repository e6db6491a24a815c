public import GuiyiIdentifiers

/// The provinces, prefectures and counties that a text names, and how far it goes.
public struct RegionReading: Sendable, Hashable {
  /// Six-digit codes; 0 where the level is not named.
  public var province = 0
  public var prefecture = 0
  public var county = 0
  /// The index behind the last region word.
  public var end = 0
  /// A county that is named, but of which the text does not say where it is, as the name occurs several times.
  public var isCountyAmbiguous = false
  /// Where the county's name stands; empty where none is named.
  public var countyRange = 0..<0

  /// Whether no region is named.
  public var isEmpty: Bool { province == 0 && prefecture == 0 && countyRange.isEmpty }
}

/// Names of regions in texts: made of a `RegionTable` once, then shared by all threads.
public struct Gazetteer: Sendable {
  /// The city that addresses without one are in; 0 for none.
  public let cityCode: Int
  private var provinces = ScalarTrie()
  private var prefectures = ScalarTrie()
  private var counties = ScalarTrie()
  /// The codes of each name, behind one another: a name's number is where its first stands.
  private var lists: [[Int32]] = []
  /// All names behind one another, and by code where each starts, times 32, plus how long it is; 0 for none.
  private var nameScalars: [UInt32] = []
  private var namePlaces: [UInt32]
  private static let firstCode = 110_000, lastCode = 999_999

  /// - Parameters:
  ///   - regions: every code that it knows becomes a name.
  ///   - cityCode: the home city, `410400`; 0 for none.
  public init(regions: RegionTable, cityCode: Int) {
    self.cityCode = cityCode
    namePlaces = [UInt32](repeating: 0, count: Self.lastCode - Self.firstCode + 1)
    var byName: [String: Int32] = [:]
    for code in Self.firstCode...Self.lastCode where regions.standing(of: code) != .unknown {
      guard let name = regions.name(of: code) else { continue }
      let scalars = name.unicodeScalars.map(\.value)
      guard scalars.count >= 2, scalars.count < 32, !Self.summaries.contains(name) else { continue }
      namePlaces[code - Self.firstCode] = UInt32(nameScalars.count * 32 + scalars.count)
      nameScalars += scalars
      let key = "\(code % 10_000 == 0 ? 0 : code % 100 == 0 ? 1 : 2)\(name)"
      if let list = byName[key] {
        lists[Int(list)].append(Int32(code))
      } else {
        let list = Int32(lists.count)
        byName[key] = list
        lists.append([Int32(code)])
        insert(scalars, list, code, isCurrent: regions.standing(of: code) == .current)
      }
    }
  }

  private static let summaries: Set<String> = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖县级行政单位", "市区"]

  private mutating func insert(_ name: [UInt32], _ list: Int32, _ code: Int, isCurrent: Bool) {
    if code % 10_000 == 0 {
      provinces.insert(name, list)
      provinces.insert(Self.provinceStem(name), list)
    } else if code % 100 == 0 {
      prefectures.insert(name, list)
      // Without 市, and without 地区.
      if let last = name.last, last == 0x5E02, name.count > 2 { prefectures.insert(name.dropLast(), list) }
      if name.count > 3, name.suffix(2) == [0x5730, 0x533A] { prefectures.insert(name.dropLast(2), list) }
    } else {
      counties.insert(name, list)
      // 宝丰 for 宝丰县, at home only: elsewhere a stem without its level is any word.
      if code / 100 == cityCode / 100, isCurrent, name.count >= 3, let last = name.last,
        last == 0x53BF || last == 0x5E02
      {
        counties.insert(name.dropLast(), list)
      }
    }
  }

  private static func provinceStem(_ name: [UInt32]) -> [UInt32] {
    if name.count == 3 { return name.dropLast() }
    // 内蒙古 and 黑龙江 have three characters, the other regions two.
    return Array(name.prefix(name[0] == 0x5185 || name[0] == 0x9ED1 ? 3 : 2))
  }

  /// Calls `body` with each character of the name of a region; not at all where it has none.
  @inline(__always) func forEachScalar(ofNameOf code: Int, _ body: (UInt32) -> Void) {
    guard code >= Self.firstCode, code <= Self.lastCode else { return }
    let place = namePlaces[code &- Self.firstCode]
    for index in Int(place >> 5)..<Int((place >> 5) &+ (place & 31)) { body(nameScalars[index]) }
  }

  /// The name of a region; empty where it has none.
  public func name(of code: Int) -> [UInt32] {
    var name: [UInt32] = []
    forEachScalar(ofNameOf: code) { name.append($0) }
    return name
  }

  /// Reads the region words that stand at an index.
  ///
  /// - Parameters:
  ///   - text: folded, without blanks.
  ///   - start: where to begin.
  ///   - allowsStems: whether 平顶山 may stand for 平顶山市 and 河南 for 河南省.
  public func readRegion(_ text: Span<UInt32>, from start: Int, allowsStems: Bool = true) -> RegionReading {
    var reading = RegionReading()
    reading.end = start
    if let match = provinces.longestMatch(in: text, at: start), isWord(text, start, match.length, allowsStems)
    {
      reading.province = Int(lists[Int(match.number)][0])
      reading.end = start &+ match.length
    }
    readPrefecture(text, &reading, allowsStems)
    skipSummary(text, &reading)
    readCounty(text, &reading, allowsStems)
    return reading
  }

  private func readPrefecture(_ text: Span<UInt32>, _ reading: inout RegionReading, _ allowsStems: Bool) {
    guard let match = prefectures.longestMatch(in: text, at: reading.end),
      isWord(text, reading.end, match.length, allowsStems)
    else { return }
    for code in lists[Int(match.number)]
    where reading.province == 0 || Int(code) / 10_000 == reading.province / 10_000 {
      reading.prefecture = Int(code)
    }
    if reading.prefecture != 0 {
      reading.end &+= match.length
      // 平顶山市平顶山市
      while let again = prefectures.longestMatch(in: text, at: reading.end), again.number == match.number,
        text[reading.end &+ again.length &- 1] == 0x5E02
      {
        reading.end &+= again.length
      }
    }
  }

  /// 市辖区 between a city and its district says nothing.
  private func skipSummary(_ text: Span<UInt32>, _ reading: inout RegionReading) {
    let place = reading.end
    guard place > 0, place &+ 2 < text.count, text[place] == 0x5E02, text[place &+ 1] == 0x8F96,
      text[place &+ 2] == 0x533A
    else { return }
    reading.end = place &+ 3
  }

  private func readCounty(_ text: Span<UInt32>, _ reading: inout RegionReading, _ allowsStems: Bool) {
    let start = reading.end
    guard let match = counties.longestMatch(in: text, at: start),
      isWord(text, start, match.length, allowsStems)
    else {
      return
    }
    var found = 0
    var candidates = 0
    var home = 0
    for code in lists[Int(match.number)] {
      let code = Int(code)
      if code / 100 == cityCode / 100 { home = code }
      if reading.prefecture != 0
        ? code / 100 == reading.prefecture / 100
        : reading.province == 0 || code / 10_000 == reading.province / 10_000
      {
        if found / 100 != code / 100 { candidates &+= 1 }
        found = code
      }
    }
    if reading.prefecture == 0, home != 0, reading.province == 0 || reading.province / 10_000 == home / 10_000
    {
      found = home
      candidates = 1
    }
    // 城区, 郊区, 矿区 are words of their own unless the city has one.
    if match.length == 2, text[start &+ 1] == 0x533A,
      candidates != 1 || reading.prefecture == 0 && found != home
    {
      return
    }
    // A county that moved to another city is still the one that is named.
    if candidates == 0, !lists[Int(match.number)].isEmpty { reading.isCountyAmbiguous = true }
    if candidates > 1 { reading.isCountyAmbiguous = true }
    if candidates == 1 { reading.county = found }
    reading.countyRange = start..<start &+ match.length
    reading.end = start &+ match.length
  }

  /// Whether a match is a region and not the beginning of a road or a longer name: 河南路, 平顶山大道, 朝阳区 but not 朝阳路.
  private func isWord(_ text: Span<UInt32>, _ start: Int, _ length: Int, _ allowsStems: Bool) -> Bool {
    let end = start &+ length
    switch text[end &- 1] {
    case 0x7701, 0x5E02, 0x533A, 0x53BF, 0x5DDE, 0x76DF, 0x65D7:  // 省 市 区 县 州 盟 旗
      return end >= text.count || !isRoadEnd(text[end])
    default: break
    }
    guard allowsStems else { return false }
    guard end < text.count else { return true }
    // 临汝镇 is no 临汝县, 平顶山路 no 平顶山市.
    if isRoadEnd(text[end]) || isLowLevel(text[end]) { return false }
    // 河南大道, 河南中路
    guard end &+ 1 < text.count else { return true }
    switch text[end &+ 1] {
    case 0x8DEF, 0x8857: return false
    case 0x9053: return text[end] != 0x5927
    default: return true
    }
  }

  /// 镇 乡 村 社
  private func isLowLevel(_ scalar: UInt32) -> Bool {
    scalar == 0x9547 || scalar == 0x4E61 || scalar == 0x6751 || scalar == 0x793E
  }

  private func isRoadEnd(_ scalar: UInt32) -> Bool {
    scalar == 0x8DEF || scalar == 0x8857 || scalar == 0x5DF7 || scalar == 0x9053 || scalar == 0x6865
      || scalar == 0x5C71
  }
}
