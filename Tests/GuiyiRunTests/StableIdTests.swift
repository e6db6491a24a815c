import Foundation
import GuiyiModel
import GuiyiRun
import GuiyiTesting
import Testing

/// Entity ids from one run to the next.
@Suite struct StableIdTests {
  /// The entity id behind every identity number.
  private func ids(of workspace: String) throws -> [String: String] {
    let people = CSVTable(try text(of: .entities(.person), workspace: workspace))
    return Dictionary(
      zip(people.column("id-number"), people.column("entity_id")).filter { !$0.0.isEmpty },
      uniquingKeysWith: { a, _ in a })
  }

  @Test func `people keep their ids when rows come, go and are rewritten`() throws {
    let folder = ScratchFolder("ids")
    var city = SmallCity()
    try city.write(to: folder)
    _ = try run(folder.path)
    let before = try ids(of: folder.path)
    // Ten people more in every feed, and a register whose every row was written anew.
    city.personCount += 10
    try city.write(to: folder)
    var register = try #require(city.pools.first { $0.name == "police/residents.csv" }).rows
    for row in register.indices.dropFirst() where register[row].count == 7 && !register[row][0].isEmpty {
      register[row][6] = "2026-10-01"
    }
    register.removeLast(3)
    try folder.write("pools/police/residents.csv", csv(register.prefix(1) + register.dropFirst().reversed()))
    _ = try run(folder.path)
    let after = try ids(of: folder.path)
    for (number, id) in before { #expect(after[number] == id) }
    let old = Set(before.values)
    let new = Set(after.filter { before[$0.key] == nil }.values)
    #expect(new.count == 10)
    #expect(old.isDisjoint(with: new))
  }

  @Test func `an id that was given up is not given out again`() throws {
    let folder = ScratchFolder("retired")
    let city = SmallCity()
    try city.write(to: folder)
    _ = try run(folder.path)
    let before = Set(try ids(of: folder.path).values)
    for pool in city.pools where !pool.name.hasPrefix("tax") && !pool.name.hasPrefix("market") {
      try folder.remove("pools/" + pool.name)
    }
    _ = try run(folder.path)
    let kept = Set(CSVTable(try text(of: .entities(.person), workspace: folder.path)).column("entity_id"))
    let gone = before.subtracting(kept)
    #expect(gone.count > 40)
    try city.write(to: folder)
    _ = try run(folder.path)
    // Who was away comes back under a new id: nobody else ever has the old one.
    let after = try ids(of: folder.path)
    #expect(after.count == before.count)
    #expect(gone.isDisjoint(with: after.values))
    let example = try #require(gone.sorted().first)
    let outcome = try GuiyiProcess.run("explain", folder.path, example)
    #expect(outcome.output.contains("retired"))
  }
}
