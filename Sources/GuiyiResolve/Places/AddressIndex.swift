internal import GuiyiColumns

/// How far down an address led to a place.
public enum PlaceLevel: UInt8, Sendable, CaseIterable {
  /// A village or community as a whole.
  case community
  /// A housing compound, or a number at a road.
  case site
  /// A group of a village.
  case group
  /// A building; in a village a house.
  case building
  case unit
  case room

  /// The name in base databases and exports.
  public var name: String { Self.names[Int(rawValue)] }
  private static let names = ["community", "site", "group", "building", "unit", "room"]
  public var chineseName: String { Self.chineseNames[Int(rawValue)] }
  private static let chineseNames = ["社区（村）", "院落门牌", "村民组", "楼栋", "单元", "户室"]
}

/// The place that an address lies in.
public struct LocatedAddress: Sendable, Hashable {
  /// The index of the place's entity.
  public let place: UInt32
  public let level: PlaceLevel
  /// How sure it is that the address lies there, in thousandths; below 900 a person should look.
  public let confidence: UInt16

  /// Whether it can be told without a person looking.
  public var isSure: Bool { confidence >= 900 }
}

/// Places by the parts of their addresses: first the site (a compound, a number at a road, a village), then what is inside of it.
struct AddressIndex: Sendable {
  /// Stands for a key that several sites or places share.
  private static let several = UInt32.max

  /// What is known of each site.
  private var sites: [AddressPath] = []
  /// Sites by what may be named of them.
  private var siteOf: [UInt64: UInt32] = [:]
  /// Places by their site and what is inside of it.
  private var placeOf: [UInt64: UInt32] = [:]

  /// - Parameter paths: the address of each place's entity; empty where it has none that can be read.
  init(_ paths: [AddressPath]) {
    let compounds = Self.soleCompounds(paths)
    var known: [UInt64: UInt32] = [:]
    for (place, path) in paths.enumerated() where !path.isEmpty {
      let identity = Self.identity(path, compounds)
      let site = known[identity] ?? UInt32(sites.count)
      if site == sites.count {
        known[identity] = site
        sites.append(AddressPath())
      }
      sites[Int(site)].complete(from: path)
      addInside(path, site: site, place: UInt32(place))
    }
    for (site, path) in sites.enumerated() {
      for key in SiteKey.all where key.fits(path) {
        for isHome in [false, true] where isHome || path.region != 0 {
          let hash = key.hash(path, withRegion: !isHome)
          if let other = siteOf[hash], other != site {
            siteOf[hash] = Self.several
          } else {
            siteOf[hash] = UInt32(site)
          }
        }
      }
    }
  }

  /// The one compound at each number of a road; 0 where there are several.
  private static func soleCompounds(_ paths: [AddressPath]) -> [UInt64: UInt64] {
    var compounds: [UInt64: UInt64] = [:]
    for path in paths where path.road != 0 && path.door != 0 && path.compound != 0 {
      let number = SiteKey.number.hash(path, withRegion: true)
      if let other = compounds[number], other != path.compound {
        compounds[number] = 0
      } else {
        compounds[number] = path.compound
      }
    }
    return compounds
  }

  /// One number for all places of a site, however much each names of it.
  private static func identity(_ path: AddressPath, _ compounds: [UInt64: UInt64]) -> UInt64 {
    if path.road != 0, path.door != 0 {
      let number = SiteKey.number.hash(path, withRegion: true)
      let sole = compounds[number] ?? 0
      return StableHash.mix(number, path.compound == 0 ? sole : path.compound)
    }
    var hash = StableHash.mix(path.region, path.town)
    for part in [path.community, path.road, path.door, path.compound] { hash = StableHash.mix(hash, part) }
    return hash
  }

  // MARK: Inside a site

  private enum Inside: UInt64 {
    case whole, group, building, unit, room, buildingOfAnyGroup, roomOfAnyUnit
  }

