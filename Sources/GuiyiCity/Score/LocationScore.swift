/// How many addresses were led to the place that they lie in.
public struct LocationScore: Sendable {
  public var subject: String
  public var element: String
  /// Addresses that lie in a registered place, of entities that the run has and that have such an address at all.
  public var planted = 0
  /// Led to the deepest registered place.
  public var right = 0
  /// Led to a place around that one: true, and less than could be known.
  public var coarser = 0
  /// Led to a place that they do not lie in, though told to be sure.
  public var wrong = 0
  /// The same, told to be doubtful.
  public var doubtfulWrong = 0
  public var wrongExamples: [String] = []

  /// Of the addresses told to be sure, those that lie in the place that was told.
  public var precision: Double {
    right + coarser + wrong == 0 ? 1 : Double(right + coarser) / Double(right + coarser + wrong)
  }
  public var recall: Double { planted == 0 ? 1 : Double(right) / Double(planted) }
}

/// How far the points of places are from where they lie.
public struct PointScore: Sendable {
  /// Places of the truth that the run has with a point.
  public var placed = 0
  public var missing = 0
  /// Farther than a metre from the truth.
  public var wrong = 0
  public var worstMetres = 0.0
}

/// Addresses told with less confidence than this are for a person to look at.
private let sureConfidence = 0.9

/// Holds the places of addresses and the points of places against the truth; nothing where either side has none.
func scoreLocations(
  _ tables: [String: LinkTable], _ exports: String, _ truth: String
) throws -> (locations: [LocationScore], points: PointScore?) {
  guard isFile("\(truth)/locations.csv"), isFile("\(exports)/locations.csv"), let places = tables["place"]
  else { return ([], nil) }
  let told = try ToldPlaces(places, exports)
  let shared = try sharedSites(truth)
  let landmarks = try landmarks(truth)
  let mains = tables.mapValues { $0.mainEntities() }
  var scores: [LocationScore] = []
  try forEachRow("\(truth)/locations.csv", ["subject", "truth_id", "element", "place"]) { row in
    guard let table = tables[row[0]], let own = table.truths.existing(row[1]),
      let entity = mains[row[0]]?[Int(own)], entity >= 0
    else { return }
    let key = "\(row[0])\t\(table.entities.names[Int(entity)])\t\(row[2])"
    guard let address = told.addresses[key] else { return }
    let site = String(row[3].prefix { $0 != "-" })
    if shared.contains(site) { return }
    let place = scores.firstIndex { $0.subject == row[0] && $0.element == row[2] } ?? scores.count
    if place == scores.count { scores.append(LocationScore(subject: row[0], element: row[2])) }
    // Who writes the village alone means the village.
    scores[place].meet(told.places[key], truth: landmarks.contains(address) ? site : row[3], name: row[1])
  }
  return (scores, try scorePoints(places, exports, truth))
}

/// What the exports say: the golden addresses, and the places they were led to, by subject, entity and element.
private struct ToldPlaces {
  var addresses: [String: String] = [:]
  var places: [String: (place: String, confidence: Double)] = [:]

  init(_ places: LinkTable, _ exports: String) throws {
    let placeOfEntity = places.mainTruths()
    try forEachRow(
      "\(exports)/locations.csv", ["subject", "entity_id", "element", "place_id", "confidence"]
    ) { row in
      let truth = places.entities.existing(row[3]).map { placeOfEntity[Int($0)] } ?? -1
      let place = truth < 0 ? "?" : places.truths.names[Int(truth)]
      self.places["\(row[0])\t\(row[1])\t\(row[2])"] = (place, Double(row[4]) ?? 0)
    }
    for (subject, elements) in [
      ("person", ["registered-address", "residence-address"]), ("organization", ["address"]),
      ("estate", ["address"]),
    ] where isFile("\(exports)/entities-\(subject).csv") {
      try forEachRow("\(exports)/entities-\(subject).csv", ["entity_id"] + elements) { row in
        for (element, value) in zip(elements, row.dropFirst()) where !value.isEmpty {
          addresses["\(subject)\t\(row[0])\t\(element)"] = value
        }
      }
    }
  }
}

/// The sites whose address another site has, too: whoever writes it may mean either.
private func sharedSites(_ truth: String) throws -> Set<String> {
  var siteOf: [String: String] = [:]
  var shared: Set<String> = []
  try forEachRow("\(truth)/points.csv", ["place", "address"]) { row in
    if row[0].contains("-") { return }
    if let other = siteOf[row[1]], other != row[0] {
      shared.insert(other)
      shared.insert(row[0])
    } else {
      siteOf[row[1]] = row[0]
    }
  }
  return shared
}

/// Addresses that were written without what is inside of the village.
private func landmarks(_ truth: String) throws -> Set<String> {
  var landmarks: Set<String> = []
  try forEachRow("\(truth)/defects.csv", ["kind", "value"]) { row in
    if row[0] == DefectKind.landmarkOnly.rawValue { landmarks.insert(row[1]) }
  }
  return landmarks
}

extension LocationScore {
  fileprivate mutating func meet(
    _ found: (place: String, confidence: Double)?, truth: String, name: String
  ) {
    if !truth.isEmpty { planted += 1 }
    guard let found else { return }
    if found.place == truth {
      right += 1
    } else if truth.hasPrefix(found.place + "-") {
      coarser += 1
    } else if found.confidence < sureConfidence {
      doubtfulWrong += 1
    } else {
      wrong += 1
      if wrongExamples.count < 6 { wrongExamples.append("\(name): '\(found.place)', true '\(truth)'") }
    }
  }
}

private func scorePoints(_ places: LinkTable, _ exports: String, _ truth: String) throws -> PointScore? {
  guard isFile("\(truth)/points.csv"), isFile("\(exports)/entities-place.csv") else { return nil }
  var points: [Int32: (longitude: Double, latitude: Double)] = [:]
  let columns = ["entity_id", "cgcs2000-longitude", "cgcs2000-latitude"]
  try forEachRow("\(exports)/entities-place.csv", columns) { row in
    guard let entity = places.entities.existing(row[0]), let longitude = Double(row[1]),
      let latitude = Double(row[2])
    else { return }
    points[entity] = (longitude, latitude)
  }
  let mains = places.mainEntities()
  var score = PointScore()
  try forEachRow("\(truth)/points.csv", ["place", "longitude", "latitude"]) { row in
    guard let place = places.truths.existing(row[0]), let longitude = Double(row[1]),
      let latitude = Double(row[2])
    else { return }
    guard let point = points[mains[Int(place)]] else {
      score.missing += 1
      return
    }
    score.placed += 1
    // A degree of longitude is shorter than one of latitude; here it may count as long.
    let metres =
      max((point.longitude - longitude).magnitude, (point.latitude - latitude).magnitude) * 111_320
    score.worstMetres = max(score.worstMetres, metres)
    if metres > 1 { score.wrong += 1 }
  }
  return score
}
