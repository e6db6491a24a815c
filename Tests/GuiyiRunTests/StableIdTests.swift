import Foundation
import GuiyiModel
import GuiyiRun
import GuiyiStore
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
    #expect(outcome.output.contains("注销"))
  }

  @Test func `people keep their ids when the engine lays out its databases anew`() throws {
    let folder = ScratchFolder("layout")
    try SmallCity().write(to: folder)
    _ = try run(folder.path)
    let before = try ids(of: folder.path)
    for subject in Subject.entities {
      try makeFirstSchema(of: folder.path + "/state/current/base/\(subject.name).sqlite")
    }
    _ = try run(folder.path, isForced: true)
    let higher = try before.mapValues { id in
      let number = try #require(Int(id.dropFirst()))
      return "P" + String(String(number + 1_000_001_000).dropFirst())
    }
    #expect(try ids(of: folder.path) == higher)
  }

  /// Puts a base database as the first engine left it in place of today's, as far as the next run reads it.
  ///
  /// All entity numbers are a thousand higher, so that numbers that were only given anew would show.
  private func makeFirstSchema(of path: String) throws {
    var records: [(content: UInt64, identity: UInt64, number: UInt32)] = []
    let reader = try DatabaseReader(path: path)
    let next = try #require(
      try reader.text("SELECT value FROM meta WHERE key = 'next_number'").flatMap { Int($0) })
    try reader.forEach("SELECT record_keys, identity_keys, entity_nos FROM number_key") { row in
      let identities = row.numbers(1, as: UInt64.self)
      let numbers = row.numbers(2, as: UInt32.self)
      for (index, key) in row.numbers(0, as: UInt64.self).enumerated() {
        records.append((key, identities[index], numbers[index]))
      }
    }
    let builder = try DatabaseBuilder(path: path)
    try builder.execute(
      """
      CREATE TABLE meta (key TEXT, value TEXT);
      INSERT INTO meta VALUES ('schema', '1'), ('next_number', '\(next + 1_000)');
      CREATE TABLE record (record_key INTEGER, identity_key INTEGER, entity_no INTEGER);
      CREATE TABLE history (entity_no INTEGER, run INTEGER, event TEXT, other_no INTEGER);
      """)
    try builder.insert(into: "record", columnCount: 3) { writer in
      for record in records {
        writer.integer(Int64(bitPattern: record.content))
        writer.integer(Int64(bitPattern: record.identity))
        writer.integer(Int64(record.number) + 1_000)
        try writer.endRow()
      }
    }
    try builder.finish()
  }
}
