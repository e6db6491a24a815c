/// The files below truth/: what a run is scored against.
final class TruthWriter {
  private let links: FileSink
  private let defects: FileSink
  private let values: FileSink
  private let relations: FileSink
  private let locations: FileSink
  private let points: FileSink
  private(set) var recordCount = 0
  private(set) var defectCount = 0

  init(root: String) throws {
    try makeFolder("\(root)/truth")
    links = try FileSink("\(root)/truth/links.csv")
    defects = try FileSink("\(root)/truth/defects.csv")
    values = try FileSink("\(root)/truth/values.csv")
    relations = try FileSink("\(root)/truth/relations.csv")
    relations.append("kind,left,right,ended\n")
    locations = try FileSink("\(root)/truth/locations.csv")
    points = try FileSink("\(root)/truth/points.csv")
    links.append("subject,resource,file,row,role,truth_id,own_number\n")
    defects.append("resource,file,row,column,role,kind,value,class\n")
    values.append("subject,truth_id,element,value\n")
    locations.append("subject,truth_id,element,place\n")
    points.append("place,longitude,latitude,address\n")
  }

  /// One record of a row.
  ///
  /// - Parameters:
  ///   - place: subject, resource and file with their commas, ready to copy.
  ///   - ownNumber: the row gives the right valid number.
  func link(place: [UInt8], row: Int, role: String, truth: String, ownNumber: Bool) throws {
    Self.append(place, String(row), role, truth, ownNumber, to: &links.bytes)
    recordCount += 1
    try links.flushIfFull()
  }

  private static func append(
    _ place: [UInt8], _ row: String, _ role: String, _ truth: String, _ ownNumber: Bool,
    to bytes: inout [UInt8]
  ) {
    bytes.append(contentsOf: place)
    bytes.append(contentsOf: row.utf8)
    bytes.append(44)
    bytes.append(contentsOf: role.utf8)
    bytes.append(44)
    bytes.append(contentsOf: truth.utf8)
    bytes.append(44)
    bytes.append(ownNumber ? 49 : 48)
    bytes.append(10)
  }

  private static func append(_ fields: [String], to bytes: inout [UInt8]) {
    for field in fields {
      bytes.append(contentsOf: field.utf8)
      bytes.append(44)
    }
  }

  func defect(
    _ defect: PlantedDefect, resource: String, file: String, row: Int, column: String, role: String
  ) throws {
    Self.append(
      [resource, file, String(row), csvField(column), role, defect.kind.rawValue, csvField(defect.value)],
      to: &defects.bytes)
    defects.append(defect.kind.defectClass.rawValue)
    defects.bytes.append(10)
    defectCount += 1
    try defects.flushIfFull()
  }

  func value(_ subject: String, _ truth: String, _ element: String, _ value: String) throws {
    guard !value.isEmpty else { return }
    Self.append([subject, truth, element], to: &values.bytes)
    values.append(csvField(value))
    values.append("\n")
    try values.flushIfFull()
  }

  /// How two subjects belong together by a row that was written well; comes as often as rows say so.
  func relation(_ relation: RelationTruth) throws {
    relations.append("\(relation.kind),\(relation.left),\(relation.right),\(relation.hasEnded ? 1 : 0)\n")
    try relations.flushIfFull()
  }

  /// The deepest registered place that an address lies in; empty where it lies in none.
  func location(_ subject: String, _ truth: String, _ element: String, place: String) throws {
    Self.append([subject, truth, element], to: &locations.bytes)
    locations.append(place)
    locations.append("\n")
    try locations.flushIfFull()
  }

  /// Where a registered place lies in CGCS2000, and its address.
  func point(_ place: String, longitude: String, latitude: String, address: String) throws {
    Self.append([place, longitude, latitude], to: &points.bytes)
    points.append(address)
    points.append("\n")
    try points.flushIfFull()
  }

  func finish() throws {
    try relations.finish()
    try locations.finish()
    try points.finish()
    try links.finish()
    try defects.finish()
    try values.finish()
  }
}

/// The text as a CSV field, in quotes where it must be.
func csvField(_ text: String) -> String {
  let bytes = text.utf8Span.span
  for index in bytes.indices where bytes[index] < 45 {
    let byte = bytes[index]
    guard byte == 44 || byte == 34 || byte == 10 || byte == 13 else { continue }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
  return text
}
