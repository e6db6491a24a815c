import GuiyiCity
import GuiyiTesting
import Testing

/// What looks like one and is not, in a whole run.
@Suite struct TrapCityTests {
  /// A record, and whose the truth and the run say it is.
  private struct Record {
    let subject: String
    let key: String
    let entity: String
  }

  private static let records: [Record] = {
    let folder = ScratchFolder("traps")
    do {
      _ = try generateTrapCity(output: folder.path)
      _ = try run(folder.path)
      let entities = places(CSVTable(try export("links", of: folder.path)), "entity_id")
      return places(CSVTable(try folder.read("truth/links.csv")), "truth_id").map {
        Record(subject: $0.key[0], key: $0.value, entity: entities[$0.key] ?? "")
      }
    } catch { preconditionFailure("the city of traps does not run: \(error)") }
  }()

  /// One column of a table of links, by subject, file, row and role.
  private static func places(_ links: CSVTable, _ column: String) -> [[String]: String] {
    let places = ["subject", "file", "row", "role"].map { links.column($0) }
    let values = links.column(column)
    return Dictionary(
      uniqueKeysWithValues: values.indices.map { index in (places.map { $0[index] }, values[index]) })
  }

  private static func pairCount(_ sizes: some Sequence<Int>) -> Int {
    sizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
  }

  @Test func `every record has an entity`() {
    #expect(!Self.records.isEmpty)
    #expect(Self.records.allSatisfy { !$0.entity.isEmpty })
  }

  @Test(arguments: ["person", "organization"])
  func `no trap is merged`(subject: String) {
    var keysOf: [String: Set<String>] = [:]
    for record in Self.records where record.subject == subject {
      keysOf[record.entity, default: []].insert(record.key)
    }
    let merged = keysOf.values.filter { $0.count > 1 }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    #expect(merged.isEmpty)
  }

  @Test func `who is only named is the one resident who can be meant`() {
    let rare = Dictionary(grouping: Self.records.filter { $0.key.hasPrefix("rare-") }, by: \.key)
    #expect(rare.count == 6)
    for records in rare.values {
      #expect(records.count == 3)
      #expect(Set(records.map(\.entity)).count == 1)
    }
  }

  @Test(arguments: ["person", "organization"])
  func `nearly all that belongs together is together`(subject: String) {
    var truths: [String: Int] = [:]
    var cells: [[String]: Int] = [:]
    for record in Self.records where record.subject == subject {
      truths[record.key, default: 0] += 1
      cells[[record.key, record.entity], default: 0] += 1
    }
    let share = Double(Self.pairCount(cells.values)) / Double(Self.pairCount(truths.values))
    #expect(share >= 0.97)
  }
}
