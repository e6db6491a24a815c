import GuiyiCatalog
import GuiyiColumns
import GuiyiHistory
import GuiyiMerge
import GuiyiModel
import GuiyiRecords
import GuiyiResolve
import GuiyiTesting

/// A row of a small world, and the group of rows that is one person.
struct WorldRow: Sendable {
  /// The same through all runs.
  let serial: Int
  var resource: Int
  var name: String
  var phone: String
  var birth: String
  var day: String
  /// What tells it from another row of the same serial: who it is about is told by the serial alone.
  var version = 0
  var group: Int
}

/// Many small worlds side by side: what survivorship and numbering make of one does not touch another.
struct SmallHistories {
  /// At the world's index.
  var worlds: [[WorldRow]]
  private var random: SplitMix64
  private var nextSerial = 0
  private var nextGroup = 0
  /// The groups of a world before two of them were linked, to be split again in the next run.
  private var linked: [Int: [Int: Int]] = [:]

  init(worldCount: Int, seed: UInt64) {
    random = SplitMix64(seed: seed)
    worlds = [[WorldRow]](repeating: [], count: worldCount)
    for world in worlds.indices {
      for _ in 0..<Int.random(in: 1...5, using: &random) { add(to: world) }
    }
  }

  private mutating func pick(_ words: [String]) -> String {
    words[Int.random(in: words.indices, using: &random)]
  }

  private mutating func group(in world: Int) -> Int {
    if let row = worlds[world].randomElement(using: &random), Bool.random(using: &random) {
      return row.group
    }
    nextGroup += 1
    return nextGroup
  }

  private mutating func rewrite(_ row: inout WorldRow) {
    row.name = pick(["王伟", "王玮", "~王卫", ""])
    row.phone = pick(["13900000001", "13900000002", "13900000003", ""])
    row.birth = pick(["1990-01-01", "1990-01-02", "!1990-02-30", ""])
    row.day = pick(["2026-01-01", "2026-02-01", "2026-03-01", ""])
  }

  private mutating func add(to world: Int) {
    nextSerial += 1
    var row = WorldRow(
      serial: nextSerial, resource: Int.random(in: 0..<3, using: &random), name: "", phone: "", birth: "",
      day: "", group: group(in: world))
    rewrite(&row)
    worlds[world].append(row)
  }

  /// Lets one thing happen in each world.
  mutating func step() {
    for world in worlds.indices {
      if let before = linked.removeValue(forKey: world) {
        for row in worlds[world].indices {
          worlds[world][row].group = before[worlds[world][row].serial] ?? worlds[world][row].group
        }
        continue
      }
      let groups = Set(worlds[world].map(\.group)).sorted()
      switch Int.random(in: 0..<6, using: &random) {
      case 0: add(to: world)
      case 1 where !worlds[world].isEmpty:
        worlds[world].remove(at: Int.random(in: worlds[world].indices, using: &random))
      case 2 where groups.count > 1:
        // Two people are taken for one; in the next run somebody sees the mistake.
        linked[world] = Dictionary(
          uniqueKeysWithValues: worlds[world].map { ($0.serial, $0.group) })
        for row in worlds[world].indices where worlds[world][row].group == groups[1] {
          worlds[world][row].group = groups[0]
        }
      case 3 where !groups.isEmpty:
        nextGroup += 1
        for row in worlds[world].indices
        where worlds[world][row].group == groups[0] && Bool.random(using: &random) {
          worlds[world][row].group = nextGroup
        }
      case 4 where !worlds[world].isEmpty:
        let place = Int.random(in: worlds[world].indices, using: &random)
        var row = worlds[world][place]
        rewrite(&row)
        row.version += 1
        worlds[world][place] = row
      default: break
      }
    }
  }
}

/// What a run makes of the worlds.
struct HistoryRun {
  let numbers: EntityNumbers
  let state: GoldenState
  let former: FormerEntities
  /// Per entity index: the serials and versions of its rows.
  let members: [[Int: Int]]
  /// Per entity index: its golden values as text.
  let texts: [[String]]

