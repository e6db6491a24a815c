/// How well records were put together, for one subject.
public struct LinkScore: Sendable {
  public var recordCount = 0
  /// Records of the truth that the export does not have; each counts as an entity of its own.
  public var missingRecords = 0
  /// Records of the export that the truth does not have; left out.
  public var extraRecords = 0
  public var truePairs = 0
  public var predictedPairs = 0
  public var commonPairs = 0
  /// Pairs of people or bodies in one entity though each has a record with the own valid number.
  public var vetoedLinks = 0
  /// Whom the truth knows, and how many of them have an entity that is mostly theirs.
  public var truthCount = 0
  public var foundTruths = 0
  public var bCubedPrecision = 1.0
  public var bCubedRecall = 1.0

  public var precision: Double { predictedPairs == 0 ? 1 : Double(commonPairs) / Double(predictedPairs) }
  public var recall: Double { truePairs == 0 ? 1 : Double(commonPairs) / Double(truePairs) }
  public var found: Double { truthCount == 0 ? 1 : Double(foundTruths) / Double(truthCount) }
  public var f1: Double { harmonicMean(precision, recall) }
  public var bCubedF1: Double { harmonicMean(bCubedPrecision, bCubedRecall) }
}

private func harmonicMean(_ a: Double, _ b: Double) -> Double { a + b == 0 ? 0 : 2 * a * b / (a + b) }

/// Names to numbers, in the order of first sight.
struct NameTable {
  private(set) var names: [String] = []
  private var numbers: [String: Int32] = [:]

  mutating func number(of name: String) -> Int32 {
    if let known = numbers[name] { return known }
    let number = Int32(names.count)
    names.append(name)
    numbers[name] = number
    return number
  }

  func existing(_ name: String) -> Int32? { numbers[name] }
}

/// Which entity the run gave to each record, and which one the truth gives.
struct LinkTable {
  var entities = NameTable()
  var truths = NameTable()
  private var recordOf: [String: Int32] = [:]
  private var truthOf: [Int32] = []
  private var entityOf: [Int32] = []
  private var hasOwnNumber: [Bool] = []
  private var extraRecords = 0

  /// Records by file, row and role.
  static func key(_ file: String, _ row: String, _ role: String) -> String { "\(file)\t\(row)\t\(role)" }

  mutating func addTruth(key: String, truth: String, ownNumber: Bool) {
    recordOf[key] = Int32(truthOf.count)
    truthOf.append(truths.number(of: truth))
    entityOf.append(-1)
    hasOwnNumber.append(ownNumber)
  }

  mutating func addLink(key: String, entity: String) {
    guard let record = recordOf[key] else {
      extraRecords += 1
      return
    }
    entityOf[Int(record)] = entities.number(of: entity)
  }

  /// Exact counts from the contingency table of entities and truths.
  func score() -> LinkScore {
    var score = LinkScore()
    score.recordCount = truthOf.count
    score.extraRecords = extraRecords
    var truthSizes = [Int](repeating: 0, count: truths.names.count)
    var entitySizes = [Int](repeating: 0, count: entities.names.count)
    for (truth, entity) in zip(truthOf, entityOf) {
      truthSizes[Int(truth)] += 1
      if entity >= 0 { entitySizes[Int(entity)] += 1 } else { score.missingRecords += 1 }
    }
    var precision = Double(score.missingRecords)
    var recall = 0.0
    for (truth, entity) in zip(truthOf, entityOf) where entity < 0 {
      recall += 1 / Double(truthSizes[Int(truth)])
    }
    for cell in cells() {
      score.commonPairs += cell.count * (cell.count - 1) / 2
      let square = Double(cell.count * cell.count)
      precision += square / Double(entitySizes[Int(cell.entity)])
      recall += square / Double(truthSizes[Int(cell.truth)])
    }
    for size in truthSizes { score.truePairs += size * (size - 1) / 2 }
    for size in entitySizes { score.predictedPairs += size * (size - 1) / 2 }
    if score.recordCount > 0 {
      score.bCubedPrecision = precision / Double(score.recordCount)
      score.bCubedRecall = recall / Double(score.recordCount)
    }
    score.vetoedLinks = vetoedLinks()
    let truthOfEntity = mainTruths()
    score.truthCount = truths.names.count
    score.foundTruths = mainEntities().enumerated().count { truth, entity in
      entity >= 0 && truthOfEntity[Int(entity)] == Int32(truth)
    }
    return score
  }

  /// Whether a record of the truth bears the own sound number of whom it is of.
  func isNamedByNumber(_ key: String) -> Bool { recordOf[key].map { hasOwnNumber[Int($0)] } ?? false }

  /// For each truth the entity with most of its records; the older entity where two have as many.
  func mainEntities() -> [Int32] {
    var best = [(count: Int, entity: Int32)](repeating: (0, -1), count: truths.names.count)
    for cell in cells() where cell.count > best[Int(cell.truth)].count {
      best[Int(cell.truth)] = (cell.count, cell.entity)
    }
    return best.map(\.entity)
  }

  /// For each entity the truth of most of its records; the older truth where two have as many, -1 for extra records.
  func mainTruths() -> [Int32] {
    var best = [(count: Int, truth: Int32)](repeating: (0, -1), count: entities.names.count)
    for cell in cells() where cell.count > best[Int(cell.entity)].count {
      best[Int(cell.entity)] = (cell.count, cell.truth)
    }
    return best.map(\.truth)
  }

  private struct Cell {
    var entity: Int32
    var truth: Int32
    var count: Int
  }

  /// The cells of the contingency table that are not empty, by entity and truth.
  private func cells() -> [Cell] {
    var pairs: [UInt64] = []
    pairs.reserveCapacity(truthOf.count)
    for (truth, entity) in zip(truthOf, entityOf) where entity >= 0 {
      pairs.append(UInt64(UInt32(entity)) << 32 | UInt64(UInt32(truth)))
    }
    pairs.sort()
    var cells: [Cell] = []
    var start = 0
    while start < pairs.count {
      var end = start
      while end < pairs.count && pairs[end] == pairs[start] { end += 1 }
      cells.append(
        Cell(entity: Int32(pairs[start] >> 32), truth: Int32(pairs[start] & 0xFFFF_FFFF), count: end - start))
      start = end
    }
    return cells
  }

  private func vetoedLinks() -> Int {
    var numbered: Set<UInt64> = []
    for (record, entity) in entityOf.enumerated() where entity >= 0 && hasOwnNumber[record] {
      numbered.insert(UInt64(UInt32(entity)) << 32 | UInt64(UInt32(truthOf[record])))
    }
    var sizes = [Int](repeating: 0, count: entities.names.count)
    for pair in numbered { sizes[Int(pair >> 32)] += 1 }
    return sizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
  }
}
