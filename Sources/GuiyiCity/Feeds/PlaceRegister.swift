// The register of standard addresses: compounds and villages, their buildings, and some of their homes.

/// A place of the register, by what it is in.
///
/// The name of a place begins with that of the place around it: `A12-3-7` lies in `A12-3`, which lies in `A12`.
struct RegisteredPlace {
  var truth: String
  var code: String
  var name: String
  var address: String
}

extension City {
  /// One neighbourhood in so many has its homes in the register, the others end at the building.
  private static let homesEach = 5
  /// One organization in so many stands at a registered address.
  private static let organizationsEach = 3

  /// The deepest registered place of a home, in the words of the truth; empty where it is in none.
  func registeredPlace(of home: Home) -> String {
    guard let neighbourhood = home.neighbourhoodIndex, home.isHere else { return "" }
    let building = "A\(neighbourhood)-\(home.building)"
    return neighbourhood % Self.homesEach == 0 ? "\(building)-\(home.slot)" : building
  }

  /// The same for the address of an organization.
  func registeredPlace(of body: Organization) -> String {
    body.index % Self.organizationsEach == 0 ? "B\(body.index)-\(home(of: body).building)" : ""
  }

  func home(of body: Organization) -> Home {
    let place = Neighbourhood(seed: options.seed, index: 500_000 + body.index)
    return Home(in: place, slot: body.index % Neighbourhood.homeCount)
  }

  /// The places of a neighbourhood, written with its first household.
  func writePlaces(_ random: inout RandomStream) throws {
    let slot = household.index % Neighbourhood.homeCount
    // Three of its homes drew from this stream once; whoever draws behind them stays as he was.
    if slot < 3 { for _ in 0..<2 { _ = random.next() } }
    guard slot == 0 else { return }
    let place = household.neighbourhood
    let homes = (0..<Neighbourhood.homeCount).map { Home(in: place, slot: $0) }
    try writePlace(RegisteredPlace(site: homes[0], truth: "A\(place.index)", of: place), place)
    for home in homes where home.isFirstOfBuilding {
      try writePlace(
        RegisteredPlace(building: home, truth: "A\(place.index)-\(home.building)", of: place), place)
    }
    guard place.index % Self.homesEach == 0 else { return }
    for home in homes {
      try writePlace(RegisteredPlace(home: home, truth: registeredPlace(of: home), of: place), place)
    }
  }

  func writePlaces(of body: Organization) throws {
    guard body.index % Self.organizationsEach == 0 else { return }
    let place = Neighbourhood(seed: options.seed, index: 500_000 + body.index)
    let home = home(of: body)
    try writePlace(RegisteredPlace(site: home, truth: "B\(body.index)", of: place), place)
    try writePlace(RegisteredPlace(building: home, truth: registeredPlace(of: body), of: place), place)
  }

  private func writePlace(_ place: RegisteredPlace, _ neighbourhood: Neighbourhood) throws {
    // A stream of its own for each place, by its code.
    var random = RandomStream(
      seed: options.seed, lane: .place,
      index: place.code.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF_FFFF })
    let longitude = neighbourhood.longitude + Double(random.below(100)) / 100_000
    let latitude = neighbourhood.latitude + Double(random.below(100)) / 100_000
    let system =
      switch random.below(20) {
      case 0: WrittenSystem.gcj02
      case 1: WrittenSystem.bd09
      case 2: WrittenSystem.projected
      default: WrittenSystem.cgcs2000
      }
    let cells = system.write(longitude: longitude, latitude: latitude)
    let row = begin("410400-MZ-0006", &random)
    row.plain(place.code)
    row.plain(place.name)
    row.plain(place.address)
    row.plain(cells.longitude)
    row.plain(cells.latitude)
    row.plain(system.name)
    try end([.other("place", place.truth)])
    try tellValues(
      "place", place.truth, ["code": place.code, "name": place.name, "address": place.address])
    try truth.point(
      place.truth, longitude: decimal(longitude, 8), latitude: decimal(latitude, 8), address: place.address)
  }
}

extension RegisteredPlace {
  private init(_ truth: String, _ place: Neighbourhood, _ number: Int, _ name: String, _ address: String) {
    self.truth = truth
    code = "\(Places.districts[place.districtIndex].region)\(padded(place.index, 8))\(padded(number, 4))"
    self.name = name
    self.address = address
  }

  init(site home: Home, truth: String, of place: Neighbourhood) {
    self.init(truth, place, 0, home.compound, home.siteAddress)
  }

  init(building home: Home, truth: String, of place: Neighbourhood) {
    let name = home.isUrban ? "\(home.building)号楼" : "\(home.building)组"
    self.init(truth, place, home.building * 100, home.compound + name, home.siteAddress + name)
  }

  init(home: Home, truth: String, of place: Neighbourhood) {
    self.init(
      truth, place, home.building * 100 + home.slot % Neighbourhood.homeCount + 1, home.compound,
      home.standard)
  }
}