  init(_ histories: SmallHistories, after former: FormerEntities, run: Int) {
    let rows = histories.worlds.joined().sorted { $0.serial < $1.serial }
    var tables = TestTables()
    var rowsOfResource: [[WorldRow]] = []
    for resource in 0..<3 {
      let own = rows.filter { $0.resource == resource }
      rowsOfResource.append(own)
      tables.add(
        "R\(resource)", department: resource,
        [
          TestColumn("person.name", authoritative: resource == 0, own.map(\.name)),
          TestColumn("person.phone", own.map(\.phone)),
          TestColumn("person.birth-date", authoritative: resource == 1, own.map(\.birth)),
          TestColumn("row.updated-on", own.map(\.day)),
          TestColumn(nil, own.map { "\($0.serial) \($0.version)" }),
        ])
    }
    let records = tables.records()[.person]
    let rowOfRecord = (0..<records.count).map { record in
      rowsOfResource[Int(records.resources[record])][Int(records.rows[record])]
    }
    var entities: [Int: UInt32] = [:]
    var members: [[Int: Int]] = []
    let entityOf = rowOfRecord.map { row -> UInt32 in
      let entity = entities[row.group] ?? UInt32(members.count)
      if entities[row.group] == nil { members.append([:]) }
      entities[row.group] = entity
      members[Int(entity)][row.serial] = row.version
      return entity
    }
    let golden = survive(
      records, entityOf: entityOf, entityCount: members.count, values: tables.values,
      context: SurvivorshipContext(
        isAuthoritative: SurvivorshipContext.authority(
          for: records, catalog: tables.catalog, groups: tables.records().groups),
        departmentOfResource: [0, 1, 2], derived: [:], derivedFrom: nil, rules: .builtIn,
        resourceCodes: tables.resources.map(\.code), asOf: 20_758), workers: Workers(threadCount: 1))
    let contentKeys = rowOfRecord.map { StableHash.mix(UInt64($0.version) + 10, UInt64($0.serial)) }
    let identityKeys = rowOfRecord.map { StableHash.mix(1, UInt64($0.serial)) }
    numbers = EntityNumbers(
      entityOf: entityOf, entityCount: members.count, contentKeys: contentKeys, identityKeys: identityKeys,
      former: former, runNumber: run)
    let dictionaries = golden.elements.map { tables.values[$0] }
    state = GoldenState(numbers: numbers.numbers, unordered: golden.values, texts: dictionaries)
    self.members = members
    texts = members.indices.map { entity in
      golden.values.indices.map { dictionaries[$0].string(golden.values[$0][entity]) }
    }
    var next = FormerEntities()
    next.nextNumber = numbers.nextNumber
    for record in 0..<records.count {
      next.keys += [contentKeys[record], identityKeys[record]]
      let number = numbers.numbers[Int(entityOf[record])]
      next.numbers += [number, number]
    }
    self.former = next
  }

  /// The golden table by entity number, as an export shows it.
  var table: [UInt32: [String]] {
    Dictionary(uniqueKeysWithValues: zip(numbers.numbers, texts))
  }
}

/// A consumer of the change feed: it knows nothing but the lines that it was given.
struct FeedReader {
  var table: [UInt32: [String]] = [:]

  mutating func follow(_ changes: EntityChanges, elementCount: Int) {
    for change in changes.changes {
      switch change.kind {
      case .created, .split: table[change.number] = [String](repeating: "", count: elementCount)
      case .changed:
        table[change.number]?[Int(change.place)] = changes.texts[Int(change.place)].string(change.new)
      case .merged, .retired: table[change.number] = nil
      }
    }
  }

  mutating func undo(_ changes: EntityChanges, elementCount: Int) {
    for change in changes.changes.reversed() {
      switch change.kind {
      case .created, .split: table[change.number] = nil
      case .changed:
        table[change.number]?[Int(change.place)] = changes.formerTexts[Int(change.place)].string(change.old)
      case .merged, .retired: table[change.number] = [String](repeating: "", count: elementCount)
      }
    }
  }
}
