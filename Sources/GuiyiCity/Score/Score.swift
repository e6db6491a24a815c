import Glibc

/// A run's exports held against the truth.
public struct Score: Sendable {
  public var links: [(subject: String, score: LinkScore)] = []
  public var defects = DefectScore()
  public var golden: [GoldenScore] = []
  public var violations = ViolationScore()
  /// By kind; none where the truth or the export has no relations.
  public var relations: [RelationScore] = []
  public var locations: [LocationScore] = []
  /// nil where the run exports no points.
  public var points: PointScore?
}

/// Scores the exports in one folder against the truth in another.
///
/// - Parameters:
///   - exports: holds links.csv, entities-person.csv, entities-organization.csv, findings.csv, violations.csv
///     as `guiyi export` writes them.
///   - truth: the folder that `generateCity` wrote beside the workspace.
/// - Throws: `CityError` naming a file that cannot be read or lacks a column.
public func score(exports: String, truth: String) throws -> Score {
  var result = Score()
  var tables = try readLinks(exports, truth)
  for subject in ["person", "organization"] where tables[subject] == nil { tables[subject] = LinkTable() }
  for subject in tables.keys.sorted(by: { subjectOrder($0) < subjectOrder($1) }) {
    guard let table = tables[subject] else { continue }
    let score = table.score()
    // Other subjects are scored where the run exports them at all.
    if subjectOrder(subject).0 == 2 && score.missingRecords == score.recordCount { continue }
    result.links.append((subject, score))
  }
  result.defects = try scoreDefects(exports, truth, tables)
  for (subject, elements) in goldenElements {
    guard let table = tables[subject], exists("\(exports)/entities-\(subject).csv") else { continue }
    result.golden += try scoreGolden(subject, elements, table, exports, truth)
  }
  result.violations = try scoreViolations(exports, truth)
  result.relations = try scoreRelations(exports, truth, tables)
  (result.locations, result.points) = try scoreLocations(tables, exports, truth)
  return result
}

/// The elements whose golden values are held against the truth.
private let goldenElements: KeyValuePairs<String, [String]> = [
  "person": ["name", "sex", "birth-date", "id-number", "ethnicity"],
  "organization": ["uscc", "name", "established-on"],
  "credit": ["document-number", "authority"],
  "place": ["code", "name", "address"],
  "estate": ["unit-code", "address", "area", "use"],
  "certificate": ["identifier", "type", "number", "issuer"],
]

private func subjectOrder(_ subject: String) -> (Int, String) {
  (subject == "person" ? 0 : subject == "organization" ? 1 : 2, subject)
}

private func readLinks(_ exports: String, _ truth: String) throws -> [String: LinkTable] {
  var tables: [String: LinkTable] = [:]
  try forEachRow(
    "\(truth)/links.csv", ["subject", "file", "row", "role", "truth_id", "own_number"],
    optional: ["own_number"]
  ) { row in
    tables[row[0], default: LinkTable()].addTruth(
      key: LinkTable.key(row[1], row[2], row[3]), truth: row[4], ownNumber: row[5] == "1")
  }
  try forEachRow("\(exports)/links.csv", ["subject", "file", "row", "role", "entity_id"]) { row in
    tables[row[0]]?.addLink(key: LinkTable.key(row[1], row[2], row[3]), entity: row[4])
  }
  return tables
}

private func scoreDefects(
  _ exports: String, _ truth: String, _ tables: [String: LinkTable]
) throws -> DefectScore {
  var table = DefectTable()
  try forEachRow("\(truth)/defects.csv", ["file", "row", "column", "role", "kind", "value", "class"]) { row in
    let record = LinkTable.key(row[0], row[1], row[3])
    table.add(
      file: row[0], row: row[1], column: row[2], role: row[3], kind: row[4], value: row[5],
      defectClass: row[6],
      isNamedByNumber: tables.values.contains { $0.isNamedByNumber(record) })
  }
  var cleanCells = 0
  try forEachRow("\(truth)/clean.csv", ["cells"]) { cleanCells += Int($0[0]) ?? 0 }
  try forEachRow(
    "\(exports)/findings.csv", ["file", "row", "column", "role", "code", "severity", "value"]
  ) { row in
    table.meet(
      file: row[0], row: row[1], column: row[2], role: row[3], code: row[4], severity: row[5], value: row[6])
  }
  return table.score(cleanCells: cleanCells)
}

private func scoreGolden(
  _ subject: String, _ elements: [String], _ table: LinkTable, _ exports: String, _ truth: String
) throws -> [GoldenScore] {
  var golden: [Int32: [String]] = [:]
  let path = "\(exports)/entities-\(subject).csv"
  try forEachRow(path, ["entity_id"] + elements, optional: Set(elements)) { row in
    if let entity = table.entities.existing(row[0]) { golden[entity] = Array(row.dropFirst()) }
  }
  let main = table.mainEntities()
  var scores = elements.map { GoldenScore(subject: subject, element: $0) }
  try forEachRow("\(truth)/values.csv", ["subject", "truth_id", "element", "value"]) { row in
    guard row[0] == subject, let place = elements.firstIndex(of: row[2]) else { return }
    guard let person = table.truths.existing(row[1]) else { return }
    scores[place].values += 1
    let given = golden[main[Int(person)]]?[place] ?? ""
    if foldedValue(row[2], given) == foldedValue(row[2], row[3]) {
      scores[place].right += 1
    } else if scores[place].wrongExamples.count < 8 {
      scores[place].wrongExamples.append("\(row[1]): '\(given)', true '\(row[3])'")
    }
  }
  // An older truth, and a small city, have no word on some.
  let isOptional = subject != "person" && subject != "organization"
  return scores.filter { $0.values > 0 || !isOptional }
}

/// Scores relations where both sides have them: older workspaces and exports have none.
private func scoreRelations(
  _ exports: String, _ truth: String, _ tables: [String: LinkTable]
) throws -> [RelationScore] {
  guard exists("\(truth)/relations.csv"), exists("\(exports)/relations.csv") else { return [] }
  var table = RelationTable()
  try forEachRow("\(truth)/relations.csv", ["kind", "left", "right", "ended"]) { row in
    table.plant(kind: row[0], left: row[1], right: row[2], hasEnded: row[3] == "1")
  }
  try forEachRow("\(exports)/relations.csv", ["kind", "entity_id", "other_id", "until"]) { row in
    table.add(kind: row[0], entity: row[1], other: row[2], hasEnded: !row[3].isEmpty)
  }
  var entityOf: [String: String] = [:]
  var truthOf: [String: String] = [:]
  for links in tables.values {
    for (truth, entity) in links.mainEntities().enumerated() where entity >= 0 {
      entityOf[links.truths.names[truth]] = links.entities.names[Int(entity)]
    }
    for (entity, truth) in links.mainTruths().enumerated() where truth >= 0 {
      truthOf[links.entities.names[entity]] = links.truths.names[Int(truth)]
    }
  }
  return table.scores(entityOf: entityOf, truthOf: truthOf)
}

private func exists(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }

private func scoreViolations(_ exports: String, _ truth: String) throws -> ViolationScore {
  var table = ViolationTable()
  try forEachRow("\(truth)/violations.csv", ["resource", "column", "kind", "element", "planted"]) { row in
    table.plant(resource: row[0], column: row[1], kind: row[2], element: row[3], planted: row[4])
  }
  try forEachRow("\(exports)/violations.csv", ["resource", "column", "kind", "element", "level"]) { row in
    table.add(resource: row[0], column: row[1], kind: row[2], element: row[3], level: row[4])
  }
  return table.score()
}
