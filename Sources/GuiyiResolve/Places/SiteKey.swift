internal import GuiyiColumns

/// Parts that together name a site, and how far they can be trusted to name only one.
///
/// Names of compounds recur in a city, numbers of a road do not: what names a site by fewer parts is trusted less, and a key that
/// two sites of the register share names none.
enum SiteKey: UInt64, CaseIterable {
  /// Road, number and compound.
  case full
  /// Road and number.
  case number
  /// Community and compound.
  case communityCompound
  case townCompound
  case roadCompound
  case compound
  /// Town and village.
  case village
  /// A village without its town.
  case villageAlone

  static let all = Array(allCases)

  /// Whether an address names all parts of the key, and is of its kind.
  func fits(_ path: AddressPath) -> Bool {
    switch self {
    case .full: path.road != 0 && path.door != 0 && path.compound != 0
    case .number: path.road != 0 && path.door != 0
    case .communityCompound: path.compound != 0 && path.community != 0
    case .townCompound: path.compound != 0 && path.town != 0
    case .roadCompound: path.compound != 0 && path.road != 0
    case .compound: path.compound != 0
    case .village: path.isVillage && path.community != 0 && path.town != 0
    case .villageAlone: path.isVillage && path.community != 0
    }
  }

  /// - Parameter withRegion: whether the county belongs to the key; without it the whole city is asked.
  func hash(_ path: AddressPath, withRegion: Bool) -> UInt64 {
    let start = StableHash.mix(rawValue, withRegion ? path.region : 0)
    switch self {
    case .full:
      return StableHash.mix(StableHash.mix(StableHash.mix(start, path.road), path.door), path.compound)
    case .number: return StableHash.mix(StableHash.mix(start, path.road), path.door)
    case .communityCompound: return StableHash.mix(StableHash.mix(start, path.community), path.compound)
    case .townCompound: return StableHash.mix(StableHash.mix(start, path.town), path.compound)
    case .roadCompound: return StableHash.mix(StableHash.mix(start, path.road), path.compound)
    case .compound: return StableHash.mix(start, path.compound)
    case .village: return StableHash.mix(StableHash.mix(start, path.town), path.community)
    case .villageAlone: return StableHash.mix(start, path.community)
    }
  }

  /// In thousandths, with the county named and without.
  private var standing: (named: Int, alone: Int) {
    switch self {
    case .full: (995, 980)
    case .number: (985, 850)
    case .communityCompound: (980, 950)
    case .townCompound: (970, 950)
    case .roadCompound: (970, 900)
    case .compound: (900, 700)
    case .village: (990, 970)
    case .villageAlone: (900, 700)
    }
  }

  /// How far the key can be trusted where everything else is held against the site; 0 where something contradicts it.
  func trust(_ path: AddressPath, against site: AddressPath) -> Int {
    func differ(_ a: UInt64, _ b: UInt64) -> Bool { a != 0 && b != 0 && a != b }
    if differ(path.region, site.region) || differ(path.compound, site.compound) { return 0 }
    var trust = path.region != 0 ? standing.named : standing.alone
    let isInAnotherTown = differ(path.town, site.town) && differ(path.community, site.community)
    let isElsewhere = differ(path.town, site.town) || differ(path.community, site.community)
    let hasOtherNumber =
      differ(path.road, site.road) || path.road == site.road && differ(path.door, site.door)
    switch self {
    case .full:
      // Towns and communities are cut anew; a road and its number stay.
      if isElsewhere { trust = trust * (isInAnotherTown ? 850 : 950) / 1000 }
    case .number:
      if isElsewhere { trust = trust * 900 / 1000 }
    case .communityCompound, .townCompound:
      // A compound on a corner has two numbers; two compounds of one name have two communities.
      if isElsewhere { return 0 }
      if hasOtherNumber { trust = trust * 850 / 1000 }
    case .roadCompound, .compound:
      if isElsewhere || hasOtherNumber { return 0 }
    case .village, .villageAlone:
      if isElsewhere { return 0 }
    }
    return trust
  }
}
