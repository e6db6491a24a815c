/// The files below truth/: what a run is scored against.
final class TruthWriter {
  private let links: FileSink
  private let defects: FileSink
  private let values: FileSink
  private(set) var recordCount = 0
  private(set) var defectCount = 0

  init(root: String) throws {
    try makeFolder("\(root)/truth")
    links = try FileSink("\(root)/truth/links.csv")
    defects = try FileSink("\(root)/truth/defects.csv")
    values = try FileSink("\(root)/truth/values.csv")
    links.append("subject,resource,file,row,role,truth_id,own_number\n")
    defects.append("resource,file,row,column,role,kind,value,class\n")
    values.append("subject,truth_id,element,value\n")
  }

  /// One record: `ownNumber` tells that the row gives the right valid number.
  func link(_ record: RecordTruth, resource: String, file: String, row: Int, ownNumber: Bool) throws {
    links.append(record.subject)
    links.bytes.append(44)
    links.append(resource)
    links.bytes.append(44)
    links.append(file)
    links.bytes.append(44)
    links.append(String(row))
    links.bytes.append(44)
    links.append(record.role)
    links.bytes.append(44)
    links.append(record.truth)
    links.append(ownNumber ? ",1\n" : ",0\n")
    recordCount += 1
    try links.flushIfFull()
  }

  func defect(
    _ defect: PlantedDefect, resource: String, file: String, row: Int, column: String, role: String
  ) throws {
    let fields = [resource, file, String(row), column, role, defect.kind.rawValue, defect.value]
    for field in fields {
      defects.append(csvField(field))
      defects.bytes.append(44)
    }
    defects.append(defect.kind.defectClass.rawValue)
    defects.bytes.append(10)
    defectCount += 1
    try defects.flushIfFull()
  }

  func value(_ subject: String, _ truth: String, _ element: String, _ value: String) throws {
    guard !value.isEmpty else { return }
    values.append("\(subject),\(truth),\(element),\(csvField(value))\n")
    try values.flushIfFull()
  }

  func finish() throws {
    try links.finish()
    try defects.finish()
    try values.finish()
  }
}

/// The text as a CSV field, in quotes where it must be.
func csvField(_ text: String) -> String {
  for byte in text.utf8 where byte == 44 || byte == 34 || byte == 10 || byte == 13 {
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
  return text
}
