import GuiyiTesting
import Testing

/// What looks like one and is not, in a whole run.
@Suite struct TrapCityTests {
  /// The entity of every record of the truth after a run.
  private static let ran: (truth: [TrapCity.Place: String], entityOf: [TrapCity.Place: String]) = {
    let city = TrapCity()
    let folder = ScratchFolder("traps")
    do {
      try city.write(to: folder)
      _ = try run(folder.path)
      let links = CSVTable(try export("links", of: folder.path))
      var entityOf: [TrapCity.Place: String] = [:]
      let cells = ["subject", "file", "row", "role", "entity_id"].map { links.column($0) }
      for index in links.rows.indices {
        let place = TrapCity.Place(
          subject: cells[0][index], file: cells[1][index], row: Int(cells[2][index]) ?? 0,
          role: cells[3][index])
        entityOf[place] = cells[4][index]
      }
      return (city.truth, entityOf)
    } catch { preconditionFailure("the city of traps does not run: \(error)") }
  }()

  private static func pairCount(_ sizes: some Sequence<Int>) -> Int {
    sizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
  }

  @Test func `every record has an entity`() {
    #expect(Self.ran.truth.keys.allSatisfy { Self.ran.entityOf[$0] != nil })
  }

  @Test(arguments: ["person", "organization"])
  func `no trap is merged`(subject: String) {
    var keysOf: [String: Set<String>] = [:]
    for (place, key) in Self.ran.truth where place.subject == subject {
      keysOf[Self.ran.entityOf[place] ?? "", default: []].insert(key)
    }
    let merged = keysOf.values.filter { $0.count > 1 }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    #expect(merged.isEmpty)
  }

  @Test func `who is only named is the one resident who can be meant`() {
    for index in TrapCity.rareNames.indices {
      let places = Self.ran.truth.filter { $0.value == "rare-\(index)" }.keys
      #expect(places.count == 3)
      #expect(Set(places.map { Self.ran.entityOf[$0] ?? "" }).count == 1)
    }
  }

  @Test(arguments: ["person", "organization"])
  func `nearly all that belongs together is together`(subject: String) {
    var truths: [String: Int] = [:]
    var cells: [[String]: Int] = [:]
    for (place, key) in Self.ran.truth where place.subject == subject {
      truths[key, default: 0] += 1
      cells[[key, Self.ran.entityOf[place] ?? ""], default: 0] += 1
    }
    let share = Double(Self.pairCount(cells.values)) / Double(Self.pairCount(truths.values))
    #expect(share >= 0.97)
  }
}
