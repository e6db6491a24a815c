import GuiyiColumns
import GuiyiHistory
import GuiyiResolve
import GuiyiTesting
import Testing

/// A record of a run: its row, who it is, and its entity.
struct Sighting: Sendable {
  let content: UInt64
  let identity: UInt64
  let entity: UInt32

  /// - Parameters:
  ///   - row: equal for a row that did not change.
  ///   - person: equal for records of one sound number.
  init(_ row: UInt64, _ person: UInt64, in entity: UInt32) {
    // Far apart, so that rows and people never share a key.
    content = StableHash.mix(1, row)
    identity = StableHash.mix(2, person)
    self.entity = entity
  }
}

@Suite struct EntityNumbersTests {
  private func number(_ sightings: [Sighting], after former: FormerEntities = FormerEntities(), run: Int = 1)
    -> EntityNumbers
  {
    EntityNumbers(
      entityOf: sightings.map(\.entity), entityCount: Int((sightings.map(\.entity).max() ?? 0) + 1),
      contentKeys: sightings.map(\.content), identityKeys: sightings.map(\.identity), former: former,
      runNumber: run)
  }

  /// What the next run reads of this one.
  private func former(_ sightings: [Sighting], _ numbers: EntityNumbers) -> FormerEntities {
    var former = FormerEntities()
    for sighting in sightings {
      former.keys += [sighting.content, sighting.identity]
      former.numbers += [numbers.numbers[Int(sighting.entity)], numbers.numbers[Int(sighting.entity)]]
    }
    former.nextNumber = numbers.nextNumber
    return former
  }

  private func events(_ numbers: EntityNumbers, run: Int) -> [String] {
    numbers.events.filter { $0.runNumber == run }.map { event in
      "\(event.number) \(event.event)" + (event.otherNumber.map { " \($0)" } ?? "")
    }
  }

  private let people = [
    Sighting(10, 1, in: 0), Sighting(11, 1, in: 0), Sighting(12, 1, in: 0), Sighting(20, 2, in: 1),
    Sighting(21, 2, in: 1), Sighting(30, 3, in: 2),
  ]

  @Test func `the first run numbers from 1 and tells who is new`() {
    let first = number(people)
    #expect(first.numbers == [1, 2, 3])
    #expect(first.nextNumber == 4)
    #expect(events(first, run: 1) == ["1 created", "2 created", "3 created"])
  }

  @Test func `unchanged input keeps every number and tells nothing`() {
    let first = number(people)
    let second = number(people, after: former(people, first), run: 2)
    #expect(second.numbers == first.numbers)
    #expect(second.nextNumber == first.nextNumber)
    #expect(events(second, run: 2).isEmpty)
  }