  private static func hash(_ site: UInt32, _ inside: Inside, _ a: UInt64, _ b: UInt64 = 0, _ c: UInt64 = 0)
    -> UInt64
  {
    StableHash.mix(StableHash.mix(StableHash.mix(UInt64(site) &<< 8 | inside.rawValue, a), b), c)
  }

  private mutating func addInside(_ path: AddressPath, site: UInt32, place: UInt32) {
    func building(_ path: AddressPath) -> UInt64 { StableHash.mix(path.group, path.building) }
    if path.room != 0 {
      add(Self.hash(site, .room, building(path), path.unit, path.room), place)
      if path.unit != 0 { add(Self.hash(site, .roomOfAnyUnit, building(path), path.room), place) }
    } else if path.unit != 0 {
      add(Self.hash(site, .unit, building(path), path.unit), place)
    } else if path.building != 0 {
      add(Self.hash(site, .building, building(path)), place)
      if path.group != 0 { add(Self.hash(site, .buildingOfAnyGroup, path.building), place) }
    } else if path.group != 0 {
      add(Self.hash(site, .group, path.group), place)
    } else {
      add(Self.hash(site, .whole, 0), place)
    }
  }

  private mutating func add(_ key: UInt64, _ place: UInt32) {
    placeOf[key] = placeOf[key] == nil ? place : Self.several
  }

  /// The deepest place of a site that an address lies in.
  private func inside(_ site: UInt32, _ path: AddressPath) -> (place: UInt32, level: PlaceLevel, trust: Int)?
  {
    let building = StableHash.mix(path.group, path.building)
    func find(_ key: UInt64) -> UInt32? { placeOf[key].flatMap { $0 == Self.several ? nil : $0 } }
    if path.room != 0 {
      if let place = find(Self.hash(site, .room, building, path.unit, path.room)) {
        return (place, .room, 1000)
      }
      if path.unit == 0, let place = find(Self.hash(site, .roomOfAnyUnit, building, path.room)) {
        return (place, .room, 970)
      }
      if path.unit != 0, let place = find(Self.hash(site, .room, building, 0, path.room)) {
        return (place, .room, 950)
      }
    }
    if path.unit != 0, let place = find(Self.hash(site, .unit, building, path.unit)) {
      return (place, .unit, 1000)
    }
    if path.building != 0 {
      if let place = find(Self.hash(site, .building, building)) { return (place, .building, 1000) }
      if path.group == 0, let place = find(Self.hash(site, .buildingOfAnyGroup, path.building)) {
        return (place, .building, 930)
      }
    }
    if path.group != 0, let place = find(Self.hash(site, .group, path.group)) { return (place, .group, 1000) }
    guard let place = find(Self.hash(site, .whole, 0)) else { return nil }
    return (place, sites[Int(site)].isVillage ? .community : .site, 1000)
  }

  // MARK: Finding

  /// The place of an address; nil where none is sure enough to be told.
  func locate(_ path: AddressPath) -> LocatedAddress? {
    if path.isEmpty { return nil }
    for key in SiteKey.all where key.fits(path) {
      guard let site = siteOf[key.hash(path, withRegion: path.region != 0)], site != Self.several else {
        continue
      }
      let trust = key.trust(path, against: sites[Int(site)])
      guard trust > 0, let found = inside(site, path) else { continue }
      var confidence = trust * found.trust / 1000
      switch path.rest {
      case .none: break
      case .words: confidence = confidence * 980 / 1000
      case .elsewhere: confidence = confidence * 600 / 1000
      }
      return LocatedAddress(place: found.place, level: found.level, confidence: UInt16(confidence))
    }
    return nil
  }
}

extension AddressPath {
  /// Takes over what another address of the same site says and this one does not; nothing that is inside.
  mutating func complete(from other: AddressPath) {
    if region == 0 { region = other.region }
    if town == 0 { town = other.town }
    if community == 0 { community = other.community }
    if road == 0 { road = other.road }
    if door == 0 { door = other.door }
    if compound == 0 { compound = other.compound }
  }
}
