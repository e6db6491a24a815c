internal import GuiyiColumns
internal import GuiyiIdentifiers
internal import GuiyiResolve
internal import GuiyiText

/// Addresses to the places of a register, by one thread: each is taken apart, looked up and told with a confidence.
func addressKernels() -> [Kernel] {
  let planted = PlantedAddresses(count: 200_000)
  let workers = Workers(threadCount: 1)
  let places = PlaceLocations(
    addresses: planted.register, dictionary: planted.places,
    gazetteer: Gazetteer(regions: RegionTable(extras: []), cityCode: 410_400), workers: workers)
  let (dictionary, asked) = (planted.addresses, planted.asked)
  let located = places.locate(asked, dictionary: dictionary, workers: workers)
  let told = zip(located, planted.placeOf).filter { $0.0?.isSure == true }
  let right = told.count { $0.0?.place == $0.1 }
  precondition(told.count * 100 >= asked.count * 97, "as many are found as a run has to find")
  precondition(right * 1000 >= told.count * 995, "and as rightly")
  return [
    Kernel(name: "address to its place", operationCount: asked.count) {
      places.locate(asked, dictionary: dictionary, workers: workers)
        .reduce(0) { $0 &+ UInt64($1.map { $0.place } ?? 0) }
    }
  ]
}

/// Invented addresses as three hands write them, each with its place in a register of buildings.
private struct PlantedAddresses {
  private(set) var places = ByteDictionary()
  /// The places' addresses, each place at its index.
  private(set) var register: [UInt32] = []
  private(set) var addresses = ByteDictionary()
  /// Distinct addresses.
  private(set) var asked: [UInt32] = []
  /// The place of each.
  private(set) var placeOf: [UInt32] = []

  private static let counties = ["新华区", "卫东区", "湛河区", "石龙区"]
  private static let towns = ["光明路", "曙光街", "五一路", "建设路", "轻工路"]
  private static let communities = ["阳光", "锦绣", "平安", "常绿", "光华", "湖滨"]
  private static let roads = ["建设路", "矿工路", "优越路", "解放路", "中兴路", "平安大道", "和平路", "开源路"]
  private static let compounds = ["阳光花园", "盛世国际", "翠湖小区", "金色家园", "学府名苑", "矿务局家属院"]

  init(count: Int) {
    var maker = TextMaker()
    for _ in 0..<count {
      let county = Self.counties[maker.number(below: Self.counties.count)]
      let (roadIndex, door) = (maker.number(below: Self.roads.count), 1 + maker.number(below: 300))
      let road = Self.roads[roadIndex]
      // One number of a road lies in one town, one community and one compound.
      let town = Self.towns[(roadIndex + door / 60) % Self.towns.count]
      let community = Self.communities[(roadIndex + door / 12) % Self.communities.count]
      let compound = Self.compounds[(roadIndex * 7 + door) % Self.compounds.count]
      let (building, unit, room) = (
        1 + maker.number(below: 20), 1 + maker.number(below: 4), 101 + maker.number(below: 600)
      )
      let site = "河南省平顶山市\(county)\(town)街道\(community)社区\(road)\(door)号\(compound)"
      let place = places.intern("\(site)\(building)号楼")
      if place > register.count { register.append(place) }
      // As a register, a clerk and a hurried clerk write it.
      let address =
        switch maker.number(below: 4) {
        case 0: "平顶山\(county)\(road)\(door)号\(compound)\(building)-\(unit)-\(room)"
        case 1: "\(county)\(town)办事处\(community)社区\(road)\(door)号\(building)幢\(unit)单元\(room)"
        default: "\(site)\(building)号楼\(unit)单元\(room)室"
        }
      let number = addresses.intern(address)
      if number > asked.count {
        asked.append(number)
        placeOf.append(place - 1)
      }
    }
  }
}