  @Test func `records in another order keep every number`() {
    let first = number(people)
    let kept = former(people, first)
    var random = SplitMix64(seed: 11)
    for _ in 0..<50 {
      // Entities are numbered by their first record, so their indices change with the order.
      let shuffled = people.shuffled(using: &random)
      var index: [UInt32: UInt32] = [:]
      let renumbered = shuffled.map { sighting in
        let entity = index[sighting.entity] ?? UInt32(index.count)
        index[sighting.entity] = entity
        return entity
      }
      let second = EntityNumbers(
        entityOf: renumbered, entityCount: 3, contentKeys: shuffled.map(\.content),
        identityKeys: shuffled.map(\.identity),
        former: kept, runNumber: 2)
      for (old, new) in index { #expect(second.numbers[Int(new)] == first.numbers[Int(old)]) }
      #expect(events(second, run: 2).isEmpty)
    }
  }

  @Test func `added rows join their people, and new people get new numbers`() {
    let first = number(people)
    let grown =
      [Sighting(99, 9, in: 0)] + people.map { Sighting($0, in: $0.entity + 1) } + [Sighting(13, 1, in: 1)]
    let second = number(grown, after: former(people, first), run: 2)
    #expect(second.numbers == [4, 1, 2, 3])
    #expect(events(second, run: 2) == ["4 created"])
  }

  @Test func `a file whose every row was written anew keeps its people by who they are`() {
    let first = number(people)
    let rewritten = [
      Sighting(110, 1, in: 0), Sighting(111, 1, in: 0), Sighting(120, 2, in: 1), Sighting(130, 3, in: 2),
    ]
    let second = number(rewritten, after: former(people, first), run: 2)
    #expect(second.numbers == [1, 2, 3])
    #expect(events(second, run: 2).isEmpty)
  }

  @Test func `a row that was kept holds its entity though its number was corrected`() {
    let first = number(people)
    let corrected = people.map {
      Sighting(content: $0.content, identity: $0.identity &+ 1, entity: $0.entity)
    }
    #expect(number(corrected, after: former(people, first), run: 2).numbers == [1, 2, 3])
  }

  @Test
  func `of two that become one the larger keeps its number, and it is told where the other went`() {
    let first = number(people)
    let merged = people.map { Sighting($0, in: $0.entity == 1 ? 0 : $0.entity == 2 ? 1 : 0) }
    let second = number(merged, after: former(people, first), run: 2)
    #expect(second.numbers == [1, 3])
    #expect(events(second, run: 2) == ["2 merged 1"])
    let third = number(merged, after: former(merged, second), run: 3)
    #expect(events(third, run: 3).isEmpty, "a merge is told once")
  }

  @Test func `of one that becomes two the larger part keeps the number, and the other says whence it came`() {
    let first = number(people)
    // The two halves are told apart although they share a number: only the rows count for them.
    let split = [
      Sighting(12, 1, in: 0), Sighting(10, 1, in: 1), Sighting(11, 1, in: 1), Sighting(20, 2, in: 2),
      Sighting(21, 2, in: 2), Sighting(30, 3, in: 3),
    ]
    let second = number(split, after: former(people, first), run: 2)
    #expect(second.numbers == [4, 1, 2, 3])
    #expect(events(second, run: 2) == ["4 split 1"])
    #expect(second.nextNumber == 5)
  }

  @Test func `who is gone is retired, and nobody is ever given the number again`() {
    let first = number(people)
    let rest = Array(people.prefix(3))
    let second = number(rest, after: former(people, first), run: 2)
    #expect(second.numbers == [1])
    #expect(events(second, run: 2) == ["2 retired", "3 retired"])
    let third = number(people, after: former(rest, second), run: 3)
    #expect(third.numbers == [1, 4, 5])
    #expect(events(third, run: 3) == ["4 created", "5 created"])
  }

  @Test func `rows that move from one entity to another go where most of them were`() {
    let first = number(people)
    // Entity 0 loses two of three rows to entity 1, which then has more of them than of its own.
    let moved = [
      Sighting(10, 5, in: 0), Sighting(11, 5, in: 1), Sighting(12, 5, in: 1), Sighting(20, 2, in: 1),
      Sighting(21, 2, in: 1), Sighting(30, 3, in: 2),
    ]
    let second = number(moved, after: former(people, first), run: 2)
    #expect(second.numbers == [1, 2, 3])
    #expect(events(second, run: 2).isEmpty)
  }

  @Test func `random histories: numbers are unique, old ones are never lost in silence`() {
    var random = SplitMix64(seed: 20_261_101)
    for _ in 0..<200 {
      var sightings: [Sighting] = []
      var numbers = number([Sighting(1, 1, in: 0)])
      var kept = FormerEntities()
      var known: Set<UInt32> = []
      for run in 1...4 {
        var index: [Int: UInt32] = [:]
        sightings = (0..<Int.random(in: 1...30, using: &random)).map { _ in
          let group = Int.random(in: 0..<12, using: &random)
          let entity = index[group] ?? UInt32(index.count)
          index[group] = entity
          return Sighting(
            UInt64.random(in: 0..<60, using: &random), UInt64.random(in: 0..<15, using: &random), in: entity)
        }
        numbers = number(sightings, after: kept, run: run)
        #expect(Set(numbers.numbers).count == numbers.numbers.count)
        #expect(numbers.numbers.allSatisfy { $0 > 0 && $0 < numbers.nextNumber })
        let told = Set(numbers.events.filter { $0.runNumber == run }.map(\.number))
        #expect(told == Set(numbers.numbers).symmetricDifference(known))
        known = Set(numbers.numbers)
        kept = former(sightings, numbers)
      }
    }
  }
}

extension Sighting {
  init(content: UInt64, identity: UInt64, entity: UInt32) {
    self.content = content
    self.identity = identity
    self.entity = entity
  }

  /// The same record in another entity.
  init(_ other: Sighting, in entity: UInt32) {
    self.init(content: other.content, identity: other.identity, entity: entity)
  }
}
