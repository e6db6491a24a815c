internal import GuiyiColumns
public import GuiyiHistory

/// The records of the former run with the entity numbers they had.
public struct FormerEntities: Sendable {
  /// Keys of the former records: their content keys and their identity keys, as two rows per record.
  public var keys: [UInt64]
  /// The entity number behind each key.
  public var numbers: [UInt32]
  /// The first number never given out.
  public var nextNumber: UInt32

  /// Before the first run.
  public init() {
    keys = []
    numbers = []
    nextNumber = 1
  }
}

/// Stable entity numbers: whoever shares most with a former entity keeps its number.
public struct EntityNumbers: Sendable {
  /// The number of each entity index.
  public let numbers: [UInt32]
  public let nextNumber: UInt32
  /// Who came and who went in this run.
  public let events: [HistoryEvent]

  /// Gives numbers.
  ///
  /// - Parameters:
  ///   - entityOf: the entity index of each record.
  ///   - contentKeys: a key of each record's row; `identityKeys`: a key of who it is, for rows that were rewritten.
  ///   - runNumber: the run that gives the numbers, for its events.
  /// - Complexity: O(records), plus sorting both runs' keys.
  public init(
    entityOf: [UInt32], entityCount: Int, contentKeys: [UInt64], identityKeys: [UInt64],
    former: FormerEntities, runNumber: Int
  ) {
    let numbered = FormerNumbers(former.numbers)
    let overlaps = Self.overlaps(
      entityOf: entityOf, contentKeys: contentKeys, identityKeys: identityKeys, former: former,
      ranks: numbered.ranks)
    var numbers = [UInt32](repeating: 0, count: entityCount)
    var isHeld = [Bool](repeating: false, count: numbered.all.count)
    // The largest overlap first; the older number, then the lower entity decide between equals.
    let order = RadixSort.order(of: overlaps.map { UInt64(~$0.count) &<< 32 | UInt64($0.rank) })
    for overlap in order.lazy.map({ overlaps[Int($0)] })
    where numbers[Int(overlap.entity)] == 0 && !isHeld[Int(overlap.rank)] {
      numbers[Int(overlap.entity)] = numbered.all[Int(overlap.rank)]
      isHeld[Int(overlap.rank)] = true
    }
    var events: [HistoryEvent] = []
    var next = former.nextNumber
    for entity in 0..<entityCount where numbers[entity] == 0 {
      numbers[entity] = next
      next += 1
    }
    // What an entity shares most with, where that went to somebody else: it was split off from it.
    var mainNumber = [UInt32](repeating: 0, count: entityCount)
    var mainCount = [UInt32](repeating: 0, count: entityCount)
    var mainEntity = [(entity: UInt32, count: UInt32)](repeating: (0, 0), count: numbered.all.count)
    for overlap in overlaps {
      let entity = Int(overlap.entity)
      if overlap.count > mainCount[entity] {
        mainCount[entity] = overlap.count
        mainNumber[entity] = numbered.all[Int(overlap.rank)]
      }
      if overlap.count > mainEntity[Int(overlap.rank)].count {
        mainEntity[Int(overlap.rank)] = (overlap.entity, overlap.count)
      }
    }
    for entity in 0..<entityCount where numbers[entity] >= former.nextNumber {
      events.append(
        mainNumber[entity] == 0
          ? HistoryEvent(
            number: numbers[entity], event: .created, otherNumber: nil, runNumber: runNumber)
          : HistoryEvent(
            number: numbers[entity], event: .split, otherNumber: mainNumber[entity], runNumber: runNumber))
    }
    for (rank, number) in numbered.all.enumerated() where !isHeld[rank] {
      let main = mainEntity[rank]
      events.append(
        HistoryEvent(
          number: number, event: main.count == 0 ? .retired : .merged,
          otherNumber: main.count == 0 ? nil : numbers[Int(main.entity)], runNumber: runNumber))
    }
    self.numbers = numbers
    nextNumber = next
    self.events = events
  }

  /// The former numbers, each once: arrays by their rank take the place of dictionaries.
  private struct FormerNumbers {
    /// Ascending.
    let all: [UInt32]
    /// The place in `all` of each number given.
    let ranks: [UInt32]

    init(_ numbers: [UInt32]) {
      var all: [UInt32] = []
      var ranks = [UInt32](repeating: 0, count: numbers.count)
      for index in RadixSort.order(of: numbers.map { UInt64($0) }) {
        if all.last != numbers[Int(index)] { all.append(numbers[Int(index)]) }
        ranks[Int(index)] = UInt32(all.count - 1)
      }
      self.all = all
      self.ranks = ranks
    }
  }

  private struct Overlap {
    let entity: UInt32
    /// The former number's place in `FormerNumbers.all`.
    let rank: UInt32
    var count: UInt32
  }

  /// How many keys each new entity shares with each former one.
  private static func overlaps(
    entityOf: [UInt32], contentKeys: [UInt64], identityKeys: [UInt64], former: FormerEntities,
    ranks: [UInt32]
  ) -> [Overlap] {
    if former.keys.isEmpty { return [] }
    var formerKeys = former.keys
    var formerOrder = ranks
    RadixSort.sort(keys: &formerKeys, values: &formerOrder)
    var newKeys = contentKeys + identityKeys
    var newEntities = entityOf + entityOf
    RadixSort.sort(keys: &newKeys, values: &newEntities)
    var pairs: [UInt64] = []
    var new = 0
    var old = 0
    while new < newKeys.count, old < formerKeys.count {
      if newKeys[new] < formerKeys[old] {
        new += 1
      } else if newKeys[new] > formerKeys[old] {
        old += 1
      } else {
        let key = newKeys[new]
        let newEnd = newKeys[new...].firstIndex { $0 != key } ?? newKeys.count
        let oldEnd = formerKeys[old...].firstIndex { $0 != key } ?? formerKeys.count
        // A key of many records (a shared number) counts once for each of the shorter side.
        for step in 0..<min(newEnd - new, oldEnd - old) {
          pairs.append(UInt64(newEntities[new + step]) &<< 32 | UInt64(formerOrder[old + step]))
        }
        new = newEnd
        old = oldEnd
      }
    }
    var unused = [UInt32](repeating: 0, count: pairs.count)
    RadixSort.sort(keys: &pairs, values: &unused)
    var overlaps: [Overlap] = []
    for pair in pairs {
      let entity = UInt32(truncatingIfNeeded: pair >> 32)
      let rank = UInt32(truncatingIfNeeded: pair)
      if let last = overlaps.indices.last, overlaps[last].entity == entity, overlaps[last].rank == rank {
        overlaps[last].count += 1
      } else {
        overlaps.append(Overlap(entity: entity, rank: rank, count: 1))
      }
    }
    return overlaps
  }
}
