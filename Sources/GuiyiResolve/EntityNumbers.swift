public import GuiyiBase
internal import GuiyiColumns

/// The records of the former run with the entity numbers they had.
public struct FormerEntities: Sendable {
  /// Keys of the former records: their content keys and their identity keys, as two rows per record.
  public var keys: [UInt64]
  /// The entity number behind each key.
  public var numbers: [UInt32]
  /// The first number never given out.
  public var nextNumber: UInt32
  public var history: [HistoryEvent]

  /// Before the first run.
  public init() {
    keys = []
    numbers = []
    nextNumber = 1
    history = []
  }
}

/// Stable entity numbers: whoever shares most with a former entity keeps its number.
public struct EntityNumbers: Sendable {
  /// The number of each entity index.
  public let numbers: [UInt32]
  public let nextNumber: UInt32
  /// The former history with this run's events behind it, by number and run.
  public let history: [HistoryEvent]

  /// Gives numbers.
  ///
  /// - Parameters:
  ///   - entityOf: the entity index of each record.
  ///   - contentKeys: a key of each record's row; `identityKeys`: a key of who it is, for rows that were rewritten.
  ///   - runNumber: the run that gives the numbers, for the history.
  /// - Complexity: O(records), plus sorting both runs' keys.
  public init(
    entityOf: [UInt32], entityCount: Int, contentKeys: [UInt64], identityKeys: [UInt64],
    former: FormerEntities, runNumber: Int
  ) {
    let overlaps = Self.overlaps(
      entityOf: entityOf, contentKeys: contentKeys, identityKeys: identityKeys, former: former)
    var numbers = [UInt32](repeating: 0, count: entityCount)
    var holder: [UInt32: UInt32] = [:]
    // The largest overlap first; the older number, then the lower entity decide between equals.
    for overlap in overlaps.sorted(by: {
      ($1.count, $0.number, $0.entity) < ($0.count, $1.number, $1.entity)
    }) where numbers[Int(overlap.entity)] == 0 && holder[overlap.number] == nil {
      numbers[Int(overlap.entity)] = overlap.number
      holder[overlap.number] = overlap.entity
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
    var mainEntity: [UInt32: (entity: UInt32, count: UInt32)] = [:]
    for overlap in overlaps {
      let entity = Int(overlap.entity)
      if overlap.count > mainCount[entity] {
        mainCount[entity] = overlap.count
        mainNumber[entity] = overlap.number
      }
      if overlap.count > mainEntity[overlap.number]?.count ?? 0 {
        mainEntity[overlap.number] = (overlap.entity, overlap.count)
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
    for number in Set(former.numbers).sorted() where holder[number] == nil {
      events.append(
        HistoryEvent(
          number: number, event: mainEntity[number] == nil ? .retired : .merged,
          otherNumber: mainEntity[number].map { numbers[Int($0.entity)] }, runNumber: runNumber))
    }
    self.numbers = numbers
    nextNumber = next
    history = (former.history + events).sorted { ($0.number, $0.runNumber) < ($1.number, $1.runNumber) }
  }

  private struct Overlap {
    let entity: UInt32
    let number: UInt32
    var count: UInt32
  }

  /// How many keys each new entity shares with each former one.
  private static func overlaps(
    entityOf: [UInt32], contentKeys: [UInt64], identityKeys: [UInt64], former: FormerEntities
  ) -> [Overlap] {
    if former.keys.isEmpty { return [] }
    var formerKeys = former.keys
    var formerOrder = former.numbers
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
    pairs.sort()
    var overlaps: [Overlap] = []
    for pair in pairs {
      let entity = UInt32(truncatingIfNeeded: pair >> 32)
      let number = UInt32(truncatingIfNeeded: pair)
      if let last = overlaps.indices.last, overlaps[last].entity == entity, overlaps[last].number == number {
        overlaps[last].count += 1
      } else {
        overlaps.append(Overlap(entity: entity, number: number, count: 1))
      }
    }
    return overlaps
  }
}
